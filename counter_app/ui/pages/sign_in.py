"""The sign-in page: who, then the PIN; a demo store shows its people with their PINs.

Invariant: the PIN is taken at its last digit and its field is emptied by every answer.
"""

from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QGridLayout,
    QSizePolicy,
    QVBoxLayout,
)

from counter_app.ui.flows.keys import Intent
from counter_app.ui.flows.signing_in import PersonPicked, PersonView, PinGiven, SignInView
from counter_app.ui.flows.views import KeyKind, KeyView, StatusView
from counter_app.ui.focus_order import stand_in
from counter_app.ui.look import Look
from counter_app.ui.pages.page import PageWidget
from counter_app.ui.theme import Mode
from counter_app.ui.widgets.action_key import ActionKey, KeyForm
from counter_app.ui.widgets.card import Scroller
from counter_app.ui.widgets.fields import Field, PinEditor
from counter_app.ui.widgets.number_pad import NumberPad
from counter_app.ui.widgets.painting import LEFT, RIGHT, RING, RING_GAP, Brush, Ink, stacked
from counter_app.ui.widgets.parts import STRETCH, card, column, holder, icon, label, row
from counter_app.ui.widgets.status_bar import Avatar, StatusBar
from counter_app.wording import LANGUAGES

_PERSON_HEIGHT = 64
_FORM_WIDTH = 400
_PEOPLE_WIDTH = 500


