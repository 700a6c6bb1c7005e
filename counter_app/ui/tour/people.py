"""The people of the tour: signing in, locking, languages, looks, and the till's day.

Invariant: the basket outlives every change of person and of looks.
"""

from functools import partial

from counter_app.domain.facts import TillClosed
from counter_app.ui.flows.keys import Intent
from counter_app.ui.tour.cast import (
    KETTLE,
    TOASTER,
    Cast,
    Steps,
    fits,
    sale_of,
)
from counter_app.ui.tour.driver import Driver


def opening(cast: Cast) -> Steps:
    """The first steps of the day."""
    return (
        ("wrong PIN", partial(wrong_pin, cast)),
        ("sign in", partial(sign_in, cast)),
        ("open the till", open_till),
    )


def steps(cast: Cast) -> Steps:
    """The steps after the sales, to the end of the day."""
    return (
        ("locked with a basket", locked),
        ("Italian goes on", partial(italian, cast)),
        ("Greek takes over", partial(greek, cast)),
        ("dark", dark),
        ("twice the text", large),
        ("twice the text paid", large_paid),
        ("small screen", small),
        ("badge alone", partial(by_badge, cast)),
        ("count the till", count),
        ("till closed", closed),
        ("signed out", signed_out),
    )


def wrong_pin(cast: Cast, d: Driver) -> None:
    """A wrong PIN is refused in words and counted."""
    number, pin = cast.english
    d.write(number)
    d.write(f"{(int(pin) + 1) % 10**6:06}")
    d.sees("Number and PIN do not match")
    d.journal("sign_in_failed")


def sign_in(cast: Cast, d: Driver) -> None:
    """The right PIN, taken at its last digit."""
    d.write(cast.english[1])
    d.sees("Open the till", "Float in the drawer")
    d.journal("signed_in")


def open_till(d: Driver) -> None:
    """The float is suggested; one key opens."""
    d.sees("150.00")
    d.ask(Intent.FINISH)
    d.sees("Scan to begin", "Nothing to pay")
    d.journal("till_opened")


def locked(d: Driver) -> None:
    """The basket is out of sight, and kept."""
    d.scan(TOASTER)
    d.ask(Intent.LOCK)
    d.sees("The basket is kept")
    d.sees_not("24.90")
    d.journal("signed_out")


def italian(cast: Cast, d: Driver) -> None:
    """The next associate finds the basket, in Italian."""
    d.write(cast.italian[0])
    d.write(cast.italian[1])
    d.sees("Il cliente paga", "Tostapane 2 fette")
    d.shoot("basket")
    d.journal("signed_in", "basket_taken_over")
    d.ask(Intent.FINISH)
    d.sees("Pagato")
    sale_of(d, "sale")


def greek(cast: Cast, d: Driver) -> None:
    """Ctrl+U: another person, in Greek, in the middle of a basket."""
    d.scan(TOASTER)
    d.scan(KETTLE)
    d.ask(Intent.SWITCH)
    d.write(cast.greek[0])
    d.write(cast.greek[1])
    d.sees("πελάτης", "Φρυγανιέρα 2 θέσεων")
    d.journal("signed_out", "signed_in", "basket_taken_over")


def dark(d: Driver) -> None:
    """The same page in the dark."""
    d.ask(Intent.MODE)
    d.sees("Φρυγανιέρα 2 θέσεων")


def large(d: Driver) -> None:
    """Text at 200 %: the rail folds, the payment keys stay."""
    d.resize(1024, 768)
    for _ in range(3):
        d.ask(Intent.LARGER)
    d.check("the window fits 1024 x 768", holds=fits(d, 1024, 768))
    d.sees("54,80")


def large_paid(d: Driver) -> None:
    """Paying works at that size too."""
    d.write("60")
    d.ask(Intent.CASH)
    d.sees("5,20")
    sale_of(d, "sale")


def small(d: Driver) -> None:
    """1024 x 768 at normal text: icons for the actions."""
    d.ask(Intent.LARGER)
    d.ask(Intent.MODE)
    d.check("the window fits 1024 x 768", holds=fits(d, 1024, 768))


def by_badge(cast: Cast, d: Driver) -> None:
    """Within 15 minutes of one's own PIN a badge is enough."""
    d.scan(cast.badge)
    d.sees("Emma Clarke", "Scan to start the next sale")
    d.journal("signed_in")


def count(d: Driver) -> None:
    """The count is blind: what should be there is not shown."""
    d.resize(1366, 768)
    d.ask(Intent.TILL)
    d.sees("Close the till", "Counted cash")
    d.sees_not("Expected")
    d.write("500")


def closed(d: Driver) -> None:
    """The count once more, then a signed Z and its paper."""
    d.ask(Intent.FINISH)
    d.sees("Counted 500.00", "Count again")
    d.sees_not("Expected")
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
