"""The questions of an item: age, serial number, price, weight, count, each in the same strip."""

from dataclasses import replace

import pytest

from counter_app.domain.ages import AgeShown, Proof
from counter_app.domain.catalogue import Flag, Names, Product, Quantity
from counter_app.domain.errors import Refusal
from counter_app.domain.money import currency
from counter_app.services.look_up import FoundBadge, FoundItem, NotFound
from counter_app.ui.flows.cards.question_view import question_view
from counter_app.ui.flows.keys import Intent
from counter_app.ui.flows.selling import events as e
from counter_app.ui.flows.selling import machine
from counter_app.ui.flows.selling import parts as p
from counter_app.ui.flows.shop import Shown
from counter_app.ui.flows.status import message_view
from counter_app.ui.flows.views import CardView
from counter_app.wording import Wording
from tests.ui.flows.selling.test_selling import (
    BANANAS,
    KETTLE,
    KNIFE,
    PENS,
    REPAIR,
    asked,
    found,
    of_age,
    with_kettle,
)

OVEN = Product("9520001000164", Names("Oven"), 8900, "standard", flags=frozenset({Flag.SERIAL}))
VODKA = replace(KNIFE, code="vodka", flags=frozenset({Flag.AGE_18, Flag.SERIAL}))
SPIRIT = replace(KNIFE, code="spirit", flags=frozenset({Flag.AGE_21}))


def asking(product: Product, **changes: object) -> p.Selling:
    state, _ = machine.step(with_kettle(**changes), found(product))
    assert isinstance(state.card, p.ItemAsks)
    return state


def question(state: p.Selling) -> p.Question | None:
    return state.card.question if isinstance(state.card, p.ItemAsks) else None


def typed(state: p.Selling, text: str) -> machine.Step:
    state, _ = machine.step(state, e.FieldTyped("text", text))
    return machine.step(state, e.Entered())


def scan(state: p.Selling, event: e.LookedUp) -> machine.Step:
    state, effects = machine.step(state, e.Scanned(event.code))
    assert effects == (e.LookUpCode(event.code),)
    return machine.step(state, event)


def nobody_knows(code: str) -> e.LookedUp:
    return e.LookedUp(NotFound(code), code, typed=False)


def serial_of(effects: tuple[e.Effect, ...]) -> str:
    (ring,) = effects
    assert isinstance(ring, e.Ring)
    return ring.found.serial


# -------------------------------------------------------------------------------------------- age


def test_a_birth_date_is_judged_by_the_services_and_not_by_the_screen() -> None:
    state, effects = typed(asking(KNIFE), "12051990")
    assert effects == (e.JudgeAge(18, "12051990"),)
    assert question(state) is p.Question.AGE


def test_a_birth_date_stands_in_no_log_and_is_gone_when_the_answer_is_there() -> None:
    state, effects = typed(asking(KNIFE), "12051990")
    assert "12051990" not in repr((state, effects))
    ages = (AgeShown(age=18, by=Proof.DOCUMENT),)
    state, effects = machine.step(state, e.Judged(replace(state.draft, ages=ages)))
    assert effects == (e.Ring(FoundItem(KNIFE)),)
    assert state.card == p.Plain()


def test_who_is_too_young_gets_the_rule_said_and_the_item_left_out() -> None:
    before, _ = typed(asking(KNIFE), "12052015")
    no = Refusal("age.not_reached", age=18)
    state, effects = machine.step(before, e.Judged(before.draft, refusal=no))
    assert (question(state), effects, state.note.error) == (None, (), no)
    assert state.unanswered == ()
    assert state.draft == before.draft
    sentence = Wording("en").refusal(no)
    assert "law" in sentence
    assert not any(word in sentence.lower() for word in ("customer", "young", "minor", "you"))


def test_a_slip_of_the_finger_keeps_the_question_and_says_what_is_wrong() -> None:
    before, _ = typed(asking(KNIFE), "3102")
    wrong = Refusal("date.not_one")
    state, effects = machine.step(before, e.Judged(before.draft, refusal=wrong))
    assert (question(state), effects) == (p.Question.AGE, ())
    assert view(state).fields[0].wrong == Wording("en").refusal(wrong)
    again, _ = machine.step(state, e.FieldTyped("text", "31"))
    assert view(again).fields[0].wrong == ""


@pytest.mark.parametrize("event", [e.Entered(), e.Asked(Intent.FINISH)])
def test_the_habit_of_f12_answers_for_nobodys_age(event: e.Event) -> None:
    state, effects = machine.step(asking(KNIFE), event)
    assert (question(state), effects) == (p.Question.AGE, ())
    assert state.note.error is not None
    assert state.note.error.code == "age.wanted"


def test_an_age_that_was_shown_asks_no_more_in_this_basket_but_a_higher_one_does() -> None:
    state, _ = of_age(asking(KNIFE))
    _, effects = machine.step(state, found(KNIFE))
    assert effects == (e.Ring(FoundItem(KNIFE)),)
    state, effects = machine.step(state, found(SPIRIT))
    assert (question(state), effects) == (p.Question.AGE, ())
    _, effects = asked(state, Intent.CLEARLY_OVER)
    assert effects == (e.JudgeAge(21),)


def test_the_next_customer_is_asked_anew() -> None:
    state, _ = of_age(asking(KNIFE))
    state, effects = machine.step(replace(state, paid=object()), found(KNIFE))  # type: ignore[arg-type]  # any sale
    assert (question(state), effects) == (p.Question.AGE, (e.Plainly.BEGIN,))