class PersonKey(QAbstractButton):
    """One person of the demo store: name and role, number and PIN."""

    picked = Signal(str)

    def __init__(self, look: Look, view: PersonView) -> None:
        super().__init__()
        self._look, self._view = look, view
        theme = look.theme
        lines = theme.line_height("strong") + theme.line_height("label")
        self.setFixedHeight(max(_PERSON_HEIGHT, lines + 16))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        side = theme.grow(40)
        self._avatar = Avatar(look, view.initials, 40, "primary" if view.chosen else "")
        self._avatar.setParent(self)
        self._avatar.move(16, (self.height() - side) // 2)
        self._left = 16 + side + 12
        self.clicked.connect(lambda: self.picked.emit(self._view.number))
        self._name()

    def minimumSizeHint(self) -> QSize:
        """Room for both lines, words and numbers side by side."""
        width, view = self._look.theme.text_width, self._view
        first = width(view.name, "strong") + width(view.number_line, "label")
        second = width(view.role, "label") + width(view.pin_line, "label")
        return QSize(self._left + max(first, second) + 32, self.height())

    def show_view(self, view: PersonView) -> None:
        """Show whether this is the one."""
        if view != self._view:
            self._view = view
            self._avatar.fill("primary" if view.chosen else "primary_soft")
            self._name()
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card and its words."""
        del event
        painter = QPainter(self)
        brush, view, theme = Brush(painter, self._look.theme), self._view, self._look.theme
        bounds = self.rect().toRectF()
        inside = RING + RING_GAP if self.hasFocus() else 1
        body = bounds.adjusted(inside, inside, -inside, -inside)
        radius = theme.tokens.radius["control"]
        over = self.underMouse() or self.isDown()
        brush.fill(body, "primary_soft" if view.chosen else "sunken" if over else "raised", radius)
        brush.edge(body, "primary" if view.chosen else "hairline", 2 if view.chosen else 1, radius)
        if self.hasFocus():
            brush.ring(bounds, radius + 1)
        words = bounds.adjusted(self._left, 0, -16, 0)
        first, second = stacked(words, (theme.line_height("strong"), theme.line_height("label")))
        brush.text(first, view.name, Ink("strong", "text"), LEFT)
        brush.text(second, view.role, Ink("label", "muted"), LEFT)
        brush.text(first, view.number_line, Ink("label", "muted"), RIGHT)
        brush.text(second, view.pin_line, Ink("label", "muted"), RIGHT)

    def _name(self) -> None:
        view = self._view
        self.setAccessibleName(f"{view.name}, {view.role}, {view.number_line}")


class SignInPage(PageWidget):
    """Shows a `SignInView`; tells number, PIN, who was picked, and what is asked."""

    def __init__(self, look: Look, view: SignInView) -> None:
        super().__init__()
        self._look = look
        self._tries = view.tries
        self._focus = ""
        self._status = StatusBar(look)
        self._status.asked.connect(self.asked)
        self._people = [PersonKey(look, person) for person in view.people]
        self.number = Field(look, look.words("page.sign_in.number"), "badge")
        self.number.editor.setMaxLength(3)
        self.number.editor.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self.number.changed.connect(self.typed)
        self._name = label("", "label", "muted")
        self.pin = PinEditor(look)
        self._pin_field = Field(look, look.words("page.sign_in.pin"), "lock", self.pin)
        self.pin.complete.connect(self._give)
        self.finish = ActionKey(look, view.finish, KeyForm(64, "strong"))
        self.finish.asked.connect(self._finish)
        self._how = label("", "body", "muted", wraps=True)
        self._store = label(view.store, "heading", wraps=True)
        self._day = label("", "label", "muted", wraps=True)
        self._note = label(view.note, "label", wraps=True)
        self._lay_out(view)

    def show_view(self, view: SignInView) -> None:
        """Show who, and where the next key goes."""
        self._status.show_view(_with_looks(view.status, self._look))
        self._how.setText(view.how)
        self._day.setText(view.day)
        for key, person in zip(self._people, view.people, strict=True):
            key.show_view(person)
        self.number.show_text(view.number)
        self._name.setText(view.name)
        self._pin_field.show_text(self.pin.text(), view.wrong)
        self.finish.show_view(view.finish)
        if view.tries != self._tries:
            self._tries = view.tries
            self.pin.clear()
            self._focus = ""
        if view.focus != self._focus:
            self._focus = view.focus
            self.take_focus()

    def take_focus(self) -> None:
        """Where typing belongs now."""
        target = self.pin if self._focus == "pin" else self.number.editor
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def takes(self, intent: Intent) -> bool:
        """F12 hands the PIN over as far as it is typed; Esc empties its field where it can."""
        if intent is Intent.FINISH:
            self._finish(self.finish.view.intent)
            return True
        typed = bool(self.pin.text())
        if intent is Intent.BACK:
            self.pin.clear()
        return intent is Intent.BACK and typed  # one step: the number stays for another try

    def _finish(self, _: str) -> None:
        intent = self.finish.view.intent
        if intent == Intent.FINISH:
            self._give(self.pin.text())
        else:
            self.asked.emit(intent)

    def _give(self, pin: str) -> None:
        self.told.emit(PinGiven(pin))

    def _lay_out(self, view: SignInView) -> None:
        form = holder(self._form())
        box = card(column(form, margins=(0, 0, 0, 0)))
        box.setFixedWidth(max(_FORM_WIDTH, self._look.theme.percent * _FORM_WIDTH // 130))
        box.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Maximum)
        left = holder(self._left(view))
        left.setMaximumWidth(_PEOPLE_WIDTH * max(100, self._look.theme.percent * 3 // 4) // 100)
        panes = zip("ACD", (self._status, left, box), strict=True)
        for letter, pane in panes:
            stand_in(letter, pane)
        body: QBoxLayout
        if self._look.arrangement.folded:
            form_row, people_row = row(STRETCH, box, STRETCH), row(STRETCH, (left, 8), STRETCH)
            body = column(form_row, 16, people_row, STRETCH, gap=0)
        else:
            sides = row(STRETCH, (left, 4), 40, column(box, STRETCH), STRETCH, gap=0)
            body = column(STRETCH, sides, STRETCH, gap=0)
        content = holder(column(body, margins=(16, 12, 16, 12)))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._status)
        outer.addWidget(Scroller(content), 1)

    def _form(self) -> QVBoxLayout:
        words = self._look.words
        return column(
            row(label(words("page.sign_in.title"), "heading"), STRETCH, self._name),
            4,
            self.number,
            4,
            self._pin_field,
            8,
            NumberPad(self._look, "clear"),
            8,
            self.finish,
            gap=4,
            margins=(24, 18, 24, 24),
        )

    def _left(self, view: SignInView) -> QVBoxLayout:
        people = QGridLayout()
        people.setSpacing(8)
        for n, key in enumerate(self._people):
            key.picked.connect(lambda number: self.told.emit(PersonPicked(number)))
            people.addWidget(key, n, 0)
        note = card(
            row(icon(self._look, "training", "text", 24), (self._note, 1), gap=12,
                margins=(14, 10, 14, 10)), "quiet",
        )  # fmt: skip
        if not view.note:
            note.hide()  # never shown here: without a parent it would be a window of its own
        return column(
            STRETCH, self._store, self._how, 8, people, 4, note, 8, self._day, STRETCH, gap=4
        )


def _with_looks(status: StatusView, look: Look) -> StatusView:
    """The bar with its keys for language, light or dark, and text size."""
    languages = tuple(
        KeyView(
            f"{Intent.LANGUAGE}:{language}",
            look.words(f"language.{language}"),
            kind=KeyKind.CHOSEN if language == look.wording.language else KeyKind.GHOST,
            short=language.upper(),
        )
        for language in LANGUAGES
    )
    ghost, words = KeyKind.GHOST, look.words
    dark = look.theme.mode is Mode.DARK
    keys = (
        KeyView(
            Intent.MODE,
            "",
            "sun" if dark else "moon",
            kind=ghost,
            spoken=words("page.sale.key.mode"),
        ),
        KeyView(
            Intent.LARGER,
            words("page.sign_in.larger"),
            kind=ghost,
            spoken=words("page.sale.key.larger"),
        ),
        KeyView(Intent.ABOUT, "", "info", kind=ghost, spoken=words("page.about.title")),
    )
    volume = KeyView(
        Intent.VOLUME,
        "",
        "sound" if look.volume else "sound-off",
        kind=ghost,
        spoken=words("page.sale.key.volume"),
    )
    return replace(status, keys=(*languages, *keys, volume))
