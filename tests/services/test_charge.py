"""The terminal at its best and worst, through the services over a real store."""

from collections.abc import Callable
from threading import Thread

import pytest

from counter_app.devices.simulated import Behaviour, SimulatedTerminal
from counter_app.devices.system_clock import Uuid7
from counter_app.domain.errors import Fault, Refusal
from counter_app.domain.facts import AttemptSettled, AttemptStarted, TenderVoided
from counter_app.domain.tendering import Collecting, complete, remaining
from counter_app.domain.tenders import Tender
from counter_app.services.charge import Answered
from counter_app.services.ports import Outcome, TerminalAnswer, TerminalRequest
from tests.counters import (
    EMMA,
    PAN,
    TOASTER,
    Answers,
    Desk,
    HandTerminal,
    approved,
    reversed_,
)
from tests.refusals import refused
from tests.services.conftest import DeskMaker

SILENCE: Answers = ()
PRICE = 2490


def scripted(*behaviours: Behaviour) -> SimulatedTerminal:
    return SimulatedTerminal(behaviours)


def pay(desk: Desk, amount: int | None = None) -> Answered:
    return desk.use.take_payment.card(desk.ring(TOASTER), amount, EMMA)


def outcomes(desk: Desk) -> list[tuple[str, int]]:
    """Outcome and amount of every settled attempt."""
    settled = desk.facts(AttemptSettled)
    return [(fact.outcome, fact.amount) for fact in settled if isinstance(fact, AttemptSettled)]


def card_kinds(desk: Desk) -> list[str]:
    kinds = {AttemptStarted.kind, AttemptSettled.kind, TenderVoided.kind}
    return [kind for kind in desk.kinds() if kind in kinds]


def test_an_approved_card_pays_and_leaves_two_entries(make_desk: DeskMaker) -> None:
    desk = make_desk(terminal=scripted(Behaviour.APPROVE))
    answered = pay(desk)
    assert complete(desk.use.sell.tendering(answered.draft))
    assert answered.draft.taken[0].tender == Tender.CREDIT
    assert card_kinds(desk) == ["attempt_started", "attempt_settled"]
    assert outcomes(desk) == [("approved", PRICE)]


def test_the_terminal_says_which_kind_of_card_it_was(make_desk: DeskMaker) -> None:
    desk = make_desk(terminal=scripted(Behaviour.APPROVE_DEBIT))
    assert pay(desk).draft.taken[0].tender == Tender.DEBIT


def test_a_declined_card_leaves_everything_due_and_says_why(make_desk: DeskMaker) -> None:
    desk = make_desk(terminal=scripted(Behaviour.DECLINE))
    answered = pay(desk)
    assert answered.declined == "declined"
    assert remaining(desk.use.sell.tendering(answered.draft)) == PRICE
    assert outcomes(desk) == [("declined", 0)]


def test_a_partial_approval_pays_its_part_and_says_so(make_desk: DeskMaker) -> None:
    desk = make_desk(terminal=scripted(Behaviour.PARTIAL))
    answered = pay(desk)
    assert answered.partial
    assert not answered.declined
    assert remaining(desk.use.sell.tendering(answered.draft)) == PRICE - PRICE // 2


def test_a_slip_that_wants_a_signature_says_so(make_desk: DeskMaker) -> None:
    desk = make_desk(terminal=scripted(Behaviour.SIGN))
    slip = pay(desk).draft.taken[0].card
    assert slip is not None
    assert slip.signature_required


def test_a_late_answer_is_found_by_asking_for_that_attempt(make_desk: DeskMaker) -> None:
    terminal = scripted(Behaviour.LATE)
    desk = make_desk(terminal=terminal)
    answered = pay(desk)
    assert complete(desk.use.sell.tendering(answered.draft))
    assert list(terminal.charged().values()) == [PRICE]


def test_a_charge_that_never_was_leaves_everything_due(make_desk: DeskMaker) -> None:
    terminal = scripted(Behaviour.LOST)
    desk = make_desk(terminal=terminal)
    answered = pay(desk)
    assert remaining(desk.use.sell.tendering(answered.draft)) == PRICE
    assert answered.declined == "not_found"
    assert terminal.charged() == {}


