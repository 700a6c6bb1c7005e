"""Another person goes on: a badge alone shortly after its owner's PIN, else badge and PIN.

Invariant: whoever was signed in stays so until the badge says who comes; a badge that is not taken
changes nothing but what is said.
"""

from functools import partial

from PySide6.QtCore import QObject, Signal

from counter_app.domain.errors import CounterError
from counter_app.domain.own_codes import BadgeCode, OwnKind, own_kind, read_own_code
from counter_app.domain.staff import Person
from counter_app.ui.presenters.desk import Desk

_NEEDS_PIN = frozenset({"sign_in.badge_needs_pin", "sign_in.lane_closed"})


class Switching(QObject):
    """Asks whose a badge is."""

    switched = Signal(object)  # Person
    pin_wanted = Signal(str, object)  # the badge's digits, and why
    refused = Signal(object)  # CounterError

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._asking = False

    def badge_in(self, code: str) -> str:
        """The digits of a scanned badge; empty for every other code."""
        if own_kind(code) is not OwnKind.BADGE:
            return ""
        content = read_own_code(code, self._desk.use.store.code_key())
        return content.digits if isinstance(content, BadgeCode) else ""

    def ask(self, badge: str) -> None:
        """Let the owner of this badge go on; a second one meanwhile is not heard."""
        if self._asking:
            return
        self._asking = True
        work = partial(self._desk.use.sign_in.switch_by_badge, badge)
        self._desk.tasks.command(work, self._done, partial(self._failed, badge))

    def _done(self, person: Person) -> None:
        self._asking = False
        self.switched.emit(person)

    def _failed(self, badge: str, error: CounterError) -> None:
        self._asking = False
        if error.code in _NEEDS_PIN:
            self.pin_wanted.emit(badge, error)
        else:
            self.refused.emit(error)
