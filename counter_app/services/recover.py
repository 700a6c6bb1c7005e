"""After a kill or a power cut: resolve every open attempt first, then offer the open basket.

Invariant: nothing is charged again; a charge that no basket waits for is given back.
"""

from dataclasses import dataclass

from counter_app.services.charge import Charge, settled_by
from counter_app.services.drafts import CURRENT, Draft
from counter_app.services.ports import OpenAttempt, Outcome, PaymentTerminal, Store


@dataclass(frozen=True, slots=True)
class Recovered:
    """What a start found: the open basket, attempts settled, and those still in doubt."""

    draft: Draft | None
    settled: int = 0
    in_doubt: int = 0


class Recover:
    """Runs once at start, before anything is sold."""

    def __init__(self, store: Store, charge: Charge, terminal: PaymentTerminal) -> None:
        self._store = store
        self._charge = charge
        self._terminal = terminal

    def run(self) -> Recovered:
        """Settle open attempts with the terminal's word; keep what it does not know in doubt."""
        settled = in_doubt = 0
        for attempt in self._store.open_attempts():
            if self._settle(attempt):
                settled += 1
            else:
                in_doubt += 1
        return Recovered(self._store.draft(CURRENT), settled, in_doubt)

    def _settle(self, attempt: OpenAttempt) -> bool:
        draft = self._waiting(attempt)
        if draft is not None:
            return self._charge.resume(draft, "").draft.attempt is None
        answer = self._terminal.status(attempt.id)
        if answer.outcome in {Outcome.SILENT, Outcome.IN_PROGRESS}:
            return False
        with self._store.work() as work:
            work.append(settled_by(answer), "")
        if attempt.operation == "pay" and answer.outcome is Outcome.APPROVED:
            return self._charge.reverse_orphan(attempt.id, answer.amount, attempt.basket, "")
        return True

    def _waiting(self, attempt: OpenAttempt) -> Draft | None:
        """The basket that waits for this attempt, if it is the open one."""
        draft = self._store.draft(CURRENT)
        if draft is None or draft.attempt is None or draft.attempt.id != attempt.id:
            return None
        return draft
