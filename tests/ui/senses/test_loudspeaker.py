"""Sounds come one after another, never pile up, and a machine without a device is just silent."""

import threading
from collections.abc import Generator, Iterator
from contextlib import contextmanager

import pytest

from counter_app.ui.senses.loudspeaker import Loudspeaker, MachineOutput, NoSoundError, Output
from counter_app.ui.senses.tones import RATE, Sound, samples

LIMIT_S = 10  # of a wait that ends long before, unless something hangs


class SlowOutput:
    """A device that plays a sound only when the test lets it."""

    def __init__(self) -> None:
        self.played: list[Sound] = []
        self.closed = False
        self.rested = threading.Event()
        self.under_way = threading.Semaphore(0)
        self.go_on = threading.Semaphore(0)

    def write(self, data: bytes) -> None:
        self.played.append(next(one for one in Sound if samples(one, 2) == data))
        self.under_way.release()
        assert self.go_on.acquire(timeout=LIMIT_S)

    def rest(self) -> None:
        self.rested.set()

    def close(self) -> None:
        self.closed = True

    def begun(self) -> None:
        """Wait until a sound is under way."""
        assert self.under_way.acquire(timeout=LIMIT_S)


@contextmanager
def speaking() -> Iterator[tuple[Loudspeaker, SlowOutput]]:
    output = SlowOutput()
    speaker = Loudspeaker(lambda: output)
    try:
        yield speaker, output
    finally:
        output.go_on.release(100)
        speaker.close()


def test_a_sound_is_played_as_it_was_made() -> None:
    with speaking() as (speaker, output):
        speaker.play(Sound.STORED, 2)
        output.begun()
    assert output.played == [Sound.STORED]
    assert output.closed


def test_who_asks_for_a_sound_never_waits_for_it() -> None:
    with speaking() as (speaker, output):
        speaker.play(Sound.STORED, 2)
        output.begun()  # and it does not end
        speaker.play(Sound.ERROR, 2)
        assert len(output.played) == 1


def test_twenty_scans_in_one_go_do_not_pile_up_sounds() -> None:
    with speaking() as (speaker, output):
        for _ in range(20):
            speaker.play(Sound.STORED, 2)
        output.begun()
    assert len(output.played) <= 2


def test_an_error_amid_many_scans_is_heard() -> None:
    with speaking() as (speaker, output):
        speaker.play(Sound.STORED, 2)
        output.begun()
        for sound in (*[Sound.STORED] * 10, Sound.ERROR, *[Sound.STORED] * 9):
            speaker.play(sound, 2)
        output.go_on.release(100)
        output.begun()
        output.begun()
    assert output.played == [Sound.STORED, Sound.STORED, Sound.ERROR]


def test_a_machine_without_a_device_is_silent_and_says_so() -> None:
    asked: list[int] = []
    tried = threading.Event()

    def nothing() -> Output:
        asked.append(1)
        tried.set()
        reason = "no sound card"
        raise NoSoundError(reason)

    speaker = Loudspeaker(nothing)
    before = speaker.silent  # nobody has tried yet
    speaker.play(Sound.STORED, 2)
    assert tried.wait(LIMIT_S)
    speaker.close()
    assert (before, speaker.silent) == (False, True)
    speaker.play(Sound.ERROR, 2)
    assert asked == [1]


def test_a_closed_speaker_plays_nothing_any_more() -> None:
    with speaking() as (speaker, output):
        output.go_on.release(100)
        speaker.close()
        speaker.play(Sound.STORED, 2)
    assert output.played == []
    assert not output.closed  # it was never opened


def test_what_waits_at_the_end_is_not_played() -> None:
    with speaking() as (speaker, output):
        speaker.play(Sound.STORED, 2)
        output.begun()
        speaker.play(Sound.ERROR, 2)
        closing = threading.Thread(target=speaker.close)
        closing.start()
        output.go_on.release(100)
        closing.join(LIMIT_S)
    assert len(output.played) <= 2


def test_a_device_that_plays_nothing_for_a_while_rests_until_the_next_sound() -> None:
    output = SlowOutput()
    output.go_on.release(100)
    speaker = Loudspeaker(lambda: output, idle_s=0)
    speaker.play(Sound.STORED, 2)
    output.begun()
    assert output.rested.wait(LIMIT_S)
    speaker.play(Sound.ERROR, 2)
    output.begun()
    speaker.close()
    assert output.played == [Sound.STORED, Sound.ERROR]


class PullingDevice:
    """A sound card: it asks for 10 ms at a time, in a thread of its own."""

    def __init__(self) -> None:
        self.heard = b""
        self.starts = 0
        self.closed = False
        self._stopped = threading.Event()
        self._thread = threading.Thread()

    def start(self, source: Generator[bytes, int, None], /) -> None:
        self.starts += 1
        self._stopped.clear()
        self._thread = threading.Thread(target=self._pull, args=(source,))
        self._thread.start()

    def _pull(self, source: Generator[bytes, int, None]) -> None:
        while not self._stopped.is_set():
            block = source.send(RATE // 100)
            assert len(block) == 2 * RATE // 100
            self.heard += block

    def stop(self) -> None:
        self._stopped.set()
        self._thread.join(LIMIT_S)

    def close(self) -> None:
        self.stop()
        self.closed = True


@pytest.mark.parametrize("sound", Sound)
def test_the_device_gets_every_sample_and_silence_around_it(sound: Sound) -> None:
    device = PullingDevice()
    output = MachineOutput(device)
    output.write(samples(sound, 3))
    output.rest()
    assert samples(sound, 3) in device.heard
    assert device.heard.strip(b"\0") == samples(sound, 3).strip(b"\0")


def test_a_device_that_rested_begins_again_with_the_next_sound() -> None:
    device = PullingDevice()
    output = MachineOutput(device)
    for _ in range(2):
        output.write(samples(Sound.TICK, 1))
        output.rest()
    output.write(samples(Sound.TICK, 1))
    output.write(samples(Sound.TICK, 1))
    output.close()
    assert (device.starts, device.closed) == (3, True)
    assert device.heard.count(samples(Sound.TICK, 1).strip(b"\0")) == 4
