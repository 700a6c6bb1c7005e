"""Double entry: whatever happens, debits equal credits."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain import facts as f
from counter_app.domain.basket import Addition, Basket, add
from counter_app.domain.catalogue import Names, Product, Quantity
from counter_app.domain.gift_cards import load_of
from counter_app.domain.ledger import balanced, postings, tender_account
from counter_app.domain.money import CashMode, CashRounding, currency
from counter_app.domain.pricing import PriceRules, price, sold_lines
from counter_app.domain.slips import CardSlip, StoredSlip
from counter_app.domain.tax import Tax, TaxRounding
from counter_app.domain.tendering import (
    Approved,
    AskTerminal,
    Collecting,
    Due,
    GiveCash,
    Redeem,
    State,
    change,
    complete,
    remaining,
    step,
)
from counter_app.domain.tenders import Tender
from tests import builders as b

EUR = currency("EUR")
AMOUNTS = st.integers(0, 10**7)


def rules(rate: str, rounding: TaxRounding, *, included: bool) -> PriceRules:
    tax = Tax("vat", Decimal(rate), included=included)
    return PriceRules(EUR, {"a": (tax,), "b": ()}, rounding, CashRounding(5, CashMode.HALF_UP))


def paid(total: int, parts: tuple[int, ...]) -> State:
    """Some by card, some by gift card, the rest in cash, rounded."""
    state: State = Collecting(Due(total, EUR, CashRounding(5, CashMode.HALF_UP)))
    for no, part in enumerate(parts):
        amount = min(part, remaining(state))
        if not amount:
            continue
        if no % 2:
            slip = StoredSlip(card=b.CARD, last4="4242", balance=0)
            state, _ = step(state, Redeem(Tender.GIFT_CARD, amount, slip))
        else:
            state, _ = step(state, AskTerminal(f"{no}", amount))
            state, _ = step(state, Approved(f"{no}", amount, Tender.DEBIT, CardSlip()))
    if not complete(state):
        state, _ = step(state, GiveCash(state.due.cash(remaining(state)) + 500))
    assert isinstance(state, Collecting)
    return state


LINES = st.lists(
    st.tuples(st.integers(0, 5_000), st.integers(1, 9), st.sampled_from("ab"), st.booleans()),
    min_size=1,
    max_size=6,
)


@given(
    lines=LINES,
    rate=st.sampled_from(["0", "4", "10", "22", "8.875"]),
    rounding=st.sampled_from(TaxRounding),
    included=st.booleans(),
    parts=st.lists(st.integers(1, 4_000), max_size=3).map(tuple),
)
def test_every_sale_that_the_counter_can_make_is_balanced(
    lines: list[tuple[int, int, str, bool]],
    rate: str,
    rounding: TaxRounding,
    *,
    included: bool,
    parts: tuple[int, ...],
) -> None:
    basket = Basket("b1")
    for no, (cents, count, group, loads) in enumerate(lines):
        product = Product(f"{no}", Names("Thing"), cents, group)
        load = load_of(f"{no:032x}", "4242", None) if loads else None
        quantity = Quantity.pieces(1 if loads else count)
        basket = add(basket, Addition(product, quantity, card=load, merge=False))
    priced = price(basket, rules(rate, rounding, included=included))
    state = paid(priced.total, parts)
    assert isinstance(state, Collecting)
    sale = b.a_sale(
        lines=sold_lines(priced, "en"),
        tenders=state.taken,
        total=priced.total,
        tax=priced.tax,
        rounding=state.rounding,
        change=change(state.taken),
    )
    assert balanced(postings(sale))
    assert sum(tender.amount for tender in sale.tenders) == sale.total + sale.rounding
    moved = dict(postings(sale))
    assert moved.get("tax.vat", 0) == -sale.tax
    loads_in_all = sum(line.gross for line in sale.lines if line.card)
    redeemed = sum(t.amount for t in sale.tenders if t.tender == "gift_card")
    assert moved.get("liability.gift_card", 0) == redeemed - loads_in_all


@given(opened=AMOUNTS, expected=st.integers(-(10**7), 10**7), counted=AMOUNTS)
def test_opening_and_closing_are_balanced(opened: int, expected: int, counted: int) -> None:
    closed = f.TillClosed(
        session=1,
        z=1,
        sales=0,
        float=opened,
        expected=expected,
        counted=counted,
        difference=counted - expected,
        grand_total=0,
        totals=(),
    )
    for fact in (f.TillOpened(float=opened), closed):
        assert balanced(postings(fact))


@given(AMOUNTS)
def test_a_card_that_is_brought_in_is_a_liability(amount: int) -> None:
    for stored in ("gift_card", "store_credit"):
        fact = f.CardBroughtIn(stored=stored, card=b.CARD, last4="4242", amount=amount)
        assert balanced(postings(fact))
        assert dict(postings(fact))[f"liability.{stored}"] == -amount


def test_facts_that_move_no_money_post_nothing() -> None:
    for fact in (f.SignedIn(number="104", by="number"), f.TillOpened(float=0)):
        assert postings(fact) == ()


def test_an_unbalanced_sale_is_seen() -> None:
    sale = b.a_sale()
    assert not balanced(postings(replace(sale, rounding=1)))


def test_each_tender_has_its_account_and_ours_their_liability() -> None:
    assert {tender: tender_account(tender.value) for tender in Tender} == {
        Tender.CASH: "tender.cash",
        Tender.CHECK: "tender.check",
        Tender.CREDIT: "tender.credit",
        Tender.DEBIT: "tender.debit",
        Tender.GIFT_CARD: "liability.gift_card",
        Tender.STORE_CREDIT: "liability.store_credit",
    }
