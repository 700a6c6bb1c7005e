"""What happens to the selling flow, and what it asks of the presenter.

Invariant: plain frozen values; an effect says what is to be done, never how.
"""

from dataclasses import dataclass, field
from enum import StrEnum, auto

from counter_app.domain.catalogue import Product, Quantity
from counter_app.domain.errors import Refusal
from counter_app.domain.facts import BasketSuspended
from counter_app.domain.gift_cards import StoredCard
from counter_app.services.drafts import Draft
from counter_app.services.look_up import Found, FoundItem
from counter_app.services.ports import SaleRecord
from counter_app.services.take_payment import Paid
from counter_app.ui.flows.cards.correcting_events import CorrectGiven, PutRight
from counter_app.ui.flows.cards.department_parts import (
    DepartmentsOpened,
    FoundAgain,
    LookAgain,
    OpenDepartments,
    RingDepartment,
)
from counter_app.ui.flows.cards.finding_events import FindEffect, FoundEvent
from counter_app.ui.flows.keys import Intent
from counter_app.ui.flows.selling.bill import Bill
from counter_app.ui.flows.selling.parts import CheckWanted, Note

# ------------------------------------------------------------------------------------ events


@dataclass(frozen=True, slots=True)
class Scanned:
    """A code from the scanner."""

    code: str


@dataclass(frozen=True, slots=True)
class Typed:
    """The scan line or the amount now holds this text."""

    text: str


@dataclass(frozen=True, slots=True)
class FieldTyped:
    """A field of the card now holds this text."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Entered:
    """Enter in the scan line or in a field of the card."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A key, a shortcut or a row asks for something; `value` names a note, a row, a tender."""

    intent: Intent
    value: str = ""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A line of the basket was chosen."""

    key: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A row of the card was opened."""

    key: str


@dataclass(frozen=True, slots=True)
class LookedUp:
    """What a code is; `typed` when a person typed it."""

    found: Found
    code: str
    typed: bool


@dataclass(frozen=True, slots=True)
class Rung:
    """The basket, or its payments, changed. `line` is the one that did, `paying` a payment."""

    draft: Draft
    bill: Bill
    line: int = 0
    paying: bool = False
    note: Note | None = None


@dataclass(frozen=True, slots=True)
class Completed:
    """The sale is stored."""

    paid: Paid


@dataclass(frozen=True, slots=True)
class Laid:
    """The basket was suspended; `draft` is the next one."""

    suspended: BasketSuspended
    draft: Draft


@dataclass(frozen=True, slots=True)
class Begun:
    """The next basket; `voided` where the one before ended unsold."""

    draft: Draft
    voided: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """The suspended baskets now."""

    waiting: tuple[Draft, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A receipt with its pages."""

    record: SaleRecord
    pages: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """What a card holds."""

    card: StoredCard


@dataclass(frozen=True, slots=True)
class Judged:
    """What the rules say of an item's answer: the draft that holds it, a serial number in its one
    form; or why not.
    """

    draft: Draft
    serial: str = ""
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """Something to say; `done` where it ends what the counter was waiting for, `unread` where a
    scan was refused: the scan line shows it.
    """

    note: Note
    done: bool = False
    unread: bool = False


Event = (
    Scanned
    | Typed
    | FieldTyped
    | Entered
    | Asked
    | Chosen
    | Opened
    | LookedUp
    | Rung
    | FoundEvent
    | Completed
    | PutRight
    | Laid
    | Begun
    | Listed
    | Shown
    | Held
    | Judged
    | Told
    | DepartmentsOpened
    | FoundAgain
)

# ----------------------------------------------------------------------------------- effects


@dataclass(frozen=True, slots=True)
class LookUpCode:
    """Find out what a code is."""

    code: str
    typed: bool = False


@dataclass(frozen=True, slots=True)
class Ring:
    """Add an item; into a `fresh` basket where the last one is paid."""

    found: FoundItem
    quantity: Quantity | None = None
    price: int | None = None
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class RingCard:
    """Sell or load a gift card."""

    product: Product
    number: str
    amount: int | None
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class JudgeAge:
    """Is the customer old enough: by a birth date as typed; by sight where it is empty."""

    age: int
    born: str = field(default="", repr=False)  # in no log and no report of a crash


@dataclass(frozen=True, slots=True)
class JudgeSerial:
    """Is this the serial number of one more piece."""

    product: Product
    serial: str


class Edit(StrEnum):
    """A change of the basket as it is."""

    QUANTITY = auto()
    DROP = auto()
    UNDO = auto()
    REDO = auto()


@dataclass(frozen=True, slots=True)
class Change:
    """Change the basket: line `no`, by `by` thousandths for a quantity."""

    edit: Edit
    no: int = 0
    by: int = 0


@dataclass(frozen=True, slots=True)
class PayCash:
    """Take notes and coins."""

    amount: int


@dataclass(frozen=True, slots=True)
class PayCard:
    """Try a credit or debit card; None is all that remains."""

    amount: int | None


@dataclass(frozen=True, slots=True)
class PayStored:
    """Redeem a gift card or store credit; None is as far as it goes."""

    number: str
    amount: int | None


@dataclass(frozen=True, slots=True)
class PayCheck:
    """Take a check."""

    check: CheckWanted


class Plainly(StrEnum):
    """Effects that need nothing but the state."""

    RESOLVE = auto()  # ask the terminal what became of the silent attempt
    COMPLETE = auto()
    BEGIN = auto()
    SUSPEND = auto()
    VOID = auto()
    LIST_WAITING = auto()
    TODAY = auto()  # the business day, into the card's field for a date


@dataclass(frozen=True, slots=True)
class TakeBack:
    """Void a tender."""

    no: int


@dataclass(frozen=True, slots=True)
class AskBalance:
    """What a card holds."""

    number: str


@dataclass(frozen=True, slots=True)
class Recall:
    """Bring a suspended basket back."""

    slip: str


@dataclass(frozen=True, slots=True)
class ShowReceipt:
    """Show a receipt; an empty number is the newest."""

    number: str


@dataclass(frozen=True, slots=True)
class Hand:
    """Print a receipt: the original, or a copy."""

    number: str
    copy: bool = False
    gift: bool = False


@dataclass(frozen=True, slots=True)
class Leave:
    """Go to another page: lock, switch, till; or switch to the owner of a badge."""

    to: Intent
    badge: str = ""


@dataclass(frozen=True, slots=True)
class Display:
    """Change how the screen looks: mode, text size, language."""

    what: Intent


Effect = (
    LookUpCode
    | FindEffect
    | Ring
    | RingCard
    | JudgeAge
    | JudgeSerial
    | Change
    | PayCash
    | PayCard
    | PayStored
    | PayCheck
    | Plainly
    | TakeBack
    | CorrectGiven
    | AskBalance
    | Recall
    | ShowReceipt
    | Hand
    | Leave
    | Display
    | OpenDepartments
    | RingDepartment
    | LookAgain
)
