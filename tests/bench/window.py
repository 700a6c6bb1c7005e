"""The real window, offscreen, driven by key events as a scanner and a person send them.

Invariant: a scan is done when its line has been painted: the list of the basket got its paint.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from counter_app.bootstrap import Counter, Parts, open_counter
from counter_app.services.drafts import Draft
from counter_app.services.resources import resource_dir
from counter_app.ui.assembly import Opening, OpenWindow, open_window
from counter_app.ui.flows.keys import Intent
from counter_app.ui.flows.signing_in import PinGiven
from counter_app.ui.pages.sell import SellPage
from tests.bench.catalogue import PIN
from tests.bench.measure import milliseconds
from tests.bench.places import ASSOCIATE

_PAUSE_MS: Final = 10
_PATIENCE: Final = 10.0  # seconds


class Paints(QObject):
    """Counts the paints of one widget."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look on."""
        del watched
        self.count += event.type() == QEvent.Type.Paint
        return False


@dataclass(slots=True)
class Screen:
    """An open window with somebody signed in."""

    counter: Counter
    opened: OpenWindow
    page: SellPage
    paints: Paints = field(default_factory=Paints)

    @property
    def pieces(self) -> int:
        """How many pieces the basket has."""
        selling = self.opened.counter.selling
        return 0 if selling is None else selling.state.bill.pieces

    def scan(self, code: str) -> float:
        """Scan a code; milliseconds from its first key to its painted line."""
        before, painted = self._draft(), self.paints.count
        target = QApplication.focusWidget() or self.page
        begun = time.perf_counter_ns()
        QTest.keyClicks(target, code)
        QTest.keyClick(target, Qt.Key.Key_Return)
        wait_until(lambda: self._draft() is not before and self.paints.count > painted)
        return milliseconds(time.perf_counter_ns() - begun)

    def rest(self) -> None:
        """The pause until the next scan, which is shorter than any hand's: drafts get written."""
        QTest.qWait(_PAUSE_MS)

    def void(self) -> None:
        """End the basket unsold."""
        if self.pieces:
            self.opened.window.ask(Intent.VOID)
            self.opened.window.ask(Intent.YES)
            wait_until(lambda: self.pieces == 0)

    def pay(self) -> None:
        """The due exactly in cash, and its receipt."""
        self.opened.window.ask(Intent.FINISH)
        wait_until(lambda: self._paid() and self.opened.tasks.at_rest)

    def search(self, text: str) -> None:
        """Find by name."""
        self.opened.window.ask(Intent.FIND)
        self.opened.counter.typed(text)
        QApplication.processEvents()
        self.opened.window.ask(Intent.BACK)

    def close(self) -> None:
        """Close everything."""
        self.opened.close()
        self.opened.window.close()
        self.counter.close()

    def _draft(self) -> Draft | None:
        selling = self.opened.counter.selling
        return None if selling is None else selling.state.draft

    def _paid(self) -> bool:
        selling = self.opened.counter.selling
        return selling is not None and selling.state.paid is not None


def open_screen(folder: Path, parts: Parts | None = None) -> Screen:
    """Open a store with its window, and sign in (the PIN's slow hash is left out)."""
    counter = open_counter(folder, parts or Parts(cheap_pins=True))
    opened = open_window(counter.use, Opening(resource_dir(), counter.wording))
    opened.window.show()
    opened.counter.typed(ASSOCIATE.number)
    opened.counter.hear(PinGiven(PIN))
    wait_until(lambda: isinstance(opened.window.page, SellPage))
    page = opened.window.page
    assert isinstance(page, SellPage)
    QApplication.processEvents()
    screen = Screen(counter, opened, page)
    _watch(screen, page.shell.basket.lines.viewport())
    return screen


def page_switches(screen: Screen, rounds: int) -> list[float]:
    """Milliseconds from each key to the page that it leads to, painted."""
    times = []
    for intent in (Intent.TILL, Intent.BACK) * rounds:
        begun = time.perf_counter_ns()
        _turn_page(screen, intent)
        times.append(milliseconds(time.perf_counter_ns() - begun))
        screen.rest()
    return times


def _turn_page(screen: Screen, intent: Intent) -> None:
    window, painted = screen.opened.window, Paints()
    before = window.page
    window.ask(intent)
    wait_until(lambda: window.page is not before)
    assert window.page is not None
    window.page.installEventFilter(painted)
    wait_until(lambda: painted.count > 0)


def _watch(screen: Screen, shown: QWidget) -> None:
    shown.installEventFilter(screen.paints)


def wait_until(there: Callable[[], bool]) -> None:
    """Let the window work until something is so."""
    end = time.monotonic() + _PATIENCE
    while not there():
        QApplication.processEvents()
        # Outside of `exec` nobody else lets go of widgets that were thrown away.
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        if time.monotonic() > end:
            message = "the window did not get there"
            raise TimeoutError(message)
