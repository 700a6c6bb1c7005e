"""The ranges of a journal joined: what only the whole of it can tell.

Invariant: ranges are joined in their order; each adds, none is read twice.
"""

from collections import defaultdict
from collections.abc import Iterable

from counter_app.domain.slips import AccountTotal
from counter_app.domain.till import SessionFigures
from counter_app.storage.closings import differences
from counter_app.storage.compare import place
from counter_app.storage.findings import Findings, Report
from counter_app.storage.folds import Row
from counter_app.storage.unit_of_work import NUMBER_SPAN
from counter_app.storage.verify_range import (
    CHECKS,
    SessionTally,
    Sums,
    Tally,
    add_up,
    follows,
    same_epoch,
)


class Whole:
    """Joins the ranges in their order, then checks what only the whole journal can tell."""

    def __init__(self, findings: Findings, *, newest: bool = False) -> None:
        """`newest`: the newest signature was checked apart from the ranges."""
        self._tally = Tally(findings=findings, signatures=int(newest), unchecked=-int(newest))
        self._sums: Sums = self._tally.sums

    def join(self, part: Tally) -> None:
        """Add a range's outcome to those before it."""
        whole = self._tally
        self._number(part)
        self._epoch(part)
        whole.entries += part.entries
        whole.signatures += part.signatures
        whole.unchecked += part.unchecked
        whole.rows += part.rows
        whole.findings.join([part.findings])
        whole.floats |= part.floats
        whole.closings += part.closings
        for session, sales in part.sessions.items():
            whole.sessions[session].join(sales)
        for name, sums in part.sums.items():
            for key, amounts in sums.items():
                add_up(self._sums[name], key, amounts)

    def _number(self, part: Tally) -> None:
        if not part.first_number:
            return
        before = self._tally.last_number
        first = part.first_number
        if not follows(before, first) if before else first % NUMBER_SPAN != 1:
            self._tally.findings.add(
                f"journal {part.first_sale}",
                "number.gap",
                number=f"{first:015d}",
                before=f"{before:015d}",
            )
        self._tally.last_number = part.last_number

    def _epoch(self, part: Tally) -> None:
        if not part.first_entry:
            return
        before, epoch = self._tally.last_epoch, part.first_epoch
        if before and not same_epoch(before, epoch, restored=part.restored):
            where = f"journal {part.first_entry}"
            self._tally.findings.add(where, "epoch.changed", before=before, epoch=epoch)
        self._tally.last_epoch = part.last_epoch

    def check_counters(self, counters: dict[str, list[Row]]) -> None:
        """Compare the tables of counters with the sums over all bodies."""
        for name, stored in counters.items():
            self._tally.rows += len(stored)
            expected = [key + amounts for key, amounts in self._sums[name].items()]
            CHECKS[name].compare(stored, expected, self._tally.findings)

    def check_ledgers(self) -> None:
        """No attempt is answered more often than it was made, no card ever goes below zero."""
        add = self._tally.findings.add
        for key, (still_open,) in self._sums["attempt_open"].items():
            if still_open not in {0, 1}:
                add(place("attempt_open", key), "attempt.answers")
        for key, (balance, _) in self._sums["card"].items():
            if int(balance or 0) < 0:
                add(place("card", key), "card.overdrawn", balance=balance)

    def check_sessions(self) -> None:
        """Every closing says what the journal says; every sale stands in its open till."""
        add, totals, before = self._tally.findings.add, self._totals(), (0, 0)
        ended = {}
        for entry, closed in self._tally.closings:
            sales = self._tally.sessions.get(closed.session, SessionTally())
            figures = SessionFigures(
                sales.sales, sales.turnover, tuple(totals.get(closed.session, ()))
            )
            found = (self._tally.floats.get(closed.session, 0), figures)
            where = f"journal {entry.seq}"
            for one in differences(entry, closed, found, before):
                add(
                    where,
                    "closing.differs",
                    figure=one.figure,
                    stored=one.stated,
                    expected=one.found,
                )
            before = (closed.z, closed.grand_total)
            ended[closed.session] = entry.seq
        for session, sales in self._tally.sessions.items():
            opened = session in self._tally.floats and sales.first > session
            if not opened or sales.last > ended.get(session, sales.last):
                add(f"journal {session}", "session.closed", first=sales.first, last=sales.last)

    def _totals(self) -> dict[int, list[AccountTotal]]:
        totals: defaultdict[int, list[AccountTotal]] = defaultdict(list)
        for (session, account), (count, amount) in sorted(_counted(self._sums["session_total"])):
            totals[session].append(AccountTotal(account=account, count=count, amount=amount))
        return totals

    def report(self) -> Report:
        """What was found."""
        tally = self._tally
        return Report(
            tally.entries,
            tally.signatures,
            tally.rows,
            tuple(tally.findings.shown),
            tally.findings.unshown,
            tally.unchecked,
        )


def _counted(sums: dict[Row, Row]) -> Iterable[tuple[tuple[int, str], tuple[int, int]]]:
    """The sums of `session_total` with the types of its columns."""
    for (session, account), (count, amount) in sums.items():
        yield (int(session or 0), str(account)), (int(count or 0), int(amount or 0))
