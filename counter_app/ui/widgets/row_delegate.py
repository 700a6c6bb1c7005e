"""Paints a row of a list: lead, wrapped name, detail, figures, edge and tint by its state.

Invariant: a row is laid out once for each width and then only drawn; amounts are never shortened.
"""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from counter_app.ui.flows.views import RowState, RowView
from counter_app.ui.models.row_model import RowModel
from counter_app.ui.theme import Theme
from counter_app.ui.widgets.painting import CENTRE, LEFT, RIGHT, Brush, Ink, keycap_size, wrap

Index = QModelIndex | QPersistentModelIndex
SIDE: Final = 16
LEAD: Final = 28
PADDING: Final = 11
PROMOTION_PADDING: Final = 6
LEAST_ROW: Final = 48
EDGE: Final = 4
NAME_LINES: Final = 2
_KEEP: Final = 600


@dataclass(frozen=True, slots=True)
class _Colours:
    fill: str
    edge: str
    name: str
    detail: str
    figure: str


_COLOURS: Final = {
    RowState.NORMAL: _Colours("", "", "text", "muted", "text"),
    RowState.RETURN: _Colours("return_bg", "return_edge", "return_fg", "return_fg", "return_fg"),
    RowState.WAITS: _Colours("approval_bg", "", "approval_fg", "approval_fg", "approval_fg"),
    RowState.DECLINED: _Colours("", "", "faint", "faint", "faint"),
    RowState.UNKNOWN: _Colours("error_bg", "error_edge", "error_fg", "error_fg", "error_fg"),
    RowState.PROMOTION: _Colours("", "", "muted", "muted", "success_fg"),
    RowState.OFF: _Colours("", "", "faint", "faint", "faint"),
    RowState.CAPTION: _Colours("", "", "muted", "muted", "muted"),
}
_SMALL: Final = frozenset({RowState.PROMOTION, RowState.CAPTION})
_CHOSEN: Final = _Colours("primary_soft", "primary", "text", "muted", "text")


@dataclass(frozen=True, slots=True)
class _Placed:
    """A row measured for one width."""

    height: int
    name: tuple[str, ...]
    detail: tuple[str, ...]
    lead: int
    right: int


