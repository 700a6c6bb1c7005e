"""The one window's panes: status, scan line, basket, context, actions, balance and payment row.

Invariant: panes have fixed places for a window size; a page takes the place of basket, context and
actions and leaves the rest where it is.
"""

from dataclasses import replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from counter_app.ui.flows.views import EmptyView, KeyView, MessageView, ShellView
from counter_app.ui.focus_order import stand_in
from counter_app.ui.look import Look
from counter_app.ui.widgets.balance import BalancePanel, MessageArea
from counter_app.ui.widgets.basket_pane import BasketPane
from counter_app.ui.widgets.parts import column, holder, row
from counter_app.ui.widgets.payment_row import PaymentRow
from counter_app.ui.widgets.rail import Rail
from counter_app.ui.widgets.scan_line import ScanLine, find_key
from counter_app.ui.widgets.status_bar import StatusBar


class Shell(QWidget):
    """The panes; `context` holds one card at a time, `pages` what stands in place of the middle."""

    asked = Signal(str)
    typed = Signal(str)
    entered = Signal(str)
    amount_typed = Signal(str)
    chosen = Signal(str)

    def __init__(self, look: Look, rail: tuple[KeyView, ...], empty: EmptyView) -> None:
        super().__init__()
        self.look = look
        self.status = StatusBar(look)
        self.scan = ScanLine(look, find_key(look))
        self.basket = BasketPane(look, empty)
        self.context = QStackedLayout()
        self.balance = BalancePanel(look)
        self.payment = PaymentRow(look)
        self.rail = Rail(look, rail)
        self.toast = MessageArea(look)
        self._toasted = MessageView()
        self._toast_rest = QTimer(self, singleShot=True)
        self._toast_rest.timeout.connect(self.toast.hide)
        self._lay_out()
        self._connect()
        panes = (self.status, self.scan, self.basket, self._right, self.rail)
        for letter, pane in zip("ABCDEFG", (*panes, self.balance, self.payment), strict=True):
            stand_in(letter, pane)

    def show_view(self, view: ShellView) -> None:
        """Show all panes; each changes only what differs."""
        self.status.show_view(view.status)
        self.scan.show_view(view.scan)
        self.basket.show_view(view.basket)
        self.balance.show_view(view.balance)
        self.balance.message.show_view(view.message)
        self._show_toast(view.message)
        self.payment.show_view(view.payment)
        self.rail.show_keys(view.rail)

    def _show_toast(self, message: MessageView) -> None:
        if not self.look.arrangement.folded or message == self._toasted:
            return
        self._toasted = message
        self.toast.show_view(replace(message, detail="", time=""))
        self.toast.setVisible(bool(message.text))
        self._toast_rest.start(self.look.theme.tokens.motion["toast_ms"])

    def _lay_out(self) -> None:
        arrangement = self.look.arrangement
        gap, margin = arrangement.gap, arrangement.margin
        context = QWidget()
        context.setLayout(self.context)
        self._right = right = holder(column(self.toast, (context, 1), gap=4))
        self.toast.hide()
        body: QBoxLayout
        if arrangement.portrait:
            body = column((self.basket, 1), (right, 1), gap=gap)
        else:
            self.basket.setFixedWidth(arrangement.basket_width)
            body = row(self.basket, (right, 1), gap=gap)
        if arrangement.folded:
            self.rail.hide()
            self.rail.setParent(self)
            middle: QBoxLayout = column(self.scan, (body, 1), self.balance, gap=gap)
        else:
            left = column(self.scan, (body, 1), self.balance, gap=gap)
            middle = row((left, 1), self.rail, gap=gap)
        inner = column((middle, 1), self.payment, gap=gap, margins=(margin, gap, margin, margin))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.status)
        box.addLayout(inner, 1)

    def _connect(self) -> None:
        panes = (self.status, self.scan, self.basket, self.balance, self.payment, self.rail)
        for source in panes:
            source.asked.connect(self.asked)
        self.scan.changed.connect(self.typed)
        self.scan.entered.connect(self.entered)
        self.payment.amount_typed.connect(self.amount_typed)
        self.basket.chosen.connect(self.chosen)
