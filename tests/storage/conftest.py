"""A counter in use over a real store, for what the storage does beside it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from counter_app.settings import KEYS_VARIABLE
from tests.counters import Desk, a_desk


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A live store with an open till, its keys in a folder of the test's own."""
    monkeypatch.setenv(KEYS_VARIABLE, str(tmp_path / "keys"))
    desk = a_desk(tmp_path / "store")
    yield desk
    desk.counter.close()
