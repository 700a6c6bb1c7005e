"""Twins of terminal and drawer: they behave like the real ones, on command also badly.

Invariant: what the twin charged it remembers beyond a kill of the counter, like the separate
machine that it stands for; it never talks to a real device.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Final

from counter_app.domain.errors import Fault
from counter_app.domain.slips import CardSlip
from counter_app.domain.tenders import Tender
from counter_app.services.ports import Outcome, TerminalAnswer, TerminalRequest


class Behaviour(StrEnum):
    """How the twin answers one request."""

    APPROVE = "approve"
    APPROVE_DEBIT = "approve_debit"
    DECLINE = "decline"
    PARTIAL = "partial"  # half of what was asked
    SIGN = "sign"  # approved, and the slip wants a signature
    LATE = "late"  # silent, though charged: the status tells
    LOST = "lost"  # silent, and nothing was charged
    BUSY = "busy"  # silent, still in progress at the first status, then charged
    TWICE = "twice"  # the same approval comes two times
    CROSSED = "crossed"  # the approval of another register's attempt comes first


BY_CENTS: Final = {
    5: Behaviour.DECLINE,
    13: Behaviour.PARTIAL,
    17: Behaviour.APPROVE_DEBIT,
    19: Behaviour.LATE,
    23: Behaviour.LOST,
    29: Behaviour.BUSY,
    31: Behaviour.SIGN,
    37: Behaviour.TWICE,
    41: Behaviour.CROSSED,
}
STRAY: Final = 700  # minor units
_SLIP: Final = CardSlip(
    scheme="visa",
    last4="4242",
    token="tok-4242",  # noqa: S106 - the twin's name for its card, opens nothing
    auth_code="018442",
    aid="A0000000031010",
    label="VISA CREDIT",
    entry="contactless",
    cvm="device",
    terminal="SIM00001",
    merchant="DEMO0001",
    result="approved",
)
_DEBIT: Final = replace(
    _SLIP,
    scheme="visa_debit",
    label="VISA DEBIT",
    aid="A0000000032010",
    last4="1881",
    token="tok-1881",  # noqa: S106 - the same for its debit card
    entry="chip",
    cvm="pin",
)


@dataclass(frozen=True, slots=True)
class Charge:
    """One line of the twin's memory."""

    attempt: str
    outcome: Outcome
    amount: int
    debit: bool = False


