"""States that need a slow or an empty outside pass the checks too: waits, no catalogue, dim."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from counter_app.bootstrap import Parts
from counter_app.devices.simulated import SimulatedTerminal
from counter_app.services.ports import TerminalAnswer, TerminalRequest
from counter_app.ui.flows.selling.parts import Busy
from counter_app.wording import LANGUAGES
from tests.accessibility.checks import CHECKS, look
from tests.accessibility.data import DATA
from tests.accessibility.looking import process
from tests.accessibility.scenes import basket, dress, seen
from tests.own_keys import own_keys
from tests.ui.shop import Counted, store_in, window_over
from tests.ui.test_empty_states import new

DRESSES = [(False, 100), (True, 200)]
WAKES = {4, 5, 9, 21, 22, 23}  # they press keys, and the first of that only wakes it
PALE = {7, 8}  # a dim screen is pale; its notice stands in full colours of the theme
QUEUED = {21}  # scans are not heard but wait their turn, which is tested with the scanner
_PATIENCE_MS = 10_000


class SlowTerminal(SimulatedTerminal):
    """Answers when it is let."""

    def __init__(self) -> None:
        super().__init__()
        self.answers = Event()

    def pay(self, request: TerminalRequest) -> Sequence[TerminalAnswer]:
        """The twin's answer, once the customer has found the card."""
        self.answers.wait(_PATIENCE_MS / 1000)
        return tuple(super().pay(request))


def findings(shop: Counted, place: str, without: set[int] | None = None) -> list[str]:
    """What the checks find on the screen as it stands."""
    process()
    return [
        f"{place}: {number} {found}"
        for number in CHECKS
        if number not in (without or set())
        for found in look(number, lambda: seen(shop, place, DATA))
    ]


@pytest.fixture
def folder(qtbot: QtBot, tmp_path: Path) -> Iterator[Path]:
    del qtbot
    with own_keys(tmp_path / "keys"):
        yield tmp_path


@pytest.fixture(params=DRESSES, ids=["light-100", "dark-200"])
def dressed(request: pytest.FixtureRequest) -> Callable[[Counted, str], None]:
    """Puts a window into one of the dresses."""
    dark, percent = request.param
    return lambda shop, language: dress(shop, dark=dark, percent=percent, language=language)


Dressed = Callable[[Counted, str], None]


@contextmanager
def asked(folder: Path, dressed: Dressed, language: str, qtbot: QtBot) -> Iterator[Counted]:
    """The terminal has been asked and has not answered yet."""
    terminal = SlowTerminal()
    parts = Parts(cheap_pins=True, terminal=terminal)
    with store_in(folder / "store", parts) as counter, window_over(counter, folder) as shop:
        shop.sell(language)
        dressed(shop, language)
        basket(shop)
        press("F10")
        qtbot.waitUntil(lambda: shop.selling.state.busy is Busy.TERMINAL, timeout=_PATIENCE_MS)
        yield shop
        terminal.answers.set()
        shop.driver.settle()


def press(keys: str) -> None:
    """A key whose answer nobody waits for."""
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keySequence(focused, QKeySequence(keys))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_terminal_that_takes_its_time_and_a_lock_that_waits_for_it(
    folder: Path, qtbot: QtBot, dressed: Dressed, language: str
) -> None:
    with asked(folder, dressed, language, qtbot) as shop:
        found = findings(shop, "the terminal is asked", QUEUED)
        press("Ctrl+L")
        found += findings(shop, "the lock waits for the terminal", QUEUED)
    assert found == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_store_without_a_catalogue(folder: Path, dressed: Dressed, language: str) -> None:
    with store_in(folder / "store") as counter, window_over(counter, folder, new) as shop:
        shop.sell(language)
        dressed(shop, language)
        assert findings(shop, "no catalogue") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_dim_screen(folder: Path, dressed: Dressed, language: str) -> None:
    with store_in(folder / "store") as counter, window_over(counter, folder) as shop:
        shop.sell(language)
        dressed(shop, language)
        basket(shop)
        shop.ticks.now += 100_000
        shop.opened.attention.look()
        found = findings(shop, "dim", WAKES | PALE)
        assert shop.opened.attention.state.dim
        assert found == []
