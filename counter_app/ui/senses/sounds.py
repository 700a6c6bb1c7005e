"""What a window tells beside its pictures: sounds, flashes, announcements, and how much may move.

Invariant: each happening is told once to ear, eye and screen reader alike, and none of them ever
holds up the counter.
"""

from PySide6.QtCore import QObject, QTimer

from counter_app.domain.errors import CounterError
from counter_app.ui.flows.selling.parts import Note
from counter_app.ui.presenters.counter import CounterPresenter
from counter_app.ui.presenters.desk import Desk
from counter_app.ui.senses.announcing import Announcer, Announcing
from counter_app.ui.senses.loudspeaker import Speaker
from counter_app.ui.senses.motion import less_motion
from counter_app.ui.senses.tones import Sound

_LATER_MS = 2000  # when the window stands and the first scan may have come


class Sounds(QObject):
    """Lets the speaker play what happens, at the volume that was chosen."""

    def __init__(self, counter: CounterPresenter, speaker: Speaker) -> None:
        super().__init__()
        self._counter, self._speaker = counter, speaker
        self._volume = counter.looks.volume
        counter.sounded.connect(self._hear)
        counter.dressed.connect(self._dressed)

    def prepare(self) -> None:
        """Look for the device before the first sound needs it."""
        if self._volume:
            self._speaker.prepare()

    def rest(self) -> None:
        """Play nothing any more."""
        self._speaker.close()

    def _hear(self, sound: str) -> None:
        if self._volume:
            self._speaker.play(Sound(sound), self._volume)

    def _dressed(self) -> None:
        """Another volume is heard at once; a machine that cannot play says so."""
        volume, before = self._counter.looks.volume, self._volume
        self._volume = volume
        if volume == before or not volume:
            return
        if self._speaker.silent:
            self._counter.say(Note(key="page.sound.none"))
        else:
            self._speaker.play(Sound.STORED, volume)


class Senses(QObject):
    """Everything that a window tells beside its pictures."""

    def __init__(
        self, counter: CounterPresenter, desk: Desk, speaker: Speaker, announcer: Announcer
    ) -> None:
        super().__init__()
        self._sounds = Sounds(counter, speaker)
        self._announcing = Announcing(counter, desk, announcer)
        self._counter, self._tasks = counter, desk.tasks
        self._later = QTimer(self, singleShot=True, interval=_LATER_MS)
        self._later.timeout.connect(self._sounds.prepare)

    def begin(self) -> None:
        """The window is about to be shown to somebody."""
        self._tasks.query(less_motion, lambda still: self._counter.follow(still=still), _unknown)
        self._later.start()

    def rest(self) -> None:
        """Ask and tell nothing any more."""
        self._later.stop()
        self._announcing.rest()
        self._sounds.rest()


def _unknown(_: CounterError) -> None:
    """Nobody knows what the system wants: nothing changes."""
