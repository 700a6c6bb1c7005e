"""Catches scans wherever the focus is, before any field or button sees their keys.

Invariant: the text of a field is the same after a scan as before it, and no scan's Enter presses
anything.
"""

import sys
from collections import deque
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from shiboken6 import isValid

from counter_app.ui.flows.keyboard import bursts
from counter_app.ui.flows.keyboard.bursts import SILENCE_MS, Burst, Scan, Verdict
from counter_app.ui.flows.keyboard.key_codes import GROUP_SEPARATOR, Platform, by_place

MOST_WAITING: Final = 20
_ENDS: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab})
_SILENT: Final = frozenset(
    {
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_Meta,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock,
    }
)
_SHORTCUT: Final = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


class Scanner(QObject):
    """An event filter for the application. `scanned` carries a code; `bounced` one that only
    repeats the last; `kept_waiting` one that waits; `refused` one that came while twenty were
    waiting; `typed` what a person typed where no field had the focus.
    """

    scanned = Signal(str)
    bounced = Signal(str)
    kept_waiting = Signal(str)
    refused = Signal(str)
    typed = Signal(str)

    def __init__(self, clock: Callable[[], int], prefix: str = "") -> None:
        """`clock` gives whole milliseconds and never goes back."""
        super().__init__()
        self._moments = _Moments(clock)
        self._burst = Burst(prefix=prefix)
        self._before: _Snapshot | None = None
        self._receiver: QObject | None = None
        self._swallowed_end: Qt.Key | None = None
        self._held = False
        self._kept = ""  # typing, or the beginning of a scan, that no field received
        self._waiting: deque[str] = deque()
        self._silence = QTimer(self, singleShot=True)
        self._silence.timeout.connect(self._fell_silent)

    def hold(self, *, held: bool) -> None:
        """While held, codes wait, at most twenty; afterwards they are played in order."""
        self._held = held
        while self._waiting and not self._held:
            self.scanned.emit(self._waiting.popleft())

    def forget_typing(self) -> None:
        """The last key was no typing but for somebody else; a scan that it begins is still read."""
        self._kept = ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at key events on their way to a widget; all others pass at once."""
        kind = event.type()
        if kind == QEvent.Type.KeyPress:
            if isinstance(watched, QWidget) and isinstance(event, QKeyEvent):
                return self._pressed(watched, event)
        elif kind == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            return self._override(event)
        elif kind == QEvent.Type.KeyRelease and isinstance(event, QKeyEvent):
            return self._released(event)
        return False

    def _override(self, event: QKeyEvent) -> bool:
        """Keep the keys of a known scan from being taken for shortcuts."""
        since = self._moments.of(event) - self._burst.last_at
        if self._burst.certain and since <= SILENCE_MS:
            event.accept()
            return True
        if self._kept and not character_of(event):
            self._release()
        return False

    def _pressed(self, watched: QWidget, event: QKeyEvent) -> bool:
        if self._propagated(watched) or Qt.Key(event.key()) in _SILENT:
            return False
        self._receiver = watched
        now = self._moments.heard(event)
        if event.key() in _ENDS and not event.modifiers() & _SHORTCUT:
            return self._ended(event, now)
        char = character_of(event)
        if not char or (char == " " and not self._burst.heard):
            self._release()
            self._burst, scan = bursts.interrupted(self._burst)
            self._hear(scan)
            return False
        return self._heard(char, now)

    def _heard(self, char: str, now: int) -> bool:
        if not self._burst.heard or now - self._burst.last_at > bursts.GAP_MS:
            self._release()
            self._before = _Snapshot.take()
        self._burst, verdict, scan = bursts.character(self._burst, char, now)
        self._hear(scan)
        if verdict is Verdict.PASS and self._before is not None:
            return False
        self._silence.start(SILENCE_MS)
        if verdict is Verdict.PASS:
            self._kept += char
            return True
        self._kept = ""
        if verdict is Verdict.RECOGNISED and self._before is not None:
            self._before.put_back()
        return True

    def _release(self) -> None:
        """What was kept is typing after all."""
        kept, self._kept = self._kept, ""
        if kept:
            self.typed.emit(kept)

    def _ended(self, event: QKeyEvent, now: int) -> bool:
        self._burst, verdict, scan = bursts.terminator(self._burst, now)
        self._silence.stop()
        if verdict is Verdict.SWALLOW:
            self._swallowed_end = Qt.Key(event.key())
            self._kept = ""
            self._hear(scan)
            return True
        if not self._kept:
            return False
        self._release()
        focused = QApplication.focusWidget()
        if focused is not None:
            QApplication.sendEvent(focused, QKeyEvent(event))
        return True

    def _released(self, event: QKeyEvent) -> bool:
        if self._swallowed_end is not None and event.key() == self._swallowed_end:
            self._swallowed_end = None
            return True
        return False

    def _fell_silent(self) -> None:
        now = self._moments.now()
        self._burst, scan = bursts.silence(self._burst, now)
        if self._burst.heard:
            self._silence.start(max(1, SILENCE_MS - (now - self._burst.last_at)))
        elif scan is None:
            self._release()
        self._hear(scan)

    def _hear(self, scan: Scan | None) -> None:
        if scan is None:
            return
        if scan.bounced:
            self.bounced.emit(scan.code)
        elif not self._held:
            self.scanned.emit(scan.code)
        elif len(self._waiting) < MOST_WAITING:
            self._waiting.append(scan.code)
            self.kept_waiting.emit(scan.code)
        else:
            self.refused.emit(scan.code)

    def _propagated(self, watched: QWidget) -> bool:
        """Whether this is the last key again, handed up to a parent that its target left it to."""
        last = self._receiver
        if last is None or not isValid(last):  # a page that was left is gone by now
            return False
        inside = isinstance(last, QWidget) and last is not watched and watched.isAncestorOf(last)
        return inside and QApplication.focusWidget() is last


class _Moments:
    """When keys were pressed, on one scale of milliseconds.

    The platform's stamp tells it where there is one: a window that was busy gets to the keys of a
    person all at once, and they look like a scan. Where there is none, and for silence, the own
    clock goes on from the last key.
    """

    def __init__(self, clock: Callable[[], int]) -> None:
        self._clock = clock
        self._last = self._last_clock = clock()

    def now(self) -> int:
        return self._last + self._clock() - self._last_clock

    def of(self, event: QKeyEvent) -> int:
        return event.timestamp() or self.now()

    def heard(self, event: QKeyEvent) -> int:
        self._last, self._last_clock = self.of(event), self._clock()
        return self._last


class _Snapshot:
    """What a text field held before a burst began in it."""

    def __init__(self, field: QLineEdit) -> None:
        self._field, self._text = field, field.text()
        self._cursor = field.cursorPosition()
        self._start, self._length = field.selectionStart(), field.selectionLength()

    @classmethod
    def take(cls) -> "_Snapshot | None":
        focused = QApplication.focusWidget()
        return cls(focused) if isinstance(focused, QLineEdit) else None

    def put_back(self) -> None:
        if not isValid(self._field) or self._field.text() == self._text:
            return
        self._field.setText(self._text)
        self._field.textEdited.emit(self._text)
        self._field.setCursorPosition(self._cursor)
        if self._length:
            self._field.setSelection(self._start, self._length)


def character_of(event: QKeyEvent) -> str:
    """What the key means on a scanner's keyboard; empty for shortcuts, arrows, function keys."""
    held = event.modifiers()
    if held & _SHORTCUT:
        bracket = event.key() == Qt.Key.Key_BracketRight
        only_control = held == Qt.KeyboardModifier.ControlModifier
        return GROUP_SEPARATOR if bracket and only_control else ""
    shift = bool(held & Qt.KeyboardModifier.ShiftModifier)
    pad = bool(held & Qt.KeyboardModifier.KeypadModifier)
    text = event.text()
    if not text or not text.isprintable():
        return ""
    at = platform()
    native = event.nativeVirtualKey() if at is Platform.MAC else event.nativeScanCode()
    return (by_place(at, native, shift=shift, pad=pad) if native else "") or text


def platform() -> Platform:
    """Whose native key codes this machine sends."""
    if sys.platform == "win32":
        return Platform.WINDOWS
    if sys.platform == "darwin":
        return Platform.MAC
    return Platform.X11


__all__ = ["MOST_WAITING", "Scanner", "character_of", "platform"]
