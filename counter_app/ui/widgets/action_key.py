"""One button for rail, payment row, number pad and cards: icon, words, second line, key hint, ring.

Invariant: the word is always drawn whole, and so is a key hint. When room is short the icon goes
first, then the second line, which readers still hear, and last, at a card's foot, the hint.
"""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QElapsedTimer, QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from counter_app.ui.flows.views import KeyKind, KeyView
from counter_app.ui.look import Look
from counter_app.ui.widgets.painting import (
    CENTRE,
    LEFT,
    RING,
    RING_GAP,
    Brush,
    Ink,
    keycap_size,
    stacked,
)

DEAF_MS: Final = 400
LEAST: Final = 48  # what a thumb needs
ICON: Final = 20
PADDING: Final = 12
ICON_GAP: Final = 10
HINT_GAP: Final = 8
_KEYBOARD: Final = frozenset(
    {
        Qt.FocusReason.TabFocusReason,
        Qt.FocusReason.BacktabFocusReason,
        Qt.FocusReason.ShortcutFocusReason,
    }
)


@dataclass(frozen=True, slots=True)
class KeyForm:
    """How a key is built: least height, step of its word, centred or not, icon over the hint."""

    height: int = 48
    step: str = "body"
    centred: bool = False
    stacked: bool = False
    one_shot: bool = True
    hint_stays: bool = True  # where not, it goes before the word is cut
    bold: bool | None = None


@dataclass(frozen=True, slots=True)
class _Colours:
    fill: str
    hover: str
    pressed: str
    edge: str
    ink: str
    cap: tuple[str, str]
    sub: str


_COLOURS: Final = {
    KeyKind.PLAIN: _Colours(
        "surface", "raised", "sunken", "hairline", "text", ("sunken", "muted"), "muted"
    ),
    KeyKind.CONTROL: _Colours(
        "surface", "raised", "sunken", "border", "text", ("sunken", "muted"), "muted"
    ),
    KeyKind.TENDER: _Colours(
        "primary_soft", "sunken", "sunken", "", "on_soft", ("surface", "on_soft"), "on_soft"
    ),
    KeyKind.PRIMARY: _Colours(
        "primary",
        "primary_hover",
        "primary_press",
        "",
        "on_primary",
        ("primary_press", "on_primary"),
        "on_primary",
    ),
    KeyKind.GHOST: _Colours("", "raised", "sunken", "", "text", ("sunken", "muted"), "muted"),
    KeyKind.CHOSEN: _Colours(
        "primary_soft",
        "primary_soft",
        "sunken",
        "primary",
        "on_soft",
        ("surface", "on_soft"),
        "on_soft",
    ),
}
_OFF: Final = _Colours("raised", "raised", "raised", "hairline", "faint", ("", "faint"), "faint")
_OFF_GHOST: Final = _Colours("", "", "", "", "faint", ("", "faint"), "faint")


