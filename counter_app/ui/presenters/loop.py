"""Turns events into steps, one after another, however they come.

Invariant: a step is finished, with its effects begun, before the next event is looked at; an event
that arrives meanwhile waits its turn instead of nesting.
"""

from collections import deque
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

E = TypeVar("E")
F = TypeVar("F")


class Loop(Generic[E, F]):
    """Feeds events to `step` and its effects to `run`; `settled` is called when all is quiet."""

    def __init__(
        self,
        step: Callable[[E], Sequence[F]],
        run: Callable[[F], None],
        settled: Callable[[], None],
    ) -> None:
        self._step, self._run, self._settled = step, run, settled
        self._waiting: deque[E] = deque()
        self._running = False

    def dispatch(self, event: E) -> None:
        """Take an event now, or after the one that is under way."""
        self._waiting.append(event)
        if self._running:
            return
        self._running = True
        try:
            while self._waiting:
                for effect in self._step(self._waiting.popleft()):
                    self._run(effect)
        finally:
            self._running = False
        self._settled()
