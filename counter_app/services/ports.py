"""What the use cases ask of the outside: store, clock, devices, papers. Structural types only.

Invariant: nothing here has behaviour; production, simulated twins and fakes satisfy it alike.
"""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, Protocol

from counter_app.domain.catalogue import Product
from counter_app.domain.facts import (
    CashCorrected,
    Entry,
    Fact,
    Published,
    Sale,
    StoreFounded,
    TillClosed,
)
from counter_app.domain.gift_cards import StoredCard
from counter_app.domain.slips import CardSlip
from counter_app.domain.staff import Person
from counter_app.domain.store_profile import StoreProfile
from counter_app.domain.tenders import Tender
from counter_app.domain.till import SessionFigures, TillSession
from counter_app.services.drafts import Draft


class Clock(Protocol):
    """Time as the machine tells it."""

    def wall(self) -> int:
        """Milliseconds since 1970, UTC; may jump."""

    def monotonic(self) -> int:
        """Milliseconds that only go forward within one run."""

    def today(self) -> date:
        """The local calendar day."""


class Ids(Protocol):
    """Makes ids before anything happens."""

    def new(self) -> str:
        """A fresh UUIDv7, 32 hexadecimal digits."""


@dataclass(frozen=True, slots=True)
class Lane:
    """Which register this is; every number it gives starts so."""

    store: int
    lane: int
    epoch: int


class Standing(StrEnum):
    """Where the journal says that a basket is."""

    OPEN = "open"
    SUSPENDED = "suspended"
    ENDED = "ended"  # unsold
    SOLD = "sold"


class Claim(StrEnum):
    """The answer to a claim."""

    HELD = "held"
    REFUSED = "refused"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class OpenAttempt:
    """An attempt in the journal without a definite answer."""

    id: str
    basket: str
    operation: str
    amount: int
    reverses: str


@dataclass(frozen=True, slots=True)
class Secret:
    """A PIN's stored form and its lock-out counter."""

    pin_hash: str
    failures: int = 0
    locked_for: int = 0  # milliseconds still to wait, as of the last write


@dataclass(frozen=True, slots=True)
class SaleRecord:
    """A sale, with what a third party needs to check it. `sale` is as it stands now, with the cash
    that was really given; `entry` holds it as it was stored.
    """

    entry: Entry
    sale: Sale
    hash: bytes
    signature: bytes
    copies: int  # receipts printed again
    gifts: int = 0  # gift receipts printed, the first one with them
    correction: CashCorrected | None = None  # the newest one of its cash


class Work(Protocol):
    """One write transaction: all of it is stored, or nothing."""

    def append(self, fact: Fact, user: str = "") -> Entry:
        """Write the fact as the next entry and fold it into the read tables."""

    def next_seq(self) -> int:
        """The sequence number of the next entry."""

    def next_number(self) -> str:
        """The next gap-free receipt number, 15 digits."""

    def standing(self, basket: str) -> Standing:
        """Where a basket is; one that the journal does not know is open."""

    def save_draft(self, slot: str, draft: Draft) -> None:
        """Keep a draft: `current`, or under its slip number. What another basket that was kept
        there holds is let go.
        """

    def drop_draft(self, slot: str) -> None:
        """Forget a draft."""

    def claim(self, thing: str, amount: int, basket: str) -> Claim:
        """Hold `amount` of a scarce thing for a basket."""

    def release(self, basket: str, thing: str = "") -> None:
        """Let go what a basket holds (of one thing, or of all)."""

    def release_lost(self) -> None:
        """Let go what is held for baskets that are kept nowhere any more."""

    def lock_away(self, text: str) -> tuple[str, str]:
        """Put a text into the vault; its random id and the SHA-256 of the ciphertext."""

    def erase(self, vault_id: str) -> None:
        """Take a text out of the vault, key and ciphertext, for ever."""

    def set_secret(self, number: str, secret: Secret) -> None:
        """Store a person's PIN hash and counter."""

    def set_badge(self, number: str, badge: str) -> None:
        """Give a person a badge code, kept as keyed hash; empty takes it away."""


class Store(Protocol):
    """The one writer of a store and its read side."""

    @property
    def lane(self) -> Lane:
        """Which register this is."""

    def work(self) -> AbstractContextManager[Work]:
        """Begin a write transaction; an exception inside rolls everything back."""

    def keyed_hash(self, text: str) -> str:
        """HMAC under the store's pepper, 32 hexadecimal digits: for card and account numbers."""

    def code_key(self) -> bytes:
        """The key of the check digits on our own printed codes, 32 bytes."""

    def founded(self) -> StoreFounded:
        """What this store is."""

    def published(self, what: str) -> Published | None:
        """The publication in force."""

    def session(self) -> TillSession | None:
        """The open till, if any."""

    def figures(self, session: int) -> SessionFigures:
        """What the ledger says of a till session."""

    def last_closing(self) -> tuple[int, int]:
        """Last Z number and perpetual grand total; zeros before the first."""

    def sale(self, number: str) -> SaleRecord | None:
        """A sale by its receipt number, 15 digits."""

    def proof(self, seq: int) -> tuple[bytes, bytes]:
        """Hash and signature of a signed entry."""

    def last_sale(self) -> SaleRecord | None:
        """The newest sale."""

    def newest_basket(self) -> int:
        """The newest entry about any basket: sold, put aside, brought back, ended, or asked to be
        paid by card. Its sequence number, 0 before the first.
        """

    def recent_sales(self, limit: int) -> Sequence[SaleRecord]:
        """The newest sales, newest first."""

    def people(self) -> Sequence[Person]:
        """Everybody, by number."""

    def secret(self, number: str) -> Secret | None:
        """A person's PIN hash and counter."""

    def badge_owner(self, badge: str) -> str | None:
        """Whose badge this is."""

    def sold_with(self, serial: str, code: str) -> str:
        """The number of the sale of this piece; empty where it is not sold, or came back."""

    def sales_of_serial(self, serial: str) -> Sequence[SaleRecord]:
        """The sales in which a piece of this serial number went out or came back, newest first."""

    def card(self, card: str) -> StoredCard | None:
        """A stored-value card by its keyed hash."""

    def open_attempts(self) -> Sequence[OpenAttempt]:
        """Attempts without a definite answer."""

    def settled(self, attempt: str) -> str:
        """The outcome of an attempt; empty where it is open, or of another register."""

    def draft(self, slot: str) -> Draft | None:
        """A saved draft."""

    def suspended(self) -> Sequence[Draft]:
        """Suspended baskets, oldest first."""


