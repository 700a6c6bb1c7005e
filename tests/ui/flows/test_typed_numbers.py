"""A number is ASCII digits with at most one decimal mark, in every field that takes one."""

from dataclasses import replace

import pytest

from counter_app.domain.catalogue import Product, Quantity
from counter_app.domain.errors import Refusal
from counter_app.ui.flows import signing_in, typed
from counter_app.ui.flows.keys import Intent
from counter_app.ui.flows.selling import events as e
from counter_app.ui.flows.selling import machine, ringing
from counter_app.ui.flows.selling import parts as p
from counter_app.ui.flows.till_day import AmountTyped, Asked, TillDay, step
from tests.ui.flows.selling.test_selling import (
    ANNA,
    BANANAS,
    EURO,
    GIFT,
    PENS,
    REPAIR,
    empty,
    found,
)
from tests.ui.flows.selling.test_selling import with_kettle as basket

NO_NUMBERS = [
    "nan", "NaN", "inf", "-inf", "Infinity", "1e3", "1E-2", "1_0", "1_000.5", "０.５", "１２", "²",
    "٣", "1.2.3", "1,2,3", "+5", "-5", "0x10", "1/2", ".", ",",
]  # fmt: skip
NO_WEIGHTS = [*NO_NUMBERS, "", "0", "0.0000", "0.0004", "12345678901234567890"]
NO_COUNTS = [*NO_NUMBERS, "", "1.5", "1,5", "99999999999999999999"]


@pytest.mark.parametrize("text", NO_WEIGHTS)
def test_what_is_no_weight_is_refused_with_words(text: str) -> None:
    with pytest.raises(Refusal, match=r"quantity\.not_a_number"):
        typed.weight(text)


@pytest.mark.parametrize(
    ("text", "grams"), [("0.452", 452), ("0,452", 452), ("2", 2000), (".5", 500), (" 1.5 ", 1500)]
)
def test_a_weight_is_kilograms_with_up_to_three_decimals(text: str, grams: int) -> None:
    assert typed.weight(text) == Quantity.grams(grams)


@pytest.mark.parametrize("text", NO_WEIGHTS)
def test_the_weighing_question_stays_open_until_there_is_a_weight(text: str) -> None:
    _stays_open(BANANAS, text, "quantity.not_a_number")


@pytest.mark.parametrize("text", NO_COUNTS)
def test_the_counting_question_stays_open_until_there_is_a_count(text: str) -> None:
    _stays_open(PENS, text, "quantity.not_a_number")


@pytest.mark.parametrize("text", [*(t for t in NO_NUMBERS if t not in {"+5", "-5"}), ""])
def test_the_price_question_stays_open_until_there_is_a_price(text: str) -> None:
    _stays_open(REPAIR, text, "money.not_an_amount")


@pytest.mark.parametrize("text", ["-5", "-0.01"])
def test_a_price_below_nothing_is_refused_and_asked_again(text: str) -> None:
    _stays_open(REPAIR, text, "money.not_an_amount")


@pytest.mark.parametrize("text", ["", "55128309", "５" * 16, "²" * 16, "5512a30947162035", "nan"])
def test_a_gift_card_that_is_to_be_sold_is_asked_for_until_there_is_one(text: str) -> None:
    state, _ = machine.step(empty(), found(GIFT))
    state, _ = machine.step(state, e.FieldTyped("text", "40"))
    state, _ = machine.step(state, e.Entered())
    state, _ = machine.step(state, e.FieldTyped("text", text))
    after, effects = machine.step(state, e.Entered())
    assert effects == ()
    assert isinstance(after.card, p.ItemAsks)
    assert after.note.error is not None
    assert after.note.error.code in {"card.number", "card.wanted"}


@pytest.mark.parametrize("text", ["²*", "１２*", "1_0*"])
def test_a_count_before_a_scan_is_ascii_digits(text: str) -> None:
    assert ringing.count_before(f"{text} 9520001000034")[0] == ""


@pytest.mark.parametrize("intent", [Intent.CASH, Intent.CARD, Intent.CHECK, Intent.FINISH])
@pytest.mark.parametrize("text", ["nan", "1e3", "1_0", "０.５", "²"])
def test_what_is_no_amount_pays_nothing(text: str, intent: Intent) -> None:
    after, effects = machine.step(basket(typed=text), e.Asked(intent))
    assert effects == ()
    assert after.note.error is not None
    assert after.note.error.code == "money.not_an_amount"


@pytest.mark.parametrize("text", ["nan", "1e3", "1_0", "０.５", "²", "-1"])
def test_the_till_takes_no_float_and_no_count_that_is_no_amount(text: str) -> None:
    for closing in (False, True):
        state, _ = step(TillDay(ANNA, EURO, closing), AmountTyped(text))
        after, effects = step(state, Asked(Intent.FINISH))
        assert effects == ()
        assert after.note.error is not None


@pytest.mark.parametrize("text", ["１０４", "²²²", "abc", "1 4", "1_4"])
def test_a_user_number_is_three_ascii_digits_before_a_pin_is_asked(text: str) -> None:
    state, _ = signing_in.step(signing_in.SigningIn(), signing_in.NumberTyped(text))
    after, effects = signing_in.step(state, signing_in.PinGiven("481205"))
    assert effects == ()
    assert not after.checking


def _stays_open(product: Product, text: str, code: str) -> None:
    state, _ = machine.step(empty(), found(product))
    state, _ = machine.step(state, e.FieldTyped("text", text))
    for event in (e.Entered(), e.Asked(Intent.FINISH)):
        after, effects = machine.step(state, event)
        assert effects == ()
        assert isinstance(after.card, p.ItemAsks)
        assert isinstance(after.note.error, Refusal)
        assert after.note.error.code == code
    rung = replace(empty(), typed=text)
    assert machine.step(rung, found(product))[1] == ()


@pytest.mark.parametrize("text", ["9999999999", "9520001000010", "10000000", "1" * 400])
@pytest.mark.parametrize("intent", [Intent.CASH, Intent.FINISH, Intent.CARD, Intent.CHECK])
def test_a_code_typed_as_an_amount_is_refused_and_nothing_is_taken(
    text: str, intent: Intent
) -> None:
    after, effects = machine.step(basket(typed=text), e.Asked(intent))
    assert effects == ()
    assert after.note.error is not None
    assert after.note.error.code == "money.too_large"
    assert typed.amount("9999999.99", EURO) == 999_999_999
