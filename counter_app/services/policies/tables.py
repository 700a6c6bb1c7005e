"""What every published policy is read with: its texts, its rows, and a rule's setting.

Invariant: a value of another type than is asked for is a TypeError, never a guess.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import cast

from counter_app.domain.rulings import Mode
from counter_app.domain.tenders import RuleSetting

Table = Mapping[str, object]


def rows_of(table: Table, name: str) -> Sequence[Table]:
    """The rows of this name; none where there is no such name."""
    return cast("Sequence[Table]", table.get(name, ()))


def text_of(table: Table, name: str) -> str:
    """A text. Raises KeyError where it is missing."""
    value = table[name]
    if not isinstance(value, str):
        raise TypeError(name)
    return value


def setting_of(no: int, row: Table) -> RuleSetting:
    """A rule as it is set, by its place in the policy; whether there is such a rule, and whether
    its parameters are right, is for who knows the rule.
    """
    parameters = cast("Table", row.get("parameters", {}))
    return RuleSetting(
        text_of(row, "id"),
        no,
        Mode(text_of(row, "mode")),
        date.fromisoformat(text_of(row, "from")),
        {name: str(value) for name, value in parameters.items()},
    )
