"""What the program ships to try: the demo store, its people, and the example of a catalogue."""

import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import fields
from decimal import Decimal
from pathlib import Path
from typing import Any

from counter_app.domain.barcodes.gtins import check_digit
from counter_app.domain.barcodes.in_store import read_in_store
from counter_app.domain.catalogue import Flag, Names, Product
from counter_app.domain.money import Money, currency
from counter_app.domain.rulings import Role
from counter_app.domain.staff import BADGE_DIGITS, Person, check_number, check_pin
from counter_app.services.catalogues.rows import COLUMNS, RowReader, RowRules, check_digit_wrong
from counter_app.services.catalogues.text import open_text
from counter_app.services.resources import resource_dir
from counter_app.wording import LANGUAGES, Wording

EUR = currency("EUR")
GROUPS = frozenset({"standard", "reduced", "low", "super_reduced", "zero", "exempt"})
Table = Mapping[str, Any]  # a TOML file: each test says what it expects in it


def _toml(path: str) -> Table:
    return tomllib.loads((resource_dir() / path).read_text("utf-8"))


def _products(path: Path) -> tuple[Product, ...]:
    with open_text(path) as text:
        reader = RowReader(text.columns, RowRules(EUR, GROUPS))
        return tuple(reader.product(cells) for _, cells in text.records())


DEMO = _products(resource_dir() / "demo" / "catalogue.csv")
PEOPLE = _toml("demo/staff.toml")["person"]
STORE = _toml("demo/store.toml")


# ---- the demo catalogue


def test_the_demo_store_sells_about_three_hundred_products() -> None:
    assert 300 <= len(DEMO) <= 350
    assert len({product.category for product in DEMO}) > 10


def test_every_demo_product_has_its_own_name_in_every_language() -> None:
    for language in LANGUAGES:
        names = [getattr(product.names, language) for product in DEMO]
        assert all(names)
        assert [name for name, times in Counter(names).items() if times > 1] == []
        assert max(map(len, names)) <= 40  # a receipt's line holds it


def test_greek_names_are_greek_and_have_no_latin_letter_inside_a_greek_word() -> None:
    greek = re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]")
    latin = re.compile(r"[A-Za-z]")
    for product in DEMO:
        words = product.names.el.split()
        assert greek.search(product.names.el)
        assert not [word for word in words if greek.search(word) and latin.search(word)]


def test_names_are_translated_not_repeated() -> None:
    words = [(one.names.en.replace(",", ""), one.names.it, one.names.el) for one in DEMO]
    same = {english for english, *others in words if english in others}
    taken_over = {
        "Penne 500 g",
        "Shampoo 300 ml",
        "Spaghetti 500 g",
        "Vodka 700 ml",
        "Webcam full HD",
    }
    assert same == taken_over


def test_every_barcode_is_a_number_that_no_real_product_has() -> None:
    """952: GS1's prefix for examples; 614141: GS1 US's; 2: numbers of the shop's own."""
    for product in DEMO:
        code = product.code
        assert str(check_digit(code[:-1])) == code[-1], code
        assert not check_digit_wrong(code)
        start = {8: ("952", "2"), 12: ("614141",), 13: ("952", "2")}[len(code)]
        assert code.startswith(start)


def test_every_length_of_barcode_is_there_to_be_tried() -> None:
    lengths = Counter(len(product.code) for product in DEMO)
    assert lengths[8] >= 5
    assert lengths[12] >= 5
    assert lengths[13] >= 250


def test_every_flag_is_there_to_be_tried() -> None:
    # Nothing in a European shop is for 21 and older; the example explains that flag all the same.
    assert {flag for product in DEMO for flag in product.flags} == set(Flag) - {Flag.AGE_21}


def test_only_what_asks_for_a_price_has_none() -> None:
    for product in DEMO:
        assert (product.price is None) == (Flag.PRICE_REQUIRED in product.flags)
        assert product.price is None or 0 < product.price < 50_000


