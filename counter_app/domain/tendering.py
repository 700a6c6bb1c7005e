"""Taking payment as a machine: frozen states, events, one `step`, effects as values.

Invariant: due = taken + remaining in every state, an attempt is asked once, and an unknown outcome
is left only by a definite answer. Amounts are minor units; the terminal is asked by the service.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from counter_app.domain.errors import Refusal
from counter_app.domain.money import CashMode, CashRounding, Currency, Money
from counter_app.domain.slips import CardSlip, CheckSlip, StoredSlip, TenderTaken
from counter_app.domain.tenders import Tender


@dataclass(frozen=True, slots=True)
class Due:
    """What is to be paid, exact, and how cash rounds it."""

    total: int
    currency: Currency
    rounding: CashRounding

    def cash(self, exact: int) -> int:
        """An exact remainder as it can be handed over in cash."""
        return self.rounding.round(Money(exact, self.currency)).minor


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try at the terminal. `reverses` names the attempt that it takes back."""

    id: str
    amount: int
    reverses: str = ""


@dataclass(frozen=True, slots=True)
class Collecting:
    """Ready for the next tender, or complete when nothing remains."""

    due: Due
    taken: tuple[TenderTaken, ...] = ()
    rounding: int = 0


@dataclass(frozen=True, slots=True)
class Asking:
    """The terminal has been asked and has not answered yet."""

    due: Due
    taken: tuple[TenderTaken, ...]
    attempt: Attempt
    rounding: int = 0


@dataclass(frozen=True, slots=True)
class Doubtful:
    """The terminal was silent: charged or not, nobody knows. Only a definite answer leaves it."""

    due: Due
    taken: tuple[TenderTaken, ...]
    attempt: Attempt
    rounding: int = 0


State = Collecting | Asking | Doubtful


@dataclass(frozen=True, slots=True)
class GiveCash:
    """Notes and coins of this amount are handed over."""

    amount: int


@dataclass(frozen=True, slots=True)
class GiveCheck:
    """A check over this amount."""

    amount: int
    slip: CheckSlip


@dataclass(frozen=True, slots=True)
class Redeem:
    """A gift card or store credit pays this amount."""

    tender: Tender
    amount: int
    slip: StoredSlip


@dataclass(frozen=True, slots=True)
class AskTerminal:
    """Try a card for this amount under a new attempt id."""

    attempt: str
    amount: int


@dataclass(frozen=True, slots=True)
class Approved:
    """The terminal charged `amount` (less than asked is a partial approval)."""

    attempt: str
    amount: int
    tender: Tender
    slip: CardSlip


@dataclass(frozen=True, slots=True)
class Declined:
    """The terminal, definitely, charged nothing (declined, cancelled, or never heard of it)."""

    attempt: str


@dataclass(frozen=True, slots=True)
class Silent:
    """No answer in time, or the link broke."""

    attempt: str


@dataclass(frozen=True, slots=True)
class Void:
    """Take tender `no` back; a card tender needs a new attempt id for the reversal."""

    no: int
    attempt: str = ""


@dataclass(frozen=True, slots=True)
class Reversed:
    """The terminal gave a charge back."""

    attempt: str


Event = GiveCash | GiveCheck | Redeem | AskTerminal | Approved | Declined | Silent | Void | Reversed


@dataclass(frozen=True, slots=True)
class SendPayment:
    """Ask the terminal to charge; the attempt is in the journal first."""

    attempt: Attempt


@dataclass(frozen=True, slots=True)
class SendReversal:
    """Ask the terminal to give a charge back; the attempt is in the journal first."""

    attempt: Attempt


@dataclass(frozen=True, slots=True)
class AskStatus:
    """Ask what became of this very attempt; never charge again."""

    attempt: Attempt


@dataclass(frozen=True, slots=True)
class ReverseOrphan:
    """An approval that no open attempt waits for: give it back."""

    attempt: str
    amount: int


