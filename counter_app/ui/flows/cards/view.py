"""The card of the context pane: what is asked, found, shown or paid right now.

Invariant: what a card asks can always be answered by keyboard, and Esc always leads back.
"""

from counter_app.domain.errors import Fault
from counter_app.domain.facts import Sale
from counter_app.domain.slips import TenderTaken
from counter_app.domain.tenders import Tender
from counter_app.services.ports import NO_DRAWER
from counter_app.services.take_payment import Paid
from counter_app.ui.flows.cards.correcting_view import corrected_from, correcting_key, given_card
from counter_app.ui.flows.cards.department_parts import DepartmentAsked
from counter_app.ui.flows.cards.department_view import held_card
from counter_app.ui.flows.cards.finding_view import finding_card
from counter_app.ui.flows.cards.looked_at import looked_at
from counter_app.ui.flows.cards.parts import card_key, waiting_row
from counter_app.ui.flows.cards.question_view import date_form, question_view
from counter_app.ui.flows.keys import Intent
from counter_app.ui.flows.selling.denominations import pieces
from counter_app.ui.flows.selling.parts import (
    CardHolds,
    CardWanted,
    CheckWanted,
    Finding,
    GivenWanted,
    Helping,
    ItemAsks,
    MessagesShown,
    PadShown,
    Plain,
    ReceiptShown,
    ReceiptWanted,
    Selling,
    VoidAsked,
    WaitingShown,
)
from counter_app.ui.flows.shop import Shown
from counter_app.ui.flows.views import (
    CardView,
    ChangeView,
    EmptyView,
    FieldView,
    HeadView,
    KeyKind,
    KeyView,
    Piece,
    RowView,
    SectionView,
)

_MOST_PIECES = 8
_ICONS = {
    Tender.CASH: "cash",
    Tender.CHECK: "note",
    Tender.CREDIT: "card",
    Tender.DEBIT: "card",
    Tender.GIFT_CARD: "gift-card",
    Tender.STORE_CREDIT: "store-credit",
}


def card_view(state: Selling, shown: Shown, keys: tuple[KeyView, ...]) -> CardView:
    """The card of a state, beside the `keys` that the panes show."""
    match state.card:
        case Plain() | DepartmentAsked():
            return held_card(state, shown) or _plain(state, shown)
        case Finding() as finding:
            return finding_card(finding, shown)
        case ItemAsks() as asks:
            return question_view(asks, shown)
        case CardWanted() | CardHolds() | CheckWanted() | VoidAsked() | GivenWanted():
            return _answer_wanted(state, shown)
        case PadShown():
            return _pad(state, shown)
        case ReceiptWanted() | ReceiptShown() | WaitingShown() | MessagesShown() | Helping():
            return looked_at(state, shown, keys)


def _plain(state: Selling, shown: Shown) -> CardView:
    if state.paid is not None:
        return _done(state.paid, shown)
    if state.bill.taken or state.bill.doubtful or state.bill.asking:
        return _payment(state, shown)
    if state.bill.lines:
        return _line(state, shown)
    return _idle(state, shown)


def _idle(state: Selling, shown: Shown) -> CardView:
    words = shown.words
    if not state.waiting:
        empty = EmptyView("receipt", words("page.sale.idle"), words("page.sale.idle_detail"))
        return CardView("idle", empty=empty)
    rows = tuple(waiting_row(draft, shown) for draft in state.waiting)
    section = SectionView(rows, words("page.sale.waiting"), shown.hint(Intent.RECALL))
    return CardView("idle", sections=(section,))


