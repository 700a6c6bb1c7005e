"""A field with its help, and the key that opens the system's own dialog.

Invariant: help gives way to what is wrong; a secret is never drawn.
"""

from PySide6.QtCore import QRegularExpression, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QWidget

from counter_app.ui.flows.set_up.views import FieldPart
from counter_app.ui.look import Look
from counter_app.ui.widgets.action_key import ActionKey, KeyForm
from counter_app.ui.widgets.fields import Editor, Field, PinEditor
from counter_app.ui.widgets.parts import STRETCH, column, label, row

_CHOOSE = 56


class FieldBox(QWidget):
    """A field with its help, and the key that opens the system's own dialog."""

    changed = Signal(str, str)
    asked = Signal(str)

    def __init__(self, look: Look, part: FieldPart) -> None:
        super().__init__()
        self.name = part.name
        editor = PinEditor(look) if part.secret else Editor()
        self.field = Field(look, part.caption, "", editor)
        if part.digits and not part.secret:
            digits = QRegularExpression(f"[0-9]{{0,{part.digits}}}")
            editor.setValidator(QRegularExpressionValidator(digits, editor))
        self._help = label("", "label", "muted", wraps=True)
        self._choose: ActionKey | None = None
        line = row((self.field, 1), gap=8)
        if part.choose is not None:
            height = max(_CHOOSE, look.theme.line_height("line") + 24)  # as high as the field
            self._choose = ActionKey(look, part.choose, KeyForm(height)).hug()
            self._choose.asked.connect(self.asked)
            caption = look.theme.line_height("label") + 4
            line.addLayout(column(caption, self._choose, STRETCH, gap=0))
        self.setLayout(column(line, self._help, gap=4))
        self.field.changed.connect(lambda text: self.changed.emit(self.name, text))
        self.digits = part.digits > 0
        self.show_part(part)

    @property
    def editor(self) -> Editor:
        """Where it is typed."""
        return self.field.editor

    def show_part(self, part: FieldPart) -> None:
        """Show text, help and mistake."""
        self.field.show_text(part.text, part.wrong)
        self._help.setText(part.help)
        self._help.setVisible(bool(part.help) and not part.wrong)
        if not part.wrong:
            self.editor.setAccessibleDescription(part.help)
        if self._choose is not None and part.choose is not None:
            self._choose.show_view(part.choose)
