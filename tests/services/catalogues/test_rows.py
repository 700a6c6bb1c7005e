"""A row of a catalogue is taken whole, or its field and reason are told."""

from collections.abc import Mapping

import pytest

from counter_app.domain.catalogue import Flag, Names, Product
from counter_app.domain.errors import Refusal
from counter_app.domain.money import currency
from counter_app.services.catalogues.rows import (
    COLUMNS,
    RowReader,
    RowRules,
    check_digit_wrong,
)
from counter_app.wording.catalogues import LANGUAGES, read_catalogue

TAXES = frozenset({"standard", "reduced"})
GOOD = {"code": "5201", "name": "Milk", "price": "1.10", "tax": "reduced"}

BAD_ROWS: tuple[tuple[Mapping[str, str], tuple[str, str]], ...] = (
    ({"code": ""}, ("code_empty", "code")),
    ({"code": "  "}, ("code_empty", "code")),
    ({"code": "9" * 49}, ("code_long", "code")),
    ({"code": "52\x1d01"}, ("code_characters", "code")),
    ({"code": "52\u200b01"}, ("code_characters", "code")),
    ({"name": ""}, ("name_empty", "name")),
    ({"name": " \t "}, ("name_empty", "name")),
    ({"name": "\x1b"}, ("name_empty", "name")),
    ({"price": "-0.01"}, ("price_negative", "price")),
    ({"price": "1.005"}, ("price_amount", "price")),
    ({"price": "free"}, ("price_amount", "price")),
    ({"price": ""}, ("price_empty", "price")),
    ({"tax": "luxury"}, ("tax_unknown", "tax")),
    ({"tax": ""}, ("tax_unknown", "tax")),
    ({"flags": "explosive"}, ("flag_unknown", "flags")),
    ({"flags": "weighed|explosive"}, ("flag_unknown", "flags")),
)


def rules(defaults: Mapping[str, str] | None = None, code: str = "EUR") -> RowRules:
    return RowRules(currency(code), TAXES, defaults or {})


def read(row: Mapping[str, str], code: str = "EUR") -> Product:
    return RowReader(tuple(row), rules(code=code)).product(tuple(row.values()))


def reason(row: Mapping[str, str]) -> tuple[str, object]:
    with pytest.raises(Refusal) as caught:
        read(row)
    return caught.value.code.removeprefix("catalogue.row."), caught.value.values["field"]


def test_a_row_with_every_column_becomes_a_product() -> None:
    cells = {
        "code": " 5201 ",
        "name": "ignored where a language has its own",
        "name_en": "Milk",
        "name_it": "Latte",
        "name_el": "Γάλα",
        "price": "1,10",
        "tax": "reduced",
        "category": " Dairy  and eggs ",
        "flags": "weighed | not_returnable",
    }
    assert tuple(cells) == COLUMNS
    assert read(cells) == Product(
        "5201",
        Names("Milk", "Latte", "Γάλα"),
        110,
        "reduced",
        "Dairy and eggs",
        frozenset({Flag.WEIGHED, Flag.NOT_RETURNABLE}),
    )


def test_one_name_serves_every_language() -> None:
    names = read(GOOD).names
    assert [names.best(language) for language in ("en", "it", "el")] == ["Milk"] * 3


def test_a_product_named_in_one_language_only_is_good() -> None:
    row = {"code": "1", "name_el": "Γάλα", "price": "1", "tax": "standard"}
    assert read(row).names.best("en") == "Γάλα"


@pytest.mark.parametrize(("change", "expected"), BAD_ROWS)
def test_a_bad_row_says_which_field_and_why(
    change: Mapping[str, str], expected: tuple[str, str]
) -> None:
    assert reason({**GOOD, **change}) == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_has_its_words(language: str) -> None:
    reasons = {reason for _, (reason, _) in BAD_ROWS} | {"cells", "code_twice"}
    texts = read_catalogue(language)
    keys = {f"refusal.catalogue.row.{reason}" for reason in reasons}
    assert keys == {key for key in texts if key.startswith("refusal.catalogue.row.")}


@pytest.mark.parametrize("cells", [("1", "a", "1"), ("1", "a", "1", "standard", "more")])
def test_a_row_with_too_few_or_too_many_cells_is_bad(cells: tuple[str, ...]) -> None:
    with pytest.raises(Refusal) as caught:
        RowReader(tuple(GOOD), rules()).product(cells)
    assert caught.value.code == "catalogue.row.cells"
    assert caught.value.values["value"] == f"{len(cells)} / 4"


