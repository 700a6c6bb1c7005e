"""The context pane: renders any `CardView`, keeps the parts that the next view still has.

Invariant: another card takes the focus to its first field once; the same card never moves it.
"""

from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from counter_app.ui.flows.views import CardView, FieldView, SectionView
from counter_app.ui.look import Look
from counter_app.ui.widgets.card import Card, CardHead, EmptyState, KeyFoot, Scroller
from counter_app.ui.widgets.change import ChangePanel
from counter_app.ui.widgets.fields import Field
from counter_app.ui.widgets.number_pad import NumberPad
from counter_app.ui.widgets.paper import PaperPreview
from counter_app.ui.widgets.parts import STRETCH, column, holder, label, restyle, row
from counter_app.ui.widgets.quick_notes import QuickNotes
from counter_app.ui.widgets.row_list import RowList

_AROUND = (16, 12, 16, 0)
_BELOW_TEXT = (16, 8, 16, 0)
_BESIDE = 3  # fields that are as high as the pad; further ones stand below it
_NOTE_GAP = 16
_NOTES = 4  # as many as the payment row shows at most: as high as the pad
_PAD_KEY = 48  # lower than on a page of its own: the card has less room


class Section(QWidget):
    """A small caption over rows."""

    def __init__(self, look: Look, *, whole: bool) -> None:
        super().__init__()
        self._caption = label("", "label", "muted", wraps=True)
        self._right = label("", "label", "muted")
        self._head = holder(row((self._caption, 1), self._right, margins=(16, 12, 16, 4)))
        self.list = RowList(look, "", step="body", whole=whole)
        self.setLayout(column(self._head, (self.list, 1), gap=0))
        policy = QSizePolicy.Policy.Fixed if whole else QSizePolicy.Policy.Expanding
        self.setSizePolicy(QSizePolicy.Policy.Preferred, policy)

    def show_view(self, view: SectionView, chosen: str, name: str) -> None:
        """Show rows, one of them chosen; readers call them by their caption, else by `name`."""
        self._caption.setText(view.caption)
        self._right.setText(view.right)
        self._head.setVisible(bool(view.caption or view.right))
        self.list.setAccessibleName(view.caption or name)
        self.list.show_rows(view.rows, chosen)


