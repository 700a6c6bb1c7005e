"""The frozen pieces that a view is made of: what a widget shows, already in words.

Invariant: plain values only. Equal views look equal, so a widget changes only what differs.
"""

from dataclasses import dataclass, field
from enum import StrEnum


class RowState(StrEnum):
    """How a row of a list stands: told by sign, word, icon or edge, never by colour alone."""

    NORMAL = "normal"
    RETURN = "return"
    WAITS = "waits"
    DECLINED = "declined"
    UNKNOWN = "unknown"
    PROMOTION = "promotion"
    OFF = "off"
    CAPTION = "caption"  # over a group of rows


@dataclass(frozen=True, slots=True)
class RowView:
    """One row of a list: lead, two lines of words, two lines at the right.

    `key` says which thing it is, `word` is the bold first word of the detail, `cap` a key hint in
    place of the lead, `tail` one at the right, `spoken` what a screen reader says.
    """

    key: str
    name: str
    detail: str = ""
    figure: str = ""
    figure_sub: str = ""
    lead: str = ""
    icon: str = ""
    word: str = ""
    cap: str = ""
    tail: str = ""
    chip: str = ""
    state: RowState = RowState.NORMAL
    spoken: str = ""
    ruled: bool = True  # a hairline below; not before the row's own promotion

    @property
    def full_detail(self) -> str:
        """Word and detail in one line."""
        return " · ".join(part for part in (self.word, self.detail) if part)

    @property
    def read_out(self) -> str:
        """What a screen reader says."""
        return self.spoken or ", ".join(
            part for part in (self.lead, self.full_detail, self.name, self.figure) if part
        )


class KeyKind(StrEnum):
    """What a key means; decides its colours."""

    PLAIN = "plain"
    CONTROL = "control"
    TENDER = "tender"
    PRIMARY = "primary"
    GHOST = "ghost"
    CHOSEN = "chosen"


@dataclass(frozen=True, slots=True)
class KeyView:
    """One key: `intent` is what it asks for, `hint` the key that does the same, `sub` its second
    line; a key that is not `enabled` stays in its place and tells in `sub` what comes first.
    `short` stands in for `text` where there is no room.
    """

    intent: str
    text: str
    icon: str = ""
    hint: str = ""
    sub: str = ""
    kind: KeyKind = KeyKind.PLAIN
    enabled: bool = True
    spoken: str = ""
    short: str = ""


class Tone(StrEnum):
    """The meaning of a message: its icon and its colour role."""

    SUCCESS = "success"
    INFO = "info"
    ERROR = "error"
    APPROVAL = "approval"
    OFFLINE = "offline"
    CLOCK = "clock"


@dataclass(frozen=True, slots=True)
class MessageView:
    """One sentence, what to do next, and when it was said."""

    text: str = ""
    detail: str = ""
    tone: Tone = Tone.INFO
    time: str = ""


@dataclass(frozen=True, slots=True)
class BalanceView:
    """The one loud number: never a minus, its direction is in the words.

    `pad` opens or leaves the digits where the payment row has no amount to touch.
    """

    words: str
    amount: str
    detail: str = ""
    quiet: bool = False
    pad: KeyView | None = None


@dataclass(frozen=True, slots=True)
class AmountView:
    """The amount beside the quick notes: `text` as typed, or what would be taken."""

    caption: str
    text: str
    enabled: bool = True
    how: str = ""  # which keys pay with it, for readers


@dataclass(frozen=True, slots=True)
class PaymentRowView:
    """The row at the bottom: amount, quick notes, and the keys whose last one finishes."""

    keys: tuple[KeyView, ...]
    amount: AmountView | None = None
    notes: tuple[KeyView, ...] = ()


@dataclass(frozen=True, slots=True)
class ScanLineView:
    """The one line that takes every scan: its prompt, what was typed, and how the last one went."""

    prompt: str
    typed: str = ""
    flash: str = ""  # how the last scan went: "", "stored" or "error"
    flashes: int = 0  # how many there were; one more flashes once more


@dataclass(frozen=True, slots=True)
class PillView:
    """A fact in a word; never clickable."""

    text: str
    tone: str = "neutral"


@dataclass(frozen=True, slots=True)
class StatusView:
    """The bar at the top: where, who, when."""

    store: str
    lane: str = ""
    pills: tuple[PillView, ...] = ()
    initials: str = ""
    user: str = ""
    clock: str = ""
    keys: tuple[KeyView, ...] = ()
    hatched: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """One note or coin of the change."""

    text: str
    note: bool


@dataclass(frozen=True, slots=True)
class ChangeView:
    """Money that changes hands, the largest thing on the screen."""

    title: str
    amount: str
    pill: str = ""
    detail: str = ""
    pieces: tuple[Piece, ...] = ()
    done: bool = True


@dataclass(frozen=True, slots=True)
class HeadView:
    """The head of a card: an icon, what it is about, one line more, icon keys."""

    icon: str
    title: str
    detail: str = ""
    tools: tuple[KeyView, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionView:
    """Rows under a small caption."""

    rows: tuple[RowView, ...]
    caption: str = ""
    right: str = ""


@dataclass(frozen=True, slots=True)
class EmptyView:
    """What to do when there is nothing yet."""

    icon: str
    title: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class BasketView:
    """The basket pane: its rows, which is chosen, and its undo key."""

    title: str
    detail: str
    rows: tuple[RowView, ...] = ()
    chosen: str = ""
    undo: KeyView | None = None
    empty: EmptyView | None = field(default=None)
    redo: KeyView | None = None


@dataclass(frozen=True, slots=True)
class ShellView:
    """What the fixed panes show."""

    status: StatusView
    scan: ScanLineView
    basket: BasketView
    balance: BalanceView
    message: MessageView
    payment: PaymentRowView
    rail: tuple[KeyView, ...]


@dataclass(frozen=True, slots=True)
class FieldView:
    """One field of a card; `wrong` says what is wrong with it, `letters` that digits alone are not
    enough, so that a finger gets a keyboard.
    """

    name: str
    caption: str
    text: str = ""
    icon: str = ""
    wrong: str = ""
    letters: bool = False


@dataclass(frozen=True, slots=True)
class CardView:
    """One card of the context pane. Another `key` is another card: its first field gets the focus.

    From top to bottom: head, money, a sentence, fields, digits for a thumb where `pad` is set with
    quick `notes` beside or above them, rows, pages of a paper; keys at the foot.
    """

    key: str
    head: HeadView | None = None
    change: ChangeView | None = None
    text: str = ""
    fields: tuple[FieldView, ...] = ()
    sections: tuple[SectionView, ...] = ()
    chosen: str = ""
    pages: tuple[bytes, ...] = ()
    keys: tuple[KeyView, ...] = ()
    empty: EmptyView | None = None
    pad: bool = False
    notes: tuple[KeyView, ...] = ()
    focus: str = ""  # the intent of the key at the foot that takes the focus, without a field
    tone: str = "plain"  # the frame: plain, or a tint of the stylesheet
