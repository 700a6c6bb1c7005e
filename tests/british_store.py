"""A store founded as a shop would be: United Kingdom, 20 % tax in the price, the shipped policy."""

from pathlib import Path

from counter_app.bootstrap import Counter, NewStore, Parts, found_counter, profile_text
from counter_app.domain.facts import StoreFounded
from counter_app.domain.staff import Person
from counter_app.services.policies.profiles import canonical, read_toml
from counter_app.services.resources import resource_dir


def found_british_store(
    folder: Path, user: Person, kind: str, parts: Parts | None = None
) -> Counter:
    """Found it in an empty folder; `user` is all its staff."""
    policy = canonical(read_toml(resource_dir() / "policies" / "tenders.toml"))
    founding = StoreFounded(
        store_kind=kind,
        store=1,
        lane=1,
        epoch=1,
        name="Measured",
        address=("1 High Street",),
        tax_number="",
        country="GB",
        currency="GBP",
        language="en",
        profile=profile_text(resource_dir() / "profiles" / "gb.toml"),
        public_key="",
    )
    return found_counter(folder, NewStore(founding, policy, (user,)), parts)