def test_gift_cards_of_25_and_50_and_any_amount_bear_no_tax() -> None:
    cards = [product for product in DEMO if Flag.GIFT_CARD in product.flags]
    assert sorted(card.price or 0 for card in cards) == [0, 2500, 5000]
    assert all(card.tax == "exempt" and Flag.NOT_RETURNABLE in card.flags for card in cards)


def test_alcohol_and_blades_ask_for_the_age() -> None:
    asking = {product.names.en for product in DEMO if Flag.AGE_18 in product.flags}
    assert {"Vodka, 700 ml", "Lager beer, 330 ml", "Kitchen knife, 20 cm"} <= asking
    assert "Beer, alcohol-free, 330 ml" not in asking


def test_a_weighed_product_is_found_by_the_label_of_the_scale() -> None:
    region = _toml(f"profiles/{STORE['country']}.toml")["in_store_region"]
    weighed = [product for product in DEMO if Flag.WEIGHED in product.flags]
    assert len(weighed) >= 10
    for product in weighed:
        payload = product.code[:7] + "00345"
        label = read_in_store(f"{payload}{check_digit(payload)}", region)
        assert label is not None
        assert label.lookups[0] == product.code
        assert label.price == Decimal("3.45")


def test_every_category_has_its_words() -> None:
    for language in LANGUAGES:
        wording = Wording(language)
        assert all(wording.has(f"category.{product.category}") for product in DEMO)


# ---- store and staff of the demo


def test_the_demo_store_stands_in_a_country_that_has_a_profile() -> None:
    profile = _toml(f"profiles/{STORE['country']}.toml")
    assert profile["currency"] == STORE["currency"] == "EUR"
    assert {STORE["language"]} < set(STORE["languages"]) == set(LANGUAGES)
    assert Money.parse(STORE["opening_float"], EUR) > Money.zero(EUR)
    assert (STORE["number"], STORE["lane"]) == (1, 1)
    assert STORE["name"]
    assert all(STORE["address"])


def test_the_demo_tax_number_is_nobodys() -> None:
    """An Italian number names the province of its office in digits 8 to 10; there is no 000."""
    assert STORE["tax_number"][7:10] == "000"
    assert len(STORE["tax_number"]) == 11


def test_every_role_is_there_and_two_associates_and_two_managers() -> None:
    roles = Counter(Role.named(row["role"]) for row in PEOPLE)
    assert set(roles) == set(Role)
    assert roles[Role.ASSOCIATE] >= 2
    assert roles[Role.MANAGER] >= 2
    assert {row["language"] for row in PEOPLE} == set(LANGUAGES)


def test_demo_people_have_numbers_pins_and_badges_of_their_own_that_the_rules_accept() -> None:
    for row in PEOPLE:
        check_number(row["number"])
        check_pin(row["pin"], row["number"])
        assert re.fullmatch(rf"\d{{{BADGE_DIGITS}}}", row["badge"])
        assert len(Person(row["number"], row["name"], Role.ASSOCIATE, "en").initials) == 2
    for name in ("number", "pin", "badge", "name"):
        assert len({row[name] for row in PEOPLE}) == len(PEOPLE)


# ---- the example of a catalogue


EXAMPLE = resource_dir() / "examples" / "catalogue.csv"


def test_the_example_loads_whole() -> None:
    products = _products(EXAMPLE)
    assert len(products) >= 5
    assert all(product in DEMO for product in products)


def test_the_example_explains_every_column_and_every_flag() -> None:
    comments = [line for line in EXAMPLE.read_text("utf-8").splitlines() if line.startswith("#")]
    words = set(re.findall(r"[a-z0-9_]+", "\n".join(comments)))
    assert {*COLUMNS, *Flag, *GROUPS} <= words
    assert {field.name for field in fields(Names)} == set(LANGUAGES)