class RowDelegate(QStyledItemDelegate):
    """Draws the rows of a `RowModel`; `step` is the type step of the names."""

    def __init__(self, theme: Theme, model: RowModel, parent: QWidget, step: str = "line") -> None:
        super().__init__(parent)
        self._theme, self._model, self._view, self._step = theme, model, parent, step
        self._placed: dict[tuple[int, int], tuple[RowView, _Placed]] = {}
        self._ring = False

    def show_ring(self, *, shown: bool) -> None:
        """Draw the focus ring around the chosen row, or not."""
        self._ring = shown

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Width of the list, height that the wrapped words need."""
        del option
        width = self._view.width()
        return QSize(width, self._place(self._model.row(index.row()), width).height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        row = self._model.row(index.row())
        bounds = QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        brush = Brush(painter, self._theme)
        colours = _COLOURS[row.state]
        if chosen and not colours.fill:
            colours = _CHOSEN
        self._paint_ground(brush, bounds, row, colours, chosen=chosen)
        placed = self._place(row, self._view.width())
        top = bounds.top() + (placed.height - self._words_height(row, placed)) / 2
        self._paint_lead(brush, row, colours, QPointF(bounds.left(), top))
        self._paint_words(brush, row, colours, placed, QPointF(bounds.left() + placed.lead, top))
        self._paint_right(brush, row, colours, QRectF(bounds.left(), top, bounds.width(), 0))

    def alike(self, rows: tuple[RowView, ...]) -> bool:
        """Whether all rows have one height, so that a list need not ask each for its own."""
        width = self._view.width()
        return len({self._place(row, width).height for row in rows}) == 1

    def _place(self, row: RowView, width: int) -> _Placed:
        """By identity: a row is kept with its measures, so its id cannot be another's."""
        key = (id(row), width)
        kept = self._placed.get(key)
        if kept is None:
            if len(self._placed) > _KEEP:
                self._placed.clear()
            kept = self._placed[key] = (row, self._measure(row, width))
        return kept[1]

    def _measure(self, row: RowView, width: int) -> _Placed:
        lead, right = self._lead_width(row), self._right_width(row)
        room = width - lead - right - SIDE - (SIDE if right else 0)
        step = self._name_step(row)
        name = wrap(self._theme, row.name, Ink(step, "text"), room, NAME_LINES)
        detail = wrap(self._theme, row.full_detail, Ink("label", "text"), room, NAME_LINES)
        needed = len(name) * self._theme.line_height(step)
        needed += len(detail) * self._theme.line_height("label")
        small = row.state in _SMALL
        height = needed + 2 * (PROMOTION_PADDING if small else PADDING)
        least = 0 if small else LEAST_ROW
        return _Placed(max(least, height), name, detail, lead, right)

    def _name_step(self, row: RowView) -> str:
        return "label" if row.state in _SMALL else self._step

    def _words_height(self, row: RowView, placed: _Placed) -> int:
        name = len(placed.name) * self._theme.line_height(self._name_step(row))
        return name + len(placed.detail) * self._theme.line_height("label")

    def _lead_width(self, row: RowView) -> int:
        grow = self._theme.grow
        if row.state is RowState.PROMOTION:
            return SIDE + grow(LEAD) + grow(20)
        if row.cap:
            return SIDE + max(grow(LEAD), keycap_size(self._theme, row.cap)[0] + 8)
        return SIDE + (grow(LEAD) if row.lead or row.icon else 0)

    def _right_width(self, row: RowView) -> int:
        width = self._theme.text_width
        if row.chip:
            return width(row.chip, "label", bold=True) + 20
        if row.tail:
            return keycap_size(self._theme, row.tail)[0]
        step = self._figure_step(row)
        return max(width(row.figure, step, bold=True), width(row.figure_sub, "label"))

    def _figure_step(self, row: RowView) -> str:
        return "label" if row.state is RowState.PROMOTION else "figure"

    def _paint_ground(
        self, brush: Brush, bounds: QRectF, row: RowView, colours: _Colours, *, chosen: bool
    ) -> None:
        if colours.fill:
            brush.fill(bounds, colours.fill)
        edge = colours.edge or ("primary" if chosen else "")
        if edge:
            brush.fill(QRectF(bounds.left(), bounds.top(), EDGE, bounds.height()), edge)
        if row.state is RowState.WAITS:
            pen = QPen(self._theme.colour("approval_edge"), 2, Qt.PenStyle.DotLine)
            brush.painter.setPen(pen)
            brush.painter.drawRect(bounds.adjusted(2, 2, -2, -2))
        elif row.ruled:
            line = QRectF(bounds.left() + SIDE, bounds.bottom() - 1, bounds.width() - 2 * SIDE, 1)
            brush.fill(line, "hairline")
        if chosen and self._ring:
            brush.ring(bounds.adjusted(1, 1, -1, -2), 7)

    def _paint_lead(self, brush: Brush, row: RowView, colours: _Colours, at: QPointF) -> None:
        theme, left = self._theme, at.x() + SIDE
        middle = at.y() + theme.line_height(self._name_step(row)) / 2
        if row.state is RowState.PROMOTION:
            where = QPointF(left + theme.grow(LEAD), middle - theme.grow(16) / 2)
            brush.icon(row.icon or "price-tag", "success_fg", 16, where)
        elif row.icon:
            brush.icon(row.icon, colours.name, 20, QPointF(left, middle - theme.grow(20) / 2))
        elif row.cap:
            ink = "faint" if row.state is RowState.OFF else "muted"
            right = left + keycap_size(theme, row.cap)[0]
            brush.keycap(right, middle, row.cap, ("sunken", ink))
        elif row.lead:
            height = theme.line_height(self._step)
            rect = QRectF(left, middle - height / 2, theme.grow(LEAD), height)
            brush.text(rect, row.lead, Ink("label", colours.detail), LEFT)

    def _paint_words(
        self, brush: Brush, row: RowView, colours: _Colours, placed: _Placed, at: QPointF
    ) -> None:
        step, y = self._name_step(row), at.y()
        width = self._view.width()
        ink = Ink(step, colours.name, struck=row.state is RowState.DECLINED)
        for line in placed.name:
            height = self._theme.line_height(step)
            brush.text(QRectF(at.x(), y, width, height), line, ink)
            y += height
        height, left = self._theme.line_height("label"), at.x()
        for n, line in enumerate(placed.detail):
            rest = line
            if n == 0 and row.word and line.startswith(row.word):
                bold = Ink("label", colours.detail, bold=True)
                brush.text(QRectF(left, y, width, height), row.word, bold)
                rest = line.removeprefix(row.word)
                left += self._theme.metrics("label", bold=True).horizontalAdvance(row.word)
            brush.text(QRectF(left, y, width, height), rest, Ink("label", colours.detail))
            y, left = y + height, at.x()

    def _paint_right(self, brush: Brush, row: RowView, colours: _Colours, line: QRectF) -> None:
        theme, right = self._theme, line.right() - SIDE
        if row.chip:
            width, height = self._right_width(row), theme.line_height("label") + 6
            rect = QRectF(right - width, line.top() + 6, width, height)
            brush.fill(rect, "sunken", height / 2)
            brush.text(rect, row.chip, Ink("label", "muted", bold=True), CENTRE)
            return
        if row.tail:
            tone = "faint" if row.state is RowState.OFF else "muted"
            middle = line.top() + theme.line_height(self._name_step(row)) / 2
            brush.keycap(right, middle, row.tail, ("sunken", tone))
            return
        step = self._figure_step(row)
        height = theme.line_height(self._name_step(row))
        rect = QRectF(line.left(), line.top(), line.width() - SIDE, height)
        ink = Ink(step, colours.figure, bold=True, struck=row.state is RowState.DECLINED)
        brush.text(rect, row.figure, ink, RIGHT)
        if row.figure_sub:
            rect.translate(0, height)
            rect.setHeight(theme.line_height("label"))
            brush.text(rect, row.figure_sub, Ink("label", colours.detail), RIGHT)
