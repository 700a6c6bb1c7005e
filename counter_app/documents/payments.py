"""How a sale was paid, on paper: what each tender must show, and the change.

Invariant: of a card, account or check never more than the last four digits. Card fields are those
of EMV receipts: label, AID, authorisation, entry mode, verification, terminal, merchant, reference.
"""

from typing import Final

from counter_app.documents.frame import Frame
from counter_app.documents.lettering import BODY, NAME, SMALL, STRONG, printable
from counter_app.documents.page import INDENT, Strip
from counter_app.domain.facts import Sale
from counter_app.domain.slips import CardSlip, CheckSlip, StoredSlip, TenderTaken
from counter_app.domain.tenders import Tender

_MASK: Final = "****"
_CARD_FIELDS: Final = (
    "aid",
    "auth_code",
    "sequence",
    "terminal",
    "merchant",
    "reference",
    "result",
)


def print_payments(strip: Strip, frame: Frame, sale: Sale, *, corrected: bool = False) -> None:
    """The cash rounding, each tender, the change; and that the cash given was corrected, so that
    the copy and the paper before it are told apart.
    """
    words = frame.wording.words
    if sale.rounding:
        strip.line(words("receipt.rounding"), BODY, frame.money(sale.rounding))
    for tender in sale.tenders:
        _print_tender(strip, frame, tender)
    change = sum(tender.change for tender in sale.tenders)
    if change:
        strip.line(words("receipt.change"), STRONG, frame.money(change))
    if corrected:
        strip.line(words("receipt.cash_corrected"), SMALL)


def _print_tender(strip: Strip, frame: Frame, tender: TenderTaken) -> None:
    name = frame.wording.words(f"tender.{tender.tender}")
    match tender:
        case TenderTaken(tender=Tender.CASH):
            _print_cash(strip, frame, tender)
        case TenderTaken(card=CardSlip() as slip):
            strip.line(_masked(name, slip.last4), NAME, frame.money(tender.amount))
            _print_slip(strip, frame, slip)
        case TenderTaken(check=CheckSlip() as slip):
            check = frame.wording.words("receipt.check", number=slip.number)
            strip.line(f"{_masked(name, slip.last4)}, {check}", NAME, frame.money(tender.amount))
        case TenderTaken(stored=StoredSlip() as slip):
            strip.line(_masked(name, slip.last4), NAME, frame.money(tender.amount))
            left = frame.wording.words("receipt.balance")
            strip.line(left, SMALL, frame.money(slip.balance), indent=INDENT)
        case _:
            strip.line(name, NAME, frame.money(tender.amount))


def _print_cash(strip: Strip, frame: Frame, tender: TenderTaken) -> None:
    """The word `given` only where something came back."""
    if tender.change:
        strip.line(frame.wording.words("receipt.cash_given"), NAME, frame.money(tender.given))
    else:
        strip.line(frame.wording.words("tender.cash"), NAME, frame.money(tender.amount))


def _print_slip(strip: Strip, frame: Frame, slip: CardSlip) -> None:
    words = frame.wording.words
    label = printable(slip.label or slip.scheme)
    entry = words(f"card.entry.{slip.entry}") if slip.entry else ""
    cvm = words(f"card.cvm.{slip.cvm}") if slip.cvm else ""
    values = ((field, str(getattr(slip, field))) for field in _CARD_FIELDS)
    told = [words(f"receipt.card.{field}", value=value) for field, value in values if value]
    strip.flow([part for part in (label, entry, cvm, *told) if part], SMALL, indent=INDENT)
    if slip.signature_required:
        strip.signature_line(words("receipt.signature"))


def _masked(name: str, last4: str) -> str:
    return f"{name} {_MASK}{last4}" if last4 else name
