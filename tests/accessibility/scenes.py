"""The one list of pages and states that the checks visit, and how a person gets to each.

Invariant: every page of the window's list, every card and every question of the selling page is
reached by one of these scenes; a new one that is not makes the checks fail.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from counter_app.commands.demo_store import GIFT_CARD
from counter_app.ui.flows.about import AboutView
from counter_app.ui.flows.keys import Intent
from tests.accessibility.looking import Seen
from tests.ui.shop import KETTLE, TOASTER, Counted

WIDTH, HEIGHT = 1024, 768
KNIFE, REPAIR, UNKNOWN = "9520002000095", "20000059", "5449000000996"
Reach = Callable[[Counted], None]


@dataclass(frozen=True, slots=True)
class Scene:
    """One state of one page, and how to get there."""

    name: str
    reach: Reach


def nothing(shop: Counted) -> None:
    del shop


def wrong_pin(shop: Counted) -> None:
    shop.driver.write("104")
    shop.driver.write("000000")


def till_closed(shop: Counted) -> None:
    shop.sign_in("en")


def basket(shop: Counted) -> None:
    shop.driver.scan(TOASTER)
    shop.driver.scan(KETTLE)


def part_paid(shop: Counted) -> None:
    basket(shop)
    shop.driver.write("10.00")
    shop.driver.ask(Intent.CARD)


def check_asked(shop: Counted) -> None:
    basket(shop)
    shop.driver.ask(Intent.CHECK)


def card_asked(shop: Counted) -> None:
    basket(shop)
    shop.driver.ask(Intent.GIFT)


def balance_shown(shop: Counted) -> None:
    shop.driver.scan(GIFT_CARD)


def done(shop: Counted) -> None:
    basket(shop)
    shop.driver.write("60")
    shop.driver.ask(Intent.CASH)


def given_asked(shop: Counted) -> None:
    done(shop)
    shop.driver.ask(Intent.UNDO)


def given_corrected(shop: Counted) -> None:
    given_asked(shop)
    shop.driver.write("100")
    shop.driver.ask(Intent.FINISH)


def helped(shop: Counted) -> None:
    shop.driver.ask(Intent.HELP)


def age_asked(shop: Counted) -> None:
    shop.driver.scan(KNIFE)


def price_asked(shop: Counted) -> None:
    shop.driver.scan(REPAIR)


def weight_asked(shop: Counted) -> None:
    shop.driver.write("2001010000002")
    shop.driver.press("Return")


def count_asked(shop: Counted) -> None:
    shop.driver.scan("9520006000022")


def serial_asked(shop: Counted) -> None:
    shop.driver.scan("9520001000065")


def gift_card_asked(shop: Counted) -> None:
    shop.driver.scan("9520015000013")


def in_doubt(shop: Counted) -> None:
    basket(shop)
    shop.driver.write("10.29")  # the twin of the terminal is silent then
    shop.driver.ask(Intent.CARD)


def about(shop: Counted) -> None:
    shop.driver.ask(Intent.ABOUT)


def report(shop: Counted) -> None:
    about(shop)
    shop.driver.ask(Intent.FINISH)


def report_saved(shop: Counted) -> None:
    report(shop)
    shop.driver.ask(Intent.FINISH)


def put_off(shop: Counted) -> None:
    shop.driver.scan(REPAIR)
    shop.driver.scan(TOASTER)


def void_asked(shop: Counted) -> None:
    basket(shop)
    shop.driver.ask(Intent.VOID)


def unknown(shop: Counted) -> None:
    basket(shop)
    shop.driver.scan(UNKNOWN)


def department(shop: Counted) -> None:
    unknown(shop)
    shop.driver.ask(Intent.DEPARTMENT)


def department_reason(shop: Counted) -> None:
    department(shop)
    shop.driver.write("1")


def department_entry(shop: Counted) -> None:
    department_reason(shop)
    shop.driver.write("1")


def pad_shown(shop: Counted) -> None:
    basket(shop)
    shop.driver.opened.counter.ask(Intent.PAD)
    shop.driver.settle()


def finding(shop: Counted) -> None:
    shop.driver.ask(Intent.FIND)


def found(shop: Counted) -> None:
    shop.driver.ask(Intent.FIND)
    shop.driver.write("pan", as_search=True)


def found_nothing(shop: Counted) -> None:
    shop.driver.ask(Intent.FIND)
    shop.driver.write("zzzz", as_search=True)


def receipts(shop: Counted) -> None:
    done(shop)
    shop.driver.ask(Intent.RECEIPT)


def receipt(shop: Counted) -> None:
    receipts(shop)
    shop.driver.press("Return")
    shop.driver.scan(shop.opened.counter.last_number())


def suspended(shop: Counted) -> None:
    basket(shop)
    shop.driver.ask(Intent.SUSPEND)


def waiting(shop: Counted) -> None:
    suspended(shop)
    shop.driver.ask(Intent.RECALL)


def locked(shop: Counted) -> None:
    basket(shop)
    shop.driver.ask(Intent.LOCK)


def closing(shop: Counted) -> None:
    shop.driver.ask(Intent.TILL)
    shop.driver.write("150")


def closed(shop: Counted) -> None:
    closing(shop)
    shop.driver.ask(Intent.FINISH)
    shop.driver.ask(Intent.FINISH)


def messages(shop: Counted) -> None:
    suspended(shop)
    shop.driver.ask(Intent.SUSPEND)
    shop.driver.ask(Intent.MESSAGES)


def keys(shop: Counted) -> None:
    basket(shop)
    shop.driver.ask(Intent.KEYS)


def key_wanted(shop: Counted) -> None:
    keys(shop)
    shop.driver.press("Return")
    shop.driver.press("x")


def key_taken(shop: Counted) -> None:
    keys(shop)
    shop.driver.press("Return")
    shop.driver.press("F12")


def keyboard(shop: Counted) -> None:
    basket(shop)
    counter, window = shop.opened.counter, shop.opened.window
    counter.ask(Intent.TOUCH_KEYS)  # a screen that passes as a mouse
    assert window.page is not None
    window.page.take_focus()
    QTest.mouseClick(_focused(shop), Qt.MouseButton.LeftButton)
    shop.driver.settle()
    assert window.touch.keyboard is not None
    counter.looks = replace(counter.looks, touch=False)


SIGNED_OUT: Final = (Scene("sign-in", nothing), Scene("sign-in, wrong PIN", wrong_pin))
OPENING: Final = (Scene("till, to be opened", till_closed),)
SELLING: Final = (
    Scene("idle", nothing),
    Scene("a basket", basket),
    Scene("part paid", part_paid),
    Scene("a check", check_asked),
    Scene("a gift card to pay", card_asked),
    Scene("a card's balance", balance_shown),
    Scene("change due", done),
    Scene("cash given?", given_asked),
    Scene("cash corrected", given_corrected),
    Scene("help", helped),
    Scene("an age", age_asked),
    Scene("a price", price_asked),
    Scene("a weight", weight_asked),
    Scene("a count", count_asked),
    Scene("a serial number", serial_asked),
    Scene("a gift card to sell", gift_card_asked),
    Scene("a question put off", put_off),
    Scene("void?", void_asked),
    Scene("an unknown code", unknown),
    Scene("sold by department: which", department),
    Scene("sold by department: why", department_reason),
    Scene("sold by department: price and name", department_entry),
    Scene("number pad", pad_shown),
    Scene("find", finding),
    Scene("found", found),
    Scene("found nothing", found_nothing),
    Scene("receipts", receipts),
    Scene("a receipt", receipt),
    Scene("suspended baskets", waiting),
    Scene("a silent terminal", in_doubt),
    Scene("messages", messages),
    Scene("about", about),
    Scene("a report", report),
    Scene("a report saved", report_saved),
    Scene("keys", keys),
    Scene("keys, one is wanted", key_wanted),
    Scene("keys, one is taken", key_taken),
    Scene("keyboard on the screen", keyboard),
)
LEAVING: Final = (Scene("locked", locked),)
CLOSING: Final = (Scene("till, counting", closing), Scene("till, closed", closed))


def leave(shop: Counted) -> None:
    """Back to an empty selling page, whatever the scene left."""
    for _ in range(3):
        shop.driver.ask(Intent.BACK)
    selling = shop.selling
    if selling.state.bill.doubtful:
        shop.driver.ask(Intent.CARD)  # asked again, the terminal knows
    if selling.state.bill.taken and selling.state.paid is None:
        shop.driver.ask(Intent.FINISH)
    if selling.holds_basket:
        shop.driver.ask(Intent.VOID)
        shop.driver.ask(Intent.VOID)
    if selling.state.waiting:
        shop.driver.ask(Intent.RECALL)
        shop.driver.press("Return")
        leave(shop)


def seen(shop: Counted, place: str, data: frozenset[str]) -> Seen:
    """What stands on the screen now."""
    opened = shop.opened
    looks = opened.counter.looks
    return Seen(
        place=place,
        root=opened.window,
        theme=opened.window.look.theme,
        language=looks.language,
        width=WIDTH,
        height=HEIGHT,
        scanner=opened.scanner,
        switch=lambda language: shop.opened.counter.ask(Intent.LANGUAGE, language),
        burst=lambda code, gap: burst(shop, code, gap),
        unplugged=lambda: unplugged(shop),
        data=data | _data_of(opened.counter.page.view()),
    )


def _data_of(view: object) -> frozenset[str]:
    """What a page shows as it is: names of libraries and licences, paths, the report itself."""
    if not isinstance(view, AboutView):
        return frozenset()
    texts = {view.report, view.message.detail}
    for row in (*view.rows, *view.libraries):
        texts |= {row.detail, row.figure} | ({row.name} if row in view.libraries else set())
    return frozenset(texts - {""})


def burst(shop: Counted, code: str, gap: int) -> None:
    """A code as a scanner sends it, or as a slow person types it."""
    shop.ticks.now += 1000
    for char in code:
        shop.ticks.now += gap
        QTest.keyClicks(_focused(shop), char)
    shop.ticks.now += gap
    if gap < 100:
        QTest.keyClick(_focused(shop), Qt.Key.Key_Return)


def _focused(shop: Counted) -> QWidget:
    return QApplication.focusWidget() or shop.opened.window


@contextmanager
def unplugged(shop: Counted) -> Iterator[None]:
    """The page and the scanner reach nobody."""
    opened = shop.opened
    page = opened.window.page
    assert page is not None
    blocker = QSignalBlocker(page)
    opened.scanner.scanned.disconnect(opened.counter.scanned)
    try:
        yield
    finally:
        opened.scanner.scanned.connect(opened.counter.scanned)
        blocker.unblock()


def dress(shop: Counted, *, dark: bool, percent: int, language: str) -> None:
    """The looks that are to be checked, on the smallest screen."""
    while shop.opened.counter.looks.dark != dark:
        shop.opened.counter.ask(Intent.MODE)
    while shop.opened.counter.looks.percent != percent:
        shop.opened.counter.ask(Intent.LARGER)
    if shop.opened.counter.looks.language != language:
        shop.opened.counter.ask(Intent.LANGUAGE, language)
    shop.driver.resize(WIDTH, HEIGHT)