class PinHasher(Protocol):
    """Slow hash of a PIN with the store's pepper."""

    def hash(self, pin: str) -> str:
        """The stored form."""

    def matches(self, stored: str, pin: str) -> bool:
        """Whether this PIN made that stored form."""


class Catalogue(Protocol):
    """The catalogue in force, read side."""

    def by_code(self, code: str) -> Product | None:
        """One product by its exact code."""

    def search(self, text: str, limit: int = 20) -> Sequence[Product]:
        """Products by name, case and accents ignored."""

    def code_begins(self, digits: str, limit: int) -> Sequence[Product]:
        """Products whose code begins so, by code."""

    def code_holds(self, digits: str, limit: int) -> Sequence[Product]:
        """Products with these digits anywhere in their code, by code. Slow in a large catalogue."""

    def categories(self) -> Sequence[str]:
        """The categories there are. Slow at the first call in a large catalogue."""

    def count(self) -> int:
        """How many products there are."""


@dataclass(frozen=True, slots=True)
class TerminalRequest:
    """What the terminal is asked: an attempt's id, an amount, and what it reverses."""

    attempt: str
    amount: int
    currency: str
    reverses: str = ""


class Outcome(StrEnum):
    """What the terminal says of an attempt."""

    APPROVED = "approved"
    DECLINED = "declined"
    REVERSED = "reversed"
    NOT_FOUND = "not_found"
    IN_PROGRESS = "in_progress"
    SILENT = "silent"


NO_TERMINAL: Final = "no_terminal"  # the reason of a decline where no terminal is connected


NO_DRAWER: Final = "drawer.none"  # the fault of a drawer where none is connected: expected there


@dataclass(frozen=True, slots=True)
class TerminalAnswer:
    """One answer; it names its attempt, which need not be the one that was asked."""

    attempt: str
    outcome: Outcome
    amount: int = 0
    tender: Tender = Tender.CREDIT
    slip: CardSlip | None = None
    reason: str = ""


class PaymentTerminal(Protocol):
    """The card terminal. It may answer late, twice, for another attempt, or not at all."""

    def pay(self, request: TerminalRequest) -> Iterable[TerminalAnswer]:
        """Ask for a charge; the answers in the order they came, empty for silence."""

    def reverse(self, request: TerminalRequest) -> Iterable[TerminalAnswer]:
        """Ask to give a charge back."""

    def status(self, attempt: str) -> TerminalAnswer:
        """What became of an attempt."""


class Drawer(Protocol):
    """The cash drawer."""

    def open(self) -> None:
        """Kick it open; Fault where it does not answer."""


class Printer(Protocol):
    """Takes a finished paper."""

    def print(self, name: str, pdf: bytes) -> str:
        """Print or file one PDF; says where it went. Fault where it cannot."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A sale on paper: language, which copy (0 is the original), without prices for a gift."""

    record: SaleRecord
    founded: StoreFounded
    profile: StoreProfile
    code: str  # digits of the receipt's own code, Code 128 C
    seller: str  # the user number; names do not print
    language: str
    copy: int = 0
    gift: bool = False
    reprinted: int = 0  # when this copy was made, milliseconds UTC; 0 on the original


@dataclass(frozen=True, slots=True)
class SlipPaper:
    """The slip of a suspended basket; it says that it is no receipt."""

    founded: StoreFounded
    profile: StoreProfile
    code: str
    slip: str
    wall: int
    lines: int
    total: int
    language: str


@dataclass(frozen=True, slots=True)
class ClosingPaper:
    """The day's closing on paper, signed."""

    closed: TillClosed
    entry: Entry
    hash: bytes
    signature: bytes
    founded: StoreFounded
    profile: StoreProfile
    language: str


class Papers(Protocol):
    """Makes PDFs; the same value gives the same bytes."""

    def receipt(self, paper: Paper) -> bytes:
        """A receipt or gift receipt, 80 mm wide."""

    def slip(self, paper: SlipPaper) -> bytes:
        """The slip of a suspended basket."""

    def closing(self, paper: ClosingPaper) -> bytes:
        """The Z of a till session."""

    def images(self, pdf: bytes, scale: float) -> Sequence[bytes]:
        """A paper's pages as PNG, for the preview. `scale` 1.0 is 72 dots an inch."""


Progress = Callable[[int, int | None], None]
Cancelled = Callable[[], bool]
