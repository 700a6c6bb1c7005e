"""The tenders of the tour: each kind of payment, and what goes wrong with it.

Invariant: every step ends with the sale it paid, or with nothing taken.
"""

from functools import partial

from counter_app.ui.flows.keys import Intent
from counter_app.ui.tour.cast import (
    ACCOUNT,
    CHECK_NUMBER,
    FIFTY,
    GIFT_25,
    GIFT_FREE,
    KETTLE,
    PAN,
    PEELER,
    ROUTING,
    SCALE,
    TOASTER,
    Cast,
    Steps,
    paid_with,
    sale_of,
)
from counter_app.ui.tour.driver import Driver


def steps(cast: Cast) -> Steps:
    """The steps in their order."""
    return (
        ("cash sale of three items", cash_sale),
        ("cash given corrected", cash_corrected),
        ("exact cash with one key", exact_cash),
        ("check with identity seen", check),
        ("credit card", credit),
        ("debit card and cash", debit),
        ("partial approval", part_approved),
        ("declined then cash", declined),
        ("terminal in doubt", doubt),
        ("doubt resolved", resolved),
        ("gift card sold", partial(gift_sold, cast)),
        ("gift card of any amount", partial(gift_free, cast)),
        ("gift card in part", partial(gift_redeemed, cast)),
        ("store credit", partial(store_credit, cast)),
        ("empty card refused", partial(empty_card, cast)),
        ("three tenders", partial(split, cast)),
        ("payment taken back", taken_back),
        ("card taken back", card_taken_back),
        ("card balance", partial(balance, cast)),
    )


def cash_sale(d: Driver) -> None:
    """Three scans, two digits, one key."""
    for code in (SCALE, PAN, PEELER):
        d.scan(code)
    d.sees("36.30", "3 items")
    d.shoot("basket")
    d.write("50")
    d.ask(Intent.CASH)
    d.sees("Change", "13.70", "Drawer open", "Sale stored")
    d.needs(6)
    sale = sale_of(d, "sale")
    d.check("50.00 given", holds=sale.tenders[0].given == FIFTY)


def cash_corrected(d: Driver) -> None:
    """It was a fifty, not the twenty that was typed: the sale stays, the change does not."""
    d.scan(SCALE)
    d.write("20")
    d.ask(Intent.CASH)
    d.sees("5.10")
    d.journal("sale")
    d.ask(Intent.UNDO)
    d.sees("Cash really given", "at least 14.90")
    d.write("50")
    d.shoot("asked")
    d.ask(Intent.FINISH)
    d.sees("35.10", "it was 5.10", "Drawer open", "Print it once more")
    d.journal("cash_corrected")
    d.ask(Intent.REPRINT)
    d.sees_paper()
    d.journal("receipt_reprinted")


def exact_cash(d: Driver) -> None:
    """F12 with nothing typed takes the due exactly."""
    d.scan(TOASTER)
    d.sees("Customer pays", "24.90 in cash")
    d.ask(Intent.FINISH)
    d.sees("No change to give")
    d.needs(2)
    sale_of(d, "sale")


def check(d: Driver) -> None:
    """Above the limit an identity document is asked; then it is taken."""
    for code in (TOASTER, KETTLE):
        d.scan(code)
    d.ask(Intent.CHECK)
    for text in (ROUTING, ACCOUNT, CHECK_NUMBER):
        d.write(text)
        if text != CHECK_NUMBER:
            d.press("Return")
    d.ask(Intent.FINISH)
    d.sees("needs an identity document")
    d.shoot("asked")
    d.journal("tender_refused")
    d.ask(Intent.IDENTIFIED)
    d.ask(Intent.FINISH)
    d.sees("Paid", "Account ····7890")
    sale = sale_of(d, "sale")
    slip = sale.tenders[0].check
    d.check("only last four in the journal", holds=slip is not None and slip.last4 == "7890")


def credit(d: Driver) -> None:
    """One key for all that is due."""
    d.scan(PAN)
    d.ask(Intent.CARD)
    d.sees("Credit card ····4242", "Approved")
    sale = sale_of(d, "attempt_started", "attempt_settled", "sale")
    d.check("credit", holds=paid_with(sale) == [("credit", 1790)])


def debit(d: Driver) -> None:
    """The terminal says that it was a debit card; the rest is cash."""
    d.scan(PAN)
    d.write("10.17")
    d.ask(Intent.CARD)
    d.sees("Debit card", "7.73")
    d.shoot("rest")
    d.ask(Intent.FINISH)
    sale = sale_of(d, "attempt_started", "attempt_settled", "sale")
    d.check("debit, then cash", holds=[kind for kind, _ in paid_with(sale)] == ["debit", "cash"])


def part_approved(d: Driver) -> None:
    """Half was approved; the rest is still to pay."""
    d.scan(KETTLE)
    d.write("20.13")
    d.ask(Intent.CARD)
    d.sees("The card paid a part", "19.84")
    d.journal("attempt_started", "attempt_settled")
    d.ask(Intent.FINISH)
    sale_of(d, "sale")


