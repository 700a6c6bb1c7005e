"""When a counter that nobody touches dims, and when it locks: policy data with effective dates.

Invariant: a counter always locks; the policy decides when, within 1 to 15 minutes.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from counter_app.domain.rulings import Mode
from counter_app.domain.tenders import RuleSetting, in_force

RULE: Final = "idle.lock"
_RANGES: Final = {"seconds": (60, 900), "notice": (10, 60)}


@dataclass(frozen=True, slots=True)
class IdleLock:
    """`seconds` without a key, touch or scan until the screen dims; `notice` more to the lock."""

    seconds: int
    notice: int


def check_idle_lock(setting: RuleSetting) -> None:
    """Raise ValueError for a setting that is not live, incomplete, unknown or out of its range."""
    parameters = setting.parameters
    if setting.mode is not Mode.LIVE or set(parameters) != set(_RANGES):
        message = f"{setting.rule}: {setting.mode}, {sorted(parameters)}"
        raise ValueError(message)
    for name, (least, most) in _RANGES.items():
        if not least <= int(parameters[name]) <= most:
            message = f"{setting.rule}: {name} = {parameters[name]}"
            raise ValueError(message)


def idle_lock(policy: tuple[RuleSetting, ...], on: date) -> IdleLock | None:
    """What holds on a day; None before the first setting begins."""
    for setting in in_force(policy, on):
        if setting.rule == RULE:
            seconds, notice = (int(setting.parameters[name]) for name in _RANGES)
            return IdleLock(seconds, notice)
    return None
