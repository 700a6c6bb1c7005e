"""F3: one line finds a receipt again, and the paper stands there as it was printed."""

from dataclasses import replace
from datetime import date

import pytest

from counter_app.domain.facts import Entry
from counter_app.domain.money import currency
from counter_app.domain.receipt_search import Reading
from counter_app.services.find_receipt import Frame, Receipts, Sought
from counter_app.services.look_up import FoundItem, NotFound
from counter_app.services.past_sales import SalesFound
from counter_app.services.ports import SaleRecord
from counter_app.ui.flows.cards.finding_events import ReceiptsFound, Seek, StopSeeking
from counter_app.ui.flows.cards.receipts_view import reading_words, receipts_card
from counter_app.ui.flows.keys import Intent
from counter_app.ui.flows.selling import events as e
from counter_app.ui.flows.selling import machine
from counter_app.ui.flows.selling import parts as p
from counter_app.ui.flows.shop import Shown
from counter_app.ui.flows.views import KeyKind
from counter_app.wording import Wording
from tests.builders import a_card_slip, a_line, a_sale, a_tender
from tests.ui.flows.selling.test_selling import KETTLE, asked, empty, with_kettle

LANGUAGES = ("en", "it", "el")
NUMBERS = tuple(f"{10_102_000_0000 + n:015d}" for n in range(9))


def record(n: int = 1, copies: int = 0, **changes: object) -> SaleRecord:
    sale = a_sale(number=NUMBERS[n], **changes)
    entry = Entry(
        seq=n,
        kind="sale",
        wall=1_793_620_800_000,
        business_date="2026-11-02",
        user="101",
        data=sale,
    )
    return SaleRecord(entry, sale, b"", b"", copies=copies)


def opened(text: str = "") -> p.Selling:
    state, _ = asked(replace(with_kettle(), typed=text), Intent.RECEIPT)
    return state


def answer(state: p.Selling, *records: SaleRecord, **more: object) -> machine.Step:
    sought = list_of(state).sought
    readings = more.pop("readings", (Reading(item=sought.text),))
    found = SalesFound(records, **more)  # type: ignore[arg-type]  # names of fields
    return machine.step(state, ReceiptsFound(sought, Receipts(readings, found)))  # type: ignore[arg-type]  # as above


def list_of(state: p.Selling) -> p.ReceiptWanted:
    assert isinstance(state.card, p.ReceiptWanted)
    return state.card


def shown(language: str = "en") -> Shown:
    return Shown(Wording(language), currency("EUR"))


def test_f3_lists_the_newest_receipts() -> None:
    state, effects = asked(with_kettle(), Intent.RECEIPT)
    assert effects == (Seek(Sought()),)
    state, _ = answer(state, record(2), record(1), readings=(Reading(),))
    view = receipts_card(list_of(state), shown())
    assert [row.key for row in view.sections[0].rows] == [NUMBERS[2], NUMBERS[1]]
    assert view.sections[0].caption == "Newest receipts"


@pytest.mark.parametrize("event", [e.Entered(), e.Asked(Intent.FINISH), e.Asked(Intent.RECEIPT)])
def test_what_is_typed_is_looked_for_with_enter(event: e.Event) -> None:
    state, _ = machine.step(opened(), e.Typed(" 45.90 "))
    after, effects = machine.step(state, event)
    assert effects == (Seek(Sought("45.90")),)
    assert list_of(after).looking


def test_enter_again_opens_the_chosen_receipt() -> None:
    state, _ = answer(opened("kettle"), record(2), record(1))
    state, _ = asked(state, Intent.NEXT)
    _, effects = machine.step(state, e.Entered())
    assert effects == (e.ShowReceipt(NUMBERS[1]),)
    _, effects = machine.step(state, e.Opened(NUMBERS[2]))
    assert effects == (e.ShowReceipt(NUMBERS[2]),)


def test_one_receipt_that_a_number_was_typed_for_is_opened_at_once() -> None:
    _, effects = answer(opened("42"), record(1), readings=(Reading(number="42"),))
    assert effects == (e.ShowReceipt(NUMBERS[1]),)
    _, effects = answer(opened("42"), record(1), record(2), readings=(Reading(number="42"),))
    assert effects == ()


def test_esc_leads_from_the_paper_back_to_the_list_and_then_to_the_basket() -> None:
    state, _ = answer(opened("kettle"), record(2), record(1))
    paper, _ = machine.step(state, e.Shown(record(2), (b"png",)))
    assert isinstance(paper.card, p.ReceiptShown)
    back, _ = asked(paper, Intent.BACK)
    assert list_of(back).records == list_of(state).records
    back, _ = asked(back, Intent.BACK)  # what is typed goes first
    assert (back.typed, type(back.card)) == ("", p.ReceiptWanted)
    back, _ = asked(back, Intent.BACK)
    assert back.card == p.Plain()


def test_a_copy_made_from_the_list_still_leads_back_to_it() -> None:
    state, _ = answer(opened("kettle"), record(2))
    paper, _ = machine.step(state, e.Shown(record(2), ()))
    again, _ = machine.step(paper, e.Shown(record(2, copies=1), ()))
    assert isinstance(again.card, p.ReceiptShown)
    assert again.card.before == state.card


def test_esc_stops_waiting_and_a_late_answer_changes_nothing() -> None:
    state = opened("kettle")
    assert "Esc" in receipts_card(list_of(state), shown()).empty.title  # type: ignore[union-attr]  # nothing is there yet
    stopped, effects = asked(state, Intent.BACK)
    assert effects == (StopSeeking(),)
    late, _ = machine.step(stopped, ReceiptsFound(Sought("kettle"), Receipts()))
    assert late == stopped


