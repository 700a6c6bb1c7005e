"""The newest number at hand after a loss: what a receipt or a closing on paper says of the epoch.

Invariant: a restored store begins an epoch above every one that any paper at hand was printed in.
"""

from typing import Final

from counter_app.domain.errors import Refusal
from counter_app.domain.own_codes import (
    NUMBER_DIGITS,
    OwnKind,
    ReceiptNumber,
    own_kind,
    parse_receipt_number,
)

_PARTS: Final = "|"
_LANE_DIGITS: Final = 8  # store, lane, epoch


def newest_at_hand(text: str, store: int, lane: int) -> ReceiptNumber:
    """The number that a paper of this lane carries, typed or scanned.

    A receipt's number with or without dashes, its bar code or QR code, or the QR code of a closing
    (its sequence is then 0). Raises Refusal `restore.newest` for anything else,
    `restore.newest_other_lane` for a paper of another register.
    """
    number = _number(text.strip())
    if (number.store, number.lane) != (store, lane):
        raise Refusal("restore.newest_other_lane", number=str(number), store=store, lane=lane)
    return number


def _number(text: str) -> ReceiptNumber:
    first, *rest = text.split(_PARTS)
    if rest and first.startswith("Z") and len(rest[0]) == _LANE_DIGITS:
        first = rest[0] + "0" * (NUMBER_DIGITS - _LANE_DIGITS)
    elif own_kind(first) is OwnKind.RECEIPT:
        first = first[2 : 2 + NUMBER_DIGITS]
    try:
        return parse_receipt_number(first)
    except Refusal as refusal:
        raise Refusal("restore.newest", text=text[:40]) from refusal
