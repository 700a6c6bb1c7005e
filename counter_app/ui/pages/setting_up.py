"""A page of the set-up: the steps at the left, what is asked beside them, keys at the foot.

Invariant: another turn begins at its top with the focus where one answers first; what is wrong is
brought into sight.
"""

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPointingDevice
from PySide6.QtWidgets import QApplication, QLineEdit, QScroller, QVBoxLayout, QWidget

from counter_app.ui.arrangement import Rail
from counter_app.ui.flows.keyboard.touch_typing import BACKSPACE, CLOSE, Panel, Typing
from counter_app.ui.flows.keys import Intent
from counter_app.ui.flows.set_up.views import (
    PaperPart,
    Part,
    SetUpView,
)
from counter_app.ui.flows.views import HeadView, KeyKind, KeyView, StatusView
from counter_app.ui.focus_order import stand_in
from counter_app.ui.look import Look
from counter_app.ui.pages.set_up_content import GAP, StepContent
from counter_app.ui.theme import Mode
from counter_app.ui.widgets.card import Card, CardHead, Scroller
from counter_app.ui.widgets.field_box import FieldBox
from counter_app.ui.widgets.parts import column, label, row
from counter_app.ui.widgets.payment_row import PaymentRow
from counter_app.ui.widgets.set_up_parts import StepList
from counter_app.ui.widgets.status_bar import StatusBar
from counter_app.ui.widgets.touch_keyboard import TouchKeyboard
from counter_app.wording import LANGUAGES


