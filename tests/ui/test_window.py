"""The real window on every page: names, sizes, fits, focus, and keys that mean one thing."""

from collections import Counter as Tally
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from counter_app.bootstrap import Counter, Parts
from counter_app.commands.demo_store import demo_people, found_demo, opening_float
from counter_app.services.drafts import CURRENT
from counter_app.services.resources import resource_dir
from counter_app.settings import KEYS_VARIABLE
from counter_app.ui.assembly import Opening, open_window
from counter_app.ui.flows.keys import ALSO, SHORTCUTS, Intent
from counter_app.ui.flows.signing_in import DemoSecret
from counter_app.ui.pages.sign_in import PersonKey
from counter_app.ui.tour.driver import Driver, Ticks
from counter_app.ui.widgets.action_key import ActionKey
from counter_app.ui.widgets.parts import Aside
from counter_app.ui.widgets.row_list import RowList

TOASTER, KETTLE, KNIFE, REPAIR = "9520001000010", "9520001000034", "9520002000095", "20000059"
LANGUAGES = {"en": "104", "it": "117", "el": "126"}
# 1024 x 768 at 100 and 200 % is what the accessibility checks look at.
SIZES = [(100, 1366, 768), (125, 1366, 768), (150, 1366, 768)]


@dataclass
class Shop:
    """A demo store with its window and a person at it."""

    counter: Counter
    driver: Driver

    @property
    def window(self) -> QWidget:
        return self.driver.opened.window

    def sign_in(self, language: str) -> None:
        person = next(one for one in demo_people() if one.person.number == LANGUAGES[language])
        self.driver.write(person.person.number)
        self.driver.write(person.pin)

    def sell(self, language: str = "en") -> None:
        self.sign_in(language)
        self.driver.ask(Intent.FINISH)

    def visible(self, kind: type[QWidget] = QWidget) -> list[QWidget]:
        return [widget for widget in self.window.findChildren(kind) if widget.isVisible()]


@pytest.fixture
def shop(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shop]:
    del qtbot
    monkeypatch.setenv(KEYS_VARIABLE, str(tmp_path / "keys"))
    counter = found_demo(tmp_path / "store", Parts(cheap_pins=True))
    ticks = Ticks()
    people = tuple(DemoSecret(one.person, one.pin) for one in demo_people())
    opened = open_window(
        counter.use,
        Opening(resource_dir(), counter.wording, people, opening_float(), ticks),
    )
    yield Shop(counter, Driver(opened, ticks, counter.store.entries, tmp_path))
    opened.close()
    opened.window.close()
    delete(opened.window)  # else every later test dresses this one's widgets too
    counter.close()


def idle(shop: Shop) -> None:
    del shop


def basket(shop: Shop) -> None:
    shop.driver.scan(TOASTER)
    shop.driver.scan(KETTLE)


def part_paid(shop: Shop) -> None:
    basket(shop)
    shop.driver.write("10.00")
    shop.driver.ask(Intent.CARD)


def check(shop: Shop) -> None:
    basket(shop)
    shop.driver.ask(Intent.CHECK)


def done(shop: Shop) -> None:
    basket(shop)
    shop.driver.write("60")
    shop.driver.ask(Intent.CASH)


def helped(shop: Shop) -> None:
    shop.driver.ask(Intent.HELP)


def age(shop: Shop) -> None:
    shop.driver.scan(KNIFE)


def price(shop: Shop) -> None:
    shop.driver.scan(REPAIR)


def void(shop: Shop) -> None:
    basket(shop)
    shop.driver.ask(Intent.VOID)


def unknown(shop: Shop) -> None:
    basket(shop)
    shop.driver.scan("5449000000996")


def receipt(shop: Shop) -> None:
    done(shop)
    shop.driver.ask(Intent.REPRINT)


def closing(shop: Shop) -> None:
    shop.driver.ask(Intent.TILL)
    shop.driver.write("150")


def closed(shop: Shop) -> None:
    closing(shop)
    shop.driver.ask(Intent.FINISH)
    shop.driver.ask(Intent.FINISH)


SCENES = [idle, basket, part_paid, check, done, helped, age, price, void, unknown, receipt]
ALL = [*SCENES, closing, closed]
Scene = Callable[[Shop], None]


