"""Has the answers of an item's questions judged, at once.

Invariant: what comes back is an event, a yes or a refusal with its words; nothing is thrown.
"""

from collections.abc import Callable

from counter_app.domain.errors import Refusal
from counter_app.ui.flows.selling.events import Event, JudgeAge, Judged, JudgeSerial
from counter_app.ui.flows.selling.parts import Selling
from counter_app.ui.presenters.desk import Desk


class Answering:
    """The answers of the selling page."""

    def __init__(self, desk: Desk, dispatch: Callable[[Event], None]) -> None:
        self._answers, self._dispatch = desk.use.sell.answers, dispatch

    def run(self, effect: JudgeAge | JudgeSerial, state: Selling, *, month_first: bool) -> None:
        """Judge one answer. `month_first` is how the language on the screen writes a date."""
        try:
            judged = self._judged(effect, state, month_first=month_first)
        except Refusal as refusal:
            judged = Judged(state.draft, refusal=refusal)
        self._dispatch(judged)

    def _judged(
        self, effect: JudgeAge | JudgeSerial, state: Selling, *, month_first: bool
    ) -> Judged:
        answers, draft = self._answers, state.draft
        match effect:
            case JudgeAge(age=age, born=""):
                return Judged(answers.clearly_over(draft, age))
            case JudgeAge(age=age, born=born):
                return Judged(answers.born(draft, age, born, month_first=month_first))
            case JudgeSerial(product=product, serial=text):
                return Judged(draft, answers.serial(draft, product, text))
