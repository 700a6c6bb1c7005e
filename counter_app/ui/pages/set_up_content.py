"""What one step of the set-up shows and asks, part under part.

Invariant: fields keep their widgets, and so focus and cursor, for as long as their step is shown.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

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
    name_of,
)
from counter_app.ui.flows.views import SectionView
from counter_app.ui.look import Look
from counter_app.ui.widgets.card import Card
from counter_app.ui.widgets.card_pane import Section
from counter_app.ui.widgets.field_box import FieldBox
from counter_app.ui.widgets.paper import PaperPreview
from counter_app.ui.widgets.parts import clear, row
from counter_app.ui.widgets.set_up_parts import ChoiceKeys, KeyGrid, facts, note

_WIDEST = 800  # longer fields are no easier to read
_PAPER = 420
GAP = 16


class StepContent(QWidget):
    """The parts of a step. `paper` stands among them, or beside them where it is `paper_aside`.

    `made` gives each new field box, so that who shows the content can listen to its editor.
    """

    asked = Signal(str)
    typed = Signal(str, str)
    made = Signal(object)  # FieldBox

    def __init__(self, look: Look, *, paper_aside: bool) -> None:
        super().__init__()
        self._look, self._paper_aside = look, paper_aside
        self.parts: tuple[Part, ...] = ()
        self._pages: tuple[bytes, ...] = ()
        self._kept: dict[str, QWidget] = {}
        self._halves: list[QHBoxLayout] = []
        self.paper = PaperPreview(look, look.words("page.set_up.step.sheet"))
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(24, 16, 24, 16)
        self._box.setSpacing(GAP)
        self.setMaximumWidth(_WIDEST * look.theme.percent // 100)

    @property
    def fields(self) -> list[FieldBox]:
        """The fields from top to bottom."""
        boxes = [widget for widget in self._kept.values() if isinstance(widget, FieldBox)]
        return [box for box in boxes if not box.isHidden()]

    @property
    def choices(self) -> list[ChoiceKeys]:
        """The choices from top to bottom."""
        return [one for one in self._kept.values() if isinstance(one, ChoiceKeys)]

    def field(self, name: str) -> FieldBox | None:
        """The field of this name."""
        box = self._kept.get(f"field {name}")
        return box if isinstance(box, FieldBox) else None

    def show_parts(self, parts: tuple[Part, ...]) -> None:
        """Other values go into the widgets there are; other parts are laid out anew around them."""
        old, self.parts = self.parts, parts
        if self._kept and list(map(name_of, old)) == list(map(name_of, parts)):
            still = [part for part in parts if name_of(part).startswith("=")]
            if still == [part for part in old if name_of(part).startswith("=")]:
                for part in parts:
                    self._refresh(part)
                return
        self._take_out()
        self._put_in(parts)

    def forget(self) -> None:
        """Another step: its fields are others, even where they have the same name."""
        self._take_out()
        for name, widget in self._kept.items():
            widget.hide()
            if name != PAPER:
                widget.deleteLater()
        self._kept, self.parts = {}, ()

    def _put_in(self, parts: tuple[Part, ...]) -> None:
        halves = row(gap=GAP)
        for part in parts:
            if isinstance(part, PaperPart) and self._paper_aside:
                self._refresh(part)
                continue
            widget = self._widget(part)
            if isinstance(part, FieldPart) and part.half and not self._look.arrangement.folded:
                if not halves.count():
                    self._box.addLayout(halves)
                    self._halves.append(halves)
                halves.addWidget(widget, 1, Qt.AlignmentFlag.AlignTop)
            else:
                halves = row(gap=GAP)
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
                self.paper.setFixedHeight(_PAPER)
                return self.paper
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
        self.made.emit(box)
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
                self.paper.show_pages(tuple(QImage.fromData(page) for page in pages))
            case _:
                pass

    def _pressed(self, intent: str) -> None:
        """A key of a choice: `choose:NAME=VALUE`, or what the whole window knows."""
        name, _, value = intent.removeprefix("choose:").partition("=")
        if intent.startswith("choose:"):
            self.typed.emit(name, value)
        else:
            self.asked.emit(intent)
