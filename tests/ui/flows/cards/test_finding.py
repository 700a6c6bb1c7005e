"""F2: an item is found or its price checked, and nothing is sold before it is taken."""

from dataclasses import replace
from decimal import Decimal

import pytest

from counter_app.domain.catalogue import Flag, Names, Product, Quantity
from counter_app.domain.money import currency
from counter_app.services.find_item import Lately
from counter_app.services.look_up import FoundBadge, FoundItem, NotFound
from counter_app.ui.flows.cards.finding_events import (
    CategoriesListed,
    Checked,
    ListCategories,
    Search,
    Searched,
    Taxes,
)
from counter_app.ui.flows.cards.finding_view import finding_card
from counter_app.ui.flows.keys import Intent
from counter_app.ui.flows.selling import events as e
from counter_app.ui.flows.selling import machine
from counter_app.ui.flows.selling import parts as p
from counter_app.ui.flows.shop import Shown
from counter_app.wording import Wording
from tests.ui.flows.selling.test_selling import KETTLE, asked, empty, with_kettle

PAN = Product("9520002000019", Names("Pan", "Padella", "Τηγάνι"), 1790, "standard", "kitchen")
KNIFE = Product(
    "9520002000026", Names("Knife"), 1290, "standard", "kitchen", frozenset({Flag.AGE_18})
)
BANANAS = Product(
    "2001010000002", Names("Bananas"), 179, "reduced", "produce", frozenset({Flag.WEIGHED})
)
ANY_PRICE = Product("1", Names("Flowers"), None, "standard")
TAXES = Taxes("vat", True, (("standard", (Decimal(22),)), ("reduced", (Decimal("4.5"),))))  # noqa: FBT003 - prices hold the tax
LANGUAGES = ("en", "it", "el")


def searching(*products: Product, query: str = "p", **more: object) -> p.Selling:
    card = p.Finding(query, products, taxes=TAXES, **more)  # type: ignore[arg-type]  # names of fields
    return replace(with_kettle(), card=card, typed=query)


def card_of(state: p.Selling) -> p.Finding:
    assert isinstance(state.card, p.Finding)
    return state.card


def scan(state: p.Selling, product: Product, **found: object) -> machine.Step:
    event = e.LookedUp(FoundItem(product, **found), product.code, typed=False)  # type: ignore[arg-type]  # names of fields
    return machine.step(state, event)


def shown(language: str = "en") -> Shown:
    return Shown(Wording(language), currency("EUR"))


# ------------------------------------------------------------------------------------ searching


def test_f2_looks_for_what_is_typed() -> None:
    state, _ = machine.step(with_kettle(), e.Typed(" ket "))
    state, effects = asked(state, Intent.FIND)
    assert effects == (Search("ket"), ListCategories())
    assert card_of(state).query == "ket"


def test_f2_with_nothing_typed_offers_what_was_sold_lately() -> None:
    state, effects = asked(empty(), Intent.FIND)
    assert effects[0] == Search("")
    state, _ = machine.step(state, Searched("", (), lately=Lately((PAN,), (KETTLE,))))
    found = card_of(state)
    assert (found.results, found.often) == ((PAN, KETTLE), 1)
    view = finding_card(found, shown())
    assert view.sections[0].caption == "Sold or checked lately at this lane"
    assert [row.word for row in view.sections[0].rows] == ["", "Sold often"]


def test_every_letter_looks_again_and_an_answer_to_another_question_is_not_shown() -> None:
    state, _ = asked(empty(), Intent.FIND)
    state, effects = machine.step(state, e.Typed("pan"))
    assert effects == (Search("pan"),)
    late, _ = machine.step(state, Searched("pa", (KETTLE,)))
    assert card_of(late).results == ()
    there, _ = machine.step(late, Searched("pan", (PAN,)))
    assert card_of(there).results == (PAN,)


def test_arrows_choose_and_enter_takes_the_chosen_item() -> None:
    state = searching(PAN, KETTLE, KNIFE)
    state, _ = asked(state, Intent.NEXT)
    state, _ = asked(state, Intent.NEXT)
    state, _ = asked(state, Intent.NEXT)
    state, _ = asked(state, Intent.PREVIOUS)
    assert card_of(state).chosen == 1
    after, effects = machine.step(state, e.Entered())
    assert effects == (e.Ring(FoundItem(KETTLE)),)
    assert (after.card, after.typed) == (p.Plain(), "")


