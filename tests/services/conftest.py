"""The desk of every service test: an open counter in a folder of its own, keys apart."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from counter_app.settings import KEYS_VARIABLE
from tests.counters import Desk, a_desk

DeskMaker = Callable[..., Desk]


@pytest.fixture
def make_desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[DeskMaker]:
    """Make a desk with parts of the test's choice; it is closed at the end."""
    monkeypatch.setenv(KEYS_VARIABLE, str(tmp_path / "keys"))
    desks: list[Desk] = []

    def make(**parts: object) -> Desk:
        desks.append(a_desk(tmp_path / f"store-{len(desks)}", **parts))  # type: ignore[arg-type]  # names of parts
        return desks[-1]

    yield make
    for desk in desks:
        desk.counter.close()


@pytest.fixture
def desk(make_desk: DeskMaker) -> Desk:
    """A desk with an open till and simulated devices."""
    return make_desk()
