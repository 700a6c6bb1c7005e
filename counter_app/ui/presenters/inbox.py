"""Takes catalogues that were handed in while the window is open, when it has nothing better to do.

Invariant: what the open basket is rung up from never changes under it; the new catalogue is in
force from the first moment without a basket.
"""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from counter_app.domain.errors import CounterError
from counter_app.services.catalogues.inbox import Taken
from counter_app.ui.flows.selling.parts import Note
from counter_app.ui.flows.views import Tone
from counter_app.ui.presenters.desk import Desk

EVERY_MS: Final = 3000


class InboxWatch(QObject):
    """Looks every few seconds. `idle` says that no customer waits, `user` who is signed in."""

    told = Signal(object)  # Note

    def __init__(self, desk: Desk, idle: Callable[[], bool], user: Callable[[], str]) -> None:
        super().__init__()
        self._desk, self._idle, self._user = desk, idle, user
        self._taking = False
        self._taken: Taken | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(EVERY_MS)

    def look(self) -> None:
        """Take the oldest that waits, on a reader's thread: the writer stays free for payments."""
        if not self._idle():
            return
        self._switch()
        inbox = self._desk.use.inbox
        if self._taking or not inbox.waiting():
            return
        self._taking = True
        self.told.emit(Note(key="page.sale.catalogue_loading"))
        self._desk.tasks.query(partial(inbox.take, self._user()), self._done, self._failed)

    def rest(self) -> None:
        """Look no more: the store is about to be closed."""
        self._timer.stop()

    def _done(self, taken: Taken | None) -> None:
        self._taking, self._taken = False, taken
        if self._idle():
            self._switch()

    def _failed(self, error: CounterError) -> None:
        self._taking = False
        self.told.emit(Note(error=error, tone=Tone.ERROR))

    def _switch(self) -> None:
        """Sell from what was loaded, and say so; here on the main thread, where codes are found."""
        taken, self._taken = self._taken, None
        if taken is None:
            return
        if taken.error is not None or taken.publication is None:
            self.told.emit(Note(error=taken.error, tone=Tone.ERROR))
            return
        self._desk.use.refresh_catalogue()
        rows, skipped = taken.publication.rows, taken.publication.skipped
        values = (("rows", f"{rows:,}"), ("skipped", str(skipped)), ("file", taken.file))
        self.told.emit(Note(key="page.sale.catalogue_loaded", values=values, tone=Tone.SUCCESS))