def declined(d: Driver) -> None:
    """Nothing was charged, nothing is lost."""
    d.scan(TOASTER)
    d.write("10.05")
    d.ask(Intent.CARD)
    d.sees("The card was declined", "Nothing was charged")
    d.shoot("declined")
    d.journal("attempt_started", "attempt_settled")
    d.write("30")
    d.ask(Intent.CASH)
    d.sees("Change", "5.10")
    sale_of(d, "sale")


def doubt(d: Driver) -> None:
    """The terminal is silent: no other payment is taken until it is definite."""
    d.scan(TOASTER)
    d.write("10.29")
    d.ask(Intent.CARD)
    d.sees("The terminal did not answer", "Ask again", "Ask the terminal first")
    d.shoot("silent")
    d.journal("attempt_started")
    d.ask(Intent.CASH)
    d.sees("Nobody knows yet whether the card was charged")
    d.journal()


def resolved(d: Driver) -> None:
    """Asked again, the terminal knows."""
    d.ask(Intent.CARD)
    d.sees("Approved", "14.61")
    d.journal("attempt_settled")
    d.ask(Intent.FINISH)
    sale_of(d, "sale")


def gift_sold(cast: Cast, d: Driver) -> None:
    """A card is active only when its sale is paid."""
    d.scan(GIFT_25)
    d.sees("Scan the card that is to be sold")
    d.shoot("card asked")
    d.scan(cast.new_card)
    d.sees(f"New card ····{cast.new_card[-4:]}", "25.00")
    d.ask(Intent.FINISH)
    sale = sale_of(d, "sale")
    load = sale.lines[0].card
    d.check("the card is activated", holds=load is not None and load.operation == "activate")


def gift_free(cast: Cast, d: Driver) -> None:
    """The amount is asked, then the card."""
    d.scan(GIFT_FREE)
    d.sees("Type what it costs")
    d.shoot("asked")
    d.write("40")
    d.press("Return")
    d.scan(cast.other_card)
    d.sees("40.00")
    d.ask(Intent.CARD)
    sale_of(d, "attempt_started", "attempt_settled", "sale")


def gift_redeemed(cast: Cast, d: Driver) -> None:
    """A scanned card pays; what is left stays on it."""
    d.scan(SCALE)
    d.scan(cast.gift_card)
    d.sees("Paid", "10.10 left on it")
    sale = sale_of(d, "sale")
    d.check("gift card paid 14.90", holds=paid_with(sale) == [("gift_card", 1490)])


def store_credit(cast: Cast, d: Driver) -> None:
    """F11 asks for the card."""
    d.scan(PAN)
    d.ask(Intent.GIFT)
    d.sees("Scan the gift card or store credit")
    d.shoot("card asked")
    d.scan(cast.store_credit)
    d.sees("22.10 left on it")
    sale = sale_of(d, "sale")
    d.check("store credit paid 17.90", holds=paid_with(sale) == [("store_credit", 1790)])


def empty_card(cast: Cast, d: Driver) -> None:
    """Nothing is taken from a card that holds nothing."""
    d.scan(PEELER)
    d.scan(cast.empty_card)
    d.sees("holds nothing to spend", "Nothing was taken")
    d.journal()
    d.ask(Intent.FINISH)
    sale_of(d, "sale")


def split(cast: Cast, d: Driver) -> None:
    """Gift card, card and cash in one sale."""
    d.scan(KETTLE)
    d.scan(cast.gift_card)
    d.sees("Still to pay", "19.80")
    d.shoot("still to pay")
    d.write("10")
    d.ask(Intent.CARD)
    d.sees("9.80")
    d.write("20")
    d.ask(Intent.CASH)
    d.sees("Change", "10.20")
    sale = sale_of(d, "attempt_started", "attempt_settled", "sale")
    kinds = [kind for kind, _ in paid_with(sale)]
    d.check("three tenders", holds=kinds == ["gift_card", "credit", "cash"])


def taken_back(d: Driver) -> None:
    """Cash taken by mistake goes back before the sale is complete."""
    d.scan(TOASTER)
    d.write("5")
    d.ask(Intent.CASH)
    d.sees("19.90")
    d.ask(Intent.TAKE_BACK)
    d.sees("The payment was taken back")
    d.journal("tender_voided")
    d.shoot("taken back")
    d.ask(Intent.FINISH)
    sale_of(d, "sale")


def card_taken_back(d: Driver) -> None:
    """A card is reversed at the terminal."""
    d.scan(TOASTER)
    d.write("10")
    d.ask(Intent.CARD)
    d.ask(Intent.TAKE_BACK)
    d.sees("The payment was taken back")
    d.journal(
        "attempt_started", "attempt_settled", "attempt_started", "attempt_settled", "tender_voided"
    )
    d.ask(Intent.FINISH)
    sale_of(d, "sale")


def balance(cast: Cast, d: Driver) -> None:
    """Between two sales a scanned card tells what it holds."""
    d.scan(cast.store_credit)
    d.sees("This card holds", "22.10")
    d.shoot("shown")
    d.journal("balance_asked")
    d.ask(Intent.BACK)
