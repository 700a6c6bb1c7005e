"""The terminal and the drawer of a store that has none: they decline, and say why.

Invariant: nothing is ever charged or opened, so that no live store takes a twin's word for money.
"""

from collections.abc import Iterable

from counter_app.domain.errors import Fault
from counter_app.services.ports import (
    NO_DRAWER,
    NO_TERMINAL,
    Outcome,
    TerminalAnswer,
    TerminalRequest,
)


class NoTerminal:
    """Satisfies the terminal port where no terminal is connected."""

    def pay(self, request: TerminalRequest) -> Iterable[TerminalAnswer]:
        """Decline at once."""
        return (TerminalAnswer(request.attempt, Outcome.DECLINED, reason=NO_TERMINAL),)

    def reverse(self, request: TerminalRequest) -> Iterable[TerminalAnswer]:
        """There is no charge that could be given back."""
        return (TerminalAnswer(request.attempt, Outcome.NOT_FOUND),)

    def status(self, attempt: str) -> TerminalAnswer:
        """Nothing ever became of an attempt."""
        return TerminalAnswer(attempt, Outcome.NOT_FOUND)


class NoDrawer:
    """Satisfies the drawer port where no drawer is connected: it is opened by hand."""

    def open(self) -> None:
        """Nothing opens; the fault is the expected one, and no sale fails by it."""
        raise Fault(NO_DRAWER)
