"""The basket: signed lines, each change undoable for the basket's whole life.

Invariant: the lines are exactly what the done edits make of an empty basket; nothing is clamped,
what cannot be is refused. Amounts are minor units of the store's currency.
"""

from dataclasses import dataclass, field, replace
from typing import Final

from counter_app.domain.catalogue import THOUSAND, Flag, Names, Product, Quantity, Unit
from counter_app.domain.errors import Refusal
from counter_app.domain.money import extended
from counter_app.domain.slips import CardLoad, LineDiscount

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

    @property
    def shelf(self) -> int:
        """Price times quantity before discounts, rounded half away from zero."""
        return extended(self.price, self.quantity.thousandths)

    @property
    def amount(self) -> int:
        """What the line comes to, discounts taken off."""
        return self.shelf - sum(discount.amount for discount in self.discounts)


@dataclass(frozen=True, slots=True)
class Edit:
    """One change of one line; None before is an addition, None after a removal."""

    before: Line | None
    after: Line | None

    @property
    def no(self) -> int:
        """The line that it changes."""
        line = self.after or self.before
        assert line is not None, "an edit has a line on one side at least"
        return line.no

    def reversed(self) -> "Edit":
        """The change that takes this one back."""
        return Edit(self.after, self.before)


@dataclass(frozen=True, slots=True)
class Basket:
    """Lines and the edits that made them. `id` is made with the basket and becomes the sale's."""

    id: str
    lines: tuple[Line, ...] = ()
    done: tuple[Edit, ...] = ()
    undone: tuple[Edit, ...] = ()
    origin: str = ""
    next_no: int = field(default=1)

    @property
    def empty(self) -> bool:
        """Nothing in it."""
        return not self.lines

    def line(self, no: int) -> Line:
        """The line of that number; Refusal where it is gone."""
        for line in self.lines:
            if line.no == no:
                return line
        raise Refusal("basket.no_such_line", line=no)


@dataclass(frozen=True, slots=True)
class Addition:
    """What is to be added. `price` per unit overrides where the catalogue has none."""

    product: Product
    quantity: Quantity | None = None
    price: int | None = None
    discounts: tuple[LineDiscount, ...] = ()
    card: CardLoad | None = None
    merge: bool = True


def add(basket: Basket, addition: Addition) -> Basket:
    """Add a product; the same product scanned again raises the last line's quantity."""
    line = _new_line(basket, addition)
    last = basket.lines[-1] if basket.lines else None
    if last is not None and addition.merge and _same_goods(last, line):
        return change_quantity(basket, last.no, last.quantity + line.quantity)
    if len(basket.lines) >= MOST_LINES:
        raise Refusal("basket.too_many_lines", most=MOST_LINES)
    edited = _edited(basket, Edit(None, line))
    return replace(edited, next_no=basket.next_no + 1)


def change_quantity(basket: Basket, no: int, quantity: Quantity) -> Basket:
    """Set a line's quantity; zero is refused (remove the line), so is a change of sign."""
    line = basket.line(no)
    if line.card is not None:
        raise Refusal("basket.one_card_a_line", line=no)
    if quantity.unit is not line.quantity.unit:
        raise Refusal("quantity.other_unit", unit=line.quantity.unit.value)
    if line.discounts:
        raise Refusal("basket.discounted_line", line=no)
    if (quantity.thousandths > 0) != (line.quantity.thousandths > 0):
        raise Refusal("quantity.not_possible", quantity=quantity.decimal)
    return _edited(basket, Edit(line, _checked(replace(line, quantity=quantity))))


def remove(basket: Basket, no: int) -> Basket:
    """Take a line out; undo brings it back."""
    return _edited(basket, Edit(basket.line(no), None))


def undo(basket: Basket) -> Basket:
    """Take the last change back; Refusal where there is none."""
    if not basket.done:
        raise Refusal("basket.nothing_to_undo")
    edit = basket.done[-1]
    lines = _applied(basket.lines, edit.reversed())
    return replace(basket, lines=lines, done=basket.done[:-1], undone=(*basket.undone, edit))


def redo(basket: Basket) -> Basket:
    """Make the change that was last undone again; Refusal where there is none."""
    if not basket.undone:
        raise Refusal("basket.nothing_to_redo")
    edit = basket.undone[-1]
    lines = _applied(basket.lines, edit)
    return replace(basket, lines=lines, done=(*basket.done, edit), undone=basket.undone[:-1])


def _new_line(basket: Basket, addition: Addition) -> Line:
    product = addition.product
    price = product.price if addition.price is None else addition.price
    if price is None:
        raise Refusal("basket.price_required", product=product.code)
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
    )
    return _checked(line)


def _checked(line: Line) -> Line:
    if line.price < 0:
        raise Refusal("basket.negative_price", product=line.code)
    if line.quantity.thousandths == 0 or abs(line.quantity.thousandths) > MOST_THOUSANDTHS:
        raise Refusal("quantity.not_possible", quantity=line.quantity.decimal)
    if abs(line.shelf) > MOST_AMOUNT:
        raise Refusal("basket.amount_too_large", product=line.code)
    if any(discount.amount * line.quantity.thousandths < 0 for discount in line.discounts):
        raise Refusal("basket.negative_discount", product=line.code)
    if (line.amount < 0) != (line.quantity.thousandths < 0) and line.amount != 0:
        raise Refusal("basket.discount_above_price", product=line.code)
    return line


def _same_goods(last: Line, line: Line) -> bool:
    plain = not (last.discounts or line.discounts or last.card or line.card)
    piece = line.quantity.unit is Unit.PIECE
    return (
        plain
        and piece
        and (last.code, last.price, last.tax_group) == (line.code, line.price, line.tax_group)
        and (last.quantity.thousandths > 0) == (line.quantity.thousandths > 0)
    )


def _edited(basket: Basket, edit: Edit) -> Basket:
    lines = _applied(basket.lines, edit)
    return replace(basket, lines=lines, done=(*basket.done, edit), undone=())


def _applied(lines: tuple[Line, ...], edit: Edit) -> tuple[Line, ...]:
    """The lines after an edit, kept in the order of their numbers."""
    others = [line for line in lines if line.no != edit.no]
    if edit.after is not None:
        others.append(edit.after)
        if len(others) > 1 and others[-2].no > edit.no:
            others.sort(key=_number)
    return tuple(others)


def _number(line: Line) -> int:
    return line.no
