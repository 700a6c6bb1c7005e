"""The basket: signed lines, and what was scanned and is no line yet; each change can be undone.

Invariant: lines and held things are exactly what the done edits make of an empty basket; nothing is
clamped, what cannot be is refused. Amounts are minor units of the store's currency.
"""

from dataclasses import dataclass, field, replace
from typing import Final, TypeVar

from counter_app.domain.catalogue import THOUSAND, Flag, Names, Product, Quantity, Unit
from counter_app.domain.errors import Refusal
from counter_app.domain.money import extended
from counter_app.domain.slips import CardLoad, DepartmentSale, LineDiscount

MOST_THOUSANDTHS: Final = 9_999 * THOUSAND
MOST_AMOUNT: Final = 10**9  # minor units of one line: far above a shop, far below an overflow
MOST_LINES: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line: what, how much, at which price per unit. `no` is never used again."""

    no: int
    code: str
    names: Names
    category: str
    tax_group: str
    flags: frozenset[Flag]
    quantity: Quantity
    price: int
    discounts: tuple[LineDiscount, ...] = ()
    card: CardLoad | None = None
    serial: str = ""
    department: DepartmentSale | None = None

    @property
    def shelf(self) -> int:
        """Price times quantity before discounts, rounded half away from zero."""
        return extended(self.price, self.quantity.thousandths)

    @property
    def amount(self) -> int:
        """What the line comes to, discounts taken off."""
        return self.shelf - sum(discount.amount for discount in self.discounts)


@dataclass(frozen=True, slots=True)
class Addition:
    """What is to be added. `price` per unit overrides where the catalogue has none."""

    product: Product
    quantity: Quantity | None = None
    price: int | None = None
    discounts: tuple[LineDiscount, ...] = ()
    card: CardLoad | None = None
    merge: bool = True
    serial: str = ""
    department: DepartmentSale | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """What was scanned and is no line yet, and so holds the sale.

    Without an `item` the code is unknown (empty: an item that bears none); with one, the item waits
    for an answer. `no` is of the same count as the lines' and never used again.
    """

    no: int
    code: str
    quantity: Quantity | None = None
    item: Addition | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """One change: of a line, of a held thing, or of both where the one becomes the other.

    None before is an addition, None after a removal.
    """

    before: Line | None
    after: Line | None
    held_before: Held | None = None
    held_after: Held | None = None

    def reversed(self) -> "Edit":
        """The change that takes this one back."""
        return Edit(self.after, self.before, self.held_after, self.held_before)


@dataclass(frozen=True, slots=True)
class Basket:
    """Lines and the edits that made them. `id` is made with the basket and becomes the sale's.

    `held` is what was scanned and is no line yet: nothing is sold while there is any.
    """

    id: str
    lines: tuple[Line, ...] = ()
    done: tuple[Edit, ...] = ()
    undone: tuple[Edit, ...] = ()
    origin: str = ""
    next_no: int = field(default=1)
    held: tuple[Held, ...] = ()

    @property
    def empty(self) -> bool:
        """Nothing in it, and nothing that waits to be."""
        return not self.lines and not self.held

    def line(self, no: int) -> Line:
        """The line of that number; Refusal where it is gone."""
        for line in self.lines:
            if line.no == no:
                return line
        raise Refusal("basket.no_such_line", line=no)

    def waiting(self, no: int) -> Held | None:
        """The held thing of that number; None where there is none."""
        return next((held for held in self.held if held.no == no), None)


def add(basket: Basket, addition: Addition, held: int = 0) -> Basket:
    """Add a product; the same product scanned again raises the last line's quantity.

    In place of the `held` thing of that number, in one change, where one is named.
    """
    line = _new_line(basket, addition)
    if held:
        edited = _edited(basket, Edit(None, line, _held(basket, held)))
        return replace(edited, next_no=basket.next_no + 1)
    last = basket.lines[-1] if basket.lines else None
    if last is not None and addition.merge and _same_goods(last, line):
        return change_quantity(basket, last.no, last.quantity + line.quantity)
    _check_room(basket)
    edited = _edited(basket, Edit(None, line))
    return replace(edited, next_no=basket.next_no + 1)


def require_cost(price: int) -> None:
    """Refuse an open price, in minor units, of nothing; below zero no line may be anyway."""
    if price == 0:
        raise Refusal("basket.price_wanted")


def change_quantity(
    basket: Basket, no: int, quantity: Quantity, department: DepartmentSale | None = None
) -> Basket:
    """Set a line's quantity; zero is refused (remove the line), so is a change of sign.

    `department` says anew who answers for the price of an open department line.
    """
    line = basket.line(no)
    if line.card is not None:
        raise Refusal("basket.one_card_a_line", line=no)
    if line.serial:
        raise Refusal("serial.one_piece", line=no)
    if quantity.unit is not line.quantity.unit:
        raise Refusal("quantity.other_unit", unit=line.quantity.unit.value)
    if line.discounts:
        raise Refusal("basket.discounted_line", line=no)
    if (quantity.thousandths > 0) != (line.quantity.thousandths > 0):
        raise Refusal("quantity.not_possible", quantity=quantity.decimal)
    answered = department or line.department
    changed = replace(line, quantity=quantity, department=answered)
    return _edited(basket, Edit(line, _checked(changed)))


def remove(basket: Basket, no: int) -> Basket:
    """Take a line out, or a held thing; undo brings it back."""
    held = basket.waiting(no)
    if held is not None:
        return _edited(basket, Edit(None, None, held))
    return _edited(basket, Edit(basket.line(no), None))


def hold(
    basket: Basket, code: str, quantity: Quantity | None = None, item: Addition | None = None
) -> Basket:
    """Keep in sight what cannot be a line yet: an unknown code, or an item that asks something."""
    _check_room(basket)
    kept = Held(basket.next_no, code, quantity, item)
    edited = _edited(basket, Edit(None, None, held_after=kept))
    return replace(edited, next_no=basket.next_no + 1)


def undo(basket: Basket) -> Basket:
    """Take the last change back; Refusal where there is none."""
    if not basket.done:
        raise Refusal("basket.nothing_to_undo")
    edit = basket.done[-1]
    back = _with_edit(basket, edit.reversed())
    return replace(back, done=basket.done[:-1], undone=(*basket.undone, edit))


def redo(basket: Basket) -> Basket:
    """Make the change that was last undone again; Refusal where there is none."""
    if not basket.undone:
        raise Refusal("basket.nothing_to_redo")
    edit = basket.undone[-1]
    again = _with_edit(basket, edit)
    return replace(again, done=(*basket.done, edit), undone=basket.undone[:-1])


def _new_line(basket: Basket, addition: Addition) -> Line:
    product = addition.product
    price = product.price if addition.price is None else addition.price
    if price is None:
        raise Refusal("basket.price_required", product=product.code)
    if product.price is None:
        require_cost(price)
    quantity = addition.quantity
    if quantity is None:
        if product.unit is Unit.KILOGRAM:
            raise Refusal("basket.weight_required", product=product.code)
        quantity = Quantity.pieces(1)
    if quantity.unit is not product.unit:
        raise Refusal("quantity.other_unit", unit=product.unit.value)
    line = Line(
        no=basket.next_no,
        code=product.code,
        names=product.names,
        category=product.category,
        tax_group=product.tax,
        flags=product.flags,
        quantity=quantity,
        price=price,
        discounts=addition.discounts,
        card=addition.card,
        serial=addition.serial,
        department=addition.department,
    )
    return _checked(line)


def _checked(line: Line) -> Line:
    if line.price < 0:
        raise Refusal("basket.negative_price", product=line.code)
    if line.quantity.thousandths == 0 or abs(line.quantity.thousandths) > MOST_THOUSANDTHS:
        raise Refusal("quantity.not_possible", quantity=line.quantity.decimal)
    if line.serial and abs(line.quantity.thousandths) != THOUSAND:
        raise Refusal("serial.one_piece", line=line.no)
    if abs(line.shelf) > MOST_AMOUNT:
        raise Refusal("basket.amount_too_large", product=line.code)
    if any(discount.amount * line.quantity.thousandths < 0 for discount in line.discounts):
        raise Refusal("basket.negative_discount", product=line.code)
    if (line.amount < 0) != (line.quantity.thousandths < 0) and line.amount != 0:
        raise Refusal("basket.discount_above_price", product=line.code)
    return line


def _same_goods(last: Line, line: Line) -> bool:
    plain = not (last.discounts or line.discounts or last.card or line.card)
    plain = plain and not (last.serial or line.serial or last.department or line.department)
    piece = line.quantity.unit is Unit.PIECE
    return (
        plain
        and piece
        and (last.code, last.price, last.tax_group) == (line.code, line.price, line.tax_group)
        and (last.quantity.thousandths > 0) == (line.quantity.thousandths > 0)
    )


def _held(basket: Basket, no: int) -> Held:
    held = basket.waiting(no)
    if held is None:
        raise Refusal("basket.no_such_line", line=no)
    return held


def _check_room(basket: Basket) -> None:
    if len(basket.lines) + len(basket.held) >= MOST_LINES:
        raise Refusal("basket.too_many_lines", most=MOST_LINES)


def _edited(basket: Basket, edit: Edit) -> Basket:
    return replace(_with_edit(basket, edit), done=(*basket.done, edit), undone=())


def _with_edit(basket: Basket, edit: Edit) -> Basket:
    """Lines and held things after an edit, each kept in the order of their numbers."""
    lines, held = basket.lines, basket.held
    if edit.before is not None or edit.after is not None:
        lines = _applied(lines, edit.before, edit.after)
    if edit.held_before is not None or edit.held_after is not None:
        held = _applied(held, edit.held_before, edit.held_after)
    return replace(basket, lines=lines, held=held)


N = TypeVar("N", Line, Held)


def _applied(kept: tuple[N, ...], before: N | None, after: N | None) -> tuple[N, ...]:
    changed = after or before
    assert changed is not None, "an edit has a thing on one side at least"
    others = [one for one in kept if one.no != changed.no]
    if after is not None:
        others.append(after)
        if len(others) > 1 and others[-2].no > after.no:
            others.sort(key=lambda one: one.no)
    return tuple(others)
