"""Another person goes on by badge, from every page, in two actions and with the basket kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from counter_app.bootstrap import Parts
from counter_app.commands.demo_store import demo_people
from counter_app.domain import own_codes
from counter_app.domain.facts import StaffChanged
from counter_app.ui.flows.keys import Intent
from counter_app.ui.presenters.signing_in import SignInPresenter
from counter_app.ui.presenters.till_day import TillPresenter
from tests.fakes import FixedClock
from tests.own_keys import own_keys
from tests.ui.shop import NUMBERS, PAN, TOASTER, Counted, store_in, window_over

STRANGER = "9" * 16
MINUTE = 60_000


def badge(language: str) -> str:
    (one,) = [one for one in demo_people() if one.person.number == NUMBERS[language]]
    return own_codes.badge_code(one.badge)


@contextmanager
def a_shop(folder: Path, clock: FixedClock) -> Iterator[Counted]:
    parts = replace(Parts(cheap_pins=True), clock=clock)
    with (
        own_keys(folder / "keys"),
        store_in(folder / "store", parts) as counter,
        window_over(counter, folder) as shop,
    ):
        yield shop


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def shop(qtbot: QtBot, tmp_path: Path, clock: FixedClock) -> Iterator[Counted]:
    """Both were here today; the Italian colleague rings up a toaster."""
    del qtbot
    with a_shop(tmp_path, clock) as shop:
        shop.sell("en")
        shop.driver.ask(Intent.SWITCH)
        shop.sell("it")
        shop.driver.scan(TOASTER)
        yield shop


def who(shop: Counted) -> str:
    person = shop.opened.counter.person
    return person.number if person else ""


def test_a_badge_on_the_selling_page_is_one_action_and_the_basket_stays(shop: Counted) -> None:
    shop.driver.scan(badge("en"))
    assert who(shop) == NUMBERS["en"]
    shop.driver.scan(PAN)
    assert [line.code for line in shop.selling.state.bill.lines] == [TOASTER, PAN]
    shop.driver.sees("24.90", "17.90")
    assert shop.kinds()[-2:] == ["signed_in", "basket_taken_over"]


def test_a_badge_on_the_locked_page_unlocks_within_the_fifteen_minutes(shop: Counted) -> None:
    shop.driver.ask(Intent.LOCK)
    shop.driver.sees_not("24,90")
    shop.driver.scan(badge("en"))
    assert who(shop) == NUMBERS["en"]
    shop.driver.sees("24.90")


def test_a_badge_wakes_a_dimmed_screen_and_switches(shop: Counted) -> None:
    shop.ticks.now += 90_000
    shop.opened.attention.look()
    shop.driver.sees("30 s")
    shop.driver.scan(badge("en"))
    assert who(shop) == NUMBERS["en"]


def test_a_badge_on_the_till_page_hands_the_count_over(shop: Counted) -> None:
    shop.driver.press("Del")
    shop.driver.ask(Intent.TILL)
    shop.driver.write("150")
    shop.driver.scan(badge("en"))
    assert who(shop) == NUMBERS["en"]
    assert isinstance(shop.opened.counter.page, TillPresenter)
    shop.driver.sees("150")
    shop.driver.ask(Intent.FINISH)
    shop.driver.ask(Intent.FINISH)
    (closed,) = [e for e in shop.counter.store.entries(0) if e.kind == "till_closed"]
    assert closed.user == NUMBERS["en"]


def test_after_fifteen_minutes_the_badge_wants_its_pin_and_says_why(
    shop: Counted, clock: FixedClock
) -> None:
    clock.advance(15 * MINUTE + 1)
    shop.driver.scan(badge("en"))
    assert isinstance(shop.opened.counter.page, SignInPresenter)
    shop.driver.sees("15 minuti", "Il carrello resta")
    (emma,) = [one for one in demo_people() if one.person.number == NUMBERS["en"]]
    shop.driver.write(emma.pin)
    assert who(shop) == NUMBERS["en"]
    shop.driver.sees("24.90")


def test_a_badge_that_nobody_knows_changes_nothing_and_is_written_down(shop: Counted) -> None:
    shop.driver.scan(own_codes.badge_code(STRANGER))
    assert who(shop) == NUMBERS["it"]
    shop.driver.sees("Questo badge non è conosciuto qui", "24,90")
    assert shop.kinds()[-1] == "sign_in_failed"


def test_a_badge_that_nobody_knows_is_told_on_the_locked_page_too(shop: Counted) -> None:
    shop.driver.ask(Intent.LOCK)
    shop.driver.scan(own_codes.badge_code(STRANGER))
    shop.driver.sees("Questo badge non è conosciuto qui")
    assert who(shop) == ""


def test_the_badge_of_somebody_who_left_the_shop_does_not_switch(shop: Counted) -> None:
    (emma,) = [one.person for one in demo_people() if one.person.number == NUMBERS["en"]]
    gone = StaffChanged(
        number=emma.number, name=emma.name, role="associate", active=False, language="en"
    )
    with shop.counter.store.work() as work:
        work.append(gone, "401")
    shop.driver.scan(badge("en"))
    assert who(shop) == NUMBERS["it"]
    shop.driver.sees("Questo badge non può più accedere", "24,90")


def test_ones_own_badge_does_nothing_but_say_so(shop: Counted) -> None:
    before = shop.kinds()
    shop.driver.scan(badge("it"))
    shop.driver.sees("Accesso già effettuato", "24,90")
    assert shop.kinds() == before


def test_by_keys_it_is_the_number_and_the_pin(shop: Counted) -> None:
    shop.driver.ask(Intent.SWITCH)
    shop.sign_in("el")
    assert who(shop) == NUMBERS["el"]
    shop.driver.sees("24,90")


def test_the_till_page_locks_by_its_key(shop: Counted) -> None:
    shop.driver.press("Del")
    shop.driver.ask(Intent.TILL)
    shop.driver.ask(Intent.LOCK)
    assert isinstance(shop.opened.counter.page, SignInPresenter)


@pytest.mark.parametrize("intent", [Intent.SWITCH, Intent.LOCK])
def test_while_a_payment_is_under_way_the_switch_waits_and_says_so(
    shop: Counted, intent: Intent
) -> None:
    selling = shop.selling
    selling.ask(Intent.CASH, "")  # its answer comes only when the window gets to it
    shop.opened.counter.ask(intent)
    assert selling.busy
    assert who(shop) == NUMBERS["it"]
    view = selling.view()
    assert view.shell.message.text == "Pagamento in corso"
    shop.driver.settle()
    assert isinstance(shop.opened.counter.page, SignInPresenter)
    assert shop.kinds().count("sale") == 1


def test_a_badge_that_has_to_wait_for_a_payment_is_told(shop: Counted) -> None:
    shop.selling.ask(Intent.CASH, "")
    shop.opened.scanner.kept_waiting.emit(badge("en"))
    assert shop.selling.view().shell.message.text == "Pagamento in corso"
    shop.driver.settle()