def set_size(shop: Shop, percent: int) -> None:
    while shop.driver.opened.counter.looks.percent != percent:
        shop.driver.ask(Intent.LARGER)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_cut_at_any_size_of_window_and_text(shop: Shop, language: str) -> None:
    shop.sell(language)
    cut = []
    for scene in SCENES:
        scene(shop)
        for percent, width, height in SIZES:
            set_size(shop, percent)
            shop.driver.resize(width, height)
            place = f"{scene.__name__} {percent} % {width} x {height}"
            needed = shop.driver.opened.window.page.minimumSizeHint()  # type: ignore[union-attr]  # a page is shown
            if needed.width() > width or needed.height() > height:
                cut.append(f"{place}: the page needs {needed.width()} x {needed.height()}")
            cut += [f"{place}: {name}" for name in (*_cut_keys(shop), *_cut_labels(shop))]
        set_size(shop, 100)
        shop.driver.resize(1366, 768)
        _leave(shop)
    assert cut == []


def _leave(shop: Shop) -> None:
    """Back to an empty page, whatever the scene left."""
    for _ in range(3):
        shop.driver.ask(Intent.BACK)
    selling = shop.driver.opened.counter.selling
    assert selling is not None
    if selling.state.bill.taken and selling.state.paid is None:
        shop.driver.ask(Intent.FINISH)
    if selling.holds_basket:
        shop.driver.ask(Intent.VOID)
        shop.driver.ask(Intent.VOID)


def _cut_keys(shop: Shop) -> list[str]:
    return [
        f"{key.view.text or key.view.spoken} has {key.width()} of {key.minimumSizeHint().width()}"
        for key in shop.visible(ActionKey)
        if isinstance(key, ActionKey) and key.width() < key.minimumSizeHint().width()
    ]


def _cut_labels(shop: Shop) -> list[str]:
    return [
        f"{label.text()} has {label.width()} of {label.sizeHint().width()}"
        for label in shop.visible(QLabel)
        if isinstance(label, QLabel)
        and not isinstance(label, Aside)
        and not label.wordWrap()
        and label.width() < label.sizeHint().width()
    ]


