"""Checks of what happens, not of how a page stands: 15 announcements, 17 waiting loses nothing.

Invariant: each says what is wrong with what it was handed; nothing where all is well.
"""

from collections import Counter
from collections.abc import Sequence

from counter_app.services.drafts import Draft


def announced(heard: Sequence[str], wanted: Sequence[str]) -> list[str]:
    """15: each happening is announced once, in its words, and nothing else is."""
    told = Counter(heard)
    found = [f"{text!r} was announced {told[text]} times" for text in wanted if told[text] != 1]
    return found + [f"{text!r} was announced for nothing" for text in told if text not in wanted]


def lost(before: Draft, after: Draft) -> list[str]:
    """17: the basket after a wait is the basket before it, line for line."""
    if before.basket.id != after.basket.id:
        return ["another basket is open"]
    found = [
        f"{line.code} is gone or another now"
        for line in before.basket.lines
        if line not in after.basket.lines
    ]
    more = [line.code for line in after.basket.lines if line not in before.basket.lines]
    return found + [f"{code} was not in the basket" for code in more]