class ActionKey(QAbstractButton):
    """A key that asks for its intent; deaf for 400 ms after a press unless it may repeat."""

    asked = Signal(str)

    def __init__(
        self, look: Look, view: KeyView, form: KeyForm | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look, self._view, self._form = look, view, form or KeyForm()
        self._ring, self._icon_kept = False, True
        self._widths: dict[tuple[bool, bool], int] = {}
        self._measured_with = look.theme
        self._since = QElapsedTimer()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a finger leaves the focus where typing goes
        self.clicked.connect(self._ask)
        self._name()

    @property
    def view(self) -> KeyView:
        """What it shows now."""
        return self._view

    def show_view(self, view: KeyView) -> None:
        """Show another view in the same place."""
        if view == self._view:
            return
        wide = self.sizeHint().width()
        self._view, self._widths = view, {}
        self._name()
        if self.sizeHint().width() != wide:
            self.updateGeometry()
        self.update()

    def hug(self) -> "ActionKey":
        """Be as wide as the words and no wider."""
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        return self

    def sizeHint(self) -> QSize:
        """Room for everything."""
        return QSize(max(LEAST, self._width(icon=True, sub=True)), self._height())

    def minimumSizeHint(self) -> QSize:
        """Room for the word and the key hint."""
        least = self.least_width(icon=not self._view.text, short=True)
        if not self._form.hint_stays:
            least -= self._hint_width()
        return QSize(max(LEAST, least), self._height())

    def least_width(self, *, icon: bool, short: bool) -> int:
        """Pixels that the word, or its short form, and the hint need, with the icon or without."""
        view = self._view
        whole = self._width(icon=icon, sub=False)
        if not short or not view.short:
            return whole
        return whole - self._word_width(view.text) + self._word_width(view.short)

    def keep_icon(self, *, kept: bool) -> None:
        """Whether the icon may stand here; a row decides it for all its keys alike."""
        if kept != self._icon_kept:
            self._icon_kept = kept
            self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Keyboard focus shows the ring, a pointer does not."""
        self._ring = event.reason() in _KEYBOARD
        super().focusInEvent(event)

    def event(self, event: QEvent) -> bool:
        """Hover repaints."""
        if event.type() in (QEvent.Type.HoverEnter, QEvent.Type.HoverLeave):
            self.update()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw fill, edge, ring, then icon, words and key hint."""
        del event
        painter = QPainter(self)
        brush, colours = Brush(painter, self._look.theme), self._colours()
        body = self._body(brush, colours)
        inner = body.adjusted(PADDING - 1, 2, 1 - PADDING, -2)
        if self._form.stacked:
            self._paint_stacked(brush, inner, colours)
        else:
            self._paint_line(brush, inner, colours)

    def _ask(self) -> None:
        if self._form.one_shot and self._since.isValid() and self._since.elapsed() < DEAF_MS:
            return
        self._since.start()
        self.asked.emit(self._view.intent)

    def _name(self) -> None:
        view = self._view
        self.setText("")
        self.setEnabled(view.enabled)
        self.setAccessibleName(view.spoken or view.text)
        said = ", ".join(part for part in (view.hint, view.sub) if part)
        self.setAccessibleDescription(said)
        hidden = self._form.stacked or not view.text
        self.setToolTip(f"{view.spoken or view.text} {view.hint}".strip() if hidden else view.sub)

    def _colours(self) -> _Colours:
        if self._view.enabled:
            return _COLOURS[self._view.kind]
        return _OFF_GHOST if self._view.kind is KeyKind.GHOST else _OFF

    def _body(self, brush: Brush, colours: _Colours) -> QRectF:
        radius = self._look.theme.tokens.radius["control"]
        bounds = QRectF(self.rect())
        body = bounds.adjusted(0.5, 0.5, -0.5, -0.5)
        if self._ring and self.hasFocus():
            brush.ring(bounds, radius + 1)
            body = bounds.adjusted(*(RING + RING_GAP,) * 2, *(-RING - RING_GAP,) * 2)
        fill = colours.pressed if self.isDown() else colours.fill
        if self.underMouse() and not self.isDown():
            fill = colours.hover
        if fill:
            brush.fill(body, fill, radius)
        if colours.edge:
            width = 1.5 if self._view.kind is KeyKind.CHOSEN else 1.0
            brush.edge(body, colours.edge, width, radius)
        return body

    def _paint_stacked(self, brush: Brush, inner: QRectF, colours: _Colours) -> None:
        theme, side = self._look.theme, self._look.theme.grow(ICON)
        top, _, bottom = stacked(inner, (side, 2, theme.line_height("caption")))
        at = QPointF(top.center().x() - side / 2, top.top())
        brush.icon(self._view.icon, colours.ink, ICON, at)
        brush.text(bottom, self._view.hint, Ink("caption", colours.cap[1]), CENTRE)

    def _paint_line(self, brush: Brush, inner: QRectF, colours: _Colours) -> None:
        view, theme = self._view, self._look.theme
        room = int(inner.width())
        text = self._text_for(room)
        with_icon = bool(view.icon) and self._icon_kept and self._needed(text) <= room
        bare = self._needed(text) - (self._icon_width() if view.icon else 0)
        if view.hint and (self._form.hint_stays or bare <= room):
            inner.setRight(self._paint_hint(brush, inner, colours) - HINT_GAP)
        if self._form.centred:
            used = self._word_width(text) + (self._icon_width() if with_icon else 0)
            inner.setLeft(inner.left() + max(0.0, (inner.width() - used) / 2))
        if with_icon:
            side = theme.grow(ICON)
            at = QPointF(inner.left(), inner.center().y() - side / 2)
            brush.icon(view.icon, colours.ink, ICON, at)
            inner.setLeft(inner.left() + self._icon_width())
        self._paint_words(brush, inner, colours, text)

    def _paint_hint(self, brush: Brush, inner: QRectF, colours: _Colours) -> float:
        fill, ink = colours.cap
        if fill:
            cap = (fill, ink)
            return brush.keycap(inner.right(), inner.center().y(), self._view.hint, cap)
        width = self._look.theme.text_width(self._view.hint, "caption")
        left = inner.right() - width
        rect = QRectF(left, inner.top(), width, inner.height())
        brush.text(rect, self._view.hint, Ink("caption", ink))
        return left

    def _paint_words(self, brush: Brush, inner: QRectF, colours: _Colours, text: str) -> None:
        view, theme, step = self._view, self._look.theme, self._form.step
        heights = (theme.line_height(step), theme.line_height("label"))
        fits = theme.text_width(view.sub, "label") <= inner.width() + 1
        if view.sub and fits and sum(heights) <= self.height():
            first, second = stacked(inner, heights)
            brush.text(first, text, Ink(step, colours.ink, bold=self._form.bold), LEFT)
            brush.text(second, view.sub, Ink("label", colours.sub), LEFT)
        else:
            brush.text(inner, text, Ink(step, colours.ink, bold=self._form.bold), LEFT)

    def _height(self) -> int:
        theme, form = self._look.theme, self._form
        if form.stacked:
            need = theme.grow(ICON) + theme.line_height("caption") + 10
        else:
            need = theme.line_height(form.step) + 10
        return max(form.height, need)

    def _width(self, *, icon: bool, sub: bool) -> int:
        """Asked for hundreds of times while a row of keys is laid out, so measured once a view."""
        if self._measured_with is not self._look.theme:
            self._widths, self._measured_with = {}, self._look.theme
        measured = self._widths.get((icon, sub))
        if measured is None:
            measured = self._widths[icon, sub] = self._measured(icon=icon, sub=sub)
        return measured

    def _measured(self, *, icon: bool, sub: bool) -> int:
        view, theme = self._view, self._look.theme
        if self._form.stacked:
            return theme.text_width(view.hint, "caption") + PADDING
        words = self._words_width(sub=sub)
        width = 2 * PADDING + words
        if icon and view.icon:
            width += self._icon_width()
        return width + self._hint_width()

    def _hint_width(self) -> int:
        view = self._view
        if not view.hint:
            return 0
        gap = HINT_GAP if view.text or view.sub else 0
        return keycap_size(self._look.theme, view.hint)[0] + gap

    def _words_width(self, *, sub: bool) -> int:
        second = self._look.theme.text_width(self._view.sub, "label") if sub else 0
        return max(self._word_width(self._view.text), second)

    def _word_width(self, text: str) -> int:
        return self._look.theme.text_width(text, self._form.step, bold=self._form.bold)

    def _needed(self, text: str) -> int:
        whole = self._width(icon=True, sub=False) - 2 * PADDING
        return whole - self._word_width(self._view.text) + self._word_width(text)

    def _text_for(self, room: int) -> str:
        view = self._view
        bare = self._width(icon=False, sub=False) - 2 * PADDING
        return view.short if view.short and bare > room else view.text

    def _icon_width(self) -> int:
        alone = not self._view.text and not self._view.hint
        return self._look.theme.grow(ICON) + (0 if alone else ICON_GAP)
