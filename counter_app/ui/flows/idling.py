"""Nobody at the counter, as a screen machine: first it dims and says so, then it is left.

Invariant: whatever wakes a dimmed counter does nothing else; one that works for somebody (a
terminal is asked, something is stored or loaded) is never idle.
"""

from dataclasses import dataclass, replace
from enum import StrEnum, auto
from typing import Final

from counter_app.domain.idle_lock import IdleLock
from counter_app.ui.flows.shop import Shown

_STEP: Final = 10  # seconds: a number that counts down every second would be motion


@dataclass(frozen=True, slots=True)
class Idling:
    """Since when nothing was touched, in steady milliseconds; `left` seconds while it is dim."""

    since: int
    left: int = 0

    @property
    def dim(self) -> bool:
        """Whether the screen is dimmed."""
        return self.left > 0


@dataclass(frozen=True, slots=True)
class Touched:
    """A key, a finger or a scan."""

    at: int


@dataclass(frozen=True, slots=True)
class Ticked:
    """Time went by; `held` while there is nobody to sign out, or work under way."""

    at: int
    held: bool = False


class Effect(StrEnum):
    """What is to be done."""

    LEAVE = auto()  # lock where a basket waits, else sign out


def step(
    state: Idling, event: Touched | Ticked, lock: IdleLock
) -> tuple[Idling, tuple[Effect, ...]]:
    """The next state; a gap as long as notice and all (the machine slept) leaves at once."""
    if isinstance(event, Touched) or event.held:
        return Idling(event.at), ()
    left = (lock.seconds + lock.notice) * 1000 - (event.at - state.since)
    if left > lock.notice * 1000:
        return replace(state, left=0), ()
    if left <= 0:
        return Idling(event.at), (Effect.LEAVE,)
    return replace(state, left=-(-left // (_STEP * 1000)) * _STEP), ()


@dataclass(frozen=True, slots=True)
class DimView:
    """What stands on the dimmed screen; nothing when there are no words."""

    title: str = ""
    detail: str = ""


def dim_view(state: Idling, shown: Shown) -> DimView:
    """The words over the dimmed screen."""
    if not state.dim:
        return DimView()
    return DimView(shown.words("idle.title", seconds=state.left), shown.words("idle.detail"))
