"""The scripted day of the tour: every tender, and what goes wrong on a day.

Invariant: each step says what it expects on the screen and in the journal before it is done.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from counter_app.domain.facts import Sale, TillClosed
from counter_app.ui.flows.keys import Intent
from counter_app.ui.tour import Driver

TOASTER: Final = "9520001000010"  # 24.90
KETTLE: Final = "9520001000034"  # 29.90
SCALE: Final = "9520001000263"  # 14.90
PAN: Final = "9520002000019"  # 17.90
PEELER: Final = "9520002000118"  # 3.50
KNIFE: Final = "9520002000095"  # 4.90, adults only
PEN: Final = "9520006000022"  # 0.80, asks how many
BANANAS: Final = "2001010000002"  # 1.79 a kilogram
FIFTY: Final = 5000  # cents
GIFT_25: Final = "9520015000013"
GIFT_FREE: Final = "9520015000037"
REPAIR: Final = "20000059"  # no fixed price
ROUTING, ACCOUNT, CHECK_NUMBER = "021000021", "1234567890", "1042"


@dataclass(frozen=True, slots=True)
class Cast:
    """Who and what appears: user numbers with their PINs, card codes as a scanner reads them."""

    english: tuple[str, str]
    italian: tuple[str, str]
    greek: tuple[str, str]
    badge: str
    gift_card: str
    store_credit: str
    empty_card: str
    new_card: str
    other_card: str
    receipt_code: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Day:
    """The steps in their order, each with its name."""

    cast: Cast

    def steps(self) -> tuple[tuple[str, Callable[[Driver], None]], ...]:
        """The whole day."""
        return (*self._morning(), *self._tenders(), *self._basket(), *self._people())

    def _morning(self) -> tuple[tuple[str, Callable[[Driver], None]], ...]:
        return (
            ("wrong PIN", self.wrong_pin),
            ("sign in", self.sign_in),
            ("open the till", open_till),
            ("cash sale of three items", cash_sale),
            ("exact cash with one key", exact_cash),
        )

    def _tenders(self) -> tuple[tuple[str, Callable[[Driver], None]], ...]:
        return (
            ("check with identity seen", check),
            ("credit card", credit),
            ("debit card and cash", debit),
            ("partial approval", partial),
            ("declined then cash", declined),
            ("terminal in doubt", doubt),
            ("doubt resolved", resolved),
            ("gift card sold", self.gift_sold),
            ("gift card of any amount", self.gift_free),
            ("gift card in part", self.gift_redeemed),
            ("store credit", self.store_credit),
            ("empty card refused", self.empty_card),
            ("three tenders", self.split),
            ("payment taken back", taken_back),
            ("card taken back", card_taken_back),
            ("card balance", self.balance),
        )

    def _basket(self) -> tuple[tuple[str, Callable[[Driver], None]], ...]:
        return (
            ("weighed item", weighed),
            ("price asked", priced),
            ("how many asked", counted),
            ("adults only", adult),
            ("quantity undo redo", quantity),
            ("unknown code", unknown),
            ("found by name", by_name),
            ("suspended", suspended),
            ("recalled", recalled),
            ("voided", voided),
            ("receipt scanned", self.receipt),
            ("copy and gift receipt", copies),
            ("keys and display", helped),
        )

    def _people(self) -> tuple[tuple[str, Callable[[Driver], None]], ...]:
        return (
            ("locked with a basket", locked),
            ("Italian goes on", self.italian),
            ("Greek takes over", self.greek),
            ("dark", dark),
            ("twice the text", large),
            ("twice the text paid", large_paid),
            ("small screen", small),
            ("badge alone", self.by_badge),
            ("count the till", count),
            ("till closed", closed),
            ("signed out", signed_out),
        )

    def wrong_pin(self, d: Driver) -> None:
        """A wrong PIN is refused in words and counted."""
        number, pin = self.cast.english
        d.write(number)
        d.write(f"{(int(pin) + 1) % 10**6:06}")
        d.sees("Number and PIN do not match")
        d.journal("sign_in_failed")

    def sign_in(self, d: Driver) -> None:
        """The right PIN, taken at its last digit."""
        d.write(self.cast.english[1])
        d.sees("Open the till", "Float in the drawer")
        d.journal("signed_in")

    def gift_sold(self, d: Driver) -> None:
        """A card is active only when its sale is paid."""
        d.scan(GIFT_25)
        d.sees("Scan the card that is to be sold")
        d.shoot("card asked")
        d.scan(self.cast.new_card)
        d.sees(f"New card ····{self.cast.new_card[-4:]}", "25.00")
        d.ask(Intent.FINISH)
        sale = _sale(d, "sale")
        load = sale.lines[0].card
        d.check("the card is activated", holds=load is not None and load.operation == "activate")

    def gift_free(self, d: Driver) -> None:
        """The amount is asked, then the card."""
        d.scan(GIFT_FREE)
        d.sees("Type what it costs")
        d.shoot("asked")
        d.write("40")
        d.press("Return")
        d.scan(self.cast.other_card)
        d.sees("40.00")
        d.ask(Intent.CARD)
        _sale(d, "attempt_started", "attempt_settled", "sale")

    def gift_redeemed(self, d: Driver) -> None:
        """A scanned card pays; what is left stays on it."""
        d.scan(SCALE)
        d.scan(self.cast.gift_card)
        d.sees("Paid", "10.10 left on it")
        sale = _sale(d, "sale")
        d.check("gift card paid 14.90", holds=_paid(sale) == [("gift_card", 1490)])

    def store_credit(self, d: Driver) -> None:
        """F11 asks for the card."""
        d.scan(PAN)
        d.ask(Intent.GIFT)
        d.sees("Scan the gift card or store credit")
        d.shoot("card asked")
        d.scan(self.cast.store_credit)
        d.sees("22.10 left on it")
        sale = _sale(d, "sale")
        d.check("store credit paid 17.90", holds=_paid(sale) == [("store_credit", 1790)])

    def empty_card(self, d: Driver) -> None:
        """Nothing is taken from a card that holds nothing."""
        d.scan(PEELER)
        d.scan(self.cast.empty_card)
        d.sees("holds nothing to spend", "Nothing was taken")
        d.journal()
        d.ask(Intent.FINISH)
        _sale(d, "sale")

    def split(self, d: Driver) -> None:
        """Gift card, card and cash in one sale."""
        d.scan(KETTLE)
        d.scan(self.cast.gift_card)
        d.sees("Still to pay", "19.80")
        d.shoot("still to pay")
        d.write("10")
        d.ask(Intent.CARD)
        d.sees("9.80")
        d.write("20")
        d.ask(Intent.CASH)
        d.sees("Change", "10.20")
        sale = _sale(d, "attempt_started", "attempt_settled", "sale")
        kinds = [kind for kind, _ in _paid(sale)]
        d.check("three tenders", holds=kinds == ["gift_card", "credit", "cash"])

    def balance(self, d: Driver) -> None:
        """Between two sales a scanned card tells what it holds."""
        d.scan(self.cast.store_credit)
        d.sees("This card holds", "22.10")
        d.shoot("shown")
        d.journal("balance_asked")
        d.ask(Intent.BACK)

    def receipt(self, d: Driver) -> None:
        """A scanned receipt is shown as it was printed."""
        last = d.opened.counter.last_number()
        d.scan(self.cast.receipt_code(last))
        d.sees("Total")
        d.sees_paper()
        d.journal()

    def italian(self, d: Driver) -> None:
        """The next associate finds the basket, in Italian."""
        d.write(self.cast.italian[0])
        d.write(self.cast.italian[1])
        d.sees("Il cliente paga", "Tostapane 2 fette")
        d.shoot("basket")
        d.journal("signed_in")
        d.ask(Intent.FINISH)
        d.sees("Pagato")
        _sale(d, "sale")

    def greek(self, d: Driver) -> None:
        """Ctrl+U: another person, in Greek, in the middle of a basket."""
        d.scan(TOASTER)
        d.scan(KETTLE)
        d.ask(Intent.SWITCH)
        d.write(self.cast.greek[0])
        d.write(self.cast.greek[1])
        d.sees("πελάτης", "Φρυγανιέρα 2 θέσεων")
        d.journal("signed_out", "signed_in")

    def by_badge(self, d: Driver) -> None:
        """Within 15 minutes of one's own PIN a badge is enough."""
        d.scan(self.cast.badge)
        d.sees("Emma Clarke", "Scan to start the next sale")
        d.journal("signed_in")


