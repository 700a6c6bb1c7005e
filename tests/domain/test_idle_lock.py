"""The policy says when a counter that nobody touches locks; it cannot say never."""

from datetime import date

import pytest

from counter_app.domain.idle_lock import RULE, IdleLock, check_idle_lock, idle_lock
from counter_app.domain.rulings import Mode
from counter_app.domain.tenders import RuleSetting

DAY = date(2026, 11, 22)


def setting(
    seconds: str = "120", notice: str = "30", since: date = date(2026, 1, 1), **more: str
) -> RuleSetting:
    return RuleSetting(RULE, 1, Mode.LIVE, since, {"seconds": seconds, "notice": notice, **more})


def test_a_later_setting_holds_from_its_own_day() -> None:
    policy = (setting(), setting("300", since=DAY))
    assert idle_lock(policy, date(2026, 11, 21)) == IdleLock(120, 30)
    assert idle_lock(policy, DAY) == IdleLock(300, 30)
    assert idle_lock(policy, date(2025, 12, 31)) is None


@pytest.mark.parametrize(("seconds", "notice"), [("60", "10"), ("900", "60"), ("120", "30")])
def test_an_administrator_may_set_one_to_fifteen_minutes(seconds: str, notice: str) -> None:
    check_idle_lock(setting(seconds, notice))


@pytest.mark.parametrize(
    "wrong",
    [
        setting("59"),
        setting("901"),
        setting(notice="9"),
        setting(notice="61"),
        setting("two minutes"),
        setting(most="3"),
        RuleSetting(RULE, 1, Mode.LIVE, DAY, {"seconds": "120"}),
        RuleSetting(RULE, 1, Mode.OFF, DAY, {"seconds": "120", "notice": "30"}),
        RuleSetting(RULE, 1, Mode.SHADOW, DAY, {"seconds": "120", "notice": "30"}),
    ],
)
def test_a_counter_that_never_locks_or_at_once_is_refused(wrong: RuleSetting) -> None:
    with pytest.raises(ValueError, match=RULE.replace(".", r"\.") + "|invalid literal"):
        check_idle_lock(wrong)
