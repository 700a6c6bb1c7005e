"""Sees every key and touch first: passes them on to the scanner, and knows when there are none.

Invariant: the key or touch that wakes a dimmed screen reaches nothing else; a scan wakes it and is
taken.
"""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from counter_app.domain.idle_lock import IdleLock
from counter_app.ui.flows.idling import Idling, Ticked, Touched, step
from counter_app.ui.presenters.counter import CounterPresenter
from counter_app.ui.presenters.long_wait import LongWait
from counter_app.ui.scanner import Scanner

EVERY_MS: Final = 1000
_KEYS: Final = (
    QEvent.Type.KeyPress,
    QEvent.Type.ShortcutOverride,
    QEvent.Type.KeyRelease,
)
_TOUCHES: Final = (
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonDblClick,
    QEvent.Type.TouchBegin,
    QEvent.Type.Wheel,
)
_HOLD: Final = (Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta)
_RELEASES: Final = (QEvent.Type.MouseButtonRelease, QEvent.Type.TouchEnd)
_LOOKED_AT: Final = frozenset({*_KEYS, *_TOUCHES, *_RELEASES})
_PASSED_ON: Final = frozenset(
    {QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.MouseButtonRelease}
)


class Attention(QObject):
    """An event filter for the application. `changed` tells that the screen dims or wakes."""

    changed = Signal()

    def __init__(
        self,
        counter: CounterPresenter,
        scanner: Scanner,
        lock: Callable[[], IdleLock],
        clock: Callable[[], int],
    ) -> None:
        """`clock` gives whole milliseconds and never goes back."""
        super().__init__()
        self._counter, self._scanner, self._lock, self._clock = counter, scanner, lock, clock
        self._long_wait = LongWait(counter)
        self.state = Idling(clock())
        self._woke_by: Qt.Key | None = None  # until it is up again: held down it repeats
        self._touched = False
        self._after: tuple[QObject, ...] = ()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(EVERY_MS)
        scanner.scanned.connect(self._touch)

    def pass_on(self, *filters: QObject) -> None:
        """Whoever else looks at keys and releases, after the scanner: one filter is asked for all
        events of the application, for each one costs time at every scan.
        """
        self._after = filters

    def look(self) -> None:
        """See how long nothing was touched, or something is waited for; done every second."""
        self._long_wait.look(self._clock())
        self._step(Ticked(self._clock(), self._counter.attended))

    def rest(self) -> None:
        """Look no more: the store is about to be closed."""
        self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at keys and touches on their way to a widget; all others pass at once."""
        kind = event.type()
        if kind not in _LOOKED_AT:  # nearly all: paints, layouts, timers
            return False
        if kind in _KEYS:
            swallowed = isinstance(event, QKeyEvent) and self._heard(watched, event)
        else:
            swallowed = self._felt(kind)
        if swallowed or self._scanner.eventFilter(watched, event):
            return True
        if kind not in _PASSED_ON:
            return False
        return any(one.eventFilter(watched, event) for one in self._after)

    def _felt(self, kind: QEvent.Type) -> bool:
        """A finger or the mouse; the release of what was swallowed is swallowed as well."""
        if kind in _TOUCHES:
            self._touched = self._touch()
            return self._touched
        if kind in _RELEASES and self._touched:
            self._touched = False
            return True
        return False

    def _heard(self, watched: QObject, event: QKeyEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.KeyPress:
            return isinstance(watched, QWidget) and self._pressed(watched, event)
        if kind == QEvent.Type.ShortcutOverride and (self.state.dim or self._goes_with_it(event)):
            event.accept()
            return True
        if kind == QEvent.Type.KeyRelease and event.key() == self._woke_by:
            self._woke_by = self._woke_by if event.isAutoRepeat() else None
        return False

    def _pressed(self, watched: QWidget, event: QKeyEvent) -> bool:
        if self._goes_with_it(event):
            return True
        if not self._touch():
            return False
        self._woke_by = Qt.Key(event.key())
        self._scanner.eventFilter(watched, event)  # it may be the first key of a scan
        self._scanner.forget_typing()
        return True

    def _goes_with_it(self, event: QKeyEvent) -> bool:
        """Whether it only goes on with what woke the screen: held down, or the L of Ctrl+L. A
        scanner begins with Shift, so that is not one of them.
        """
        repeats = event.isAutoRepeat() and event.key() == self._woke_by
        return repeats or self._woke_by in _HOLD

    def _touch(self, _: object = None) -> bool:
        """Somebody is there; True when that woke the screen."""
        woke = self.state.dim
        self._step(Touched(self._clock()))
        return woke

    def _step(self, event: Touched | Ticked) -> None:
        before = self.state
        self.state, effects = step(before, event, self._lock())
        if self.state.left != before.left:
            self.changed.emit()
        if effects:
            self._counter.leave_alone()
