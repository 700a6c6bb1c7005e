"""Makes the day's backup by itself while the window is open and no customer waits.

Invariant: it never stands in anybody's way: it runs beside the writer, what came of it is told only
between two baskets, and the same trouble is told once, not every quarter of an hour.
"""

from collections.abc import Callable
from functools import partial
from threading import Event
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from counter_app.domain.errors import CounterError
from counter_app.services.backup import BackedUp, Notice
from counter_app.ui.flows.selling.parts import Note
from counter_app.ui.flows.views import Tone
from counter_app.ui.presenters.desk import Desk

EVERY_MS: Final = 60_000
AGAIN_MS: Final = 15 * 60_000
"""How long after a backup that failed the next one is tried."""

_NOTICES: Final = {
    Notice.SAME_DISK: "page.sale.backup_same_disk",
    Notice.NO_SHEET: "page.sale.backup_no_sheet",
}


class BackupWatch(QObject):
    """Looks every minute. `idle` says that no customer waits, `user` who is signed in."""

    told = Signal(object)  # Note

    def __init__(self, desk: Desk, idle: Callable[[], bool], user: Callable[[], str]) -> None:
        super().__init__()
        self._desk, self._idle, self._user = desk, idle, user
        self._running = False
        self._resting = Event()
        self._not_before = 0  # on the monotonic clock
        self._trouble = ""  # what was told last, until a backup is whole again
        self._news: Note | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(EVERY_MS)

    def look(self) -> None:
        """Make a backup where one is due and nobody waits; tell what came of the last."""
        if not self._idle():
            return
        news, self._news = self._news, None
        if news is not None:
            self.told.emit(news)
        early = self._desk.use.clock.monotonic() < self._not_before
        if self._running or early or self._resting.is_set():
            return
        self._running = True
        work = partial(self._made_if_due, self._user())
        self._desk.tasks.query(work, self._done, self._failed)

    def rest(self) -> None:
        """Look no more, and stop what is under way: the store is about to be closed."""
        self._timer.stop()
        self._resting.set()

    def _made_if_due(self, user: str) -> BackedUp | None:
        backup = self._desk.use.backup
        return backup.run(user, cancelled=self._resting.is_set) if backup.due() else None

    def _done(self, done: BackedUp | None) -> None:
        self._running, self._trouble = False, ""
        if done is not None:
            self._say(_note(done))

    def _failed(self, error: CounterError) -> None:
        self._running = False
        if self._resting.is_set():
            return
        self._not_before = self._desk.use.clock.monotonic() + AGAIN_MS
        if self._trouble != error.code:
            self._trouble = error.code
            self._say(Note(error=error, tone=Tone.ERROR))

    def _say(self, note: Note) -> None:
        self._news = note
        if self._idle():
            self._news = None
            self.told.emit(note)


def _note(done: BackedUp) -> Note:
    """The gravest of what is worth knowing, else that all is well."""
    values = (("place", str(done.made.folder.parent.parent)), ("size", str(done.made.megabytes)))
    for notice, key in _NOTICES.items():
        if notice in done.notices:
            return Note(key=key, values=values, tone=Tone.INFO)
    return Note(key="page.sale.backup_made", values=values, tone=Tone.SUCCESS)
