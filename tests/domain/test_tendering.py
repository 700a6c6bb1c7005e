"""The tendering machine: a written table, and everything that may happen in any order."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from counter_app.domain.errors import Refusal
from counter_app.domain.money import CashMode, CashRounding, currency
from counter_app.domain.slips import CardSlip, CheckSlip, StoredSlip, TenderTaken
from counter_app.domain.tendering import (
    Approved,
    Asking,
    AskStatus,
    AskTerminal,
    Attempt,
    Collecting,
    Declined,
    Doubtful,
    Due,
    Effect,
    Event,
    GiveBack,
    GiveCash,
    GiveCheck,
    Redeem,
    Reversed,
    ReverseOrphan,
    SendPayment,
    SendReversal,
    Silent,
    State,
    Void,
    change,
    complete,
    remaining,
    step,
    with_due,
)
from counter_app.domain.tenders import Tender
from tests.refusals import refused

EUR = currency("EUR")
EXACT = CashRounding(1, CashMode.HALF_UP)
FIVE = CashRounding(5, CashMode.HALF_UP)
SLIP = CardSlip(scheme="visa")
CHECK = CheckSlip(
    routing="111000025", account="ac", last4="6789", number="1001", vault="v", vault_digest="d"
)
CARD = StoredSlip(card="c0", last4="4242", balance=0)
MINE, OTHER = "a1", "b2"


def due(total: int, rounding: CashRounding = EXACT) -> Due:
    return Due(total, EUR, rounding)


def after(state: State, *events: Event) -> State:
    for event in events:
        state, _ = step(state, event)
    return state


def approved(attempt: str, amount: int) -> Approved:
    return Approved(attempt, amount, Tender.CREDIT, SLIP)


def amounts(state: State) -> list[tuple[str, int]]:
    return [(tender.tender, tender.amount) for tender in state.taken]


# ---- the written table: what each event does in each state

COLLECTING = Collecting(due(1_000))
PAID = after(COLLECTING, GiveCash(1_000))
CARD_TAKEN = after(COLLECTING, AskTerminal(MINE, 600), approved(MINE, 600))
ASKING = after(COLLECTING, AskTerminal(MINE, 600))
DOUBTFUL = after(ASKING, Silent(MINE))
REVERSING = after(CARD_TAKEN, Void(1, OTHER))
REVERSAL_LOST = after(REVERSING, Silent(OTHER))
STATES = {
    "collecting": COLLECTING,
    "paid": PAID,
    "card taken": CARD_TAKEN,
    "asking": ASKING,
    "doubtful": DOUBTFUL,
    "reversing": REVERSING,
    "reversal lost": REVERSAL_LOST,
}
EVENTS: dict[str, Event] = {
    "cash": GiveCash(100),
    "check": GiveCheck(100, CHECK),
    "redeem": Redeem(Tender.GIFT_CARD, 100, CARD),
    "ask": AskTerminal("c3", 100),
    "void": Void(1, "d4"),
    "approved": approved(MINE, 600),
    "declined": Declined(MINE),
    "silent": Silent(MINE),
    "reversed": Reversed(MINE),
    "stray approval": approved("e5", 700),
    "reversal done": Reversed(OTHER),
    "reversal declined": Declined(OTHER),
    "reversal approved": approved(OTHER, 600),
}
TABLE = """
                   collecting     paid           card taken     asking         doubtful       reversing      reversal lost
