"""What a screen reader is told: the words of the screen, once, and urgent only where it is."""

from dataclasses import replace

import pytest

from counter_app.domain.errors import Fault, Refusal
from counter_app.domain.money import currency
from counter_app.services.look_up import NotFound
from counter_app.ui.flows.cards.correcting_events import PutRight
from counter_app.ui.flows.selling import events as e
from counter_app.ui.flows.selling import machine
from counter_app.ui.flows.selling import parts as p
from counter_app.ui.flows.selling.announcing import Said, Stepped, balance_of, said_of
from counter_app.ui.flows.shop import Shown
from counter_app.ui.flows.views import Tone
from counter_app.wording import LANGUAGES, Wording
from tests.ui.flows.selling.test_selling import KNIFE, empty, found, with_kettle
from tests.ui.flows.selling.test_sounding import BY_CARD, CASH, JAMMED, completed

CHANGE = replace(CASH, change=2010)
WORDS = Shown(Wording("en"), currency("EUR"))


def said(state: p.Selling, event: e.Event, shown: Shown = WORDS) -> Said | None:
    after, _ = machine.step(state, event)
    return said_of(Stepped(state, event, after), shown)


def rung(line: int = 1) -> e.Rung:
    return e.Rung(with_kettle().draft, with_kettle().bill, line)


def test_a_line_is_read_with_name_quantity_and_amount() -> None:
    told = said(empty(), rung())
    assert told is not None
    assert (told.text, told.now) == (f"Kettle, 1, {WORDS.spoken(2990)}", False)


def test_a_line_that_stays_as_it_was_is_not_read_again() -> None:
    state = with_kettle()
    assert said(state, e.Rung(state.draft, state.bill, 1)) is None


def test_an_unknown_code_interrupts() -> None:
    unknown = e.LookedUp(NotFound("5449000000996"), "5449000000996", typed=False)
    assert said(with_kettle(), unknown) == Said("Unknown code 5449000000996", now=True)


def test_what_an_item_asks_interrupts_once() -> None:
    event = found(KNIFE)
    told = said(empty(), event)
    assert told is not None
    assert told.text.startswith("Knife. ")
    assert told.now
    asking, _ = machine.step(empty(), event)
    assert said(asking, e.FieldTyped("text", "1")) is None


def test_a_decline_interrupts_and_good_news_wait() -> None:
    asking = with_kettle(busy=p.Busy.TERMINAL)
    for key, tone, now in (
        ("page.sale.declined", Tone.ERROR, True),
        ("page.sale.partial", Tone.INFO, False),
    ):
        answer = e.Rung(asking.draft, asking.bill, paying=True, note=p.Note(key=key, tone=tone))
        told = said(asking, answer)
        assert told is not None
        assert told.now is now


def test_a_refusal_says_what_happened_and_what_to_do() -> None:
    told = said(with_kettle(), e.Told(p.Note(error=Refusal("cash.none_given"))))
    words = "This sale was paid without cash. Nothing was changed."
    assert told == Said(words, now=True)


def test_the_change_interrupts() -> None:
    told = said(with_kettle(), completed(CHANGE))
    assert told == Said(f"Change {WORDS.spoken(2010)}", now=True)
    assert said(with_kettle(), completed(BY_CARD)) == Said("No change to give", now=True)


def test_a_drawer_that_stays_shut_is_said_before_the_change() -> None:
    told = said(with_kettle(), completed(CHANGE, JAMMED))
    assert told is not None
    assert told.text.endswith(f"Change {WORDS.spoken(2010)}")
    assert len(told.text) > len(f"Change {WORDS.spoken(2010)}")


def test_a_correction_says_the_new_change() -> None:
    sold, _ = machine.step(with_kettle(), completed(CHANGE))
    assert said(sold, PutRight(CHANGE)) == Said(f"Change {WORDS.spoken(2010)}", now=True)


@pytest.mark.parametrize("event", [e.Typed("20"), e.Chosen("1"), e.Listed(())])
def test_typing_and_looking_go_unsaid(event: e.Event) -> None:
    assert said(with_kettle(), event) is None


def test_a_fault_interrupts() -> None:
    told = said(with_kettle(), e.Told(p.Note(error=Fault("drawer.no_answer"))))
    assert told is not None
    assert told.now


def test_the_balance_is_what_the_customer_pays() -> None:
    assert balance_of(with_kettle(), WORDS) == f"Customer pays {WORDS.spoken(2990)}"
    assert balance_of(empty(), WORDS) == ""
    sold, _ = machine.step(with_kettle(), completed(CASH))
    assert balance_of(sold, WORDS) == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_is_said_in_the_language_on_the_screen(language: str) -> None:
    shown = Shown(Wording(language), currency("EUR"))
    told = said(with_kettle(), completed(BY_CARD), shown)
    assert told is not None
    assert told.text == shown.words("page.sale.no_change")
