"""The policy of the desk itself: when it locks. The published one, else the shipped one.

Invariant: there is always an answer; a policy that cannot be read is refused when it is published.
"""

import json
from datetime import date
from typing import Final, cast

from counter_app.domain.errors import Refusal
from counter_app.domain.facts import Published
from counter_app.domain.idle_lock import RULE, IdleLock, check_idle_lock, idle_lock
from counter_app.domain.tenders import RuleSetting
from counter_app.services.policies.profiles import canonical, read_toml
from counter_app.services.policies.tables import Table, setting_of
from counter_app.services.ports import Clock, Store
from counter_app.services.resources import resource_dir

DESK: Final = "desk"


def desk_of(text: str) -> tuple[RuleSetting, ...]:
    """The settings in a canonical JSON text. Raises Refusal `settings.policy`."""
    try:
        rows = cast("list[Table]", json.loads(text)["rule"])
        return tuple(_rule(no, row) for no, row in enumerate(rows, start=1))
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise Refusal("settings.policy", reason=repr(error)) from error


class DeskPolicy:
    """Reads the policy once, and again when another one was published."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock
        self._read: tuple[Published | None, tuple[RuleSetting, ...]] | None = None

    def idle_lock(self) -> IdleLock:
        """When the counter dims and locks today."""
        found = idle_lock(self._policy(), self._clock.today())
        return found or cast("IdleLock", idle_lock(_shipped(), date.max))

    def _policy(self) -> tuple[RuleSetting, ...]:
        published = self._store.published(DESK)
        if self._read is None or self._read[0] != published:
            settings = desk_of(published.content) if published else _shipped()
            self._read = (published, settings)
        return self._read[1]


def _shipped() -> tuple[RuleSetting, ...]:
    return desk_of(canonical(read_toml(resource_dir() / "policies" / "desk.toml")))


def _rule(no: int, row: Table) -> RuleSetting:
    setting = setting_of(no, row)
    if setting.rule != RULE:
        raise KeyError(setting.rule)
    check_idle_lock(setting)
    return setting