class CardPane(Card):
    """One card at a time."""

    asked = Signal(str)
    opened = Signal(str)
    field_typed = Signal(str, str)
    entered = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._view: CardView | None = None
        self._fields: list[Field] = []
        self._sections: list[Section] = []
        self._head: CardHead | None = None
        self._change: ChangePanel | None = None
        self._text: QLabel | None = None
        self._notes: KeyFoot | QuickNotes | None = None
        self._foot: KeyFoot | None = None
        self._paper: PaperPreview | None = None
        self._scroller: Scroller | None = None

    @property
    def first_field(self) -> QWidget | None:
        """Where typing goes on this card, if it has a field."""
        return self._fields[0].editor if self._fields else None

    @property
    def first_key(self) -> QWidget | None:
        """The key of this card that takes the focus, if it says so."""
        wanted, keys = self._view.focus if self._view else "", self._foot.keys if self._foot else ()
        return next((key for key in keys if wanted and key.view.intent == wanted), None)

    def show_view(self, view: CardView) -> bool:
        """Show a card; True when it is another one than before."""
        if self._look.arrangement.folded and view.notes:
            view = _only_digits(view)
        elif not self._look.arrangement.roomy:
            view = _told_in_body(view)
        if view == self._view:
            return False
        other = self._view is None or _shape(view) != _shape(self._view)
        if other:
            self._build(view)
        moved = not other and self._view is not None and view.chosen != self._view.chosen
        self._fill(view)
        self._view = view
        if moved:
            QTimer.singleShot(0, self, self._bring_chosen)  # when the rows have their places
        return other

    def _build(self, view: CardView) -> None:
        self._clear()
        look = self._look
        if view.head is not None:
            self._head = CardHead(look)
            self._head.asked.connect(self.asked)
            self.head(self._head)
        if view.empty is not None:
            self.body(Scroller(EmptyState(look, view.empty)))
        elif view.pages:
            self._paper = PaperPreview(look, view.head.title if view.head else "")
            self.body(self._paper)
        else:
            self._build_body(view)
        if view.keys and self._foot is None:
            self._foot = self._make_foot()
            self.foot(self._foot)

    def _build_body(self, view: CardView) -> None:
        content = QWidget()
        box = QVBoxLayout(content)
        box.setContentsMargins(0, 0, 0, 8)
        box.setSpacing(0)
        if view.change is not None:
            self._change = ChangePanel(self._look)
            box.addLayout(column(self._change, margins=(16, 12, 16, 0)))
        if view.text:
            self._text = label("", "body", wraps=True)
            box.addLayout(column(self._text, margins=_AROUND))
        self._build_fields(view, box)
        roomy = self._look.arrangement.roomy
        alone = len(view.sections) == 1 and view.change is None and not view.fields
        alone = alone and (roomy or not view.keys)
        for _ in view.sections:
            section = Section(self._look, whole=not alone)
            section.list.opened.connect(self.opened)
            section.list.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._sections.append(section)
            box.addWidget(section, 1 if alone else 0)
        if not alone:
            box.addStretch(1)
        if view.keys and not roomy:
            self._foot = self._make_foot()
            box.addWidget(self._foot)
        self._scroller = None if alone else Scroller(content)
        self.body(self._scroller or content)

    def _build_fields(self, view: CardView, box: QVBoxLayout) -> None:
        """Fields and, for a thumb, digits: below one field, beside several or where a text takes
        the height, if there is room.
        """
        fields = [self._field(field) for field in view.fields]
        for field, shown in zip(fields, view.fields, strict=True):
            if view.pad and not shown.letters:
                field.editor.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)
        if not view.pad:
            for field in fields:
                box.addLayout(column(field, margins=_AROUND))
            return
        pad = NumberPad(self._look, self._look.words("page.pad.mark"), _PAD_KEY)
        pad.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        around = _BELOW_TEXT if view.text else _AROUND
        beside = len(fields) > 1 or bool(view.text)
        if view.notes:
            self._build_notes(view, pad, box)
        elif beside and self._look.arrangement.roomy:
            left = column(*fields[:_BESIDE], STRETCH)
            right = column(pad, *fields[_BESIDE:], STRETCH)
            box.addLayout(row((left, 1), (right, 1), margins=around))
        else:
            box.addLayout(column(*fields, pad, gap=4, margins=around))

    def _build_notes(self, view: CardView, pad: NumberPad, box: QVBoxLayout) -> None:
        """Quick notes beside the digits, or above them where the card is narrow."""
        arrangement = self._look.arrangement
        if arrangement.roomy or arrangement.portrait:
            around = _BELOW_TEXT if view.text else _AROUND
            self._notes = QuickNotes(self._look)
            right = column(pad, STRETCH)
            box.addLayout(row((self._notes, 1), (right, 1), gap=_NOTE_GAP, margins=around))
        else:
            self._notes = KeyFoot(self._look, centred=True)
            box.addWidget(self._notes)
            box.addLayout(column(pad, margins=(16, 0, 16, 0)))
        self._notes.asked.connect(self.asked)

    def _make_foot(self) -> KeyFoot:
        foot = KeyFoot(self._look)
        foot.asked.connect(self.asked)
        return foot

    def _field(self, view: FieldView) -> Field:
        field = Field(self._look, view.caption, view.icon)
        name = view.name
        field.changed.connect(lambda text: self.field_typed.emit(name, text))
        field.editor.returnPressed.connect(self._entered)
        self._fields.append(field)
        return field

    def _entered(self) -> None:
        """Enter goes on to the next empty field, else confirms the card."""
        empty = next((field for field in self._fields if not field.editor.text()), None)
        if empty is not None:
            empty.editor.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.entered.emit()

    def _fill(self, view: CardView) -> None:
        restyle(self, "card", view.tone)
        if self._head is not None and view.head is not None:
            self._head.show_view(view.head)
        if self._change is not None and view.change is not None:
            self._change.show_view(view.change)
        if self._text is not None:
            self._text.setText(view.text)
        if self._notes is not None:
            self._notes.show_keys(view.notes[:_NOTES])
        self._fill_rows(view)
        if self._foot is not None:
            self._foot.show_keys(view.keys)
        if self._paper is not None:
            self._paper.show_pages(tuple(QImage.fromData(page) for page in view.pages))

    def _fill_rows(self, view: CardView) -> None:
        for widget, field in zip(self._fields, view.fields, strict=True):
            widget.show_text(field.text, field.wrong)
        for section, shown in zip(self._sections, view.sections, strict=True):
            section.show_view(shown, view.chosen, view.head.title if view.head else view.text)

    def _bring_chosen(self) -> None:
        """A list that does not scroll by itself stands in a card that does."""
        content = None if self._scroller is None else self._scroller.widget()
        if self._scroller is None or content is None:
            return
        for section in self._sections:
            index = section.list.currentIndex()
            if index.isValid():
                rect = section.list.visualRect(index)
                at = section.list.mapTo(content, rect.center())
                self._scroller.ensureVisible(0, at.y(), 0, rect.height())

    def _clear(self) -> None:
        while (item := self.box.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._fields, self._sections = [], []
        self._head = self._change = self._text = self._foot = self._paper = None
        self._scroller = self._notes = None


def _told_in_body(view: CardView) -> CardView:
    """Where room is scarce a head that stays is its title only: what is asked scrolls."""
    if view.head is None or not view.fields:
        return view
    text = "\n".join(filter(None, (view.head.detail, view.text)))
    return replace(view, head=replace(view.head, detail=""), text=text)


def _only_digits(view: CardView) -> CardView:
    """Where the rail folds notes and digits take the card whole: balance and way back stand below
    it, so that no thumb has to scroll for a zero.
    """
    return replace(view, head=None, text="", keys=())


def _shape(view: CardView) -> tuple[object, ...]:
    """What decides whether another card has to be built."""
    return (
        view.key,
        view.head is None,
        view.change is None,
        bool(view.text),
        tuple((field.name, field.caption) for field in view.fields),
        len(view.sections),
        bool(view.pages),
        view.empty,
        view.pad,
        bool(view.notes),
        bool(view.keys),
    )
