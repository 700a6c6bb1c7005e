"""Who may come in, and how long who guesses must stay outside."""

import pytest

from counter_app.commands.demo_store import DemoPerson, demo_people
from counter_app.domain.errors import Refusal
from counter_app.domain.facts import (
    CredentialChanged,
    SignedIn,
    SignedOut,
    SignInFailed,
    StaffChanged,
)
from counter_app.domain.staff import Person
from counter_app.services.sign_in import SignIn
from tests.counters import Desk
from tests.refusals import refused

EMMA: DemoPerson = demo_people()[0]
NUMBER = EMMA.person.number
WRONG = "907351"
MINUTE = 60_000


def wrong(desk: Desk, times: int = 1) -> list[str]:
    """Guess; the delays between are waited for."""
    codes = []
    for _ in range(times):
        desk.clock.advance(10_000)
        with pytest.raises(Refusal) as caught:
            desk.use.sign_in.by_number(NUMBER, WRONG)
        codes.append(caught.value.code)
    return codes


def right(desk: Desk) -> Person:
    return desk.use.sign_in.by_number(NUMBER, EMMA.pin)


def reasons(desk: Desk) -> list[tuple[str, str, int]]:
    failed = desk.facts(SignInFailed)
    return [(f.number, f.reason, f.tries) for f in failed if isinstance(f, SignInFailed)]


class DyingHasher:
    """The program is killed while the PIN is compared."""

    def __init__(self) -> None:
        self.asked = 0

    def hash(self, pin: str) -> str:
        raise KeyboardInterrupt(pin)

    def matches(self, stored: str, pin: str) -> bool:
        self.asked += 1
        raise KeyboardInterrupt(stored, pin)


class CountingHasher:
    """A slow hash that counts how often its work was done."""

    def __init__(self) -> None:
        self.work = 0

    def hash(self, pin: str) -> str:
        self.work += 1
        return pin

    def matches(self, stored: str, pin: str) -> bool:
        self.work += 1
        return stored == pin


def test_a_number_and_its_pin_let_in_and_are_an_entry(desk: Desk) -> None:
    assert right(desk) == EMMA.person
    entry = desk.entries()[-1]
    assert (entry.data, entry.user) == (SignedIn(number=NUMBER, by="number"), NUMBER)


def test_a_badge_with_its_pin_lets_in(desk: Desk) -> None:
    assert desk.use.sign_in.by_badge(EMMA.badge, EMMA.pin) == EMMA.person
    assert desk.facts(SignedIn) == [SignedIn(number=NUMBER, by="badge")]
    with refused("sign_in.wrong"):
        desk.use.sign_in.by_badge("1" * 16, EMMA.pin)


def test_signing_out_is_an_entry(desk: Desk) -> None:
    desk.use.sign_in.sign_out(right(desk))
    assert desk.facts(SignedOut) == [SignedOut(number=NUMBER)]


def test_five_wrong_pins_lock_for_half_an_hour(desk: Desk) -> None:
    assert wrong(desk, 5) == ["sign_in.wrong"] * 4 + ["sign_in.locked"]
    with refused("sign_in.locked", minutes=30):
        right(desk)
    desk.clock.advance(29 * MINUTE)
    with refused("sign_in.locked", minutes=1):
        right(desk)
    desk.clock.advance(MINUTE)
    assert right(desk) == EMMA.person
    tries = [reason for _, reason, _ in reasons(desk)]
    assert tries == ["wrong_pin"] * 5 + ["locked"] * 2


def test_setting_the_wall_clock_forward_does_not_shorten_a_lock(desk: Desk) -> None:
    wrong(desk, 5)
    desk.clock.step(24 * 60 * MINUTE)
    with refused("sign_in.locked", minutes=30):
        right(desk)