def _line(state: Selling, shown: Shown) -> CardView:
    words, bill = shown.words, state.bill
    line = next((one for one in bill.lines if one.no == state.chosen), bill.lines[-1])
    head = HeadView("price-tag", line.names.best(shown.wording.language), line.code)
    rows: tuple[RowView, ...] = (
        RowView("price", words("page.sale.line_price"), figure=shown.money(line.price)),
        RowView(
            "count", words("page.sale.line_count"), figure=shown.wording.quantity(line.quantity)
        ),
        RowView("sum", words("page.sale.line_amount"), figure=shown.money(line.amount)),
    )
    if line.serial:
        serial = RowView("serial", words("page.sale.line_serial"), figure=line.serial)
        rows = (*rows, serial)
    keys = (
        card_key(shown, Intent.LESS, "minus", spoken=True),
        card_key(shown, Intent.MORE, "plus", spoken=True),
        card_key(shown, Intent.REMOVE, "trash"),
    )
    return CardView("line", head, sections=(SectionView(rows),), keys=keys)


def _payment(state: Selling, shown: Shown) -> CardView:
    words, bill = shown.words, state.bill
    detail = words(
        "page.sale.in_all",
        total=shown.money(bill.total),
        received=shown.money(bill.received),
    )
    still = (
        ChangeView(
            words("page.sale.covered"),
            shown.loud(bill.received),
            detail=words("page.sale.f12_ends"),
        )
        if bill.complete
        else ChangeView(
            words("page.sale.still"),
            shown.loud(bill.remaining),
            detail=words("page.sale.type_amount"),
            done=False,
        )
    )
    rows = tuple(tender_row(tender, shown) for tender in bill.taken)
    section = SectionView(rows, words("page.sale.received"), shown.money(bill.received))
    keys = (card_key(shown, Intent.TAKE_BACK, "undo"),) if bill.taken and not bill.doubtful else ()
    return CardView(
        "payment",
        HeadView("cash", words("page.sale.payment"), detail),
        None if bill.doubtful else still,
        text=words("page.sale.doubt") if bill.doubtful else "",
        sections=(section,) if rows else (),
        chosen=str(state.chosen_tender or ""),
        keys=keys,
    )


def _pad(state: Selling, shown: Shown) -> CardView:
    words, due = shown.words, shown.money(state.bill.remaining)
    head = HeadView("cash", words("page.sale.amount"), words("page.sale.pad_due", due=due))
    text = words("page.sale.type_amount")
    leave = card_key(shown, Intent.BACK, "close", "page.sale.key.leave")
    return CardView("pad", head, text=text, keys=(leave,), pad=True)


def _drawer(fault: Fault | None, shown: Shown) -> str:
    """Whether the drawer is open; a jammed one is said as a fault, not here."""
    if fault is None:
        return shown.words("page.sale.drawer_open")
    return shown.words("page.sale.drawer_by_hand") if fault.code == NO_DRAWER else ""


def _done(paid: Paid, shown: Shown) -> CardView:
    words, sale = shown.words, paid.sale
    paid_in_all = sale.total + sale.rounding
    if sale.change:
        made = pieces(sale.change, shown.currency.code, shown.currency.digits, _MOST_PIECES)
        parts = tuple(Piece(shown.note(value), note) for value, note in made)
        change = ChangeView(
            words("page.sale.change"),
            shown.loud(sale.change),
            pill=_drawer(paid.drawer, shown),
            detail=corrected_from(paid, shown) or _rounded(sale, shown),
            pieces=parts,
        )
    else:
        change = ChangeView(
            words("page.sale.paid_in_full"),
            shown.loud(paid_in_all),
            detail=corrected_from(paid, shown)
            or _rounded(sale, shown)
            or words("page.sale.no_change"),
        )
    rows = tuple(tender_row(tender, shown) for tender in sale.tenders)
    section = SectionView(rows, words("page.sale.paid_with"), shown.money(paid_in_all))
    keys = (
        card_key(shown, Intent.REPRINT, "printer", "page.sale.key.reprint"),
        card_key(shown, Intent.GIFT_RECEIPT, "gift-card"),
        *correcting_key(sale, shown),
    )
    return CardView("done", None, change, sections=(section,), keys=keys)


def _rounded(sale: Sale, shown: Shown) -> str:
    """From the total to what was paid: the step that coins can make, with its sign."""
    if not sale.rounding:
        return ""
    return shown.words(
        "page.sale.rounded",
        total=shown.money(sale.total),
        rounding=shown.signed(sale.rounding),
        paid=shown.money(sale.total + sale.rounding),
    )


