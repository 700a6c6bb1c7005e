"""How many actions a task takes, by keys and by touch; counted from the events that were sent."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from counter_app.bootstrap import Counter, Parts
from counter_app.commands.demo_store import DemoPerson, demo_people, found_demo
from counter_app.domain.own_codes import badge_code
from counter_app.services.resources import resource_dir
from counter_app.settings import KEYS_VARIABLE
from counter_app.ui.assembly import Opening, open_window
from tests.journeys.person import Person

TOASTER, KETTLE, PAN = "9520001000010", "9520001000034", "9520002000019"
UNKNOWN = "5449000000996"


@pytest.fixture
def counter(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter]:
    del qtbot
    monkeypatch.setenv(KEYS_VARIABLE, str(tmp_path / "keys"))
    counter = found_demo(tmp_path / "store", Parts(cheap_pins=True))
    yield counter
    counter.close()


@pytest.fixture
def person(counter: Counter, qtbot: QtBot) -> Iterator[Person]:
    """Emma at the open till; what she did to get there is not counted."""
    opened = open_window(counter.use, Opening(resource_dir(), counter.wording))
    opened.window.show()
    opened.window.activateWindow()
    somebody = Person(opened.window, qtbot)
    somebody.without_counting(lambda: begin(somebody))
    yield somebody
    opened.close()
    opened.window.close()
    delete(opened.window)


def begin(person: Person) -> None:
    emma = who("104")
    person.amount(emma.person.number)
    person.amount(emma.pin)
    person.sees("Open the till")
    person.amount("150")
    person.press("F12")
    person.sees("Scan an item")


def who(number: str) -> DemoPerson:
    return next(one for one in demo_people() if one.person.number == number)


def test_a_cash_sale_of_three_items_takes_six_keys(person: Person) -> None:
    person.scan(TOASTER, KETTLE, PAN)
    person.amount("90")
    person.press("F9")
    person.sees("Change")
    assert person.actions == 6


def test_a_cash_sale_of_three_items_takes_four_touches(person: Person) -> None:
    person.scan(TOASTER, KETTLE, PAN)
    person.touch("Exact")
    person.sees("Scan to start the next sale")
    assert person.actions == 4


def test_a_price_check_takes_two_actions_and_sells_nothing(
    person: Person, counter: Counter
) -> None:
    person.press("F2")
    person.scan(TOASTER)
    person.sees("24.90")
    assert person.actions == 2
    assert "sale" not in kinds(counter)
    person.press("Esc")
    person.sees("Scan to begin")


def test_a_reprint_takes_one_action(person: Person, counter: Counter) -> None:
    person.without_counting(lambda: sold(person))
    person.press("Ctrl+P")
    person.sees("COPY")
    assert person.actions == 1
    assert kinds(counter)[-1] == "receipt_reprinted"


def test_suspending_and_recalling_takes_three_actions(person: Person) -> None:
    person.without_counting(lambda: person.scan(TOASTER))
    person.press("Ctrl+H")
    person.sees("Scan to begin")
    person.press("Ctrl+R", "Return")
    person.sees("Toaster", "Customer pays")
    assert person.actions == 3


def test_a_colleague_with_a_badge_takes_over_in_two_actions(person: Person) -> None:
    greek = who("126")
    person.without_counting(lambda: switch_there_and_back(person, greek))
    person.without_counting(lambda: person.scan(TOASTER))
    person.scan(badge_code(greek.badge))
    person.sees(greek.person.name, "24,90")
    assert person.actions <= 2


def switch_there_and_back(person: Person, colleague: DemoPerson) -> None:
    """Both have proved themselves with their PINs within the quarter of an hour."""
    emma = who("104")
    for one in (colleague, emma):
        person.press("Ctrl+U")
        person.sees("PIN")
        person.amount(one.person.number)
        person.amount(one.pin)
        person.sees(one.person.name)


def sold(person: Person) -> None:
    person.scan(TOASTER)
    person.press("F12")
    person.sees("Scan to start the next sale")


def kinds(counter: Counter) -> list[str]:
    return [entry.kind for entry in counter.store.entries(0)]