def test_a_touch_shows_the_item_and_the_next_touch_takes_it() -> None:
    state, effects = machine.step(searching(PAN, KETTLE), e.Opened("1"))
    assert (card_of(state).chosen, effects) == (1, ())
    _, effects = machine.step(state, e.Opened("1"))
    assert effects == (e.Ring(FoundItem(KETTLE)),)


def test_f12_takes_the_chosen_item_and_asks_what_the_item_asks() -> None:
    after, effects = asked(searching(KNIFE), Intent.FINISH)
    assert effects == ()
    assert isinstance(after.card, p.ItemAsks)


def test_nothing_found_says_so_and_offers_the_department() -> None:
    state = searching(query="zzz")
    after, effects = machine.step(state, e.Entered())
    assert effects == ()
    assert after.note.error is not None
    assert after.note.error.code == "sale.nothing_chosen"
    view = finding_card(card_of(state), shown())
    assert view.empty is not None
    assert "zzz" in view.empty.title
    assert [key.intent for key in view.keys] == [Intent.PICK_1, Intent.DEPARTMENT]


def test_esc_leaves_the_search_and_the_basket_is_as_it_was() -> None:
    state = searching(PAN)
    after, effects = asked(state, Intent.BACK)
    assert effects == ()
    assert (after.card, after.typed, after.draft) == (p.Plain(), "", state.draft)


# ------------------------------------------------------------------------------------ categories


def test_a_category_is_chosen_from_a_list_and_keeps_the_text() -> None:
    state = searching(PAN, query="pan")
    state, _ = machine.step(state, CategoriesListed(("garden", "kitchen")))
    state, effects = asked(state, Intent.PICK_1)
    assert effects == (ListCategories(),)
    view = finding_card(card_of(state), shown())
    assert [row.name for row in view.sections[0].rows] == ["All categories", "Garden", "Kitchen"]
    state, _ = asked(state, Intent.NEXT)
    state, _ = asked(state, Intent.NEXT)
    state, effects = machine.step(state, e.Entered())
    assert effects == (Search("pan", "kitchen"),)
    state, _ = machine.step(state, Searched("pan", (PAN,), "kitchen"))
    view = finding_card(card_of(state), shown())
    assert view.keys[0].text == "Kitchen"


def test_a_touched_category_filters_and_all_categories_take_it_away() -> None:
    state = searching(PAN, category="kitchen", categories=("garden", "kitchen"))
    state, _ = asked(state, Intent.PICK_1)
    assert card_of(state).chosen == 2
    garden, effects = machine.step(state, e.Opened("1"))
    assert effects == (Search("p", "garden"),)
    assert card_of(garden).category == "garden"
    _, effects = machine.step(state, e.Opened("every"))
    assert effects == (Search("p", ""),)


def test_esc_and_the_key_itself_close_the_categories_first() -> None:
    state, _ = asked(searching(PAN, categories=("kitchen",)), Intent.PICK_1)
    for intent in (Intent.BACK, Intent.PICK_1):
        after, _ = asked(state, intent)
        assert card_of(after).choosing is False
        assert card_of(after).results == (PAN,)


# ------------------------------------------------------------------------------------ price check


@pytest.mark.parametrize("before", [empty(), with_kettle()])
def test_a_scan_after_f2_shows_the_price_and_sells_nothing(before: p.Selling) -> None:
    state, _ = asked(before, Intent.FIND)
    after, effects = scan(state, PAN)
    assert effects == (Checked(PAN),)
    assert after.draft == before.draft
    assert card_of(after).checked == FoundItem(PAN)


def test_the_next_scan_checks_the_next_item() -> None:
    state, _ = scan(asked(empty(), Intent.FIND)[0], PAN)
    state, effects = scan(state, KETTLE)
    assert effects == (Checked(KETTLE),)
    assert card_of(state).results == (KETTLE,)


