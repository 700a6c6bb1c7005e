"""A page of the set-up: the steps at the left, what is asked beside them, keys at the foot.

Invariant: fields keep their widgets, and so focus and cursor, for as long as their step is shown.
"""

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPointingDevice
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QScroller, QVBoxLayout, QWidget

from counter_app.ui.arrangement import Rail
from counter_app.ui.flows.keyboard.touch_typing import BACKSPACE, CLOSE, Panel, Typing
from counter_app.ui.flows.keys import Intent
from counter_app.ui.flows.set_up.views import (
    PAPER,
    ChoicePart,
    FactsPart,
    FieldPart,
    KeysPart,
    NotePart,
    PaperPart,
    Part,
    RowsPart,
    SetUpView,
    name_of,
)
from counter_app.ui.flows.views import HeadView, KeyKind, KeyView, SectionView, StatusView
from counter_app.ui.focus_order import stand_in
from counter_app.ui.look import Look
from counter_app.ui.theme import Mode
from counter_app.ui.widgets.card import Card, CardHead, Scroller
from counter_app.ui.widgets.card_pane import Section
from counter_app.ui.widgets.field_box import FieldBox
from counter_app.ui.widgets.paper import PaperPreview
from counter_app.ui.widgets.parts import clear, column, label, row
from counter_app.ui.widgets.payment_row import PaymentRow
from counter_app.ui.widgets.set_up_parts import ChoiceKeys, KeyGrid, StepList, facts, note
from counter_app.ui.widgets.status_bar import StatusBar
from counter_app.ui.widgets.touch_keyboard import TouchKeyboard
from counter_app.wording import LANGUAGES

_WIDEST = 800  # longer fields are no easier to read
_PAPER = 420
_GAP = 16


