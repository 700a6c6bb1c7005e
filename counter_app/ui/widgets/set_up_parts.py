"""What only a set-up shows: the list of steps, keys to choose from, facts, notes.

Invariant: each renders one part of a view and knows nothing of the others.
"""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QSizePolicy, QWidget

from counter_app.ui.flows.set_up.views import ChoicePart, FactsPart, NotePart, StepView
from counter_app.ui.flows.views import KeyKind, KeyView, Tone
from counter_app.ui.look import Look
from counter_app.ui.widgets.action_key import ActionKey, KeyForm
from counter_app.ui.widgets.painting import CENTRE, Brush, Ink
from counter_app.ui.widgets.parts import STRETCH, card, column, icon, label, restyle, row

_GAP = 8
_MARK = 28
_KEY = 56
_LEAST = 160
_TONES = {
    Tone.SUCCESS: ("success", "success_fg", "success"),
    Tone.ERROR: ("error", "error_fg", "error"),
}
_QUIET = ("info", "muted", "quiet")


class _StepMark(QWidget):
    """The number of a step in a circle, or a tick once it is done."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look, self._view = look, StepView("", "", "next", "")
        side = look.theme.grow(_MARK)
        self.setFixedSize(side, side)

    def show_view(self, view: StepView) -> None:
        self._view = view
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the circle, then what stands in it."""
        del event
        painter, rect = QPainter(self), QRectF(self.rect())
        brush, view = Brush(painter, self._look.theme), self._view
        fills = {"now": "primary", "done": "success_bg", "next": "raised"}
        brush.fill(rect, fills[view.state], rect.width() / 2)
        if view.state == "next":
            edge = rect.adjusted(0.5, 0.5, -0.5, -0.5)
            brush.edge(edge, "border", 1, edge.width() / 2)
        if view.state == "done":
            side = self._look.theme.grow(16)
            at = QRectF(0, 0, side, side)
            at.moveCenter(rect.center())
            brush.icon("tick", "success_fg", 16, at.topLeft())
            return
        ink = "on_primary" if view.state == "now" else "muted"
        brush.text(rect, view.number, Ink("label", ink, bold=True), CENTRE)


class StepList(QFrame):
    """Where one is among all steps."""

    def __init__(self, look: Look, steps: tuple[StepView, ...]) -> None:
        super().__init__()
        self.setProperty("card", "plain")
        self._marks = [_StepMark(look) for _ in steps]
        self._names = [label(step.name, "body") for step in steps]
        for name, step in zip(self._names, steps, strict=True):
            name.setMinimumWidth(look.theme.text_width(step.name, "strong"))  # bold or not
        rows = [
            row(mark, (name, 1), gap=12)
            for mark, name in zip(self._marks, self._names, strict=True)
        ]
        self.setLayout(column(*rows, STRETCH, gap=16, margins=(16, 20, 20, 16)))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.setMinimumHeight(_LEAST)  # it may be cut, what is asked may not
        self.setAccessibleName(look.words("page.set_up.steps"))

    def show_steps(self, steps: tuple[StepView, ...]) -> None:
        """Show which is done, which is now, which are to come."""
        for mark, name, step in zip(self._marks, self._names, steps, strict=True):
            mark.show_view(step)
            name.setText(step.name)
            name.setAccessibleName(step.spoken)
            restyle(name, "tone", "text" if step.state == "now" else "muted")
            restyle(name, "step", "strong" if step.state == "now" else "body")


class KeyGrid(QWidget):
    """Keys of one width, as many side by side as their words allow."""

    asked = Signal(str)

    def __init__(self, look: Look, keys: tuple[KeyView, ...]) -> None:
        super().__init__()
        form = KeyForm(height=_KEY, one_shot=False)
        self.keys = [ActionKey(look, key, form, self) for key in keys]
        for key in self.keys:
            key.asked.connect(self.asked)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def chosen(self) -> ActionKey:
        """The chosen key, else the first."""
        marked = (key for key in self.keys if key.view.kind is KeyKind.CHOSEN)
        return next(marked, self.keys[0])

    def show_keys(self, keys: tuple[KeyView, ...]) -> None:
        """Show the same keys with other words or another one chosen."""
        for widget, key in zip(self.keys, keys, strict=True):
            widget.show_view(key)

    def hasHeightForWidth(self) -> bool:
        """Rows follow from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Room for all rows."""
        rows = -(-len(self.keys) // self._columns(width))
        return rows * (self._height() + _GAP) - _GAP

    def sizeHint(self) -> QSize:
        """All side by side."""
        width = len(self.keys) * (self._widest() + _GAP) - _GAP
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """One under another."""
        return QSize(self._widest(), self._height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the keys."""
        super().resizeEvent(event)
        columns, height = self._columns(self.width()), self._height()
        wide = (self.width() - _GAP * (columns - 1)) // columns
        for number, key in enumerate(self.keys):
            at_row, at_column = divmod(number, columns)
            key.setGeometry(at_column * (wide + _GAP), at_row * (height + _GAP), wide, height)

    def _columns(self, width: int) -> int:
        fits = max(1, (width + _GAP) // (self._widest() + _GAP))
        return max(1, min(fits, len(self.keys)))

    def _widest(self) -> int:
        """With room for the tick, so that a choice never moves the keys."""
        tick = 0 if all(key.view.icon for key in self.keys) else _MARK
        return max((key.sizeHint().width() for key in self.keys), default=0) + tick

    def _height(self) -> int:
        return max((key.sizeHint().height() for key in self.keys), default=_KEY)


class ChoiceKeys(QWidget):
    """A caption over keys of which one is chosen, and a sentence when something is wrong."""

    asked = Signal(str)

    def __init__(self, look: Look, part: ChoicePart) -> None:
        super().__init__()
        self.grid = KeyGrid(look, part.options)
        self.grid.asked.connect(self.asked)
        self._wrong = label("", "label", "error_fg", wraps=True)
        self._caption = label(part.caption, "label", "muted")
        self.setLayout(column(self._caption, self.grid, self._wrong, gap=4))
        self.show_part(part)

    def show_part(self, part: ChoicePart) -> None:
        """Show which is chosen."""
        self.grid.show_keys(part.options)
        self._wrong.setText(part.wrong)
        self._wrong.setVisible(bool(part.wrong))


def facts(part: FactsPart) -> QWidget:
    """Pairs of what and which, one under another."""
    grid = QGridLayout()
    grid.setContentsMargins(16, 12, 16, 12)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(1, 1)
    for number, (what, which) in enumerate(part.facts):
        value = label(which, "body", wraps=True)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        grid.addWidget(_top(label(what, "body", "muted")), number, 0)
        grid.addWidget(_top(value), number, 1)
    framed = card(grid, "quiet")
    if not part.caption:
        return framed
    whole = QWidget()
    whole.setLayout(column(label(part.caption, "label", "muted"), framed, gap=4))
    return whole


def note(look: Look, part: NotePart) -> QWidget:
    """One sentence with its icon."""
    name, tone, kind = _TONES.get(part.tone, _QUIET)
    ink = tone if kind != "quiet" else "text"
    words = label(part.text, "body", ink, wraps=True)
    mark = icon(look, name, tone, 20)
    return card(row(mark, (words, 1), gap=12, margins=(16, 12, 16, 12)), kind)


def _top(made: QLabel) -> QLabel:
    made.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    return made
