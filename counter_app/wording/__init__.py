"""Words: every sentence, amount and date that a person reads, on screen and on paper.

Invariant: it always answers. A text that is missing shows its key and logs a warning, which fails a
test and never stops a sale.
"""

import datetime as dt
import logging
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from enum import Enum, StrEnum
from functools import singledispatchmethod
from typing import Final

from counter_app.domain.catalogue import Quantity, Unit
from counter_app.domain.errors import CounterError, Fault
from counter_app.domain.money import Currency, Money
from counter_app.wording.catalogues import LANGUAGES, read_catalogue
from counter_app.wording.formats import NO_BREAK_SPACE, Formats, clock_time, parse_amount

__all__ = ["LANGUAGES", "Wording"]

_log: Final = logging.getLogger(__name__)
_NAMED: Final = frozenset({"role", "rule", "tender", "unit"})
"""Placeholders whose value is the code of a thing that has a word of its own: `role.manager`."""
_CAMEL: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


class Wording:
    """One language's words. Immutable; a change of language is another object."""

    __slots__ = ("_formats", "_texts", "country", "language")

    def __init__(
        self, language: str, country: str = "", texts: Mapping[str, str] | None = None
    ) -> None:
        """`language` one of `LANGUAGES`; `country` (IT, GR, GB, US) tells a format where needed."""
        self.language: Final = language
        self.country: Final = country
        self._formats: Final = Formats.of(language, country)
        self._texts: Final = read_catalogue(language) if texts is None else texts

    def has(self, key: str) -> bool:
        """Whether the catalogue knows the key."""
        return key in self._texts

    def words(self, key: str, /, **values: object) -> str:
        """Text of a key. Its placeholders take amounts, dates, quantities and enums as they are.

        Values are data: braces in a product's name are printed.
        """
        text = self._texts.get(key)
        if text is None:
            _log.warning("no words in %s for %s", self.language, key)
            return key
        if not values and "{" not in text:
            return text
        shown = {name: self._filled(name, value) for name, value in values.items()}
        try:
            return text.format_map(shown)
        except (KeyError, ValueError, IndexError):
            _log.warning("words in %s for %s do not fit %s", self.language, key, sorted(values))
            return text

    def plural(self, key: str, count: int, /, **values: object) -> str:
        """Text of `key.one` or `key.other`, with `{count}`: one is 1 in all three languages."""
        form = "one" if abs(count) == 1 else "other"
        return self.words(f"{key}.{form}", count=self.number(count), **values)

    def refusal(self, error: CounterError) -> str:
        """Sentence of a Refusal (`refusal.CODE`) or a Fault (`fault.CODE`).

        Where a rule said no, its own sentence if it has one: `refusal.rule.denied.check.count`.
        """
        family = "fault" if isinstance(error, Fault) else "refusal"
        key = f"{family}.{error.code}"
        own = f"{key}.{error.values.get('rule')}"
        return self.words(own if own in self._texts else key, **error.values)

    def money(self, amount: Money) -> str:
        """`51.75`, without a symbol."""
        return self._formats.money(amount)

    def money_symbol(self, amount: Money) -> str:
        """`€51.75`; Italian and Greek `51,75 €` with a no-break space."""
        return self._formats.money_symbol(amount)

    def number(self, value: int | Decimal) -> str:
        """`1,234.5`."""
        return self._formats.number(value)

    def percent(self, rate: Decimal) -> str:
        """`22%` of Decimal 22."""
        return self._formats.percent_of(rate)

    def quantity(self, quantity: Quantity) -> str:
        """Pieces as `3`, a weight with all its decimals and its unit: `0.452 kg`."""
        if quantity.unit is Unit.PIECE:
            return self.number(quantity.thousandths // 1000)
        kilograms = quantity.decimal.quantize(Decimal("0.001"))
        return f"{self.number(kilograms)}{NO_BREAK_SPACE}{self.words('unit.kg')}"

    def date(self, day: dt.date) -> str:
        """`02/11/2026`; United States `11/02/2026`."""
        return self._formats.date(day)

    @property
    def month_first(self) -> bool:
        """Whether a date is written, and so typed, with its month first."""
        return self._formats.month_first

    def date_in_words(self, day: dt.date) -> str:
        """`Monday, 2 November 2026`."""
        return self._formats.date_in_words(day)

    def time(self, moment: dt.time | dt.datetime) -> str:
        """`14:32`, as the value stands: the caller brings it to the store's zone."""
        return clock_time(moment)

    def date_time(self, moment: dt.datetime) -> str:
        """`02/11/2026 14:32`, as the value stands."""
        return f"{self._formats.date(moment)} {clock_time(moment)}"

    def parse_amount(self, text: str, currency: Currency) -> Money:
        """Read what a person typed, with either decimal mark. Refusal `money.not_an_amount`."""
        return parse_amount(text, currency)

    def _filled(self, name: str, value: object) -> str:
        if name in _NAMED and isinstance(value, str):
            return self._texts.get(f"{name}.{value}", str(value))
        return self.shown(value)

    @singledispatchmethod
    def shown(self, value: object) -> str:
        """Any value as it stands in a sentence."""
        return str(value)

    @shown.register
    def _(self, value: Enum) -> str:
        return self._texts.get(_member_key(value)) or str(value)

    @shown.register
    def _(self, value: Money) -> str:
        return self.money(value)

    @shown.register
    def _(self, value: Quantity) -> str:
        return self.quantity(value)

    @shown.register
    def _(self, value: Decimal) -> str:
        return self.number(value)

    @shown.register
    def _(self, value: dt.datetime) -> str:
        return self.date_time(value)

    @shown.register
    def _(self, value: dt.date) -> str:
        return self.date(value)

    @shown.register
    def _(self, value: dt.time) -> str:
        return self.time(value)

    @shown.register(tuple)
    @shown.register(list)
    @shown.register(frozenset)
    def _(self, value: Iterable[object]) -> str:
        return ", ".join(self.shown(one) for one in value)


def _member_key(member: Enum) -> str:
    name = member.value if isinstance(member, StrEnum) else member.name.lower()
    return f"{_CAMEL.sub('_', type(member).__name__).lower()}.{name}"
