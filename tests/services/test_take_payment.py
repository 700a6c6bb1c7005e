"""Every tender through the services: what is taken, what is refused, what stands in the journal."""

from collections.abc import Callable
from contextlib import nullcontext

import pytest

from counter_app.commands.demo_store import EMPTY_CARD, GIFT_CARD, STORE_CREDIT
from counter_app.devices.simulated import SimulatedTerminal
from counter_app.domain.checks import Check, check_of
from counter_app.domain.errors import Fault
from counter_app.domain.facts import BalanceAsked, Entry, Sale, TenderRefused
from counter_app.domain.ledger import balanced, postings
from counter_app.domain.staff import Person
from counter_app.domain.tendering import complete, remaining
from counter_app.services.drafts import Draft
from counter_app.services.ports import Claim
from counter_app.services.take_payment import Paid
from counter_app.storage.database import open_reader
from counter_app.storage.keys import load_keys
from tests.counters import (
    ANNA,
    CARD_25,
    CARD_FREE,
    EMMA,
    HELEN,
    MARCO,
    NEW_CARD,
    TOASTER,
    Desk,
    HandDrawer,
)
from tests.refusals import refused
from tests.services.conftest import DeskMaker

ACCOUNT = "73910458264"


def a_check(number: str = "1001") -> Check:
    return check_of("111000025", ACCOUNT, number)


def left(desk: Desk, draft: Draft) -> int:
    return remaining(desk.use.sell.tendering(draft))


def by_cash(desk: Desk, draft: Draft, amount: int = 50_000) -> Paid:
    draft = desk.use.take_payment.cash(draft, amount, EMMA)
    return desk.use.take_payment.complete(draft, EMMA)


def by_check(  # noqa: PLR0913 - a builder: everything behind the star has its default
    desk: Desk,
    draft: Draft,
    amount: int | None = None,
    *,
    user: Person = EMMA,
    number: str = "1001",
    identified: bool = True,
) -> Draft:
    return desk.use.take_payment.check(draft, amount, a_check(number), user, identified=identified)


def with_card(desk: Desk, number: str = NEW_CARD, amount: int | None = None) -> Draft:
    """A basket that sells a gift card."""
    product = desk.item(CARD_25 if amount is None else CARD_FREE).product
    draft = desk.use.sell.begin("en")
    draft = desk.use.sell.add_card(draft, product, number, amount)
    desk.use.sell.keep(draft)
    return draft


def balance(desk: Desk, number: str) -> int:
    return desk.use.take_payment.balance(number, EMMA.number).balance


def refusals(desk: Desk) -> list[tuple[str, str, bool]]:
    """User, first rule and shadow of every refused tender."""
    return [
        (entry.user, entry.data.findings[0].rule, entry.data.shadow)
        for entry in desk.entries()
        if isinstance(entry.data, TenderRefused)
    ]


def last_sale(desk: Desk) -> Entry:
    return [entry for entry in desk.entries() if isinstance(entry.data, Sale)][-1]


# ---- cash


def test_cash_with_change_is_one_signed_balanced_entry(desk: Desk) -> None:
    paid = by_cash(desk, desk.ring(TOASTER), 5_000)
    entry = last_sale(desk)
    assert entry == paid.entry
    assert (paid.sale.total, paid.sale.change, paid.sale.rounding) == (2490, 2510, 0)
    assert balanced(postings(paid.sale))
    assert (entry.user, entry.business_date) == ("104", "2026-11-02")


def test_cash_is_rounded_both_ways_to_its_own_account(desk: Desk) -> None:
    down = by_cash(desk, desk.ring_amount(1_002), 1_000)
    up = by_cash(desk, desk.ring_amount(1_003), 1_005)
    assert (down.sale.total, down.sale.rounding) == (1_002, -2)
    assert (up.sale.total, up.sale.rounding) == (1_003, 2)
    assert ("rounding", 2) in postings(down.sale)
    assert ("rounding", -2) in postings(up.sale)


def test_cash_in_part_leaves_the_rest_to_another_tender(desk: Desk) -> None:
    draft = desk.use.take_payment.cash(desk.ring_amount(1_002), 500, EMMA)
    assert left(desk, draft) == 502
    draft = desk.use.take_payment.card(draft, None, EMMA).draft
    assert desk.use.take_payment.complete(draft, EMMA).sale.rounding == 0