class SetUpPage(QWidget):
    """Shows a `SetUpView`; tells what is typed, chosen and asked."""

    asked = Signal(str)
    typed = Signal(str, str)

    def __init__(self, look: Look, view: SetUpView) -> None:
        super().__init__()
        self._look = look
        self._turn = -1
        self._focus = ""
        self._wide = look.arrangement.rail is Rail.WORDS and not look.arrangement.portrait
        self._status = StatusBar(look)
        self._steps = StepList(look, view.steps)
        self._progress = label("", "label", "muted")
        self._head = CardHead(look)
        self.content = StepContent(look, paper_aside=self._wide)
        self.content.made.connect(self._listen)
        self._scroller = Scroller(self.content)
        self._card = Card()
        self._side = Card()
        self.keyboard = TouchKeyboard(look, Typing(look.wording.language))
        self._keys = PaymentRow(look)
        self._outer = QVBoxLayout(self)
        self._lay_out()
        self.show_view(view)

    def show_view(self, view: SetUpView) -> None:
        """Show the page; another turn is another page, which begins at its top."""
        self._status.show_view(_with_looks(view.status, self._look))
        self._steps.show_steps(view.steps)
        self._progress.setText(view.progress)
        self._head.show_view(HeadView(view.icon, view.title, view.waits or view.how))
        self._keys.show_view(view.keys)
        other = view.turn != self._turn
        if other:
            self._turn, self._focus = view.turn, ""
            self.content.forget()
        if other or view.parts != self.content.parts:
            self._show_parts(view.parts)
        if other:
            self._scroller.verticalScrollBar().setValue(0)
            self.take_focus()
        wrong = self.content.field(view.focus)
        if view.focus != self._focus and wrong is not None:
            wrong.editor.setFocus(Qt.FocusReason.OtherFocusReason)
            self._bring(wrong)
        self._focus = view.focus

    @property
    def fields(self) -> list[FieldBox]:
        """The fields from top to bottom."""
        return self.content.fields

    def take_focus(self) -> None:
        """The first field, else the first key that can be chosen."""
        if self.fields:
            self.fields[0].editor.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        choices = self.content.choices
        target = choices[0].grid.chosen if choices else self._keys.key(Intent.FINISH)
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_over(self, other: "SetUpPage") -> bool:
        """Keyboard and focus as on the page before, which showed the same in another look; False
        where no field had the focus.
        """
        if not other.keyboard.isHidden():
            self.turn_keyboard()
        focused = next((box.name for box in other.fields if box.editor.hasFocus()), "")
        box = self.content.field(focused)
        if box is not None:
            box.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        return box is not None

    def type_in(self, text: str) -> None:
        """Into the field that has the focus, else into the first."""
        if not isinstance(QApplication.focusWidget(), QLineEdit):
            self.take_focus()
        _type(text)

    def go_on(self) -> None:
        """Enter: to the next field, or past the last one to the next step."""
        boxes = self.fields
        at = next((n for n, box in enumerate(boxes) if box.editor.hasFocus()), len(boxes) - 1)
        if at + 1 < len(boxes):
            boxes[at + 1].editor.setFocus(Qt.FocusReason.TabFocusReason)
            self._bring(boxes[at + 1])
        else:
            self.asked.emit(Intent.FINISH)

    def turn_keyboard(self) -> None:
        """Show the keyboard, or put it away."""
        self.keyboard.setVisible(self.keyboard.isHidden())
        self._fit_keyboard()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A finger on a field brings the keyboard; a mouse does not."""
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonPress:
            finger = QPointingDevice.PointerType.Finger
            if event.pointerType() == finger and self.keyboard.isHidden():
                self.turn_keyboard()
        if event.type() == QEvent.Type.FocusIn:
            self._fit_keyboard()
        return super().eventFilter(watched, event)

    def _show_parts(self, parts: tuple[Part, ...]) -> None:
        self._side.setVisible(self._wide and any(isinstance(one, PaperPart) for one in parts))
        self.content.show_parts(parts)

    def _listen(self, box: FieldBox) -> None:
        box.editor.returnPressed.connect(self.go_on)
        box.editor.installEventFilter(self)

    def _foot_asked(self, intent: str) -> None:
        if intent == Intent.PAD:
            self.turn_keyboard()
        else:
            self.asked.emit(intent)

    def _keyboard_asked(self, name: str) -> None:
        if name == CLOSE:
            self.turn_keyboard()
        elif name == BACKSPACE:
            _send(Qt.Key.Key_Backspace, "")
        else:
            self.go_on()

    def _fit_keyboard(self) -> None:
        """Digits where only digits go, and the field in sight above the keys."""
        box = next((one for one in self.fields if one.editor.hasFocus()), None)
        if box is None or self.keyboard.isHidden():
            return
        self.keyboard.show_panel(Panel.NUMBERS if box.digits else Panel.LETTERS)
        self._outer.activate()
        self._bring(box)
        QTimer.singleShot(0, box, lambda: self._bring(box))  # once all has its final size

    def _bring(self, box: FieldBox) -> None:
        """Bring a field into sight: all of it if there is room, else where it is typed."""
        self._scroller.ensureWidgetVisible(box, 0, GAP)
        self._scroller.ensureWidgetVisible(box.editor, 0, GAP)

    # ------------------------------------------------------------------------------- layout

    def _lay_out(self) -> None:
        arrangement = self._look.arrangement
        gap, margin = arrangement.gap, arrangement.margin
        self._card.head(self._head)
        self._card.body(self._scroller)
        self._side.body(self.content.paper)
        self._side.hide()
        self.keyboard.hide()
        middle = row((self._card, 3), (self._side, 2), gap=gap)
        if arrangement.folded:
            self._steps.hide()
            self._steps.setParent(self)
            body = column(self._progress, (middle, 1), gap=4)
        else:
            self._progress.hide()
            self._progress.setParent(self)
            body = column((row(self._steps, (middle, 1), gap=gap), 1), gap=0)
        inner = column(
            (body, 1), self.keyboard, self._keys, gap=gap, margins=(margin, gap, margin, margin)
        )
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(0)
        self._outer.addWidget(self._status)
        self._outer.addLayout(inner, 1)
        stand_in("A", self._status)
        stand_in("C", self._card)
        stand_in("D", self._side)
        stand_in("G", self._keys)
        gesture = QScroller.ScrollerGestureType.TouchGesture
        QScroller.grabGesture(self._scroller.viewport(), gesture)
        self.content.asked.connect(self.asked)
        self.content.typed.connect(self.typed)
        self._status.asked.connect(self.asked)
        self._keys.asked.connect(self._foot_asked)
        self.keyboard.typed.connect(_type)
        self.keyboard.asked.connect(self._keyboard_asked)


def _type(text: str) -> None:
    for char in text:
        _send(Qt.Key.Key_unknown, char)


def _send(key: Qt.Key, text: str) -> None:
    """To the field itself: on the way of a real key the scanner would listen."""
    field = QApplication.focusWidget()
    if isinstance(field, QLineEdit):
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            field.event(QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text))


def _with_looks(status: StatusView, look: Look) -> StatusView:
    """The bar with its keys for language, light or dark, and text size."""
    words, ghost = look.words, KeyKind.GHOST
    languages = tuple(
        KeyView(
            f"{Intent.LANGUAGE}:{one}",
            words(f"language.{one}"),
            kind=KeyKind.CHOSEN if one == look.wording.language else ghost,
            short=one.upper(),
        )
        for one in LANGUAGES
    )
    sun = "sun" if look.theme.mode is Mode.DARK else "moon"
    mode = KeyView(Intent.MODE, "", sun, kind=ghost, spoken=words("page.sale.key.mode"))
    larger = KeyView(
        Intent.LARGER,
        words("page.sign_in.larger"),
        kind=ghost,
        spoken=words("page.sale.key.larger"),
    )
    return replace(status, keys=(*languages, mode, larger))
