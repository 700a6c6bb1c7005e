"""The bottom row: amount, quick notes, and the keys whose last one finishes.

Invariant: keys keep their places and never fold away. Pages put their own keys into the same row.
"""

from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from counter_app.ui.flows.keys import Intent
from counter_app.ui.flows.views import KeyView, PaymentRowView
from counter_app.ui.look import Look
from counter_app.ui.widgets.action_key import ActionKey, KeyForm
from counter_app.ui.widgets.fields import AmountField
from counter_app.ui.widgets.parts import clear

_WEIGHTS = (3, 3, 4, 5)
_GAP = 8


class PaymentRow(QWidget):
    """Shows a `PaymentRowView`; emits the intent of the key that was pressed."""

    asked = Signal(str)
    amount_typed = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._shape: tuple[object, ...] | None = None
        self.amount: AmountField | None = None
        self._notes: list[ActionKey] = []
        self._keys: list[ActionKey] = []
        self._left = False
        self._words: tuple[tuple[str, str, str], ...] = ()
        self._box = QHBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(_GAP)
        theme = look.theme
        self._height = max(theme.tokens.measures.tender_h, theme.line_height("strong") + 20)
        self.setFixedHeight(self._height)

    def show_view(self, view: PaymentRowView) -> None:
        """Show a row; only another number of keys builds it anew."""
        notes = view.notes[: self._look.arrangement.notes]
        has_amount = view.amount is not None and not self._look.arrangement.folded
        shape = (has_amount, len(notes), len(view.keys))
        if shape != self._shape:
            self._shape = shape
            self._build(view, notes, has_amount=has_amount)
        if self.amount is not None and view.amount is not None:
            self.amount.show_view(view.amount)
        for widget, key in zip((*self._notes, *self._keys), (*notes, *view.keys), strict=True):
            widget.show_view(key)
        words = tuple((key.text, key.short, key.hint) for key in view.keys)
        if words != self._words:
            self._words = words
            self._share()

    def minimumSizeHint(self) -> QSize:
        """Room for the short words without icons; the width then decides what is shown."""
        least = sum(key.least_width(icon=False, short=True) for key in self._keys)
        gaps = _GAP * (len(self._keys) - 1)
        return QSize(least + gaps + self._left_width(), self._height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width decides anew whether the icons stay."""
        super().resizeEvent(event)
        self._share()

    def key(self, intent: str) -> ActionKey | None:
        """The key that asks for an intent, if it stands in the row now."""
        keys = (*self._notes, *self._keys)
        return next((key for key in keys if key.view.intent == intent), None)

    def _build(self, view: PaymentRowView, notes: tuple[KeyView, ...], *, has_amount: bool) -> None:
        clear(self._box)
        self._words = ()
        self.amount = None
        left: list[QWidget] = []
        if has_amount and view.amount is not None:
            self.amount = AmountField(self._look, view.amount)
            self.amount.setFixedHeight(self._height)
            self.amount.changed.connect(self.amount_typed)
            self.amount.editor.touched.connect(partial(self.asked.emit, Intent.PAD.value))
            left.append(self.amount)
        self._notes = [self._key(note, centred=True) for note in notes]
        self._keys = [self._key(key, centred=False) for key in view.keys]
        self._left = bool(left or self._notes)
        self._place_left([*left, *self._notes])
        weights = _WEIGHTS if len(self._keys) == len(_WEIGHTS) else (1,) * len(self._keys)
        for key, weight in zip(self._keys, weights, strict=True):
            self._box.addWidget(key, weight)

    def _share(self) -> None:
        room = self.width() - self._left_width() - _GAP * (len(self._keys) - 1)
        kept = sum(key.least_width(icon=True, short=False) for key in self._keys) <= room
        whole = sum(key.least_width(icon=False, short=False) for key in self._keys) <= room
        for key in self._keys:
            key.keep_icon(kept=kept)
            key.setMinimumWidth(key.least_width(icon=kept, short=False) if whole else 0)

    def _left_width(self) -> int:
        """Worked out, not asked of the layout: it knows nothing of what is not shown yet."""
        arrangement = self._look.arrangement
        if not self._left:
            return 0
        if arrangement.notes == len(_WEIGHTS):
            return arrangement.basket_width + arrangement.gap
        widths = [key.sizeHint().width() for key in self._notes]
        if self.amount is not None:
            widths.append(arrangement.amount_width)
        return sum(width + _GAP for width in widths)

    def _place_left(self, widgets: list[QWidget]) -> None:
        if not widgets:
            return
        box = QHBoxLayout()
        box.setSpacing(_GAP)
        for widget in widgets:
            box.addWidget(widget)
        arrangement = self._look.arrangement
        if arrangement.notes < len(_WEIGHTS):
            self._box.addLayout(box)
            return
        left = QWidget()
        box.setContentsMargins(0, 0, 0, 0)
        left.setLayout(box)
        left.setFixedWidth(arrangement.basket_width)
        self._box.addWidget(left)
        self._box.addSpacing(arrangement.gap - _GAP)

    def _key(self, view: KeyView, *, centred: bool) -> ActionKey:
        form = KeyForm(height=self._height, step="strong", centred=centred)
        key = ActionKey(self._look, view, form)
        if centred and self._look.arrangement.notes < len(_WEIGHTS):
            key.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        key.asked.connect(self.asked)
        return key
