"""After a kill or a power cut: resolve every open attempt first, then offer the open basket.

Invariant: nothing is charged again; a charge that no basket waits for is given back, and what was
held for a basket that is not there any more is free again.
"""

from dataclasses import dataclass
from typing import Final

from counter_app.domain.tendering import Attempt, ReverseOrphan
from counter_app.services.charge import DEFINITE, OF_REVERSALS, Charge, settled_by
from counter_app.services.drafts import CURRENT, Draft
from counter_app.services.ports import OpenAttempt, Outcome, Store, TerminalAnswer

NOBODY: Final = ""  # the program itself settles what it finds at its start


@dataclass(frozen=True, slots=True)
class Recovered:
    """What a start found: the open basket, attempts settled, and those still in doubt."""

    draft: Draft | None
    settled: int = 0
    in_doubt: int = 0


class Recover:
    """Runs once at start, before anything is sold."""

    def __init__(self, store: Store, charge: Charge) -> None:
        self._store = store
        self._charge = charge

    def run(self) -> Recovered:
        """Settle open attempts with the terminal's word; keep what it does not know in doubt."""
        settled = in_doubt = 0
        for attempt in self._store.open_attempts():
            if self._settle(attempt):
                settled += 1
            else:
                in_doubt += 1
        with self._store.work() as work:
            work.release_lost()
        return Recovered(self._store.draft(CURRENT), settled, in_doubt)

    def _settle(self, attempt: OpenAttempt) -> bool:
        draft = self._waiting(attempt)
        if draft is not None:
            return self._charge.resume(draft, NOBODY).draft.attempt is None
        answer = self._charge.status(attempt.id)
        reversal = attempt.operation == "reverse"
        definite = OF_REVERSALS if reversal else DEFINITE
        if answer.attempt != attempt.id or answer.outcome not in definite:
            return False
        if reversal:
            return self._settle_reversal(attempt, answer)
        return self._settle_payment(attempt, answer)

    def _settle_payment(self, attempt: OpenAttempt, answer: TerminalAnswer) -> bool:
        """A charge that no basket waits for goes back."""
        if answer.outcome is not Outcome.APPROVED:
            self._write(answer)
            return True
        orphan = ReverseOrphan(attempt.id, answer.amount)
        with self._store.work() as work:
            work.append(settled_by(answer), NOBODY)
            reversal = self._charge.start_reversal(work, orphan, attempt.basket, NOBODY)
        return self._charge.send_reversal(reversal, attempt.basket, NOBODY)

    def _settle_reversal(self, attempt: OpenAttempt, answer: TerminalAnswer) -> bool:
        """A reversal that the terminal never heard of was not sent before the kill: send it. One
        that it declined is sent anew.
        """
        unsent: Attempt | None = Attempt(attempt.id, attempt.amount, attempt.reverses)
        if unsent and answer.outcome is not Outcome.NOT_FOUND:
            unsent = self._charge.settle_reversal(unsent, answer, attempt.basket, NOBODY)
        return unsent is None or self._charge.send_reversal(unsent, attempt.basket, NOBODY)

    def _write(self, answer: TerminalAnswer) -> None:
        with self._store.work() as work:
            work.append(settled_by(answer), NOBODY)

    def _waiting(self, attempt: OpenAttempt) -> Draft | None:
        """The basket that waits for this attempt, open or suspended."""
        drafts = [self._store.draft(CURRENT), *self._store.suspended()]
        for draft in drafts:
            if draft is not None and draft.attempt and draft.attempt.id == attempt.id:
                return draft
        return None