def test_a_lock_survives_a_restart_as_the_time_that_was_left(desk: Desk) -> None:
    wrong(desk, 5)
    desk.clock.advance(10 * MINUTE)
    with refused("sign_in.locked", minutes=20):
        right(desk)
    desk.again()
    with refused("sign_in.locked", minutes=20):
        right(desk)
    desk.clock.advance(20 * MINUTE)
    assert right(desk) == EMMA.person


def test_after_a_lock_the_tries_begin_anew(desk: Desk) -> None:
    wrong(desk, 5)
    desk.clock.advance(30 * MINUTE)
    assert wrong(desk, 5) == ["sign_in.wrong"] * 4 + ["sign_in.locked"]


def test_a_right_pin_wipes_the_tries_before_it(desk: Desk) -> None:
    wrong(desk, 4)
    desk.clock.advance(10_000)
    right(desk)
    assert wrong(desk, 4) == ["sign_in.wrong"] * 4


def test_tries_survive_a_restart(desk: Desk) -> None:
    wrong(desk, 4)
    desk.again()
    assert wrong(desk) == ["sign_in.locked"]


def test_each_wrong_pin_makes_wait_longer(desk: Desk) -> None:
    wrong(desk)
    with refused("sign_in.wrong"):
        desk.use.sign_in.by_number(NUMBER, WRONG)
    for seconds in (1, 2, 4):
        with refused("sign_in.wait", seconds=seconds):
            right(desk)
        wrong(desk)
    assert [tries for _, _, tries in reasons(desk)] == [1, 2, 3, 4, 5]


def test_a_kill_while_the_pin_is_compared_gives_no_free_try(desk: Desk) -> None:
    for _ in range(5):
        killed = SignIn(desk.counter.store, DyingHasher(), desk.clock)
        with pytest.raises(KeyboardInterrupt):
            killed.by_number(NUMBER, WRONG)
        desk.again()
    with refused("sign_in.locked", minutes=30):
        right(desk)


def test_a_kill_at_the_fifth_try_locks_also_without_a_restart(desk: Desk) -> None:
    hasher = DyingHasher()
    guessing = SignIn(desk.counter.store, hasher, desk.clock)
    for _ in range(5):
        with pytest.raises(KeyboardInterrupt):
            guessing.by_number(NUMBER, WRONG)
    with refused("sign_in.locked"):
        guessing.by_number(NUMBER, WRONG)
    assert hasher.asked == 5


def test_an_unknown_number_gets_the_same_answer_for_the_same_work(desk: Desk) -> None:
    known, unknown = CountingHasher(), CountingHasher()
    with refused("sign_in.wrong"):
        SignIn(desk.counter.store, known, desk.clock).by_number(NUMBER, WRONG)
    with refused("sign_in.wrong"):
        SignIn(desk.counter.store, unknown, desk.clock).by_number("999", WRONG)
    assert known.work == unknown.work == 1
    assert reasons(desk) == [(NUMBER, "wrong_pin", 1), ("", "unknown", 1)]


def test_an_unknown_number_waits_and_locks_as_a_known_one(desk: Desk) -> None:
    def answers(number: str) -> list[str]:
        codes = []
        for _ in range(12):
            desk.clock.advance(1_500)
            with pytest.raises(Refusal) as caught:
                desk.use.sign_in.by_number(number, WRONG)
            codes.append(caught.value.code)
        return codes

    assert answers("999") == answers(NUMBER)


@pytest.mark.parametrize("number", ["", "1", "1044", "1o4", "¹⁰⁴"])
def test_what_is_no_user_number_is_refused_before_anything_is_written(
    desk: Desk, number: str
) -> None:
    before = len(desk.entries())
    with refused("staff.number"):
        desk.use.sign_in.by_number(number, EMMA.pin)
    assert len(desk.entries()) == before


