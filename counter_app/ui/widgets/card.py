"""A pane's card: a head that stays, a body, and a foot for what can be done with it.

Invariant: the contents change, the frame never does.
"""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from counter_app.ui.flows.views import EmptyView, HeadView, KeyView
from counter_app.ui.look import Look
from counter_app.ui.widgets.action_key import ActionKey, KeyForm
from counter_app.ui.widgets.parts import STRETCH, clear, column, icon, label, row, rule, show_icon

_SIDE = 16
_GAP = 8
_LEAST_GAP = 8
_CAPTION = 48  # a field's caption, at large text too
_WIDE = 10_000  # all keys in one row


class CardHead(QWidget):
    """Icon, title, one line more, and icon keys at the right."""

    asked = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._icon = QLabel()
        self._title = label("", "title", wraps=True)
        self._detail = label("", "label", "muted", wraps=True)
        self._tools = row(gap=_GAP)
        words = column(STRETCH, self._title, self._detail, STRETCH, gap=0)
        self.setLayout(
            row(self._icon, 4, (words, 1), self._tools, margins=(16, 8, 8, 8)),
        )
        self.setMinimumHeight(64)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def show_view(self, view: HeadView) -> None:
        """Show what the card is about."""
        show_icon(self._icon, self._look, view.icon, "text", 24)
        self._title.setText(view.title)
        self._detail.setText(view.detail)
        self._detail.setVisible(bool(view.detail))
        self._show_tools(view.tools)

    def _show_tools(self, tools: tuple[KeyView, ...]) -> None:
        clear(self._tools)
        for tool in tools:
            key = ActionKey(self._look, tool, KeyForm(centred=True))
            key.hug()
            key.asked.connect(self.asked)
            self._tools.addWidget(key)


class Card(QFrame):
    """The frame: put a head, the body and a foot into its column."""

    def __init__(self, kind: str = "plain") -> None:
        super().__init__()
        self.setProperty("card", kind)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(1, 1, 1, 1)
        self.box.setSpacing(0)

    def head(self, widget: QWidget) -> None:
        """A head, and the hairline under it."""
        self.box.addWidget(widget)
        self.box.addWidget(rule())

    def body(self, widget: QWidget) -> None:
        """What takes all the room there is."""
        self.box.addWidget(widget, 1)

    def foot(self, widget: QWidget) -> None:
        """A hairline, and a foot."""
        self.box.addWidget(rule())
        self.box.addWidget(widget)


class KeyFoot(QWidget):
    """Keys at the foot of a card, side by side as far as their words allow, then in further rows.

    A key that is too wide for the card even alone goes without its key hint.
    """

    asked = Signal(str)

    def __init__(self, look: Look, *, centred: bool = False) -> None:
        super().__init__()
        self._look = look
        self._form = KeyForm(hint_stays=False, centred=centred)
        self._keys: list[ActionKey] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def keys(self) -> tuple[ActionKey, ...]:
        """The keys from left to right, row by row."""
        return tuple(self._keys)

    def show_keys(self, keys: tuple[KeyView, ...]) -> None:
        """Show keys; the same intents in the same order only change their words."""
        if [key.view.intent for key in self._keys] != [key.intent for key in keys]:
            self._build(keys)
        for widget, view in zip(self._keys, keys, strict=True):
            widget.show_view(view)
        self._place()
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may take more rows, or fewer."""
        super().resizeEvent(event)
        self._place()

    def heightForWidth(self, width: int) -> int:
        """Room for all rows."""
        heights = [keys[0].sizeHint().height() for keys in self._rows(width)]
        return sum(heights) + _GAP * (len(heights) + 1)

    def sizeHint(self) -> QSize:
        """All keys side by side."""
        width = 2 * _SIDE - _GAP + sum(_least(key) + _GAP for key in self._keys)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """As narrow as the widest word; how high that makes it, the layout asks for a width."""
        widest = max((key.minimumSizeHint().width() for key in self._keys), default=0)
        return QSize(widest + 2 * _SIDE, self.heightForWidth(_WIDE))

    def _build(self, keys: tuple[KeyView, ...]) -> None:
        for old in self._keys:
            old.hide()
            old.deleteLater()
        self._keys = [ActionKey(self._look, key, self._form, self) for key in keys]
        for key in self._keys:
            key.asked.connect(self.asked)
            key.show()

    def _rows(self, width: int) -> list[list[ActionKey]]:
        rows: list[list[ActionKey]] = []
        left = 0
        for key in self._keys:
            if not rows or _least(key) > left:
                rows.append([])
                left = width - 2 * _SIDE
            rows[-1].append(key)
            left -= _least(key) + _LEAST_GAP
        return rows

    def _place(self) -> None:
        top = _GAP
        for keys in self._rows(self.width()):
            height = keys[0].sizeHint().height()
            bare = self.width() - 2 * _SIDE - sum(map(_least, keys))
            gap = max(_LEAST_GAP, min(_GAP, bare // max(1, len(keys) - 1)))
            room = self.width() - 2 * _SIDE - gap * (len(keys) - 1)
            spare = max(0, room - sum(map(_least, keys))) // len(keys)
            left = _SIDE
            for key in keys:
                width = min(_least(key) + spare, room)
                key.setGeometry(left, top, width, height)
                left += width + gap
            top += height + _GAP


def _least(key: ActionKey) -> int:
    return key.least_width(icon=not key.view.text, short=True)


class Scroller(QScrollArea):
    """Scrolls its content up and down, never sideways."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self._content_width = content.minimumSizeHint().width
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The content found its size: what has the focus stays in sight, with its caption."""
        done = super().eventFilter(watched, event)
        focus = QApplication.focusWidget()
        if event.type() is QEvent.Type.Resize and focus is not None:
            content = self.widget()
            if content is not None and content.isAncestorOf(focus):
                self.ensureWidgetVisible(focus, 0, _CAPTION)
        return done

    def minimumSizeHint(self) -> QSize:
        """Small: it can scroll."""
        return QSize(min(160, self._content_width()), 60)


class EmptyState(QWidget):
    """An icon and what to do, not what is missing."""

    def __init__(self, look: Look, view: EmptyView) -> None:
        super().__init__()
        title = label(view.title, "heading", wraps=True)
        detail = label(view.detail, "body", "muted", wraps=True)
        for words in (title, detail):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter)
        mark = icon(look, view.icon, "primary", 56)
        self.setLayout(
            column(
                STRETCH,
                row(STRETCH, mark, STRETCH),
                12,
                title,
                detail,
                STRETCH,
                gap=4,
                margins=(16, 8, 16, 8),
            )
        )