cash               taken          already_paid   taken          terminal_busy  terminal_busy  terminal_busy  terminal_busy
check              taken          already_paid   taken          terminal_busy  terminal_busy  terminal_busy  terminal_busy
redeem             taken          already_paid   taken          terminal_busy  terminal_busy  terminal_busy  terminal_busy
ask                asks           already_paid   asks           terminal_busy  terminal_busy  terminal_busy  terminal_busy
void               no_such_tender gives_back     reverses       terminal_busy  terminal_busy  terminal_busy  terminal_busy
approved           orphan         orphan         nothing        taken          taken          nothing        nothing
declined           nothing        nothing        nothing        freed          freed          nothing        nothing
silent             nothing        nothing        nothing        doubts         nothing        nothing        nothing
reversed           nothing        nothing        nothing        freed          freed          nothing        nothing
stray_approval     orphan         orphan         orphan         orphan         orphan         orphan         orphan
reversal_done      nothing        nothing        nothing        nothing        nothing        gives_back     gives_back
reversal_declined  nothing        nothing        nothing        nothing        nothing        freed          freed
reversal_approved  orphan         orphan         orphan         orphan         orphan         doubts         nothing
"""  # noqa: E501 - a table is read in columns


def outcome(state: State, event: Event) -> str:
    """What an event did, in the table's word."""
    try:
        new, effects = step(state, event)
    except Refusal as refusal:
        return refusal.code.removeprefix("tender.")
    words: dict[type[Effect], str] = {
        SendPayment: "asks",
        SendReversal: "reverses",
        AskStatus: "doubts",
        ReverseOrphan: "orphan",
        GiveBack: "gives_back",
    }
    if effects:
        (effect,) = effects
        return words[type(effect)]
    if len(new.taken) > len(state.taken):
        return "taken"
    return "nothing" if new == state else "freed"


def test_every_event_in_every_state_does_what_the_table_says() -> None:
    head, *rows = [line.split("  ") for line in TABLE.strip("\n").splitlines()]
    states = [word.strip() for word in head if word.strip()]
    assert states == list(STATES)
    told = {}
    for row in rows:
        name, *cells = " ".join(row).split()
        told.update(
            {
                (name.replace("_", " "), state): cell
                for state, cell in zip(states, cells, strict=True)
            }
        )
    found = {
        (name, where): outcome(state, event)
        for name, event in EVENTS.items()
        for where, state in STATES.items()
    }
    assert found == told


# ---- cash


@pytest.mark.parametrize(
    ("mode", "total", "paid", "rounding"),
    [
        (CashMode.HALF_UP, 1_002, 1_000, -2),
        (CashMode.HALF_UP, 1_003, 1_005, 2),
        (CashMode.UP, 1_001, 1_005, 4),
        (CashMode.DOWN, 1_004, 1_000, -4),
        (CashMode.EXACT_ONLY, 1_005, 1_005, 0),
    ],
)
def test_cash_that_settles_rounds_by_the_countrys_mode(
    mode: CashMode, total: int, paid: int, rounding: int
) -> None:
    state = after(Collecting(due(total, CashRounding(5, mode))), GiveCash(2_000))
    assert amounts(state) == [("cash", paid)]
    assert isinstance(state, Collecting)
    assert state.rounding == rounding
    assert change(state.taken) == 2_000 - paid
    assert complete(state)


@pytest.mark.parametrize("mode", list(CashMode))
def test_cash_in_part_is_never_rounded(mode: CashMode) -> None:
    state = after(Collecting(due(1_002, CashRounding(5, mode))), GiveCash(500))
    assert remaining(state) == 502
    state = after(state, AskTerminal(MINE, 502), approved(MINE, 502))
    assert complete(state)


def test_a_rest_that_no_coin_can_pay_is_refused_where_only_exact_cash_is_taken() -> None:
    state = Collecting(due(1_002, CashRounding(5, CashMode.EXACT_ONLY)))
    with refused("cash.not_a_step"):
        step(state, GiveCash(1_005))


def test_a_rest_that_rounds_to_nothing_is_settled_with_nothing() -> None:
    state = after(
        Collecting(due(1_002, FIVE)), AskTerminal(MINE, 1_000), approved(MINE, 1_000), GiveCash(0)
    )
    assert complete(state)
    assert amounts(state) == [("credit", 1_000), ("cash", 0)]


def test_a_basket_that_is_free_of_charge_is_settled_once_and_only_by_nothing() -> None:
    state = after(Collecting(due(0)), GiveCash(0))
    assert complete(state)
    assert amounts(state) == [("cash", 0)]
    for paid, given in ((state, 0), (Collecting(due(0)), 500)):
        with refused("tender.already_paid"):
            step(paid, GiveCash(given))


def test_voiding_what_cash_had_rounded_takes_the_rounding_back() -> None:
    state = after(Collecting(due(1_002, FIVE)), GiveCash(1_000))
    assert complete(state)
    state = after(state, Void(1))
    assert (remaining(state), amounts(state)) == (1_002, [])


