"""One amount opens or closes the till; what should be there is shown only afterwards."""

from dataclasses import replace
from decimal import Decimal

import pytest

from counter_app.domain.errors import Fault, Refusal
from counter_app.domain.facts import TillClosed
from counter_app.domain.money import currency
from counter_app.domain.rulings import Role
from counter_app.domain.staff import Person
from counter_app.ui.flows import till_day as flow
from counter_app.ui.flows.keys import Intent
from counter_app.ui.flows.shop import Shop, Shown
from counter_app.ui.flows.till_day import TillDay
from counter_app.wording import LANGUAGES, Wording

EURO = currency("EUR")
ANNA = Person("104", "Anna Rossi", Role.ASSOCIATE, "en")
SHOP = Shop(1, 1, "Corner", "demo", EURO, "vat")
OPENING = TillDay(ANNA, EURO, closing=False, typed="150.00")
CLOSING = TillDay(ANNA, EURO, closing=True, typed="588,35")
SURE = replace(CLOSING, sure=True)
FINISH = flow.Asked(Intent.FINISH)


def a_closing(difference: int) -> TillClosed:
    return TillClosed(
        session=3,
        z=7,
        sales=26,
        float=15000,
        expected=58835,
        counted=58835 + difference,
        difference=difference,
        grand_total=63444,
        totals=(),
    )


def test_f12_opens_with_the_float_and_closes_with_the_count() -> None:
    assert flow.step(OPENING, FINISH)[1] == (flow.OpenTill(15000),)
    assert flow.step(SURE, FINISH)[1] == (flow.CloseTill(58835),)


def test_an_amount_that_is_none_is_refused_and_asks_nothing() -> None:
    state, effects = flow.step(replace(CLOSING, typed="much"), FINISH)
    assert effects == ()
    assert isinstance(state.note.error, Refusal)


def test_while_the_closing_is_stored_nothing_is_taken() -> None:
    busy, _ = flow.step(SURE, FINISH)
    for event in (FINISH, flow.AmountTyped("1"), flow.Asked(Intent.BACK)):
        assert flow.step(busy, event) == (busy, ())


def test_a_fault_frees_the_page_with_the_amount_still_there() -> None:
    busy, _ = flow.step(SURE, FINISH)
    state, _ = flow.step(busy, flow.Failed(Fault("store.full")))
    assert (state.busy, state.typed) == (False, "588,35")


def test_esc_goes_back_and_so_does_f12_once_all_is_done() -> None:
    assert flow.step(CLOSING, flow.Asked(Intent.BACK))[1] == (flow.GoBack(),)
    closed, _ = flow.step(CLOSING, flow.DayClosed(a_closing(0)))
    assert flow.step(closed, FINISH)[1] == (flow.GoBack(),)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_count_is_blind_until_it_is_stored(language: str) -> None:
    shown = Shown(Wording(language), EURO)
    before = flow.till_view(CLOSING, shown, SHOP, "20:04")
    assert before.figures == ()
    closed, _ = flow.step(CLOSING, flow.DayClosed(a_closing(-235)))
    after = flow.till_view(closed, shown, SHOP, "20:05")
    figures = [row.figure for row in after.figures[0].rows]
    assert shown.money(58835) in figures
    assert after.balance.amount == shown.loud(235)


@pytest.mark.parametrize(("difference", "key"), [(0, "even"), (5, "over"), (-5, "short")])
def test_the_difference_is_told_in_words_never_by_a_minus(difference: int, key: str) -> None:
    shown = Shown(Wording("en"), EURO)
    closed, _ = flow.step(CLOSING, flow.DayClosed(a_closing(difference)))
    balance = flow.till_view(closed, shown, SHOP, "20:05").balance
    assert balance.words == shown.words(f"page.till.{key}")
    assert Decimal(balance.amount.strip("€")) == Decimal(abs(difference)) / 100
