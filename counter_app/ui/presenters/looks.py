"""How the screen looks, beside what it shows: language, light or dark, the text's size.

Invariant: plain values; what a person chose is never changed by the system.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from counter_app.ui.flows.keys import Intent
from counter_app.wording import LANGUAGES

T = TypeVar("T")
SIZES: Final = (100, 125, 150, 200)
CHANGES: Final = frozenset({Intent.LANGUAGE, Intent.MODE, Intent.LARGER})


@dataclass(frozen=True, slots=True)
class Looks:
    """How the window is dressed. `chosen` stops it from following the system."""

    language: str
    dark: bool = False
    percent: int = 100
    chosen: bool = False


def changed(looks: Looks, intent: Intent, value: str) -> Looks:
    """The looks after one of `CHANGES`; without a `value` the next one of its kind."""
    match intent:
        case Intent.LANGUAGE:
            return replace(looks, language=value or _next(LANGUAGES, looks.language))
        case Intent.MODE:
            return replace(looks, dark=not looks.dark, chosen=True)
        case _:
            return replace(looks, percent=_next(SIZES, looks.percent))


def _next(choices: Sequence[T], now: T) -> T:
    return choices[(choices.index(now) + 1) % len(choices)]