def test_coins_that_do_not_exist_are_refused(desk: Desk) -> None:
    with refused("tender.no_such_coins"):
        desk.use.take_payment.cash(desk.ring(TOASTER), 2_491, EMMA)


@pytest.mark.parametrize("amount", [0, -500])
def test_no_cash_is_no_payment(desk: Desk, amount: int) -> None:
    with refused("tender.amount_above_zero"):
        desk.use.take_payment.cash(desk.ring(TOASTER), amount, EMMA)


def test_more_cash_in_one_sale_than_the_law_allows_is_denied(desk: Desk) -> None:
    draft = desk.ring_amount(700_000)
    draft = desk.use.take_payment.cash(draft, 499_995, ANNA)
    with refused("rule.denied", rule="cash.maximum"):
        desk.use.take_payment.cash(draft, 5, ANNA)
    assert refusals(desk) == [("401", "cash.maximum", False)]


@pytest.mark.parametrize("amount", [60_000, 9_999_999_999_00, 9_520_001_000_010_00])
def test_an_amount_that_only_a_slip_of_the_hand_hands_over_is_never_sold(
    desk: Desk, amount: int
) -> None:
    draft = desk.ring(TOASTER)
    for take in (desk.use.take_payment.settle_in_cash, desk.use.take_payment.cash):
        with refused("rule.denied", rule="cash.change_maximum"):
            take(draft, amount, EMMA)
    assert desk.facts(Sale) == []
    assert left(desk, draft) == 2_490


@pytest.mark.parametrize(("due", "denied"), [(499_997, False), (499_998, True)])
def test_the_cash_limit_counts_what_is_handed_over(desk: Desk, *, due: int, denied: bool) -> None:
    draft = desk.ring_amount(due)
    pays: list[Callable[[], object]] = [
        lambda: desk.use.take_payment.cash(draft, 500_000, ANNA),
        lambda: desk.use.take_payment.settle_in_cash(draft, None, ANNA),
    ]
    for pay in pays if denied else pays[1:]:
        with refused("rule.denied", rule="cash.maximum") if denied else nullcontext():
            pay()


def test_a_tender_that_cannot_be_leaves_no_finding(desk: Desk) -> None:
    """Every one of these would also break a rule."""
    draft = desk.ring_amount(700_000)
    take = desk.use.take_payment
    tries: dict[str, list[Callable[[], object]]] = {
        "tender.still_due": [lambda: take.settle_in_cash(draft, 600_000, ANNA)],
        "tender.no_such_coins": [lambda: take.cash(draft, 600_001, ANNA)],
        "tender.above_due": [
            lambda: take.card(draft, 700_001, EMMA),
            lambda: by_check(desk, draft, 700_001, number="101"),
        ],
    }
    for code, presses in tries.items():
        for press in presses:
            with refused(code):
                press()
    assert refusals(desk) == []


def test_nothing_is_taken_before_the_till_is_open(make_desk: DeskMaker) -> None:
    desk = make_desk(till=False)
    pay = desk.use.take_payment
    draft = desk.ring(TOASTER)
    takers: list[Callable[[], object]] = [
        lambda: pay.cash(draft, 5_000, EMMA),
        lambda: pay.card(draft, None, EMMA),
        lambda: pay.stored(draft, GIFT_CARD, None, EMMA),
        lambda: by_check(desk, draft),
        lambda: pay.complete(draft, EMMA),
    ]
    for take in takers:
        with refused("till.not_open"):
            take()


# ---- completing


def test_a_sale_is_complete_only_when_nothing_is_due(desk: Desk) -> None:
    draft = desk.use.take_payment.cash(desk.ring(TOASTER), 2_000, EMMA)
    with refused("tender.still_due"):
        desk.use.take_payment.complete(draft, EMMA)


def test_an_empty_basket_is_no_sale(desk: Desk) -> None:
    with refused("basket.empty"):
        desk.use.take_payment.complete(desk.use.sell.begin("en"), EMMA)


def test_a_basket_is_sold_once_however_often_the_key_is_pressed(desk: Desk) -> None:
    draft = desk.use.take_payment.cash(desk.ring(TOASTER), 5_000, EMMA)
    desk.use.take_payment.complete(draft, EMMA)
    with refused("sale.already_sold"):
        desk.use.take_payment.complete(draft, EMMA)
    assert len(desk.facts(Sale)) == 1


