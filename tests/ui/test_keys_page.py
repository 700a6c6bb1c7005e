"""The real window: a key is changed by pressing it, and every hint and shortcut follows at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from shiboken6 import delete

from counter_app.commands.demo_store import demo_people, opening_float
from counter_app.services.resources import resource_dir
from counter_app.ui.assembly import Opening, open_window
from counter_app.ui.flows.keyboard.key_map import DEFAULT_KEYS
from counter_app.ui.flows.keys import Intent
from counter_app.ui.flows.signing_in import DemoSecret
from counter_app.ui.kept_keys import keep_keys, kept_keys
from counter_app.ui.pages.keys import KeyCatcher, KeysPage
from counter_app.ui.pages.sell import SellPage
from counter_app.ui.tour.driver import Driver, Ticks
from counter_app.ui.widgets.action_key import ActionKey
from counter_app.ui.widgets.row_list import RowList
from tests.ui.shop import KETTLE, TOASTER, Counted, store_in, window_over

PLACES = {"z": 52, "y": 29}  # X11 numbers of the keys that carry these letters


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Counted]:
    with store_in(tmp_path / "store") as counter, window_over(counter, tmp_path) as shop:
        shop.sell()
        yield shop


def open_entry(shop: Counted, name: str) -> None:
    shop.driver.ask(Intent.KEYS)
    (rows,) = (one for one in shop.visible(RowList) if isinstance(one, RowList))
    index = rows.rows.index(rows.rows.number_of(name))
    rows.scrollTo(index)
    where = rows.visualRect(index).center()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=where)
    shop.driver.settle()


def hints(shop: Counted) -> dict[str, str]:
    keys = (key for key in shop.visible(ActionKey) if isinstance(key, ActionKey))
    return {key.view.intent: key.view.hint for key in keys}


def test_a_new_key_works_at_once_and_stands_on_the_button(shop: Counted) -> None:
    open_entry(shop, "suspend")
    shop.driver.press("F7")
    shop.driver.ask(Intent.FINISH)
    assert isinstance(shop.opened.window.page, SellPage)
    assert hints(shop)["suspend"] == "F7"
    shop.driver.scan(TOASTER)
    shop.driver.press("Ctrl+H")
    assert len(shop.selling.state.bill.lines) == 1
    shop.driver.press("F7")
    assert not shop.selling.state.bill.lines


def test_every_hint_is_the_key_that_works_after_a_change_too(shop: Counted) -> None:
    for name, key in (("cash", "Ctrl+Shift+B"), ("find", "F6"), ("undo", "Ctrl+Shift+Z")):
        open_entry(shop, name)
        shop.driver.press(key)
        shop.driver.press("Esc")
    shop.driver.scan(TOASTER)
    keys = shop.opened.counter.keys
    for name, hint in hints(shop).items():
        if hint and name in set(Intent):
            assert hint == keys.hint(Intent(name))
    assert hints(shop)["find"] == "F6"


def test_a_taken_key_is_swapped_by_one_more_key(shop: Counted) -> None:
    open_entry(shop, "cash")
    shop.driver.press("F10")
    shop.driver.sees("F10 already does this")
    shop.driver.press("F12")
    assert shop.opened.counter.keys.key(Intent.CARD) == "F9"


def test_while_a_key_is_waited_for_none_does_its_work(shop: Counted) -> None:
    shop.driver.scan(TOASTER)
    open_entry(shop, "cash")
    for key in ("x", "F1", "Return", "Ctrl+L"):
        shop.driver.press(key)
    assert isinstance(shop.opened.window.page, KeysPage)
    assert len(shop.selling.state.bill.lines) == 1


def test_a_scan_leaves_the_page_and_sells(shop: Counted) -> None:
    open_entry(shop, "cash")
    shop.driver.scan(KETTLE)
    assert isinstance(shop.opened.window.page, SellPage)
    assert [line.code for line in shop.selling.state.bill.lines] == [KETTLE]
    assert shop.opened.counter.keys == DEFAULT_KEYS


@pytest.mark.parametrize("language", ["it", "el"])
def test_keys_are_changed_in_each_language_by_keys_alone(shop: Counted, language: str) -> None:
    while shop.opened.counter.looks.language != language:
        shop.driver.ask(Intent.LANGUAGE)
    shop.driver.ask(Intent.KEYS)
    shop.driver.press("Down")
    shop.driver.press("Return")
    shop.driver.press("Ctrl+Up")
    assert shop.opened.counter.keys.key(Intent.MORE) == "Ctrl+Up"
    shop.driver.press("Ctrl+Z")
    assert shop.opened.counter.keys == DEFAULT_KEYS


def greek(letter: str, code: int) -> None:
    focused = QApplication.focusWidget()
    assert focused is not None
    held = Qt.KeyboardModifier.ControlModifier
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, ord(letter), held, code, 0, 0, "")
        QApplication.sendEvent(focused, event)
    QApplication.processEvents()


def test_ctrl_z_undoes_on_a_greek_keyboard_too(shop: Counted) -> None:
    shop.driver.scan(TOASTER)
    greek("Ζ", PLACES["z"])
    assert not shop.selling.state.bill.lines
    greek("Υ", PLACES["y"])
    assert len(shop.selling.state.bill.lines) == 1


def test_changed_keys_are_there_after_the_next_start(tmp_path: Path) -> None:
    file = tmp_path / "window.ini"
    assert kept_keys(file) == (DEFAULT_KEYS, True)
    keys = DEFAULT_KEYS.swapped(Intent.CASH, "F10")
    keep_keys(keys, file)
    assert kept_keys(file) == (keys, True)
    keep_keys(DEFAULT_KEYS, file)
    assert kept_keys(file) == (DEFAULT_KEYS, True)


@pytest.mark.parametrize("text", ["[keys]\ncash=A\n", "[keys]\ndance=F5\n"])
def test_a_broken_file_means_the_usual_keys_and_is_known(tmp_path: Path, text: str) -> None:
    file = tmp_path / "window.ini"
    file.write_text(text, "utf-8")
    assert kept_keys(file) == (DEFAULT_KEYS, False)


def test_tab_goes_on_and_no_key_is_waited_for_any_more(shop: Counted) -> None:
    open_entry(shop, "cash")
    shop.driver.press("Tab")
    shop.driver.press("F5")
    assert shop.opened.counter.keys == DEFAULT_KEYS
    shop.driver.sees("F9")


@pytest.mark.parametrize("key", ["Return", "Space"])
def test_the_key_itself_asks_for_a_new_one(shop: Counted, key: str) -> None:
    open_entry(shop, "cash")
    shop.driver.press("Esc")
    for _ in range(10):
        if isinstance(QApplication.focusWidget(), KeyCatcher):
            break
        shop.driver.press("Tab")
    shop.driver.press(key)
    shop.driver.press("F5")
    assert shop.opened.counter.keys.key(Intent.CASH) == "F5"


@contextmanager
def machine(folder: Path) -> Iterator[Counted]:
    """The window of a machine that keeps its looks beside its store."""
    ticks = Ticks()
    people = tuple(DemoSecret(one.person, one.pin) for one in demo_people())
    with store_in(folder / "store") as counter:
        opening = Opening(resource_dir(), counter.wording, people, opening_float(), ticks)
        opened = open_window(counter.use, replace(opening, looks_file=folder / "window.ini"))
        try:
            yield Counted(counter, Driver(opened, ticks, counter.store.entries, folder), ticks)
        finally:
            opened.close()
            opened.window.close()
            delete(opened.window)  # else every later test dresses this one's widgets too


def test_a_broken_file_is_said_once_where_somebody_reads_it(tmp_path: Path) -> None:
    (tmp_path / "window.ini").write_text("[keys]\ncash=A\n", "utf-8")
    with machine(tmp_path) as shop:
        shop.sell()
        shop.driver.sees("could not be read")
        assert shop.opened.counter.keys == DEFAULT_KEYS
        shop.driver.scan(TOASTER)
        shop.driver.sees_not("could not be read")


def test_the_next_window_of_the_machine_has_the_changed_keys(tmp_path: Path) -> None:
    with machine(tmp_path) as shop:
        shop.sell()
        open_entry(shop, "suspend")
        shop.driver.press("F7")
    with machine(tmp_path) as shop:
        shop.sell()
        assert hints(shop)["suspend"] == "F7"
