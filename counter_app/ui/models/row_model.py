"""The rows of a list for Qt, changed by the smallest step that leads from the old to the new.

Invariant: never a reset. One more line is one inserted row, so a scan repaints what it must.
"""

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from counter_app.ui.flows.views import RowState, RowView

Index = QModelIndex | QPersistentModelIndex
_DEAD = frozenset({RowState.CAPTION, RowState.OFF})


class RowModel(QAbstractListModel):
    """Frozen rows; the delegate reads them by number."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[RowView] = []
        self._shown: tuple[RowView, ...] = ()

    @property
    def rows(self) -> tuple[RowView, ...]:
        """What is shown."""
        return tuple(self._rows)

    def row(self, number: int) -> RowView:
        """One row; its number must exist."""
        return self._rows[number]

    def number_of(self, key: str) -> int:
        """Where the row with this key stands, or -1."""
        return next((n for n, row in enumerate(self._rows) if row.key == key), -1)

    def show_rows(self, rows: tuple[RowView, ...]) -> None:
        """Go over to `rows`, touching only the part that differs."""
        if rows is self._shown:
            return
        self._shown = rows
        old = self._rows
        first = _common(old, rows)
        last = _common(old[first:][::-1], rows[first:][::-1])
        old_end, new_end = len(old) - last, len(rows) - last
        shared = min(old_end, new_end)
        if first < shared:
            self._rows[first:shared] = rows[first:shared]
            self.dataChanged.emit(self.index(first), self.index(shared - 1))
        if old_end > shared:
            self._remove(max(first, shared), old_end)
        elif new_end > shared:
            self._insert(max(first, shared), rows[max(first, shared) : new_end])

    def rowCount(self, parent: Index | None = None) -> int:
        """How many rows there are."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """Name and spoken text; everything else is the delegate's."""
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return row.read_out
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Promotions cannot be chosen; captions and what is off are not even gone to."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self._rows[index.row()].state in _DEAD:
            return Qt.ItemFlag.NoItemFlags
        if self._rows[index.row()].state is RowState.PROMOTION:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def _insert(self, at: int, rows: tuple[RowView, ...]) -> None:
        self.beginInsertRows(QModelIndex(), at, at + len(rows) - 1)
        self._rows[at:at] = rows
        self.endInsertRows()

    def _remove(self, first: int, end: int) -> None:
        self.beginRemoveRows(QModelIndex(), first, end - 1)
        del self._rows[first:end]
        self.endRemoveRows()


def _common(one: list[RowView], other: tuple[RowView, ...]) -> int:
    count = 0
    for mine, theirs in zip(one, other, strict=False):
        if mine is not theirs and mine != theirs:
            break
        count += 1
    return count