def test_receipt_numbers_have_no_gap_even_after_a_refused_sale(desk: Desk) -> None:
    first = by_cash(desk, desk.ring(TOASTER)).sale.number
    draft = desk.use.take_payment.cash(desk.ring(TOASTER), 5_000, EMMA)
    desk.use.take_payment.complete(draft, EMMA)
    with refused("sale.already_sold"):
        desk.use.take_payment.complete(draft, EMMA)
    third = by_cash(desk, desk.ring(TOASTER)).sale.number
    assert (first, third) == ("000101010000001", "000101010000003")


def test_the_drawer_opens_after_the_sale_is_stored(make_desk: DeskMaker) -> None:
    seen: list[int] = []
    drawer = HandDrawer()
    desk = make_desk(drawer=drawer)
    drawer.on_open = lambda: seen.append(len(desk.facts(Sale)))
    draft = desk.use.take_payment.cash(desk.ring(TOASTER), 5_000, EMMA)
    assert seen == []
    desk.use.take_payment.complete(draft, EMMA)
    assert seen == [1]


def test_a_jammed_drawer_does_not_lose_the_sale(make_desk: DeskMaker) -> None:
    desk = make_desk(drawer=HandDrawer(jammed=True))
    paid = by_cash(desk, desk.ring(TOASTER))
    assert paid.drawer is not None
    assert paid.drawer.code == "drawer.no_answer"
    assert desk.facts(Sale) == [paid.sale]
    assert desk.open_draft() is None


def test_a_card_sale_leaves_the_drawer_shut(make_desk: DeskMaker) -> None:
    drawer = HandDrawer()
    desk = make_desk(drawer=drawer)
    draft = desk.use.take_payment.card(desk.ring(TOASTER), None, EMMA).draft
    desk.use.take_payment.complete(draft, EMMA)
    assert drawer.opened == 0


def test_all_tenders_in_one_sale_add_up(desk: Desk) -> None:
    draft = desk.ring_amount(15_003)
    draft = by_check(desk, draft, 4_000)
    draft = desk.use.take_payment.card(draft, 3_000, EMMA).draft
    draft = desk.use.take_payment.stored(draft, GIFT_CARD, 2_000, EMMA)
    draft = desk.use.take_payment.stored(draft, STORE_CREDIT, 1_001, EMMA)
    paid = by_cash(desk, draft, 10_000)
    sale = paid.sale
    assert [t.tender for t in sale.tenders] == [
        "check",
        "credit",
        "gift_card",
        "store_credit",
        "cash",
    ]
    assert [t.no for t in sale.tenders] == [1, 2, 3, 4, 5]
    assert sum(t.amount for t in sale.tenders) == sale.total + sale.rounding
    assert (sale.rounding, sale.change) == (-2, 5_000)
    assert balanced(postings(sale))
    assert balance(desk, GIFT_CARD) == 500
    assert balance(desk, STORE_CREDIT) == 2_999


def test_one_key_takes_the_due_exactly_and_sells(make_desk: DeskMaker) -> None:
    desk = make_desk()
    before = len(desk.entries())
    paid = desk.use.take_payment.settle_in_cash(desk.ring_amount(1_002), None, EMMA)
    assert desk.kinds(before) == ["sale"]
    assert (paid.sale.tenders[0].given, paid.sale.change, paid.sale.rounding) == (1_000, 0, -2)


def test_one_key_finishes_what_is_covered_already(desk: Desk) -> None:
    draft = desk.use.take_payment.card(desk.ring(TOASTER), None, EMMA).draft
    paid = desk.use.take_payment.settle_in_cash(draft, None, EMMA)
    assert [tender.tender for tender in paid.sale.tenders] == ["credit"]


def test_cash_that_does_not_cover_the_due_does_not_settle_it(desk: Desk) -> None:
    draft = desk.ring(TOASTER)
    with refused("tender.still_due"):
        desk.use.take_payment.settle_in_cash(draft, 2_000, EMMA)
    assert desk.open_draft() == draft


def test_a_basket_that_costs_nothing_is_a_sale_without_tender(desk: Desk) -> None:
    paid = desk.use.take_payment.settle_in_cash(desk.ring_amount(0), None, EMMA)
    assert (paid.sale.total, paid.sale.tenders) == (0, ())
    with refused("basket.empty"):
        desk.use.take_payment.settle_in_cash(desk.use.sell.begin("en"), None, EMMA)


