"""The desk's policy: the published one, else the shipped one, and nothing that cannot be read."""

import pytest

from counter_app.domain.facts import Published
from counter_app.domain.idle_lock import IdleLock
from counter_app.services.policies.desk_policy import DESK, desk_of
from counter_app.services.policies.profiles import canonical
from tests.counters import Desk
from tests.refusals import refused

SHIPPED = IdleLock(90, 30)


def publish(desk: Desk, **rule: object) -> None:
    content = canonical({"rule": [{"id": "idle.lock", "mode": "live", **rule}]})
    with desk.counter.store.work() as work:
        work.append(Published(what=DESK, id="d1", digest="ab" * 32, rows=1, content=content))


def test_a_store_without_a_policy_of_its_own_locks_after_two_minutes(desk: Desk) -> None:
    assert desk.use.desk_policy.idle_lock() == SHIPPED


def test_a_published_policy_holds_at_once(desk: Desk) -> None:
    assert desk.use.desk_policy.idle_lock() == SHIPPED
    publish(desk, **{"from": "2026-01-01", "parameters": {"seconds": "300", "notice": "20"}})
    assert desk.use.desk_policy.idle_lock() == IdleLock(300, 20)


def test_until_the_day_of_a_policy_has_come_the_shipped_one_holds(desk: Desk) -> None:
    publish(desk, **{"from": "2027-01-01", "parameters": {"seconds": "300", "notice": "20"}})
    assert desk.use.desk_policy.idle_lock() == SHIPPED


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        "[]",
        "no JSON",
        '{"rule":[{"id":"idle.locked","mode":"live","from":"2026-01-01","parameters":{}}]}',
        '{"rule":[{"id":"idle.lock","mode":"live","from":"2026-01-01","parameters":{}}]}',
        '{"rule":[{"id":"idle.lock","mode":"live","from":"soon","parameters":{}}]}',
    ],
)
def test_a_policy_that_cannot_be_read_is_refused(text: str) -> None:
    with refused("settings.policy"):
        desk_of(text)
