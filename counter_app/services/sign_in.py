"""Sign in by user number or badge, then PIN; lock out who guesses.

Invariant: the counter of tries is committed before a PIN is compared, so no kill gives a free try;
an unknown number costs the same time and gets the same answer as a wrong PIN.
"""

from dataclasses import dataclass, field, replace
from typing import Final

from counter_app.domain.errors import Refusal
from counter_app.domain.facts import CredentialChanged, SignedIn, SignedOut, SignInFailed
from counter_app.domain.lane_throttle import MOST_WRONG, LaneWatch, after_wrong
from counter_app.domain.staff import (
    LOCK_SECONDS,
    TRIES,
    Person,
    check_badge,
    check_number,
    check_pin,
)
from counter_app.services.ports import Clock, PinHasher, Secret, Store, Work

SWITCH_MILLISECONDS: Final = 15 * 60 * 1000
DELAYS: Final = (0, 0, 1000, 2000, 4000)
NOBODY: Final = ""


@dataclass(slots=True)
class _Watch:
    """What this process knows of somebody's tries, on the monotonic clock."""

    locked_until: int = 0
    not_before: int = 0
    proved_at: int | None = None
    # The tries of a number that nobody has.
    stranger: Secret = field(default_factory=lambda: Secret(""))


@dataclass(slots=True)
class SignIn:
    """The use cases of signing in and out."""

    store: Store
    hasher: PinHasher
    clock: Clock
    _watches: dict[str, _Watch] = field(default_factory=dict, init=False)
    _lane: LaneWatch = field(default_factory=LaneWatch, init=False)

    def people(self) -> list[Person]:
        """Who may sign in here."""
        return [person for person in self.store.people() if person.active]

    def by_number(self, number: str, pin: str) -> Person:
        """Sign in with user number and PIN. Refusal: wrong, locked, or to be tried later."""
        check_number(number)
        return self._proved(number, pin, "number")

    def by_badge(self, badge: str, pin: str) -> Person:
        """Sign in with badge and PIN."""
        return self._proved(self.store.badge_owner(badge) or NOBODY, pin, "badge")

    def switch_by_badge(self, badge: str) -> Person:
        """A badge alone, within 15 minutes of its owner's PIN at this lane.

        Refusals: `sign_in.badge_unknown`, `sign_in.badge_disabled`, `sign_in.badge_needs_pin`,
        `sign_in.lane_closed` after many wrong PINs here, whoever's they were.
        """
        number = self.store.badge_owner(badge) or NOBODY
        person = self._person(number)
        if person is None:
            with self.store.work() as work:
                self._fail(work, number, "unknown", Secret(""))
            raise Refusal("sign_in.badge_disabled" if number else "sign_in.badge_unknown")
        proved = self._watch(number).proved_at
        if proved is None or self.clock.monotonic() - proved > SWITCH_MILLISECONDS:
            raise Refusal("sign_in.badge_needs_pin")
        closed = self._lane.left(self.clock.monotonic())
        if closed:
            raise Refusal("sign_in.lane_closed", minutes=-(-closed // 60_000))
        with self.store.work() as work:
            work.append(SignedIn(number=number, by="badge"), number)
        return person

    def sign_out(self, person: Person) -> None:
        """End the session."""
        with self.store.work() as work:
            self._keep_locks(work)
            work.append(SignedOut(number=person.number), person.number)

    def set_pin(self, number: str, pin: str, by: str) -> None:
        """Give somebody a PIN; the entry does not hold it."""
        check_pin(pin, number)
        with self.store.work() as work:
            work.set_secret(number, Secret(self.hasher.hash(pin)))
            work.append(CredentialChanged(number=number, what="pin"), by)

    def set_badge(self, number: str, badge: str, by: str) -> None:
        """Give somebody a badge, or take it away when it is empty."""
        if badge:
            check_badge(badge)
        with self.store.work() as work:
            work.set_badge(number, badge)
            work.append(CredentialChanged(number=number, what="badge"), by)

    def _proved(self, number: str, pin: str, by: str) -> Person:
        person = self._person(number)
        known = self.store.secret(number) if person else None
        watch = self._watch(number)
        self._check_waiting(number, known or watch.stranger, watch)
        tried = self._count_try(number, known or watch.stranger, watch)
        if person is None or known is None:
            self.hasher.hash(pin)  # the same work as a comparison
            raise self._refused(number, tried, watch)
        if not self.hasher.matches(known.pin_hash, pin):
            raise self._refused(number, tried, watch)
        watch.proved_at, watch.not_before = self.clock.monotonic(), 0
        with self.store.work() as work:
            work.set_secret(number, replace(tried, failures=0, locked_for=0))
            self._keep_locks(work)
            work.append(SignedIn(number=number, by=by), number)
        return person

    def _check_waiting(self, number: str, secret: Secret, watch: _Watch) -> None:
        now = self.clock.monotonic()
        if secret.locked_for and not watch.locked_until:
            # Locked before this start: what was left then runs on the monotonic clock from now.
            watch.locked_until = now + secret.locked_for
        if now < watch.locked_until:
            left = watch.locked_until - now
            with self.store.work() as work:
                self._keep(work, number, replace(secret, locked_for=left))
                self._fail(work, number, "locked", secret)
            raise Refusal("sign_in.locked", minutes=-(-left // 60_000))
        if now < watch.not_before:
            raise Refusal("sign_in.wait", seconds=-(-(watch.not_before - now) // 1000))

    def _count_try(self, number: str, secret: Secret, watch: _Watch) -> Secret:
        """Count the try before the PIN is looked at; a lock that has run out starts afresh."""
        failures = 0 if watch.locked_until else secret.failures
        locked = LOCK_SECONDS * 1000 if failures + 1 >= TRIES else 0
        tried = replace(secret, failures=failures + 1, locked_for=locked)
        watch.locked_until = 0
        with self.store.work() as work:
            self._keep(work, number, tried)
        return tried

    def _fail(self, work: Work, number: str, reason: str, secret: Secret) -> None:
        """Write a refusal down, under the number if somebody has it: what was typed by mistake is
        nobody's business. Only the journal tells a stranger, or who is disabled, from a wrong PIN.
        """
        person = next((p for p in self.store.people() if p.number == number), None)
        name = person.number if person else NOBODY
        if person is None or not person.active:
            reason = "disabled" if person else "unknown" if reason == "wrong_pin" else reason
        work.append(SignInFailed(number=name, reason=reason, tries=secret.failures), name)

    def _keep_locks(self, work: Work) -> None:
        """Write down what is left of each lock: a start goes on from there."""
        now = self.clock.monotonic()
        for number, watch in self._watches.items():
            secret = self.store.secret(number) if watch.locked_until else None
            left = max(0, watch.locked_until - now)
            if secret is not None and left:
                work.set_secret(number, replace(secret, locked_for=left))
            elif secret is not None:  # it has run out, and the tries with it
                work.set_secret(number, replace(secret, failures=0, locked_for=0))
                watch.locked_until = 0

    def _keep(self, work: Work, number: str, secret: Secret) -> None:
        """Write a counter down; that of a number nobody has stays with this process."""
        if secret.pin_hash:
            work.set_secret(number, secret)
        else:
            self._watch(number).stranger = secret

    def _refused(self, number: str, tried: Secret, watch: _Watch) -> Refusal:
        now = self.clock.monotonic()
        self._lane, before = after_wrong(self._lane, now), self._lane
        with self.store.work() as work:
            self._fail(work, number, "wrong_pin", tried)
            if self._lane.left(now) and not before.left(now):
                work.append(SignInFailed(number=NOBODY, reason="lane_closed", tries=MOST_WRONG))
        if tried.locked_for:
            watch.locked_until, watch.proved_at = now + tried.locked_for, None
            return Refusal("sign_in.locked", minutes=LOCK_SECONDS // 60)
        watch.not_before = now + DELAYS[tried.failures]
        return Refusal("sign_in.wrong")

    def _person(self, number: str) -> Person | None:
        everybody = self.store.people()
        return next((p for p in everybody if p.number == number and p.active), None)

    def _watch(self, number: str) -> _Watch:
        return self._watches.setdefault(number, _Watch())
