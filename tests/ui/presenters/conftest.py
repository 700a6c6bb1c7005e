"""A person at the counter of a demo store."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from counter_app.settings import KEYS_VARIABLE
from tests.ui.shop import Counted, store_in, window_over


@pytest.fixture
def folder(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the store is to be; its keys lie beside it."""
    del qtbot
    monkeypatch.setenv(KEYS_VARIABLE, str(tmp_path / "keys"))
    return tmp_path / "store"


@pytest.fixture
def shop(folder: Path) -> Iterator[Counted]:
    """An open store with nobody signed in."""
    with store_in(folder) as counter, window_over(counter, folder.parent) as counted:
        yield counted
