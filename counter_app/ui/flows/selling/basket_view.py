"""The basket's rows as they are shown: each line formatted once, when it changes.

Invariant: every line of the basket has its row, and each unknown code stays as a red one.
"""

from counter_app.domain.basket import Held, Line
from counter_app.domain.catalogue import Unit
from counter_app.ui.flows.cards.department_view import held_name
from counter_app.ui.flows.keys import Intent
from counter_app.ui.flows.selling.holding import holding
from counter_app.ui.flows.selling.parts import Selling
from counter_app.ui.flows.shop import Shown, number_shown
from counter_app.ui.flows.views import BasketView, KeyKind, KeyView, RowState, RowView


class Rows:
    """Turns lines into rows and keeps those of the basket that it made last.

    Lines are told apart by being the same object: a basket hands on what it did not change, and
    comparing a hundred lines by value costs more at each scan than the new row.
    """

    def __init__(self, shown: Shown) -> None:
        self._shown = shown
        self._made: dict[int, tuple[Line, int, tuple[RowView, ...]]] = {}
        self._lines: tuple[Line, ...] = ()
        self._held: tuple[Held, ...] = ()
        self._rows: tuple[RowView, ...] = ()

    def of(self, state: Selling) -> tuple[RowView, ...]:
        """The rows of a state's basket; the same tuple while nothing of it changes."""
        lines, held = state.bill.lines, state.draft.basket.held
        if lines is not self._lines or held is not self._held:
            self._lines, self._held = lines, held
            known, self._made = self._made, {}
            rows: list[RowView] = []
            for place, line in enumerate(lines, start=1):
                rows.extend(self._line(known, line, place))
            rows.extend(self._held_row(one) for one in held)
            self._rows = tuple(rows)
        return self._rows

    def _line(
        self, known: dict[int, tuple[Line, int, tuple[RowView, ...]]], line: Line, place: int
    ) -> tuple[RowView, ...]:
        made = known.get(line.no)
        if made is None or made[0] is not line or made[1] != place:
            made = (line, place, self._make(line, place))
        self._made[line.no] = made
        return made[2]

    def _make(self, line: Line, place: int) -> tuple[RowView, ...]:
        shown, name = self._shown, line.names.best(self._shown.wording.language)
        back = line.quantity.thousandths < 0
        word = shown.words("page.sale.return") if back else ""
        amount = shown.money(line.shelf)
        spoken = shown.words(
            "page.sale.row",
            place=place,
            word=word,
            name=name,
            quantity=line.quantity,
            amount=shown.spoken(line.shelf),
        )
        row = RowView(
            str(line.no),
            name,
            self._detail(line),
            amount,
            lead="" if back else str(place),
            icon="return" if back else "",
            word=word,
            state=RowState.RETURN if back else RowState.NORMAL,
            spoken=spoken,
            ruled=not line.discounts,
        )
        last = len(line.discounts) - 1
        return (
            row,
            *(
                RowView(
                    f"{line.no}.{n}",
                    discount.label,
                    figure=shown.money(-discount.amount),
                    state=RowState.PROMOTION,
                    ruled=n == last,
                )
                for n, discount in enumerate(line.discounts)
            ),
        )

    def _detail(self, line: Line) -> str:
        shown = self._shown
        quantity = shown.wording.quantity(line.quantity)
        parts = [f"{quantity} × {shown.money(line.price)}"]
        if line.quantity.unit is Unit.KILOGRAM:
            parts = [f"{quantity} × {shown.money(line.price)}/{shown.words('unit.kg')}"]
        if line.card is not None:
            key = f"page.sale.card_{line.card.operation}"
            parts = [shown.words(key, last4=line.card.last4)]
        if line.serial:
            parts.append(shown.words("page.sale.serial", serial=line.serial))
        if line.department is not None:
            parts.append(shown.words("page.sale.by_department"))
        return " · ".join(parts)

    def _held_row(self, held: Held) -> RowView:
        shown = self._shown
        name, way = held_name(held, shown), "page.sale.unknown_way"
        if held.item is not None:
            product = held.item.product.names.best(shown.wording.language)
            name, way = (
                shown.words("page.sale.unanswered", name=product),
                "page.sale.unanswered_way",
            )
        return RowView(str(held.no), name, shown.words(way), icon="error", state=RowState.UNKNOWN)


def basket_view(state: Selling, shown: Shown, rows: Rows) -> BasketView:
    """The basket pane."""
    words = shown.words
    title = words("page.sale.basket")
    undo = KeyView(
        Intent.UNDO,
        words("page.sale.undo"),
        "undo",
        shown.hint(Intent.UNDO),
        kind=KeyKind.GHOST,
        enabled=state.bill.can_undo and state.paid is None,
    )
    redo = KeyView(
        Intent.REDO,
        "",
        "redo",
        kind=KeyKind.GHOST,
        enabled=state.bill.can_redo and state.paid is None,
        spoken=words("page.sale.redo"),
    )
    if state.paid is not None and not state.draft.basket.held:
        number = number_shown(state.paid.sale.number)
        detail, chosen = words("page.sale.paid", number=number), ""
    elif not (state.bill.lines or state.draft.basket.held):
        detail, chosen = words("page.sale.empty"), ""
    else:
        detail = shown.wording.plural("page.sale.items", state.bill.pieces)
        chosen = _chosen(state)
    return BasketView(title, detail, rows.of(state), chosen, undo, redo=redo)


def _chosen(state: Selling) -> str:
    held = holding(state)
    numbers = [line.no for line in state.bill.lines]
    if held is not None and state.chosen not in numbers:
        return str(held.no)
    return str(state.chosen) if state.chosen else ""
