"""A wait that takes long, as a screen machine: said once, with what is safe and the way out.

Invariant: a wait that is as short as usual says nothing more than its own words.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from counter_app.ui.flows.selling.parts import Busy, Note

# Milliseconds after which a wait is no usual one: a disk stores within tenths of a second, a
# customer at the terminal needs half a minute.
_LONG: Final[Mapping[Busy, tuple[int, str]]] = {
    Busy.STORING: (3_000, "page.sale.slow_disk"),
    Busy.TERMINAL: (30_000, "page.sale.slow_terminal"),
}


@dataclass(frozen=True, slots=True)
class Waiting:
    """What is waited for, since when in steady milliseconds, and whether that was said."""

    busy: Busy = Busy.NO
    since: int = 0
    said: bool = False


def step(state: Waiting, busy: Busy, at: int) -> tuple[Waiting, Note | None]:
    """The next state, and what there is to say."""
    if busy is not state.busy:
        return Waiting(busy, at), None
    if busy not in _LONG or state.said:
        return state, None
    long, key = _LONG[busy]
    if at - state.since < long:
        return state, None
    return replace(state, said=True), Note(key=key)
