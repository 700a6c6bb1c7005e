"""Says it where the counter waits longer than usual for the disk or the terminal.

Invariant: it only speaks; the wait goes on and ends as it would have.
"""

from counter_app.ui.flows.selling import long_wait
from counter_app.ui.flows.selling.events import Told
from counter_app.ui.flows.selling.long_wait import Waiting
from counter_app.ui.flows.selling.parts import Busy
from counter_app.ui.presenters.counter import CounterPresenter


class LongWait:
    """Looks every second how long the selling page waits by now."""

    def __init__(self, counter: CounterPresenter) -> None:
        self._counter = counter
        self._state = Waiting()

    def look(self, at: int) -> None:
        """`at` in steady milliseconds."""
        selling = self._counter.selling
        busy = Busy.NO if selling is None else selling.state.busy
        self._state, note = long_wait.step(self._state, busy, at)
        if note is not None and selling is not None:
            selling.hear(Told(note))
