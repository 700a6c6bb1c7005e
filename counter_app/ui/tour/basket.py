"""The basket of the tour: what items ask, undo, unknown codes, suspend, papers.

Invariant: every step leaves no basket open, but for the one that suspends it.
"""

from functools import partial

from counter_app.ui.flows.keys import Intent
from counter_app.ui.tour.cast import (
    BANANAS,
    DRILL,
    KNIFE,
    NOBODYS,
    PAN,
    PEELER,
    PEN,
    REPAIR,
    TOASTER,
    Cast,
    Steps,
    sale_of,
)
from counter_app.ui.tour.driver import Driver


def steps(cast: Cast) -> Steps:
    """The steps in their order."""
    return (
        ("weighed item", weighed),
        ("price asked", priced),
        ("how many asked", counted),
        ("adults only", adult),
        ("serial number", serial_number),
        ("quantity undo redo", quantity),
        ("unknown code", unknown),
        ("unknown code sold as department", partial(by_department, cast)),
        ("found by name", by_name),
        ("suspended", suspended),
        ("recalled", recalled),
        ("voided", voided),
        ("receipt scanned", partial(receipt, cast)),
        ("copy and gift receipt", copies),
        ("keys and display", helped),
    )


def weighed(d: Driver) -> None:
    """The kilograms are asked."""
    d.scan(BANANAS)
    d.sees("Sold by weight")
    d.shoot("asked")
    d.write("1.25")
    d.press("Return")
    d.sees("1.250", "2.24")
    d.ask(Intent.FINISH)
    sale = sale_of(d, "sale")
    d.check("cash is rounded to 5 cents", holds=sale.rounding == 1)


def priced(d: Driver) -> None:
    """An amount typed before the scan is the price."""
    d.write("12.50")
    d.scan(REPAIR)
    d.sees("12.50")
    d.ask(Intent.FINISH)
    sale_of(d, "sale")


def counted(d: Driver) -> None:
    """Pens are sold by the handful."""
    d.scan(PEN)
    d.sees("How many are there?")
    d.shoot("asked")
    d.write("12")
    d.press("Return")
    d.sees("12 × 0.80", "9.60")
    d.ask(Intent.FINISH)
    sale_of(d, "sale")


def adult(d: Driver) -> None:
    """Asked once for a basket."""
    d.scan(KNIFE)
    d.sees("From 18 years on", "Clearly over 18")
    d.shoot("asked")
    d.write("12051990")
    d.press("Return")
    d.sees("4.90")
    d.scan(KNIFE)
    d.sees("2 × 4.90", "9.80")
    d.ask(Intent.FINISH)
    sale = sale_of(d, "sale")
    d.check("only that the age was shown is kept", holds=[one.age for one in sale.ages] == [18])


def serial_number(d: Driver) -> None:
    """Scanned from the piece itself; other goods go on meanwhile."""
    d.scan(DRILL)
    d.sees("Scan the serial number on this piece")
    d.shoot("asked")
    d.scan(TOASTER)
    d.sees("Not added: Cordless drill, 18 V", "24.90")
    d.ask(Intent.FINISH)
    d.scan("CD18-004711")
    d.sees("Serial CD18-004711", "114.80")
    d.ask(Intent.FINISH)
    sale = sale_of(d, "sale")
    d.check("kept", holds=[line.serial for line in sale.lines] == ["", "CD18-004711"])


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
    sale_of(d, "sale")


def unknown(d: Driver) -> None:
    """An unknown code stays in sight and holds the sale; Del takes it out, undo brings it back."""
    d.scan(TOASTER)
    d.scan(NOBODYS)
    d.sees(f"Unknown code {NOBODYS}", "Resolve", "Sell by department")
    d.shoot("held")
    d.ask(Intent.CASH)
    d.sees("is still unknown")
    d.journal()
    d.press("Del")
    d.sees_not("Unknown code")
    d.ask(Intent.UNDO)
    d.sees("Unknown code")
    d.press("Del")
    d.ask(Intent.FINISH)
    sale_of(d, "sale")


def by_department(cast: Cast, d: Driver) -> None:
    """What no catalogue knows is sold: department, reason, price and the name on the receipt."""
    d.scan(NOBODYS)
    d.ask(Intent.FINISH)
    d.sees("Which goods?", "Household goods")
    d.shoot("department")
    d.write("1")
    d.shoot("reason")
    d.write("1")
    d.write("60")
    d.ask(Intent.FINISH)
    d.sees("your limit is 50.00", "Supervisor")
    d.shoot("above the limit")
    for _ in range(2):
        d.press("Backspace")
    d.write("12.50")
    d.press("Return")
    d.sees("Household goods", "12.50")
    d.ask(Intent.FINISH)
    (line,) = sale_of(d, "sale").lines
    sold = line.department
    d.check("the line says what it was", holds=sold is not None and sold.scanned == NOBODYS)
    d.scan(cast.receipt_code(d.opened.counter.last_number()))
    d.sees_paper()
    d.journal()


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
    sale_of(d, "sale")


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
    sale_of(d, "sale")


def voided(d: Driver) -> None:
    """Asked in place, with the amount on the key; what was in it is kept in the journal."""
    d.scan(TOASTER)
    d.ask(Intent.VOID)
    d.sees("Void this basket?", "Keep the basket", "Void 1 line, 24.90")
    d.shoot("asked")
    d.touch("Void 1 line, 24.90")
    d.sees("Basket voided", "Scan to begin")
    d.journal("basket_ended")


def receipt(cast: Cast, d: Driver) -> None:
    """A scanned receipt is shown as it was printed."""
    last = d.opened.counter.last_number()
    d.scan(cast.receipt_code(last))
    d.sees("Total")
    d.sees_paper()
    d.journal()


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
    d.sees("Keys and display", "Find an item, or check its price")
