"""Every state of the set-up's window, and how a person gets there.

`SETUP_SCENES` maps a name to a function that brings a fresh window (of `set_up_in`) to that state
by keys alone. The accessibility checks visit each of them; a step without a scene fails a test.

    with set_up_in(tmp_path) as person:
        SETUP_SCENES["catalogue: bad rows"](person)
        person.window.grab()
"""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from shiboken6 import delete

from counter_app.bootstrap import Parts
from counter_app.commands.set_up_store import FoundedAside, known_here
from counter_app.services.found_store import Founding
from counter_app.services.resources import resource_dir
from counter_app.ui.flows.keys import SHORTCUTS, Intent
from counter_app.ui.flows.set_up.parts import Step
from counter_app.ui.flows.set_up.views import FactsPart, Part, RowsPart
from counter_app.ui.flows.views import RowView
from counter_app.ui.pages.set_up_window import Pickers, SetUpWindow
from counter_app.ui.pages.setting_up import SetUpPage
from counter_app.ui.presenters.setting_up import SetUpPresenter
from counter_app.ui.set_up_assembly import OpenSetUp, SetUpOpening, open_set_up
from counter_app.ui.tour.driver import TYPING_MS, Ticks
from counter_app.ui.widgets.action_key import DEAF_MS, ActionKey
from counter_app.ui.widgets.field_box import FieldBox

PIN: Final = "907351"
GOOD: Final = (
    "code,name,name_it,name_el,price,tax,category\n"
    "9520001000010,Toaster,Tostapane,Τοστιέρα,24.90,standard,Kitchen\n"
    "9520001000034,Kettle 1.7 l,Bollitore 1,7 l,Βραστήρας 1.7 l,29.90,standard,Kitchen\n"
).replace("Bollitore 1,7 l", '"Bollitore 1,7 l"')
BAD: Final = (
    GOOD + "9520002000019,Pan,Padella,Τηγάνι,cheap,standard,Kitchen\n"
    "9520002000026,,,,4.90,standard,Kitchen\n9520002000033,Cup,Tazza,Φλιτζάνι,2.90,tall,Kitchen\n"
)
_PATIENCE_S: Final = 10.0
_LAYOUTS: Final = 4


