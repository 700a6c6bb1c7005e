"""Which event of a sale makes which sound: each at most one, and the right one."""

from dataclasses import replace

import pytest

from counter_app.domain.errors import Fault, Refusal
from counter_app.domain.facts import Entry, Sale
from counter_app.services.look_up import NotFound
from counter_app.services.ports import NO_DRAWER
from counter_app.services.take_payment import Paid
from counter_app.ui.flows.cards.correcting_events import PutRight
from counter_app.ui.flows.keys import Intent
from counter_app.ui.flows.selling import events as e
from counter_app.ui.flows.selling import machine
from counter_app.ui.flows.selling import parts as p
from counter_app.ui.flows.selling.sounding import sound_of
from counter_app.ui.flows.views import Tone
from counter_app.ui.senses.tones import Sound
from tests.builders import a_sale, a_tender
from tests.ui.flows.selling.test_selling import (
    KETTLE,
    KNIFE,
    PENS,
    REPAIR,
    empty,
    found,
    with_kettle,
)


def heard(state: p.Selling, event: e.Event) -> Sound | None:
    after, _ = machine.step(state, event)
    return sound_of(state, event, after)


def completed(sale: Sale, drawer: Fault | None = None) -> e.Completed:
    entry = Entry(seq=9, kind="sale", wall=0, business_date="2026-11-02", user="104", data=sale)
    return e.Completed(Paid(entry, sale, drawer))


CASH = a_sale(tenders=(a_tender(amount=2990, given=5000, change=2010),))
BY_CARD = a_sale(tenders=(a_tender(tender="credit", amount=2990, given=0),))
JAMMED = Fault("drawer.no_answer")


def test_an_item_makes_no_sound_before_it_is_on_the_disk() -> None:
    assert heard(empty(), found(KETTLE)) is None
    rung = e.Rung(with_kettle().draft, with_kettle().bill, 1)
    assert heard(empty(), rung) is None


def test_an_unknown_code_sounds_like_an_error() -> None:
    unknown = e.LookedUp(NotFound("5449000000996"), "5449000000996", typed=False)
    assert heard(with_kettle(), unknown) is Sound.ERROR


def test_what_is_refused_sounds_like_an_error_once() -> None:
    assert heard(with_kettle(), e.Asked(Intent.GIFT_RECEIPT)) is Sound.ERROR
    refusal = e.Told(p.Note(error=Refusal("basket.empty")))
    assert heard(with_kettle(), refusal) is Sound.ERROR


def test_a_missing_identity_document_asks_for_attention() -> None:
    refusal = e.Told(p.Note(error=Refusal("rule.identify"), tone=Tone.ERROR), done=True)
    assert heard(with_kettle(), refusal) is Sound.ATTENTION


@pytest.mark.parametrize("product", [KNIFE, REPAIR, PENS])
def test_an_item_that_asks_something_asks_for_attention_once(product: object) -> None:
    event = found(product)  # type: ignore[arg-type]  # products by parameter
    asking, _ = machine.step(empty(), event)
    assert sound_of(empty(), event, asking) is Sound.ATTENTION
    typing = e.FieldTyped("text", "1")
    assert heard(asking, typing) is None


def test_a_sale_for_cash_is_heard_as_its_drawer_and_one_by_card_is_not() -> None:
    assert heard(with_kettle(), completed(CASH)) is Sound.MONEY
    assert heard(with_kettle(), completed(BY_CARD)) is None


def test_a_drawer_that_stays_shut_sounds_like_an_error() -> None:
    assert heard(with_kettle(), completed(CASH, JAMMED)) is Sound.ERROR


def test_a_store_without_a_drawer_sells_without_an_error() -> None:
    event = completed(CASH, Fault(NO_DRAWER))
    after, _ = machine.step(with_kettle(), event)
    assert (after.note.key, after.note.tone) == ("page.sale.stored", Tone.SUCCESS)
    assert sound_of(with_kettle(), event, after) is Sound.MONEY


def test_a_correction_is_heard_as_the_drawer_opening_again() -> None:
    sold, _ = machine.step(with_kettle(), completed(CASH))
    assert heard(sold, PutRight(CASH)) is Sound.MONEY
    assert heard(sold, PutRight(CASH, JAMMED)) is Sound.ERROR


@pytest.mark.parametrize(
    ("tone", "sound"), [(Tone.SUCCESS, Sound.ATTENTION), (Tone.ERROR, Sound.ERROR)]
)
def test_the_terminal_s_answer_is_heard(tone: Tone, sound: Sound) -> None:
    asking = with_kettle(busy=p.Busy.TERMINAL)
    note = p.Note(key="page.sale.answered", tone=tone)
    answer = e.Rung(asking.draft, asking.bill, paying=True, note=note)
    assert heard(asking, answer) is sound


def test_a_bounce_ticks() -> None:
    bounced = e.Told(p.Note(key="page.sale.bounced", values=(("code", "123"),)))
    assert heard(with_kettle(), bounced) is Sound.TICK


@pytest.mark.parametrize(
    "event",
    [
        e.Typed("20"),
        e.Chosen("1"),
        e.Asked(Intent.HELP),
        e.Asked(Intent.VOID),
        e.Told(p.Note(key="page.sale.voided")),
    ],
)
def test_typing_looking_and_good_news_are_silent(event: e.Event) -> None:
    assert heard(with_kettle(), event) is None


def test_an_old_message_is_not_heard_again() -> None:
    state = replace(with_kettle(), note=p.Note(error=Refusal("basket.empty")))
    assert heard(state, e.Typed("2")) is None
