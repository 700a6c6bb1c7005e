"""The balance, loudest thing on the page, with the last message beside it.

Invariant: the amount is never negative and never moves or counts up; its direction is in the words.
"""

from dataclasses import replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from counter_app.ui.flows.views import BalanceView, KeyView, MessageView, Tone
from counter_app.ui.look import Look
from counter_app.ui.widgets.action_key import ActionKey
from counter_app.ui.widgets.parts import (
    STRETCH,
    Aside,
    column,
    figure,
    holder,
    label,
    restyle,
    row,
    rule,
    show_icon,
)

SETTLE_MS = 150
_GAP = 16
_ICONS = {
    Tone.SUCCESS: ("success", "success_fg"),
    Tone.INFO: ("info", "muted"),
    Tone.ERROR: ("error", "error_fg"),
    Tone.APPROVAL: ("approval", "approval_fg"),
    Tone.OFFLINE: ("offline", "muted"),
    Tone.CLOCK: ("clock", "muted"),
}


class MessageArea(QWidget):
    """One sentence with what to do next; the newest wins, the log keeps the rest."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._icon = QLabel()
        self._text = label("", "body", wraps=True)
        self._detail = label("", "label", "muted", wraps=True)
        self._time = label("", "caption", "muted")
        words = column(STRETCH, self._text, self._detail, STRETCH, gap=0)
        self.setLayout(
            row(self._icon, (words, 1), self._time, gap=10, margins=(16, 0, 16, 0)),
        )
        self.show_view(MessageView())

    def show_view(self, view: MessageView) -> None:
        """Show a message; an empty one leaves the place empty."""
        name, tone = _ICONS[view.tone]
        show_icon(self._icon, self._look, name, tone)
        self._icon.setVisible(bool(view.text))
        for widget, text in (
            (self._text, view.text),
            (self._detail, view.detail),
            (self._time, view.time),
        ):
            widget.setText(text)
            widget.setVisible(bool(text))


class BalancePanel(QFrame):
    """Words at the left, the amount at the right, the message in the other half.

    Where the rail folds a key for digits stands before the amount instead of the message.
    """

    asked = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        theme, arrangement = look.theme, look.arrangement
        self._view = BalanceView("", "")
        self.setProperty("card", "plain")
        self._words = label("", "title")
        self._detail = Aside()
        self._amount = figure("", "balance")
        self.message = MessageArea(look)
        words = column(STRETCH, self._words, self._detail, STRETCH, gap=0)
        self._pad = ActionKey(look, KeyView("", "")).hug()
        self._pad.asked.connect(self.asked)
        self._pad.hide()
        left = holder(row((words, 1), self._pad, self._amount, gap=_GAP, margins=(16, 0, 16, 0)))
        if arrangement.folded:
            self.setLayout(row(left))
            self.message.setParent(self)
            self.message.hide()
        else:
            left.setFixedWidth(arrangement.basket_width - 2)
            self.setLayout(row(left, rule("v"), (self.message, 1), gap=0))
        self.setFixedHeight(
            max(
                theme.tokens.measures.balance_h,
                theme.line_height("balance") + 8,
                theme.line_height("title") + theme.line_height("label") + 12,
            )
        )
        self._settle = QTimer(self, singleShot=True)
        self._settle.timeout.connect(self._announce)

    def show_view(self, view: BalanceView) -> None:
        """Show a balance; readers hear it once it has settled."""
        if view == self._view:
            return
        self._view = view
        tone = "muted" if view.quiet else "text"
        for widget, text in ((self._words, view.words), (self._amount, view.amount)):
            widget.setText(text)
            restyle(widget, "tone", tone)
        self._detail.setText(view.detail)
        self._show_pad(view.pad)
        self.setAccessibleName(f"{view.words} {view.amount}")
        self._settle.start(SETTLE_MS)

    def _show_pad(self, view: KeyView | None) -> None:
        arrangement = self._look.arrangement
        shown = arrangement.folded and view is not None
        if view is not None and shown:
            if arrangement.portrait and not arrangement.roomy:
                view = replace(view, text="", hint="", spoken=view.text)
            self._pad.show_view(view)
        self._pad.setVisible(shown)

    def _announce(self) -> None:
        if QAccessible.isActive():
            event = QAccessibleAnnouncementEvent(self, self.accessibleName())
            QAccessible.updateAccessibility(event)
