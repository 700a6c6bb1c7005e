"""F12 answers what is asked, and only that; what waits for the disk holds everything else."""

import pytest

from counter_app.domain.gift_cards import Stored, StoredCard
from counter_app.services.look_up import FoundCard, FoundSlip
from counter_app.ui.flows.keys import Intent
from counter_app.ui.flows.selling import events as e
from counter_app.ui.flows.selling import machine
from counter_app.ui.flows.selling import parts as p
from tests.ui.flows.selling.test_selling import CARD, GIFT, KETTLE, asked, empty, found, with_kettle

SLIP = "000101010000007"


def test_f12_on_an_empty_card_question_says_what_is_missing_and_sells_nothing() -> None:
    state, _ = asked(with_kettle(), Intent.GIFT)
    after, effects = asked(state, Intent.FINISH)
    assert effects == ()
    assert isinstance(after.card, p.CardWanted)
    assert after.note.error is not None
    assert after.note.error.code == "card.wanted"


@pytest.mark.parametrize("text", ["1234", "５" * 16, "abcd" * 4])
def test_a_typed_card_that_is_no_card_keeps_the_question_open(text: str) -> None:
    state, _ = asked(with_kettle(), Intent.GIFT)
    state, _ = machine.step(state, e.FieldTyped("text", text))
    for event in (e.Asked(Intent.FINISH), e.Entered()):
        after, effects = machine.step(state, event)
        assert effects == ()
        assert isinstance(after.card, p.CardWanted)
        assert after.note.error is not None
        assert after.note.error.code == "card.number"


@pytest.mark.parametrize("text", [CARD, f"94{CARD}", "5512 8309 4716 2035"])
def test_a_typed_card_pays_with_f12_as_with_enter(text: str) -> None:
    state, _ = asked(with_kettle(typed="10"), Intent.GIFT)
    state, _ = machine.step(state, e.FieldTyped("text", text))
    for event in (e.Asked(Intent.FINISH), e.Entered()):
        assert machine.step(state, event)[1] == (e.PayStored(CARD, 1000),)


def test_f12_in_a_search_takes_the_chosen_item_and_never_sells_the_basket() -> None:
    searching = with_kettle(card=p.Finding("ket", (KETTLE,)))
    _, effects = asked(searching, Intent.FINISH)
    assert [type(effect) for effect in effects] == [e.Ring]
    nothing, effects = asked(with_kettle(card=p.Finding("zzz")), Intent.FINISH)
    assert effects == ()
    assert nothing.note.error is not None
    assert nothing.note.error.code == "sale.nothing_chosen"


def test_f12_on_an_empty_check_says_what_is_missing_and_sells_nothing() -> None:
    state, _ = asked(with_kettle(), Intent.CHECK)
    after, effects = asked(state, Intent.FINISH)
    assert effects == ()
    assert after.note.error is not None


def waiting_to_recall() -> list[p.Selling]:
    """Each way to ask for a suspended basket, just after it was asked for."""
    slip = e.LookedUp(FoundSlip(SLIP), "92", typed=False)
    listed = p.WaitingShown((empty().draft,))
    return [
        machine.step(empty(), slip)[0],
        machine.step(empty(), e.Opened(SLIP))[0],
        machine.step(with_kettle(card=listed, bill=empty().bill), e.Opened(SLIP))[0],
        machine.step(with_kettle(card=listed, bill=empty().bill), e.Entered())[0],
    ]


@pytest.mark.parametrize("way", range(4))
def test_nothing_is_scanned_into_the_basket_while_another_is_being_recalled(way: int) -> None:
    state = waiting_to_recall()[way]
    assert state.busy is p.Busy.STORING
    after, effects = machine.step(state, e.Scanned(KETTLE.code))
    assert (after, effects) == (state, ())


def test_a_recalled_basket_frees_the_counter_again() -> None:
    state = waiting_to_recall()[0]
    after, _ = machine.step(state, e.Rung(with_kettle().draft, with_kettle().bill))
    assert after.busy is p.Busy.NO


def test_a_balance_that_arrives_late_never_frees_a_payment_under_way() -> None:
    scan = e.LookedUp(FoundCard(CARD), f"94{CARD}", typed=False)
    state, effects = machine.step(empty(), scan)
    assert effects == (e.AskBalance(CARD),)
    assert state.busy is p.Busy.STORING
    assert machine.step(state, found(KETTLE))[0].busy is p.Busy.STORING
    held = e.Held(StoredCard("a" * 32, CARD[-4:], Stored.GIFT_CARD, 100, 100))
    assert machine.step(state, held)[0].busy is p.Busy.NO


@pytest.mark.parametrize("code", [CARD, f"94{CARD}"])
def test_a_scanned_card_answers_the_question_for_a_card(code: str) -> None:
    asking, _ = asked(with_kettle(typed="10"), Intent.GIFT)
    assert machine.step(asking, e.Scanned(code))[1] == (e.PayStored(CARD, 1000),)
    idle, _ = asked(empty(), Intent.GIFT)
    assert machine.step(idle, e.Scanned(code))[1] == (e.AskBalance(CARD),)
    selling_card, _ = machine.step(with_kettle(typed="25"), found(GIFT))
    _, effects = machine.step(selling_card, e.Scanned(code))
    assert effects == (e.RingCard(GIFT, CARD, 2500),)


def test_an_item_scanned_while_a_card_is_asked_for_is_looked_up_as_ever() -> None:
    asking, _ = asked(with_kettle(), Intent.GIFT)
    assert machine.step(asking, e.Scanned(KETTLE.code))[1] == (e.LookUpCode(KETTLE.code),)
