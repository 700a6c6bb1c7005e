"""F3, Ctrl+P and the till's key: shown, printed, or refused with its reason."""

from dataclasses import replace

import pytest

from counter_app.ui.flows import till_day
from counter_app.ui.flows.keys import Intent
from counter_app.ui.flows.selling import events as e
from counter_app.ui.flows.selling import machine
from counter_app.ui.flows.selling import parts as p
from counter_app.ui.flows.shop import Shop, Shown
from counter_app.wording import Wording
from tests.ui.flows.selling.test_selling import ANNA, EURO, KNIFE, asked, empty, found, with_kettle
from tests.ui.flows.selling.test_unanswered import put_off

NUMBERS = ["0001-01-01-0000006", "000101010000006", "0000006"]


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("event", [e.Entered(), e.Asked(Intent.FINISH), e.Asked(Intent.RECEIPT)])
def test_a_number_typed_under_f3_opens_the_receipt(number: str, event: e.Event) -> None:
    state, _ = asked(empty(), Intent.RECEIPT)
    state, _ = machine.step(state, e.Typed(number))
    after, effects = machine.step(state, event)
    assert effects == (e.ShowReceipt(number),)
    assert after.typed == ""


def test_a_number_with_its_dashes_opens_the_receipt_from_the_main_line_too() -> None:
    state, _ = machine.step(with_kettle(), e.Typed(NUMBERS[0]))
    assert machine.step(state, e.Entered())[1] == (e.ShowReceipt(NUMBERS[0]),)


def test_ctrl_p_prints_the_newest_receipt_at_once() -> None:
    assert asked(empty(), Intent.REPRINT)[1] == (e.Hand("", copy=True),)


@pytest.mark.parametrize("state", [with_kettle(), put_off()])
def test_the_till_stays_open_while_a_basket_is(state: p.Selling) -> None:
    after, effects = asked(state, Intent.TILL)
    assert effects == ()
    assert after.note.error is not None
    assert after.note.error.code == "till.basket_is_open"


def test_an_item_that_is_asked_about_holds_the_till() -> None:
    state, _ = machine.step(empty(), found(KNIFE))
    assert asked(state, Intent.TILL)[1] == ()


CLOSING = till_day.TillDay(ANNA, EURO, closing=True, typed="300")
FINISH = till_day.Asked(Intent.FINISH)


def page(state: till_day.TillDay) -> till_day.TillView:
    shop = Shop(1, 1, "Shop", "live", EURO, "vat")
    return till_day.till_view(state, Shown(Wording("en"), EURO), shop, "12:00")


def test_the_count_is_confirmed_in_place_and_never_beside_what_should_be_there() -> None:
    sure, effects = till_day.step(CLOSING, FINISH)
    assert effects == ()
    view = page(sure)
    assert [key.text for key in view.keys.keys] == [
        "Count again",
        "Counted 300.00 \N{EN DASH} close the till",
    ]
    assert view.figures == ()
    assert till_day.step(sure, FINISH)[1] == (till_day.CloseTill(30000),)


def test_count_again_and_typing_take_the_question_back() -> None:
    sure, _ = till_day.step(CLOSING, FINISH)
    again, effects = till_day.step(sure, till_day.Asked(Intent.BACK))
    assert (again, effects) == (CLOSING, ())
    typing, _ = till_day.step(sure, till_day.AmountTyped("301"))
    assert typing == replace(CLOSING, typed="301")
    assert till_day.step(typing, FINISH)[1] == ()


def test_f1_says_what_to_do_on_the_till_page() -> None:
    state, effects = till_day.step(CLOSING, till_day.Asked(Intent.HELP))
    assert effects == ()
    assert "F12" in page(state).message.detail
