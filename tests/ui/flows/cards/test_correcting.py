"""A note that was typed wrong: what Ctrl+Z asks after a sale, and what ends the question."""

from dataclasses import replace

import pytest

from counter_app.domain.errors import Fault
from counter_app.domain.facts import Entry, Sale
from counter_app.services.look_up import FoundItem, NotFound
from counter_app.services.ports import NO_DRAWER
from counter_app.services.take_payment import Paid
from counter_app.ui.flows.cards.correcting_events import CorrectGiven, PutRight
from counter_app.ui.flows.cards.correcting_view import corrected_from, correcting_key
from counter_app.ui.flows.keys import Intent
from counter_app.ui.flows.selling import events as e
from counter_app.ui.flows.selling import machine
from counter_app.ui.flows.selling import parts as p
from counter_app.ui.flows.selling.view import Moments, SellingView, SellingViews
from counter_app.ui.flows.shop import Shop, Shown
from counter_app.wording import Wording
from tests.builders import a_sale, a_tender
from tests.ui.flows.selling.test_selling import EURO, KETTLE, asked, with_kettle

CASH = a_tender(amount=2990, given=10_000, change=7_010)
SALE = replace(a_sale(tenders=(CASH,)), total=2990, change=7_010)
RIGHT = replace(SALE, tenders=(replace(CASH, given=5_000, change=2_010),), change=2_010)
BY_CARD = replace(SALE, tenders=(a_tender(tender="credit", amount=2990, given=0),), change=0)
SHOP = Shop(12, 3, "Lakeside", "live", EURO, "vat", tax_included=True)
WORDS = Shown(Wording("en"), EURO)


def paid(sale: Sale = SALE) -> p.Selling:
    """Just sold, the change on the screen."""
    entry = Entry(seq=9, kind="sale", wall=0, business_date="2026-11-02", user="104", data=sale)
    bill = replace(with_kettle().bill, taken=sale.tenders, remaining=0, cash_due=0, complete=True)
    return with_kettle(paid=Paid(entry, sale), bill=bill, chosen=0)


def asking(text: str = "") -> p.Selling:
    state, _ = asked(paid(), Intent.UNDO)
    return typed(state, text) if text else state


def typed(state: p.Selling, text: str) -> p.Selling:
    return machine.step(state, e.FieldTyped("given", text))[0]


def seen(state: p.Selling) -> SellingView:
    return SellingViews(WORDS, SHOP).of(state, Moments("14:32", ""))


def test_ctrl_z_after_a_sale_asks_what_was_really_given() -> None:
    state, effects = asked(paid(), Intent.UNDO)
    assert (state.card, effects) == (p.GivenWanted(), ())
    assert state.paid == paid().paid


def test_a_sale_by_card_has_nothing_to_correct_and_shows_no_key_for_it() -> None:
    state, effects = asked(paid(BY_CARD), Intent.UNDO)
    assert effects == ()
    assert state.note.error is not None
    assert state.note.error.code == "cash.none_given"
    assert correcting_key(BY_CARD, WORDS) == ()


@pytest.mark.parametrize("answer", [Intent.FINISH, Intent.CASH])
def test_the_amount_typed_is_stored_as_given(answer: Intent) -> None:
    state, effects = asked(asking("50"), answer)
    assert effects == (CorrectGiven(SALE.number, 5_000),)
    assert state.busy is p.Busy.STORING


def test_enter_gives_it_too_from_the_field_or_from_the_scan_line() -> None:
    assert machine.step(asking("50"), e.Entered())[1] == (CorrectGiven(SALE.number, 5_000),)
    line, _ = machine.step(asking(), e.Typed("20.5"))
    assert machine.step(line, e.Entered())[1] == (CorrectGiven(SALE.number, 2_050),)


def test_a_quick_note_replaces_what_was_typed() -> None:
    assert asked(asking("7"), Intent.NOTE, "5000")[1] == (CorrectGiven(SALE.number, 5_000),)


def test_exact_is_what_the_cash_had_to_cover() -> None:
    assert asked(asking(), Intent.EXACT)[1] == (CorrectGiven(SALE.number, 2_990),)


def test_nothing_typed_corrects_nothing() -> None:
    assert asked(asking(), Intent.FINISH) == (asking(), ())


def test_what_is_no_amount_is_said_and_the_question_stays() -> None:
    state, effects = asked(asking("abc"), Intent.FINISH)
    assert (state.card, effects) == (p.GivenWanted("abc"), ())
    assert state.note.error is not None


def test_what_is_refused_leaves_the_question_and_the_sale() -> None:
    waiting, _ = asked(asking("20"), Intent.FINISH)
    refused = e.Told(p.Note(key="x"), done=True)
    state, _ = machine.step(waiting, refused)
    assert (state.card, state.busy, state.paid) == (p.GivenWanted("20"), p.Busy.NO, paid().paid)