def test_a_busy_terminal_leaves_the_charge_in_doubt_until_it_knows(make_desk: DeskMaker) -> None:
    terminal = scripted(Behaviour.BUSY)
    desk = make_desk(terminal=terminal)
    doubtful = pay(desk).draft
    assert doubtful.doubtful
    with refused("basket.paid_in_part"):
        desk.use.sell.cancel(doubtful, EMMA.number)
    with refused("tender.terminal_busy"):
        desk.use.take_payment.cash(doubtful, 5_000, EMMA)
    with refused("tender.still_due"):
        desk.use.take_payment.complete(doubtful, EMMA)
    resolved = desk.use.charge.resolve(doubtful, EMMA.number).draft
    assert complete(desk.use.sell.tendering(resolved))
    assert list(terminal.charged().values()) == [PRICE]


def test_the_same_approval_twice_pays_once(make_desk: DeskMaker) -> None:
    terminal = scripted(Behaviour.TWICE)
    desk = make_desk(terminal=terminal)
    answered = pay(desk)
    assert len(answered.draft.taken) == 1
    assert outcomes(desk) == [("approved", PRICE)]
    assert list(terminal.charged().values()) == [PRICE]


def test_an_approval_of_an_attempt_that_nobody_here_made_is_given_back_by_its_id(
    make_desk: DeskMaker,
) -> None:
    terminal = scripted(Behaviour.CROSSED)
    desk = make_desk(terminal=terminal)
    answered = pay(desk)
    assert not answered.declined
    assert [tender.amount for tender in answered.draft.taken] == [PRICE]
    mine = answered.draft.taken[0].attempt
    started = [fact for fact in desk.facts(AttemptStarted) if isinstance(fact, AttemptStarted)]
    (back,) = (fact for fact in started if fact.operation == "reverse")
    assert back.reverses not in {fact.attempt for fact in started}
    assert outcomes(desk) == [("reversed", back.amount), ("approved", PRICE)]
    assert terminal.charged() == {mine: PRICE}
    assert terminal.status(back.reverses).outcome is Outcome.REVERSED


def test_an_answer_for_another_attempt_settles_nothing(make_desk: DeskMaker) -> None:
    def crossed(request: TerminalRequest) -> Answers:
        return [TerminalAnswer("f" * 32, Outcome.DECLINED), approved(request)]

    desk = make_desk(terminal=HandTerminal(on_pay=crossed))
    answered = pay(desk)
    assert not answered.declined
    assert [tender.amount for tender in answered.draft.taken] == [PRICE]
    assert outcomes(desk) == [("approved", PRICE)]


def test_the_attempt_is_in_the_journal_before_the_terminal_is_asked(make_desk: DeskMaker) -> None:
    seen: list[tuple[list[str], bool]] = []
    terminal = HandTerminal()
    desk = make_desk(terminal=terminal)

    def look(request: TerminalRequest) -> Answers:
        attempts = [attempt.id for attempt in desk.counter.store.open_attempts()]
        draft = desk.open_draft()
        assert draft is not None
        assert draft.attempt is not None
        seen.append((attempts, draft.attempt.id == request.attempt))
        return [approved(request)]

    terminal.on_pay = look
    pay(desk)
    assert seen == [([terminal.paid[0].attempt], True)]
    assert desk.counter.store.open_attempts() == []


@pytest.mark.parametrize("asked", ["pay", "reverse", "status"])
def test_no_transaction_is_open_while_the_terminal_is_asked(
    make_desk: DeskMaker, asked: str
) -> None:
    written: list[str] = []
    terminal = HandTerminal()
    desk = make_desk(terminal=terminal)

    def write() -> None:
        desk.use.take_payment.balance("5512830947162035", EMMA.number)
        written.append(asked)

    def somebody_else_writes() -> None:
        other = Thread(target=write)
        other.start()
        other.join(10)
        assert not other.is_alive()

    def on_pay(request: TerminalRequest) -> Answers:
        if asked == "pay":
            somebody_else_writes()
        return SILENCE if asked == "status" else [approved(request)]

    def on_reverse(request: TerminalRequest) -> Answers:
        somebody_else_writes()
        return [reversed_(request)]

    def on_status(attempt: str) -> TerminalAnswer:
        somebody_else_writes()
        return TerminalAnswer(attempt, Outcome.DECLINED)

    terminal.on_pay, terminal.on_reverse, terminal.on_status = on_pay, on_reverse, on_status
    draft = pay(desk).draft
    if asked == "reverse":
        desk.use.charge.void(draft, 1, EMMA.number)
    assert written == [asked]


