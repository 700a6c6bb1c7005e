"""Wrong PINs of many people at one lane: badges alone are not trusted a while, selling goes on."""

from itertools import cycle, islice

import pytest

from counter_app.commands.demo_store import demo_people
from counter_app.domain.errors import Refusal
from counter_app.domain.facts import SignInFailed
from counter_app.domain.lane_throttle import CLOSED_MS, MOST_WRONG
from tests.counters import Desk
from tests.refusals import refused

EMMA, *OTHERS = demo_people()
MINUTE = 60_000


def guess(desk: Desk, times: int) -> None:
    """Somebody tries others' numbers in turn, four wrong ones each, so nobody is locked out."""
    numbers = [one.person.number for one in OTHERS]
    for number in islice(cycle(numbers), times):
        desk.clock.advance(5_000)
        with pytest.raises(Refusal):
            desk.use.sign_in.by_number(number, "735192")


def closings(desk: Desk) -> list[SignInFailed]:
    failed = [fact for fact in desk.facts(SignInFailed) if isinstance(fact, SignInFailed)]
    return [fact for fact in failed if fact.reason == "lane_closed"]


def test_after_twenty_wrong_pins_at_the_lane_a_badge_alone_does_not_switch(desk: Desk) -> None:
    desk.use.sign_in.by_number(EMMA.person.number, EMMA.pin)
    guess(desk, MOST_WRONG - 1)
    assert desk.use.sign_in.switch_by_badge(EMMA.badge) == EMMA.person
    guess(desk, 1)
    with refused("sign_in.lane_closed", minutes=15):
        desk.use.sign_in.switch_by_badge(EMMA.badge)
    assert closings(desk) == [SignInFailed(number="", reason="lane_closed", tries=MOST_WRONG)]


def test_meanwhile_number_and_pin_let_in_and_the_lane_sells(desk: Desk) -> None:
    guess(desk, MOST_WRONG)
    assert desk.use.sign_in.by_number(EMMA.person.number, EMMA.pin) == EMMA.person
    assert desk.use.sign_in.by_badge(EMMA.badge, EMMA.pin) == EMMA.person


def test_a_quarter_of_an_hour_later_the_badge_is_enough_again(desk: Desk) -> None:
    guess(desk, MOST_WRONG)
    desk.clock.advance(CLOSED_MS - MINUTE)
    desk.use.sign_in.by_number(EMMA.person.number, EMMA.pin)
    with refused("sign_in.lane_closed", minutes=1):
        desk.use.sign_in.switch_by_badge(EMMA.badge)
    desk.clock.advance(MINUTE)
    assert desk.use.sign_in.switch_by_badge(EMMA.badge) == EMMA.person


def test_one_slip_an_hour_closes_nothing(desk: Desk) -> None:
    for _ in range(MOST_WRONG):
        guess(desk, 1)
        desk.clock.advance(60 * MINUTE)
    assert closings(desk) == []
