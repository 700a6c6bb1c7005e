"""Letters for a thumb: an own keyboard in English, Italian and Greek that pushes the page up.

Invariant: a key does what the same key of a real keyboard does, in the field that has the focus,
and never takes the focus itself.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QLineEdit

from counter_app.ui.flows.views import KeyKind, KeyView
from counter_app.ui.look import Look
from counter_app.ui.widgets.action_key import ActionKey, KeyForm
from counter_app.ui.widgets.parts import clear
from counter_app.wording import LANGUAGES

LETTERS: Final[Mapping[str, tuple[str, str, str]]] = MappingProxyType(
    {
        "en": ("qwertyuiop", "asdfghjkl", "zxcvbnm"),
        "it": ("qwertyuiop", "asdfghjkl", "zxcvbnm"),
        "el": (";ςερτυθιοπ", "ασδφγηξκλ", "ζχψωβνμ"),
    }
)
SIGNS: Final = ("1234567890", "-/:_()&@+", "\\'\"#%=~")
ACCENTS: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "en": MappingProxyType(dict(zip("aeiou", "áéíóú", strict=True))),
        "it": MappingProxyType(dict(zip("aeiou", "àèìòù", strict=True))),
        "el": MappingProxyType(dict(zip("αεηιουω", "άέήίόύώ", strict=True))),
    }
)
_BACK, _SHIFT, _ACCENT = "back", "shift", "accent"
_SPACE, _NEXT, _SIGNS, _LANGUAGE = "space", "next", "signs", "language"
_COLUMNS: Final = 20  # two to a usual key
_GAP: Final = 4
_KEY: Final = 48


class Keyboard(QFrame):
    """Three rows of letters or signs, and one with the space bar."""

    asked_next = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setProperty("card", "over")
        self._look = look
        self._language = look.wording.language
        self._signs = self._shift = self._accent = False
        self._grid = QGridLayout(self)
        self._grid.setSpacing(_GAP)
        self._grid.setContentsMargins(8, 8, 8, 8)
        for column in range(_COLUMNS):
            self._grid.setColumnStretch(column, 1)
        self.setAccessibleName(look.words("page.set_up.keyboard"))
        self._build()

    def show_digits(self, *, wanted: bool) -> None:
        """Digits for a field that takes nothing else, letters for any other."""
        if self._signs != wanted:
            self._signs = wanted
            self._build()

    def _build(self) -> None:
        clear(self._grid)
        rows = SIGNS if self._signs else LETTERS[self._language]
        first, second, third = (tuple(map(self._cased, one)) for one in rows)
        self._row(0, [(one, 2) for one in first])
        self._row(1, [*((one, 2) for one in second), (_BACK, 2)])
        shift = [(_SHIFT, 2)] if not self._signs else [("*", 2)]
        self._row(2, [*shift, *((one, 2) for one in third), (",", 2), (".", 2)])
        middle = [(_ACCENT, 2)] if not self._signs else [("!", 2)]
        last = [(_SIGNS, 3), (_LANGUAGE, 2), *middle, (_SPACE, 8), ("-", 2), (_NEXT, 3)]
        self._row(3, last)

    def _row(self, number: int, keys: list[tuple[str, int]]) -> None:
        column = 0
        for intent, width in keys:
            form = KeyForm(_KEY, "strong", centred=True, one_shot=False)
            key = ActionKey(self._look, self._view(intent), form)
            key.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            key.asked.connect(self._press)
            self._grid.addWidget(key, number, column, 1, width)
            column += width

    def _view(self, intent: str) -> KeyView:
        words = self._look.words
        spoken = {name: f"page.set_up.keyboard.{name}" for name in (_SHIFT, _ACCENT, _SPACE, _NEXT)}
        kind = KeyKind.CONTROL
        match intent:
            case "back":
                return KeyView(
                    _BACK, "", "backspace", kind=kind, spoken=words("page.pad.backspace")
                )
            case "next":
                return KeyView(_NEXT, "", "chevron-down", kind=kind, spoken=words(spoken[_NEXT]))
            case "shift":
                on = KeyKind.CHOSEN if self._shift else kind
                return KeyView(_SHIFT, "Aa", kind=on, spoken=words(spoken[_SHIFT]))
            case "accent":
                on = KeyKind.CHOSEN if self._accent else kind
                shown = next(iter(ACCENTS[self._language].values()))
                return KeyView(_ACCENT, shown, kind=on, spoken=words(spoken[_ACCENT]))
            case "space":
                return KeyView(_SPACE, words(spoken[_SPACE]), kind=kind)
            case _:
                return self._other(intent)

    def _other(self, intent: str) -> KeyView:
        kind, words = KeyKind.CONTROL, self._look.words
        if intent == _SIGNS:
            text, name = ("abc", "letters") if self._signs else ("123", "digits")
            return KeyView(_SIGNS, text, kind=kind, spoken=words(f"page.set_up.keyboard.{name}"))
        if intent == _LANGUAGE:
            spoken = words(f"language.{self._language}")
            return KeyView(_LANGUAGE, self._language.upper(), kind=kind, spoken=spoken)
        return KeyView(f"type:{intent}", intent, kind=kind)

    def _press(self, intent: str) -> None:
        match intent:
            case "shift":
                self._shift = not self._shift
            case "accent":
                self._accent = not self._accent
            case "signs":
                self._signs = not self._signs
            case "language":
                at = LANGUAGES.index(self._language)
                self._language = LANGUAGES[(at + 1) % len(LANGUAGES)]
            case "next":
                self.asked_next.emit()
                return
            case _:
                self._type(intent)
                return
        self._build()

    def _type(self, intent: str) -> None:
        target = QApplication.focusWidget()
        if not isinstance(target, QLineEdit):
            return
        if intent == _BACK:
            _send(target, Qt.Key.Key_Backspace, "")
            return
        text = " " if intent == _SPACE else intent.removeprefix("type:")
        _send(target, Qt.Key.Key_Space if text == " " else Qt.Key.Key_unknown, text)
        if text.isalpha() and (self._shift or self._accent):
            self._shift = self._accent = False
            self._build()

    def _cased(self, letter: str) -> str:
        if self._accent:
            letter = ACCENTS[self._language].get(letter, letter)
        return letter.upper() if self._shift and letter != "ς" else letter


def _send(target: QLineEdit, code: Qt.Key, text: str) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(target, QKeyEvent(kind, code, Qt.KeyboardModifier.NoModifier, text))
