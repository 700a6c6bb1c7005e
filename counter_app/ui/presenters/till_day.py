"""Opens and closes the till, and shows the Z that was printed.

Invariant: the closing is stored before its paper is made.
"""

from PySide6.QtCore import QObject, Signal

from counter_app.domain.errors import CounterError, Refusal
from counter_app.domain.staff import Person
from counter_app.domain.till import TillSession
from counter_app.services.run_till import Closed
from counter_app.ui.flows import till_day
from counter_app.ui.flows.keys import Intent
from counter_app.ui.flows.till_day import (
    AmountTyped,
    Asked,
    CloseTill,
    DayClosed,
    Effect,
    Event,
    Failed,
    GoBack,
    OpenTill,
    PagesShown,
    ScanRefused,
    TillDay,
    TillView,
)
from counter_app.ui.presenters.desk import Desk
from counter_app.ui.presenters.loop import Loop

_SCALE = 2.0


class TillPresenter(QObject):
    """The till page, for opening or for closing."""

    changed = Signal()
    opened = Signal()
    left = Signal()

    def __init__(self, desk: Desk, person: Person, language: str, state: TillDay) -> None:
        super().__init__()
        self._desk, self._person, self._language = desk, person, language
        self.state = state
        self._loop: Loop[Event, Effect] = Loop(self._step, self._run, self.changed.emit)

    def hear(self, event: Event) -> None:
        """What happened."""
        self._loop.dispatch(event)

    def ask(self, intent: Intent, value: str) -> None:
        """A key, a shortcut or a button; none of this page's carries a value."""
        del value
        self.hear(Asked(intent))

    def typed(self, text: str) -> None:
        """The amount as it is typed."""
        self.hear(AmountTyped(text))

    def scanned(self, code: str) -> None:
        """Nothing is sold while money is counted, and that is said."""
        del code
        if self.state.closed is not None:
            why = Refusal("scan.till_done")
        else:
            why = Refusal("scan.till_counted" if self.state.closing else "scan.till_first")
        self.hear(ScanRefused(why))

    def view(self) -> TillView:
        """What is to be seen now."""
        desk = self._desk
        return till_day.till_view(self.state, desk.shown(self._language), desk.shop, desk.now())

    def speak(self, language: str) -> None:
        """Go on in another language."""
        self._language = language
        self.changed.emit()

    def _step(self, event: Event) -> tuple[Effect, ...]:
        self.state, effects = till_day.step(self.state, event)
        return effects

    def _run(self, effect: Effect) -> None:
        run_till, number = self._desk.use.run_till, self._person.number
        match effect:
            case OpenTill(amount=amount):
                self._desk.tasks.command(
                    lambda: run_till.open(amount, number), self._opened, self._failed
                )
            case CloseTill(amount=amount_):
                self._desk.tasks.command(
                    lambda: run_till.close(amount_, number), self._closed, self._failed
                )
            case GoBack():
                self.left.emit()

    def _opened(self, _: TillSession) -> None:
        self.opened.emit()

    def _closed(self, closed: Closed) -> None:
        self.hear(DayClosed(closed.closed))
        hand_over = self._desk.use.hand_over

        def paper() -> tuple[bytes, ...]:
            handed = hand_over.closing(closed.entry, self._language)
            return tuple(hand_over.images(handed.pdf, _SCALE))

        def done(pages: tuple[bytes, ...]) -> None:
            self.hear(PagesShown(pages))

        self._desk.tasks.query(paper, done, self._failed)

    def _failed(self, error: CounterError) -> None:
        self.hear(Failed(error))