def test_a_terminal_that_breaks_off_is_silent_and_the_attempt_is_not_lost(
    make_desk: DeskMaker,
) -> None:
    def breaks_off(_: object) -> Answers:
        raise Fault("terminal.gone")

    def no_status(_: str) -> TerminalAnswer:
        raise Fault("terminal.gone")

    terminal = HandTerminal(on_pay=breaks_off, on_status=no_status)
    desk = make_desk(terminal=terminal)
    draft = pay(desk).draft
    assert draft.doubtful
    assert draft == desk.open_draft()
    assert [attempt.amount for attempt in desk.counter.store.open_attempts()] == [PRICE]
    terminal.on_status = lambda _: approved(terminal.paid[0])
    resolved = desk.use.charge.resolve(draft, EMMA.number).draft
    assert complete(desk.use.sell.tendering(resolved))


def test_an_answer_before_the_line_broke_counts(make_desk: DeskMaker) -> None:
    def answers_and_breaks(request: TerminalRequest) -> Answers:
        yield approved(request)
        raise Fault("terminal.gone")

    terminal = HandTerminal(on_pay=answers_and_breaks)
    desk = make_desk(terminal=terminal)
    assert complete(desk.use.sell.tendering(pay(desk).draft))
    assert terminal.statuses == []


@pytest.mark.parametrize("outcome", [Outcome.SILENT, Outcome.IN_PROGRESS])
def test_a_status_without_a_definite_word_keeps_the_doubt(
    make_desk: DeskMaker, outcome: Outcome
) -> None:
    terminal = HandTerminal(
        on_pay=lambda _: SILENCE, on_status=lambda attempt: TerminalAnswer(attempt, outcome)
    )
    desk = make_desk(terminal=terminal)
    draft = pay(desk).draft
    for _ in range(3):
        draft = desk.use.charge.resolve(draft, EMMA.number).draft
    assert draft.doubtful
    assert len(terminal.paid) == 1
    assert terminal.statuses == [terminal.paid[0].attempt] * 4
    assert outcomes(desk) == []


@pytest.mark.parametrize("said", ["only another's", "in progress"])
def test_answers_that_settle_nothing_lead_to_the_question_what_became_of_it(
    make_desk: DeskMaker, said: str
) -> None:
    def says(request: TerminalRequest) -> Answers:
        if said == "in progress":
            return [TerminalAnswer(request.attempt, Outcome.IN_PROGRESS)]
        return [TerminalAnswer("f" * 32, Outcome.DECLINED)]

    terminal = HandTerminal(on_pay=says)
    terminal.on_status = lambda _: approved(terminal.paid[0])
    desk = make_desk(terminal=terminal)
    assert complete(desk.use.sell.tendering(pay(desk).draft))
    assert terminal.statuses == [terminal.paid[0].attempt]


def test_a_status_for_another_attempt_keeps_the_doubt(make_desk: DeskMaker) -> None:
    terminal = HandTerminal(
        on_pay=lambda _: SILENCE, on_status=lambda _: TerminalAnswer("e" * 32, Outcome.DECLINED)
    )
    desk = make_desk(terminal=terminal)
    assert pay(desk).draft.doubtful


def test_an_approval_of_more_than_was_asked_is_given_back_and_not_taken(
    make_desk: DeskMaker,
) -> None:
    terminal = HandTerminal(on_pay=lambda request: [approved(request, request.amount + 1)])
    desk = make_desk(terminal=terminal)
    answered = pay(desk)
    assert answered.draft.taken == ()
    assert answered.declined == "other_amount"
    assert not answered.partial
    assert [request.reverses for request in terminal.reversals] == [terminal.paid[0].attempt]
    assert outcomes(desk) == [("approved", PRICE + 1), ("reversed", PRICE + 1)]


def test_an_approval_of_nothing_is_not_taken_as_a_part(make_desk: DeskMaker) -> None:
    terminal = HandTerminal(on_pay=lambda request: [approved(request, 0)])
    desk = make_desk(terminal=terminal)
    answered = pay(desk)
    assert answered.draft.taken == ()
    assert not answered.partial


def test_a_charge_that_the_terminal_itself_took_back_touches_no_other_tender(
    make_desk: DeskMaker,
) -> None:
    terminal = HandTerminal(
        on_pay=lambda _: SILENCE,
        on_status=lambda attempt: TerminalAnswer(attempt, Outcome.REVERSED, 990),
    )
    desk = make_desk(terminal=terminal)
    draft = desk.use.take_payment.cash(desk.ring(TOASTER), 1_500, EMMA)
    after = desk.use.take_payment.card(draft, None, EMMA).draft
    assert [(tender.tender, tender.amount) for tender in after.taken] == [("cash", 1_500)]
    assert after.attempt is None