# ---- checks


def test_the_full_account_number_is_in_the_vault_and_nowhere_else(desk: Desk) -> None:
    paid = desk.use.take_payment.complete(by_check(desk, desk.ring(TOASTER)), EMMA)
    slip = paid.sale.tenders[0].check
    assert slip is not None
    with desk.counter.store.reading() as queries:
        assert queries.unlock(slip.vault) == ACCOUNT
    assert (slip.last4, slip.number) == (ACCOUNT[-4:], "1001")
    assert slip.account == desk.counter.store.keyed_hash(f"account:111000025:{ACCOUNT}")
    assert ACCOUNT not in dump(desk)


def dump(desk: Desk) -> str:
    """Every value of every table, decrypted as whoever has the key would see it."""
    keys = load_keys(desk.counter.place.keys)
    engine = open_reader(desk.counter.place.database, keys.database)
    with engine.connect() as connection:
        run = connection.exec_driver_sql
        tables = [row[0] for row in run("SELECT name FROM sqlite_master WHERE type = 'table'")]
        rows = [row for table in tables for row in run(f'SELECT * FROM "{table}"')]  # noqa: S608 - names of our own tables
    engine.dispose()
    assert rows
    values = [value for row in rows for value in row]
    return "\n".join(
        value.decode("latin-1") if isinstance(value, bytes) else str(value) for value in values
    )


def test_a_draft_with_a_check_does_not_hold_the_account_number_either(desk: Desk) -> None:
    by_check(desk, desk.ring(TOASTER))
    assert ACCOUNT not in dump(desk)


def test_a_check_above_the_associates_limit_names_who_may_take_it(desk: Desk) -> None:
    draft = desk.ring_amount(20_000)
    with refused("rule.approval", rule="check.limit", role="supervisor"):
        by_check(desk, draft)
    assert complete(desk.use.sell.tendering(by_check(desk, draft, user=MARCO)))
    assert refusals(desk) == [("104", "check.limit", False)]


def test_above_the_absolute_maximum_nobody_takes_a_check(desk: Desk) -> None:
    with refused("rule.denied"):
        by_check(desk, desk.ring_amount(50_001), user=ANNA)


def test_checks_of_one_sale_count_together(desk: Desk) -> None:
    draft = by_check(desk, desk.ring_amount(20_000), 6_000)
    with refused("rule.approval", rule="check.limit", role="supervisor"):
        by_check(desk, draft, 4_001, number="1002")


def test_the_fourth_check_of_a_sale_is_denied(desk: Desk) -> None:
    draft = desk.ring_amount(9_000)
    for number in ("1001", "1002", "1003"):
        draft = by_check(desk, draft, 1_000, number=number)
    with refused("rule.denied", rule="check.count", most=3):
        by_check(desk, draft, 1_000, user=HELEN, number="1004")


def test_a_check_above_fifty_asks_for_an_identity_document(desk: Desk) -> None:
    draft = desk.ring_amount(5_001)
    with refused("rule.identify", rule="check.identify"):
        by_check(desk, draft, identified=False)
    slip = by_check(desk, draft).taken[0].check
    assert slip is not None
    assert slip.identified


def test_a_check_of_exactly_fifty_asks_for_nothing(desk: Desk) -> None:
    draft = by_check(desk, desk.ring_amount(5_000), identified=False)
    assert complete(desk.use.sell.tendering(draft))


def test_a_refusal_for_the_missing_document_tells_its_own_limit(desk: Desk) -> None:
    with refused("rule.identify", rule="check.identify"):
        by_check(desk, desk.ring_amount(20_000), identified=False)


def test_a_low_check_number_is_taken_and_noted_in_the_shadow(desk: Desk) -> None:
    draft = by_check(desk, desk.ring(TOASTER), number="101")
    assert complete(desk.use.sell.tendering(draft))
    assert refusals(desk) == [("104", "check.low_number", True)]


def test_a_check_never_pays_more_than_is_due(desk: Desk) -> None:
    with refused("tender.above_due"):
        by_check(desk, desk.ring(TOASTER), 2_491)


def in_the_vault(desk: Desk) -> int:
    with desk.counter.store.reading() as queries:
        return int(queries.connection.exec_driver_sql("SELECT count(*) FROM vault").scalar_one())


