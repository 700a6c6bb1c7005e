"""An item is found by what an associate knows of it: part of a name, of a code, or its category."""

from decimal import Decimal

import pytest

from counter_app.domain.rulings import Role
from tests.counters import PAN, TOASTER, WRAP, Desk, person

ANNA = person(Role.ASSOCIATE)


def codes(desk: Desk, text: str, category: str = "", **named: str) -> list[str]:
    return [one.code for one in desk.use.find_item.at_once(text, 30, category, named)]


@pytest.mark.parametrize("text", ["toaster", "TOASTER 2", "tostapane", "φρυγανιέρα", "ΦΡΥΓΑΝΙΕΡΑ"])
def test_a_name_is_found_in_every_language_with_or_without_accents(desk: Desk, text: str) -> None:
    assert TOASTER in codes(desk, text)


def test_the_beginning_of_a_code_is_enough_while_it_is_typed(desk: Desk) -> None:
    assert TOASTER in codes(desk, TOASTER[:9])
    assert codes(desk, TOASTER) == [TOASTER]
    assert codes(desk, TOASTER[:2]) == []  # two digits begin everything


def test_any_part_of_a_code_is_found_by_a_reader(desk: Desk) -> None:
    part = TOASTER[5:]
    assert TOASTER in [one.code for one in desk.use.find_item.by_code_part(part, 30)]
    assert desk.use.find_item.by_code_part("toaster", 30) == ()
    assert len(desk.use.find_item.by_code_part("000", 3)) == 3


def test_a_category_narrows_a_name_and_stands_alone(desk: Desk) -> None:
    kitchen = codes(desk, "", "kitchen")
    assert PAN in kitchen
    assert TOASTER not in kitchen
    assert set(codes(desk, "pan", "kitchen")) <= set(kitchen)
    assert codes(desk, "pan", "kitchen")[0] == PAN
    assert codes(desk, "toaster", "kitchen") == []


def test_category_and_name_typed_together_find_the_item(desk: Desk) -> None:
    assert PAN in codes(desk, "kitchen pan")


def test_a_category_is_known_by_its_name_in_the_users_language(desk: Desk) -> None:
    assert PAN in codes(desk, "cucina pan", kitchen="Cucina")
    assert PAN in codes(desk, "κουζιν pan", kitchen="Κουζίνα")
    assert codes(desk, "cucina zzz", kitchen="Cucina") == []


def test_the_categories_are_those_of_the_catalogue(desk: Desk) -> None:
    found = desk.use.find_item.categories()
    assert "kitchen" in found
    assert "" not in found
    assert list(found) == sorted(set(found))


def test_what_was_sold_last_comes_first_and_what_is_sold_often_beside_it(desk: Desk) -> None:
    assert desk.use.find_item.lately().newest == ()
    for sold in ((WRAP,), (WRAP, PAN), (TOASTER,)):
        desk.use.take_payment.settle_in_cash(desk.ring(*sold), None, ANNA)
    lately = desk.use.find_item.lately()
    assert lately.newest[0].code == TOASTER
    assert {one.code for one in lately.newest} == {TOASTER, WRAP, PAN}
    assert lately.often == ()  # already among the newest


def test_the_tax_rates_are_those_of_the_day(desk: Desk) -> None:
    rates = dict(desk.use.find_item.rates())
    assert Decimal(22) in rates["standard"] or Decimal(24) in rates["standard"]
