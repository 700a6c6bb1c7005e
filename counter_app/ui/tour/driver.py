"""Drives the real window by key events and scan bursts, and looks at what came of them.

Invariant: it does only what a person at the counter can do; its action counts are counted from the
events it sent.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from counter_app.domain.facts import Entry
from counter_app.ui.assembly import OpenWindow
from counter_app.ui.flows.keys import Intent
from counter_app.ui.widgets.action_key import ActionKey
from counter_app.ui.widgets.paper import PaperPreview
from counter_app.ui.widgets.row_list import RowList

PATIENCE_S: Final = 10.0
TYPING_MS: Final = 200
SCANNING_MS: Final = 4
_LAYOUTS: Final = 4  # a scrolling card in a card takes a few rounds to its final sizes
W = TypeVar("W", bound=QWidget)


class TourFailedError(Exception):
    """A step did not come out as expected: says the step, what was expected, what was there."""


class Ticks:
    """A clock that the driver moves: scans come fast, typing comes slowly, and nobody waits."""

    def __init__(self) -> None:
        self.now = 0

    def __call__(self) -> int:
        """Milliseconds so far."""
        return self.now


@dataclass(frozen=True, slots=True)
class Told:
    """How one step went."""

    name: str
    actions: int
    milliseconds: int
    picture: Path


class Driver:
    """One person at the counter, and one who watches screen and journal."""

    def __init__(
        self,
        opened: OpenWindow,
        ticks: Ticks,
        entries: Callable[[int], Sequence[Entry]],
        out: Path,
    ) -> None:
        self.opened, self._ticks, self._entries, self._out = opened, ticks, entries, out
        self._seen = max((entry.seq for entry in entries(0)), default=0)
        self._actions = 0
        self._step = ""
        self.told: list[Told] = []
        opened.window.show()
        opened.window.activateWindow()
        self.settle()

    # ------------------------------------------------------------------------- what it does

    def step(self, name: str, script: Callable[["Driver"], None]) -> Told:
        """Run one step, then take its picture."""
        self._step, self._actions = name, 0
        begun = time.perf_counter()
        script(self)
        self.settle()
        took = round((time.perf_counter() - begun) * 1000)
        self._expect_no_more_entries()
        picture = self._grab(f"{len(self.told) + 1:02}-{name}")
        self.told.append(Told(name, self._actions, took, picture))
        return self.told[-1]

    def shoot(self, name: str) -> None:
        """A picture in the middle of a step."""
        self.settle()
        number = len(self.told) + 1
        self._grab(f"{number:02}-{self._step}-{name}")

    def _grab(self, name: str) -> Path:
        picture = self._out / f"{name.replace(' ', '-')}.png"
        self.opened.window.grab().save(str(picture))
        return picture

    def scan(self, code: str) -> None:
        """A scanner sends a code and Enter."""
        self._actions += 1
        self._ticks.now += 1000
        for char in code:
            self._ticks.now += SCANNING_MS
            QTest.keyClicks(self._focused(), char)
        self._ticks.now += SCANNING_MS
        QTest.keyClick(self._focused(), Qt.Key.Key_Return)
        self.settle()

    def write(self, text: str, *, as_search: bool = False) -> None:
        """A person types; a search counts as one action, all else key by key."""
        self._actions += 1 if as_search else len(text)
        for char in text:
            self._ticks.now += TYPING_MS
            QTest.keyClicks(self._focused(), char)
        self.settle()

    def press(self, key: str) -> None:
        """A key or a combination, such as `F9`, `Ctrl+Z`, `Return`."""
        self._actions += 1
        self._ticks.now += TYPING_MS
        QTest.keySequence(self._focused(), QKeySequence(key))
        self.settle()

    def ask(self, intent: Intent) -> None:
        """The shortcut of an intent."""
        self.press(self.opened.counter.keys.key(intent))

    def touch(self, words: str) -> None:
        """A finger on the key that says so."""
        self._actions += 1
        for key in self._visible(ActionKey):
            if words in {key.view.text, key.view.spoken, key.view.intent} and key.isEnabled():
                self._ticks.now += TYPING_MS
                QTest.mouseClick(key, Qt.MouseButton.LeftButton)
                self.settle()
                return
        self._fail(f"a key {words!r} that can be pressed", "none is there")

    def resize(self, width: int, height: int) -> None:
        """Another screen."""
        self.opened.window.resize(width, height)
        self.settle()

    def settle(self) -> None:
        """Let everything that was begun come to its end."""
        until = time.perf_counter() + PATIENCE_S
        process = QApplication.processEvents
        process()
        while not self.opened.tasks.at_rest and time.perf_counter() < until:
            time.sleep(0.001)
            process()
        if not self.opened.tasks.at_rest:
            self._fail("an answer", "none came")
        for _ in range(_LAYOUTS):
            process()
        # Outside of exec() Qt keeps what is to be deleted later, and dresses all of it each time.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    # ------------------------------------------------------------------------- what it sees

    def sees(self, *texts: str) -> None:
        """Every text stands on the screen."""
        shown = self.shown()
        for text in texts:
            if not any(text in one for one in shown):
                self._fail(f"{text!r} on the screen", " | ".join(shown))

    def sees_not(self, *texts: str) -> None:
        """None of the texts stands on the screen."""
        shown = self.shown()
        for text in texts:
            if any(text in one for one in shown):
                self._fail(f"no {text!r} on the screen", " | ".join(shown))

    def sees_paper(self) -> None:
        """A page of a paper is on the screen."""
        if not any(paper.pages_shown for paper in self._visible(PaperPreview)):
            self._fail("a paper on the screen", "none")

    def shown(self) -> list[str]:
        """Every text that can be read now."""
        texts = [label.text() for label in self._visible(QLabel)]
        texts += [field.text() or field.placeholderText() for field in self._visible(QLineEdit)]
        for key in self._visible(ActionKey):
            texts += [key.view.text, key.view.sub]
        for rows in self._visible(RowList):
            for row in rows.rows.rows:
                texts += [row.name, row.full_detail, row.figure]
        return [text for text in texts if text]

    def journal(self, *kinds: str) -> list[Entry]:
        """The entries since the last look are exactly of these kinds, in this order."""
        self.settle()
        fresh = list(self._entries(self._seen))
        found = [entry.kind for entry in fresh]
        if found != list(kinds):
            self._fail(f"entries {', '.join(kinds) or 'none'}", ", ".join(found) or "none")
        self._seen += len(fresh)
        return fresh

    def needs(self, most: int) -> None:
        """No more actions than the design allows."""
        if self._actions > most:
            self._fail(f"at most {most} actions", str(self._actions))

    def check(self, what: str, *, holds: bool) -> None:
        """Anything else that must be so."""
        if not holds:
            self._fail(what, "it is not so")

    def _expect_no_more_entries(self) -> None:
        fresh = self._entries(self._seen)
        if fresh:
            self._fail("no more entries", ", ".join(entry.kind for entry in fresh))

    def _focused(self) -> QWidget:
        return QApplication.focusWidget() or self.opened.window

    def _visible(self, kind: type[W]) -> list[W]:
        found = self.opened.window.findChildren(kind)
        return [widget for widget in found if widget.isVisible()]

    def _fail(self, expected: str, found: str) -> None:
        self.opened.window.grab().save(str(self._out / "failed.png"))
        message = f"{self._step}: expected {expected}; found {found}"
        raise TourFailedError(message)
