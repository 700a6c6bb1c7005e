"""The fold: one entry -> the rows it adds to the read tables. Pure; it reads nothing else.

Invariant: folding the journal in order from nothing gives exactly the read tables.
"""

from collections.abc import Iterable
from typing import Final

from counter_app.domain import facts as f
from counter_app.domain.catalogue import THOUSAND
from counter_app.domain.ledger import Posting, postings
from counter_app.domain.slips import SoldLine, TenderTaken
from counter_app.storage.journal import day_number

FOLD_VERSION: Final = 2

Value = int | str | bytes | None
Row = tuple[Value, ...]
Rows = dict[str, list[Row]]


def fold(entry: f.Entry) -> Rows:  # noqa: C901, PLR0911, PLR0912 - one arm a kind: the table of the fold
    """The rows of one entry, by table, in the table's column order."""
    seq = entry.seq
    match entry.data:
        case f.Sale() as sale:
            return _sale(entry, sale)
        case f.TillOpened() as opened:
            day = day_number(entry.business_date)
            rows: Rows = {"session": [(seq, entry.user, day, entry.wall, opened.float)]}
            return rows | _posted(seq, seq, postings(opened))
        case f.TillClosed() as closed:
            return _closing(entry, closed)
        case f.AttemptStarted() as started:
            return _attempt(seq, started)
        case f.AttemptSettled() as settled:
            return _outcome(seq, settled)
        case f.TenderRefused() as refused:
            return _refused(seq, refused)
        case f.TenderVoided() as voided:
            row: Row = (seq, "voided", _id(voided.basket), voided.tender, voided.amount, "", "", 0)
            return {"tender_event": [row]}
        case f.BasketSuspended() | f.BasketRecalled() | f.BasketEnded():
            return _basket_rows(seq, entry.data)
        case f.BasketTakenOver() as over:
            passed_on = ("", over.before, over.lines, over.total, None)
            return {"basket_event": [(seq, "taken_over", _id(over.basket), *passed_on)]}
        case f.CardBroughtIn() as card:
            return _brought_in(seq, card)
        case f.BalanceAsked() as asked:
            return {"balance_query": [(seq, _id(asked.card), asked.last4, asked.balance)]}
        case f.ReceiptReprinted() as copy:
            return {"reprint": [(seq, int(copy.number), copy.paper, copy.copy)]}
        case f.CashCorrected() as corrected:
            return {"cash_correction": [_corrected(seq, corrected)]}
        case f.Published() as new:
            row = (seq, new.what, new.id, new.digest, new.rows, new.content)
            return {"publication": [row]}
        case f.StaffChanged() as person:
            row = (
                seq,
                person.number,
                person.name,
                person.role,
                int(person.active),
                person.language,
            )
            return {"staff": [row]}
        case f.SignedIn() | f.SignInFailed() | f.SignedOut() | f.CredentialChanged():
            return {"access": [_access(seq, entry.data)]}
        case f.StoreFounded() as store:
            row = (seq, store.store_kind, store.store, store.lane, store.epoch, store.name)
            return {"store": [row]}
        case f.ClockStepped() as step:
            return {"clock_step": [(seq, step.before, step.after)]}
        case f.BackupMade() as backup:
            row = (seq, backup.name, backup.seq, backup.hash, backup.digest, backup.size)
            return {"backup": [row]}
        case f.StoreRestored() as restored:
            row = (seq, restored.epoch, restored.backup, restored.seq, restored.hash)
            return {"restoration": [(*row, restored.newest)]}


def _sale(entry: f.Entry, sale: f.Sale) -> Rows:
    seq = entry.seq
    day = day_number(entry.business_date)
    moved = postings(sale)
    rows: Rows = {
        "txn": [
            (
                seq,
                _id(sale.id),
                int(sale.number),
                sale.session,
                day,
                entry.wall,
                entry.user,
                len(sale.lines),
                sale.total,
                sale.tax,
                sale.rounding,
                sale.customer or None,
                sale.origin or None,
            )
        ],
        "line": [_line(seq, line) for line in sale.lines],
        "tender": [_tender(seq, tender) for tender in sale.tenders],
    }
    taxes: list[Row] = [
        (seq, line.no, no, tax.tax, tax.rate, tax.net, tax.amount)
        for line in sale.lines
        for no, tax in enumerate(line.taxes, 1)
    ]
    discounts: list[Row] = [
        (seq, line.no, no, discount.origin, discount.label, discount.amount)
        for line in sale.lines
        for no, discount in enumerate(line.discounts, 1)
    ]
    if taxes:
        rows["line_tax"] = taxes
    if discounts:
        rows["line_discount"] = discounts
    rows |= _answers(seq, sale)
    rows |= _posted(seq, sale.session, moved)
    return rows | _cards(seq, sale)


