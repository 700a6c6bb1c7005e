"""The counter's sounds as samples, made from what they are said to be; there are no sound files.

Invariant: every tone begins and ends at silence and no sample is clipped, at any volume.
"""

import math
from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

RATE: Final = 48_000  # samples a second
LOUDEST: Final = 3
_PEAK: Final = 32_767  # of a signed 16-bit sample
_RAMP_MS: Final = 5  # a tone that begins at once clicks
_LOUDNESS: Final = (0.0, 0.08, 0.25, 0.8)  # by volume: about 10 dB a step


class Sound(StrEnum):
    """What is told by ear: one meaning, one sound."""

    STORED = "stored"  # an item is on the disk
    ERROR = "error"  # a code unknown, a refusal, a fault
    ATTENTION = "attention"  # something was answered, or asks for a look
    MONEY = "money"  # the drawer opens
    TICK = "tick"  # a scan that counts once, or waits


@dataclass(frozen=True, slots=True)
class Tone:
    """Frequencies that sound together, in Hz, for so many milliseconds; none is a pause."""

    hertz: tuple[int, ...]
    ms: int
    strength: float = 1.0


_PAUSE: Final = Tone((), 60)
SCORES: Final[Mapping[Sound, tuple[Tone, ...]]] = {
    Sound.STORED: (Tone((880,), 60),),
    Sound.ERROR: (Tone((220,), 120), _PAUSE, Tone((220,), 120)),
    Sound.ATTENTION: (Tone((660,), 90, 0.8), Tone((), 30), Tone((990,), 110, 0.8)),
    Sound.MONEY: (Tone((440, 554, 659), 220, 0.5),),
    Sound.TICK: (Tone((1200,), 12, 0.35),),
}


def length_ms(sound: Sound) -> int:
    """How long a sound takes."""
    return sum(tone.ms for tone in SCORES[sound])


def samples(sound: Sound, volume: int) -> bytes:
    """A sound at a volume from 0 to `LOUDEST`: one channel, signed 16 bits, `RATE` a second, in the
    machine's byte order.
    """
    made = array("h")
    for tone in SCORES[sound]:
        made.extend(_tone(tone, _LOUDNESS[volume]))
    return made.tobytes()


def _tone(tone: Tone, loudness: float) -> "array[int]":
    count = RATE * tone.ms // 1000
    if not tone.hertz:
        return array("h", bytes(2 * count))
    ramp = min(RATE * _RAMP_MS // 1000, count // 2)
    most = _PEAK * loudness * tone.strength / len(tone.hertz)
    turns = tuple(2 * math.pi * hertz / RATE for hertz in tone.hertz)
    return array(
        "h",
        (
            round(_edge(at, count, ramp) * most * sum(math.sin(turn * at) for turn in turns))
            for at in range(count)
        ),
    )


def _edge(at: int, count: int, ramp: int) -> float:
    """From silence to full and back: 0.0 at both ends."""
    return min(at, count - 1 - at, ramp) / ramp