@dataclass
class Person:
    """Somebody at the window of a set-up; `folder` is theirs, the store will lie in `shop`."""

    opened: OpenSetUp
    folder: Path
    ticks: Ticks
    picks: list[str] = field(default_factory=list)

    @property
    def window(self) -> SetUpWindow:
        return self.opened.window

    @property
    def presenter(self) -> SetUpPresenter:
        return self.opened.presenter

    @property
    def step(self) -> Step:
        return self.presenter.state.step

    @property
    def page(self) -> SetUpPage:
        page = self.window.page
        assert page is not None
        return page

    def visible(self, kind: type[QWidget] = QWidget) -> list[QWidget]:
        return [one for one in self.window.findChildren(kind) if one.isVisible()]

    def field(self, name: str) -> FieldBox:
        return next(box for box in self.page.fields if box.name == name)

    def all_keys(self) -> list[ActionKey]:
        return [one for one in self.visible(ActionKey) if isinstance(one, ActionKey)]

    def texts(self) -> str:
        labels = [one.text() for one in self.visible(QLabel) if isinstance(one, QLabel)]
        return "\n".join([*labels, *(f"{key.view.text} {key.view.sub}" for key in self.all_keys())])

    # ------------------------------------------------------------------------- by keys

    def press(self, key: str) -> None:
        self.ticks.now += TYPING_MS
        focused = QApplication.focusWidget() or self.window
        QTest.keySequence(focused, QKeySequence(key))
        self.settle()

    def ask(self, intent: Intent) -> None:
        self.press(SHORTCUTS[intent])

    def forward(self) -> None:
        self.ask(Intent.FINISH)

    def back(self) -> None:
        self.ask(Intent.BACK)

    def write(self, text: str) -> None:
        """Type over what stands in the field that has the focus."""
        focused = QApplication.focusWidget()
        assert focused is not None
        self.ticks.now += TYPING_MS
        QTest.keyClick(focused, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(focused, Qt.Key.Key_Delete)
        for char in text:
            self.ticks.now += TYPING_MS
            QTest.keyClicks(focused, char)
        self.settle()

    def fill(self, *texts: str) -> None:
        """Type into the fields from the first on, with Enter between them."""
        for number, text in enumerate(texts):
            if number:
                self.press("Return")
            self.write(text)

    def choose(self, text: str) -> None:
        """Tab to a key by its words and press it."""
        for _ in range(60):
            focused = QApplication.focusWidget()
            if isinstance(focused, ActionKey) and focused.view.text == text:
                QTest.keyClick(focused, Qt.Key.Key_Space)
                self.settle()
                return
            QTest.keyClick(focused or self.window, Qt.Key.Key_Tab)
        message = f"no key {text!r}"
        raise AssertionError(message)

    # ------------------------------------------------------------------------- by touch

    def touch(self, intent: str) -> None:
        """A finger on a key, by what it asks for."""
        QTest.qWait(DEAF_MS)  # a finger that is quicker means the key before
        key = next(one for one in self.all_keys() if one.view.intent == intent and one.isEnabled())
        QTest.mouseClick(key, Qt.MouseButton.LeftButton)
        self.settle()

    # ------------------------------------------------------------------------- and waits

    def settle(self) -> None:
        until = time.perf_counter() + _PATIENCE_S
        process = QApplication.processEvents
        process()
        while not self.opened.tasks.at_rest and time.perf_counter() < until:
            time.sleep(0.001)
            process()
        assert self.opened.tasks.at_rest
        for _ in range(_LAYOUTS):
            process()


Founder = Callable[[Founding], Founding]


@contextmanager
def set_up_in(
    folder: Path, founder: Founder = lambda founding: founding, printers: tuple[str, ...] = ()
) -> Iterator[Person]:
    """The window over an empty folder; `founder` may put a twin in the place of who founds."""
    person_picks: list[str] = []

    def pick(_window: QWidget, _caption: str) -> str:
        return person_picks.pop(0) if person_picks else ""

    shop = folder / "shop"
    founding = founder(FoundedAside(shop, Parts(cheap_pins=True)))
    known = replace(known_here(shop, printers))
    ticks = Ticks()
    opening = SetUpOpening(
        resource_dir(), known, founding, "en", pickers=Pickers(pick, pick, pick), clock=ticks
    )
    opened = open_set_up(opening)
    opened.window.show()
    opened.window.activateWindow()
    person = Person(opened, folder, ticks, person_picks)
    person.settle()
    try:
        yield person
    finally:
        opened.window.close()
        opened.close()
        delete(opened.window)


# ------------------------------------------------------------------------------------- scenes


def country(person: Person) -> None:
    """Nothing chosen yet."""
    del person


def country_missing(person: Person) -> None:
    person.forward()


def country_chosen(person: Person) -> None:
    key = next(one for one in person.all_keys() if one.view.intent == "choose:country=it")
    person.choose(key.view.text)


def store(person: Person) -> None:
    country_chosen(person)
    person.forward()


def store_wrong(person: Person) -> None:
    store(person)
    person.fill("", "", "", "12345", "0", "")
    person.forward()


def store_filled(person: Person) -> None:
    store(person)
    person.fill("Emporio Rossi", "Via dell'Esempio 12", "40121 Bologna BO")


def manager(person: Person) -> None:
    store_filled(person)
    person.forward()


def manager_wrong(person: Person) -> None:
    manager(person)
    person.fill("Anna Rossi", "1", "123456", "654321")
    person.forward()


def manager_keyboard(person: Person) -> None:
    manager(person)
    person.touch(Intent.PAD)


def manager_filled(person: Person) -> None:
    manager(person)
    person.fill("Anna Rossi", "101", PIN, PIN)


def catalogue(person: Person) -> None:
    manager_filled(person)
    person.forward()


def _catalogue_of(person: Person, text: str) -> None:
    catalogue(person)
    file = person.folder / "catalogue.csv"
    file.write_text(text, "utf-8")
    person.fill(str(file))
    person.forward()


def catalogue_unreadable(person: Person) -> None:
    catalogue(person)
    person.fill(str(person.folder / "none.csv"))
    person.forward()


def catalogue_good(person: Person) -> None:
    _catalogue_of(person, GOOD)


def catalogue_bad(person: Person) -> None:
    _catalogue_of(person, BAD)


def papers(person: Person) -> None:
    catalogue_bad(person)
    person.forward()


def papers_wrong(person: Person) -> None:
    papers(person)
    person.fill("papers")
    person.forward()


def backups(person: Person) -> None:
    papers(person)
    person.forward()


def backups_wrong(person: Person) -> None:
    backups(person)
    person.fill(str(person.folder / "catalogue.csv" / "backups"))
    person.forward()


def backups_same_disk(person: Person) -> None:
    backups(person)
    person.fill(str(person.folder / "second"))
    person.forward()


def check(person: Person) -> None:
    backups_same_disk(person)
    person.forward()


def sheet(person: Person) -> None:
    check(person)
    person.forward()


def sheet_saved(person: Person) -> None:
    sheet(person)
    person.fill(str(person.folder / "sheet.pdf"))
    person.ask(Intent.RECEIPT)


def sheet_wrong(person: Person) -> None:
    sheet_saved(person)
    founded = person.presenter.state.founded
    assert founded is not None
    person.fill(str(person.folder / "sheet.pdf"), "000000" if founded.check[0] != "0" else "111111")
    person.forward()


def done(person: Person) -> None:
    sheet_saved(person)
    founded = person.presenter.state.founded
    assert founded is not None
    person.fill(str(person.folder / "sheet.pdf"), founded.check)
    person.forward()


def data_of(person: Person) -> frozenset[str]:
    """What stands on the screen as it was given, and so is the same in every language."""
    texts = {row.detail for part in person.presenter.view().parts for row in _rows(part)}
    texts |= {which for part in person.presenter.view().parts for _, which in _facts(part)}
    return frozenset(texts | {"EUR"})


def _rows(part: Part) -> tuple[RowView, ...]:
    return part.rows if isinstance(part, RowsPart) else ()


def _facts(part: Part) -> tuple[tuple[str, str], ...]:
    return part.facts if isinstance(part, FactsPart) else ()


SETUP_SCENES: Final[Mapping[str, Callable[[Person], None]]] = {
    "country": country,
    "country: none chosen": country_missing,
    "country: chosen": country_chosen,
    "store": store,
    "store: mistakes": store_wrong,
    "store: filled": store_filled,
    "manager": manager,
    "manager: mistakes": manager_wrong,
    "manager: on-screen keyboard": manager_keyboard,
    "catalogue": catalogue,
    "catalogue: no such file": catalogue_unreadable,
    "catalogue: all rows good": catalogue_good,
    "catalogue: bad rows": catalogue_bad,
    "papers": papers,
    "papers: mistake": papers_wrong,
    "backups": backups,
    "backups: cannot be written": backups_wrong,
    "backups: same disk": backups_same_disk,
    "check": check,
    "sheet": sheet,
    "sheet: saved": sheet_saved,
    "sheet: wrong digits": sheet_wrong,
    "done": done,
}
"""Name of a state -> what brings a fresh window there. Names begin with the step."""