def test_a_charge_nobody_waits_for_is_given_back_with_its_entry_first(
    make_desk: DeskMaker,
) -> None:
    known: list[list[str]] = []
    terminal = HandTerminal()
    desk = make_desk(terminal=terminal)

    def stranger(request: TerminalRequest) -> Answers:
        other = TerminalRequest("d" * 32, 700, "EUR")
        return [approved(other), approved(request)]

    def on_reverse(request: TerminalRequest) -> Answers:
        known.append([attempt.id for attempt in desk.counter.store.open_attempts()])
        return [reversed_(request)]

    terminal.on_pay, terminal.on_reverse = stranger, on_reverse
    draft = pay(desk).draft
    assert [tender.amount for tender in draft.taken] == [PRICE]
    assert [(r.reverses, r.amount) for r in terminal.reversals] == [("d" * 32, 700)]
    assert terminal.reversals[0].attempt in known[0]
    assert desk.counter.store.open_attempts() == []


class DyingIds(Uuid7):
    """Makes so many ids, then the program is killed."""

    def __init__(self) -> None:
        self.left = 10**9

    def new(self) -> str:
        if self.left == 0:
            raise KeyboardInterrupt
        self.left -= 1
        return super().new()


def test_no_kill_comes_between_an_answer_and_the_reversal_that_it_asks_for(
    make_desk: DeskMaker,
) -> None:
    ids = DyingIds()
    terminal = HandTerminal(on_pay=lambda request: [approved(request, request.amount + 1)])
    desk = make_desk(terminal=terminal, ids=ids)
    draft = desk.ring(TOASTER)
    ids.left = 1
    with pytest.raises(KeyboardInterrupt):
        desk.use.take_payment.card(draft, None, EMMA)
    attempts = [attempt.id for attempt in desk.counter.store.open_attempts()]
    assert attempts == [terminal.paid[0].attempt]


def test_an_approval_that_answers_a_reversal_leads_to_the_question_what_became_of_it(
    make_desk: DeskMaker,
) -> None:
    terminal = HandTerminal(on_reverse=lambda request: [approved(request)])
    desk = make_desk(terminal=terminal)
    paid = pay(desk).draft
    terminal.on_status = lambda attempt: approved(TerminalRequest(attempt, PRICE, "EUR"))
    answered = desk.use.charge.void(paid, 1, EMMA.number)
    assert answered.draft.doubtful
    assert answered.declined == ""
    assert len(answered.draft.taken) == 1
    assert terminal.statuses == [terminal.reversals[0].attempt]
    terminal.on_status = lambda attempt: TerminalAnswer(attempt, Outcome.REVERSED, PRICE)
    assert desk.use.charge.resolve(answered.draft, EMMA.number).draft.taken == ()


def test_a_card_is_taken_back_at_the_terminal(make_desk: DeskMaker) -> None:
    terminal = SimulatedTerminal()
    desk = make_desk(terminal=terminal)
    answered = desk.use.charge.void(pay(desk).draft, 1, EMMA.number)
    assert answered.draft.taken == ()
    assert terminal.charged() == {}
    assert card_kinds(desk) == ["attempt_started", "attempt_settled"] * 2 + ["tender_voided"]


@pytest.mark.parametrize("outcome", [Outcome.DECLINED, Outcome.NOT_FOUND])
def test_a_reversal_that_did_not_happen_leaves_the_tender(
    make_desk: DeskMaker, outcome: Outcome
) -> None:
    terminal = HandTerminal(on_reverse=lambda r: [TerminalAnswer(r.attempt, outcome)])
    desk = make_desk(terminal=terminal)
    answered = desk.use.charge.void(pay(desk).draft, 1, EMMA.number)
    assert [tender.amount for tender in answered.draft.taken] == [PRICE]
    assert answered.declined == outcome.value
    assert desk.facts(TenderVoided) == []


