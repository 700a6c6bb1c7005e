"""The whole selling page as one frozen view.

Invariant: a key that cannot be used now stays in its place and says why.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from counter_app.ui.flows.cards.correcting_view import given_row
from counter_app.ui.flows.cards.department_parts import DepartmentAsked
from counter_app.ui.flows.cards.department_view import department_key, held_key
from counter_app.ui.flows.cards.question_view import takes
from counter_app.ui.flows.cards.receipts import is_new
from counter_app.ui.flows.cards.view import card_view
from counter_app.ui.flows.keys import Intent
from counter_app.ui.flows.selling.asking import is_asked_for
from counter_app.ui.flows.selling.basket_view import Rows, basket_view
from counter_app.ui.flows.selling.denominations import quick_notes
from counter_app.ui.flows.selling.parts import (
    Busy,
    CardWanted,
    CheckWanted,
    Finding,
    ItemAsks,
    PadShown,
    Plain,
    ReceiptWanted,
    Selling,
    VoidAsked,
    WaitingShown,
)
from counter_app.ui.flows.shop import Shop, Shown
from counter_app.ui.flows.status import message_view, status_view
from counter_app.ui.flows.typed import looks_like_amount
from counter_app.ui.flows.views import (
    AmountView,
    BalanceView,
    CardView,
    KeyKind,
    KeyView,
    PaymentRowView,
    PillView,
    ScanLineView,
    ShellView,
    StatusView,
)


@dataclass(frozen=True, slots=True)
class Moments:
    """The time now and that of the message, as shown."""

    now: str
    note: str


@dataclass(frozen=True, slots=True)
class SellingView:
    """Panes and card."""

    shell: ShellView
    card: CardView


class SellingViews:
    """Makes views in one language."""

    def __init__(self, shown: Shown, shop: Shop) -> None:
        self._shown, self._shop = shown, shop
        self._rows = Rows(shown)

    def of(self, state: Selling, moments: Moments) -> SellingView:
        """The view of a state."""
        shown = self._shown
        payment = _payment(state, shown)
        shell = ShellView(
            self._status(state, moments.now),
            _scan(state, shown),
            basket_view(state, shown, self._rows),
            replace(_balance(state, shown, self._shop), pad=_pad(state, shown, payment)),
            message_view(state.note, shown, moments.note),
            given_row(payment, state, shown),
            rail(state, shown),
        )
        card = card_view(state, shown, (*shell.rail, *shell.payment.keys))
        if isinstance(state.card, PadShown):
            card = replace(card, notes=payment.notes)
        return SellingView(shell, card)

    def _status(self, state: Selling, now: str) -> StatusView:
        words, seller = self._shown.words, state.seller
        keys = (
            KeyView(
                Intent.SWITCH,
                "",
                "user-switch",
                self._shown.hint(Intent.SWITCH),
                kind=KeyKind.GHOST,
                spoken=words("page.sale.key.switch"),
            ),
            KeyView(
                Intent.LOCK,
                "",
                "lock",
                self._shown.hint(Intent.LOCK),
                kind=KeyKind.GHOST,
                spoken=words("page.sale.key.lock"),
            ),
        )
        pills = (PillView(words("page.status.till_open"), "success"),)
        bar = status_view(self._shop, self._shown, now)
        return replace(
            bar,
            pills=(*bar.pills, *pills),
            initials=seller.initials,
            user=seller.name,
            keys=keys,
        )


_PROMPTS: Final[Mapping[type, str]] = {
    Finding: "page.find.prompt",
    ReceiptWanted: "page.receipts.prompt",
}


def _scan(state: Selling, shown: Shown) -> ScanLineView:
    prompt = "page.sale.prompt_next" if state.paid is not None else "page.sale.prompt"
    if state.busy is Busy.TERMINAL:
        prompt = "page.sale.prompt_terminal"
    if state.busy is Busy.NO:
        prompt = _PROMPTS.get(type(state.card), prompt)
    return ScanLineView(shown.words(prompt), state.typed, state.flash_state, state.flash)


def _balance(state: Selling, shown: Shown, shop: Shop) -> BalanceView:
    words, bill = shown.words, state.bill
    key = "page.sale.tax" if shop.tax_included else "page.sale.tax_added"
    tax = words(key, word=words(f"tax.word.{shop.tax_word}"), amount=shown.money(bill.tax))
    if state.paid is not None:
        sale = state.paid.sale
        paid = words("page.sale.paid_total", amount=shown.money(sale.total + sale.rounding))
        return BalanceView(words("page.sale.nothing"), shown.loud(0), f"{paid} · {tax}")
    if not bill.lines:
        return BalanceView(
            words("page.sale.nothing"), shown.loud(0), words("page.sale.no_lines"), quiet=True
        )
    if bill.taken:
        total, received = shown.money(bill.total), shown.money(bill.received)
        tax = words("page.sale.less", total=total, received=received)
    if bill.remaining == 0:
        return BalanceView(words("page.sale.nothing"), shown.loud(0), tax)
    return BalanceView(words("page.sale.pays"), shown.loud(bill.remaining), tax)


def _pad(state: Selling, shown: Shown, payment: PaymentRowView) -> KeyView:
    """What a touch on the amount does, as a key, for a row that has no room for an amount."""
    words, kind = shown.words, KeyKind.CONTROL
    if isinstance(state.card, PadShown):
        hint = shown.hint(Intent.BACK)
        return KeyView(Intent.BACK, words("page.sale.key.leave"), "close", hint, kind=kind)
    free = payment.amount is not None and payment.amount.enabled and isinstance(state.card, Plain)
    return KeyView(Intent.PAD, words("page.sale.amount"), "keyboard", kind=kind, enabled=free)


def _payment(state: Selling, shown: Shown) -> PaymentRowView:
    words, bill = shown.words, state.bill
    held = state.draft.basket.held or isinstance(state.card, ItemAsks)
    open_ = bool(bill.lines) and state.paid is None and not bill.complete and not held
    free = open_ and state.busy is Busy.NO and not bill.doubtful and not bill.asking
    notes = (
        KeyView(Intent.EXACT, words("page.sale.key.exact"), kind=KeyKind.CONTROL, enabled=free),
        *(
            KeyView(f"{Intent.NOTE}:{note}", shown.note(note), kind=KeyKind.CONTROL, enabled=free)
            for note in _notes(state)
        ),
    )
    seeks = isinstance(state.card, Finding | ReceiptWanted)
    typed = looks_like_amount(state.typed) and not seeks
    text = state.typed if typed else shown.money(bill.cash_due)
    how = words("page.sale.amount_how", cash=shown.hint(Intent.CASH), card=shown.hint(Intent.CARD))
    amount = AmountView(words("page.sale.amount"), text, enabled=free, how=how)
    return PaymentRowView(
        (*_tenders(state, shown, free=free), _finish(state, shown)), amount, notes
    )


def _notes(state: Selling) -> tuple[int, ...]:
    unit = 10**state.currency.digits
    found = quick_notes(state.bill.cash_due, state.currency.digits)
    return found or (5 * unit, 10 * unit, 20 * unit)


def _tenders(state: Selling, shown: Shown, *, free: bool) -> tuple[KeyView, ...]:
    words, doubt = shown.words, state.bill.doubtful and state.busy is Busy.NO
    hint = shown.hint
    kind = KeyKind.TENDER
    card = words("page.sale.key.ask_again" if doubt else "page.sale.key.card")
    gift = words("page.sale.key.gift")
    short = words("page.sale.key.gift_short")
    can_ask = free or (state.busy is Busy.NO and not state.bill.lines)
    return (
        KeyView(
            Intent.CASH, words("page.sale.key.cash"), "cash", hint(Intent.CASH), "", kind, free
        ),
        KeyView(Intent.CARD, card, "card", hint(Intent.CARD), "", kind, free or doubt),
        KeyView(Intent.GIFT, gift, "gift-card", hint(Intent.GIFT), "", kind, can_ask, short=short),
    )


_GIVES: Final[Mapping[type, str]] = {
    CheckWanted: "page.sale.key.take_check",
    CardWanted: "page.sale.key.use_card",
    ReceiptWanted: "page.sale.key.show_receipt",
    WaitingShown: "page.sale.key.recall_this",
}


def _taking(finding: Finding, shown: Shown) -> tuple[str, str, bool]:
    """What F12 does in a search, what comes first, and whether it can be done."""
    if finding.choosing:
        return "page.find.key.choose", "", True
    found = bool(finding.results)
    return "page.sale.key.take_item", "" if found else shown.words("page.find.type"), found


def _finish(state: Selling, shown: Shown) -> KeyView:
    text, sub, ready = "page.sale.key.finish", "", True
    match state.card:
        case ItemAsks(question=question):
            text = takes(question)
        case card if is_asked_for(state):
            text = _GIVES[type(card)]
            if isinstance(card, ReceiptWanted) and is_new(state, card):
                text = "page.receipts.key.find"
        case Finding() as finding:
            text, sub, ready = _taking(finding, shown)
        case _ if state.paid is not None:
            text, ready = "page.sale.key.finished", False
            sub = shown.words("page.sale.scan_on")
        case DepartmentAsked() as card:
            text = department_key(card)
        case _ if state.draft.basket.held:
            text, sub = held_key(state, shown)
        case _:
            reason = _not_yet(state)
            ready, sub = not reason, shown.words(reason) if reason else _cash_exact(state, shown)
    return KeyView(
        Intent.FINISH,
        shown.words(text),
        "tick",
        shown.hint(Intent.FINISH),
        sub,
        KeyKind.PRIMARY,
        ready and state.busy is Busy.NO,
    )


def _not_yet(state: Selling) -> str:
    """Why the sale cannot be finished now; empty when it can."""
    if state.busy is not Busy.NO:
        return f"page.sale.busy.{state.busy}"
    if isinstance(state.card, VoidAsked):
        return "page.sale.answer_first"
    if state.bill.doubtful or state.bill.asking:
        return "page.sale.ask_first"
    return "" if state.bill.lines else "page.sale.nothing_to_finish"


def _cash_exact(state: Selling, shown: Shown) -> str:
    if state.bill.complete:
        return ""
    if looks_like_amount(state.typed):
        return shown.words("page.sale.cash_typed", amount=state.typed)
    return shown.words("page.sale.cash_exact", amount=shown.money(state.bill.cash_due))


_RAIL = (
    (Intent.RECEIPT, "receipt"),
    (Intent.CHECK, "note"),
    (Intent.SUSPEND, "suspend"),
    (Intent.RECALL, "recall"),
    (Intent.REPRINT, "printer"),
    (Intent.VOID, "trash"),
    (Intent.TILL, "till"),
    (Intent.HELP, "help"),
)


def rail(state: Selling, shown: Shown) -> tuple[KeyView, ...]:
    """The action keys."""
    waiting = state.busy is not Busy.NO
    lines = bool(state.bill.lines) and state.paid is None
    empty, part = "" if lines else "empty", "part" if state.bill.taken and lines else ""
    nothing = "" if state.draft.basket.held and state.paid is None else empty
    unknown = "ask" if lines and (state.bill.doubtful or state.bill.asking) else ""
    why = {
        Intent.CHECK: empty or unknown,
        Intent.SUSPEND: nothing or ("" if state.bill.doubtful else part),
        Intent.VOID: nothing or unknown or part,
        Intent.TILL: "open" if lines else "",
    }
    return tuple(
        KeyView(
            intent,
            shown.words(f"page.sale.rail.{intent}"),
            icon,
            shown.hint(intent),
            shown.words(f"page.sale.why.{why[intent]}") if why.get(intent) else "",
            enabled=not waiting and not why.get(intent),
        )
        for intent, icon in _RAIL
    )