def test_a_code_may_stand_in_one_row_only() -> None:
    reader = RowReader(tuple(GOOD), rules())
    reader.product(tuple(GOOD.values()))
    with pytest.raises(Refusal) as caught:
        reader.product(tuple(GOOD.values()))
    assert caught.value.code == "catalogue.row.code_twice"


def test_a_bad_row_does_not_use_up_its_code() -> None:
    reader = RowReader(tuple(GOOD), rules())
    with pytest.raises(Refusal):
        reader.product(("5201", "Milk", "free", "reduced"))
    assert reader.product(tuple(GOOD.values())).code == "5201"


def test_the_longest_code_and_free_goods_are_good() -> None:
    product = read({**GOOD, "code": "9" * 48, "price": "0"})
    assert (len(product.code), product.price) == (48, 0)


@pytest.mark.parametrize("flag", ["price_required", "gift_card"])
def test_a_price_may_be_left_to_the_counter_where_the_flag_says_so(flag: str) -> None:
    assert read({**GOOD, "price": "", "flags": flag}).price is None


def test_decimals_are_those_of_the_currency() -> None:
    assert read({**GOOD, "price": "110"}, "JPY").price == 110
    with pytest.raises(Refusal):
        read({**GOOD, "price": "1.10"}, "JPY")


def test_a_name_keeps_its_letters_and_loses_what_a_printer_would_obey() -> None:
    row = {**GOOD, "name": " Quinoa\xa0 «blanc»\x98 \x1b@ "}
    assert read(row).names.en == "Quinoa «blanc» @"


def test_defaults_fill_the_columns_that_are_not_there() -> None:
    reader = RowReader(("code", "name"), rules({"price": "1.00", "tax": "standard"}))
    assert reader.product(("1", "Milk")) == Product("1", Names("Milk"), 100, "standard")


def test_a_default_does_not_fill_an_empty_cell() -> None:
    reader = RowReader(tuple(GOOD), rules({"price": "1.00"}))
    with pytest.raises(Refusal) as caught:
        reader.product(("1", "Milk", "", "standard"))
    assert caught.value.code == "catalogue.row.price_empty"


@pytest.mark.parametrize(
    ("columns", "missing"),
    [
        (("name", "price", "tax"), "code"),
        (("code", "name", "tax"), "price"),
        (("code", "name", "price"), "tax"),
        (("code", "price", "tax"), "name"),
        ((), "code"),
    ],
)
def test_a_column_that_must_be_there_is_asked_for(columns: tuple[str, ...], missing: str) -> None:
    with pytest.raises(Refusal) as caught:
        RowReader(columns, rules())
    assert caught.value.code == "catalogue.column_missing"
    assert caught.value.values == {"column": missing}


def test_a_column_that_stands_twice_is_refused() -> None:
    with pytest.raises(Refusal) as caught:
        RowReader((*GOOD, "price"), rules())
    assert caught.value.code == "catalogue.column_twice"


def test_columns_that_no_product_has_are_named() -> None:
    assert RowReader((*GOOD, "shelf"), rules()).ignored == ("shelf",)


@pytest.mark.parametrize(
    ("defaults", "code"),
    [
        ({"prise": "1"}, "catalogue.default_unknown"),
        ({"code": "1"}, "catalogue.default_unknown"),
        ({"price": "free"}, "catalogue.default_wrong"),
        ({"price": "-1"}, "catalogue.default_wrong"),
        ({"tax": "luxury"}, "catalogue.default_wrong"),
        ({"flags": "explosive"}, "catalogue.default_wrong"),
    ],
)
def test_a_wrong_default_is_told_once_and_not_for_every_row(
    defaults: Mapping[str, str], code: str
) -> None:
    with pytest.raises(Refusal) as caught:
        RowReader(tuple(GOOD), rules(defaults))
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("code", "wrong"),
    [
        ("8000000000026", False),
        ("8000000000027", True),
        ("96385074", False),
        ("96385075", True),
        ("01234565", False),
        ("123456", False),
        ("ABCDEFGHIJKLM", False),
        ("٨٠٠٠٠٠٠٠٠٠٠٢٧", False),
    ],
)
def test_only_a_code_of_gtin_length_can_have_a_wrong_check_digit(code: str, wrong: bool) -> None:  # noqa: FBT001  # a table of cases
    assert check_digit_wrong(code) is wrong