def test_a_refused_check_leaves_nothing_in_the_vault(desk: Desk) -> None:
    with refused("tender.above_due"):
        by_check(desk, desk.ring(TOASTER), 2_491)
    assert in_the_vault(desk) == 0


def test_a_check_that_goes_back_takes_its_number_out_of_the_vault(desk: Desk) -> None:
    draft = by_check(desk, desk.ring(TOASTER), 1_000)
    draft = by_check(desk, draft, 500, number="1002")
    gone, kept = (tender.check.vault for tender in draft.taken if tender.check)
    after = desk.use.charge.void(draft, 1, EMMA.number).draft
    assert [tender.check.vault for tender in after.taken if tender.check] == [kept]
    assert in_the_vault(desk) == 1
    with desk.counter.store.reading() as queries:
        assert queries.unlock(kept) == ACCOUNT
        with pytest.raises(Fault, match=r"vault\.erased"):
            queries.unlock(gone)


@pytest.mark.parametrize("again", ["1001", "01001"])
def test_the_same_check_pays_once_a_sale(desk: Desk, again: str) -> None:
    draft = by_check(desk, desk.ring(TOASTER), 1_000)
    with refused("tender.check.twice", number=again):
        by_check(desk, draft, 1_000, number=again)
    assert in_the_vault(desk) == 1
    other = check_of("111000025", "99910458264", "1001")
    desk.use.take_payment.check(draft, 1_000, other, EMMA, identified=True)


def test_two_small_checks_ask_for_a_document_as_a_large_one_does(desk: Desk) -> None:
    draft = by_check(desk, desk.ring_amount(6_000), 3_000, identified=False)
    with refused("rule.identify", rule="check.identify"):
        by_check(desk, draft, 3_000, number="1002", identified=False)


# ---- cards


def test_a_card_above_the_associates_limit_never_reaches_the_terminal(
    make_desk: DeskMaker,
) -> None:
    terminal = SimulatedTerminal()
    desk = make_desk(terminal=terminal)
    with refused("rule.approval", rule="card.limit", role="supervisor"):
        desk.use.take_payment.card(desk.ring_amount(200_100), None, EMMA)
    assert terminal.charged() == {}
    assert desk.counter.store.open_attempts() == []


def test_credit_and_debit_of_one_sale_count_together(desk: Desk) -> None:
    draft = desk.ring_amount(300_000)
    draft = desk.use.take_payment.card(draft, 150_017, EMMA).draft
    assert draft.taken[0].tender == "debit"
    with refused("rule.approval", rule="card.limit"):
        desk.use.take_payment.card(draft, 50_000, EMMA)


# ---- gift cards and store credit


def test_asking_for_a_balance_is_an_entry(desk: Desk) -> None:
    assert balance(desk, GIFT_CARD) == 2_500
    (asked,) = desk.facts(BalanceAsked)
    assert isinstance(asked, BalanceAsked)
    assert (asked.last4, asked.balance) == (GIFT_CARD[-4:], 2_500)
    assert GIFT_CARD not in dump(desk)


def test_a_card_nobody_knows_has_no_balance(desk: Desk) -> None:
    with refused("card.unknown", last4="7777"):
        balance(desk, NEW_CARD)
    with refused("card.number"):
        balance(desk, "12")


def test_a_gift_card_pays_in_part_and_keeps_the_rest(desk: Desk) -> None:
    draft = desk.use.take_payment.stored(desk.ring(TOASTER), GIFT_CARD, 1_000, EMMA)
    slip = draft.taken[0].stored
    assert slip is not None
    assert slip.balance == 1_500
    by_cash(desk, draft)
    assert balance(desk, GIFT_CARD) == 1_500


def test_a_gift_card_pays_all_it_can(desk: Desk) -> None:
    draft = desk.use.take_payment.stored(desk.ring_amount(9_000), GIFT_CARD, None, EMMA)
    assert left(desk, draft) == 6_500
    draft = desk.use.take_payment.stored(draft, STORE_CREDIT, None, EMMA)
    assert left(desk, draft) == 2_500
    by_cash(desk, draft)
    assert (balance(desk, GIFT_CARD), balance(desk, STORE_CREDIT)) == (0, 0)


