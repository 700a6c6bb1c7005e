"""The bar at the top: where we are, who is signed in, what time it is; hatched unless live.

Invariant: a store that is not live is told by a word and by slanted stripes on every page.
"""

from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from counter_app.ui.flows.views import KeyView, StatusView
from counter_app.ui.look import Look
from counter_app.ui.widgets.action_key import ActionKey, KeyForm
from counter_app.ui.widgets.painting import CENTRE, Brush, Ink
from counter_app.ui.widgets.parts import STRETCH, Item, clear, fill, label, pill, row, rule

_AVATAR = 28
_STRIPE = 10
_HATCH_HEIGHT = 8


class Avatar(QWidget):
    """Initials in a circle."""

    def __init__(self, look: Look, initials: str, size: int = _AVATAR, fill: str = "") -> None:
        super().__init__()
        self._look, self._initials, self._fill = look, initials, fill or "primary_soft"
        side = look.theme.grow(size)
        self.setFixedSize(side, side)

    def fill(self, role: str) -> None:
        """Another colour role."""
        self._fill = role
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the circle and the initials."""
        del event
        painter = QPainter(self)
        rect = QRectF(self.rect())
        brush = Brush(painter, self._look.theme)
        brush.fill(rect, self._fill, rect.width() / 2)
        ink = "on_primary" if self._fill == "primary" else "on_soft"
        brush.text(rect, self._initials, Ink("label", ink, bold=True), CENTRE)


class Hatch(QWidget):
    """Slanted stripes: this store is not live."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setFixedHeight(_HATCH_HEIGHT)
        self.setAccessibleName(look.words("page.status.not_live"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the stripes."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._look.theme.colour("border"), 3))
        for x in range(-_STRIPE, self.width() + _STRIPE, _STRIPE):
            painter.drawLine(QPointF(x, _HATCH_HEIGHT + 2), QPointF(x + 12, -2))


class StatusBar(QWidget):
    """Shows a `StatusView`; emits the intent of its keys (switch user, lock, language, mode)."""

    asked = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._view: StatusView | None = None
        theme = look.theme
        bar = QFrame()
        bar.setProperty("bar", "true")
        bar.setFixedHeight(max(theme.tokens.measures.status_h, theme.line_height("body") + 16))
        margin = look.arrangement.margin
        self._box = row(gap=8 if look.arrangement.narrow else 10, margins=(margin, 0, margin, 0))
        bar.setLayout(self._box)
        self._key_height = bar.height() - 4
        self._hatch = Hatch(look)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(bar)
        box.addWidget(self._hatch)
        self._clock = label("", "strong")

    def show_view(self, view: StatusView) -> None:
        """Show where, who and when; a new minute changes only the clock."""
        if self._view is not None and _but_clock(view) == _but_clock(self._view):
            self._clock.setText(view.clock)
        else:
            self._build(view)
        self._view = view

    def _build(self, view: StatusView) -> None:
        clear(self._box)
        self._hatch.setVisible(view.hatched)
        look, narrow = self._look, self._look.arrangement.narrow
        self._clock = label(view.clock, "strong")
        keys = [self._key(_bare(key) if narrow and key.icon else key) for key in view.keys]
        items: list[Item] = [
            label(_number(view.store) if narrow else view.store, "strong"),
            label("" if narrow else view.lane, "body", "muted"),
            *(pill(look, one.text, one.tone) for one in view.pills),
            STRETCH,
            *((Avatar(look, view.initials),) if view.initials else ()),
            label("" if narrow else view.user),
            *keys,
            rule("v"),
            2,
            self._clock,
        ]
        shown = [one for one in items if not (isinstance(one, QLabel) and not one.text())]
        margin = look.arrangement.margin
        fill(self._box, shown, 8 if narrow else 10, (margin, 0, margin, 0))

    def _key(self, view: KeyView) -> ActionKey:
        form = KeyForm(height=self._key_height, centred=not view.hint)
        key = ActionKey(self._look, view, form).hug()
        key.asked.connect(self.asked)
        return key


def _but_clock(view: StatusView) -> StatusView:
    return replace(view, clock="")


def _number(store: str) -> str:
    """The store's number, which says enough where there is no room; nothing where it has none."""
    first = store.partition(" ")[0]
    return first if first.isdecimal() else ""


def _bare(key: KeyView) -> KeyView:
    return replace(key, text="", hint="", spoken=key.spoken or key.text)
