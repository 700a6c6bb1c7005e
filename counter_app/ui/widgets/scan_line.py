"""The one line that takes every scan, and what a person types.

Invariant: a scan never appears here as text; the line only flashes to say how it went.
"""

from PySide6.QtCore import QTimer, Signal

from counter_app.ui.flows.views import KeyKind, KeyView, ScanLineView
from counter_app.ui.look import Look
from counter_app.ui.widgets.action_key import ActionKey, KeyForm
from counter_app.ui.widgets.fields import Editor, FieldFrame
from counter_app.ui.widgets.parts import icon, row


class ScanLine(FieldFrame):
    """Scan icon, what is typed or the prompt, and one key at the right."""

    changed = Signal(str)
    entered = Signal(str)
    asked = Signal(str)

    def __init__(self, look: Look, key: KeyView) -> None:
        editor = Editor()
        super().__init__(editor)
        self.editor = editor
        self._flashes = 0
        self._flash_ms = look.theme.tokens.motion["flash_ms"]
        editor.setProperty("step", "line")
        editor.setMinimumWidth(60)
        measures = look.theme.tokens.measures
        self.setFixedHeight(max(measures.scan_h, look.theme.line_height("line") + 18))
        self.key = ActionKey(look, key, KeyForm(height=self.height() - 6)).hug()
        self.key.asked.connect(self.asked)
        self.setLayout(
            row(
                icon(look, "scan", "primary", 24),
                2,
                (editor, 1),
                self.key,
                margins=(14, 0, 3, 0),
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
        if view.flashes != self._flashes:
            self._flashes = view.flashes
            self.flash(view.flash)

    def flash(self, state: str) -> None:
        """`stored` or `error`: the edge shows it for a moment."""
        self.mark(state)
        self._rest.start(self._flash_ms)

    def _at_rest(self) -> None:
        self.mark("rest")

    def _entered(self) -> None:
        self.entered.emit(self.editor.text())


def find_key(look: Look) -> KeyView:
    """The key at the right end of the line: find an item, or all actions where the rail folded."""
    if look.arrangement.folded:
        text = look.words("page.sale.actions")
        return KeyView("actions", text, hint="F1", kind=KeyKind.GHOST)
    text = look.words("page.sale.find")
    return KeyView("find", text, icon="search", hint="F2", kind=KeyKind.GHOST)