def test_a_gift_card_never_pays_more_than_it_holds_or_is_due(desk: Desk) -> None:
    with refused("card.balance_too_low"):
        desk.use.take_payment.stored(desk.ring_amount(9_000), GIFT_CARD, 2_501, EMMA)
    with refused("tender.above_due"):
        desk.use.take_payment.stored(desk.ring_amount(1_000), GIFT_CARD, 1_001, EMMA)
    with refused("card.empty"):
        desk.use.take_payment.stored(desk.ring_amount(1_000), EMPTY_CARD, None, EMMA)
    for amount in (0, -1):
        with refused("tender.amount_above_zero"):
            desk.use.take_payment.stored(desk.ring_amount(1_000), GIFT_CARD, amount, EMMA)


def test_a_card_works_once_a_sale(desk: Desk) -> None:
    draft = desk.use.take_payment.stored(desk.ring(TOASTER), GIFT_CARD, 1_000, EMMA)
    with refused("card.one_operation_a_sale"):
        desk.use.take_payment.stored(draft, GIFT_CARD, 500, EMMA)
    with refused("card.one_operation_a_sale"):
        desk.use.sell.add_card(draft, desk.item(CARD_25).product, GIFT_CARD, None)


def test_what_another_basket_holds_of_a_card_cannot_be_spent(desk: Desk) -> None:
    card = desk.counter.store.keyed_hash(f"card:{GIFT_CARD}")
    with desk.counter.store.work() as work:
        assert work.claim(f"card:{card}", 2_000, "ab" * 16) is Claim.HELD
    with refused("card.balance_too_low"):
        desk.use.take_payment.stored(desk.ring(TOASTER), GIFT_CARD, 501, EMMA)
    draft = desk.use.take_payment.stored(desk.ring(TOASTER), GIFT_CARD, None, EMMA)
    assert draft.taken[0].amount == 500


def test_a_card_that_another_basket_holds_whole_is_in_use_and_not_empty(desk: Desk) -> None:
    card = desk.counter.store.keyed_hash(f"card:{GIFT_CARD}")
    with desk.counter.store.work() as work:
        work.claim(f"card:{card}", 2_500, "ab" * 16)
    with refused("card.in_use_elsewhere"):
        desk.use.take_payment.stored(desk.ring(TOASTER), GIFT_CARD, None, EMMA)


def test_a_voided_card_can_pay_again(desk: Desk) -> None:
    draft = desk.use.take_payment.stored(desk.ring(TOASTER), GIFT_CARD, None, EMMA)
    draft = desk.use.charge.void(draft, 1, EMMA.number).draft
    assert balance(desk, GIFT_CARD) == 2_500
    draft = desk.use.take_payment.stored(draft, GIFT_CARD, None, EMMA)
    desk.use.take_payment.complete(draft, EMMA)
    assert balance(desk, GIFT_CARD) == 10


def test_a_gift_card_is_active_only_when_its_sale_is_paid(desk: Desk) -> None:
    draft = with_card(desk)
    with refused("card.unknown"):
        balance(desk, NEW_CARD)
    draft = desk.use.take_payment.cash(draft, 1_000, EMMA)
    with refused("card.unknown"):
        balance(desk, NEW_CARD)
    sale = by_cash(desk, draft).sale
    assert balance(desk, NEW_CARD) == 2_500
    assert ("liability.gift_card", -2_500) in postings(sale)
    load = sale.lines[0].card
    assert load is not None
    assert (load.operation, load.last4) == ("activate", "7777")
    assert sale.tax == 0
    assert NEW_CARD not in dump(desk)


def test_a_known_card_is_loaded(desk: Desk) -> None:
    by_cash(desk, with_card(desk, GIFT_CARD, 1_000))
    assert balance(desk, GIFT_CARD) == 3_500


def test_an_amount_that_was_not_paid_never_reaches_a_card(desk: Desk) -> None:
    desk.use.sell.cancel(with_card(desk), EMMA.number)
    with refused("card.unknown"):
        balance(desk, NEW_CARD)


def test_store_credit_is_not_sold(desk: Desk) -> None:
    with refused("card.credit_cannot_be_loaded"):
        with_card(desk, STORE_CREDIT, 1_000)


def test_gift_cards_of_one_sale_stay_below_their_maximum(desk: Desk) -> None:
    draft = with_card(desk, NEW_CARD, 47_500)
    product = desk.item(CARD_25).product
    draft = desk.use.sell.add_card(draft, product, NEW_CARD[::-1], None)
    with refused("rule.denied", rule="gift_card.activate_maximum"):
        desk.use.sell.add_card(draft, product, "1" * 16, None)
