"""Facts: one kind a class, frozen, and with nothing in them that can pay."""

from dataclasses import FrozenInstanceError, fields, is_dataclass
from typing import get_args

import pytest

from counter_app.domain import facts, slips
from counter_app.domain.facts import KINDS, SIGNED

FORBIDDEN = {"pan", "cvv", "pin", "track", "account_number", "full_number"}


def test_every_kind_has_its_own_word() -> None:
    assert len(KINDS) == len(get_args(facts.Fact))
    assert all(kind == kind.lower() for kind in KINDS)


@pytest.mark.parametrize("fact", get_args(facts.Fact), ids=list(KINDS))
def test_a_fact_has_a_version_and_never_changes(fact: type[facts.Fact]) -> None:
    assert fields(fact)[0].name == "v"
    blank: object = object.__new__(fact)
    with pytest.raises((FrozenInstanceError, TypeError)):
        blank.v = 2  # type: ignore[attr-defined]  # that it cannot be set is the test


def test_sales_closings_and_the_founding_are_signed() -> None:
    assert {"sale", "till_closed", "store_founded", "store_restored"} == SIGNED


@pytest.mark.parametrize("part", [*KINDS.values(), *vars(slips).values()])
def test_nothing_in_a_fact_can_pay(part: type) -> None:
    if is_dataclass(part):
        assert not {field.name for field in fields(part)} & FORBIDDEN
