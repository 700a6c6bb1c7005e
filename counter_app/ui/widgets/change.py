"""Money that changes hands: change to give, or what is still to pay.

Invariant: it stays until the next scan or key; its amount is the largest thing on the screen.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from counter_app.ui.flows.views import ChangeView, Piece
from counter_app.ui.look import Look
from counter_app.ui.stylesheet import pill_height
from counter_app.ui.widgets.painting import CENTRE, Brush, Ink
from counter_app.ui.widgets.parts import STRETCH, clear, column, label, pill, restyle, row

_HEIGHT = 36
_NOTE_RADIUS = 6


class PieceMark(QWidget):
    """One note (square) or coin (round) with its value."""

    def __init__(self, look: Look, piece: Piece) -> None:
        super().__init__()
        self._look, self._piece = look, piece
        height = max(_HEIGHT, look.theme.line_height("strong") + 10)
        sides = 28 if piece.note else 18
        self.setFixedSize(max(height, look.theme.text_width(piece.text, "strong") + sides), height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the shape and its value."""
        del event
        painter = QPainter(self)
        brush, rect = Brush(painter, self._look.theme), self.rect().toRectF()
        body = rect.adjusted(0.5, 0.5, -0.5, -0.5)
        radius = _NOTE_RADIUS if self._piece.note else body.height() / 2
        brush.fill(body, "surface", radius)
        brush.edge(body, "border", 1, radius)
        brush.text(rect, self._piece.text, Ink("strong", "text"), CENTRE)


class ChangePanel(QFrame):
    """Title, the amount at 64 px, a sentence, and the notes and coins that make it up."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._pieces_shown: tuple[Piece, ...] | None = None
        self._title = label("", "title")
        self._amount = label("", "display")
        self._detail = label("", "label", "muted", wraps=True)
        self._pill: QLabel = pill(look, "", "surface")
        self._pieces = row(margins=(0, 6, 0, 0))
        self.setProperty("card", "success")
        self.setLayout(
            column(
                row(self._title, STRETCH, self._pill),
                self._amount,
                self._detail,
                self._pieces,
                gap=0,
                margins=(20, 12, 20, 12),
            )
        )
        self._amount.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._pill.setFixedHeight(pill_height(look.theme))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def show_view(self, view: ChangeView) -> None:
        """Show an amount; green once it is done, quiet while it is still asked for."""
        restyle(self, "card", "success" if view.done else "quiet")
        restyle(self._title, "tone", "success_fg" if view.done else "text")
        self._title.setText(view.title)
        self._amount.setText(view.amount)
        self._detail.setText(view.detail)
        self._detail.setVisible(bool(view.detail))
        self._pill.setText(view.pill)
        self._pill.setVisible(bool(view.pill))
        self.setAccessibleName(f"{view.title} {view.amount}")
        self._show_pieces(view.pieces)

    def _show_pieces(self, pieces: tuple[Piece, ...]) -> None:
        if pieces == self._pieces_shown:
            return
        self._pieces_shown = pieces
        clear(self._pieces)
        for piece in pieces:
            self._pieces.addWidget(PieceMark(self._look, piece))
        self._pieces.addStretch(1)
