"""Keys and sentences say what is so: what F12 does, what was charged, what is paid."""

from dataclasses import replace

import pytest

from counter_app.domain.slips import TenderTaken
from counter_app.services.charge import Answered
from counter_app.services.ports import Outcome
from counter_app.ui.flows.keys import Intent
from counter_app.ui.flows.selling import events as e
from counter_app.ui.flows.selling import machine, paying
from counter_app.ui.flows.selling import parts as p
from counter_app.ui.flows.selling.view import Moments, SellingView, SellingViews
from counter_app.ui.flows.shop import Shop, Shown
from counter_app.ui.flows.views import KeyView
from counter_app.wording import Wording
from tests.ui.flows.selling.test_selling import EURO, KETTLE, asked, empty, found, with_kettle

SHOP = Shop(1, 1, "Shop", "live", EURO, "vat")
WAITING = p.WaitingShown((replace(with_kettle().draft, slip="000101010000007"),))


def shown(state: p.Selling) -> SellingView:
    return SellingViews(Shown(Wording("en"), EURO), SHOP).of(state, Moments("12:00", "12:00"))


def key(state: p.Selling, intent: Intent) -> KeyView:
    shell = shown(state).shell
    return next(one for one in (*shell.payment.keys, *shell.rail) if one.intent == intent)


@pytest.mark.parametrize(
    ("state", "text", "enabled"),
    [
        (with_kettle(card=p.CardWanted(), typed="5512830947162035"), "Use this card", True),
        (empty(), "Complete", False),
        (with_kettle(card=p.VoidAsked()), "Complete", False),
        (with_kettle(card=p.CheckWanted()), "Take the check", True),
        (replace(empty(), card=WAITING), "Recall this basket", True),
    ],
    ids=["card", "empty", "void", "check", "recall"],
)
def test_the_last_key_says_what_f12_does(state: p.Selling, text: str, *, enabled: bool) -> None:
    finish = key(state, Intent.FINISH)
    assert (finish.text, finish.enabled) == (text, enabled)


def test_f12_among_the_suspended_baskets_recalls_the_chosen_one() -> None:
    _, effects = asked(replace(empty(), card=WAITING), Intent.FINISH)
    assert effects == (e.Recall("000101010000007"),)


@pytest.mark.parametrize("count", ["999999999", "9999999", "10000", "0"])
def test_a_count_that_no_line_takes_is_refused_and_nothing_is_added(count: str) -> None:
    state, _ = machine.step(empty(), e.Typed(f"{count} *"))
    after, effects = machine.step(state, found(KETTLE))
    assert effects == ()
    assert after.note.error is not None
    assert after.note.error.code == "quantity.count_again"
    state, _ = machine.step(empty(), e.Typed(f"{count} * {KETTLE.code}"))
    after, effects = machine.step(state, e.Entered())
    assert effects == ()
    assert after.note.error is not None


def test_f12_after_a_sale_says_that_it_is_paid_and_does_nothing() -> None:
    paid = with_kettle(paid=object())
    paid = replace(paid, bill=replace(paid.bill, complete=True, remaining=0))
    after, effects = asked(paid, Intent.FINISH)
    assert effects == ()
    assert after.note.key == "page.sale.already_paid"
    assert after.paid is paid.paid


def doubtful() -> p.Selling:
    state = with_kettle()
    return replace(state, bill=replace(state.bill, doubtful=True))


@pytest.mark.parametrize("intent", [Intent.VOID, Intent.CHECK])
def test_while_nobody_knows_what_was_charged_keys_say_what_comes_first(intent: Intent) -> None:
    pale = key(doubtful(), intent)
    assert (pale.enabled, pale.sub) == (False, "Ask terminal")
    after, effects = asked(doubtful(), intent)
    assert effects == ()
    assert after.note.error is not None
    assert after.note.error.code == "tender.ask_first"


def test_a_silent_terminal_that_charged_nothing_declined_nothing() -> None:
    lost = paying.answer_note(Answered(empty().draft, Outcome.NOT_FOUND.value), reversal=False)
    assert lost.key == "page.sale.not_charged"
    declined = paying.answer_note(Answered(empty().draft, "declined"), reversal=False)
    assert declined.key == "page.sale.declined"


def test_a_basket_that_is_covered_says_that_f12_completes() -> None:
    state = with_kettle()
    taken = (TenderTaken(no=1, tender="cash", amount=2990, given=2990),)
    bill = replace(state.bill, taken=taken, remaining=0, cash_due=0, complete=True)
    change = shown(replace(state, bill=bill)).card.change
    assert change is not None
    assert (change.title, change.done) == ("Paid", True)
    assert "F12" in change.detail
