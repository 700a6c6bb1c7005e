"""What the counter asks of every page, whichever is on the screen.

Invariant: a page gets keys, typing and scans only while it is on the screen; it keeps its state
when it is not.
"""

from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance

from counter_app.ui.flows.keys import Intent
from counter_app.ui.presenters.desk import Desk


class PagePresenter(Protocol):
    """Holds one page's state."""

    @property
    def changed(self) -> SignalInstance:
        """Its view is another now."""

    def view(self) -> object:
        """What is to be seen now; its type decides which widgets show it."""

    def ask(self, intent: Intent, value: str) -> None:
        """A key, a shortcut or a button."""

    def typed(self, text: str) -> None:
        """The page's one line holds this text."""

    def hear(self, event: Any) -> None:  # noqa: ANN401  each page has events of its own
        """What the page's own widgets tell."""

    def scanned(self, code: str) -> None:
        """A code from the scanner."""

    def speak(self, language: str) -> None:
        """Go on in another language."""


class SidePresenter(PagePresenter, Protocol):
    """A page that is opened from another one."""

    @property
    def left(self) -> SignalInstance:
        """Back to the page that it was opened from."""


class SidePage(QObject):
    """What side pages have alike that take neither typing nor scans, only keys."""

    changed = Signal()
    left = Signal()

    def __init__(self, desk: Desk, language: str) -> None:
        super().__init__()
        self._desk, self._language = desk, language

    def typed(self, text: str) -> None:
        """Nothing is typed here."""

    def scanned(self, code: str) -> None:
        """A scan closes this page before it comes here."""

    def speak(self, language: str) -> None:
        """Go on in another language."""
        self._language = language
        self.changed.emit()
