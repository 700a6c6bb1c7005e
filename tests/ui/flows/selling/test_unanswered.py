"""An item that was asked about is never lost: it stays in sight, and holds the sale."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.basket import remove
from counter_app.domain.money import currency
from counter_app.services.look_up import FoundItem, FoundReceipt, FoundSlip, NotFound
from counter_app.ui.flows.keys import Intent
from counter_app.ui.flows.selling import events as e
from counter_app.ui.flows.selling import machine
from counter_app.ui.flows.selling import parts as p
from counter_app.ui.flows.selling.basket_view import Rows
from counter_app.ui.flows.shop import Shown
from counter_app.ui.flows.views import RowState
from counter_app.wording import Wording
from tests.ui.flows.selling.test_selling import (
    BANANAS,
    EVENTS,
    KETTLE,
    KNIFE,
    PENS,
    REPAIR,
    asked,
    empty,
    found,
    of_age,
    with_kettle,
)

LEAVES = {Intent.BACK, Intent.REMOVE}
ANSWERS = {Intent.FINISH, Intent.YES}


def asking(of: p.Selling | None = None) -> p.Selling:
    state, _ = machine.step(with_kettle() if of is None else of, found(KNIFE))
    assert isinstance(state.card, p.ItemAsks)
    return state


def put_off() -> p.Selling:
    state, _ = machine.step(asking(), found(KETTLE))
    return state


def code_of(state: p.Selling) -> str:
    assert state.note.error is not None
    return state.note.error.code


def test_a_scan_while_a_question_is_open_puts_the_item_off_in_sight_and_sounds() -> None:
    before = asking()
    state, effects = machine.step(before, found(KETTLE))
    assert effects == (e.Ring(FoundItem(KETTLE)),)
    assert [asks.found.product for asks in state.unanswered] == [KNIFE]
    assert (state.flash_state, state.flash > before.flash) == ("error", True)
    assert state.note.key == "page.sale.put_off"
    row = Rows(Shown(Wording("en"), currency("EUR"))).of(state)[-1]
    assert (row.state, row.key) == (RowState.UNKNOWN, str(state.draft.basket.held[0].no))
    assert "Knife" in row.name


def test_the_rung_item_leaves_the_word_about_the_other_standing() -> None:
    state = put_off()
    after, _ = machine.step(state, e.Rung(state.draft, replace(state.bill, lines=())))
    assert after.note == state.note
    assert after.unanswered == state.unanswered


@pytest.mark.parametrize("intent", [Intent.CASH, Intent.EXACT, Intent.CARD, Intent.CHECK])
def test_an_item_that_waits_for_its_answer_holds_the_sale(intent: Intent) -> None:
    for state in (put_off(), asking()):
        after, effects = asked(state, intent)
        assert effects == ()
        assert code_of(after) == "sale.question_open"
        assert after.unanswered == state.unanswered


def test_nothing_is_recalled_over_an_item_that_waits() -> None:
    for state in (asking(), put_off()):
        event = e.LookedUp(FoundSlip("000101010000007"), "92", typed=False)
        after, effects = machine.step(state, event)
        assert (effects, code_of(after)) == ((), "sale.question_open")


@pytest.mark.parametrize("event", [e.Asked(Intent.FINISH), e.Entered()])
def test_f12_and_enter_ask_again_and_the_answer_rings_the_item_up(event: e.Event) -> None:
    again, effects = machine.step(put_off(), event)
    assert effects == ()
    assert isinstance(again.card, p.ItemAsks)
    assert again.unanswered == ()
    after, effects = of_age(again)
    assert effects == (e.Ring(FoundItem(KNIFE)),)
    assert after.unanswered == ()


def test_an_answer_holds_for_the_item_that_was_put_off_before() -> None:
    state, _ = machine.step(asking(), found(KNIFE))
    assert len(state.unanswered) == 1
    state, effects = of_age(state)
    assert effects == (e.Ring(FoundItem(KNIFE)),)
    state, effects = asked(state, Intent.FINISH)
    assert effects == (e.Ring(FoundItem(KNIFE)),)
    assert state.unanswered == ()


def test_a_count_and_a_price_that_were_given_are_not_asked_for_again() -> None:
    state, _ = machine.step(with_kettle(typed="12"), found(PENS))
    state, _ = machine.step(with_kettle(typed="3*"), found(KNIFE))
    state, _ = machine.step(state, found(KETTLE))
    state, _ = asked(state, Intent.FINISH)
    _, effects = of_age(state)
    assert [type(effect) for effect in effects] == [e.Ring]
    assert "3" in str(effects[0])


def test_del_leaves_the_item_out_and_undo_would_bring_it_back() -> None:
    before = put_off()
    state, effects = asked(before, Intent.REMOVE)
    no = before.draft.basket.held[0].no
    assert effects == (e.Change(e.Edit.DROP, no),)
    removed = replace(state.draft, basket=remove(state.draft.basket, no))
    state, _ = machine.step(state, e.Rung(removed, state.bill))
    assert state.unanswered == ()
    assert state.note == p.Note()


def test_a_basket_with_an_open_question_is_suspended_with_its_item() -> None:
    state, effects = asked(asking(), Intent.SUSPEND)
    assert effects == (e.Plainly.SUSPEND,)
    assert [held.code for held in state.draft.basket.held] == [KNIFE.code]


def test_an_item_that_is_left_out_is_named() -> None:
    state, _ = asked(asking(), Intent.BACK)
    assert state.unanswered == ()
    assert state.note.key == "page.sale.age_left_out"


def test_the_question_of_the_next_customers_first_item_outlives_the_next_scan() -> None:
    state = asking(with_kettle(paid=object()))
    state, _ = machine.step(state, e.Begun(empty().draft))
    state, effects = machine.step(state, found(KETTLE))
    assert effects == (e.Ring(FoundItem(KETTLE)),)
    assert len(state.unanswered) == 1


MORE = st.one_of(
    EVENTS,
    st.just(e.LookedUp(FoundSlip("000101010000007"), "92", typed=False)),
    st.just(e.LookedUp(NotFound("abc"), "abc", typed=True)),
    st.just(e.LookedUp(FoundReceipt(None), "91", typed=False)),  # type: ignore[arg-type]  # never opened here
)


@given(st.sampled_from([KNIFE, BANANAS, REPAIR, PENS]), st.lists(MORE, max_size=8))
def test_only_an_answer_or_leaving_it_out_ends_a_question(
    product: object, events: list[e.Event]
) -> None:
    state, _ = machine.step(with_kettle(), found(product))  # type: ignore[arg-type]  # Hypothesis widens it
    for event in events:
        if isinstance(event, e.Asked) and event.intent in LEAVES | ANSWERS:
            continue
        if isinstance(event, e.Entered | e.LookedUp) and not _is_other(event):
            continue
        waiting = len(state.unanswered) + isinstance(state.card, p.ItemAsks)
        state, _ = machine.step(state, event)
        state = replace(state, busy=p.Busy.NO)
        assert len(state.unanswered) + isinstance(state.card, p.ItemAsks) >= waiting


def _is_other(event: e.Event) -> bool:
    return isinstance(event, e.LookedUp) and isinstance(event.found, FoundItem | FoundSlip)
