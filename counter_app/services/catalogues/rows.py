"""Turns the rows of a catalogue's CSV into products that may be sold, or says what is wrong.

Nothing is guessed and nothing is mended but spaces: a row is taken whole or it is a bad row with
its field and reason. Invariant: no two products of one file have the same code.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import Final

from counter_app.domain.barcodes import check_digit_ok, upc_a_of
from counter_app.domain.catalogue import Flag, Names, Product
from counter_app.domain.errors import Refusal
from counter_app.domain.money import Currency, Money

NAMES: Final = ("name", "name_en", "name_it", "name_el")
COLUMNS: Final = ("code", *NAMES, "price", "tax", "category", "flags")
REQUIRED: Final = ("code", "price", "tax")
CODE_LENGTH: Final = 48
"""Longest code: no symbol that a counter's scanner reads as an article holds more."""

FLAG_SEPARATOR: Final = "|"

_GTIN_LENGTHS: Final = (8, 12, 13, 14)
_UPC_E_LENGTH: Final = 8
_NO_PRICE: Final = frozenset({Flag.PRICE_REQUIRED, Flag.GIFT_CARD})
_REMEMBERED: Final = 4_096


@dataclass(frozen=True, slots=True)
class RowRules:
    """What the rows of a file are held to.

    `taxes` are the groups of the store's tax profile; `defaults` give columns that the file does
    not have at all, as text.
    """

    currency: Currency
    taxes: frozenset[str]
    defaults: Mapping[str, str] = field(default_factory=dict)


class RowReader:
    """Reads the rows of one file with the columns `columns`.

    Raises Refusal `catalogue.column_missing`, `catalogue.column_twice`,
    `catalogue.default_unknown`, `catalogue.default_wrong`.
    """

    def __init__(self, columns: Sequence[str], rules: RowRules) -> None:
        self._columns = columns
        self._taxes = rules.taxes
        self._seen: set[str] = set()
        # A file has few prices and flags, and very many rows of them. Not bound methods: a cycle
        # would keep the codes of a million rows until the collector comes by.
        self._price = lru_cache(_REMEMBERED)(partial(_parse_price, rules.currency))
        self._flags = lru_cache(_REMEMBERED)(_parse_flags)
        self._base = {**dict.fromkeys(COLUMNS, ""), **self._checked_defaults(rules.defaults)}
        _check_columns(columns, rules.defaults)

    @property
    def ignored(self) -> tuple[str, ...]:
        """The file's columns that no product has."""
        return tuple(name for name in self._columns if name not in COLUMNS)

    def product(self, cells: Sequence[str]) -> Product:
        """Return the product of a row. Raises Refusal `catalogue.row.…` with `field`, `value`."""
        if len(cells) != len(self._columns):
            raise _bad("cells", "", f"{len(cells)} / {len(self._columns)}")
        row = self._base | dict(zip(self._columns, cells, strict=True))
        flags = self._flags(row["flags"])
        product = Product(
            self._code(row["code"]),
            _names(row),
            self._price(row["price"], flags),
            self._tax(row["tax"]),
            _tidy(row["category"]),
            flags,
        )
        self._seen.add(product.code)
        return product

    def _code(self, text: str) -> str:
        code = text.strip()
        if not code:
            raise _bad("code_empty", "code", text)
        if len(code) > CODE_LENGTH:
            raise _bad("code_long", "code", code)
        if not code.isprintable():
            raise _bad("code_characters", "code", code)
        if code in self._seen:
            raise _bad("code_twice", "code", code)
        return code

    def _tax(self, text: str) -> str:
        tax = text.strip()
        if tax not in self._taxes:
            raise _bad("tax_unknown", "tax", text)
        return tax

    def _checked_defaults(self, defaults: Mapping[str, str]) -> Mapping[str, str]:
        """Hold the defaults to the rules once, or each row would be blamed for them."""
        for name, text in defaults.items():
            if name not in COLUMNS or name == "code":
                raise Refusal(
                    "catalogue.default_unknown", column=name, known=", ".join(COLUMNS[1:])
                )
            try:
                self._check_default(name, text)
            except Refusal as refusal:
                raise Refusal("catalogue.default_wrong", column=name, value=text) from refusal
        return defaults

    def _check_default(self, name: str, text: str) -> None:
        match name:
            case "price":
                self._price(text, _NO_PRICE)
            case "tax":
                self._tax(text)
            case "flags":
                _parse_flags(text)
            case _:
                pass


def check_digit_wrong(code: str) -> bool:
    """Whether a code looks like a GTIN (8, 12, 13, 14 digits, or UPC-E) but is none."""
    if len(code) not in _GTIN_LENGTHS or not (code.isascii() and code.isdecimal()):
        return False
    if check_digit_ok(code):
        return False
    return len(code) != _UPC_E_LENGTH or upc_a_of(code) is None


def _check_columns(columns: Sequence[str], defaults: Mapping[str, str]) -> None:
    for name in columns:
        if name in COLUMNS and columns.count(name) > 1:
            raise Refusal("catalogue.column_twice", column=name)
    there = {*columns, *defaults}
    for name in REQUIRED:
        if name not in there:
            raise Refusal("catalogue.column_missing", column=name)
    if there.isdisjoint(NAMES):
        raise Refusal("catalogue.column_missing", column="name")


def _names(row: Mapping[str, str]) -> Names:
    names = Names(
        _tidy(row["name_en"]) or _tidy(row["name"]), _tidy(row["name_it"]), _tidy(row["name_el"])
    )
    if not (names.en or names.it or names.el):
        raise _bad("name_empty", "name", "")
    return names


def _tidy(text: str) -> str:
    """Single spaces, and no characters that a printer would take for a command."""
    if not text:
        return ""
    tidy = " ".join(text.split())
    if tidy.isprintable():
        return tidy
    return " ".join("".join(filter(str.isprintable, tidy)).split())


def _parse_price(currency: Currency, text: str, flags: frozenset[Flag]) -> int | None:
    if not text.strip():
        if flags & _NO_PRICE:
            return None
        raise _bad("price_empty", "price", text)
    try:
        minor = Money.parse(text, currency).minor
    except Refusal as refusal:
        raise _bad("price_amount", "price", text) from refusal
    if minor < 0:
        raise _bad("price_negative", "price", text)
    return minor


def _parse_flags(text: str) -> frozenset[Flag]:
    names = [name.strip() for name in text.split(FLAG_SEPARATOR) if name.strip()]
    try:
        return frozenset(map(Flag, names))
    except ValueError as error:
        raise _bad("flag_unknown", "flags", text) from error


def _bad(reason: str, column: str, value: str) -> Refusal:
    return Refusal(f"catalogue.row.{reason}", field=column, value=value)
