"""Sounds come one after another, never pile up, and a machine without a device is just silent."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from counter_app.ui.loudspeaker import Loudspeaker, NoSoundError, Output
from counter_app.ui.tones import Sound, samples

LIMIT_S = 10  # of a wait that ends long before, unless something hangs


class SlowOutput:
    """A device that plays a sound only when the test lets it."""

    def __init__(self) -> None:
        self.played: list[Sound] = []
        self.closed = False
        self.under_way = threading.Semaphore(0)
        self.go_on = threading.Semaphore(0)

    def write(self, data: bytes) -> None:
        self.played.append(next(one for one in Sound if samples(one, 2) == data))
        self.under_way.release()
        assert self.go_on.acquire(timeout=LIMIT_S)

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
