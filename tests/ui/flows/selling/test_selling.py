"""What a scan, a key or an answer does to the selling page, and what it never does."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.ages import AgeShown, Proof
from counter_app.domain.basket import Addition, Basket, add
from counter_app.domain.catalogue import Flag, Names, Product, Quantity
from counter_app.domain.errors import Fault, Refusal
from counter_app.domain.money import currency
from counter_app.domain.rulings import Role
from counter_app.domain.slips import TenderTaken
from counter_app.domain.staff import Person
from counter_app.services.drafts import Draft
from counter_app.services.look_up import (
    FoundBadge,
    FoundCard,
    FoundItem,
    FoundSlip,
    NotFound,
)
from counter_app.ui.flows.cards.finding_events import Search
from counter_app.ui.flows.keys import Intent
from counter_app.ui.flows.selling import events as e
from counter_app.ui.flows.selling import machine
from counter_app.ui.flows.selling import parts as p
from counter_app.ui.flows.selling.bill import Bill

EURO = currency("EUR")
ANNA = Person("104", "Anna Rossi", Role.ASSOCIATE, "en")
KETTLE = Product("9520001000034", Names("Kettle"), 2990, "standard")
KNIFE = Product("9520002000095", Names("Knife"), 490, "standard", flags=frozenset({Flag.AGE_18}))
BANANAS = Product("2001010000002", Names("Bananas"), 179, "low", flags=frozenset({Flag.WEIGHED}))
REPAIR = Product("20000059", Names("Repair"), None, "standard")
PENS = Product("95200019", Names("Pen"), 80, "x", flags=frozenset({Flag.QUANTITY_REQUIRED}))
GIFT = Product("9520015000037", Names("Gift"), None, "x", flags=frozenset({Flag.GIFT_CARD}))
CARD = "5512830947162035"


def empty() -> p.Selling:
    return p.Selling(ANNA, EURO, Draft(Basket("b" * 32), "en"))


def with_kettle(**changes: object) -> p.Selling:
    basket = add(Basket("b" * 32), Addition(KETTLE))
    bill = Bill(lines=basket.lines, total=2990, tax=539, remaining=2990, cash_due=2990)
    state = replace(empty(), draft=Draft(basket, "en"), bill=bill, chosen=1)
    return replace(state, **changes)  # type: ignore[arg-type]  # named by the test


def found(product: Product) -> e.LookedUp:
    return e.LookedUp(FoundItem(product), product.code, typed=False)


def asked(state: p.Selling, intent: Intent, value: str = "") -> machine.Step:
    return machine.step(state, e.Asked(intent, value))


def of_age(state: p.Selling) -> machine.Step:
    """The associate sees that the customer is old enough, and the services say yes."""
    state, effects = asked(state, Intent.CLEARLY_OVER)
    assert effects == (e.JudgeAge(18),)
    ages = (AgeShown(age=18, by=Proof.CLEARLY_OVER),)
    return machine.step(state, e.Judged(replace(state.draft, ages=ages)))


EVENTS = st.one_of(
    st.sampled_from([one for one in Intent if one is not Intent.NOTE]).map(e.Asked),
    st.just(e.Asked(Intent.NOTE, "5000")),
    st.sampled_from(["", "20", "12.5", "3*", "abc", "+", "-", "1042"]).map(e.Typed),
    st.sampled_from(["1", "2", "x", ""]).map(e.Chosen),
    st.sampled_from(["1", "0", "x", ""]).map(e.Opened),
    st.builds(e.FieldTyped, st.sampled_from(["text", "routing", "account"]), st.text(max_size=4)),
    st.just(e.Entered()),
    st.sampled_from([KETTLE, KNIFE, BANANAS, REPAIR, PENS, GIFT]).map(found),
    st.just(e.LookedUp(NotFound("5449000000996"), "5449000000996", typed=False)),
    st.just(e.LookedUp(FoundCard(CARD), f"94{CARD}", typed=False)),
    st.just(e.Told(p.Note(error=Fault("printer.folder", folder="x", reason="y")))),
)


@given(st.lists(EVENTS, max_size=12))
def test_no_key_typing_or_scan_ever_changes_the_basket_by_itself(events: list[e.Event]) -> None:
    state = with_kettle()
    for event in events:
        state, _ = machine.step(state, event)
        basket = state.draft.basket
        assert replace(state.draft, basket=with_kettle().draft.basket) == with_kettle().draft
        assert basket.lines == with_kettle().draft.basket.lines
        assert state.bill == with_kettle().bill


@given(EVENTS, st.sampled_from([p.Busy.STORING, p.Busy.TERMINAL]))
def test_while_the_counter_waits_nothing_a_person_does_is_taken(
    event: e.Event, busy: p.Busy
) -> None:
    state = with_kettle(busy=busy)
    after, effects = machine.step(state, event)
    if isinstance(event, e.Asked | e.Typed | e.Chosen | e.Opened | e.FieldTyped | e.Entered):
        assert (after, effects) == (state, ())
    assert not any(isinstance(effect, e.PayCash | e.PayCard) for effect in effects)


@given(st.lists(EVENTS, max_size=8))
def test_two_steps_back_always_lead_to_the_plain_page(events: list[e.Event]) -> None:
    state = with_kettle()
    for event in events:
        state, _ = machine.step(state, event)
    state = replace(state, busy=p.Busy.NO)
    for _ in range(2):
        state, effects = asked(state, Intent.BACK)
        assert effects == ()
    assert (state.card, state.typed) == (p.Plain(), "")


def test_a_found_item_is_rung_up() -> None:
    state, effects = machine.step(empty(), found(KETTLE))
    assert effects == (e.Ring(FoundItem(KETTLE)),)
    assert state.flash_state == "stored"


def test_the_next_customers_first_item_begins_a_fresh_basket() -> None:
    paid = with_kettle(paid=object())
    _, effects = machine.step(paid, found(KETTLE))
    assert effects == (e.Ring(FoundItem(KETTLE), fresh=True),)


def test_a_count_typed_before_the_scan_is_the_quantity() -> None:
    state, _ = machine.step(empty(), e.Typed("3*"))
    state, effects = machine.step(state, found(KETTLE))
    assert effects == (e.Ring(FoundItem(KETTLE), Quantity.pieces(3)),)
    assert state.typed == ""


@pytest.mark.parametrize(
    ("product", "question", "answer", "effect"),
    [
        (REPAIR, p.Question.PRICE, "12,50", e.Ring(FoundItem(REPAIR, price=1250), price=1250)),
        (BANANAS, p.Question.WEIGHT, "0.452", e.Ring(FoundItem(BANANAS), Quantity.grams(452))),
        (PENS, p.Question.QUANTITY, "12", e.Ring(FoundItem(PENS), Quantity.pieces(12))),
    ],
    ids=["price", "weight", "count"],
)
def test_what_an_item_needs_is_asked_and_taken_from_the_answer(
    product: Product, question: p.Question, answer: str, effect: e.Effect
) -> None:
    state, effects = machine.step(empty(), found(product))
    assert isinstance(state.card, p.ItemAsks)
    assert (state.card.question, effects) == (question, ())
    state, _ = machine.step(state, e.FieldTyped("text", answer))
    state, effects = machine.step(state, e.Entered())
    assert effects == (effect,)
    assert state.card == p.Plain()


def test_a_senseless_answer_is_refused_and_the_question_stays() -> None:
    state, _ = machine.step(empty(), found(BANANAS))
    state, _ = machine.step(state, e.FieldTyped("text", "many"))
    state, effects = machine.step(state, e.Entered())
    assert effects == ()
    assert isinstance(state.card, p.ItemAsks)
    assert isinstance(state.note.error, Refusal)


def test_age_is_asked_once_for_a_basket() -> None:
    state, effects = machine.step(with_kettle(), found(KNIFE))
    assert effects == ()
    state, effects = of_age(state)
    assert effects == (e.Ring(FoundItem(KNIFE)),)
    _, effects = machine.step(state, found(KNIFE))
    assert effects == (e.Ring(FoundItem(KNIFE)),)


def test_going_back_at_the_age_leaves_the_item_out() -> None:
    state, _ = machine.step(with_kettle(), found(KNIFE))
    state, effects = asked(state, Intent.BACK)
    assert (state.card, effects) == (p.Plain(), ())


def test_a_gift_card_of_any_amount_asks_for_the_amount_then_for_the_card() -> None:
    state, _ = machine.step(empty(), found(GIFT))
    state, _ = machine.step(state, e.FieldTyped("text", "40"))
    state, _ = machine.step(state, e.Entered())
    assert isinstance(state.card, p.ItemAsks)
    assert state.card.question is p.Question.CARD
    _, effects = machine.step(state, e.LookedUp(FoundCard(CARD), f"94{CARD}", typed=False))
    assert effects == (e.RingCard(GIFT, CARD, 4000),)


def test_an_unknown_code_stays_in_sight_and_holds_the_sale_until_it_is_removed() -> None:
    unknown = e.LookedUp(NotFound("5449000000996"), "5449000000996", typed=False)
    state, _ = machine.step(with_kettle(), unknown)
    assert state.unknown == ("5449000000996",)
    for intent in (Intent.CASH, Intent.CARD, Intent.CHECK):
        after, effects = asked(state, intent)
        assert effects == ()
        assert after.note.error is not None
        assert after.note.error.code == "sale.unknown_code"
    assert asked(state, Intent.REMOVE)[1] == (e.Change(e.Edit.DROP, state.chosen),)


def test_a_typed_code_that_nobody_knows_is_searched_for_by_name() -> None:
    state, _ = machine.step(empty(), e.Typed("kettle 2"))
    state, effects = machine.step(state, e.Entered())
    assert effects == (e.LookUpCode("kettle 2", typed=True),)
    state, effects = machine.step(state, e.LookedUp(NotFound("kettle 2"), "kettle 2", typed=True))
    assert effects[0] == Search("kettle 2")
    assert isinstance(state.card, p.Finding)


@pytest.mark.parametrize(
    ("typed", "intent", "effect"),
    [
        ("", Intent.CASH, e.PayCash(2990)),
        ("50", Intent.CASH, e.PayCash(5000)),
        ("20.5", Intent.CASH, e.PayCash(2050)),
        ("", Intent.FINISH, e.PayCash(2990)),
        ("30", Intent.FINISH, e.PayCash(3000)),
        ("99", Intent.EXACT, e.PayCash(2990)),
        ("", Intent.CARD, e.PayCard(None)),
        ("10", Intent.CARD, e.PayCard(1000)),
        (CARD, Intent.GIFT, e.PayStored(CARD, None)),
    ],
)
def test_a_payment_key_takes_the_typed_amount_or_all_that_is_due(
    typed: str, intent: Intent, effect: e.Effect
) -> None:
    state, effects = asked(with_kettle(typed=typed), intent)
    assert effects == (effect,)
    assert state.busy is not p.Busy.NO


def test_a_quick_note_replaces_the_typed_amount() -> None:
    _, effects = asked(with_kettle(typed="7"), Intent.NOTE, "5000")
    assert effects == (e.PayCash(5000),)


def test_what_covers_the_due_stores_the_sale_at_once() -> None:
    state, _ = asked(with_kettle(typed="50"), Intent.CASH)
    taken = TenderTaken(no=1, tender="cash", amount=2990, given=5000, change=2010)
    covered = replace(state.bill, taken=(taken,), remaining=0, complete=True)
    state, effects = machine.step(state, e.Rung(state.draft, covered, paying=True))
    assert effects == (e.Plainly.COMPLETE,)
    assert state.busy is p.Busy.STORING


def test_a_part_payment_waits_for_the_rest() -> None:
    state, _ = asked(with_kettle(typed="10"), Intent.CASH)
    taken = TenderTaken(no=1, tender="cash", amount=1000, given=1000)
    part = replace(state.bill, taken=(taken,), remaining=1990, cash_due=1990)
    state, effects = machine.step(state, e.Rung(state.draft, part, paying=True))
    assert (state.busy, state.typed, effects) == (p.Busy.NO, "", ())


def test_a_tender_taken_back_from_a_covered_sale_does_not_store_it() -> None:
    free = Bill(lines=with_kettle().bill.lines, total=0, complete=True)
    taken = TenderTaken(no=1, tender="cash", amount=500, given=500)
    before = with_kettle(bill=replace(free, taken=(taken,)), busy=p.Busy.TERMINAL)
    _, effects = machine.step(before, e.Rung(before.draft, free, paying=True))
    assert effects == ()


def test_in_doubt_the_card_key_asks_again_and_nothing_else_is_charged() -> None:
    doubt = with_kettle(bill=replace(with_kettle().bill, doubtful=True))
    _, effects = asked(doubt, Intent.CARD)
    assert effects == (e.Plainly.RESOLVE,)


def test_a_card_scanned_during_a_sale_pays_and_between_sales_tells_its_balance() -> None:
    scan = e.LookedUp(FoundCard(CARD), f"94{CARD}", typed=False)
    assert machine.step(with_kettle(), scan)[1] == (e.PayStored(CARD, None),)
    assert machine.step(empty(), scan)[1] == (e.AskBalance(CARD),)


def test_a_slip_recalls_and_a_badge_switches() -> None:
    slip = e.LookedUp(FoundSlip("000101010000007"), "92", typed=False)
    assert machine.step(empty(), slip)[1] == (e.Recall("000101010000007"),)
    badge = e.LookedUp(FoundBadge("1" * 16), "93", typed=False)
    assert machine.step(with_kettle(), badge)[1] == (e.Leave(Intent.SWITCH, "1" * 16),)


def test_a_checks_line_from_a_reader_fills_the_fields() -> None:
    state, _ = asked(with_kettle(), Intent.CHECK)
    state, effects = machine.step(state, e.Scanned("t021000021t1234567890o1042"))
    assert effects == ()
    assert isinstance(state.card, p.CheckWanted)
    fields = (state.card.routing, state.card.account, state.card.number)
    assert fields == ("021000021", "1234567890", "1042")


def test_a_check_with_a_wrong_check_digit_is_refused_before_anything_is_asked() -> None:
    state, _ = asked(with_kettle(), Intent.CHECK)
    for name, text in (("routing", "021000022"), ("account", "1234567890"), ("number", "1042")):
        state, _ = machine.step(state, e.FieldTyped(name, text))
    state, effects = asked(state, Intent.FINISH)
    assert effects == ()
    assert state.note.error is not None
    assert state.note.error.code == "check.routing.checksum"


def test_voiding_is_asked_in_place_and_kept_by_default() -> None:
    state, effects = asked(with_kettle(), Intent.VOID)
    assert (state.card, effects) == (p.VoidAsked(), ())
    assert asked(state, Intent.BACK)[0].card == p.Plain()
    assert asked(state, Intent.FINISH) == (state, ())
    assert asked(state, Intent.VOID)[1] == (e.Plainly.VOID,)


def test_a_refusal_says_why_and_leaves_the_rest_as_it_was() -> None:
    state = with_kettle(typed="abc")
    after, effects = asked(state, Intent.CASH)
    assert effects == ()
    assert (after.typed, after.bill, after.busy) == (state.typed, state.bill, p.Busy.NO)
    assert after.note.error is not None
    assert after.note.error.code == "money.not_an_amount"


def test_a_failed_command_frees_the_counter_again() -> None:
    state = with_kettle(busy=p.Busy.STORING)
    fault = e.Told(p.Note(error=Fault("store.full")), done=True)
    assert machine.step(state, fault)[0].busy is p.Busy.NO


def test_a_paper_that_does_not_print_never_frees_a_payment_under_way() -> None:
    state = with_kettle(busy=p.Busy.TERMINAL)
    fault = e.Told(p.Note(error=Fault("printer.folder", folder="x", reason="y")))
    assert machine.step(state, fault)[0].busy is p.Busy.TERMINAL