@pytest.mark.parametrize("scene", ALL, ids=lambda scene: scene.__name__)
def test_everything_has_a_name_and_is_large_enough_for_a_thumb(shop: Shop, scene: Scene) -> None:
    shop.sell()
    scene(shop)
    nameless = [
        type(widget).__name__
        for widget in shop.visible()
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not isinstance(widget, RowList)
        and not widget.accessibleName()
    ]
    small = [
        (widget.accessibleName(), widget.width(), widget.height())
        for widget in shop.visible(QAbstractButton)
        if widget.width() < 40 or widget.height() < 40
    ]
    assert (nameless, small) == ([], [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_sign_in_and_till_fit_every_size_too(shop: Shop, language: str) -> None:
    shop.driver.ask(Intent.MODE)
    while shop.driver.opened.counter.looks.language != language:
        shop.driver.ask(Intent.LANGUAGE)
    cut = _cut_at_all_sizes(shop)
    shop.sign_in(language)
    cut += _cut_at_all_sizes(shop)
    assert cut == []


def _cut_at_all_sizes(shop: Shop) -> list[str]:
    cut = []
    for percent, width, height in SIZES:
        set_size(shop, percent)
        shop.driver.resize(width, height)
        place = f"{percent} % {width} x {height}"
        cut += [f"{place}: {name}" for name in (*_cut_keys(shop), *_cut_labels(shop))]
        cut += [
            f"{place}: {key.accessibleName()} has {key.width()} of {key.minimumSizeHint().width()}"
            for key in shop.visible(PersonKey)
            if key.width() < key.minimumSizeHint().width()
        ]
    set_size(shop, 100)
    shop.driver.resize(1366, 768)
    return cut


def test_the_sign_in_page_is_named_and_large_enough_too(shop: Shop) -> None:
    buttons = shop.visible(QAbstractButton)
    assert [b for b in buttons if b.width() < 40 or b.height() < 40] == []
    fields = shop.visible(QLineEdit)
    assert [field.accessibleName() for field in fields if not field.accessibleName()] == []


def test_no_two_intents_share_a_key() -> None:
    keys = [QKeySequence(text).toString() for text in (*SHORTCUTS.values(), *ALSO.values())]
    assert [key for key, count in Tally(keys).items() if count > 1] == []


def test_every_key_hint_on_the_screen_is_the_key_that_works(shop: Shop) -> None:
    shop.sell()
    basket(shop)
    for key in shop.visible(ActionKey):
        assert isinstance(key, ActionKey)
        name = key.view.intent.partition(":")[0]
        if key.view.hint and name in SHORTCUTS:
            assert key.view.hint == SHORTCUTS[Intent(name)].replace("+", " ")


@pytest.mark.parametrize("language", ["it", "el"])
def test_switching_the_language_leaves_no_english_word(shop: Shop, language: str) -> None:
    shop.sell("en")
    part_paid(shop)
    english = {text for text in shop.driver.shown() if any(char.isalpha() for char in text)}
    while shop.driver.opened.counter.looks.language != language:
        shop.driver.ask(Intent.LANGUAGE)
    same = english & set(shop.driver.shown())
    data = {"0001 Demo Emporium", "Emma Clarke", "AR"}
    assert same - data == set()
    shop.driver.sees("Φρυγανιέρα" if language == "el" else "Tostapane")


def test_light_and_dark_change_at_once_and_the_basket_stays(shop: Shop) -> None:
    shop.sell()
    basket(shop)
    before = shop.driver.shown()
    light = shop.window.grab().toImage().pixelColor(5, 400)
    shop.driver.ask(Intent.MODE)
    dark = shop.window.grab().toImage().pixelColor(5, 400)
    assert light.lightness() > 200
    assert dark.lightness() < 60
    assert shop.driver.shown() == before


def test_two_quick_presses_on_a_payment_key_pay_once(shop: Shop) -> None:
    shop.sell()
    basket(shop)
    page = shop.driver.opened.window.page
    key = next(k for k in shop.visible(ActionKey) if k.accessibleName() == "Cash")
    for _ in range(2):
        QTest.mouseClick(key, Qt.MouseButton.LeftButton)
    shop.driver.settle()
    sales = [entry for entry in shop.counter.store.entries(0) if entry.kind == "sale"]
    assert len(sales) == 1
    assert shop.driver.opened.window.page is page


def test_a_scan_into_any_field_of_any_page_leaves_it_as_it_was(shop: Shop) -> None:
    shop.sell()
    check(shop)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    shop.driver.write("0210")
    held = [field.text()]
    field.textChanged.connect(held.append)
    shop.driver.scan(KETTLE)  # its line takes the place of the card with the field
    assert held[-1] == "0210"
    shop.driver.sees("2 × 29.90")


def test_the_focus_ring_shows_where_the_keyboard_is(shop: Shop) -> None:
    shop.sell()
    basket(shop)
    shop.driver.press("Tab")
    focused = QApplication.focusWidget()
    assert isinstance(focused, ActionKey)
    ring = shop.driver.opened.window.look.theme.colour("focus")
    image = focused.grab().toImage()
    marked = sum(
        image.pixelColor(x, y) == ring for x in range(image.width()) for y in range(image.height())
    )
    assert marked >= 2 * 2 * (focused.width() + focused.height() - 20)


@pytest.mark.parametrize("scene", [basket, check, done], ids=lambda scene: scene.__name__)
def test_tab_visits_everything_once_and_comes_back(shop: Shop, scene: Scene) -> None:
    shop.sell()
    scene(shop)
    start = QApplication.focusWidget()
    visited: list[QWidget | None] = []
    for _ in range(80):
        QTest.keyClick(QApplication.focusWidget() or shop.window, Qt.Key.Key_Tab)
        visited.append(QApplication.focusWidget())
        if visited[-1] is start:
            break
    assert visited[-1] is start
    assert len(set(visited)) == len(visited)


def test_a_basket_survives_the_lock_and_its_amounts_are_out_of_sight(shop: Shop) -> None:
    shop.sell()
    basket(shop)
    shop.driver.ask(Intent.LOCK)
    shop.driver.sees_not("24.90", "54.80")
    shop.sign_in("en")
    shop.driver.sees("24.90", "54.80")


def test_what_was_scanned_is_on_the_disk_before_anybody_asks(shop: Shop) -> None:
    shop.sell()
    basket(shop)
    draft = shop.counter.store.draft(CURRENT)
    assert draft is not None
    assert [line.code for line in draft.basket.lines] == [TOASTER, KETTLE]


def test_typing_on_a_key_or_a_list_goes_to_the_scan_line(shop: Shop) -> None:
    shop.sell()
    basket(shop)
    shop.driver.press("Tab")
    shop.driver.write("50")
    shop.driver.ask(Intent.CASH)
    shop.driver.sees("Still to pay", "4.80")


def test_a_scan_on_a_focused_key_leaves_nothing_behind_and_presses_nothing(shop: Shop) -> None:
    shop.sell()
    basket(shop)
    shop.driver.press("Tab")
    shop.driver.scan(KETTLE)
    shop.driver.sees("2 × 29.90")
    selling = shop.driver.opened.counter.selling
    assert selling is not None
    assert selling.state.typed == ""


def test_a_touch_leaves_the_focus_where_typing_goes(shop: Shop) -> None:
    shop.sell()
    basket(shop)
    focused = QApplication.focusWidget()
    shop.driver.touch("One more")
    assert QApplication.focusWidget() is focused
    shop.driver.sees("2 × 29.90")