class SimulatedTerminal:
    """A terminal that does what its script says, then what the cents of the amount say.

    `memory` is a file that outlives the process; without one it remembers in the process only.
    """

    def __init__(self, script: Iterable[Behaviour] = (), memory: Path | None = None) -> None:
        self._script: Iterator[Behaviour] = iter(tuple(script))
        self._memory = memory
        self._charges = _remembered(memory)
        self._busy: set[str] = set()
        self._strays: dict[str, Charge] = {}  # another register's: no charges of this one

    def pay(self, request: TerminalRequest) -> Iterable[TerminalAnswer]:
        """Charge, or not, as scripted. The same attempt is never charged twice."""
        if request.attempt in self._charges:
            return (self.status(request.attempt),)
        behaviour = next(self._script, None) or behaviour_for(request.amount)
        return self._behave(behaviour, request)

    def reverse(self, request: TerminalRequest) -> Iterable[TerminalAnswer]:
        """Give a charge back; a charge that is not there is told so. Asked again, it says again."""
        if request.attempt in self._charges:
            return (self.status(request.attempt),)
        charged = self._charges.get(request.reverses) or self._strays.get(request.reverses)
        found = charged is not None and charged.outcome is Outcome.APPROVED
        outcome = Outcome.REVERSED if found else Outcome.NOT_FOUND
        if charged is not None and found:
            self._remember(Charge(request.reverses, Outcome.REVERSED, charged.amount))
        self._remember(Charge(request.attempt, outcome, request.amount))
        return (TerminalAnswer(request.attempt, outcome, request.amount),)

    def status(self, attempt: str) -> TerminalAnswer:
        """What became of an attempt."""
        if attempt in self._busy:
            self._busy.discard(attempt)
            return TerminalAnswer(attempt, Outcome.IN_PROGRESS)
        charge = self._charges.get(attempt)
        if charge is None:
            return TerminalAnswer(attempt, Outcome.NOT_FOUND)
        return _answer(charge)

    def charged(self) -> dict[str, int]:
        """What was charged and not given back, by attempt, in minor units."""
        return {
            charge.attempt: charge.amount
            for charge in self._charges.values()
            if charge.outcome is Outcome.APPROVED
        }

    def _behave(self, behaviour: Behaviour, request: TerminalRequest) -> tuple[TerminalAnswer, ...]:
        match behaviour:
            case Behaviour.DECLINE:
                self._remember(Charge(request.attempt, Outcome.DECLINED, 0))
                declined = TerminalAnswer(request.attempt, Outcome.DECLINED, reason="declined")
                return (declined,)
            case Behaviour.LOST:
                return ()
            case Behaviour.LATE | Behaviour.BUSY:
                self._charge(request, behaviour)
                return ()
            case Behaviour.CROSSED:
                return (_answer(self._stray(request)), self._charge(request, behaviour))
            case _:
                return _told(behaviour, self._charge(request, behaviour))

    def _stray(self, request: TerminalRequest) -> Charge:
        """A charge under an id that this counter never made."""
        attempt = hashlib.sha256(request.attempt.encode()).hexdigest()[:32]
        return self._strays.setdefault(attempt, Charge(attempt, Outcome.APPROVED, STRAY))

    def _charge(self, request: TerminalRequest, behaviour: Behaviour) -> TerminalAnswer:
        partial, debit = behaviour is Behaviour.PARTIAL, behaviour is Behaviour.APPROVE_DEBIT
        amount = max(1, request.amount // 2) if partial else request.amount
        charge = Charge(request.attempt, Outcome.APPROVED, amount, debit)
        self._remember(charge)
        if behaviour is Behaviour.BUSY:
            self._busy.add(request.attempt)
        return _answer(charge)

    def _remember(self, charge: Charge) -> None:
        self._charges[charge.attempt] = charge
        if self._memory is not None:
            row = [charge.attempt, charge.outcome.value, charge.amount, charge.debit]
            with self._memory.open("a", encoding="ascii") as file:
                # The line break comes first: a line that a kill cut off spoils only itself.
                file.write("\n" + json.dumps(row))


class SimulatedDrawer:
    """A drawer that counts how often it opened; it can be jammed."""

    def __init__(self) -> None:
        self.opened = 0
        self.jammed = False

    def open(self) -> None:
        """Open, or say that it cannot."""
        if self.jammed:
            raise Fault("drawer.no_answer")
        self.opened += 1


def behaviour_for(amount: int) -> Behaviour:
    """What the demo terminal does with an amount: the last two digits choose."""
    return BY_CENTS.get(amount % 100, Behaviour.APPROVE)


def _told(behaviour: Behaviour, answer: TerminalAnswer) -> tuple[TerminalAnswer, ...]:
    """The answers of one charge as they reach the counter."""
    match behaviour:
        case Behaviour.TWICE:
            return (answer, answer)
        case Behaviour.SIGN:
            return (replace(answer, slip=replace(_SLIP, cvm="signature", signature_required=True)),)
        case _:
            return (answer,)


def _answer(charge: Charge) -> TerminalAnswer:
    if charge.outcome is not Outcome.APPROVED:
        return TerminalAnswer(charge.attempt, charge.outcome, charge.amount)
    slip = replace(_DEBIT if charge.debit else _SLIP, reference=charge.attempt[-12:])
    tender = Tender.DEBIT if charge.debit else Tender.CREDIT
    return TerminalAnswer(charge.attempt, Outcome.APPROVED, charge.amount, tender, slip)


def _remembered(memory: Path | None) -> dict[str, Charge]:
    """What a file remembers; a last line that a kill cut off was never answered."""
    charges: dict[str, Charge] = {}
    if memory is None or not memory.exists():
        return charges
    for line in memory.read_text("ascii").splitlines():
        try:
            attempt, outcome, amount, debit = json.loads(line)
        except ValueError:
            continue
        charges[attempt] = Charge(attempt, Outcome(outcome), amount, debit)
    return charges