@dataclass(frozen=True, slots=True)
class GiveBack:
    """A voided tender goes back over the counter (cash, the check) or to its card's balance."""

    tender: TenderTaken


Effect = SendPayment | SendReversal | AskStatus | ReverseOrphan | GiveBack
Step = tuple[State, tuple[Effect, ...]]


def remaining(state: State) -> int:
    """What is still to be paid, exact; cash that settles the rest counts with its rounding."""
    return state.due.total + state.rounding - sum(tender.amount for tender in state.taken)


def complete(state: State) -> bool:
    """Everything is paid and nothing is being asked."""
    return isinstance(state, Collecting) and remaining(state) == 0


def change(taken: Sequence[TenderTaken]) -> int:
    """What goes back to the customer in cash."""
    return sum(tender.change for tender in taken)


def with_due(state: State, total: int) -> State:
    """The same tenders against a changed basket; refused below what was already taken."""
    if not isinstance(state, Collecting):
        raise Refusal("tender.terminal_busy")
    if state.taken and total < sum(tender.amount for tender in state.taken) - state.rounding:
        raise Refusal("tender.total_below_taken")
    if state.rounding and total != state.due.total:
        raise Refusal("tender.already_paid")
    return replace(state, due=replace(state.due, total=total))


def step(state: State, event: Event) -> Step:
    """The next state and what is to be done; an event that does not fit is refused."""
    match event:
        case Approved() | Declined() | Silent() | Reversed():
            return _answer(state, event)
        case GiveCash() | GiveCheck() | Redeem() | AskTerminal() | Void():
            if not isinstance(state, Collecting):
                raise Refusal("tender.terminal_busy")
            return _collect(state, event)


def _collect(state: Collecting, event: GiveCash | GiveCheck | Redeem | AskTerminal | Void) -> Step:
    if isinstance(event, Void):
        return _void(state, event)
    if state.due.total < 0:
        raise Refusal("tender.store_pays_back")
    if complete(state) and not _nothing_for_nothing(state, event):
        raise Refusal("tender.already_paid")
    match event:
        case GiveCash(amount=amount):
            return _cash(state, amount), ()
        case GiveCheck(amount=amount, slip=slip):
            _exact(state, amount)
            _once(state, slip)
            return _take(state, TenderTaken(no=0, tender="check", amount=amount, check=slip)), ()
        case Redeem(tender=tender, amount=amount, slip=slip):
            _exact(state, amount)
            taken = TenderTaken(no=0, tender=tender.value, amount=amount, stored=slip)
            return _take(state, taken), ()
        case AskTerminal(attempt=attempt, amount=amount):
            _exact(state, amount)
            asked = Attempt(attempt, amount)
            return _asking(state, asked), (SendPayment(asked),)


def _nothing_for_nothing(state: Collecting, event: Event) -> bool:
    """A basket that is free of charge is settled by a cash tender of zero, once."""
    return event == GiveCash(0) and not state.taken


def _exact(state: Collecting, amount: int) -> None:
    """Everything but cash pays exactly, never more than is due."""
    if amount <= 0:
        raise Refusal("tender.amount_above_zero")
    if amount > remaining(state):
        raise Refusal("tender.above_due", due=Money(remaining(state), state.due.currency))


def _once(state: Collecting, slip: CheckSlip) -> None:
    """The very same check pays once; its number may be read with zeros before it or without."""
    for tender in state.taken:
        if tender.check is not None and _read(tender.check) == _read(slip):
            raise Refusal("tender.check.twice", number=slip.number)


def _read(slip: CheckSlip) -> tuple[str, str, str]:
    return slip.routing, slip.account, slip.number.lstrip("0")


