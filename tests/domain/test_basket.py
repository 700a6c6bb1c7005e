"""The basket: every change undoable, nothing clamped, the lines just what the edits make."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from counter_app.domain import basket as b
from counter_app.domain.basket import Addition, Basket, Held, Line
from counter_app.domain.catalogue import Flag, Names, Product, Quantity, Unit
from counter_app.domain.errors import Refusal
from counter_app.domain.slips import CardLoad, DepartmentSale, LineDiscount
from tests.refusals import refused

MUG = Product("mug", Names("Mug"), 250, "standard", "kitchen")
PEN = Product("pen", Names("Pen"), 199, "standard")
PEARS = Product("pears", Names("Pears"), 179, "reduced", flags=frozenset({Flag.WEIGHED}))
OPEN = Product("open", Names("Repair"), None, "standard", flags=frozenset({Flag.PRICE_REQUIRED}))
EMPTY = Basket("b1")
LOAD = CardLoad(stored="gift_card", card="c0", last4="4242", operation="activate")

OPEN_LINE = DepartmentSale(department="kitchen", scanned="", reason="no_label", user="104")


def pieces(count: int) -> Quantity:
    return Quantity.pieces(count)


def off(amount: int) -> tuple[LineDiscount, ...]:
    return (LineDiscount(origin="file", label="coupon", amount=amount),)


def with_(*additions: Addition) -> Basket:
    basket = EMPTY
    for addition in additions:
        basket = b.add(basket, addition)
    return basket


def test_a_product_scanned_again_raises_its_line() -> None:
    basket = with_(Addition(MUG), Addition(MUG), Addition(MUG, pieces(3)))
    (line,) = basket.lines
    assert (line.quantity, line.amount) == (pieces(5), 1_250)


@pytest.mark.parametrize(
    "second",
    [
        Addition(MUG, merge=False),
        Addition(MUG, price=240),
        Addition(replace(MUG, tax="reduced")),
        Addition(MUG, pieces(-1)),
        Addition(MUG, discounts=off(10)),
        Addition(MUG, card=LOAD),
        Addition(MUG, department=OPEN_LINE),
        Addition(PEN),
    ],
)
def test_what_differs_is_a_line_of_its_own(second: Addition) -> None:
    assert len(with_(Addition(MUG), second).lines) == 2


def test_only_the_last_line_is_raised() -> None:
    basket = with_(Addition(MUG), Addition(PEN), Addition(MUG))
    assert [line.code for line in basket.lines] == ["mug", "pen", "mug"]


def test_two_weights_are_two_lines() -> None:
    basket = with_(Addition(PEARS, Quantity.grams(500)), Addition(PEARS, Quantity.grams(500)))
    assert [line.amount for line in basket.lines] == [90, 90]


@pytest.mark.parametrize(
    ("grams", "amount"), [(1, 0), (3, 1), (1_000, 179), (1_234, 221), (-1_234, -221)]
)
def test_a_weight_is_priced_half_away_from_zero(grams: int, amount: int) -> None:
    assert with_(Addition(PEARS, Quantity.grams(grams))).lines[0].amount == amount


@pytest.mark.parametrize(
    ("addition", "code"),
    [
        (Addition(MUG, pieces(0)), "quantity.not_possible"),
        (Addition(PEARS, Quantity.grams(0)), "quantity.not_possible"),
        (Addition(MUG, pieces(10_000)), "quantity.not_possible"),
        (Addition(MUG, pieces(-10_000)), "quantity.not_possible"),
        (Addition(MUG, Quantity.grams(500)), "quantity.other_unit"),
        (Addition(PEARS, pieces(1)), "quantity.other_unit"),
        (Addition(PEARS), "basket.weight_required"),
        (Addition(OPEN), "basket.price_required"),
        (Addition(OPEN, price=-1), "basket.negative_price"),
        (Addition(MUG, price=-250), "basket.negative_price"),
        (Addition(OPEN, price=10**9 + 1), "basket.amount_too_large"),
        (Addition(OPEN, pieces(9_999), price=10**6), "basket.amount_too_large"),
        (Addition(MUG, discounts=off(251)), "basket.discount_above_price"),
        (Addition(MUG, pieces(-1), discounts=off(-251)), "basket.discount_above_price"),
        (Addition(MUG, discounts=off(-1)), "basket.negative_discount"),
        (Addition(MUG, pieces(-1), discounts=off(1)), "basket.negative_discount"),
    ],
)
def test_what_no_till_could_sell_is_refused_and_never_clamped(
    addition: Addition, code: str
) -> None:
    with refused(code):
        b.add(EMPTY, addition)


def test_a_discount_of_the_whole_price_leaves_nothing_to_pay() -> None:
    assert with_(Addition(MUG, discounts=off(250))).lines[0].amount == 0


def test_what_comes_back_has_its_discount_mirrored() -> None:
    assert with_(Addition(MUG, pieces(-2), discounts=off(-100))).lines[0].amount == -400


def test_a_scan_that_would_make_too_many_is_refused() -> None:
    basket = with_(Addition(MUG, pieces(9_999)))
    with refused("quantity.not_possible"):
        b.add(basket, Addition(MUG))
    assert basket.lines[0].quantity == pieces(9_999)


def test_a_basket_has_an_end() -> None:
    basket = with_(*(Addition(MUG, merge=False) for _ in range(b.MOST_LINES)))
    with refused("basket.too_many_lines", most=500):
        b.add(basket, Addition(PEN))


@pytest.mark.parametrize(
    ("quantity", "code"),
    [
        (pieces(0), "quantity.not_possible"),
        (pieces(-1), "quantity.not_possible"),
        (pieces(10_000), "quantity.not_possible"),
        (Quantity.grams(1_000), "quantity.other_unit"),
    ],
)
def test_a_quantity_that_cannot_be_is_refused(quantity: Quantity, code: str) -> None:
    basket = with_(Addition(MUG))
    with refused(code):
        b.change_quantity(basket, 1, quantity)


def test_a_line_that_is_gone_cannot_be_changed() -> None:
    basket = b.remove(with_(Addition(MUG)), 1)
    with refused("basket.no_such_line", line=1):
        b.remove(basket, 1)
    with refused("basket.no_such_line", line=1):
        b.change_quantity(basket, 1, pieces(2))


def test_a_line_with_a_discount_or_a_card_keeps_its_quantity() -> None:
    discounted = with_(Addition(MUG, discounts=off(10)))
    with refused("basket.discounted_line"):
        b.change_quantity(discounted, 1, pieces(2))
    loaded = with_(Addition(MUG, card=LOAD))
    with refused("basket.one_card_a_line"):
        b.change_quantity(loaded, 1, pieces(2))


def test_a_removed_line_comes_back_at_its_place_with_its_number() -> None:
    basket = with_(Addition(MUG), Addition(PEN), Addition(PEARS, Quantity.grams(100)))
    assert b.undo(b.remove(basket, 2)).lines == basket.lines


def test_the_number_of_a_line_is_never_used_again() -> None:
    basket = b.add(b.undo(with_(Addition(MUG), Addition(PEN))), Addition(PEARS, Quantity.grams(1)))
    assert [line.no for line in basket.lines] == [1, 3]


def test_nothing_is_undone_or_redone_where_nothing_was() -> None:
    with refused("basket.nothing_to_undo"):
        b.undo(EMPTY)
    with refused("basket.nothing_to_redo"):
        b.redo(with_(Addition(MUG)))


def test_a_new_change_ends_what_could_be_redone() -> None:
    basket = b.add(b.undo(with_(Addition(MUG))), Addition(PEN))
    with refused("basket.nothing_to_redo"):
        b.redo(basket)


# ---- what was scanned and is no line yet


def test_an_unknown_code_is_held_and_the_basket_is_not_empty() -> None:
    basket = b.hold(EMPTY, "5449000000996", pieces(3))
    (held,) = basket.held
    assert (held.code, held.quantity, held.item) == ("5449000000996", pieces(3), None)
    assert not basket.empty
    assert basket.lines == ()


def test_what_is_held_and_the_lines_share_one_count_of_numbers() -> None:
    basket = b.add(b.hold(b.add(EMPTY, Addition(MUG)), "1"), Addition(PEN))
    assert [line.no for line in basket.lines] == [1, 3]
    assert [held.no for held in basket.held] == [2]


def test_a_removed_code_comes_back_by_undo_and_goes_again_by_redo() -> None:
    held = b.hold(EMPTY, "1")
    removed = b.remove(held, held.held[0].no)
    assert removed.empty
    back = b.undo(removed)
    assert back.held == held.held
    assert b.redo(back).empty


def test_what_replaces_a_held_code_is_one_change() -> None:
    held = b.hold(b.add(EMPTY, Addition(PEN)), "1")
    sold = b.add(held, Addition(MUG, merge=False), held.held[0].no)
    assert (len(sold.lines), sold.held) == (2, ())
    assert b.undo(sold).held == held.held
    assert b.undo(sold).lines == held.lines
    assert b.redo(b.undo(sold)).lines == sold.lines


def test_what_is_not_held_any_more_cannot_be_replaced() -> None:
    with refused("basket.no_such_line", line=7):
        b.add(EMPTY, Addition(MUG), 7)
    assert EMPTY.waiting(7) is None


def test_a_basket_holds_no_more_than_it_has_room_for_lines() -> None:
    basket = EMPTY
    for n in range(b.MOST_LINES):
        basket = b.hold(basket, str(n))
    with refused("basket.too_many_lines", most=b.MOST_LINES):
        b.hold(basket, "x")
    with refused("basket.too_many_lines", most=b.MOST_LINES):
        b.add(basket, Addition(MUG))


def test_who_changes_an_open_line_answers_for_it() -> None:
    basket = with_(Addition(MUG, department=OPEN_LINE))
    changed = b.change_quantity(basket, 1, pieces(2), replace(OPEN_LINE, user="111"))
    assert changed.line(1).department == replace(OPEN_LINE, user="111")
    assert b.undo(changed).line(1).department == OPEN_LINE


# ---- any sequence of changes


Content = tuple[tuple[Line, ...], tuple[Held, ...]]


class Ringing(RuleBasedStateMachine):
    """Any changes, with the list of every earlier state kept beside it."""

    def __init__(self) -> None:
        super().__init__()
        self.basket = EMPTY
        self.before: list[Content] = []
        self.after: list[Content] = []

    @property
    def content(self) -> Content:
        return self.basket.lines, self.basket.held

    def changed(self, basket: Basket) -> None:
        self.before.append(self.content)
        self.after.clear()
        self.basket = basket

    @rule(
        product=st.sampled_from([MUG, PEN, PEARS, OPEN]),
        thousandths=st.integers(-3, 6).map(lambda n: n * 500),
        price=st.none() | st.integers(-5, 2_000),
        discount=st.sampled_from([0, 0, 0, 40, -40]),
        merge=st.booleans(),
    )
    def add(
        self,
        product: Product,
        thousandths: int,
        price: int | None,
        discount: int,
        merge: bool,  # noqa: FBT001 - drawn by name
    ) -> None:
        try:
            quantity = Quantity(thousandths, product.unit)
            discounts = off(discount) if discount else ()
            basket = b.add(self.basket, Addition(product, quantity, price, discounts, merge=merge))
        except Refusal:
            return
        self.changed(basket)

    @precondition(lambda self: self.basket.lines)
    @rule(data=st.data(), count=st.integers(-2, 12))
    def change_quantity(self, data: st.DataObject, count: int) -> None:
        line = data.draw(st.sampled_from(self.basket.lines))
        try:
            basket = b.change_quantity(self.basket, line.no, pieces(count))
        except Refusal:
            return
        self.changed(basket)

    @precondition(lambda self: self.basket.lines)
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        line = data.draw(st.sampled_from(self.basket.lines))
        self.changed(b.remove(self.basket, line.no))

    @rule(code=st.sampled_from(["5449000000996", ""]))
    def hold(self, code: str) -> None:
        self.changed(b.hold(self.basket, code))

    @precondition(lambda self: self.basket.held)
    @rule(data=st.data(), product=st.sampled_from([MUG, PEN]))
    def resolve(self, data: st.DataObject, product: Product) -> None:
        held = data.draw(st.sampled_from(self.basket.held))
        self.changed(b.add(self.basket, Addition(product), held.no))
        assert held not in self.basket.held

    @precondition(lambda self: self.basket.held)
    @rule(data=st.data())
    def let_go(self, data: st.DataObject) -> None:
        held = data.draw(st.sampled_from(self.basket.held))
        self.changed(b.remove(self.basket, held.no))

    @precondition(lambda self: self.before)
    @rule()
    def undo(self) -> None:
        self.after.append(self.content)
        self.basket = b.undo(self.basket)
        assert self.content == self.before.pop()

    @precondition(lambda self: self.after)
    @rule()
    def redo(self) -> None:
        self.before.append(self.content)
        self.basket = b.redo(self.basket)
        assert self.content == self.after.pop()

    @invariant()
    def lines_are_the_done_edits_applied(self) -> None:
        lines: dict[int, Line] = {}
        held: dict[int, Held] = {}
        for edit in self.basket.done:
            if edit.before is not None:
                assert lines.pop(edit.before.no) == edit.before
            if edit.after is not None:
                lines[edit.after.no] = edit.after
            if edit.held_before is not None:
                assert held.pop(edit.held_before.no) == edit.held_before
            if edit.held_after is not None:
                held[edit.held_after.no] = edit.held_after
        assert tuple(lines[no] for no in sorted(lines)) == self.basket.lines
        assert tuple(held[no] for no in sorted(held)) == self.basket.held

    @invariant()
    def every_line_could_be_sold(self) -> None:
        for line in self.basket.lines:
            assert line.quantity.thousandths != 0
            assert line.price >= 0
            assert line.amount == line.shelf - sum(d.amount for d in line.discounts)
            assert line.amount * line.quantity.thousandths >= 0
            assert abs(line.amount) <= abs(line.shelf)

    @invariant()
    def numbers_ascend_and_the_next_is_free(self) -> None:
        numbers = [line.no for line in self.basket.lines]
        assert numbers == sorted(set(numbers))
        assert all(no < self.basket.next_no for no in numbers)

    def teardown(self) -> None:
        while self.before:
            self.undo()
        assert self.basket.empty


TestRinging = Ringing.TestCase


@given(st.integers(-(10**7), 10**7))
def test_pieces_are_whole(thousandths: int) -> None:
    if thousandths % 1_000:
        with refused("quantity.pieces_are_whole"):
            Quantity(thousandths)
    else:
        assert Quantity(thousandths).decimal * 1_000 == thousandths
    assert Quantity(thousandths, Unit.KILOGRAM).thousandths == thousandths


def test_an_open_price_is_more_than_nothing() -> None:
    with refused("basket.price_wanted"):
        b.add(EMPTY, Addition(OPEN, price=0))
    assert b.add(EMPTY, Addition(replace(MUG, price=0))).lines[0].price == 0  # a free sample
