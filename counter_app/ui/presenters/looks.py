"""How the window looks and sounds, beside what it shows: language, dark, text size, volume, motion.

Invariant: plain values; what a person chose is never changed by the system.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from counter_app.ui.flows.keys import Intent
from counter_app.ui.senses.tones import LOUDEST
from counter_app.wording import LANGUAGES

T = TypeVar("T")
SIZES: Final = (100, 125, 150, 200)
VOLUMES: Final = range(LOUDEST + 1)
CHANGES: Final = frozenset(
    {
        Intent.LANGUAGE,
        Intent.MODE,
        Intent.LARGER,
        Intent.VOLUME,
        Intent.MOTION,
        Intent.TOUCH_KEYS,
    }
)


@dataclass(frozen=True, slots=True)
class Looks:
    """How the window is dressed, and how loud it is. `chosen` stops it from following the system
    into dark or light, `still_chosen` into less motion.
    """

    language: str
    dark: bool = False
    percent: int = 100
    chosen: bool = False
    volume: int = 2  # 0 is silent
    still: bool = False  # nothing flashes
    still_chosen: bool = False
    touch: bool = False  # a mouse opens the on-screen keyboard too, for screens that pass as one


def changed(looks: Looks, intent: Intent, value: str) -> Looks:
    """The looks after one of `CHANGES`; without a `value` the next one of its kind."""
    match intent:
        case Intent.LANGUAGE:
            return replace(looks, language=value or _next(LANGUAGES, looks.language))
        case Intent.MODE:
            return replace(looks, dark=not looks.dark, chosen=True)
        case Intent.VOLUME:
            return replace(looks, volume=_next(VOLUMES, looks.volume))
        case Intent.TOUCH_KEYS:
            return replace(looks, touch=not looks.touch)
        case Intent.MOTION:
            return replace(looks, still=not looks.still, still_chosen=True)
        case _:
            return replace(looks, percent=_next(SIZES, looks.percent))


def followed(looks: Looks, *, dark: bool | None, still: bool | None) -> Looks:
    """The looks as the system wants them, where nobody chose; None is that it does not say."""
    if dark is not None and not looks.chosen:
        looks = replace(looks, dark=dark)
    if still is not None and not looks.still_chosen:
        looks = replace(looks, still=still)
    return looks


def _next(choices: Sequence[T], now: T) -> T:
    return choices[(choices.index(now) + 1) % len(choices)]
