"""Carries out payments on the writer, one at a time, and tells the flow what came of them.

Invariant: a draft that comes back from here is already on the disk.
"""

from collections.abc import Callable
from typing import Final

from counter_app.domain.checks import Dating, check_of
from counter_app.domain.dates import read_date
from counter_app.domain.errors import CounterError
from counter_app.domain.gift_cards import StoredCard
from counter_app.services.charge import Answered
from counter_app.services.drafts import Draft
from counter_app.services.take_payment import Paid
from counter_app.ui.flows.selling.bill import Bill
from counter_app.ui.flows.selling.events import (
    AskBalance,
    Completed,
    Event,
    Held,
    PayCard,
    PayCash,
    PayCheck,
    PayStored,
    Plainly,
    Rung,
    TakeBack,
    Told,
)
from counter_app.ui.flows.selling.parts import CheckWanted, Note, Selling
from counter_app.ui.flows.selling.paying import answer_note
from counter_app.ui.flows.views import Tone
from counter_app.ui.presenters.desk import Desk

_YEARS_AHEAD: Final = 10  # a post-dated check is one, and not a hundred years old
Payment = PayCash | PayCard | PayStored | PayCheck | TakeBack | AskBalance


class Paying:
    """The payments of the selling page."""

    def __init__(
        self,
        desk: Desk,
        bill: Callable[[Draft], Bill],
        dispatch: Callable[[Event], None],
        month_first: Callable[[], bool],
    ) -> None:
        """`month_first`: whether the language on the screen writes a date so."""
        self._desk, self._bill, self._dispatch = desk, bill, dispatch
        self._month_first = month_first

    def run(self, effect: Payment, state: Selling) -> None:
        """Begin one payment; its answer is dispatched when it is there."""
        use, draft, seller = self._desk.use, state.draft, state.seller
        match effect:
            case PayCash(amount=amount) if amount >= state.bill.cash_due:
                self._settle(lambda: use.take_payment.settle_in_cash(draft, amount, seller))
            case PayCash(amount=part):
                self._pay(lambda: use.take_payment.cash(draft, part, seller))
            case PayStored(number=number, amount=amount_):
                self._pay(lambda: use.take_payment.stored(draft, number, amount_, seller))
            case PayCheck(check=check):
                self._pay(lambda: self._check(state, check))
            case PayCard(amount=wanted):
                self._ask(lambda: use.take_payment.card(draft, wanted, seller))
            case TakeBack(no=no):
                self._ask(lambda: use.charge.void(draft, no, seller.number), reversal=True)
            case AskBalance(number=number_):
                self._balance(number_, seller.number)

    def plainly(self, effect: Plainly, state: Selling) -> None:
        """Resolve what is in doubt, or complete the sale."""
        use, draft, seller = self._desk.use, state.draft, state.seller
        if effect is Plainly.RESOLVE:
            reversal = bool(draft.attempt and draft.attempt.reverses)
            self._ask(lambda: use.charge.resolve(draft, seller.number), reversal=reversal)
        else:
            self._settle(lambda: use.take_payment.complete(draft, seller))

    def _check(self, state: Selling, wanted: CheckWanted) -> Draft:
        today = self._desk.use.terms.day()
        years = today.year + _YEARS_AHEAD
        dated = read_date(wanted.dated, years, month_first=self._month_first())
        dating = Dating(dated, today)
        check = check_of(wanted.routing, wanted.account, wanted.number, dating)
        return self._desk.use.take_payment.check(
            state.draft, wanted.amount, check, state.seller, identified=wanted.identified
        )

    def _settle(self, work: Callable[[], Paid]) -> None:
        self._desk.tasks.command(work, self._completed, self._fail)

    def _pay(self, work: Callable[[], Draft]) -> None:
        def done(draft: Draft) -> None:
            self._dispatch(Rung(draft, self._bill(draft), paying=True))

        self._desk.tasks.command(work, done, self._fail)

    def _ask(self, work: Callable[[], Answered], *, reversal: bool = False) -> None:
        def done(answered: Answered) -> None:
            note = answer_note(answered, reversal=reversal)
            draft = answered.draft
            self._dispatch(Rung(draft, self._bill(draft), paying=True, note=note))

        self._desk.tasks.command(work, done, self._fail)

    def _balance(self, number: str, user: str) -> None:
        use = self._desk.use

        def done(card: StoredCard) -> None:
            self._dispatch(Held(card))

        self._desk.tasks.command(lambda: use.take_payment.balance(number, user), done, self._fail)

    def _completed(self, paid: Paid) -> None:
        self._dispatch(Completed(paid))

    def _fail(self, error: CounterError) -> None:
        self._dispatch(Told(Note(error=error, tone=Tone.ERROR), done=True))
