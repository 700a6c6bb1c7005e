"""The action keys at the right edge, always the same in the same order.

Invariant: nothing is hidden or moved; what cannot be done now is pale and says why.
"""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from counter_app.ui.arrangement import Rail as RailForm
from counter_app.ui.flows.views import KeyView
from counter_app.ui.look import Look
from counter_app.ui.widgets.action_key import ActionKey, KeyForm

_TALL = 64
_PITCH = 9


class Rail(QWidget):
    """Keys with words, or icons over their hints; emits the intent that was asked for."""

    asked = Signal(str)

    def __init__(self, look: Look, keys: tuple[KeyView, ...]) -> None:
        super().__init__()
        arrangement = look.arrangement
        form = KeyForm(height=arrangement.key_height, stacked=arrangement.rail is RailForm.ICONS)
        self._keys = [ActionKey(look, key, form) for key in keys]
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        tall = arrangement.key_height == _TALL
        box.setSpacing(8 if tall else _PITCH)
        for key in self._keys:
            key.asked.connect(self.asked)
            box.addWidget(key)
        box.addStretch(1)
        widest = max((key.least_width(icon=True, short=False) for key in self._keys), default=0)
        wide = arrangement.rail is RailForm.WORDS
        self.setFixedWidth(max(arrangement.rail_width, widest if wide else 0))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def show_keys(self, keys: tuple[KeyView, ...]) -> None:
        """Show the same keys in another state."""
        for widget, view in zip(self._keys, keys, strict=True):
            widget.show_view(view)

    def key(self, intent: str) -> ActionKey | None:
        """The key that asks for an intent."""
        return next((key for key in self._keys if key.view.intent == intent), None)