def test_voiding_the_card_beside_rounded_cash_leaves_an_exact_rest() -> None:
    state = after(
        Collecting(due(1_002, FIVE)),
        AskTerminal(MINE, 500),
        approved(MINE, 500),
        GiveCash(500),
        Void(1, OTHER),
        Reversed(OTHER),
    )
    assert amounts(state) == [("cash", 500)]
    assert remaining(state) == 502


# ---- the rest of the basket changing under the tenders


def test_a_basket_may_grow_under_its_tenders() -> None:
    state = with_due(after(COLLECTING, GiveCash(400)), 1_500)
    assert remaining(state) == 1_100


def test_a_basket_never_falls_below_what_was_taken() -> None:
    paid = after(COLLECTING, GiveCash(400))
    assert remaining(with_due(paid, 400)) == 0
    with refused("tender.total_below_taken"):
        with_due(paid, 399)


def test_a_basket_does_not_change_while_the_terminal_is_asked() -> None:
    for state in (ASKING, DOUBTFUL):
        with refused("tender.terminal_busy"):
            with_due(state, 2_000)


def test_a_rounded_total_does_not_change() -> None:
    state = after(Collecting(due(1_002, FIVE)), GiveCash(1_000))
    assert with_due(state, 1_002) == state
    with refused("tender.already_paid"):
        with_due(state, 1_500)


def test_what_the_store_owes_is_not_tendered() -> None:
    for event in (GiveCash(100), AskTerminal(MINE, 100), GiveCheck(100, CHECK)):
        with refused("tender.store_pays_back"):
            step(Collecting(due(-500)), event)


# ---- everything, in any order

MODES = st.sampled_from(list(CashMode))
STEPS = st.sampled_from([1, 5, 10, 50, 100])
AMOUNTS = st.integers(-100, 20_000)


