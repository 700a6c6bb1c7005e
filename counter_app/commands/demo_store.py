"""The demo store: founded from resources/demo, with its people, goods and a few cards.

Invariant: it is made by the same use cases as any store, and its kind is `demo` for ever.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, cast

from counter_app.bootstrap import Counter, NewStore, Parts, found_counter, profile_text
from counter_app.domain.facts import CardBroughtIn, StoreFounded
from counter_app.domain.gift_cards import card_text
from counter_app.domain.money import currency
from counter_app.domain.rulings import Role
from counter_app.domain.staff import Person
from counter_app.services.catalogues.publish import Load
from counter_app.services.catalogues.rows import RowRules
from counter_app.services.policies.profiles import canonical, profile_of, read_toml
from counter_app.services.resources import resource_dir

GIFT_CARD: Final = "5512830947162035"
STORE_CREDIT: Final = "7736104925586127"
EMPTY_CARD: Final = "3390571824466902"
_CARDS: Final = (
    ("gift_card", GIFT_CARD, 2500),
    ("store_credit", STORE_CREDIT, 4000),
    ("gift_card", EMPTY_CARD, 0),
)


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Somebody of the demo store, with the secrets that its sign-in page shows."""

    person: Person
    pin: str
    badge: str


def demo_people() -> tuple[DemoPerson, ...]:
    """Everybody of resources/demo/staff.toml."""
    table = read_toml(resource_dir() / "demo" / "staff.toml")
    rows = cast("Sequence[Mapping[str, str]]", table["person"])
    return tuple(
        DemoPerson(
            Person(row["number"], row["name"], Role.named(row["role"]), row["language"]),
            row["pin"],
            row["badge"],
        )
        for row in rows
    )


def opening_float() -> str:
    """The float that the demo store suggests, as it is typed."""
    return str(read_toml(resource_dir() / "demo" / "store.toml")["opening_float"])


def found_demo(
    folder: Path,
    parts: Parts | None = None,
    *,
    country: str = "",
    kind: str = "demo",
    told: Callable[[int, int | None], None] = lambda _done, _total: None,
) -> Counter:
    """Found the demo store in an empty folder; `country` takes another profile than its own."""
    shop = read_toml(resource_dir() / "demo" / "store.toml")
    profile = profile_text(resource_dir() / "profiles" / f"{country or shop['country']}.toml")
    policy = canonical(read_toml(resource_dir() / "policies" / "tenders.toml"))
    people = demo_people()
    new = NewStore(
        _founding(shop, profile, kind),
        policy,
        tuple(somebody.person for somebody in people),
        canonical(read_toml(resource_dir() / "policies" / "departments.toml")),
    )
    counter = found_counter(folder, new, parts)
    for somebody in people:
        counter.use.sign_in.set_pin(somebody.person.number, somebody.pin, "")
        counter.use.sign_in.set_badge(somebody.person.number, somebody.badge, "")
    known = profile_of(profile)
    rules = RowRules(known.currency, frozenset(known.groups))
    counter.use.publisher.publish(
        Load(resource_dir() / "demo" / "catalogue.csv", rules, progress=told)
    )
    counter.catalogue.refresh()
    _bring_cards(counter)
    return counter


def _founding(shop: Mapping[str, object], profile: str, kind: str) -> StoreFounded:
    known = profile_of(profile)
    return StoreFounded(
        store_kind=kind,
        store=cast("int", shop["number"]),
        lane=cast("int", shop["lane"]),
        epoch=1,
        name=str(shop["name"]),
        address=tuple(cast("Sequence[str]", shop["address"])),
        tax_number="" if kind == "live" else str(shop["tax_number"]),  # it is nobody's
        country=known.country,
        currency=known.currency.code,
        language=str(shop["language"]),
        profile=profile,
        public_key="",
    )


def _bring_cards(counter: Counter) -> None:
    """Cards to try: one with 25.00, store credit of 40.00, and one that holds nothing."""
    units = 10 ** currency(counter.store.founded().currency).digits
    with counter.store.work() as work:
        for stored, number, cents in _CARDS:
            card = counter.store.keyed_hash(card_text(number))
            amount = cents * units // 100
            work.append(CardBroughtIn(stored=stored, card=card, last4=number[-4:], amount=amount))
