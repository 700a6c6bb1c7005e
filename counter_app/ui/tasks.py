"""The only worker code: one writer, a few readers, and results that come back to the main thread.

Invariant: commands run one after another in the order given; a result or an error always arrives on
the main thread; no thread is ever killed.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock
from typing import Final, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from counter_app.domain.errors import CounterError

_READERS: Final = 2
T = TypeVar("T")


class Ticket:
    """One piece of work that was given out: whether it is still under way, and wanted."""

    __slots__ = ("running", "wanted")

    def __init__(self) -> None:
        self.running = True
        self.wanted = True

    def forget(self) -> None:
        """Let its answer pass unheard; the work itself goes on to its end."""
        self.wanted = False


class _Draft:
    """A draft that waits its turn in the writer's queue; a newer one may take its place."""

    def __init__(
        self,
        work: Callable[[], object],
        saved: Callable[[], None],
        failed: Callable[[CounterError], None],
    ) -> None:
        self._work: Callable[[], object] | None = work
        self._lock = Lock()
        self.saved = saved
        self.failed = failed
        self.given = False

    def replace(self, work: Callable[[], object]) -> bool:
        """Take the newer one; False when this one is already being saved."""
        with self._lock:
            if self._work is None:
                return False
            self._work = work
            return True

    def save(self) -> None:
        with self._lock:
            work, self._work = self._work, None
        if work is not None:
            work()


class Tasks(QObject):
    """Hands work to the pools. `busy` tells when the last command or query is done, and the first
    begins.
    """

    busy = Signal(bool)
    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._commands = ThreadPoolExecutor(1, "writer")
        self._queries = ThreadPoolExecutor(_READERS, "reader")
        self._under_way = 0
        self._drained = False
        self._draft: _Draft | None = None
        self._painted_first = QTimer(self, singleShot=True, interval=0)
        self._painted_first.timeout.connect(self._hand_draft)
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def under_way(self) -> int:
        """How many answers are still to come, drafts not counted."""
        return self._under_way

    @property
    def at_rest(self) -> bool:
        """Whether everything that was given out has come back, the draft included."""
        return not self._under_way and self._draft is None

    def command(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[CounterError], None],
    ) -> Ticket:
        """Run `work` on the writer. One of `done` and `failed` is called on the main thread.

        An error that is neither Refusal nor Fault is a bug: it is raised on the main thread.
        """
        self._hand_draft()
        self._draft = None  # a later draft must not slip in before this command
        return self._start(self._commands, work, done, failed)

    def query(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[CounterError], None],
    ) -> Ticket:
        """Run `work` on a reader, beside whatever is being written."""
        return self._start(self._queries, work, done, failed)

    def save_draft(
        self,
        work: Callable[[], object],
        saved: Callable[[], None],
        failed: Callable[[CounterError], None],
    ) -> None:
        """Save a draft on the writer; one that still waits is replaced, for the newest wins.

        `saved` is called on the main thread when this draft, or the one it took the place of, is
        on the disk.
        """
        if self._drained or (self._draft is not None and self._draft.replace(work)):
            return
        self._draft = _Draft(work, saved, failed)
        # Both need the interpreter: what was scanned is painted before the writer takes it.
        self._painted_first.start()

    def _hand_draft(self) -> None:
        """Give the waiting draft to the writer: when it was painted, or a command comes first."""
        draft = self._draft
        if draft is None or draft.given:
            return
        self._painted_first.stop()
        draft.given = True
        future = self._commands.submit(draft.save)

        def answer() -> None:
            if self._draft is draft:
                self._draft = None
            error = future.exception()
            if error is None:
                draft.saved()
            elif isinstance(error, CounterError):
                draft.failed(error)
            else:
                raise error

        future.add_done_callback(lambda _: self._finished.emit(answer))

    def drain(self) -> None:
        """Wait for all work that was given out, then take no more. Answers are still delivered;
        what they would begin is not begun.
        """
        self._hand_draft()
        self._drained = True
        self._commands.shutdown(wait=True)
        self._queries.shutdown(wait=True)

    def _start(
        self,
        pool: ThreadPoolExecutor,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[CounterError], None],
    ) -> Ticket:
        ticket = Ticket()
        if self._drained:
            ticket.running = False
            return ticket
        self._under_way += 1
        if self._under_way == 1:
            self.busy.emit(True)  # noqa: FBT003  a signal's value has no name
        future = pool.submit(work)

        def answer() -> None:
            self._arrived(ticket, future, done, failed)

        future.add_done_callback(lambda _: self._finished.emit(answer))
        return ticket

    def _deliver(self, answer: Callable[[], None]) -> None:
        answer()

    def _arrived(
        self,
        ticket: Ticket,
        future: "Future[T]",
        done: Callable[[T], None],
        failed: Callable[[CounterError], None],
    ) -> None:
        ticket.running = False
        self._under_way -= 1
        if not self._under_way:
            self.busy.emit(False)  # noqa: FBT003  as above
        error = future.exception()
        if isinstance(error, CounterError):
            if ticket.wanted:
                failed(error)
        elif error is not None:
            raise error
        elif ticket.wanted:
            done(future.result())
