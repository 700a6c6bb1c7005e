"""Tells screen readers what happens: the one place that announces anything.

Invariant: each happening is announced once; a balance only when it has stood for 150 ms, so that
quick scans are not answered by a row of sums.
"""

from typing import Final, Protocol

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from counter_app.ui.flows.selling.announcing import Said, Stepped, balance_of, said_of
from counter_app.ui.flows.shop import Shown
from counter_app.ui.presenters.counter import CounterPresenter
from counter_app.ui.presenters.desk import Desk

SETTLED_MS: Final = 150


class Announcer(Protocol):
    """Says something to whoever listens with a screen reader."""

    def announce(self, said: Said) -> None:
        """Say it; interrupting where it says so."""


class ScreenReader:
    """The system's screen reader, if one is on."""

    def __init__(self, window: QWidget) -> None:
        self._window = window

    def announce(self, said: Said) -> None:
        """Send one announcement of the window."""
        QAccessible.updateAccessibility(event_of(self._window, said))


def event_of(window: QWidget, said: Said) -> QAccessibleAnnouncementEvent:
    """What the system is told."""
    event = QAccessibleAnnouncementEvent(window, said.text)
    politeness = QAccessible.AnnouncementPoliteness
    event.setPoliteness(politeness.Assertive if said.now else politeness.Polite)
    return event


class Announcing(QObject):
    """Listens to the counter and finds the words, in the language on the screen."""

    def __init__(self, counter: CounterPresenter, desk: Desk, announcer: Announcer) -> None:
        super().__init__()
        self._counter, self._desk, self._announcer = counter, desk, announcer
        self._shown: Shown | None = None
        self._balance = self._told = ""
        self._settled = QTimer(self, singleShot=True, interval=SETTLED_MS)
        self._settled.timeout.connect(self._tell_balance)
        counter.stepped.connect(self._heard)

    def rest(self) -> None:
        """Tell nothing any more."""
        self._counter.stepped.disconnect(self._heard)
        self._settled.stop()

    def _heard(self, stepped: Stepped) -> None:
        shown = self._in_language(self._counter.looks.language)
        said = said_of(stepped, shown)
        if said is not None:
            self._announcer.announce(said)
        self._weigh(balance_of(stepped.after, shown))

    def _in_language(self, language: str) -> Shown:
        """The words; made once a language, for making them takes longer than a scan may."""
        if self._shown is None or self._shown.wording.language != language:
            self._shown = self._desk.shown(language)
        return self._shown

    def _weigh(self, balance: str) -> None:
        """Another balance begins to wait; one that is as it was told needs no telling."""
        if balance == self._balance:
            return
        self._balance = balance
        if not balance:
            self._told = ""
            self._settled.stop()
        else:
            self._settled.start()

    def _tell_balance(self) -> None:
        if self._balance != self._told:
            self._told = self._balance
            self._announcer.announce(Said(self._balance))
