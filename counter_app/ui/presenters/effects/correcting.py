"""Carries out a correction of the cash given, on the writer.

Invariant: what it tells the flow is already on the disk.
"""

from collections.abc import Callable

from counter_app.domain.errors import CounterError
from counter_app.services.correct_cash import Corrected
from counter_app.ui.flows.cards.correcting_events import CorrectGiven, PutRight
from counter_app.ui.flows.selling.events import Event, Told
from counter_app.ui.flows.selling.parts import Note, Selling
from counter_app.ui.flows.views import Tone
from counter_app.ui.presenters.desk import Desk


class Correcting:
    """The corrections of the selling page."""

    def __init__(self, desk: Desk, dispatch: Callable[[Event], None]) -> None:
        self._desk, self._dispatch = desk, dispatch

    def run(self, effect: CorrectGiven, state: Selling) -> None:
        """Store it; the answer is dispatched when it is there."""
        correct, seller = self._desk.use.correct_cash, state.seller
        self._desk.tasks.command(
            lambda: correct.correct(effect.number, effect.given, seller), self._done, self._fail
        )

    def _done(self, corrected: Corrected) -> None:
        self._dispatch(PutRight(corrected.sale, corrected.drawer))

    def _fail(self, error: CounterError) -> None:
        self._dispatch(Told(Note(error=error, tone=Tone.ERROR), done=True))
