"""The text of a report as it will be saved: to be read and scrolled, not to be changed.

Invariant: it shows the very text.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPlainTextEdit

_MARGIN = 8


class ReportText(QPlainTextEdit):
    """Scrolls by keys and finger; Tab leaves it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setAccessibleName(name)
        self.setProperty("report", "true")
        self.document().setDocumentMargin(_MARGIN)

    def show_text(self, text: str) -> None:
        """Show another text from its beginning."""
        if text != self.toPlainText():
            self.setPlainText(text)
