"""The departments' policy: a published text (TOML file, JSON in the journal) into values.

Invariant: a bad text is refused whole, with the reason; nothing is half used.
"""

import json
from collections.abc import Sequence
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
from counter_app.domain.search_text import fold
from counter_app.domain.store_profile import StoreProfile
from counter_app.domain.tenders import RuleSetting
from counter_app.services.policies.tables import Table, rows_of, setting_of, text_of

DEPARTMENTS: Final = "departments"


def departments_of(text: str, profile: StoreProfile) -> DepartmentPolicy:
    """The policy in a canonical JSON text. Raises Refusal `settings.departments`.

    A department whose tax group the store's profile does not have is left out: nothing could be
    sold under it.
    """
    try:
        table: Table = json.loads(text)
        found = (_department(row, profile.currency) for row in rows_of(table, "department"))
        reasons = (
            DepartmentReason(text_of(row, "id"), _names(row)) for row in rows_of(table, "reason")
        )
        rules = (_rule(no, row) for no, row in enumerate(rows_of(table, "rule"), start=1))
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
        text_of(row, "id"),
        _names(row),
        text_of(row, "tax"),
        _amount(row, "least", currency),
        _amount(row, "most", currency),
    )


def _amount(row: Table, name: str, currency: Currency) -> int | None:
    return Money.parse(text_of(row, name), currency).minor if name in row else None


def _names(row: Table) -> Names:
    names = cast("Table", row["name"])
    return Names(text_of(names, "en"), text_of(names, "it"), text_of(names, "el"))


def _rule(no: int, row: Table) -> RuleSetting:
    setting = setting_of(no, row)
    if setting.rule not in RULES:
        raise KeyError(setting.rule)
    check_parameters(setting)
    return setting