def tender_row(tender: TenderTaken, shown: Shown) -> RowView:
    """One payment."""
    words, kind = shown.words, Tender(tender.tender)
    name, word, detail = words(f"tender.{kind}"), "", ""
    if tender.card is not None:
        name = f"{name} ····{tender.card.last4}"
        word = words("page.sale.approved")
        detail = words("page.sale.auth", code=tender.card.auth_code)
    elif tender.stored is not None:
        name = f"{name} ····{tender.stored.last4}"
        detail = words("page.sale.left", amount=shown.money(tender.stored.balance))
    elif tender.check is not None:
        name = f"{name} {tender.check.number}"
        detail = words("page.sale.account", last4=tender.check.last4)
    elif tender.change:
        given, change = shown.money(tender.given), shown.money(tender.change)
        detail = words("page.sale.given", given=given, change=change)
    return RowView(
        str(tender.no), name, detail, shown.money(tender.amount), icon=_ICONS[kind], word=word
    )


def _answer_wanted(state: Selling, shown: Shown) -> CardView:
    words = shown.words
    leave = card_key(shown, Intent.BACK, "close", "page.sale.key.leave")
    match state.card:
        case CardWanted() as wanted:
            about = _amount_line(wanted, shown)
            if not state.bill.remaining:
                about = words("page.sale.gift_balance")
            head = HeadView("gift-card", words("page.sale.gift"), about)
            field = FieldView("text", words("page.sale.field.card"), wanted.text, "gift-card")
            text = words("page.sale.gift_how")
            fields = (field,)
            return CardView("gift", head, text=text, fields=fields, keys=(leave,), pad=True)
        case CardHolds(card=card):
            head = HeadView("gift-card", f"{words(f'tender.{card.stored}')} ····{card.last4}")
            holds = ChangeView(words("page.sale.holds"), shown.loud(card.balance), done=False)
            return CardView("holds", head, holds, keys=(leave,))
        case CheckWanted() as check:
            return _check(check, shown, leave)
        case GivenWanted() as given if state.paid is not None:
            return given_card(given, state.paid.sale, shown)
        case _:
            return _void(state, shown)


def _amount_line(wanted: CardWanted | CheckWanted, shown: Shown) -> str:
    if wanted.amount is None:
        return shown.words("page.sale.all_due")
    return shown.words("page.sale.amount_of", amount=shown.money(wanted.amount))


def _check(check: CheckWanted, shown: Shown, leave: KeyView) -> CardView:
    words = shown.words
    head = HeadView("note", words("page.sale.check"), _amount_line(check, shown))
    fields = (
        FieldView("routing", words("page.sale.field.routing"), check.routing),
        FieldView("account", words("page.sale.field.account"), check.account),
        FieldView("number", words("page.sale.field.check_number"), check.number),
        FieldView("dated", words("page.sale.field.dated", form=date_form(shown)), check.dated),
    )
    seen = KeyView(
        Intent.IDENTIFIED,
        words("page.sale.key.identified"),
        "badge" if not check.identified else "tick",
        shown.hint(Intent.IDENTIFIED),
        kind=KeyKind.CHOSEN if check.identified else KeyKind.CONTROL,
    )
    return CardView("check", head, fields=fields, keys=(seen, leave), pad=True)


def _void(state: Selling, shown: Shown) -> CardView:
    words, lines = shown.words, len(state.bill.lines) + len(state.draft.basket.held)
    head = HeadView("trash", words("page.sale.void_title"), words("page.sale.void_detail"))
    total = shown.money(state.bill.total)
    keys = (
        card_key(shown, Intent.BACK, "close", "page.sale.key.keep"),
        KeyView(
            Intent.YES,
            shown.wording.plural("page.sale.key.void", lines, total=total),
            "trash",
            shown.hint(Intent.VOID),
            kind=KeyKind.CONTROL,
        ),
    )
    return CardView("void", head, keys=keys, focus=Intent.BACK)