def open_till(d: Driver) -> None:
    """The float is suggested; one key opens."""
    d.sees("150.00")
    d.ask(Intent.FINISH)
    d.sees("Scan to begin", "Nothing to pay")
    d.journal("till_opened")


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
    sale = _sale(d, "sale")
    d.check("50.00 given", holds=sale.tenders[0].given == FIFTY)


def exact_cash(d: Driver) -> None:
    """F12 with nothing typed takes the due exactly."""
    d.scan(TOASTER)
    d.sees("Customer pays", "24.90 in cash")
    d.ask(Intent.FINISH)
    d.sees("No change to give")
    d.needs(2)
    _sale(d, "sale")


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
    sale = _sale(d, "sale")
    slip = sale.tenders[0].check
    d.check("only last four in the journal", holds=slip is not None and slip.last4 == "7890")


def credit(d: Driver) -> None:
    """One key for all that is due."""
    d.scan(PAN)
    d.ask(Intent.CARD)
    d.sees("Credit card ····4242", "Approved")
    sale = _sale(d, "attempt_started", "attempt_settled", "sale")
    d.check("credit", holds=_paid(sale) == [("credit", 1790)])


def debit(d: Driver) -> None:
    """The terminal says that it was a debit card; the rest is cash."""
    d.scan(PAN)
    d.write("10.17")
    d.ask(Intent.CARD)
    d.sees("Debit card", "7.73")
    d.shoot("rest")
    d.ask(Intent.FINISH)
    sale = _sale(d, "attempt_started", "attempt_settled", "sale")
    d.check("debit, then cash", holds=[kind for kind, _ in _paid(sale)] == ["debit", "cash"])


