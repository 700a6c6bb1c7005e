"""What a start finds, who may sell after it, and what reaches the page that is on the screen."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from counter_app.bootstrap import Parts
from counter_app.commands.demo_store import GIFT_CARD
from counter_app.devices.simulated import Behaviour, SimulatedTerminal
from counter_app.domain.errors import Fault
from counter_app.services.drafts import CURRENT
from counter_app.services.recover import Recover, Recovered
from counter_app.services.use_cases import UseCases
from counter_app.ui.flows.keyboard.keys_page import Opened, Pressed
from counter_app.ui.flows.keys import Intent
from counter_app.ui.flows.selling.events import Entered
from counter_app.ui.pages.sign_in import SignInPage
from counter_app.ui.presenters.signing_in import SignInPresenter
from counter_app.ui.presenters.till_day import TillPresenter
from tests.ui.shop import KETTLE, PAN, TOASTER, Counted, store_in, window_over


@contextmanager
def after_a_kill(folder: Path) -> Iterator[Counted]:
    """The counter was killed with a toaster in the basket, and is started again."""
    with store_in(folder) as counter, window_over(counter, folder.parent) as killed:
        killed.sell()
        killed.driver.scan(TOASTER)
    with store_in(folder) as counter, window_over(counter, folder.parent) as again:
        again.sell()
        yield again


def close_till(shop: Counted) -> None:
    shop.driver.ask(Intent.TILL)
    shop.driver.write("150")
    for _ in range(3):  # counted, confirmed, signed out
        shop.driver.ask(Intent.FINISH)


def test_a_recovered_basket_is_offered_once_and_not_after_it_was_sold(folder: Path) -> None:
    with after_a_kill(folder) as shop:
        shop.driver.sees("The basket was kept", "24.90")
        shop.driver.ask(Intent.FINISH)
        close_till(shop)
        shop.sell()
        shop.driver.sees_not("24.90", "The basket was kept")
        assert shop.selling.state.bill.lines == ()
        shop.driver.scan(KETTLE)
        shop.driver.ask(Intent.FINISH)
        assert shop.kinds().count("sale") == 2


def test_a_recovered_basket_that_was_voided_stays_gone(folder: Path) -> None:
    with after_a_kill(folder) as shop:
        shop.driver.ask(Intent.VOID)
        shop.driver.ask(Intent.VOID)
        close_till(shop)
        shop.sell()
        assert shop.selling.state.bill.lines == ()


@dataclass
class Failing:
    """A recovery that fails a number of times before it does its work."""

    recover: Recover
    failures: int

    def run(self) -> Recovered:
        if self.failures:
            self.failures -= 1
            raise Fault("store.none_here", folder="a")
        return self.recover.run()


def failing(use: UseCases, failures: int) -> UseCases:
    return replace(use, recover=Failing(use.recover, failures))  # type: ignore[arg-type]  # a twin


def test_until_the_recovery_succeeded_nobody_sells_and_the_basket_stays(folder: Path) -> None:
    with store_in(folder) as counter, window_over(counter, folder.parent) as killed:
        killed.sell()
        killed.driver.scan(TOASTER)
    with (
        store_in(folder) as counter,
        window_over(counter, folder.parent, lambda use: failing(use, 2)) as shop,
    ):
        sentence = counter.wording("en").refusal(Fault("store.none_here", folder="a"))
        shop.driver.sees(sentence, "Try again")
        shop.sign_in()
        assert isinstance(shop.opened.counter.page, SignInPresenter)
        shop.driver.ask(Intent.FINISH)
        shop.driver.sees(sentence)
        shop.driver.ask(Intent.FINISH)
        shop.driver.sees_not(sentence, "Try again")
        shop.driver.press("Esc")
        shop.sell()
        shop.driver.sees("The basket was kept", "24.90")
        draft = counter.store.draft(CURRENT)
        assert draft is not None
        assert [line.code for line in draft.basket.lines] == [TOASTER]


def test_payments_that_stay_in_doubt_after_a_start_are_told(folder: Path) -> None:
    @dataclass
    class Doubting:
        recover: Recover

        def run(self) -> Recovered:
            return replace(self.recover.run(), in_doubt=2)

    def doubting(use: UseCases) -> UseCases:
        return replace(use, recover=Doubting(use.recover))  # type: ignore[arg-type]  # a twin

    with (
        store_in(folder) as counter,
        window_over(counter, folder.parent, doubting) as shop,
    ):
        shop.sell()
        shop.driver.sees("Card payments still unknown: 2")


def test_a_scan_beyond_twenty_that_wait_is_told_with_a_sound(shop: Counted) -> None:
    shop.sell()
    heard: list[str] = []
    shop.opened.counter.sounded.connect(heard.append)
    shop.opened.scanner.refused.emit(PAN)
    shop.driver.sees(f"The scan {PAN} was not taken")
    assert heard == ["error"]


def test_esc_on_the_sign_in_page_clears_the_pin_then_the_number(shop: Counted) -> None:
    shop.driver.write("104")
    shop.driver.write("4812")
    page = shop.opened.window.page
    assert isinstance(page, SignInPage)
    shop.driver.press("Esc")
    assert (page.pin.text(), page.number.editor.text()) == ("", "104")
    shop.driver.press("Esc")
    assert page.number.editor.text() == ""
    shop.sign_in()
    assert isinstance(shop.opened.counter.page, TillPresenter)


def test_a_slip_that_is_scanned_just_before_an_item_loses_no_basket(shop: Counted) -> None:
    shop.sell()
    shop.driver.scan(TOASTER)
    shop.driver.ask(Intent.SUSPEND)
    (waiting,) = shop.selling.state.waiting
    shop.driver.ask(Intent.RECALL)
    shop.opened.counter.hear(Entered())
    shop.opened.counter.scanned(PAN)  # before the writer has answered
    shop.driver.settle()
    assert [line.code for line in shop.selling.state.bill.lines][:1] == [TOASTER]
    draft = shop.counter.store.draft(CURRENT)
    assert draft is not None
    assert draft.basket.id == waiting.basket.id


def test_a_gift_receipt_right_after_the_sale_is_counted(shop: Counted) -> None:
    shop.sell()
    shop.driver.scan(TOASTER)
    shop.driver.ask(Intent.FINISH)
    shop.driver.ask(Intent.GIFT_RECEIPT)
    shop.driver.sees("The gift receipt is made")
    shop.driver.ask(Intent.BACK)
    shop.driver.ask(Intent.GIFT_RECEIPT)
    shop.driver.sees("The copy is made")
    assert shop.kinds().count("receipt_reprinted") == 2


def test_cash_rounding_is_shown_from_the_total_to_what_was_paid(shop: Counted) -> None:
    shop.sell()
    shop.driver.scan(PAN)
    shop.driver.write("10.17")
    shop.driver.ask(Intent.CARD)
    shop.driver.ask(Intent.FINISH)
    shop.driver.sees("Total 17.90, rounding of cash +0.02, paid 17.92", "Paid 17.92")
    shop.driver.sees_not("\N{FIGURE DASH}0.02", "Paid 17.90")


def test_a_basket_in_doubt_can_be_suspended_for_the_next_customer(folder: Path) -> None:
    silent = SimulatedTerminal([Behaviour.BUSY])
    with (
        store_in(folder, Parts(cheap_pins=True, terminal=silent)) as counter,
        window_over(counter, folder.parent) as shop,
    ):
        shop.sell()
        shop.driver.scan(TOASTER)
        shop.driver.ask(Intent.CARD)
        shop.driver.sees("suspend the basket with Ctrl H")
        shop.driver.ask(Intent.SUSPEND)
        shop.driver.sees("Basket suspended")


def test_the_language_chosen_before_signing_in_holds_until_signing_out(shop: Counted) -> None:
    shop.opened.counter.ask(Intent.LANGUAGE, "el")
    shop.sell()
    assert shop.opened.counter.looks.language == "el"
    shop.driver.ask(Intent.LOCK)
    shop.sign_in("it")
    assert shop.opened.counter.looks.language == "it"


def test_nothing_is_said_to_be_suspended_beside_the_basket_just_recalled(shop: Counted) -> None:
    shop.sell()
    shop.driver.scan(TOASTER)
    shop.driver.ask(Intent.SUSPEND)
    shop.driver.ask(Intent.RECALL)
    shop.driver.press("Return")
    shop.driver.sees_not("No basket is suspended")
    shop.driver.sees("Toaster")


def test_a_slip_of_the_hand_in_the_amount_sells_nothing(shop: Counted) -> None:
    shop.sell()
    shop.driver.scan(TOASTER)
    for amount, said in (("9999999999", "too large for an amount"), ("99999", "Change of one")):
        shop.driver.write(amount)
        shop.driver.ask(Intent.CASH)
        shop.driver.sees(said)
        shop.driver.ask(Intent.BACK)
    assert "sale" not in shop.kinds()
    shop.driver.ask(Intent.FINISH)
    assert shop.kinds().count("sale") == 1


def test_a_bare_card_that_is_scanned_pays(shop: Counted) -> None:
    shop.sell()
    shop.driver.scan(TOASTER)
    shop.driver.ask(Intent.GIFT)
    shop.driver.scan(GIFT_CARD)
    shop.driver.sees("Paid")
    assert shop.selling.state.unknown == ()
    assert shop.kinds().count("sale") == 1


def test_keys_change_only_for_somebody_who_is_signed_in(shop: Counted) -> None:
    counter = shop.opened.counter
    before = counter.keys
    shop.driver.ask(Intent.KEYS)
    shop.driver.sees("Sign in to change keys")
    page = counter.page
    page.hear(Opened("cash"))
    page.hear(Pressed("Ctrl+Shift+B"))
    assert counter.keys == before
    shop.driver.ask(Intent.BACK)
    shop.sell()
    shop.driver.ask(Intent.KEYS)
    shop.driver.sees_not("Sign in to change keys")
