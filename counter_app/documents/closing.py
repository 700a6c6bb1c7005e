"""The closing of a till session (Z): the drawer, what was sold, how it was paid; signed.

Invariant: the figures are the entry's; credit accounts (sales, taxes, cards sold) are shown with
the sign a person expects, so that what was sold and how it was paid are both positive.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final

from counter_app.documents.frame import Frame, signature_text, third_party_text, utc_text
from counter_app.documents.lettering import (
    BODY,
    HEAD,
    NAME,
    SMALL,
    STRONG,
    TITLE,
    TOTAL_WORD,
    wrap,
)
from counter_app.documents.page import WIDTH, Strip
from counter_app.domain.ledger import CASH, FLOAT, OVER_SHORT, SALES
from counter_app.domain.slips import AccountTotal
from counter_app.domain.tenders import Tender
from counter_app.services.ports import ClosingPaper

_PAID_WITH: Final = "tender."
_FAMILIES: Final = (SALES, "tax", "liability")
_TENDERS: Final = tuple(tender.value for tender in Tender)
_SIGNATURE_ROWS: Final = 4
_IN_THE_DRAWER: Final = frozenset({FLOAT, OVER_SHORT})  # said with the drawer already


def closing_pdf(paper: ClosingPaper, frame: Frame) -> bytes:
    """The Z slip."""
    words = frame.wording.words
    strip = Strip()
    frame.head(strip)
    title = words("closing.title", z=paper.closed.z)
    strip.line(title, TITLE)
    _print_session(strip, frame, paper)
    _print_drawer(strip, frame, paper)
    _print_accounts(strip, frame, paper.closed.totals)
    strip.dotted()
    strip.line(words("closing.grand_total"), STRONG, frame.money(paper.closed.grand_total))
    strip.signature_line(words("closing.signed_by", user=paper.entry.user))
    _print_proof(strip, frame, paper)
    frame.foot(strip)
    return strip.pdf(frame.about(title))


def _print_session(strip: Strip, frame: Frame, paper: ClosingPaper) -> None:
    words = frame.wording.words
    lane = words("closing.lane", lane=f"{paper.founded.lane:02}", user=paper.entry.user)
    strip.line(frame.date_time(paper.entry.wall), BODY, lane)
    day = words("closing.day", day=date.fromisoformat(paper.entry.business_date))
    strip.line(day, BODY)
    number = frame.wording.number
    strip.line(words("closing.session"), BODY, number(paper.closed.session))
    strip.line(words("closing.sales"), BODY, number(paper.closed.sales))
    strip.rule()


def _print_drawer(strip: Strip, frame: Frame, paper: ClosingPaper) -> None:
    words, closed = frame.wording.words, paper.closed
    strip.line(words("closing.drawer"), HEAD)
    strip.line(words("closing.float"), NAME, frame.money(closed.float))
    strip.line(words("closing.expected"), NAME, frame.money(closed.expected))
    strip.line(words("closing.counted"), NAME, frame.money(closed.counted))
    way = "over" if closed.difference > 0 else "short" if closed.difference < 0 else "even"
    strip.line(words(f"closing.{way}"), TOTAL_WORD, frame.total(closed.difference))
    strip.dotted()


def _print_accounts(strip: Strip, frame: Frame, totals: Sequence[AccountTotal]) -> None:
    paid = [_without_float(total, totals) for total in totals if _paid_with(total)]
    sold = [
        total for total in totals if not _paid_with(total) and total.account not in _IN_THE_DRAWER
    ]
    sold.sort(key=_place)
    paid.sort(key=_place)
    for head, sign, part in (("closing.sold", -1, sold), ("closing.paid", 1, paid)):
        if part:
            strip.line(frame.wording.words(head), HEAD)
        for total in part:
            words = f"{account_words(frame, total.account)} ({frame.wording.number(total.count)})"
            strip.line(words, BODY, frame.money(sign * total.amount))


def _place(total: AccountTotal) -> tuple[int, str]:
    """Goods, their taxes, cards sold, the rest; tenders as they stand on the payment keys."""
    family, _, name = total.account.partition(".")
    if family == "tender":
        return _TENDERS.index(name), name
    return (_FAMILIES.index(family) if family in _FAMILIES else len(_FAMILIES)), name


def _paid_with(total: AccountTotal) -> bool:
    return total.account.startswith(_PAID_WITH)


def _without_float(paid: AccountTotal, totals: Sequence[AccountTotal]) -> AccountTotal:
    """The float lay in the drawer before anybody paid."""
    if paid.account != CASH:
        return paid
    floats = [total for total in totals if total.account == FLOAT]
    return AccountTotal(
        account=CASH,
        count=paid.count - sum(total.count for total in floats),
        amount=paid.amount + sum(total.amount for total in floats),
    )


def account_words(frame: Frame, account: str) -> str:
    """`tax.standard` is `VAT, standard`; a tax without a name of its own shows its identity."""
    family, _, name = account.partition(".")
    if family == "tax":
        key = f"tax.name.{name}"
        named = frame.wording.words(key) if frame.wording.has(key) else name
        return frame.wording.words("closing.tax", word=frame.tax_word(), name=named)
    if family == "tender":
        return frame.wording.words(account)
    return frame.wording.words(f"account.{account}")


def _print_proof(strip: Strip, frame: Frame, paper: ClosingPaper) -> None:
    """What proves this closing, for eyes and for a reader."""
    words, founded = frame.wording.words, paper.founded
    strip.space(4)
    strip.line(words("closing.hash"), HEAD)
    strip.line(paper.hash[:16].hex(" ", 2), SMALL)
    strip.line(words("closing.signature"), HEAD)
    for row in wrap(signature_text(paper.signature), SMALL, WIDTH, _SIGNATURE_ROWS):
        strip.line(row, SMALL)
    lane = f"{founded.store:04}{founded.lane:02}{founded.epoch:02}"
    said = (f"Z{paper.closed.z}", lane, str(paper.closed.grand_total), utc_text(paper.entry.wall))
    strip.space(6)
    strip.qr(third_party_text(said, paper.hash, paper.signature))
