"""The one line that takes every scan, and what a person types.

Invariant: a scan never appears here as text; the line only flashes to say how it went.
"""

from typing import Final

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent

from counter_app.ui.flows.keys import Intent
from counter_app.ui.flows.views import KeyKind, KeyView, ScanLineView
from counter_app.ui.look import Look
from counter_app.ui.widgets.action_key import ActionKey, KeyForm
from counter_app.ui.widgets.fields import Editor, FieldFrame
from counter_app.ui.widgets.parts import icon, row


class ScanEditor(Editor):
    """Gives the basket the keys that a text has no use for: Del when empty, arrows, Ctrl keys."""

    asked = Signal(str)

    def event(self, event: QEvent) -> bool:
        """Ctrl+Z and its like are the basket's, not the text's; copy and paste stay."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if control and event.key() not in _TEXT_KEYS:
                event.ignore()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move along the lines; Del on an empty line takes the chosen one out."""
        intent = _LINE_KEYS.get(Qt.Key(event.key()))
        plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if intent is not None and plain and (intent is not Intent.REMOVE or not self.text()):
            self.asked.emit(intent)
        else:
            super().keyPressEvent(event)


_TEXT_KEYS = frozenset({Qt.Key.Key_C, Qt.Key.Key_V, Qt.Key.Key_X, Qt.Key.Key_A})
_LINE_KEYS = {
    Qt.Key.Key_Up: Intent.PREVIOUS,
    Qt.Key.Key_Down: Intent.NEXT,
    Qt.Key.Key_Delete: Intent.REMOVE,
}


STEADY_MS: Final = 1000


class ScanLine(FieldFrame):
    """Scan icon, what is typed or the prompt, and one key at the right."""

    changed = Signal(str)
    entered = Signal(str)
    asked = Signal(str)

    def __init__(self, look: Look, key: KeyView) -> None:
        editor = ScanEditor()
        super().__init__(editor)
        self.editor = editor
        editor.asked.connect(self.asked)
        self._flashes: int | None = None  # before its first view
        self._flash_ms = STEADY_MS if look.still else look.theme.tokens.motion["flash_ms"]
        editor.setProperty("step", "line")
        editor.setMinimumWidth(60)
        measures = look.theme.tokens.measures
        self.setFixedHeight(max(measures.scan_h, look.theme.line_height("line") + 18))
        self.key = ActionKey(look, key, KeyForm(height=self.height() - 8)).hug()
        self.key.asked.connect(self.asked)
        self.setLayout(
            row(
                icon(look, "scan", "primary", 24),
                2,
                (editor, 1),
                self.key,
                margins=(14, 0, 4, 0),
            )
        )
        self._rest = QTimer(self, singleShot=True)
        self._rest.timeout.connect(self._at_rest)
        editor.textEdited.connect(self.changed)
        editor.returnPressed.connect(self._entered)

    def show_view(self, view: ScanLineView) -> None:
        """Show prompt and typed text; flash once where the view says so."""
        if self.editor.placeholderText() != view.prompt:
            self.editor.setPlaceholderText(view.prompt)
            self.editor.setAccessibleName(view.prompt)
        if self.editor.text() != view.typed:
            self.editor.setText(view.typed)
        before, self._flashes = self._flashes, view.flashes
        if before is not None and view.flashes != before:
            self.flash(view.flash)

    def flash(self, state: str) -> None:
        """The edge shows one of the sounds for a moment; where nothing may flash, it stays for a
        second, long enough to be no flash.
        """
        self.mark(state, passing=True)
        self._rest.start(self._flash_ms)

    def steady_for(self) -> int:
        """How long an edge that was marked just now stays, in milliseconds."""
        return self._flash_ms

    def _at_rest(self) -> None:
        self.mark("rest")

    def _entered(self) -> None:
        self.entered.emit(self.editor.text())


def find_key(look: Look) -> KeyView:
    """The key at the right end of the line: find an item, or all actions where the rail folded."""
    if look.arrangement.folded:
        text = look.words("page.sale.actions")
        return KeyView(Intent.HELP, text, hint=look.keys.hint(Intent.HELP), kind=KeyKind.GHOST)
    text = look.words("page.sale.find")
    hint = look.keys.hint(Intent.FIND)
    return KeyView(Intent.FIND, text, icon="search", hint=hint, kind=KeyKind.GHOST)
