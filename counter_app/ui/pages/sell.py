"""The selling page: the shell with its context card.

Invariant: typing goes to the scan line unless the card has a field of its own.
"""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from counter_app.ui.flows.selling.events import Chosen, Entered, FieldTyped, Opened
from counter_app.ui.flows.selling.view import SellingView
from counter_app.ui.flows.views import EmptyView
from counter_app.ui.look import Look
from counter_app.ui.pages.page import PageWidget
from counter_app.ui.pages.shell import Shell
from counter_app.ui.pages.window_keys import PANES
from counter_app.ui.widgets.card_pane import CardPane


class SellPage(PageWidget):
    """Shows a `SellingView`; tells what is asked, typed, chosen and opened."""

    def __init__(self, look: Look, view: SellingView) -> None:
        super().__init__()
        words = look.words
        empty = EmptyView("scan", words("page.sale.begin"), words("page.sale.begin_detail"))
        self.shell = Shell(look, view.shell.rail, empty)
        self.card = CardPane(look)
        self.shell.context.addWidget(self.card)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.shell)
        for source in (self.shell, self.card):
            source.asked.connect(self.asked)
        self.shell.typed.connect(self.typed)
        self.shell.amount_typed.connect(self.typed)
        self.shell.entered.connect(self._entered)
        self.shell.chosen.connect(lambda key: self.told.emit(Chosen(key)))
        self.card.opened.connect(self._opened)
        self.card.field_typed.connect(lambda name, text: self.told.emit(FieldTyped(name, text)))
        self.card.entered.connect(self._entered)

    def show_view(self, view: SellingView) -> None:
        """Show everything; another card may take the focus."""
        self.shell.show_view(view.shell)
        if self.card.show_view(view.card):
            self.take_focus()

    def take_focus(self) -> None:
        """Where typing belongs now."""
        key = self.card.first_key
        if key is not None:
            key.setFocus(Qt.FocusReason.TabFocusReason)  # with its ring: Space presses it
            return
        target = self.card.first_field or self.shell.scan.editor
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _opened(self, key: str) -> None:
        """A row of the help card that names a pane leads there, as its key does."""
        if key in set(PANES):
            self.asked.emit(key)
        else:
            self.told.emit(Opened(key))

    def _entered(self) -> None:
        self.told.emit(Entered())