def test_not_old_enough_or_no_document_leaves_the_item_out_and_names_the_rule() -> None:
    state, effects = asked(asking(KNIFE), Intent.BACK)
    assert (question(state), effects) == (None, ())
    assert state.note.key == "page.sale.age_left_out"
    said = message_view(state.note, Shown(Wording("en"), currency("EUR")), "10:00")
    assert "18 years" in said.detail


# ---------------------------------------------------------------------------------- serial number


def test_a_scan_while_a_serial_number_is_asked_for_is_the_serial_number() -> None:
    state, effects = scan(asking(OVEN), nobody_knows("SN4711"))
    assert effects == (e.JudgeSerial(OVEN, "SN4711"),)
    assert state.unknown == ()
    state, effects = machine.step(state, e.Judged(state.draft, serial="SN4711"))
    assert (question(state), serial_of(effects)) == (None, "SN4711")


def test_what_the_scanner_says_of_the_barcode_is_no_part_of_the_number() -> None:
    _, effects = scan(asking(OVEN), nobody_knows("]C0SN4711"))
    assert effects == (e.JudgeSerial(OVEN, "SN4711"),)


def test_a_label_with_item_and_serial_number_answers_for_its_item() -> None:
    label = e.LookedUp(FoundItem(OVEN, serial="A77"), "(01)0...(21)A77", typed=False)
    _, effects = scan(asking(OVEN), label)
    assert effects == (e.JudgeSerial(OVEN, "A77"),)


def test_an_item_that_the_catalogue_knows_is_that_item_and_the_question_is_put_off() -> None:
    state, effects = scan(asking(OVEN), found(KETTLE))
    assert effects == (e.Ring(FoundItem(KETTLE)),)
    assert [asks.found.product for asks in state.unanswered] == [OVEN]


def test_a_badge_is_a_badge_whatever_is_asked() -> None:
    badge = e.LookedUp(FoundBadge("1" * 16), "93", typed=False)
    state, effects = scan(asking(OVEN), badge)
    assert [type(effect) for effect in effects] == [e.Leave]
    assert question(state) is p.Question.SERIAL or len(state.unanswered) == 1


def test_a_typed_number_is_judged_and_a_wrong_one_is_asked_for_again() -> None:
    before, effects = typed(asking(OVEN), " sn1 ")
    assert effects == (e.JudgeSerial(OVEN, "sn1"),)
    sold = Refusal("serial.sold", serial="SN1", number="000101010000007")
    state, effects = machine.step(before, e.Judged(before.draft, refusal=sold))
    assert (question(state), effects, state.flash_state) == (p.Question.SERIAL, (), "error")
    assert "SN1" in view(state).fields[0].wrong


def test_of_three_pieces_each_is_asked_for_its_own_number() -> None:
    state = asking(OVEN, typed="3*")
    rung: list[str] = []
    for n, left in enumerate((3, 2, 1), 1):
        assert question(state) is p.Question.SERIAL
        assert ("still to go" in view(state).head.detail) == (left > 1)  # type: ignore[union-attr]  # a question has a head
        state, effects = machine.step(state, e.Judged(state.draft, serial=f"SN{n}"))
        (ring,) = effects
        assert isinstance(ring, e.Ring)
        assert ring.quantity is None
        rung.append(ring.found.serial)
    assert (question(state), rung) == (None, ["SN1", "SN2", "SN3"])


def test_a_label_that_says_it_all_asks_nothing() -> None:
    state, effects = machine.step(
        with_kettle(), e.LookedUp(FoundItem(OVEN, serial="A77"), "x", typed=False)
    )
    assert (question(state), serial_of(effects)) == (None, "A77")


def test_whether_it_may_be_sold_is_asked_before_which_piece_it_is() -> None:
    state = asking(VODKA)
    assert question(state) is p.Question.AGE
    state, effects = of_age(state)
    assert (question(state), effects) == (p.Question.SERIAL, ())


# ---------------------------------------------------------------------------------------- the strip


def view(state: p.Selling, language: str = "en") -> CardView:
    assert isinstance(state.card, p.ItemAsks)
    return question_view(state.card, Shown(Wording(language), currency("EUR")))


@pytest.mark.parametrize("language", ["en", "it", "el"])
@pytest.mark.parametrize("product", [KNIFE, OVEN, BANANAS, REPAIR, PENS], ids=lambda one: one.code)
def test_every_question_stands_in_the_same_strip_with_a_field_digits_and_a_way_out(
    product: Product, language: str
) -> None:
    card = view(asking(product), language)
    assert (card.tone, card.pad, len(card.fields)) == ("return", True, 1)
    assert card.head is not None
    assert card.head.detail
    assert (card.keys[0].intent, card.keys[0].hint) == (Intent.BACK, "Esc")
    assert all(key.hint for key in card.keys)


def test_the_strip_shows_how_its_language_writes_a_date() -> None:
    assert "31/12/1998" in view(asking(KNIFE)).fields[0].caption
    american = Shown(Wording("en", "US"), currency("USD"))
    card = asking(KNIFE).card
    assert isinstance(card, p.ItemAsks)
    assert "12/31/1998" in question_view(card, american).fields[0].caption


def test_a_quantity_that_was_given_stays_with_the_item() -> None:
    state, effects = typed(asking(PENS), "12")
    assert effects == (e.Ring(FoundItem(PENS), Quantity.pieces(12)),)
    assert question(state) is None