def _cash(state: Collecting, given: int) -> Collecting:
    exact = remaining(state)
    in_part = given < exact and state.due.rounding.mode is CashMode.EXACT_ONLY
    wanted = exact if in_part else state.due.cash(exact)  # a part needs no rest that coins can pay
    if given < 0 or (given == 0 and wanted != 0):
        raise Refusal("tender.amount_above_zero")
    if not state.due.rounding.accepts(Money(given, state.due.currency)):
        raise Refusal("tender.no_such_coins", amount=Money(given, state.due.currency))
    if given < wanted:
        return _take(state, TenderTaken(no=0, tender="cash", amount=given, given=given))
    taken = TenderTaken(no=0, tender="cash", amount=wanted, given=given, change=given - wanted)
    settled = replace(_take(state, taken), rounding=wanted - exact)
    assert taken.change >= 0 == remaining(settled), "cash that covers the due settles it"
    return settled


def _take(state: Collecting, tender: TenderTaken) -> Collecting:
    assert tender.amount <= max(remaining(state), 0) or tender.tender == "cash", "above the due"
    no = 1 + max((taken.no for taken in state.taken), default=0)
    return replace(state, taken=(*state.taken, replace(tender, no=no)))


def _asking(state: Collecting, attempt: Attempt) -> Asking:
    return Asking(state.due, state.taken, attempt, state.rounding)


def _void(state: Collecting, event: Void) -> Step:
    tender = next((tender for tender in state.taken if tender.no == event.no), None)
    if tender is None:
        raise Refusal("tender.no_such_tender", no=event.no)
    if tender.attempt:
        assert event.attempt, "a card is taken back under an attempt of its own"
        attempt = Attempt(event.attempt, tender.amount, reverses=tender.attempt)
        return _asking(state, attempt), (SendReversal(attempt),)
    return _without(state, tender), (GiveBack(tender),)


def _without(state: Collecting | Asking | Doubtful, tender: TenderTaken) -> Collecting:
    """Without one tender: something remains again, so no cash rounding stands any more."""
    taken = tuple(other for other in state.taken if other.no != tender.no)
    return Collecting(state.due, taken)


def _answer(state: State, event: Approved | Declined | Silent | Reversed) -> Step:
    """Answers carry the attempt's id, so a late, doubled or crossed one settles nothing else."""
    if isinstance(state, Collecting) or state.attempt.id != event.attempt:
        return state, _orphan(state, event)
    match event:
        case Approved():
            return _approved(state, event)
        case Declined():
            return Collecting(state.due, state.taken, state.rounding), ()
        case Silent():
            return _silent(state)
        case Reversed():
            return _reversed(state)


def _orphan(
    state: State, event: Approved | Declined | Silent | Reversed
) -> tuple[ReverseOrphan, ...]:
    known = any(tender.attempt == event.attempt for tender in state.taken)
    if isinstance(event, Approved) and not known:
        return (ReverseOrphan(event.attempt, event.amount),)
    return ()


def _silent(state: Asking | Doubtful) -> Step:
    if isinstance(state, Doubtful):
        return state, ()  # known to be in doubt; who wants to know asks again
    doubtful = Doubtful(state.due, state.taken, state.attempt, state.rounding)
    return doubtful, (AskStatus(state.attempt),)


def _approved(state: Asking | Doubtful, event: Approved) -> Step:
    """More than was asked is never taken: the terminal is not trusted with the amount."""
    if state.attempt.reverses:  # no answer to a reversal: as good as none
        return _silent(state)
    open_state = Collecting(state.due, state.taken, state.rounding)
    if not 0 < event.amount <= state.attempt.amount:
        return open_state, (ReverseOrphan(event.attempt, event.amount),)
    tender = TenderTaken(
        no=0,
        tender=event.tender.value,
        amount=event.amount,
        attempt=event.attempt,
        card=event.slip,
    )
    return _take(open_state, tender), ()


def _reversed(state: Asking | Doubtful) -> Step:
    """A charge that was given back before it was taken (no `reverses`) was never a tender."""
    reverses = state.attempt.reverses
    tender = next((t for t in state.taken if reverses and t.attempt == reverses), None)
    if tender is None:
        return Collecting(state.due, state.taken, state.rounding), ()
    return _without(state, tender), (GiveBack(tender),)
