"""What the pages of a set-up are made of: fields, choices, rows, facts, notes, keys, a paper.

Invariant: plain values, already in words; a secret text in one is never written out.
"""

from dataclasses import dataclass, field
from typing import Final

from counter_app.ui.flows.views import KeyView, PaymentRowView, RowView, StatusView, Tone

PAPER: Final = "paper"
"""What the one paper of a page is called."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldPart:
    """One field: `help` stands below it until something is `wrong`. `half` may share its row;
    `choose` is a key beside it; `digits` takes digits only, `secret` never shows them.
    """

    name: str
    caption: str
    text: str = field(default="", repr=False)
    help: str = ""
    wrong: str = ""
    half: bool = False
    secret: bool = False
    digits: int = 0  # the most that it takes; 0 is any text
    choose: KeyView | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoicePart:
    """Keys of which one is chosen; the intent of each is `choose:NAME=VALUE`."""

    name: str
    caption: str
    options: tuple[KeyView, ...]
    across: bool = False  # side by side
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class RowsPart:
    """Rows under a caption."""

    caption: str
    rows: tuple[RowView, ...]
    right: str = ""


@dataclass(frozen=True, slots=True)
class FactsPart:
    """Pairs of what and which."""

    caption: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class NotePart:
    """One sentence with its meaning."""

    text: str
    tone: Tone = Tone.INFO


@dataclass(frozen=True, slots=True)
class KeysPart:
    """Keys side by side."""

    keys: tuple[KeyView, ...]


@dataclass(frozen=True, slots=True)
class PaperPart:
    """The pages of a paper, as PNG."""

    name: str
    pages: tuple[bytes, ...] = field(repr=False)


Part = FieldPart | ChoicePart | RowsPart | FactsPart | NotePart | KeysPart | PaperPart


@dataclass(frozen=True, slots=True)
class StepView:
    """One step of the list: `done`, `now` or `next`."""

    number: str
    name: str
    state: str
    spoken: str


@dataclass(frozen=True, slots=True)
class SetUpView:
    """One page of a set-up. Another `turn` is another page: its first field gets the focus.

    `focus` names the field that a mistake sends the focus to; `waits` says what is waited for.
    """

    turn: int
    status: StatusView
    steps: tuple[StepView, ...]
    progress: str
    icon: str
    title: str
    how: str
    parts: tuple[Part, ...]
    keys: PaymentRowView
    focus: str = ""
    waits: str = ""


def name_of(part: Part) -> str:
    """What a part is called among those of its page; `=` before those that are made anew."""
    match part:
        case FieldPart(name=name):
            return f"field {name}"
        case ChoicePart(name=name):
            return f"choice {name}"
        case KeysPart():
            return "keys"
        case PaperPart():
            return PAPER
        case _:
            return f"={type(part).__name__}"
