"""A list of rows: basket, receipt, payments, people, search results.

Invariant: which row is chosen comes from the view; a click or an arrow key only asks for it.
"""

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QSizePolicy

from counter_app.ui.flows.views import RowView
from counter_app.ui.look import Look
from counter_app.ui.models.row_model import RowModel
from counter_app.ui.widgets.row_delegate import RowDelegate

_KEYBOARD = frozenset({Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason})


class RowList(QListView):
    """Rows with fixed heights that are laid out again only when the width changes."""

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, look: Look, name: str, *, step: str = "line", whole: bool = False) -> None:
        super().__init__()
        self.rows = RowModel(self)
        self._delegate = RowDelegate(look.theme, self.rows, self.viewport(), step)
        self._telling = True
        self._shown: tuple[RowView, ...] | None = None
        self._chosen = ""
        self._ground = look.theme.colour("surface")
        # It paints all of itself, so that the rounded card below need not be painted first.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAutoScroll(False)  # the chosen row is brought into sight once, not twice
        self.setAccessibleName(name)
        self.setModel(self.rows)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a finger leaves the focus where typing goes
        self.setMinimumWidth(120)
        self._whole = whole
        if whole:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._clicked)
        self.selectionModel().currentChanged.connect(self._current_changed)

    def show_rows(self, rows: tuple[RowView, ...], chosen: str = "") -> None:
        """Show rows, one of them chosen and in sight."""
        if rows is self._shown and chosen == self._chosen:
            return
        self._shown, self._chosen = rows, chosen
        self.setUniformItemSizes(self._delegate.alike(rows))
        self._telling = False
        self.rows.show_rows(rows)
        number = self.rows.number_of(chosen) if chosen else -1
        if number < 0:
            self.setCurrentIndex(QModelIndex())
            self.clearSelection()
        else:
            index = self.rows.index(number)
            self.setCurrentIndex(index)
            self.scrollTo(index)
        self._telling = True
        if self._whole:
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """All rows, where the list stands in a pane that scrolls; else what Qt says."""
        if not self._whole:
            return super().sizeHint()
        heights = (self.sizeHintForRow(n) for n in range(self.rows.rowCount()))
        return QSize(self.minimumWidth(), sum(heights))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the chosen row; letters are not searched for."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.rows.row(self.currentIndex().row()).key)
        elif event.text().isprintable() and event.text():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground, then the rows."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self._ground)
        painter.end()
        super().paintEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Keyboard focus shows the ring."""
        by_keyboard = event.reason() in _KEYBOARD
        if by_keyboard and not self.currentIndex().isValid():
            self._go_to_first()
        self._delegate.show_ring(shown=by_keyboard)
        super().focusInEvent(event)
        if by_keyboard and not self.currentIndex().isValid() and self.rows.rowCount():
            self.setCurrentIndex(self.rows.index(0))  # the ring goes around a row
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """No ring without focus."""
        self._delegate.show_ring(shown=False)
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width wraps names anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.setUniformItemSizes(self._delegate.alike(self._shown or ()))
            self.scheduleDelayedItemsLayout()
            if self._whole:
                self.updateGeometry()

    def _go_to_first(self) -> None:
        """Something has to show where the keyboard is; going there chooses nothing yet."""
        indices = (self.rows.index(number) for number in range(self.rows.rowCount()))
        alive = Qt.ItemFlag.ItemIsSelectable
        first = next((one for one in indices if self.rows.flags(one) & alive), None)
        if first is not None:
            self._telling = False
            self.setCurrentIndex(first)
            self._telling = True

    def _clicked(self, index: QModelIndex) -> None:
        self.opened.emit(self.rows.row(index.row()).key)

    def _current_changed(self, current: QModelIndex) -> None:
        if self._telling and current.isValid():
            self.chosen.emit(self.rows.row(current.row()).key)
