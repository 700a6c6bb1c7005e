"""The window's shortcuts, as the key map has them: by letter, by place, and by holding one down.

Invariant: a shortcut works the same under every keyboard layout of the machine; a key that is held
down asks again only where repeating is harmless.
"""

from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from counter_app.ui.flows.keyboard.key_codes import by_place
from counter_app.ui.flows.keys import Intent
from counter_app.ui.presenters.key_keeper import KeyKeeper
from counter_app.ui.scanner import platform

HOLD_MS: Final = 1000
PANES: Final = {
    Intent.TO_STATUS: "A",
    Intent.TO_SCAN: "B",
    Intent.TO_BASKET: "C",
    Intent.TO_CARD: "D",
    Intent.TO_RAIL: "E",
    Intent.TO_PAYMENT: "G",
}
_REPEATS: Final = frozenset({Intent.UNDO, Intent.REDO, Intent.NEXT, Intent.PREVIOUS})
_HELD: Final = {Intent.VOID: Intent.VOID_HELD}
CATCHES: Final = "catches"  # the property of a widget that takes every key for itself
_LATIN_END: Final = 0x250  # the first key code of a letter that is not Latin
_SPECIAL: Final = int(Qt.Key.Key_Escape)  # from here on keys without a letter


class WindowKeys(QObject):
    """Shortcuts of a window; `asked` carries the intent. Install it for the application."""

    asked = Signal(str)

    def __init__(self, window: QWidget, keeper: KeyKeeper) -> None:
        super().__init__(window)
        self._window, self._keeper = window, keeper
        self._shortcuts: list[QShortcut] = []
        self.hold = QTimer(self, singleShot=True, interval=HOLD_MS)
        self._held = Intent.VOID_HELD
        self.hold.timeout.connect(self._held_long)
        keeper.changed.connect(self._renew)
        self._renew()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of another alphabet by their place; the end of a key that is held."""
        kind = event.type()
        if kind == QEvent.Type.KeyRelease and isinstance(event, QKeyEvent):
            if not event.isAutoRepeat():
                self.hold.stop()
        elif kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and is_foreign(event):
            if watched.property(CATCHES):
                return False
            intent = self._keeper.map.owner(key_of(event))
            if intent is not None:
                self._ask(intent)
                return True
        return False

    def _renew(self) -> None:
        for old in self._shortcuts:
            old.setEnabled(False)  # it goes later: its own key may be what brought us here
            old.deleteLater()
        self._shortcuts = [self._shortcut(*one) for one in self._keeper.map.shortcuts()]

    def _shortcut(self, intent: Intent, key: str) -> QShortcut:
        shortcut = QShortcut(QKeySequence(key), self._window)
        shortcut.setAutoRepeat(intent in _REPEATS)
        shortcut.activated.connect(partial(self._ask, intent))
        return shortcut

    def _ask(self, intent: Intent) -> None:
        held = _HELD.get(intent)
        if held is not None:
            self._held = held
            self.hold.start()
        self.asked.emit(intent)

    def _held_long(self) -> None:
        self.asked.emit(self._held)


def is_foreign(event: QKeyEvent) -> bool:
    """Whether Ctrl is held with a letter of another alphabet, as Greek layouts may report it."""
    control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    return control and _LATIN_END <= event.key() < _SPECIAL and bool(event.nativeScanCode())


def key_of(event: QKeyEvent) -> str:
    """The key with its modifiers as the key map writes them; a foreign letter by its place."""
    key = Qt.Key(event.key())
    if is_foreign(event):
        place = by_place(platform(), event.nativeScanCode(), shift=False, pad=False)
        key = Qt.Key(ord(place.upper())) if place else key
    # A number pad's own mark would make another key of the same digit.
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    sequence = QKeySequence(QKeyCombination(held, key))
    return sequence.toString(QKeySequence.SequenceFormat.PortableText)
