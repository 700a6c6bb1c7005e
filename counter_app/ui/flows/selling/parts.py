"""The values of the selling flow: its state and the cards it shows.

Invariant: plain frozen values; amounts are minor units of the store's currency.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum, auto

from counter_app.domain.basket import Addition
from counter_app.domain.catalogue import Product, Quantity
from counter_app.domain.errors import CounterError, Refusal
from counter_app.domain.gift_cards import StoredCard
from counter_app.domain.money import Currency
from counter_app.domain.receipt_search import Reading
from counter_app.domain.staff import Person
from counter_app.services.drafts import Draft
from counter_app.services.find_receipt import Sought
from counter_app.services.look_up import FoundItem
from counter_app.services.ports import SaleRecord
from counter_app.services.take_payment import Paid
from counter_app.ui.flows import typed
from counter_app.ui.flows.cards.department_parts import DepartmentAsked
from counter_app.ui.flows.cards.finding_events import Taxes
from counter_app.ui.flows.selling.bill import Bill
from counter_app.ui.flows.views import Tone

# ------------------------------------------------------------------------------------- cards


@dataclass(frozen=True, slots=True)
class Plain:
    """Whatever fits the basket: suspended ones, the chosen line, or the payments."""


@dataclass(frozen=True, slots=True)
class Finding:
    """F2: an item is sought by name, code or category, or its price is checked by a scan.

    `checked` is what was scanned, `missing` that nobody knows it. `often` counts the results at the
    end that are sold often; `lately` marks results that nobody asked for by name.
    """

    query: str
    results: tuple[Product, ...] = ()
    chosen: int = 0
    checked: FoundItem | None = None
    missing: bool = False
    category: str = ""
    categories: tuple[str, ...] = ()
    choosing: bool = False  # the categories are the rows
    often: int = 0
    lately: bool = False
    instead: int = 0  # number of the red line whose place the item takes
    taxes: Taxes = field(default_factory=Taxes)


class Question(StrEnum):
    """What an item asks before it can be rung up."""

    PRICE = auto()
    WEIGHT = auto()
    QUANTITY = auto()
    AGE = auto()
    SERIAL = auto()
    CARD = auto()


@dataclass(frozen=True, slots=True)
class ItemAsks:
    """An item that was found and waits for an answer."""

    question: Question
    found: FoundItem
    quantity: Quantity | None = None
    price: int | None = None
    text: str = field(default="", repr=False)  # a birth date, a card: in no report of a crash
    wrong: Refusal | None = None  # what is wrong with the answer as it stands


@dataclass(frozen=True, slots=True)
class CardWanted:
    """F11: a gift card or store credit is to pay; `amount` None is as far as it goes."""

    amount: int | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class CardHolds:
    """The balance of a card that somebody asked about."""

    card: StoredCard


@dataclass(frozen=True, slots=True)
class CheckWanted:
    """Shift+F9: a check, as typed so far."""

    amount: int | None = None
    routing: str = ""
    account: str = ""
    number: str = ""
    identified: bool = False
    dated: str = ""  # as typed; today's date stands there at first


@dataclass(frozen=True, slots=True)
class ReceiptWanted:
    """F3: receipts by whatever is known of them. `sought` is what was asked last, `readings` what
    its text may mean; `further` and `back_to` say where older ones begin.
    """

    sought: Sought = field(default_factory=Sought)
    readings: tuple[Reading, ...] = (Reading(),)
    records: tuple[SaleRecord, ...] = ()
    further: int = 0
    back_to: date | None = None
    chosen: int = 0
    looking: bool = False
    answered: bool = False


@dataclass(frozen=True, slots=True)
class ReceiptShown:
    """A receipt as it was printed: the pages are PNG. `before` is the list it was opened from."""

    record: SaleRecord
    pages: tuple[bytes, ...] = ()
    before: ReceiptWanted | None = None


@dataclass(frozen=True, slots=True)
class WaitingShown:
    """The suspended baskets."""

    waiting: tuple[Draft, ...] = ()
    chosen: int = 0


@dataclass(frozen=True, slots=True)
class VoidAsked:
    """Void the whole basket? The answer stands where the question was asked."""


@dataclass(frozen=True, slots=True)
class PadShown:
    """Digits for a thumb, to type an amount."""


@dataclass(frozen=True, slots=True)
class GivenWanted:
    """Ctrl+Z after a sale: the cash that was really given, as typed so far."""

    text: str = ""


@dataclass(frozen=True, slots=True)
class Helping:
    """The keys, and how the screen looks."""


@dataclass(frozen=True, slots=True)
class MessagesShown:
    """What was said lately."""


Card = (
    Plain
    | Finding
    | ItemAsks
    | CardWanted
    | CardHolds
    | CheckWanted
    | ReceiptWanted
    | ReceiptShown
    | WaitingShown
    | VoidAsked
    | PadShown
    | GivenWanted
    | Helping
    | MessagesShown
    | DepartmentAsked
)

# ------------------------------------------------------------------------------------- state


class Busy(StrEnum):
    """What the counter waits for; nothing else is taken meanwhile."""

    NO = auto()
    STORING = auto()
    TERMINAL = auto()


@dataclass(frozen=True, slots=True)
class Note:
    """A message: an expected error, or a key of the wording with its values."""

    error: CounterError | None = None
    key: str = ""
    detail: str = ""
    values: tuple[tuple[str, object], ...] = ()
    tone: Tone = Tone.INFO
    at: int = 0  # milliseconds UTC; set when it is dispatched


@dataclass(frozen=True, slots=True)
class Said:
    """A message that was shown, and the time of day when it was."""

    note: Note
    at: str


@dataclass(frozen=True, slots=True)
class Selling:
    """One associate at the counter with one customer, or between two."""

    seller: Person
    currency: Currency
    draft: Draft
    bill: Bill = field(default_factory=Bill)
    card: Card = field(default_factory=Plain)
    typed: str = ""
    chosen: int = 0  # number of the chosen line, or of what holds the sale; 0 is none
    busy: Busy = Busy.NO
    paid: Paid | None = None
    chosen_tender: int = 0
    aside: DepartmentAsked | None = None  # what was typed for a red line before something else
    waiting: tuple[Draft, ...] = ()
    note: Note = field(default_factory=Note)
    flash: int = 0  # counts scans that went well (even steps) or not: see `flashed`
    flash_state: str = ""
    log: tuple[Said, ...] = ()  # the newest first; it outlives baskets

    @property
    def unknown(self) -> tuple[str, ...]:
        """The codes that nobody knows; empty for an item without a code."""
        return tuple(held.code for held in self.draft.basket.held if held.item is None)

    @property
    def unanswered(self) -> tuple[ItemAsks, ...]:
        """The items whose question was put off."""
        return tuple(asks_of(held.item) for held in self.draft.basket.held if held.item)


def asks_of(item: Addition) -> ItemAsks:
    """The question of an item that was put off, as far as it was answered."""
    found = FoundItem(
        item.product,
        price=item.price,
        merge=item.merge,
        discounts=item.discounts,
        serial=item.serial,
    )
    return ItemAsks(Question.PRICE, found, item.quantity)


def require_answered(state: Selling) -> None:
    """Refuse what would leave an item behind: a code unknown, a question unanswered."""
    if state.unknown:
        raise Refusal("sale.unknown_code", code=state.unknown[-1])
    if state.unanswered or isinstance(state.card, ItemAsks):
        raise Refusal("sale.question_open")


def require_known(state: Selling) -> None:
    """Refuse what has to know what was charged, while only the terminal knows."""
    if state.bill.doubtful or state.bill.asking:
        raise Refusal("tender.ask_first")


def told(state: Selling, note: Note) -> Selling:
    """The same with something to say."""
    return replace(state, note=note)


def failed(state: Selling, error: CounterError) -> Selling:
    """The same with an expected error to say; nothing else changes."""
    return replace(state, note=Note(error=error, tone=Tone.ERROR))


def flashed(state: Selling, flash_state: str) -> Selling:
    """The scan line shows how the last scan went."""
    return replace(state, flash=state.flash + 1, flash_state=flash_state)


def amount_typed(state: Selling) -> int | None:
    """The amount in the scan line; None when nothing is typed. Refusal `money.not_an_amount`."""
    text = state.typed.strip()
    return typed.amount(text, state.currency) if text else None