class SetUpPage(QWidget):
    """Shows a `SetUpView`; tells what is typed, chosen and asked."""

    asked = Signal(str)
    typed = Signal(str, str)

    def __init__(self, look: Look, view: SetUpView) -> None:
        super().__init__()
        self._look = look
        self._turn = -1
        self._parts: tuple[Part, ...] = ()
        self._pages: tuple[bytes, ...] = ()
        self._focus = ""
        self._kept: dict[str, QWidget] = {}
        self._halves: list[QHBoxLayout] = []
        self._wide = look.arrangement.rail is Rail.WORDS and not look.arrangement.portrait
        self._status = StatusBar(look)
        self._steps = StepList(look, view.steps)
        self._progress = label("", "label", "muted")
        self._head = CardHead(look)
        self._content = QWidget()
        self._box = QVBoxLayout(self._content)
        self._scroller = Scroller(self._content)
        self._card = Card()
        self._side = Card()
        self._paper = PaperPreview(look, look.words("page.set_up.step.sheet"))
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
            self._forget()
        if other or view.parts != self._parts:
            self._show_parts(view.parts)
        if other:
            self._scroller.verticalScrollBar().setValue(0)
            self.take_focus()
        wrong = self._kept.get(f"field {view.focus}")
        if view.focus != self._focus and isinstance(wrong, FieldBox):
            wrong.editor.setFocus(Qt.FocusReason.OtherFocusReason)
            self._bring(wrong)
        self._focus = view.focus

    @property
    def fields(self) -> list[FieldBox]:
        """The fields from top to bottom."""
        boxes = [widget for widget in self._kept.values() if isinstance(widget, FieldBox)]
        return [box for box in boxes if not box.isHidden()]

    def take_focus(self) -> None:
        """The first field, else the first key that can be chosen."""
        if self.fields:
            self.fields[0].editor.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        choices = [one for one in self._kept.values() if isinstance(one, ChoiceKeys)]
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
        box = self._kept.get(f"field {focused}")
        if isinstance(box, FieldBox):
            box.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        return isinstance(box, FieldBox)

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

    # ------------------------------------------------------------------------------- parts

    def _show_parts(self, parts: tuple[Part, ...]) -> None:
        """Other values go into the widgets there are; other parts are laid out anew around them."""
        old, self._parts = self._parts, parts
        if self._kept and list(map(name_of, old)) == list(map(name_of, parts)):
            still = [part for part in parts if name_of(part).startswith("=")]
            if still == [part for part in old if name_of(part).startswith("=")]:
                for part in parts:
                    self._refresh(part)
                return
        self._take_out()
        self._put_in(parts)

    def _put_in(self, parts: tuple[Part, ...]) -> None:
        self._side.setVisible(self._wide and any(isinstance(one, PaperPart) for one in parts))
        halves = row(gap=_GAP)
        for part in parts:
            if isinstance(part, PaperPart) and self._wide:
                self._refresh(part)
                continue
            widget = self._widget(part)
            if isinstance(part, FieldPart) and part.half and not self._look.arrangement.folded:
                if not halves.count():
                    self._box.addLayout(halves)
                    self._halves.append(halves)
                halves.addWidget(widget, 1, Qt.AlignmentFlag.AlignTop)
            else:
                halves = row(gap=_GAP)
                self._box.addWidget(widget)
            widget.show()
        self._box.addStretch(1)
        asked = set(map(name_of, parts))
        for name, kept in self._kept.items():
            if name not in asked:
                kept.hide()

    def _take_out(self) -> None:
        """Empty the page; what is kept by name stays alive for the next one.

        Kept widgets leave by `removeWidget`: an item from `takeAt` may live on in Python, and
        then the sizes that Qt remembers for the widget are never forgotten.
        """
        for layout in (self._box, *self._halves):
            for widget in self._kept.values():
                layout.removeWidget(widget)
        self._halves = []
        clear(self._box)

    def _forget(self) -> None:
        self._take_out()
        for name, widget in self._kept.items():
            widget.hide()
            if name != PAPER:
                widget.deleteLater()
        self._kept, self._parts = {}, ()

    def _widget(self, part: Part) -> QWidget:
        name = name_of(part)
        made = self._kept.get(name)
        if made is None:
            made = self._made(part)
            if not name.startswith("="):
                self._kept[name] = made
        self._refresh(part)
        return made

    def _made(self, part: Part) -> QWidget:
        match part:
            case FieldPart():
                return self._field(part)
            case ChoicePart():
                choice = ChoiceKeys(self._look, part)
                choice.asked.connect(self._pressed)
                return choice
            case KeysPart(keys=keys):
                grid = KeyGrid(self._look, keys)
                grid.asked.connect(self.asked)
                return grid
            case PaperPart():
                self._paper.setFixedHeight(_PAPER)
                return self._paper
            case _:
                return self._made_anew(part)

    def _made_anew(self, part: RowsPart | FactsPart | NotePart) -> QWidget:
        match part:
            case RowsPart():
                section = Section(self._look, whole=True)
                section.show_view(
                    SectionView(part.rows, part.caption, part.right), "", part.caption
                )
                framed = Card()
                framed.body(section)
                return framed
            case FactsPart():
                return facts(part)
            case NotePart():
                return note(self._look, part)

    def _field(self, part: FieldPart) -> FieldBox:
        box = FieldBox(self._look, part)
        box.changed.connect(self.typed)
        box.asked.connect(self.asked)
        box.editor.returnPressed.connect(self.go_on)
        box.editor.installEventFilter(self)
        return box

    def _refresh(self, part: Part) -> None:
        widget = self._kept.get(name_of(part))
        match part, widget:
            case FieldPart(), FieldBox():
                widget.show_part(part)
            case ChoicePart(), ChoiceKeys():
                widget.show_part(part)
            case KeysPart(keys=keys), KeyGrid():
                widget.show_keys(keys)
            case PaperPart(pages=pages), _ if pages != self._pages:
                self._pages = pages
                self._paper.show_pages(tuple(QImage.fromData(page) for page in pages))
            case _:
                pass

    def _pressed(self, intent: str) -> None:
        """A key of a choice: `choose:NAME=VALUE`, or what the whole window knows."""
        name, _, value = intent.removeprefix("choose:").partition("=")
        if intent.startswith("choose:"):
            self.typed.emit(name, value)
        else:
            self.asked.emit(intent)

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
        self._scroller.ensureWidgetVisible(box, 0, _GAP)
        self._scroller.ensureWidgetVisible(box.editor, 0, _GAP)

    # ------------------------------------------------------------------------------- layout

    def _lay_out(self) -> None:
        arrangement = self._look.arrangement
        gap, margin = arrangement.gap, arrangement.margin
        self._content.setMaximumWidth(_WIDEST * self._look.theme.percent // 100)
        self._box.setContentsMargins(24, 16, 24, 16)
        self._box.setSpacing(_GAP)
        self._card.head(self._head)
        self._card.body(self._scroller)
        self._side.body(self._paper)
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
