"""Exact and the quick notes inside a card, one below the other beside the digits.

Invariant: a note here asks for what the same note of the payment row asks for.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.ui.flows.views import KeyView
from counter_app.ui.look import Look
from counter_app.ui.widgets.action_key import ActionKey, KeyForm
from counter_app.ui.widgets.parts import clear

_GAP = 8


class QuickNotes(QWidget):
    """A column of keys; emits the intent that was asked for."""

    asked = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._keys: list[ActionKey] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(_GAP)

    def show_keys(self, keys: tuple[KeyView, ...]) -> None:
        """Show notes; only another number of them builds the column anew."""
        if len(keys) != len(self._keys):
            self._build(keys)
        for widget, view in zip(self._keys, keys, strict=True):
            widget.show_view(view)

    def _build(self, keys: tuple[KeyView, ...]) -> None:
        clear(self._box)
        self._keys = [ActionKey(self._look, key, KeyForm(centred=True)) for key in keys]
        for key in self._keys:
            key.asked.connect(self.asked)
            self._box.addWidget(key)
        self._box.addStretch(1)
