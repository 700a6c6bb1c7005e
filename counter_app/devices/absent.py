"""The terminal of a store that has none: it declines, and says why.

Invariant: nothing is ever charged, so that no live store takes a twin's approval for money.
"""

from collections.abc import Iterable

from counter_app.services.ports import NO_TERMINAL, Outcome, TerminalAnswer, TerminalRequest


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