def partial(d: Driver) -> None:
    """Half was approved; the rest is still to pay."""
    d.scan(KETTLE)
    d.write("20.13")
    d.ask(Intent.CARD)
    d.sees("The card paid a part", "19.84")
    d.journal("attempt_started", "attempt_settled")
    d.ask(Intent.FINISH)
    _sale(d, "sale")


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
    _sale(d, "sale")


def doubt(d: Driver) -> None:
    """The terminal is silent: no other payment is taken until it is definite."""
    d.scan(TOASTER)
    d.write("10.29")
    d.ask(Intent.CARD)
    d.sees("The terminal did not answer", "Ask again", "Ask the terminal first")
    d.shoot("silent")
    d.journal("attempt_started")
    d.ask(Intent.CASH)
    d.sees("A card payment is under way")
    d.journal()


def resolved(d: Driver) -> None:
    """Asked again, the terminal knows."""
    d.ask(Intent.CARD)
    d.sees("Approved", "14.61")
    d.journal("attempt_settled")
    d.ask(Intent.FINISH)
    _sale(d, "sale")


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
    _sale(d, "sale")


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
    _sale(d, "sale")


def weighed(d: Driver) -> None:
    """The kilograms are asked."""
    d.scan(BANANAS)
    d.sees("Sold by weight")
    d.shoot("asked")
    d.write("1.25")
    d.press("Return")
    d.sees("1.250", "2.24")
    d.ask(Intent.FINISH)
    sale = _sale(d, "sale")
    d.check("cash is rounded to 5 cents", holds=sale.rounding == 1)


def priced(d: Driver) -> None:
    """An amount typed before the scan is the price."""
    d.write("12.50")
    d.scan(REPAIR)
    d.sees("12.50")
    d.ask(Intent.FINISH)
    _sale(d, "sale")


def counted(d: Driver) -> None:
    """Pens are sold by the handful."""
    d.scan(PEN)
    d.sees("How many are there?")
    d.shoot("asked")
    d.write("12")
    d.press("Return")
    d.sees("12 × 0.80", "9.60")
    d.ask(Intent.FINISH)
    _sale(d, "sale")


def adult(d: Driver) -> None:
    """Asked once for a basket."""
    d.scan(KNIFE)
    d.sees("18 or older")
    d.shoot("asked")
    d.ask(Intent.FINISH)
    d.scan(KNIFE)
    d.sees("2 × 4.90", "9.80")
    d.ask(Intent.FINISH)
    _sale(d, "sale")


def quantity(d: Driver) -> None:
    """Three at once, one more, undo, redo, one less, remove."""
    d.write("3*")
    d.scan(PEELER)
    d.sees("3 × 3.50", "10.50")
    d.write("+")
    d.sees("4 × 3.50")
    d.ask(Intent.UNDO)
    d.sees("3 × 3.50")
    d.ask(Intent.REDO)
    d.sees("4 × 3.50")
    d.write("-")
    d.shoot("lines")
    d.scan(TOASTER)
    d.sees("35.40")
    d.press("Del")
    d.sees_not("Toaster, 2 slices")
    d.sees("10.50")
    d.ask(Intent.FINISH)
    _sale(d, "sale")


def unknown(d: Driver) -> None:
    """An unknown code stays in sight and holds the sale."""
    d.scan(TOASTER)
    d.scan("5449000000996")
    d.sees("Unknown code 5449000000996", "Remove the unknown code")
    d.shoot("held")
    d.ask(Intent.FINISH)
    d.sees("is still unknown")
    d.journal()
    d.press("Del")
    d.sees_not("Unknown code")
    d.ask(Intent.FINISH)
    _sale(d, "sale")


