"""The basket: title, undo, its lines, and what to do while there are none.

Invariant: the lines that are shown are exactly the view's, the newest change in sight.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QWidget

from counter_app.ui.flows.views import BasketView, EmptyView, KeyKind, KeyView
from counter_app.ui.look import Look
from counter_app.ui.widgets.action_key import ActionKey, KeyForm
from counter_app.ui.widgets.card import Card, EmptyState
from counter_app.ui.widgets.parts import Aside, holder, label, row
from counter_app.ui.widgets.row_list import RowList

_HEAD = 56


class BasketPane(Card):
    """Shows a `BasketView`; tells which line was chosen and when undo is asked for."""

    asked = Signal(str)
    chosen = Signal(str)

    def __init__(self, look: Look, empty: EmptyView) -> None:
        super().__init__()
        self._title = label("", "title")
        self._detail = Aside()
        self._view: BasketView | None = None
        folded = look.arrangement.folded
        blank = KeyView("undo", "", icon="undo", kind=KeyKind.GHOST, enabled=False)
        self._undo = ActionKey(look, blank, KeyForm(height=48)).hug()
        again = KeyView("redo", "", icon="redo", kind=KeyKind.GHOST, enabled=False)
        self._redo = ActionKey(look, again, KeyForm(height=48, centred=True)).hug()
        self._redo.hide()
        self._short_undo = folded
        head = holder(
            row(self._title, 2, (self._detail, 1), self._undo, self._redo, margins=(16, 4, 4, 4))
        )
        head.setMinimumHeight(_HEAD)
        self.head(head)
        self.lines = RowList(look, look.words("page.sale.basket"))
        self._empty = EmptyState(look, empty)
        both = QWidget()
        self._stack = QStackedLayout(both)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.lines)
        self.body(both)
        self.box.setContentsMargins(1, 1, 1, 8)
        self._undo.asked.connect(self.asked)
        self._redo.asked.connect(self.asked)
        self.lines.chosen.connect(self.chosen)

    def show_view(self, view: BasketView) -> None:
        """Show the basket."""
        if view == self._view:
            return
        self._view = view
        self._title.setText(view.title)
        self._detail.setText(view.detail)
        if view.undo is not None:
            self._undo.show_view(_short(view.undo) if self._short_undo else view.undo)
        self._redo.setVisible(view.redo is not None)
        if view.redo is not None:
            self._redo.show_view(view.redo)
        self.lines.show_rows(view.rows, view.chosen)
        self._stack.setCurrentWidget(self.lines if view.rows else self._empty)


def _short(key: KeyView) -> KeyView:
    return KeyView(
        key.intent,
        "",
        icon=key.icon,
        kind=key.kind,
        enabled=key.enabled,
        spoken=key.spoken or key.text,
    )
