"""Numbers, amounts and dates as a language writes them: the facts are Babel's (Unicode CLDR).

Invariant: what is written here is what `babel.numbers` writes (a test compares). The separators are
taken from its locale data once, for a basket formats hundreds of amounts between two scans.
"""

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Self

from counter_app.domain.errors import Refusal
from counter_app.domain.money import Currency, Money

NO_BREAK_SPACE: Final = "\u00a0"
_GROUP: Final = 1000
_POWERS: Final = tuple(10**digits for digits in range(7))
_LOCALES: Final = {
    ("en", "US"): "en_US",
    ("en", ""): "en_GB",
    ("it", ""): "it_IT",
    ("el", ""): "el_GR",
}
_SIGNS: Final = str.maketrans("", "", "€$£")
_GROUPED: Final = re.compile(
    r"(?P<whole>[+-]?[0-9]{1,3}(?P<mark>[.,])[0-9]{3}(?:(?P=mark)[0-9]{3})*)"
    r"(?:(?!(?P=mark))[.,](?P<decimals>[0-9]+))?"
)
_DATE_FIELDS: Final = re.compile("EEEE|MMMM|d|y")


@dataclass(frozen=True, slots=True)
class Formats:
    """How one locale writes. Numeric dates have two-digit days and months and a whole year."""

    point: str
    group: str
    symbols: dict[str, str]
    symbol_first: bool
    symbol_gap: str
    percent: str
    date_pattern: str
    words_pattern: str
    months: tuple[str, ...]
    weekdays: tuple[str, ...]

    @classmethod
    def of(cls, language: str, country: str = "") -> Self:
        """Formats of en (British; American where `country` is US), it or el."""
        # The command line reads its words before anything is installed, Babel too.
        from babel.core import Locale  # noqa: PLC0415

        name = _LOCALES.get((language, country)) or _LOCALES[language, ""]
        locale = Locale.parse(name)
        numbers = locale.number_symbols["latn"]
        money = locale.currency_formats["standard"].pattern
        return cls(
            point=numbers["decimal"],
            group=numbers["group"],
            symbols=dict(locale.currency_symbols),
            symbol_first=money.startswith("¤"),
            symbol_gap=NO_BREAK_SPACE if NO_BREAK_SPACE in money else "",
            percent=locale.percent_formats[None].pattern.removeprefix("#,##0"),
            date_pattern="%m/%d/%Y" if name == "en_US" else "%d/%m/%Y",
            words_pattern=locale.date_formats["full"].pattern,
            months=tuple(locale.months["format"]["wide"][month] for month in range(1, 13)),
            weekdays=tuple(locale.days["format"]["wide"][day] for day in range(7)),
        )

    def money(self, amount: Money) -> str:
        """`51.75`: all digits of the currency, groups of three, no symbol."""
        minor = amount.minor
        digits = amount.currency.digits
        whole, rest = divmod(abs(minor), _POWERS[digits])
        text = str(whole) if whole < _GROUP else self._grouped(whole)
        if digits:
            text = f"{text}{self.point}{rest:0{digits}d}"
        return "-" + text if minor < 0 else text

    def money_symbol(self, amount: Money) -> str:
        """`€51.75`, in Italian and Greek `51,75 €` with a no-break space."""
        code = amount.currency.code
        symbol = self.symbols.get(code, code)
        text = self.money(abs(amount))
        sign = "-" if amount.minor < 0 else ""
        if self.symbol_first:
            return f"{sign}{symbol}{self.symbol_gap}{text}"
        return f"{sign}{text}{self.symbol_gap}{symbol}"

    def number(self, value: int | Decimal) -> str:
        """`1,234.5`: the digits it has and no more."""
        plain = format(abs(Decimal(value)), "f")
        whole, _, rest = plain.partition(".")
        text = self._grouped(int(whole))
        if rest:
            text = f"{text}{self.point}{rest}"
        return "-" + text if value < 0 else text

    def percent_of(self, rate: Decimal) -> str:
        """`22%`, `4.5%`: the rate is in percent already; zeros at the end are left out."""
        return self.number(_trimmed(rate)) + self.percent

    def date(self, day: dt.date) -> str:
        """`02/11/2026`; in the United States `11/02/2026`."""
        return day.strftime(self.date_pattern)

    @property
    def month_first(self) -> bool:
        """Whether a date is written, and so typed, with its month first."""
        return self.date_pattern.startswith("%m")

    def date_in_words(self, day: dt.date) -> str:
        """`Monday, 2 November 2026`, `lunedì 2 novembre 2026`, `Δευτέρα 2 Νοεμβρίου 2026`."""
        fields = {
            "EEEE": self.weekdays[day.weekday()],
            "MMMM": self.months[day.month - 1],
            "d": str(day.day),
            "y": str(day.year),
        }
        return _DATE_FIELDS.sub(lambda field: fields[field.group()], self.words_pattern)

    def _grouped(self, whole: int) -> str:
        text = f"{whole:,}"
        return text if self.group == "," else text.replace(",", self.group)


def clock_time(moment: dt.time | dt.datetime) -> str:
    """`14:32`: twenty-four hours in each language."""
    return f"{moment.hour:02d}:{moment.minute:02d}"


def parse_amount(text: str, currency: Currency) -> Money:
    """Read an amount as a person types it: `20`, `20.5`, `20,50`, `1.234,50`, `1,234.50`, `€ 5`.

    A mark that stands alone is the decimal mark, never a group: `1.234` is refused and not taken
    for a thousand. Refusal `money.not_an_amount`.
    """
    bare = "".join(text.replace(currency.code, "").translate(_SIGNS).split())
    grouped = _GROUPED.fullmatch(bare)
    if grouped and (grouped["decimals"] or bare.count(grouped["mark"]) > 1 or not currency.digits):
        whole = grouped["whole"].replace(grouped["mark"], "")
        bare = f"{whole}.{grouped['decimals']}" if grouped["decimals"] else whole
    try:
        return Money.parse(bare, currency)
    except Refusal as refused:
        raise Refusal(refused.code, text=text.strip()) from refused


def _trimmed(value: Decimal) -> Decimal:
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