class Till(RuleBasedStateMachine):
    """A customer, an associate and a terminal that may say anything at any time."""

    def __init__(self) -> None:
        super().__init__()
        self.state: State = COLLECTING
        self.asked: list[Attempt] = []  # every attempt that was ever sent
        self.reversed: set[str] = set()
        self.given_back: list[TenderTaken] = []
        self.orphans: list[ReverseOrphan] = []
        self.cash_in = 0

    @initialize(total=st.integers(0, 10_000), coin=STEPS, mode=MODES)
    def begins(self, total: int, coin: int, mode: CashMode) -> None:
        self.state = Collecting(due(total, CashRounding(coin, mode)))

    def happens(self, event: Event) -> bool:
        """Whether the event was let in; a refusal changes nothing."""
        before = self.state
        try:
            self.state, effects = step(before, event)
        except Refusal:
            assert self.state is before
            return False
        for effect in effects:
            self.follow(effect)
        return True

    def follow(self, effect: Effect) -> None:
        match effect:
            case SendPayment(attempt) | SendReversal(attempt):
                assert attempt.id not in [asked.id for asked in self.asked], "asked once"
                assert attempt.amount > 0
                self.asked.append(attempt)
            case AskStatus(attempt):
                assert attempt in self.asked
            case ReverseOrphan():
                self.orphans.append(effect)
            case GiveBack(tender):
                assert tender not in self.given_back
                self.given_back.append(tender)
                self.cash_in -= tender.amount if tender.tender == "cash" else 0

    @rule(amount=AMOUNTS)
    def cash_is_given(self, amount: int) -> None:
        rest = remaining(self.state)
        if self.happens(GiveCash(amount)):
            taken = self.state.taken[-1]
            assert taken.given - taken.change == taken.amount
            assert taken.change >= 0
            assert taken.change == 0 or complete(self.state), "change only from what settles"
            assert abs(remaining(self.state)) <= abs(rest)
            self.cash_in += taken.amount

    @rule(amount=AMOUNTS)
    def a_check_is_given(self, amount: int) -> None:
        self.pays_exactly(GiveCheck(amount, CHECK), amount)

    @rule(amount=AMOUNTS)
    def a_gift_card_pays(self, amount: int) -> None:
        self.pays_exactly(Redeem(Tender.GIFT_CARD, amount, CARD), amount)

    def pays_exactly(self, event: Event, amount: int) -> None:
        rest = remaining(self.state)
        if self.happens(event):
            assert 0 < amount <= rest
            assert remaining(self.state) == rest - amount
            assert self.state.taken[-1].change == 0

    @rule(amount=AMOUNTS)
    def a_card_is_tried(self, amount: int) -> None:
        self.happens(AskTerminal(f"pay-{len(self.asked)}", amount))

    @rule(no=st.integers(1, 6))
    def a_tender_is_voided(self, no: int) -> None:
        before = self.state.taken
        if self.happens(Void(no, f"void-{len(self.asked)}")) and isinstance(self.state, Collecting):
            assert [t for t in before if t.no != no] == list(self.state.taken)

    @precondition(lambda self: self.asked)
    @rule(data=st.data(), amount=st.integers(0, 20_000))
    def the_terminal_approves(self, data: st.DataObject, amount: int) -> None:
        attempt = data.draw(st.sampled_from(self.asked))
        told = data.draw(st.sampled_from([attempt.amount, amount]))
        self.answers(approved(attempt.id, told))

    @rule(amount=st.integers(1, 20_000))
    def the_terminal_approves_what_nobody_asked(self, amount: int) -> None:
        before = self.state
        self.answers(approved("stray", amount))
        assert self.state == before
        assert self.orphans[-1] == ReverseOrphan("stray", amount)

    @precondition(lambda self: self.asked)
    @rule(data=st.data(), said=st.sampled_from([Declined, Silent, Reversed]))
    def the_terminal_says_something_else(
        self, data: st.DataObject, said: type[Declined | Silent | Reversed]
    ) -> None:
        self.answers(said(data.draw(st.sampled_from(self.asked)).id))

    def answers(self, event: Approved | Declined | Silent | Reversed) -> None:
        before = self.state
        assert self.happens(event), "an answer is never refused"
        waits = not isinstance(before, Collecting) and before.attempt.id == event.attempt
        if not waits:
            assert self.state == before, "a late or crossed answer settles nothing"
        if isinstance(event, Silent) and waits:
            assert isinstance(self.state, Doubtful)

    @invariant()
    def due_is_taken_and_remaining(self) -> None:
        state = self.state
        taken = sum(tender.amount for tender in state.taken)
        assert taken + remaining(state) == state.due.total + state.rounding
        assert remaining(state) >= 0
        assert all(tender.amount >= 0 for tender in state.taken)

    @invariant()
    def the_cash_of_the_drawer_is_the_cash_of_the_tenders(self) -> None:
        assert self.cash_in == sum(t.amount for t in self.state.taken if t.tender == "cash")

    @invariant()
    def only_settled_cash_is_rounded(self) -> None:
        state = self.state
        if state.rounding:
            assert remaining(state) == 0
            assert abs(state.rounding) < state.due.rounding.step

    @invariant()
    def complete_is_when_nothing_remains_and_nothing_is_asked(self) -> None:
        waits = isinstance(self.state, Asking | Doubtful)
        assert complete(self.state) == (not waits and remaining(self.state) == 0)

    @invariant()
    def no_attempt_pays_twice_and_none_more_than_asked(self) -> None:
        paid = [tender for tender in self.state.taken if tender.attempt]
        assert len({tender.attempt for tender in paid}) == len(paid)
        asked = {attempt.id: attempt.amount for attempt in self.asked if not attempt.reverses}
        assert all(0 < tender.amount <= asked[tender.attempt] for tender in paid)

    @invariant()
    def numbers_of_tenders_are_their_own(self) -> None:
        numbers = [tender.no for tender in self.state.taken]
        assert len(set(numbers)) == len(numbers)


TestTill = Till.TestCase


def test_every_order_of_the_same_tenders_pays_the_same() -> None:
    events: Sequence[Event] = (
        GiveCheck(300, CHECK),
        Redeem(Tender.STORE_CREDIT, 200, replace(CARD, card="c9")),
        GiveCash(400),
    )
    for first in range(3):
        order = (*events[first:], *events[:first])
        state = after(COLLECTING, *order, GiveCash(100))
        assert complete(state)
        assert sum(tender.amount for tender in state.taken) == 1_000


def test_a_charge_that_the_terminal_took_back_itself_leaves_the_cash_alone() -> None:
    state = after(COLLECTING, GiveCash(400), AskTerminal(MINE, 600))
    state, effects = step(state, Reversed(MINE))
    assert (amounts(state), effects) == ([("cash", 400)], ())