@pytest.mark.parametrize("event", [e.Entered(), e.Asked(Intent.FINISH), e.Opened("0")])
def test_the_checked_item_is_taken_and_the_next_scan_sells_again(event: e.Event) -> None:
    state, _ = scan(asked(with_kettle(), Intent.FIND)[0], PAN)
    state, effects = machine.step(state, event)
    assert effects == (e.Ring(FoundItem(PAN)),)
    _, effects = scan(state, KETTLE)
    assert effects == (e.Ring(FoundItem(KETTLE)),)


def test_a_label_with_a_price_is_taken_at_that_price() -> None:
    found = FoundItem(BANANAS, Quantity.grams(1_000), 345, merge=False)
    state, _ = machine.step(
        asked(empty(), Intent.FIND)[0], e.LookedUp(found, BANANAS.code, typed=False)
    )
    _, effects = machine.step(state, e.Entered())
    assert effects == (e.Ring(found, Quantity.grams(1_000), 345),)


def test_an_unknown_code_is_said_and_holds_no_sale() -> None:
    state, _ = asked(with_kettle(), Intent.FIND)
    after, effects = machine.step(state, e.LookedUp(NotFound("4711"), "4711", typed=False))
    assert effects == ()
    assert after.unknown == ()
    assert (card_of(after).missing, after.flash_state) == (True, "error")
    view = finding_card(card_of(after), shown())
    assert view.empty is not None
    assert "4711" in view.empty.title


def test_typing_after_a_check_searches_again() -> None:
    state, _ = scan(asked(empty(), Intent.FIND)[0], PAN)
    state, effects = machine.step(state, e.Typed("ket"))
    assert effects == (Search("ket"),)
    state, _ = machine.step(state, Searched("ket", (KETTLE,)))
    assert card_of(state).results == (KETTLE,)


def test_the_list_of_what_was_sold_lately_does_not_cover_a_scan_that_came_first() -> None:
    state, _ = scan(asked(empty(), Intent.FIND)[0], PAN)
    state, _ = machine.step(state, Searched("", (), lately=Lately((KETTLE,)), taxes=TAXES))
    assert card_of(state).results == (PAN,)
    assert card_of(state).taxes == TAXES


def test_a_badge_scanned_in_a_search_switches_as_ever() -> None:
    state, _ = asked(with_kettle(), Intent.FIND)
    _, effects = machine.step(state, e.LookedUp(FoundBadge("1" * 16), "93", typed=False))
    assert effects == (e.Leave(Intent.SWITCH, "1" * 16),)


# ------------------------------------------------------------------------------------ words


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_checked_item_says_price_tax_category_code_and_what_it_asks(language: str) -> None:
    state, _ = scan(replace(searching(), card=p.Finding("", taxes=TAXES)), KNIFE)
    view = finding_card(card_of(state), shown(language))
    assert view.change is not None
    assert "12" in view.change.amount
    assert "22" in view.change.detail
    figures = [row.figure for row in view.sections[0].rows]
    assert KNIFE.code in figures
    assert any("18" in figure for figure in figures)


def test_a_weighed_item_is_priced_by_the_kilogram() -> None:
    view = finding_card(card_of(searching(BANANAS)), shown())
    assert view.sections[0].rows[0].figure_sub == "per kg"
    assert view.text == "€1.79 per kg · VAT 4.5% included"


def test_an_item_without_a_price_says_that_it_is_typed() -> None:
    view = finding_card(card_of(searching(ANY_PRICE)), shown())
    assert view.text.startswith("The price is typed at the till")
    state, _ = scan(searching(), ANY_PRICE)
    change = finding_card(card_of(state), shown()).change
    assert change is not None
    assert change.detail == "The price is typed at the till"


def test_a_tax_that_is_added_and_one_that_is_none_are_said() -> None:
    added = Taxes("sales", False, (("standard", (Decimal(8), Decimal("0.5"))), ("reduced", ())))  # noqa: FBT003 - prices are without tax
    card = replace(card_of(searching(PAN)), taxes=replace(added, word="sales_tax"))
    assert "plus" in finding_card(card, shown()).text
    card = replace(card_of(searching(BANANAS)), taxes=replace(added, word="sales_tax"))
    assert " no " in finding_card(card, shown()).text
