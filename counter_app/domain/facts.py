"""What happened, past tense: the `data` of a journal entry, one frozen dataclass a kind.

Invariant: a fact records results (name, price, tax, share as sold), never inputs, so the past does
not change when master data does. Amounts are integers in minor units of the store's currency,
quantities thousandths of their unit, ids 32 hexadecimal digits (UUIDv7), `wall` milliseconds UTC.
Published in docs/journal.md; a changed shape gets a new `v` and one lifting function.
"""

from dataclasses import dataclass
from typing import ClassVar, Final, get_args

from counter_app.domain.ages import AgeShown
from counter_app.domain.slips import (
    AccountTotal,
    CardSlip,
    RuleBroken,
    SoldLine,
    TenderTaken,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreFounded:
    """The first entry of a journal: what this store is, for ever."""

    kind: ClassVar[str] = "store_founded"
    v: int = 1
    store_kind: str  # live, demo, training, replay
    store: int
    lane: int
    epoch: int
    name: str
    address: tuple[str, ...]
    tax_number: str
    country: str
    currency: str
    language: str
    profile: str  # the country profile, canonical JSON, as it was chosen
    public_key: str  # Ed25519, hexadecimal: verifies every signature of this lane


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A publication was switched on: catalogue, policy or taxes."""

    kind: ClassVar[str] = "published"
    v: int = 1
    what: str
    id: str
    digest: str  # SHA-256 of the file, hexadecimal
    rows: int
    content: str = ""  # small publications (policies) in full; a catalogue is a file


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffChanged:
    """A person was added, changed or disabled."""

    kind: ClassVar[str] = "staff_changed"
    v: int = 1
    number: str
    name: str
    role: str
    active: bool
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CredentialChanged:
    """A PIN or a badge was given or taken away; never the secret itself."""

    kind: ClassVar[str] = "credential_changed"
    v: int = 1
    number: str
    what: str  # pin, badge, recovery (a new recovery sheet is in force)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """Somebody proved who they are."""

    kind: ClassVar[str] = "signed_in"
    v: int = 1
    number: str
    by: str  # number, badge


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInFailed:
    """A sign-in was refused. `number` is empty where nobody has it."""

    kind: ClassVar[str] = "sign_in_failed"
    v: int = 1
    number: str
    reason: str  # unknown, wrong_pin, locked, disabled; lane_closed after many of them
    tries: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedOut:
    """The session ended."""

    kind: ClassVar[str] = "signed_out"
    v: int = 1
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TillOpened:
    """A business day begins: the float is in the drawer."""

    kind: ClassVar[str] = "till_opened"
    v: int = 1
    float: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TillClosed:
    """The drawer was counted; signed. `grand_total` is every sale of this lane, never reset."""

    kind: ClassVar[str] = "till_closed"
    v: int = 1
    session: int  # seq of the opening
    z: int
    sales: int
    float: int
    expected: int
    counted: int
    difference: int
    grand_total: int
    totals: tuple[AccountTotal, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sale:
    """A paid basket; signed. sum(tenders) = total + rounding."""

    kind: ClassVar[str] = "sale"
    v: int = 1
    id: str  # the basket's id, made at its first line
    number: str  # digits of the receipt number
    session: int  # seq of the till's opening
    language: str
    lines: tuple[SoldLine, ...]
    tenders: tuple[TenderTaken, ...]
    total: int
    tax: int
    rounding: int
    change: int
    customer: str = ""
    origin: str = ""  # replay: the basket id of the file
    ages: tuple[AgeShown, ...] = ()  # left out of the body where none was asked


@dataclass(frozen=True, slots=True, kw_only=True)
class BasketSuspended:
    """A basket was put aside under a slip number."""

    kind: ClassVar[str] = "basket_suspended"
    v: int = 1
    basket: str
    slip: str
    lines: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BasketRecalled:
    """A suspended basket came back."""

    kind: ClassVar[str] = "basket_recalled"
    v: int = 1
    basket: str
    slip: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BasketTakenOver:
    """Another person, the entry's user, went on with an open basket."""

    kind: ClassVar[str] = "basket_taken_over"
    v: int = 1
    basket: str
    before: str  # number of who rang up what is in it
    lines: int
    total: int
    next_line: int  # lines from this number on are the new person's


@dataclass(frozen=True, slots=True, kw_only=True)
class BasketEnded:
    """A basket that ended unsold, with its content."""

    kind: ClassVar[str] = "basket_ended"
    v: int = 1
    basket: str
    how: str  # cancelled, refused
    reason: str
    lines: tuple[SoldLine, ...]  # a line that was refused has its `reason`
    total: int
    origin: str = ""  # replay: the basket id of the file


@dataclass(frozen=True, slots=True, kw_only=True)
class AttemptStarted:
    """Written before the terminal is asked."""

    kind: ClassVar[str] = "attempt_started"
    v: int = 1
    attempt: str
    basket: str
    operation: str  # pay, reverse
    amount: int
    reverses: str = ""  # the attempt that a reversal takes back


@dataclass(frozen=True, slots=True, kw_only=True)
class AttemptSettled:
    """The terminal's definite answer to one attempt."""

    kind: ClassVar[str] = "attempt_settled"
    v: int = 1
    attempt: str
    outcome: str  # approved, declined, not_found, reversed
    amount: int
    tender: str = ""
    reason: str = ""
    card: CardSlip | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TenderVoided:
    """A tender was taken back before the sale was complete."""

    kind: ClassVar[str] = "tender_voided"
    v: int = 1
    basket: str
    tender: str
    amount: int
    attempt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TenderRefused:
    """A ruling kept a tender from being taken, or shadow rules would have."""

    kind: ClassVar[str] = "tender_refused"
    v: int = 1
    basket: str
    tender: str
    amount: int
    shadow: bool
    findings: tuple[RuleBroken, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CardBroughtIn:
    """A card issued elsewhere, taken over with its balance (opening of a store)."""

    kind: ClassVar[str] = "card_brought_in"
    v: int = 1
    stored: str
    card: str
    last4: str
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BalanceAsked:
    """Somebody looked at the balance of a card."""

    kind: ClassVar[str] = "balance_asked"
    v: int = 1
    card: str
    last4: str
    balance: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptReprinted:
    """A paper was made again; it says COPY `copy`."""

    kind: ClassVar[str] = "receipt_reprinted"
    v: int = 1
    number: str
    paper: str  # receipt, gift_receipt
    copy: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CashCorrected:
    """The cash given for a sale was typed wrong and put right before the next customer; total and
    drawer stay as they are. It opens the drawer, as the sale did.
    """

    kind: ClassVar[str] = "cash_corrected"
    v: int = 1
    number: str  # digits of the receipt number
    tender: int  # `no` of the tender within the sale
    given_before: int
    given: int
    change_before: int
    change: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockStepped:
    """The wall clock moved by more than five minutes against the monotonic one."""

    kind: ClassVar[str] = "clock_stepped"
    v: int = 1
    before: int
    after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupMade:
    """A verified copy of the store was finished; it holds every entry up to `seq`."""

    kind: ClassVar[str] = "backup_made"
    v: int = 1
    name: str  # its folder's, the moment in UTC
    seq: int
    hash: str  # of that entry, hexadecimal
    digest: str  # SHA-256 of the database file, hexadecimal
    size: int  # bytes of all its files


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreRestored:
    """The store goes on from a backup; signed. Its envelope is the first of the new epoch."""

    kind: ClassVar[str] = "store_restored"
    v: int = 1
    epoch: int
    backup: str  # the backup's name
    seq: int  # the last entry in it
    hash: str  # of that entry, hexadecimal
    newest: str  # the newest receipt number at hand, 15 digits; empty where there was none


Fact = (
    StoreFounded
    | Published
    | StaffChanged
    | CredentialChanged
    | SignedIn
    | SignInFailed
    | SignedOut
    | TillOpened
    | TillClosed
    | Sale
    | BasketSuspended
    | BasketRecalled
    | BasketTakenOver
    | BasketEnded
    | AttemptStarted
    | AttemptSettled
    | TenderVoided
    | TenderRefused
    | CardBroughtIn
    | BalanceAsked
    | ReceiptReprinted
    | CashCorrected
    | ClockStepped
    | BackupMade
    | StoreRestored
)
KINDS: Final[dict[str, type[Fact]]] = {fact.kind: fact for fact in get_args(Fact)}
SIGNED: Final = frozenset({Sale.kind, TillClosed.kind, StoreFounded.kind, StoreRestored.kind})


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One fact in its envelope; `seq` is gap-free from 1."""

    seq: int
    kind: str
    wall: int
    business_date: str
    user: str
    data: Fact
