"""What presenters work with: the use cases, the workers, the store's name and the words.

Invariant: nothing here is about one customer.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from counter_app.services.use_cases import UseCases
from counter_app.ui.flows.shop import Shop, Shown
from counter_app.ui.flows.signing_in import DemoSecret
from counter_app.ui.presenters.key_keeper import KeyKeeper
from counter_app.ui.tasks import Tasks
from counter_app.wording import Wording


@dataclass(frozen=True, slots=True)
class Desk:
    """One lane's desk. `people` is empty unless the store is a demo."""

    use: UseCases
    tasks: Tasks
    shop: Shop
    wording: Callable[[str], Wording]
    people: tuple[DemoSecret, ...] = ()
    keys: KeyKeeper = field(default_factory=KeyKeeper)

    def now(self) -> str:
        """The time of day at the store, `14:32`."""
        return self.time_of(self.use.clock.wall())

    def time_of(self, wall: int) -> str:
        """The local time of day of an instant in milliseconds."""
        moment = datetime.fromtimestamp(wall / 1000, UTC).astimezone()
        return f"{moment:%H:%M}"

    def shown(self, language: str) -> Shown:
        """How a language shows the store's amounts."""
        return Shown(self.wording(language), self.shop.currency, self.keys.map)


def shop_of(use: UseCases) -> Shop:
    """The store as it was founded."""
    founded, profile = use.store.founded(), use.terms.profile
    return Shop(
        founded.store,
        founded.lane,
        founded.name,
        founded.store_kind,
        profile.currency,
        profile.tax_word,
        profile.prices_include_tax,
    )