def test_a_badge_alone_switches_back_for_fifteen_minutes(desk: Desk) -> None:
    with refused("sign_in.badge_needs_pin"):
        desk.use.sign_in.switch_by_badge(EMMA.badge)
    right(desk)
    desk.clock.advance(15 * MINUTE)
    assert desk.use.sign_in.switch_by_badge(EMMA.badge) == EMMA.person
    desk.clock.advance(1)
    with refused("sign_in.badge_needs_pin"):
        desk.use.sign_in.switch_by_badge(EMMA.badge)


def test_a_badge_alone_does_not_switch_after_a_restart_or_when_it_was_taken_away(
    desk: Desk,
) -> None:
    right(desk)
    desk.use.sign_in.set_badge(NUMBER, "", "401")
    with refused("sign_in.badge_unknown"):
        desk.use.sign_in.switch_by_badge(EMMA.badge)
    desk.use.sign_in.set_badge(NUMBER, EMMA.badge, "401")
    desk.again()
    with refused("sign_in.badge_needs_pin"):
        desk.use.sign_in.switch_by_badge(EMMA.badge)


def test_a_badge_does_not_switch_while_its_owner_is_locked_out(desk: Desk) -> None:
    right(desk)
    wrong(desk, 5)
    with refused("sign_in.badge_needs_pin"):
        desk.use.sign_in.switch_by_badge(EMMA.badge)


def test_a_new_pin_is_an_entry_without_the_pin(desk: Desk) -> None:
    desk.use.sign_in.set_pin(NUMBER, "735192", "401")
    entry = desk.entries()[-1]
    assert (entry.data, entry.user) == (CredentialChanged(number=NUMBER, what="pin"), "401")
    assert "735192" not in repr(desk.counter.store.secret(NUMBER))
    assert desk.use.sign_in.by_number(NUMBER, "735192") == EMMA.person


@pytest.mark.parametrize("pin", ["123456", "654321", "111111", "121212", "123123", "104935"])
def test_a_pin_that_anybody_guesses_is_not_given(desk: Desk, pin: str) -> None:
    with refused("pin.too_easy"):
        desk.use.sign_in.set_pin(NUMBER, pin, "401")
    assert right(desk) == EMMA.person


def test_a_badge_of_another_length_is_not_given(desk: Desk) -> None:
    with refused("staff.badge", digits=16):
        desk.use.sign_in.set_badge(NUMBER, "123", "401")
    assert desk.use.sign_in.by_badge(EMMA.badge, EMMA.pin) == EMMA.person


def test_what_is_left_of_a_lock_is_kept_when_others_come_and_go(desk: Desk) -> None:
    other = demo_people()[1]
    wrong(desk, 5)
    for left in (20, 10):
        desk.clock.advance(10 * MINUTE)
        person = desk.use.sign_in.by_number(other.person.number, other.pin)
        desk.again()
        with refused("sign_in.locked", minutes=left):
            right(desk)
        desk.use.sign_in.sign_out(person)
    desk.clock.advance(40 * MINUTE)
    desk.use.sign_in.sign_out(other.person)
    desk.again()
    assert right(desk) == EMMA.person


def test_a_disabled_person_gets_the_answer_of_a_wrong_pin_and_the_journal_says_why(
    desk: Desk,
) -> None:
    person = EMMA.person
    with desk.counter.store.work() as work:
        work.append(
            StaffChanged(
                number=person.number,
                name=person.name,
                role=person.role.word,
                active=False,
                language=person.language,
            ),
            "401",
        )
    hasher = CountingHasher()
    disabled = SignIn(desk.counter.store, hasher, desk.clock)
    with refused("sign_in.wrong"):
        disabled.by_number(NUMBER, EMMA.pin)
    assert hasher.work == 1
    assert wrong(desk, 5) == ["sign_in.wrong"] * 4 + ["sign_in.locked"]
    assert reasons(desk)[0] == (NUMBER, "disabled", 1)
    assert {reason for _, reason, _ in reasons(desk)} == {"disabled"}
    with refused("sign_in.badge_disabled"):
        desk.use.sign_in.switch_by_badge(EMMA.badge)
