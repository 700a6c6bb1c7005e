"""The parts of facts: lines, taxes, tenders and slips as they stand on paper and in the journal.

Invariant: nothing here can pay: no full card or account number, only last four and keyed hashes.
Amounts are integers in minor units, quantities thousandths of their unit.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountTotal:
    """What one ledger account moved in a till session (debit positive)."""

    account: str
    count: int
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LineTax:
    """One tax of one line. `rate` is percent, or the amount per unit, as decimal text."""

    tax: str
    rate: str
    net: int
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LineDiscount:
    """One reduction of one line; `amount` positive takes off."""

    origin: str
    label: str
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CardLoad:
    """A gift card or store credit that this line activates or loads."""

    stored: str  # gift_card, store_credit
    card: str  # keyed hash of the number, hexadecimal
    last4: str
    operation: str  # activate, load


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartmentSale:
    """A line that no catalogue knows: sold under a department, at a price that was typed."""

    department: str  # its id in the departments' policy
    scanned: str  # the code as it was scanned; empty where the item bears none
    reason: str  # id in the same policy
    user: str  # who answered for the price, whoever finishes the sale


@dataclass(frozen=True, slots=True, kw_only=True)
class SoldLine:
    """One line as sold. amount = price x quantity - discounts; negative quantity came back."""

    no: int
    code: str
    name: str
    category: str
    tax_group: str
    quantity: int
    unit: str
    price: int
    amount: int
    net: int
    gross: int
    discounts: tuple[LineDiscount, ...] = ()
    taxes: tuple[LineTax, ...] = ()
    card: CardLoad | None = None
    reason: str = ""
    serial: str = ""  # of this one piece; left out of the body where there is none
    department: DepartmentSale | None = None  # left out of the body where there is none


@dataclass(frozen=True, slots=True, kw_only=True)
class CardSlip:
    """What the terminal says of a card payment: the receipt fields of EMV (no full number)."""

    scheme: str = ""
    last4: str = ""
    token: str = ""
    auth_code: str = ""
    aid: str = ""
    label: str = ""
    entry: str = ""  # chip, contactless, swipe, keyed
    cvm: str = ""  # pin, signature, device, none
    terminal: str = ""
    merchant: str = ""
    reference: str = ""
    result: str = ""
    sequence: str = ""
    signature_required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckSlip:
    """A check: the full account number lives in the vault only (`vault` id) until deposit."""

    routing: str
    account: str  # keyed hash, hexadecimal
    last4: str
    number: str
    vault: str
    vault_digest: str  # SHA-256 of the ciphertext, hexadecimal
    identified: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredSlip:
    """A gift card or store credit that paid; `balance` is what is left on it."""

    card: str
    last4: str
    balance: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TenderTaken:
    """One payment. `amount` pays the sale; cash also has what was given and the change."""

    no: int
    tender: str  # cash, check, credit, debit, gift_card, store_credit
    amount: int
    given: int = 0
    change: int = 0
    attempt: str = ""
    card: CardSlip | None = None
    check: CheckSlip | None = None
    stored: StoredSlip | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleBroken:
    """One finding of a ruling, with the numbers that broke the rule."""

    rule: str
    version: int
    requirement: str
    numbers: dict[str, str]
