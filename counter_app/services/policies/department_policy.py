"""The departments' policy: a published text (TOML file, JSON in the journal) into values.

Invariant: a bad text is refused whole, with the reason; nothing is half used.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final, cast

from counter_app.domain.catalogue import Names
from counter_app.domain.departments import (
    RULES,
    Department,
    DepartmentPolicy,
    DepartmentReason,
    check_parameters,
)
from counter_app.domain.errors import Refusal
from counter_app.domain.money import Currency, Money
from counter_app.domain.rulings import Mode
from counter_app.domain.search_text import fold
from counter_app.domain.store_profile import StoreProfile
from counter_app.domain.tenders import RuleSetting

DEPARTMENTS: Final = "departments"
Table = Mapping[str, object]


def departments_of(text: str, profile: StoreProfile) -> DepartmentPolicy:
    """The policy in a canonical JSON text. Raises Refusal `settings.departments`.

    A department whose tax group the store's profile does not have is left out: nothing could be
    sold under it.
    """
    try:
        table: Table = json.loads(text)
        found = (_department(row, profile.currency) for row in _rows(table, "department"))
        reasons = (
            DepartmentReason(_text(row, "id"), _names(row)) for row in _rows(table, "reason")
        )
        rules = (_rule(no, row) for no, row in enumerate(_rows(table, "rule"), start=1))
        generic = cast("Sequence[str]", table.get("generic", ()))
        return DepartmentPolicy(
            tuple(one for one in found if one.tax in profile.groups),
            tuple(reasons),
            tuple(rules),
            frozenset(fold(word) for word in generic),
        )
    except (Refusal, KeyError, ValueError, TypeError, AttributeError) as error:
        raise Refusal("settings.departments", reason=repr(error)) from error


def _department(row: Table, currency: Currency) -> Department:
    return Department(
        _text(row, "id"),
        _names(row),
        _text(row, "tax"),
        _amount(row, "least", currency),
        _amount(row, "most", currency),
    )


def _amount(row: Table, name: str, currency: Currency) -> int | None:
    return Money.parse(_text(row, name), currency).minor if name in row else None


def _names(row: Table) -> Names:
    names = cast("Table", row["name"])
    return Names(_text(names, "en"), _text(names, "it"), _text(names, "el"))


def _rule(no: int, row: Table) -> RuleSetting:
    rule = _text(row, "id")
    if rule not in RULES:
        raise KeyError(rule)
    parameters = cast("Table", row.get("parameters", {}))
    setting = RuleSetting(
        rule,
        no,
        Mode(_text(row, "mode")),
        date.fromisoformat(_text(row, "from")),
        {name: str(value) for name, value in parameters.items()},
    )
    check_parameters(setting)
    return setting


def _rows(table: Table, name: str) -> Sequence[Table]:
    return cast("Sequence[Table]", table.get(name, ()))


def _text(table: Table, name: str) -> str:
    value = table[name]
    if not isinstance(value, str):
        raise TypeError(name)
    return value
