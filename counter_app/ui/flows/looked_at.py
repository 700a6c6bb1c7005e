"""Cards to look at: receipts, suspended baskets, the keys.

Invariant: looking changes nothing.
"""

from datetime import UTC, datetime

from counter_app.services.ports import SaleRecord
from counter_app.ui.flows.card_parts import card_key, waiting_row
from counter_app.ui.flows.keys import Intent
from counter_app.ui.flows.selling_parts import ReceiptShown, ReceiptWanted, Selling, WaitingShown
from counter_app.ui.flows.shop import Shown, number_shown
from counter_app.ui.flows.views import (
    CardView,
    EmptyView,
    HeadView,
    KeyKind,
    KeyView,
    RowView,
    SectionView,
)


def looked_at(state: Selling, shown: Shown) -> CardView:
    """The card of a state that only looks."""
    words = shown.words
    match state.card:
        case ReceiptWanted(recent=recent):
            head = HeadView("receipt", words("page.sale.receipts"), words("page.sale.receipts_how"))
            rows = tuple(_receipt_row(record, shown) for record in recent)
            return CardView("receipts", head, sections=(SectionView(rows),) if rows else ())
        case ReceiptShown() as receipt:
            return _receipt(receipt, shown)
        case WaitingShown(waiting=waiting, chosen=chosen):
            head = HeadView("recall", words("page.sale.waiting"), words("page.sale.waiting_how"))
            rows = tuple(waiting_row(draft, shown) for draft in waiting)
            if not rows:
                empty = EmptyView("suspend", words("page.sale.waiting_none"))
                return CardView("waiting", head, empty=empty)
            section = (SectionView(rows),)
            return CardView("waiting", head, sections=section, chosen=waiting[chosen].slip)
        case _:
            return _help(shown)


def _receipt(receipt: ReceiptShown, shown: Shown) -> CardView:
    words, sale = shown.words, receipt.record.sale
    copies = receipt.record.copies
    detail = words("page.sale.receipt_sum", total=shown.money(sale.total))
    if copies:
        detail = f"{detail} · {shown.wording.plural('page.sale.copies', copies)}"
    close = KeyView(
        Intent.BACK, "", "close", kind=KeyKind.GHOST, spoken=words("page.sale.key.leave")
    )
    head = HeadView("receipt", number_shown(sale.number), detail, (close,))
    keys = (
        card_key(shown, Intent.REPRINT, "printer", "page.sale.key.reprint"),
        card_key(shown, Intent.GIFT_RECEIPT, "gift-card"),
    )
    made = f"{copies}.{receipt.record.gifts}"
    return CardView(f"receipt.{sale.number}.{made}", head, pages=receipt.pages, keys=keys)


def _receipt_row(record: SaleRecord, shown: Shown) -> RowView:
    sale = record.sale
    lines = shown.wording.plural("page.sale.items", len(sale.lines))
    number = number_shown(sale.number)
    at = shown.wording.time(datetime.fromtimestamp(record.entry.wall / 1000, UTC).astimezone())
    kinds = dict.fromkeys(shown.words(f"tender.{tender.tender}") for tender in sale.tenders)
    detail = " · ".join((at, lines, ", ".join(kinds)))
    return RowView(sale.number, number, detail, shown.money(sale.total), icon="receipt")


def _help(shown: Shown) -> CardView:
    words = shown.words
    listed = (
        Intent.FIND, Intent.RECEIPT, Intent.CASH, Intent.CHECK, Intent.CARD, Intent.GIFT,
        Intent.FINISH, Intent.MORE, Intent.LESS, Intent.REMOVE, Intent.UNDO, Intent.REDO,
        Intent.TAKE_BACK, Intent.SUSPEND, Intent.RECALL, Intent.REPRINT, Intent.VOID,
        Intent.TILL, Intent.LOCK, Intent.SWITCH, Intent.BACK,
    )  # fmt: skip
    rows = (
        RowView("count", words("page.sale.help.count"), cap="3 *"),
        *(RowView(one, words(f"page.sale.help.{one}"), cap=shown.hint(one)) for one in listed),
    )
    keys = (
        card_key(shown, Intent.LANGUAGE, "language"),
        card_key(shown, Intent.MODE, "moon"),
        card_key(shown, Intent.LARGER, "plus"),
    )
    head = HeadView("help", words("page.sale.help"), words("page.sale.help_detail"))
    return CardView("help", head, sections=(SectionView(rows),), keys=keys)
