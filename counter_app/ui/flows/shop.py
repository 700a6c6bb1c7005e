"""What does not change while the window is open: the store's name and kind, how amounts are shown.

Invariant: an amount on the screen has a minus as wide as a digit, and is spoken with the word.
"""

from dataclasses import dataclass

from counter_app.domain.money import Currency, Money
from counter_app.domain.own_codes import dashed
from counter_app.ui.flows.keyboard.key_map import DEFAULT_KEYS, KeyMap
from counter_app.ui.flows.keys import Intent
from counter_app.wording import Wording

_MINUS = "\N{FIGURE DASH}"


@dataclass(frozen=True, slots=True)
class Shop:
    """The store as the status bar names it. `kind` is live, demo, training or replay."""

    store: int
    lane: int
    name: str
    kind: str
    currency: Currency
    tax_word: str
    tax_included: bool = True

    @property
    def live(self) -> bool:
        """Whether what happens here is real."""
        return self.kind == "live"


@dataclass(frozen=True, slots=True)
class Shown:
    """How one language shows amounts of one currency, in minor units, and the keys there are."""

    wording: Wording
    currency: Currency
    keys: KeyMap = DEFAULT_KEYS

    def hint(self, intent: Intent) -> str:
        """The key that asks for an intent, as it stands on a button."""
        return self.keys.hint(intent)

    def money(self, minor: int) -> str:
        """`51.75`, with a minus as wide as a digit."""
        return self.wording.money(Money(minor, self.currency)).replace("-", _MINUS)

    def signed(self, minor: int) -> str:
        """A difference: `+0.02`, or with the wide minus."""
        return f"+{self.money(minor)}" if minor > 0 else self.money(minor)

    def spoken(self, minor: int) -> str:
        """For readers: the minus as a word."""
        text = self.wording.money(Money(abs(minor), self.currency))
        return self.words("page.sale.minus", amount=text) if minor < 0 else text

    def loud(self, minor: int) -> str:
        """With the currency's sign, for the one loud number; never a minus."""
        return self.wording.money_symbol(Money(abs(minor), self.currency))

    def note(self, minor: int) -> str:
        """A note or coin: `20`, `0.50`."""
        unit = 10**self.currency.digits
        return str(minor // unit) if minor % unit == 0 else self.money(minor)

    def words(self, key: str, **values: object) -> str:
        """A text of this language."""
        return self.wording.words(key, **values)


def number_shown(number: str) -> str:
    """A receipt or slip number of 15 digits with its dashes."""
    return dashed(number)
