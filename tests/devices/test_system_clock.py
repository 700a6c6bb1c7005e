"""The machine's clock, and ids that never repeat."""

import datetime as dt
import time
from uuid import RFC_4122, UUID

from counter_app.devices.system_clock import SystemClock, Uuid7


def test_the_wall_clock_is_milliseconds_since_1970() -> None:
    before = time.time_ns() // 1_000_000
    assert before <= SystemClock().wall() <= time.time_ns() // 1_000_000


def test_today_is_the_local_calendar_day() -> None:
    before = dt.datetime.now().astimezone().date()
    assert before <= SystemClock().today() <= dt.datetime.now().astimezone().date()


def test_the_monotonic_clock_never_goes_back() -> None:
    clock = SystemClock()
    told = [clock.monotonic() for _ in range(100)]
    assert told == sorted(told)


def test_an_id_is_a_uuid_of_version_seven_that_tells_its_time() -> None:
    clock = SystemClock()
    before, made, after = clock.wall(), Uuid7().new(), clock.wall()
    uuid = UUID(made)
    assert (len(made), uuid.version, uuid.variant) == (32, 7, RFC_4122)
    assert before <= uuid.int >> 80 <= after


def test_ids_never_repeat_and_ascend_with_time() -> None:
    ids = Uuid7()
    made = [ids.new() for _ in range(1_000)]
    assert len(set(made)) == 1_000
    milliseconds = [made_id[:12] for made_id in made]
    assert milliseconds == sorted(milliseconds)