def by_name(d: Driver) -> None:
    """Part of the name is enough."""
    d.ask(Intent.FIND)
    d.write("kettl", as_search=True)
    d.sees("Kettle, 1.7 L", "Travel kettle")
    d.shoot("found")
    d.press("Down")
    d.press("Up")
    d.press("Return")
    d.ask(Intent.FINISH)
    _sale(d, "sale")


def suspended(d: Driver) -> None:
    """A basket waits while the next customer is served."""
    d.scan(TOASTER)
    d.scan(PAN)
    d.ask(Intent.SUSPEND)
    d.sees("Basket suspended", "Suspended baskets", "42.80")
    d.journal("basket_suspended")


def recalled(d: Driver) -> None:
    """It comes back as it was."""
    d.ask(Intent.RECALL)
    d.shoot("list")
    d.press("Return")
    d.sees("The basket is back", "Toaster, 2 slices", "42.80")
    d.journal("basket_recalled")
    d.ask(Intent.FINISH)
    _sale(d, "sale")


def voided(d: Driver) -> None:
    """Asked in place, with the amount on the key; what was in it is kept in the journal."""
    d.scan(TOASTER)
    d.ask(Intent.VOID)
    d.sees("Void this basket?", "Keep the basket", "Void 1 line, 24.90")
    d.shoot("asked")
    d.touch("Void 1 line, 24.90")
    d.sees("Basket voided", "Scan to begin")
    d.journal("basket_ended")


def copies(d: Driver) -> None:
    """A copy says so, and is counted."""
    d.ask(Intent.REPRINT)
    d.sees("The copy is made", "1 copy made")
    d.journal("receipt_reprinted")
    d.ask(Intent.GIFT_RECEIPT)
    d.sees("1 copy made")
    d.shoot("shown")
    d.sees_paper()
    d.journal("receipt_reprinted")
    d.ask(Intent.BACK)


def helped(d: Driver) -> None:
    """F1 shows the keys."""
    d.ask(Intent.HELP)
    d.sees("Keys and display", "Find an item by name")


def locked(d: Driver) -> None:
    """The basket is out of sight, and kept."""
    d.scan(TOASTER)
    d.ask(Intent.LOCK)
    d.sees("The basket is kept")
    d.sees_not("24.90")
    d.journal("signed_out")


def dark(d: Driver) -> None:
    """The same page in the dark."""
    d.ask(Intent.MODE)
    d.sees("Φρυγανιέρα 2 θέσεων")


def large(d: Driver) -> None:
    """Text at 200 %: the rail folds, the payment keys stay."""
    d.resize(1024, 768)
    for _ in range(3):
        d.ask(Intent.LARGER)
    d.check("the window fits 1024 x 768", holds=_fits(d, 1024, 768))
    d.sees("54,80")


def large_paid(d: Driver) -> None:
    """Paying works at that size too."""
    d.write("60")
    d.ask(Intent.CASH)
    d.sees("5,20")
    _sale(d, "sale")


def small(d: Driver) -> None:
    """1024 x 768 at normal text: icons for the actions."""
    d.ask(Intent.LARGER)
    d.ask(Intent.MODE)
    d.check("the window fits 1024 x 768", holds=_fits(d, 1024, 768))


def count(d: Driver) -> None:
    """The count is blind: what should be there is not shown."""
    d.resize(1366, 768)
    d.ask(Intent.TILL)
    d.sees("Close the till", "Counted cash")
    d.sees_not("Expected")
    d.write("500")


def closed(d: Driver) -> None:
    """A signed Z, and its paper."""
    d.ask(Intent.FINISH)
    d.sees("Expected", "Grand total of this lane", "Z 1")
    d.sees_paper()
    entry = d.journal("till_closed")[0]
    closing = entry.data
    d.check("Z 1", holds=isinstance(closing, TillClosed) and closing.z == 1)


def signed_out(d: Driver) -> None:
    """The day is over."""
    d.ask(Intent.FINISH)
    d.sees("till closed", "Sign in")
    d.journal("signed_out")


def _sale(d: Driver, *kinds: str) -> Sale:
    """The sale that ends these entries."""
    data = d.journal(*kinds)[-1].data
    if not isinstance(data, Sale):
        message = f"{kinds} does not end with a sale"
        raise TypeError(message)
    return data


def _paid(sale: Sale) -> list[tuple[str, int]]:
    return [(tender.tender, tender.amount) for tender in sale.tenders]


def _fits(d: Driver, width: int, height: int) -> bool:
    size = d.opened.window.size()
    return size.width() <= width and size.height() <= height
