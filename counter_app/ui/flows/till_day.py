"""Opening and closing the till as a screen machine: one amount, then F12.

Invariant: what should be in the drawer is shown only after the count is stored.
"""

from dataclasses import dataclass, field, replace

from counter_app.domain.errors import CounterError, Refusal
from counter_app.domain.facts import TillClosed
from counter_app.domain.money import Currency
from counter_app.domain.staff import Person
from counter_app.ui.flows import typed
from counter_app.ui.flows.keys import Intent
from counter_app.ui.flows.selling.parts import Note
from counter_app.ui.flows.shop import Shop, Shown
from counter_app.ui.flows.status import message_view, status_view
from counter_app.ui.flows.views import (
    BalanceView,
    FieldView,
    KeyKind,
    KeyView,
    MessageView,
    PaymentRowView,
    RowView,
    SectionView,
    StatusView,
    Tone,
)


@dataclass(frozen=True, slots=True)
class TillDay:
    """The amount as typed. `closing` counts the drawer, else the float is given."""

    person: Person
    currency: Currency
    closing: bool
    typed: str = ""
    busy: bool = False
    sure: bool = False  # the count was given; once more closes
    closed: TillClosed | None = None
    pages: tuple[bytes, ...] = ()
    note: Note = field(default_factory=Note)


@dataclass(frozen=True, slots=True)
class AmountTyped:
    """The field holds this."""

    text: str


@dataclass(frozen=True, slots=True)
class Asked:
    """F12, Enter or Esc."""

    intent: Intent


@dataclass(frozen=True, slots=True)
class DayClosed:
    """The closing is stored."""

    closed: TillClosed


@dataclass(frozen=True, slots=True)
class PagesShown:
    """The Z as it printed."""

    pages: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Failed:
    """It was refused, or a device failed."""

    error: CounterError


@dataclass(frozen=True, slots=True)
class ScanRefused:
    """Something was scanned where nothing is sold."""

    error: CounterError


Event = AmountTyped | Asked | DayClosed | PagesShown | Failed | ScanRefused


@dataclass(frozen=True, slots=True)
class OpenTill:
    """Begin the day with a float."""

    amount: int


@dataclass(frozen=True, slots=True)
class CloseTill:
    """End the day with what was counted."""

    amount: int


@dataclass(frozen=True, slots=True)
class GoBack:
    """Leave the page: to the basket, or, when the till is closed or was never open, sign out."""


Effect = OpenTill | CloseTill | GoBack
Step = tuple[TillDay, tuple[Effect, ...]]


def step(state: TillDay, event: Event) -> Step:
    """The next state and what is to be done."""
    match event:
        case AmountTyped(text=text) if not state.busy:
            return replace(state, typed=text, sure=False), ()
        case Asked(intent=intent) if not state.busy:
            return _asked(state, intent)
        case DayClosed(closed=closed):
            return replace(state, busy=False, closed=closed, note=Note()), ()
        case PagesShown(pages=pages):
            return replace(state, pages=pages), ()
        case Failed(error=error) | ScanRefused(error=error):
            busy = state.busy and isinstance(event, ScanRefused)
            return replace(state, busy=busy, note=Note(error=error, tone=Tone.ERROR)), ()
        case _:
            return state, ()


def _asked(state: TillDay, intent: Intent) -> Step:
    if intent is Intent.BACK and state.sure:
        return replace(state, sure=False), ()
    if intent is Intent.HELP:
        return replace(state, note=Note(key="page.till.help")), ()
    if intent is Intent.BACK or state.closed is not None:
        return state, (GoBack(),)
    return _given(state) if intent is Intent.FINISH else (state, ())


def _given(state: TillDay) -> Step:
    """The amount is given; a count is asked about once more, for it ends the day."""
    try:
        amount = typed.amount(state.typed, state.currency)
    except Refusal as refusal:
        return replace(state, note=Note(error=refusal, tone=Tone.ERROR)), ()
    if state.closing and not state.sure:
        return replace(state, sure=True, note=Note()), ()
    effect = CloseTill(amount) if state.closing else OpenTill(amount)
    return replace(state, busy=True, note=Note()), (effect,)


@dataclass(frozen=True, slots=True)
class TillView:
    """The till page."""

    status: StatusView
    title: str
    how: str
    field: FieldView
    figures: tuple[SectionView, ...]
    pages: tuple[bytes, ...]
    balance: BalanceView
    message: MessageView
    keys: PaymentRowView
    open: bool  # whether the amount can still be typed


def till_view(state: TillDay, shown: Shown, shop: Shop, now: str) -> TillView:
    """The view of a state."""
    words, name = shown.words, "close" if state.closing else "open"
    place = "closed" if state.closed else name
    status = status_view(shop, shown, now)
    status = replace(status, initials=state.person.initials, user=state.person.name)
    return TillView(
        status=status,
        title=words(f"page.till.{place}.title"),
        how=words(f"page.till.{place}.how"),
        field=FieldView("amount", words(f"page.till.{name}.amount"), state.typed, "till"),
        figures=(_figures(state.closed, shown),) if state.closed else (),
        pages=state.pages,
        balance=_balance(state, shown, name),
        message=message_view(state.note, shown, now),
        keys=_keys(state, shown, name),
        open=state.closed is None and not state.busy,
    )


def _balance(state: TillDay, shown: Shown, name: str) -> BalanceView:
    words = shown.words
    if state.closed is not None:
        difference = state.closed.difference
        key = "even" if difference == 0 else "over" if difference > 0 else "short"
        return BalanceView(
            words(f"page.till.{key}"),
            shown.loud(difference),
            words("page.till.counted_of", counted=shown.money(state.closed.counted)),
        )
    try:
        amount = typed.amount(state.typed, state.currency)
    except Refusal:
        amount = 0
    title = words(f"page.till.{name}.balance")
    return BalanceView(title, shown.loud(amount), words(f"page.till.{name}.detail"), amount == 0)


def _figures(closed: TillClosed, shown: Shown) -> SectionView:
    words, money = shown.words, shown.money
    lines = (
        ("float", money(closed.float)),
        ("expected", money(closed.expected)),
        ("counted", money(closed.counted)),
        ("difference", money(closed.difference)),
        ("sales", shown.wording.number(closed.sales)),
        ("grand_total", money(closed.grand_total)),
    )
    rows = tuple(
        RowView(name, words(f"page.till.row.{name}"), figure=figure) for name, figure in lines
    )
    return SectionView(rows, words("page.till.z", z=closed.z))


def _keys(state: TillDay, shown: Shown, name: str) -> PaymentRowView:
    words = shown.words
    done = state.closed is not None
    text = words("page.till.done" if done else f"page.till.{name}.finish")
    if state.sure and not done:
        counted = shown.money(typed.amount(state.typed, state.currency))
        text = words("page.till.close.sure", counted=counted)
    back = words("page.till.sign_out" if done or not state.closing else "page.till.back")
    if state.sure and not done:
        back = words("page.till.close.again")
    sub = words("page.till.storing") if state.busy else ""
    return PaymentRowView(
        (
            KeyView(Intent.BACK, back, "close", shown.hint(Intent.BACK), kind=KeyKind.CONTROL),
            KeyView(
                Intent.FINISH,
                text,
                "tick",
                shown.hint(Intent.FINISH),
                sub,
                KeyKind.PRIMARY,
                bool(state.typed or done) and not state.busy,
            ),
        )
    )