@pytest.mark.parametrize("intent", [Intent.BACK, Intent.UNDO])
def test_esc_and_ctrl_z_lead_back_to_the_change(intent: Intent) -> None:
    state, effects = asked(asking(), intent)
    assert (state.card, state.paid, effects) == (p.Plain(), paid().paid, ())


def test_a_stored_correction_shows_the_new_change_and_the_way_to_a_new_paper() -> None:
    waiting, _ = asked(asking("50"), Intent.FINISH)
    state, effects = machine.step(waiting, PutRight(RIGHT))
    assert (state.card, state.busy, effects) == (p.Plain(), p.Busy.NO, ())
    view = seen(state)
    assert view.card.change is not None
    assert view.card.change.amount == "€20.10"
    assert view.card.change.detail == "Corrected: it was 70.10 before"
    assert view.card.change.pill == "Drawer open"
    assert "Print it once more" in view.shell.message.detail
    assert view.shell.balance == seen(paid()).shell.balance


def test_a_drawer_that_did_not_open_is_said_instead() -> None:
    jammed = Fault("drawer.no_answer")
    state, _ = machine.step(asking("50"), PutRight(RIGHT, jammed))
    assert state.note.error is jammed
    view = seen(state)
    assert view.card.change is not None
    assert view.card.change.pill == ""


def test_a_store_without_a_drawer_hears_of_no_fault_and_opens_by_hand() -> None:
    state, _ = machine.step(asking("50"), PutRight(RIGHT, Fault(NO_DRAWER)))
    assert state.note.error is None
    assert state.note.key == "page.sale.put_right"
    view = seen(state)
    assert view.card.change is not None
    assert view.card.change.pill == "Drawer: by hand"


def test_a_correction_may_be_corrected_and_says_what_the_paper_says() -> None:
    once, _ = machine.step(asking("50"), PutRight(RIGHT))
    again, _ = asked(once, Intent.UNDO)
    assert again.card == p.GivenWanted()
    assert once.paid is not None
    assert corrected_from(once.paid, WORDS) == "Corrected: it was 70.10 before"
    back, _ = machine.step(again, PutRight(SALE))
    assert back.paid is not None
    assert corrected_from(back.paid, WORDS) == ""


def test_a_scan_goes_on_with_the_next_customer_whatever_was_asked() -> None:
    state, effects = machine.step(asking("5"), e.Scanned(KETTLE.code))
    assert state.card == p.Plain()
    assert effects == (e.LookUpCode(KETTLE.code),)
    found = e.LookedUp(FoundItem(KETTLE), KETTLE.code, typed=False)
    _, rung = machine.step(state, found)
    assert rung == (e.Ring(FoundItem(KETTLE), None, None, fresh=True),)


def test_an_unknown_code_goes_on_with_the_next_customer_too() -> None:
    state, _ = machine.step(asking("5"), e.Scanned("1234567890128"))
    unknown = e.LookedUp(NotFound("1234567890128"), "1234567890128", typed=False)
    state, effects = machine.step(state, unknown)
    assert (state.card, effects) == (p.Plain(), (e.Plainly.BEGIN,))


def test_before_a_sale_is_stored_ctrl_z_is_the_basket_s() -> None:
    assert asked(with_kettle(), Intent.UNDO)[1] == (e.Change(e.Edit.UNDO),)
    assert machine.step(with_kettle(), PutRight(RIGHT))[0].paid is None


def test_the_card_says_what_is_recorded_and_what_is_the_least() -> None:
    card = seen(asking("5")).card
    assert card.head is not None
    assert card.head.detail == "Given 100.00 · change 70.10"
    assert card.fields[0].caption == "Cash given, at least 29.90"
    assert (card.fields[0].text, card.pad) == ("5", True)


def test_the_notes_and_f12_stand_for_the_correction_and_stay_in_their_places() -> None:
    before, now = seen(paid()).shell.payment, seen(asking()).shell.payment
    assert [key.intent for key in now.keys] == [key.intent for key in before.keys]
    assert [key.text for key in now.notes] == ["Exact", "30", "40", "50"]
    assert all(key.enabled for key in now.notes)
    assert (now.keys[-1].text, now.keys[-1].enabled) == ("Correct", False)
    assert now.keys[-1].sub == "Type the amount first"
    assert seen(asking("50")).shell.payment.keys[-1].enabled


@pytest.mark.parametrize(("sale", "can"), [(SALE, True), (BY_CARD, False)])
def test_the_keys_offer_ctrl_z_after_a_sale_with_cash_only(sale: Sale, *, can: bool) -> None:
    card = seen(replace(paid(sale), card=p.Helping())).card
    (row,) = [row for part in card.sections for row in part.rows if row.key == Intent.UNDO]
    assert (row.word == "") is can
