"""Plays the counter's sounds, in a thread of its own.

Invariant: who asks for a sound never waits, sounds never pile up behind what happens, and a machine
without a sound device is silent, not broken.
"""

import logging
import os
import sys
import threading
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Final, Protocol

from counter_app.ui.senses.tones import RATE, Sound, samples

_BYTES: Final = 2  # of a sample
_MOST_WAITING: Final = 2
_IDLE_S: Final = 30  # without a sound, then the device rests until the next one
_SPARE_S: Final = 0.5  # a device that takes longer than its sound and this is left to itself
_LOG: Final = logging.getLogger(__name__)


class NoSoundError(Exception):
    """This machine has nothing to play sounds on."""


class Speaker(Protocol):
    """Makes sounds heard."""

    @property
    def silent(self) -> bool:
        """Whether it is known that nothing can be heard."""

    def prepare(self) -> None:
        """Look for the device now, so that the first sound is not late; returns at once."""

    def play(self, sound: Sound, volume: int) -> None:
        """Play a sound soon, at a volume above 0; returns at once."""

    def close(self) -> None:
        """Play nothing any more."""


class Output(Protocol):
    """A device under way."""

    def write(self, data: bytes) -> None:
        """Play samples as `tones.samples` makes them; returns when they were heard."""

    def rest(self) -> None:
        """Stop the device until the next sound."""

    def close(self) -> None:
        """Give the device back."""


class Silence:
    """A speaker for where nothing is to be heard: tests, the tour, pictures."""

    silent = True

    def prepare(self) -> None:
        """Nothing to look for."""

    def play(self, sound: Sound, volume: int) -> None:
        """Say nothing."""

    def close(self) -> None:
        """Nothing to give back."""


class Loudspeaker:
    """The machine's sound device, opened at the first sound.

    While one sound plays at most two others wait, and never two alike: twenty scans in a second are
    heard as a row of beeps that ends with the last scan.
    """

    def __init__(self, open_output: Callable[[], Output], idle_s: float = _IDLE_S) -> None:
        """`open_output` raises NoSoundError where there is no device."""
        self._open_output, self._idle_s = open_output, idle_s
        self._waiting: list[tuple[Sound, int]] = []
        self._changed = threading.Condition()
        self._closed = self.silent = False
        self._thread: threading.Thread | None = None

    def prepare(self) -> None:
        """Open the device in its thread."""
        with self._changed:
            self._start()

    def play(self, sound: Sound, volume: int) -> None:
        """Play a sound after those that wait, if it does not wait already."""
        with self._changed:
            if self._closed or self.silent or any(one is sound for one, _ in self._waiting):
                return
            self._waiting.append((sound, volume))
            del self._waiting[:-_MOST_WAITING]
            self._start()
            self._changed.notify()

    def close(self) -> None:
        """Let what plays end; the thread ends with it."""
        with self._changed:
            self._closed = True
            self._waiting.clear()
            self._changed.notify()
        if self._thread is not None:
            self._thread.join()

    def _start(self) -> None:
        if self._thread is None and not self._closed:
            self._thread = threading.Thread(target=self._run, name="sound", daemon=True)
            self._thread.start()

    def _run(self) -> None:
        try:
            output = self._open_output()
        except NoSoundError as error:
            _LOG.info("no sound: %s", error)
            with self._changed:
                self.silent = True
                self._waiting.clear()
            return
        made: dict[tuple[Sound, int], bytes] = {}
        while (asked := self._next(output)) is not None:
            if asked not in made:
                made[asked] = samples(*asked)
            output.write(made[asked])
        output.close()

    def _next(self, output: Output) -> tuple[Sound, int] | None:
        """What is to be played next; None at the end."""
        with self._changed:
            idle = not self._changed.wait_for(self._called, self._idle_s)
        if idle:
            output.rest()  # outside: who asks for a sound does not wait for a device either
        with self._changed:
            self._changed.wait_for(self._called)
            return self._waiting.pop(0) if self._waiting else None

    def _called(self) -> bool:
        return bool(self._waiting) or self._closed


class Device(Protocol):
    """As much of miniaudio's device as is used; its own thread asks a generator for frames."""

    def start(self, source: Generator[bytes, int, None], /) -> None:
        """Begin to ask."""

    def stop(self) -> None:
        """Ask no more."""

    def close(self) -> None:
        """Give the device back."""


class MachineOutput:
    """The default device of Windows, macOS or Linux, through miniaudio."""

    def __init__(self, device: "Device") -> None:
        self._device = device
        self._data, self._at = b"", 0
        self._heard = threading.Event()
        self._running = False

    def write(self, data: bytes) -> None:
        """Hand the samples to the device's own thread and wait until it took them all."""
        self._heard.clear()
        self._data, self._at = data, 0
        if not self._running:
            source = self._source()
            next(source)
            self._device.start(source)
            self._running = True
        self._heard.wait(len(data) / _BYTES / RATE + _SPARE_S)

    def rest(self) -> None:
        """Stop it: a device that plays nothing still asks many times a second."""
        self._device.stop()
        self._running = False

    def close(self) -> None:
        """Give it back."""
        self._device.close()

    def _source(self) -> Generator[bytes, int, None]:
        """Silence, and what is to be played in between."""
        frames = yield b""
        while True:
            wanted = frames * _BYTES
            part = self._data[self._at : self._at + wanted]
            self._at += len(part)
            if self._at >= len(self._data):
                self._heard.set()
            frames = yield part.ljust(wanted, b"\0")


def machine_output() -> Output:
    """Open the machine's own device. Raises NoSoundError where there is none."""
    if sys.platform.startswith("linux") and not _linux_has_sound():
        reason = "no sound card and no sound server"
        raise NoSoundError(reason)
    import miniaudio  # noqa: PLC0415  a quarter of a second that no start has to wait for

    # Without its pretended device, which would swallow every sound and never say so.
    pretended = {miniaudio.Backend.NULL, miniaudio.Backend.CUSTOM}
    real = [backend for backend in miniaudio.Backend if backend not in pretended]
    try:
        device = miniaudio.PlaybackDevice(
            output_format=miniaudio.SampleFormat.SIGNED16,
            nchannels=1,
            sample_rate=RATE,
            buffersize_msec=40,
            backends=real,
            app_name="counter",
        )
        return MachineOutput(device)
    except miniaudio.MiniaudioError as error:
        raise NoSoundError(str(error)) from error


def _linux_has_sound() -> bool:
    """Whether there is a card, or a server that has one: ALSA complains aloud where there is
    neither.
    """
    if os.environ.get("PULSE_SERVER"):
        return True
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    if runtime and (Path(runtime) / "pulse" / "native").exists():
        return True
    return any(Path("/dev/snd").glob("pcm*p"))
