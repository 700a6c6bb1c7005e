"""The page about this counter: what it is at the left, licences or a report at the right.

Invariant: it shows and tells; what is read and saved is the presenter's work.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout

from counter_app.ui.flows.about import AboutView
from counter_app.ui.focus_order import stand_in
from counter_app.ui.look import Look
from counter_app.ui.pages.page import PageWidget
from counter_app.ui.widgets.balance import MessageArea
from counter_app.ui.widgets.card import Card
from counter_app.ui.widgets.parts import column, holder, label, row
from counter_app.ui.widgets.payment_row import PaymentRow
from counter_app.ui.widgets.report_text import ReportText
from counter_app.ui.widgets.row_list import RowList
from counter_app.ui.widgets.status_bar import StatusBar


class AboutPage(PageWidget):
    """Shows an `AboutView`; tells what is asked."""

    def __init__(self, look: Look, view: AboutView) -> None:
        super().__init__()
        self._look = look
        self._status = StatusBar(look)
        self._title = label(view.title, "heading", wraps=True)
        self._rows = RowList(look, view.title, step="body")
        self._right = label("", "title", wraps=True)
        self._how = label("", "label", "muted", wraps=True)
        self._libraries = RowList(look, "", step="body")
        self._report = ReportText("")
        self._message = MessageArea(look)
        self._keys = PaymentRow(look)
        for source in (self._status, self._keys):
            source.asked.connect(self.asked)
        self._lay_out()

    def show_view(self, view: AboutView) -> None:
        """Show the page; a report that was made takes the focus, to be read."""
        self._status.show_view(view.status)
        self._title.setText(view.title)
        self._rows.show_rows(view.rows, "")
        self._right.setText(view.right)
        self._how.setText(view.how)
        self._libraries.setAccessibleName(view.right)
        self._libraries.show_rows(view.libraries, "")
        reads = bool(view.report)
        came = reads and not self._report.isVisibleTo(self)
        self._libraries.setVisible(not reads)
        self._report.setAccessibleName(view.right)
        self._report.setVisible(reads)
        self._report.show_text(view.report)
        self._message.show_view(view.message)
        self._keys.show_view(view.keys)
        if came:
            self.take_focus()

    def take_focus(self) -> None:
        """The report while there is one, else the list at the left."""
        target = self._report if self._report.isVisibleTo(self) else self._rows
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def _lay_out(self) -> None:
        arrangement = self._look.arrangement
        gap, margin = arrangement.gap, arrangement.margin
        left, right = Card(), Card()
        left.body(holder(column(self._title, (self._rows, 1), margins=(8, 12, 0, 8))))
        self._title.setContentsMargins(8, 0, 8, 0)
        body = column(
            self._right, self._how, (self._libraries, 1), (self._report, 1), self._message,
            gap=4, margins=(8, 12, 0, 8),
        )  # fmt: skip
        for words in (self._right, self._how):
            words.setContentsMargins(8, 0, 8, 0)
        right.body(holder(body))
        for letter, pane in (("A", self._status), ("C", left), ("D", right), ("G", self._keys)):
            stand_in(letter, pane)
        middle: QBoxLayout
        if arrangement.portrait:
            middle = column((left, 1), (right, 1), gap=gap)
        else:
            middle = row((left, 1), (right, 1), gap=gap)
        inner = column((middle, 1), self._keys, gap=gap, margins=(margin, gap, margin, margin))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._status)
        box.addLayout(inner, 1)