def test_an_answer_to_another_question_is_not_shown() -> None:
    state = opened("kettle")
    after, _ = machine.step(state, ReceiptsFound(Sought("pan"), Receipts()))
    assert after == state


def test_a_fault_is_said_and_the_list_can_be_asked_again() -> None:
    note = p.Note(key="page.sale.voided")
    after, _ = machine.step(opened("kettle"), e.Told(note))
    assert (list_of(after).looking, after.note) == (False, note)


@pytest.mark.parametrize(
    ("intent", "frame"),
    [
        (Intent.PICK_1, Frame.ALL),
        (Intent.PICK_2, Frame.TODAY),
        (Intent.PICK_3, Frame.YESTERDAY),
        (Intent.PICK_4, Frame.WEEK),
    ],
)
def test_a_time_frame_asks_again_with_the_same_text(intent: Intent, frame: Frame) -> None:
    state, effects = asked(opened("kettle"), intent)
    assert effects == (Seek(Sought("kettle", frame=frame)),)
    keys = receipts_card(list_of(state), shown()).keys
    assert [key.intent for key in keys if key.kind is KeyKind.CHOSEN] == [intent]


def test_a_scanned_item_finds_the_receipts_that_it_is_on_and_is_not_sold() -> None:
    found = e.LookedUp(FoundItem(KETTLE), KETTLE.code, typed=False)
    state, effects = machine.step(opened(), found)
    assert effects == (Seek(Sought(KETTLE.code)),)
    assert state.draft == with_kettle().draft
    gone = e.LookedUp(NotFound("4711"), "4711", typed=False)
    state, effects = machine.step(opened(), gone)
    assert effects == (Seek(Sought("4711")),)
    assert state.unknown == ()


def test_the_other_meanings_are_rows_and_one_of_them_is_asked() -> None:
    readings = (Reading(number="4242"), Reading(last4="4242"), Reading(amount=424_200))
    state, _ = answer(opened("4242"), readings=readings)
    rows = receipts_card(list_of(state), shown()).sections[0].rows
    assert [row.name for row in rows] == [
        "Or look for: card ····4242",
        "Or look for: total 4,242.00",
    ]
    _, effects = machine.step(state, e.Opened(rows[0].key))
    assert effects == (Seek(Sought("4242", meaning=1)),)


def test_older_receipts_come_below_the_newer_ones() -> None:
    state, _ = answer(opened("kettle"), record(3), record(2), further=2)
    assert receipts_card(list_of(state), shown()).sections[0].rows[-1].name == "Show more"
    state, effects = machine.step(state, e.Opened("more"))
    assert effects == (Seek(Sought("kettle", before=2)),)
    page = Receipts((Reading(item="kettle"),), SalesFound((record(1),)))
    state, _ = machine.step(state, ReceiptsFound(Sought("kettle", before=2), page))
    assert [one.sale.number for one in list_of(state).records] == [NUMBERS[n] for n in (3, 2, 1)]
    assert list_of(state).chosen == 2


def test_how_far_back_an_item_was_sought_is_said() -> None:
    state, _ = answer(opened("kettle"), further=7, back_to=date(2026, 10, 3))
    view = receipts_card(list_of(state), shown())
    assert view.sections[0].caption == "Nothing found: item kettle · looked back to 03/10/2026"
    assert [row.key for row in view.sections[0].rows] == ["more"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_found_says_what_was_asked_and_what_else_to_try(language: str) -> None:
    state, _ = answer(opened("zzz"))
    view = receipts_card(list_of(state), shown(language))
    assert view.empty is not None
    assert "zzz" in view.empty.title
    assert view.empty.detail


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_row_names_number_day_amount_payment_first_item_and_copies(language: str) -> None:
    card = a_tender(tender="credit", given=0, card=a_card_slip(last4="4242"))
    lines = (a_line(), a_line(no=2, name="Pen"))
    one = record(1, copies=2, lines=lines, tenders=(card,))
    state, _ = answer(opened("x"), one)
    row = receipts_card(list_of(state), shown(language)).sections[0].rows[0]
    assert "0001-01-02-0000001"[:4] in row.name or NUMBERS[1][-7:] in row.name
    assert "2026" in row.name
    assert "Notebook A5" in row.detail
    assert "4242" in row.detail
    assert "2" in row.detail.rpartition("·")[2]
    assert row.figure.startswith("5")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "reading",
    [
        Reading(),
        Reading(number="42"),
        Reading(number=NUMBERS[1]),
        Reading(amount=4590, since=date(2026, 11, 2), until=date(2026, 11, 2), last4="4242"),
        Reading(item="kettle"),
    ],
    ids=str,
)
def test_every_meaning_has_its_words(language: str, reading: Reading) -> None:
    assert reading_words(reading, shown(language))


@pytest.mark.parametrize("asks", [Intent.RECEIPT, Intent.FIND])
@pytest.mark.parametrize("pays", [Intent.CASH, Intent.CARD])
def test_what_was_typed_to_search_is_never_an_amount_to_pay(asks: Intent, pays: Intent) -> None:
    state, _ = asked(with_kettle(), asks)
    state, _ = machine.step(state, e.Typed("4242"))
    _, effects = asked(state, pays)
    _, plain = asked(with_kettle(), pays)
    assert effects == plain


def test_f3_works_before_a_basket_is_begun() -> None:
    assert asked(empty(), Intent.RECEIPT)[1] == (Seek(Sought()),)
