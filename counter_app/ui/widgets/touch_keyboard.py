"""The keyboard on the screen: letters of three languages, signs, or digits.

Invariant: it never takes the focus, and two presses of one key within 40 ms are a bounce.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QElapsedTimer, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy

from counter_app.ui.flows.keyboard import touch_typing
from counter_app.ui.flows.keyboard.touch_typing import Panel, Shift, Typing
from counter_app.ui.flows.views import KeyKind, KeyView
from counter_app.ui.look import Look
from counter_app.ui.widgets.action_key import ActionKey, KeyForm
from counter_app.ui.widgets.parts import STRETCH, clear, column, row

BOUNCE_MS: Final = 40
_GAP: Final = 4
_KEY: Final = 48
_NUMBERS_WIDTH: Final = 560
_WEIGHTS: Final = {
    touch_typing.SPACE: 8,
    touch_typing.SHIFT: 3,
    touch_typing.BACKSPACE: 3,
    touch_typing.ENTER: 3,
}
_WEIGHT: Final = 2
_ICONS: Final = {touch_typing.BACKSPACE: "backspace", touch_typing.CLOSE: "close"}


class TouchKeyboard(QFrame):
    """Tells what was typed, or that Backspace, Enter or close was pressed."""

    typed = Signal(str)
    asked = Signal(str)

    def __init__(self, look: Look, typing: Typing, clock: Callable[[], int] | None = None) -> None:
        super().__init__()
        self._look, self._typing = look, typing
        self._mark = look.words("page.pad.mark")
        self._clock = clock or _steady_clock()
        self._last: tuple[str, int] | None = None
        self._keys: list[ActionKey] = []
        self._shape: list[int] = []
        self.setProperty("card", "over")
        self.setProperty("keyboard", "true")
        self.setAccessibleName(look.words("page.touch.name"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._box = column(gap=_GAP, margins=(8, 8, 8, 8))
        self.setLayout(self._box)
        self._show()

    @property
    def typing(self) -> Typing:
        """What it shows now."""
        return self._typing

    def show_panel(self, panel: Panel) -> None:
        """Letters or numbers, as the field needs them."""
        if (panel is Panel.NUMBERS) is not (self._typing.panel is Panel.NUMBERS):
            self._typing = replace(self._typing, panel=panel, shift=Shift.OFF, marks="")
            self._show()

    def press(self, name: str) -> None:
        """A key was pressed."""
        now = self._clock()
        last, self._last = self._last, (name, now)
        if last is not None and last[0] == name and now - last[1] < BOUNCE_MS:
            return
        self._typing, text = touch_typing.press(self._typing, name)
        if text:
            self.typed.emit(text)
        elif name in {touch_typing.BACKSPACE, touch_typing.ENTER, touch_typing.CLOSE}:
            self.asked.emit(name)
        self._show()

    def _show(self) -> None:
        rows = touch_typing.keys(self._typing, self._mark)
        shape = [len(names) for names in rows]
        if shape != self._shape:
            self._shape = shape
            self._build(rows)
        views = [self._view(name) for names in rows for name in names]
        for key, view in zip(self._keys, views, strict=True):
            key.show_view(view)
            key.setMinimumWidth(max(_KEY, key.minimumSizeHint().width()))

    def _build(self, rows: tuple[tuple[str, ...], ...]) -> None:
        clear(self._box)
        self._keys = []
        numbers = self._typing.panel is Panel.NUMBERS
        for names in rows:
            line = row(gap=_GAP)
            for name in names:
                line.addWidget(self._key(name), _WEIGHT if numbers else _WEIGHTS.get(name, _WEIGHT))
            if numbers:
                line = row(STRETCH, (self._held(line), 0), STRETCH)
            self._box.addLayout(line)

    def _held(self, line: QHBoxLayout) -> QFrame:
        held = QFrame()
        held.setLayout(line)
        held.setFixedWidth(_NUMBERS_WIDTH)
        return held

    def _key(self, name: str) -> ActionKey:
        form = KeyForm(_KEY, "line", centred=True, one_shot=False, bold=False)
        key = ActionKey(self._look, self._view(name), form)
        key.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        key.asked.connect(self.press)
        self._keys.append(key)
        return key

    def _view(self, name: str) -> KeyView:
        words, typing = self._look.words, self._typing
        named = touch_typing.NAMED.get(name)
        spoken = words(f"page.touch.{named}") if named else ""
        held = name == touch_typing.SHIFT and typing.shift is not Shift.OFF
        kind = KeyKind.CHOSEN if held or name in typing.marks else KeyKind.CONTROL
        text = "" if name in _ICONS else touch_typing.caption(typing, name)
        if name == touch_typing.SPACE:
            text = words(f"language.{typing.language}")
        elif name == touch_typing.ENTER:
            text = spoken
        elif name == touch_typing.LANGUAGE:
            spoken = f"{spoken}, {words(f'language.{typing.language}')}"
        short = " " if name == touch_typing.SPACE else ""  # without room it is as bare as any
        return KeyView(name, text, _ICONS.get(name, ""), kind=kind, spoken=spoken, short=short)


def _steady_clock() -> Callable[[], int]:
    timer = QElapsedTimer()
    timer.start()
    return timer.elapsed
