"""Many wrong PINs at one lane, whoever's they are: somebody tries, so the lane trusts less a while.

Invariant: selling never stops by it; only what a PIN alone should allow is closed (reliability.md,
section 5: 20 wrong within 60 minutes close overrides for 15).
"""

from dataclasses import dataclass
from typing import Final

MOST_WRONG: Final = 20
WINDOW_MS: Final = 60 * 60 * 1000
CLOSED_MS: Final = 15 * 60 * 1000


@dataclass(frozen=True, slots=True)
class LaneWatch:
    """When the wrong tries of the last hour were, in steady milliseconds, and until when it is
    closed.
    """

    wrong: tuple[int, ...] = ()
    closed_until: int = 0

    def left(self, at: int) -> int:
        """Milliseconds that the lane stays closed; 0 when it is open."""
        return max(0, self.closed_until - at)


def after_wrong(watch: LaneWatch, at: int) -> LaneWatch:
    """One more wrong try; the one that is too many closes the lane and the count begins anew."""
    wrong = (*(one for one in watch.wrong if at - one < WINDOW_MS), at)
    if len(wrong) < MOST_WRONG:
        return LaneWatch(wrong, watch.closed_until)
    return LaneWatch((), at + CLOSED_MS)