def test_a_silent_reversal_is_in_doubt_until_the_terminal_tells(make_desk: DeskMaker) -> None:
    terminal = HandTerminal(on_reverse=lambda _: SILENCE)
    terminal.on_status = lambda attempt: TerminalAnswer(attempt, Outcome.IN_PROGRESS)
    desk = make_desk(terminal=terminal)
    draft = desk.use.charge.void(pay(desk).draft, 1, EMMA.number).draft
    assert draft.doubtful
    terminal.on_status = lambda attempt: TerminalAnswer(attempt, Outcome.REVERSED, PRICE)
    assert desk.use.charge.resolve(draft, EMMA.number).draft.taken == ()


def test_voiding_cash_asks_no_terminal(make_desk: DeskMaker) -> None:
    terminal = HandTerminal()
    desk = make_desk(terminal=terminal)
    draft = desk.use.take_payment.cash(desk.ring(TOASTER, PAN), 1_000, EMMA)
    after = desk.use.charge.void(draft, 1, EMMA.number).draft
    assert isinstance(desk.use.sell.tendering(after), Collecting)
    assert after.taken == ()
    assert (terminal.paid, terminal.reversals, terminal.statuses) == ([], [], [])
    (voided,) = desk.facts(TenderVoided)
    assert isinstance(voided, TenderVoided)
    assert (voided.tender, voided.amount) == ("cash", 1_000)


def test_nothing_is_resolved_where_nothing_is_in_doubt(desk: Desk) -> None:
    draft = desk.ring(TOASTER)
    with refused("tender.nothing_in_doubt"):
        desk.use.charge.resolve(draft, EMMA.number)
    with refused("tender.nothing_in_doubt"):
        desk.use.charge.resume(draft, EMMA.number)


@pytest.mark.parametrize("amount", [0, -1, PRICE + 1])
def test_the_terminal_is_never_asked_for_what_is_not_due(make_desk: DeskMaker, amount: int) -> None:
    terminal = HandTerminal()
    desk = make_desk(terminal=terminal)
    with pytest.raises(Refusal, match="tender"):
        pay(desk, amount)
    assert terminal.paid == []
    assert card_kinds(desk) == []


def test_while_the_terminal_is_asked_nothing_else_pays_or_finishes_that_basket(
    make_desk: DeskMaker,
) -> None:
    """Whatever the screen lets through: a second press, or a basket as it was before."""
    terminal = HandTerminal()
    desk = make_desk(terminal=terminal)
    before = desk.use.take_payment.cash(desk.ring(TOASTER), 500, EMMA)
    take = desk.use.take_payment
    tried: list[str] = []

    def presses(request: TerminalRequest) -> Answers:
        keys: dict[str, Callable[[], object]] = {
            "card": lambda: take.card(before, None, EMMA),
            "cash": lambda: take.cash(before, 5_000, EMMA),
            "cash and done": lambda: take.settle_in_cash(before, 5_000, EMMA),
            "complete": lambda: take.complete(before, EMMA),
            "gift card": lambda: take.stored(before, "5512830947162035", None, EMMA),
            "void": lambda: desk.use.charge.void(before, 1, EMMA.number),
        }
        for name, press in keys.items():
            with refused("tender.terminal_busy"):
                press()
            tried.append(name)
        return [approved(request)]

    terminal.on_pay = presses
    answered = take.card(before, None, EMMA)
    assert len(tried) == 6
    assert len(terminal.paid) == 1
    paid = take.complete(answered.draft, EMMA)
    assert [tender.tender for tender in paid.sale.tenders] == ["cash", "credit"]


def test_the_terminal_is_free_again_whatever_happened(make_desk: DeskMaker) -> None:
    def killed(_: object) -> Answers:
        raise KeyboardInterrupt

    terminal = HandTerminal(on_pay=killed)
    desk = make_desk(terminal=terminal)
    with pytest.raises(KeyboardInterrupt):
        pay(desk)
    terminal.on_pay = lambda request: [approved(request)]
    assert len(pay(desk).draft.taken) == 1


def test_a_second_press_that_comes_after_the_answer_charges_nothing(make_desk: DeskMaker) -> None:
    terminal = HandTerminal()
    desk = make_desk(terminal=terminal)
    before = desk.ring(TOASTER)
    after = desk.use.take_payment.card(before, 1_000, EMMA).draft
    take = desk.use.take_payment
    for press in (
        lambda: take.card(before, 1_000, EMMA),
        lambda: take.cash(before, 1_000, EMMA),
        lambda: take.settle_in_cash(before, None, EMMA),
    ):
        with refused("tender.basket_changed"):
            press()
    assert len(terminal.paid) == 1
    assert desk.open_draft() == after
