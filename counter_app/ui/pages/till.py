"""The till page: one amount at the left, what came of it at the right, keys where they always are.

Invariant: figures appear only when the view has them; this page works nothing out.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout

from counter_app.ui.flows.keys import Intent
from counter_app.ui.flows.till_day import TillView
from counter_app.ui.focus_order import stand_in
from counter_app.ui.look import Look
from counter_app.ui.pages.page import PageWidget
from counter_app.ui.widgets.balance import BalancePanel
from counter_app.ui.widgets.card import Card, Scroller
from counter_app.ui.widgets.card_pane import Section
from counter_app.ui.widgets.fields import Field
from counter_app.ui.widgets.number_pad import NumberPad
from counter_app.ui.widgets.paper import PaperPreview
from counter_app.ui.widgets.parts import STRETCH, column, holder, label, row
from counter_app.ui.widgets.payment_row import PaymentRow
from counter_app.ui.widgets.status_bar import StatusBar

_CARD_WIDTH = 660


class TillPage(PageWidget):
    """Shows a `TillView`; tells the amount as it is typed and what is asked."""

    def __init__(self, look: Look, view: TillView) -> None:
        super().__init__()
        self._look = look
        self._status = StatusBar(look)
        self._title: QLabel = label("", "heading", wraps=True)
        self._how: QLabel = label("", "body", "muted", wraps=True)
        self.field = Field(look, view.field.caption, view.field.icon)
        self.field.editor.setProperty("step", "heading")
        self.field.editor.setInputMethodHints(Qt.InputMethodHint.ImhFormattedNumbersOnly)
        self.field.changed.connect(self.typed)
        self.field.editor.returnPressed.connect(lambda: self.asked.emit(Intent.FINISH))
        self._pad = NumberPad(look, look.words("page.pad.mark"))
        self._figures = Section(look, whole=True)
        self._paper = PaperPreview(look, view.title)
        self._balance = BalancePanel(look)
        self._keys = PaymentRow(look)
        self._keys.asked.connect(self.asked)
        self._status.asked.connect(self.asked)
        self._lay_out()

    def show_view(self, view: TillView) -> None:
        """Show the page."""
        self._status.show_view(view.status)
        self._title.setText(view.title)
        self._how.setText(view.how)
        self.field.show_text(view.field.text)
        if view.figures and self.field.isVisibleTo(self):
            self._paper.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.setVisible(not view.figures)
        self.field.editor.setEnabled(view.open)
        self._pad.setVisible(not view.figures)
        self._figures.setVisible(bool(view.figures))
        for section in view.figures:
            self._figures.show_view(section, "", view.title)
        self._right.setVisible(bool(view.figures))
        self._paper.show_pages(tuple(QImage.fromData(page) for page in view.pages))
        self._balance.show_view(view.balance)
        self._balance.message.show_view(view.message)
        self._keys.show_view(view.keys)

    def take_focus(self) -> None:
        """Where typing belongs."""
        self.field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.editor.selectAll()

    def _lay_out(self) -> None:
        arrangement = self._look.arrangement
        gap, margin = arrangement.gap, arrangement.margin
        self._pad.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        form = column(
            self._title, self._how, 12, self.field, 8, self._pad, self._figures, STRETCH,
            gap=4, margins=(24, 18, 24, 18),
        )  # fmt: skip
        left = Card()
        left.body(Scroller(holder(form)))
        self._right = Card()
        self._right.body(self._paper)
        left.setMaximumWidth(_CARD_WIDTH * self._look.theme.percent // 100)
        for letter, pane in zip("ACDG", (self._status, left, self._right, self._keys), strict=True):
            stand_in(letter, pane)
        middle = row((left, 1), (self._right, 1), gap=gap)
        inner = column(
            (middle, 1), self._balance, self._keys, gap=gap, margins=(margin, gap, margin, margin)
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._status)
        box.addLayout(inner, 1)
