"""The card that finds receipts, and the receipt as it was printed, in words.

Invariant: the card always says how the typed text was understood, and how else it could be.
"""

from datetime import UTC, datetime
from typing import Final

from counter_app.domain.receipt_search import Reading
from counter_app.domain.slips import TenderTaken
from counter_app.services.find_receipt import Frame
from counter_app.services.ports import SaleRecord
from counter_app.ui.flows.cards.parts import card_key
from counter_app.ui.flows.cards.receipts import FRAMES, MEANING, MORE, row_keys
from counter_app.ui.flows.keys import Intent
from counter_app.ui.flows.selling.parts import ReceiptShown, ReceiptWanted
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

_WHOLE: Final = 15


def receipts_card(wanted: ReceiptWanted, shown: Shown) -> CardView:
    """What was found, what else the text may mean, and the time frames."""
    words = shown.words
    head = HeadView(
        "receipt", words("page.receipts.title"), words("page.receipts.how"), (_close(shown),)
    )
    keys = tuple(_frame_key(intent, frame, wanted, shown) for intent, frame in FRAMES.items())
    order = row_keys(wanted)
    if not order:
        title, detail = _nothing(wanted, shown)
        empty = EmptyView("receipt", title, detail)
        return CardView("receipts", head, empty=empty, keys=keys)
    section = SectionView(_rows(wanted, shown), _caption(wanted, shown))
    chosen = order[min(wanted.chosen, len(order) - 1)]
    return CardView("receipts", head, sections=(section,), chosen=chosen, keys=keys)


def receipt_card(receipt: ReceiptShown, shown: Shown) -> CardView:
    """The receipt as it was printed, and what can be made of it."""
    words, sale = shown.words, receipt.record.sale
    copies = receipt.record.copies
    detail = words("page.sale.receipt_sum", total=shown.money(sale.total))
    if copies:
        detail = f"{detail} · {shown.wording.plural('page.sale.copies', copies)}"
    head = HeadView("receipt", number_shown(sale.number), detail, (_close(shown),))
    keys = (
        card_key(shown, Intent.REPRINT, "printer", "page.sale.key.reprint"),
        card_key(shown, Intent.GIFT_RECEIPT, "gift-card"),
    )
    made = f"{copies}.{receipt.record.gifts}"
    return CardView(f"receipt.{sale.number}.{made}", head, pages=receipt.pages, keys=keys)


def _close(shown: Shown) -> KeyView:
    spoken = shown.words("page.sale.key.leave")
    return KeyView(Intent.BACK, "", "close", kind=KeyKind.GHOST, spoken=spoken)


def _frame_key(intent: Intent, frame: Frame, wanted: ReceiptWanted, shown: Shown) -> KeyView:
    kind = KeyKind.CHOSEN if frame is wanted.sought.frame else KeyKind.CONTROL
    return KeyView(
        intent, shown.words(f"page.receipts.frame.{frame}"), "", shown.hint(intent), kind=kind
    )


def _rows(wanted: ReceiptWanted, shown: Shown) -> tuple[RowView, ...]:
    rows = [_row(record, shown) for record in wanted.records]
    for key in row_keys(wanted)[len(rows) :]:
        name, _, meaning = key.partition(":")
        if name == MEANING:
            what = reading_words(wanted.readings[int(meaning)], shown)
            text = shown.words("page.receipts.instead", what=what)
            rows.append(RowView(key, text, icon="search"))
        else:
            rows.append(RowView(MORE, shown.words("page.receipts.more"), icon="chevron-down"))
    return tuple(rows)


def _row(record: SaleRecord, shown: Shown) -> RowView:
    sale, wording = record.sale, shown.wording
    at = datetime.fromtimestamp(record.entry.wall / 1000, UTC).astimezone()
    lines = wording.plural("page.sale.items", len(sale.lines))
    first = f"{sale.lines[0].name} · {lines}" if len(sale.lines) > 1 else ""
    first = first or (sale.lines[0].name if sale.lines else lines)
    tenders = dict.fromkeys(
        _tender(shown.words(f"tender.{one.tender}"), _last4(one)) for one in sale.tenders
    )
    copies = wording.plural("page.sale.copies", record.copies) if record.copies else ""
    return RowView(
        sale.number,
        f"{wording.date(at.date())} {wording.time(at)} · {number_shown(sale.number)}",
        " · ".join(part for part in (first, ", ".join(tenders), copies) if part),
        shown.money(sale.total),
        icon="receipt",
    )


def _tender(name: str, last4: str) -> str:
    return f"{name} ····{last4}" if last4 else name


def _last4(tender: TenderTaken) -> str:
    slip = tender.card or tender.check or tender.stored
    return slip.last4 if slip else ""


def _caption(wanted: ReceiptWanted, shown: Shown) -> str:
    words = shown.words
    if wanted.looking:
        return words("page.receipts.looking", what=_asked(wanted, shown))
    parts = [_asked(wanted, shown)]
    if not wanted.records:
        parts = [words("page.receipts.none", what=parts[0])]
    if wanted.back_to is not None:
        parts.append(words("page.receipts.back_to", day=shown.wording.date(wanted.back_to)))
    caption = " · ".join(parts)
    return f"{caption[:1].upper()}{caption[1:]}"


def _nothing(wanted: ReceiptWanted, shown: Shown) -> tuple[str, str]:
    """Still looking, nothing like it, or none was ever printed: what happened and what to do."""
    words = shown.words
    if not wanted.answered:
        return words("page.receipts.looking", what=_asked(wanted, shown)), ""
    if wanted.readings == ReceiptWanted().readings and wanted.sought.frame is Frame.ALL:
        return words("page.receipts.first"), words("page.receipts.first_detail")
    found = words("page.receipts.none", what=_asked(wanted, shown))
    return found, words("page.receipts.none_detail")


def _asked(wanted: ReceiptWanted, shown: Shown) -> str:
    """What was asked, as it was understood, with the time frame where it counts."""
    reading = wanted.readings[min(wanted.sought.meaning, len(wanted.readings) - 1)]
    text = reading_words(reading, shown)
    if wanted.sought.frame is Frame.ALL or reading.dated:
        return text
    return f"{text}, {shown.words(f'page.receipts.in.{wanted.sought.frame}')}"


def reading_words(reading: Reading, shown: Shown) -> str:
    """One meaning of a text: `receipt …42`, `total 45.90`, `22 November 2026`."""
    words = shown.words
    parts = []
    if reading.number:
        key = "number" if len(reading.number) == _WHOLE else "ends"
        whole = number_shown(reading.number) if key == "number" else reading.number
        parts.append(words(f"page.receipts.read.{key}", number=whole))
    if reading.amount is not None:
        parts.append(words("page.receipts.read.amount", amount=shown.money(reading.amount)))
    if reading.since is not None:
        parts.append(shown.wording.date_in_words(reading.since))
    if reading.last4:
        parts.append(words("page.receipts.read.card", last4=reading.last4))
    if reading.item:
        parts.append(words("page.receipts.read.item", item=reading.item))
    return ", ".join(parts) or words("page.receipts.read.newest")
