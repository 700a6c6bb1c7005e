"""Country profiles and policies: published texts (TOML files, JSON in the journal) into values.

Invariant: a bad text is refused whole, with the place and the reason; nothing is half used.
"""

import json
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import cast

from counter_app.domain.errors import Refusal
from counter_app.domain.money import CashMode, CashRounding, Money, currency
from counter_app.domain.store_profile import DatedCashRounding, DatedTax, StoreProfile
from counter_app.domain.tax import Tax, TaxKind, TaxRounding
from counter_app.domain.tenders import RULES, RuleSetting, check_parameters
from counter_app.services.policies.tables import Table, rows_of, setting_of, text_of


def read_toml(path: Path) -> Table:
    """A TOML file as a table. Raises Refusal `settings.unreadable`."""
    try:
        with path.open("rb") as file:
            return tomllib.load(file)
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Refusal("settings.unreadable", file=path.name, reason=str(error)) from error


def canonical(table: Table) -> str:
    """A table as canonical JSON text: sorted keys, dates in ISO form."""
    return json.dumps(table, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)


def profile_of(text: str) -> StoreProfile:
    """The profile in a canonical JSON text. Raises Refusal `settings.profile`."""
    try:
        return _profile(json.loads(text))
    except (KeyError, ValueError, TypeError, AttributeError, InvalidOperation) as error:
        raise Refusal("settings.profile", reason=repr(error)) from error


def policy_of(text: str) -> tuple[RuleSetting, ...]:
    """The rules in a canonical JSON text. Raises Refusal `settings.policy`."""
    try:
        rules = json.loads(text)["rule"]
        return tuple(_rule(no, rule) for no, rule in enumerate(rules, start=1))
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise Refusal("settings.policy", reason=repr(error)) from error


def _profile(table: Table) -> StoreProfile:
    money = currency(text_of(table, "currency"))
    roundings = []
    for row in rows_of(table, "cash_rounding"):
        step = Money.parse(text_of(row, "step"), money).minor
        rounding = CashRounding(step, CashMode(text_of(row, "mode")))
        roundings.append(DatedCashRounding(date.fromisoformat(text_of(row, "from")), rounding))
    groups = cast("Mapping[str, Sequence[Table]]", table["groups"])
    return StoreProfile(
        country=text_of(table, "country"),
        currency=money,
        tax_word=text_of(table, "tax_word"),
        prices_include_tax=table["prices_include_tax"] is True,
        tax_rounding=TaxRounding(text_of(table, "tax_rounding")),
        not_fiscal=table["not_fiscal"] is True,
        in_store_region=text_of(table, "in_store_region"),
        groups={group: tuple(_tax(row) for row in rows) for group, rows in groups.items()},
        cash_roundings=tuple(roundings),
    )


def _tax(row: Table) -> DatedTax:
    tax = Tax(
        id=text_of(row, "id"),
        rate=Decimal(text_of(row, "rate")),
        kind=TaxKind(text_of(row, "kind")),
        included=row["included"] is True,
        raises_base=row["raises_base"] is True,
    )
    return DatedTax(date.fromisoformat(text_of(row, "from")), tax)


def _rule(no: int, row: Table) -> RuleSetting:
    rule = text_of(row, "id")
    if rule not in RULES:  # said first: nothing else of such a row can be right
        raise Refusal("settings.unknown_rule", rule_id=rule)
    setting = setting_of(no, row)
    check_parameters(setting)
    return setting
