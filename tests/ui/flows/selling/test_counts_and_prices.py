"""A price of nothing and a count of too much are refused in words; what was scanned stays."""

from dataclasses import replace

import pytest

from counter_app.domain.catalogue import Quantity
from counter_app.domain.errors import Refusal
from counter_app.services.look_up import FoundItem, NotFound
from counter_app.ui.flows.keys import Intent
from counter_app.ui.flows.selling import events as e
from counter_app.ui.flows.selling import machine
from counter_app.ui.flows.selling import parts as p
from counter_app.ui.flows.selling.sounding import sound_of
from counter_app.ui.senses.tones import Sound
from tests.ui.flows.selling.test_selling import (
    BANANAS,
    KETTLE,
    KNIFE,
    REPAIR,
    asked,
    empty,
    found,
    of_age,
)

MANY = "100000*"
UNKNOWN = e.LookedUp(NotFound("5449000000996"), "5449000000996", typed=False)


def refusal_of(state: p.Selling) -> str:
    assert isinstance(state.note.error, Refusal)
    return state.note.error.code


def give(state: p.Selling, text: str) -> machine.Step:
    state, _ = machine.step(state, e.FieldTyped("text", text))
    return machine.step(state, e.Entered())


@pytest.mark.parametrize("text", ["0", "0.00", "0,0"])
def test_a_price_of_nothing_is_asked_again(text: str) -> None:
    state, _ = machine.step(empty(), found(REPAIR))
    state, effects = give(state, text)
    assert effects == ()
    assert refusal_of(state) == "basket.price_wanted"
    assert isinstance(state.card, p.ItemAsks)
    _, effects = give(state, "5")
    assert effects == (e.Ring(FoundItem(REPAIR, price=500), price=500),)


def test_a_price_of_nothing_before_the_scan_leaves_the_price_asked() -> None:
    state, effects = machine.step(replace(empty(), typed="0"), found(REPAIR))
    assert effects == ()
    assert isinstance(state.card, p.ItemAsks)
    assert state.card.price is None


def test_an_item_behind_too_large_a_count_asks_for_its_count() -> None:
    before = replace(empty(), typed=MANY)
    event = found(KETTLE)
    state, effects = machine.step(before, event)
    assert effects == ()
    assert (refusal_of(state), state.typed) == ("quantity.count_again", "")
    assert isinstance(state.card, p.ItemAsks)
    assert state.card.question is p.Question.QUANTITY
    assert sound_of(before, event, state) is Sound.ERROR
    assert (state.flash, state.flash_state) == (before.flash + 1, "error")
    _, effects = give(state, "12")
    assert effects == (e.Ring(FoundItem(KETTLE), Quantity.pieces(12)),)


def test_an_age_is_asked_after_the_count_that_was_too_large() -> None:
    state, _ = machine.step(replace(empty(), typed=MANY), found(KNIFE))
    state, _ = give(state, "2")
    assert isinstance(state.card, p.ItemAsks)
    assert state.card.question is p.Question.AGE
    _, effects = of_age(state)
    assert effects == (e.Ring(FoundItem(KNIFE), Quantity.pieces(2)),)


def test_what_is_weighed_asks_for_its_weight_instead() -> None:
    state, effects = machine.step(replace(empty(), typed=MANY), found(BANANAS))
    assert effects == ()
    assert isinstance(state.card, p.ItemAsks)
    assert state.card.question is p.Question.WEIGHT


def test_a_count_that_is_put_off_is_asked_again() -> None:
    state, _ = machine.step(replace(empty(), typed=MANY), found(KETTLE))
    state, _ = asked(state, Intent.PAD)  # something else takes the card
    state, _ = machine.step(state, found(KNIFE))
    assert [held.code for held in state.draft.basket.held] == [KETTLE.code]
    state, _ = of_age(state)
    state = replace(state, card=p.Plain(), chosen=state.draft.basket.held[0].no)
    state, effects = asked(state, Intent.FINISH)
    assert effects == ()
    assert isinstance(state.card, p.ItemAsks)
    assert (state.card.question, state.card.found.product) == (p.Question.QUANTITY, KETTLE)


def test_an_unknown_code_behind_too_large_a_count_stays_in_sight() -> None:
    state, effects = machine.step(replace(empty(), typed=MANY), UNKNOWN)
    assert effects == ()
    assert (state.unknown, state.typed) == ((UNKNOWN.code,), "")
    assert refusal_of(state) == "quantity.one_kept"
    assert state.flash_state == "error"
