"""The set-up's window: by keys alone, by touch alone, in three languages, and nothing is cut."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from counter_app.bootstrap import Parts, open_counter
from counter_app.commands.unfinished import aside_of
from counter_app.domain.errors import Refusal
from counter_app.services.found_store import Founded, Founding, Onlooker, Stage
from counter_app.services.set_up import Country, SetUp
from counter_app.settings import KEYS_VARIABLE, read_settings
from counter_app.ui.flows.keyboard.touch_typing import (
    BACKSPACE,
    CLOSE,
    ENTER,
    LANGUAGE,
    SHIFT,
    SPACE,
    TONOS,
)
from counter_app.ui.flows.keys import Intent
from counter_app.ui.flows.set_up.parts import Step
from counter_app.ui.widgets.action_key import ActionKey
from counter_app.ui.widgets.touch_keyboard import BOUNCE_MS
from counter_app.wording import LANGUAGES
from tests.ui.setup_scenes import (
    PIN,
    SETUP_SCENES,
    Person,
    catalogue,
    catalogue_bad,
    check,
    done,
    manager,
    manager_filled,
    manager_keyboard,
    papers,
    set_up_in,
    sheet,
    sheet_saved,
    sheet_wrong,
    store,
    store_wrong,
)

SIZES = [(100, 1024, 768), (200, 1024, 768), (200, 1366, 768)]


@pytest.fixture
def person(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Person]:
    del qtbot
    monkeypatch.setenv(KEYS_VARIABLE, str(tmp_path / "keys"))
    with set_up_in(tmp_path) as person:
        yield person


def speak(person: Person, language: str) -> None:
    while person.presenter.looks.language != language:
        person.ask(Intent.LANGUAGE)


def size_to(person: Person, percent: int, width: int, height: int) -> None:
    while person.presenter.looks.percent != percent:
        person.ask(Intent.LARGER)
    person.window.resize(width, height)
    person.settle()


def first_person_of(folder: Path) -> tuple[str, str]:
    counter = open_counter(folder, Parts(cheap_pins=True))
    try:
        one = counter.use.sign_in.by_number("101", PIN)
        return one.name, counter.store.founded().name
    finally:
        counter.close()


# ---------------------------------------------------------------------------- from end to end


@pytest.mark.parametrize("language", LANGUAGES)
def test_keys_alone_set_a_store_up_in_every_language(person: Person, language: str) -> None:
    speak(person, language)
    done(person)
    assert person.step is Step.DONE
    assert read_settings(person.folder / "shop").language == language
    assert str(person.folder / "shop") in person.texts()
    assert first_person_of(person.folder / "shop") == ("Anna Rossi", "Emporio Rossi")
    person.forward()
    assert not person.window.isVisible()
    assert person.presenter.state.folder == person.folder / "shop"


def tap_text(person: Person, text: str) -> None:
    """Type with a finger on the on-screen keyboard."""
    for char in text:
        if char.isupper():
            press_on_screen(person, SHIFT)
        press_on_screen(person, SPACE if char == " " else char)


def on_screen(person: Person) -> list[ActionKey]:
    return [key for key in person.page.keyboard.findChildren(ActionKey) if key.isVisible()]


def has_key(person: Person, char: str) -> bool:
    return any(key.view.intent == char for key in on_screen(person))


def press_on_screen(person: Person, intent: str) -> None:
    QTest.qWait(BOUNCE_MS + 1)  # a bounce is what comes sooner
    key = next(one for one in on_screen(person) if one.view.intent == intent)
    QTest.mouseClick(key, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def touch_field(person: Person, name: str) -> None:
    QTest.mouseClick(person.field(name).editor, Qt.MouseButton.LeftButton)
    person.settle()


def test_touch_alone_sets_a_store_up(person: Person) -> None:
    person.touch("choose:country=gb")
    person.touch(Intent.FINISH)
    person.touch(Intent.PAD)
    for name, text in (
        ("store.name", "Kiosk 7"),
        ("store.address.1", "High Street 1"),
        ("store.address.2", "London"),
    ):
        touch_field(person, name)
        tap_text(person, text)
    person.touch(Intent.FINISH)
    touch_field(person, "manager.name")
    tap_text(person, "Jo")
    for name in ("manager.pin", "manager.pin_again"):
        touch_field(person, name)
        tap_text(person, PIN)
    for step in (Step.CATALOGUE, Step.PAPERS, Step.BACKUPS, Step.CHECK):
        person.touch(Intent.FINISH)
        assert person.step is step
    person.touch(Intent.FINISH)
    person.picks.append(str(person.folder / "sheet.pdf"))
    person.touch(Intent.FIND)
    assert (person.folder / "sheet.pdf").is_file()
    founded = person.presenter.state.founded
    assert founded is not None
    touch_field(person, "sheet.digits")
    tap_text(person, founded.check)
    person.touch(Intent.FINISH)
    assert person.step is Step.DONE
    assert first_person_of(person.folder / "shop") == ("Jo", "Kiosk 7")


# ------------------------------------------------------------------------------- back and forth


def test_a_step_back_loses_nothing(person: Person) -> None:
    check(person)
    while person.step is not Step.COUNTRY:
        person.back()
    person.forward()
    assert person.field("store.name").editor.text() == "Emporio Rossi"
    person.forward()
    assert person.field("manager.pin").editor.text() == PIN
    for step in (Step.CATALOGUE, Step.PAPERS, Step.BACKUPS, Step.CHECK):
        person.forward()
        assert person.step is step


def test_another_look_keeps_what_was_typed_and_where_typing_goes(person: Person) -> None:
    manager_filled(person)
    for intent in (Intent.LANGUAGE, Intent.MODE, Intent.LARGER):
        person.ask(intent)
        assert person.field("manager.name").editor.text() == "Anna Rossi"
        assert person.field("manager.pin").editor.text() == PIN
        assert person.field("manager.pin_again").editor.hasFocus()


def test_back_from_the_sheet_puts_the_store_away_and_a_new_sheet_follows(person: Person) -> None:
    sheet(person)
    first = person.presenter.state.founded
    assert aside_of(person.folder / "shop").exists()
    person.back()
    assert person.step is Step.CHECK
    assert not aside_of(person.folder / "shop").exists()
    assert "opens nothing" in person.texts()
    person.forward()
    again = person.presenter.state.founded
    assert first is not None
    assert again is not None
    assert first.check != again.check or first.pages != again.pages


def test_a_window_closed_before_the_end_leaves_no_store(person: Person) -> None:
    sheet(person)
    person.window.close()
    person.settle()
    assert not (person.folder / "shop").exists()
    assert not aside_of(person.folder / "shop").exists()


# -------------------------------------------------------------------------------- what is told


def test_every_mistake_of_a_step_stands_under_its_field_and_the_first_has_the_focus(
    person: Person,
) -> None:
    store_wrong(person)
    assert person.step is Step.STORE
    assert person.field("store.name").editor.hasFocus()
    for sentence in ("no name yet", "address is missing", "no tax number", "from 1 to 9999"):
        assert sentence in person.texts()
    person.write("Emporio")
    assert "no name yet" not in person.texts()


def test_who_corrects_one_mistake_is_not_sent_to_the_next_while_typing(person: Person) -> None:
    store_wrong(person)
    person.write("Emporio")
    assert person.field("store.name").editor.text() == "Emporio"
    assert person.field("store.name").editor.hasFocus()
    person.forward()
    assert person.field("store.address.1").editor.hasFocus()


def test_the_preview_shows_first_rows_and_bad_ones_with_line_and_reason(person: Person) -> None:
    catalogue_bad(person)
    assert person.step is Step.CATALOGUE
    rows = [row for part in person.page.content.parts for row in getattr(part, "rows", ())]
    assert [row.name for row in rows if row.key.startswith("good")] == ["Toaster", "Kettle 1.7 l"]
    bad = {row.detail: row.name for row in rows if row.key.startswith("bad")}
    assert bad["Line 4 · price"] == "cheap is not an amount of this currency."
    assert bad["Line 5 · name"] == "The product has no name."
    assert "3 rows cannot be loaded" in person.texts()
    assert "Leave the bad rows out" in person.texts()


def test_a_corrected_path_is_looked_at_again_before_it_is_taken(person: Person) -> None:
    catalogue_bad(person)
    good = person.folder / "good.csv"
    good.write_text("code,name,price,tax\n9520001000010,Toaster,1.00,standard\n", "utf-8")
    person.fill(str(good))
    assert "Look at the file" in person.texts()
    person.forward()
    assert "Every row can be loaded" in person.texts()
    person.forward()
    assert person.step is Step.PAPERS


def test_a_picked_file_is_looked_at_at_once(person: Person) -> None:
    catalogue(person)
    file = person.folder / "goods.csv"
    file.write_text("code,name,price,tax\n9520001000010,Toaster,1.00,standard\n", "utf-8")
    person.picks.append(str(file))
    person.ask(Intent.FIND)
    assert person.field("catalogue.file").editor.text() == str(file)
    assert "1 product" in person.texts()


def test_a_dialog_that_is_left_changes_nothing(person: Person) -> None:
    papers(person)
    person.ask(Intent.FIND)
    assert person.field("papers.folder").editor.text() == ""


def test_wrong_check_digits_found_nothing(person: Person) -> None:
    sheet_wrong(person)
    assert person.step is Step.SHEET
    assert not (person.folder / "shop").exists()
    assert "not the check digits" in person.texts()


class Slow:
    """Founds for as long as nobody calls it off."""

    def __init__(self, founding: Founding) -> None:
        self._founding = founding

    def begin(self, answers: SetUp, country: Country, onlooker: Onlooker) -> Founded:
        del answers, country
        onlooker.told(Stage.CATALOGUE, 1200, 5000)
        while not onlooker.cancelled():
            Event().wait(0.001)
        raise Refusal("set_up.cancelled")

    def __getattr__(self, name: str) -> object:
        return getattr(self._founding, name)


def test_a_long_founding_tells_how_far_it_is_and_can_be_stopped(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(KEYS_VARIABLE, str(tmp_path / "keys"))
    slow = lambda founding: cast(Founding, Slow(founding))  # noqa: E731 - a twin in one line
    with set_up_in(tmp_path, slow) as person:
        check(person)
        QTest.keyClick(person.window, Qt.Key.Key_F12)
        words = "Loading the catalogue · 1,200 of about 5,000 rows"
        qtbot.waitUntil(lambda: words in person.texts())
        assert "Stop" in person.texts()
        person.back()
        assert person.step is Step.CHECK
        assert "Stopped. Nothing was made" in person.texts()
        assert not (tmp_path / "shop").exists()


def test_a_sheet_that_cannot_be_saved_is_told_and_can_be_saved_elsewhere(person: Person) -> None:
    sheet(person)
    (person.folder / "file").write_text("")
    person.fill(str(person.folder / "file" / "sheet.pdf"))
    person.ask(Intent.RECEIPT)
    assert "could not be written" in person.texts()
    person.fill(str(person.folder / "sheet.pdf"))
    person.ask(Intent.RECEIPT)
    assert (person.folder / "sheet.pdf").is_file()


def test_a_scan_types_nothing_and_presses_nothing(person: Person) -> None:
    store(person)
    field = person.field("store.name").editor
    for char in "9520001000010":
        person.ticks.now += 10
        QTest.keyClicks(field, char)
    person.ticks.now += 10
    QTest.keyClick(field, Qt.Key.Key_Return)
    person.settle()
    assert person.field("store.name").editor.text() == ""
    assert person.field("store.name").editor.hasFocus()


def test_the_last_key_tells_what_comes_first(person: Person) -> None:
    sheet_saved(person)
    finish = next(key for key in person.all_keys() if key.view.intent == Intent.FINISH)
    assert not finish.isEnabled()
    assert finish.view.sub == "Key in the digits first"


def test_a_printer_that_is_known_can_be_chosen_and_no_folder_is_asked(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del qtbot
    monkeypatch.setenv(KEYS_VARIABLE, str(tmp_path / "keys"))
    with set_up_in(tmp_path, printers=("Front desk",)) as person:
        papers(person)
        assert [box.name for box in person.page.fields] == ["papers.folder"]
        person.choose("Front desk")
        assert person.page.fields == []
        person.forward()
        assert person.step is Step.BACKUPS


# ------------------------------------------------------------------------------- on-screen keys


def test_the_keyboard_shows_digits_for_a_pin_and_letters_for_a_name(person: Person) -> None:
    manager_keyboard(person)
    assert has_key(person, "q")
    touch_field(person, "manager.pin")
    assert has_key(person, "00")
    assert not has_key(person, "q")
    touch_field(person, "manager.name")
    assert has_key(person, "q")


def test_greek_and_other_letters_can_be_typed_by_touch(person: Person) -> None:
    speak(person, "el")
    store(person)
    person.touch(Intent.PAD)
    for intent in (SHIFT, "Α", "γ", TONOS, "α", LANGUAGE, "b", "x", BACKSPACE):
        press_on_screen(person, intent)
    assert person.field("store.name").editor.text() == "Αγάb"
    press_on_screen(person, ENTER)
    assert person.field("store.address.1").editor.hasFocus()
    press_on_screen(person, CLOSE)
    assert person.page.keyboard.isHidden()


def test_the_field_that_is_typed_into_stands_above_the_keyboard(person: Person) -> None:
    size_to(person, 200, 1024, 768)
    manager(person)
    person.touch(Intent.PAD)
    touch = person.field("manager.pin_again").editor
    touch.setFocus(Qt.FocusReason.MouseFocusReason)
    person.settle()
    bottom = touch.mapTo(person.window, touch.rect().bottomLeft()).y()
    assert bottom < person.page.keyboard.mapTo(person.window, person.page.rect().topLeft()).y()


# ------------------------------------------------------------------------------------ its looks


def cut_at(person: Person, width: int, height: int) -> list[str]:
    need = person.page.minimumSizeHint()
    cut = [] if need.width() <= width and need.height() <= height else [f"page needs {need}"]
    cut += [
        f"{key.view.text} has {key.width()} of {key.minimumSizeHint().width()}"
        for key in person.all_keys()
        if key.width() < key.minimumSizeHint().width()
    ]
    for label in person.visible(QLabel):
        assert isinstance(label, QLabel)
        needs = label.heightForWidth(label.width()) if label.wordWrap() else 0
        wide = not label.wordWrap() and label.width() < label.sizeHint().width()
        if wide or label.height() < needs:
            cut.append(f"{label.text()} has {label.width()} x {label.height()}")
    return cut


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scene", SETUP_SCENES)
def test_nothing_is_cut_at_any_size(person: Person, scene: str, language: str) -> None:
    speak(person, language)
    SETUP_SCENES[scene](person)
    cut = []
    for percent, width, height in SIZES:
        size_to(person, percent, width, height)
        cut += [f"{percent} {width}: {one}" for one in cut_at(person, width, height)]
    assert cut == []


def test_every_step_has_a_scene() -> None:
    assert {name.partition(":")[0] for name in SETUP_SCENES} == {step.value for step in Step}


@pytest.mark.parametrize("scene", SETUP_SCENES)
def test_everything_has_a_name_is_large_enough_and_in_the_round_of_tab(
    person: Person, scene: str
) -> None:
    SETUP_SCENES[scene](person)
    reached = [one for one in person.visible() if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert [type(one).__name__ for one in reached if not one.accessibleName()] == []
    small = [key.view.text for key in person.all_keys() if min(key.width(), key.height()) < 40]
    assert small == []
    wanted = {one for one in reached if one.isEnabled()}
    seen: set[QWidget] = set()
    for _ in range(len(wanted) + 1):
        focused = QApplication.focusWidget()
        if focused is not None:
            seen.add(focused)
        QTest.keyClick(focused or person.window, Qt.Key.Key_Tab)
    assert {type(one).__name__ for one in wanted - seen} == set()


def test_a_pin_is_never_drawn_nor_written_out(person: Person) -> None:
    manager_filled(person)
    box = person.field("manager.pin")
    assert box.editor.echoMode() is QLineEdit.EchoMode.Password
    assert PIN not in repr(person.presenter.state)
    assert PIN not in repr(person.presenter.view())
