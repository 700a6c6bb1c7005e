"""The sounds as they leave the counter: pitch, length, softness, and never clipped."""

import cmath
import math
from array import array
from itertools import pairwise

import pytest

from counter_app.ui.senses.tones import LOUDEST, RATE, SCORES, Sound, length_ms, samples


def heard(sound: Sound, volume: int = LOUDEST) -> "array[int]":
    made = array("h")
    made.frombytes(samples(sound, volume))
    return made


def strength(wave: "array[int]", hertz: int) -> float:
    """How strongly a frequency sounds: the amplitude of its Fourier part."""
    turn = -2j * math.pi * hertz / RATE
    return 2 * abs(sum(one * cmath.exp(turn * at) for at, one in enumerate(wave))) / len(wave)


def parts(sound: Sound) -> list["array[int]"]:
    """The wave of each of a sound's tones, pauses left out."""
    wave, found, at = heard(sound), [], 0
    for tone in SCORES[sound]:
        end = at + RATE * tone.ms // 1000
        if tone.hertz:
            found.append(wave[at:end])
        at = end
    return found


def loudest(wave: "array[int]") -> int:
    return max(map(abs, wave))


@pytest.mark.parametrize("sound", Sound)
def test_each_sound_is_as_long_as_it_says(sound: Sound) -> None:
    assert len(heard(sound)) == RATE * length_ms(sound) // 1000


@pytest.mark.parametrize(
    ("sound", "milliseconds"),
    [(Sound.STORED, 60), (Sound.ERROR, 300), (Sound.TICK, 12)],
)
def test_an_item_takes_60_ms_an_error_two_times_120_and_a_tick_hardly_any(
    sound: Sound, milliseconds: int
) -> None:
    assert length_ms(sound) == milliseconds


@pytest.mark.parametrize(
    ("sound", "pitches"),
    [
        (Sound.STORED, [(880,)]),
        (Sound.ERROR, [(220,), (220,)]),
        (Sound.ATTENTION, [(660,), (990,)]),
        (Sound.MONEY, [(440, 554, 659)]),
        (Sound.TICK, [(1200,)]),
    ],
)
def test_each_tone_has_its_pitch(sound: Sound, pitches: list[tuple[int, ...]]) -> None:
    for wave, pitch in zip(parts(sound), pitches, strict=True):
        inside = min(strength(wave, one) for one in pitch)
        outside = max(strength(wave, one) for one in (110, 1760, 3520))
        assert inside > 5 * outside


def test_attention_rises() -> None:
    first, second = parts(Sound.ATTENTION)
    assert strength(first, 660) > 5 * strength(first, 990)
    assert strength(second, 990) > 5 * strength(second, 660)


@pytest.mark.parametrize("sound", Sound)
@pytest.mark.parametrize("volume", range(1, LOUDEST + 1))
def test_no_sample_is_clipped_and_no_tone_begins_or_ends_with_a_click(
    sound: Sound, volume: int
) -> None:
    wave = heard(sound, volume)
    assert 0 < loudest(wave) < 32_767
    assert (wave[0], wave[-1]) == (0, 0)


@pytest.mark.parametrize("sound", Sound)
def test_each_step_of_the_volume_is_clearly_louder_and_0_is_silence(sound: Sound) -> None:
    levels = [loudest(heard(sound, volume)) for volume in range(LOUDEST + 1)]
    assert levels[0] == 0
    assert all(2 * less < more for less, more in pairwise(levels[1:]))


def test_an_item_and_an_error_can_be_told_apart_by_pitch_length_and_number() -> None:
    assert (len(parts(Sound.STORED)), len(parts(Sound.ERROR))) == (1, 2)
    assert length_ms(Sound.ERROR) > 3 * length_ms(Sound.STORED)


def test_tick_and_chord_are_softer_than_an_item() -> None:
    item = loudest(heard(Sound.STORED))
    assert loudest(heard(Sound.TICK)) < item / 2
    assert loudest(heard(Sound.MONEY)) < item
