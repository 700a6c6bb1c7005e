"""Carries out sign-ins: the slow compare of a PIN on the writer, never on the main thread.

Invariant: the PIN is handed to the use case and kept nowhere.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from counter_app.domain.errors import CounterError, Refusal
from counter_app.domain.own_codes import BadgeCode, OwnKind, own_kind, read_own_code
from counter_app.domain.staff import Person
from counter_app.ui.flows import signing_in
from counter_app.ui.flows.keys import Intent
from counter_app.ui.flows.signing_in import (
    BadgeScanned,
    Event,
    NotProved,
    NumberTyped,
    Prove,
    ScanRefused,
    SigningIn,
    SignInView,
    SteppedBack,
    Times,
)
from counter_app.ui.presenters.desk import Desk
from counter_app.ui.presenters.loop import Loop


class SignInPresenter(QObject):
    """The sign-in page; `keeps` tells that a basket waits behind it."""

    changed = Signal()
    proved = Signal(object)  # Person
    retried = Signal()

    def __init__(self, desk: Desk, language: str, *, keeps: bool) -> None:
        super().__init__()
        self._desk, self._language = desk, language
        self.state = SigningIn(keeps=keeps)
        self._loop: Loop[Event, Prove] = Loop(self._step, self._run, self.changed.emit)

    def hear(self, event: Event) -> None:
        """What happened."""
        self._loop.dispatch(event)

    def ask(self, intent: Intent, value: str) -> None:
        """A key, a shortcut or a button; none of this page's carries a value."""
        del value
        if intent is Intent.RETRY:
            self.retried.emit()
        elif intent is Intent.BACK:
            self.hear(SteppedBack())

    def typed(self, text: str) -> None:
        """The user number as it is typed."""
        self.hear(NumberTyped(text))

    def scanned(self, code: str) -> None:
        """A badge says who; every other code is refused in words, for somebody meant to sell it."""
        if own_kind(code) is OwnKind.BADGE:
            content = read_own_code(code, self._desk.use.store.code_key())
            if isinstance(content, BadgeCode):
                self.hear(BadgeScanned(content.digits))
                return
        self.hear(ScanRefused(Refusal("scan.sign_in_first")))

    def view(self) -> SignInView:
        """What is to be seen now."""
        desk = self._desk
        session = desk.use.run_till.session()
        shown = desk.shown(self._language)
        key = "page.sign_in.till_open" if session else "page.sign_in.till_closed"
        day = session.day if session else desk.use.clock.today()
        line = shown.words(key, day=shown.wording.date_in_words(day))
        times = Times(desk.now(), line)
        return signing_in.sign_in_view(self.state, shown, desk.shop, desk.people, times)

    def speak(self, language: str) -> None:
        """Go on in another language."""
        self._language = language
        self.changed.emit()

    def _step(self, event: Event) -> tuple[Prove, ...]:
        self.state, effects = signing_in.step(self.state, event)
        return effects

    def _run(self, effect: Prove) -> None:
        self._desk.tasks.command(self._work(effect), self.proved.emit, self._refused)

    def _work(self, effect: Prove) -> Callable[[], Person]:
        sign_in = self._desk.use.sign_in
        if effect.badge:
            return partial(sign_in.by_badge, effect.badge, effect.pin)
        return partial(sign_in.by_number, effect.number, effect.pin)

    def _refused(self, error: CounterError) -> None:
        self.hear(NotProved(error))