def _answers(seq: int, sale: f.Sale) -> Rows:
    """What its items asked for: which piece it is, and that the customer is old enough."""
    serials: list[Row] = [
        (seq, line.no, line.serial, line.code, line.quantity // THOUSAND)
        for line in sale.lines
        if line.serial
    ]
    ages: list[Row] = [(seq, one.age, one.by) for one in sale.ages]
    departments: list[Row] = [
        (seq, line.no, sold.department, sold.scanned, sold.reason, sold.user)
        for line in sale.lines
        if (sold := line.department)
    ]
    rows: Rows = {"line_serial": serials} if serials else {}
    if departments:
        rows["line_department"] = departments
    return rows | {"age_shown": ages} if ages else rows


def _line(seq: int, line: SoldLine) -> Row:
    return (
        seq,
        line.no,
        line.code,
        line.name,
        line.category,
        line.tax_group,
        line.quantity,
        line.unit,
        line.price,
        line.amount,
        line.net,
        line.gross,
        0,
        0,
    )


def _tender(seq: int, tender: TenderTaken) -> Row:
    last4, token = "", None
    if tender.card:
        last4, token = tender.card.last4, tender.card.token.encode() or None
    elif tender.check:
        last4, token = tender.check.last4, _id(tender.check.account)
    elif tender.stored:
        last4, token = tender.stored.last4, _id(tender.stored.card)
    attempt = _id(tender.attempt) if tender.attempt else None
    return (
        seq,
        tender.no,
        tender.tender,
        tender.amount,
        tender.given,
        tender.change,
        last4,
        token,
        attempt,
    )


def _posted(seq: int, session: int, moved: tuple[Posting, ...]) -> Rows:
    if not moved:
        return {}
    return {
        "posting": [(seq, no, account, amount) for no, (account, amount) in enumerate(moved, 1)],
        "session_total": [(session, account, 1, amount) for account, amount in moved],
    }


def _cards(seq: int, sale: f.Sale) -> Rows:
    moves = [
        (line.card.card, line.card.stored, line.card.last4, line.card.operation, line.gross)
        for line in sale.lines
        if line.card
    ]
    moves += [
        (tender.stored.card, tender.tender, tender.stored.last4, "redeem", -tender.amount)
        for tender in sale.tenders
        if tender.stored
    ]
    return _moved(seq, moves) if moves else {}


def _moved(seq: int, moves: Iterable[tuple[str, str, str, str, int]]) -> Rows:
    rows: Rows = {"card": [], "card_move": []}
    for no, (card, stored, last4, operation, amount) in enumerate(moves, 1):
        rows["card"].append((_id(card), stored, last4, amount, 1))
        rows["card_move"].append((seq, no, _id(card), operation, amount))
    return rows


def _brought_in(seq: int, card: f.CardBroughtIn) -> Rows:
    moved = postings(card)
    rows = _moved(seq, [(card.card, card.stored, card.last4, "brought_in", card.amount)])
    rows["posting"] = [(seq, no, account, amount) for no, (account, amount) in enumerate(moved, 1)]
    return rows


def _closing(entry: f.Entry, closed: f.TillClosed) -> Rows:
    day = day_number(entry.business_date)
    row: Row = (
        entry.seq,
        closed.session,
        day,
        entry.user,
        closed.z,
        closed.sales,
        closed.float,
        closed.expected,
        closed.counted,
        closed.difference,
        closed.grand_total,
    )
    moved = postings(closed)
    posted: list[Row] = [
        (entry.seq, no, account, amount) for no, (account, amount) in enumerate(moved, 1)
    ]
    return {"closing": [row], "posting": posted} if posted else {"closing": [row]}


def _attempt(seq: int, started: f.AttemptStarted) -> Rows:
    reverses = _id(started.reverses) if started.reverses else None
    row: Row = (
        seq,
        _id(started.attempt),
        _id(started.basket),
        started.operation,
        started.amount,
        reverses,
    )
    return {"attempt": [row], "attempt_open": [(_id(started.attempt), 1)]}


def _outcome(seq: int, settled: f.AttemptSettled) -> Rows:
    row: Row = (
        seq,
        _id(settled.attempt),
        settled.outcome,
        settled.amount,
        settled.tender,
        settled.reason,
    )
    return {"attempt_outcome": [row], "attempt_open": [(_id(settled.attempt), -1)]}


def _refused(seq: int, refused: f.TenderRefused) -> Rows:
    first = refused.findings[0]
    row: Row = (
        seq,
        "refused",
        _id(refused.basket),
        refused.tender,
        refused.amount,
        first.rule,
        first.requirement,
        int(refused.shadow),
    )
    return {"tender_event": [row]}


def _basket_rows(seq: int, fact: f.BasketSuspended | f.BasketRecalled | f.BasketEnded) -> Rows:
    basket = _id(fact.basket)
    match fact:
        case f.BasketSuspended():
            row: Row = (seq, "suspended", basket, fact.slip, "", fact.lines, fact.total, None)
            return {"basket_event": [row]}
        case f.BasketRecalled():
            return {"basket_event": [(seq, "recalled", basket, fact.slip, "", 0, 0, None)]}
        case f.BasketEnded():
            lines, origin = len(fact.lines), fact.origin or None
            row = (seq, fact.how, basket, "", fact.reason, lines, fact.total, origin)
            refused: list[Row] = [
                (seq, line.no, line.code, line.reason) for line in fact.lines if line.reason
            ]
            rows: Rows = {"basket_event": [row]}
            return rows | {"refused_line": refused} if refused else rows


def _corrected(seq: int, fact: f.CashCorrected) -> Row:
    number, tender = int(fact.number), fact.tender
    return (seq, number, tender, fact.given_before, fact.given, fact.change_before, fact.change)


def _access(seq: int, fact: f.SignedIn | f.SignInFailed | f.SignedOut | f.CredentialChanged) -> Row:
    match fact:
        case f.SignedIn():
            return (seq, fact.kind, fact.number, fact.by, 0)
        case f.SignInFailed():
            return (seq, fact.kind, fact.number, fact.reason, fact.tries)
        case f.SignedOut():
            return (seq, fact.kind, fact.number, "", 0)
        case f.CredentialChanged():
            return (seq, fact.kind, fact.number, fact.what, 0)


def _id(text: str) -> bytes:
    return bytes.fromhex(text)
