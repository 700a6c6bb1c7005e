"""Over the whole window while it is about to lock: dimmed, with what comes and what prevents it.

Invariant: it takes no focus and moves nothing: what wakes the screen finds it as it was.
"""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.ui.flows.idling import DimView
from counter_app.ui.look import Look
from counter_app.ui.widgets.parts import STRETCH, card, column, icon, label, row

_DIMMED = 0.55
_WIDTH = 520


class Dim(QWidget):
    """Covers its parent; takes no focus, so the field below keeps its cursor."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._title = label("", "heading", wraps=True)
        self._detail = label("", "body", "muted", wraps=True)
        for words in (self._title, self._detail):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        mark = icon(look, "lock", "primary", 48)
        words_box = column(
            row(STRETCH, mark, STRETCH), 8, self._title, self._detail,
            gap=4, margins=(32, 24, 32, 24),
        )  # fmt: skip
        box = card(words_box, "over")
        box.setFixedWidth(min(parent.width() - 48, _WIDTH * look.theme.percent // 100))
        middle = QVBoxLayout(self)
        middle.addLayout(column(STRETCH, row(STRETCH, box, STRETCH), STRETCH))
        parent.installEventFilter(self)
        self._cover()

    def show_view(self, view: DimView) -> None:
        """Say how long it is; a screen reader hears the first of it."""
        first = not self._title.text()
        self._title.setText(view.title)
        self._detail.setText(view.detail)
        if first:
            told = f"{view.title}. {view.detail}"
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, told))
        self._cover()
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the window."""
        if event.type() == QEvent.Type.Resize and watched is self.parent():
            self._cover()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Darken what is below."""
        del event
        painter = QPainter(self)
        colour = QColor(self._look.theme.colour("shadow"))
        colour.setAlphaF(_DIMMED)
        painter.fillRect(self.rect(), colour)

    def _cover(self) -> None:
        parent = self.parent()
        if isinstance(parent, QWidget):
            self.setGeometry(parent.rect())
