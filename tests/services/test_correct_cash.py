"""The cash given for the sale just made is put right, without a window: when, and when no more."""

from dataclasses import replace

from counter_app.domain.errors import Fault
from counter_app.domain.facts import CashCorrected, Sale, TenderRefused
from counter_app.domain.money import Currency, Money
from counter_app.domain.own_codes import parse_receipt_number
from counter_app.services.correct_cash import Corrected
from counter_app.services.ports import Paper
from tests.counters import EMMA, HELEN, PAN, TOASTER, Desk, HandDrawer
from tests.refusals import refused
from tests.services.conftest import DeskMaker

EUR = Currency("EUR", 2)


def sold(desk: Desk, given: int = 5_000) -> Sale:
    """A toaster of 24.90 for cash."""
    return desk.use.take_payment.settle_in_cash(desk.ring(TOASTER), given, EMMA).sale


def corrected(desk: Desk, sale: Sale, given: int) -> Corrected:
    return desk.use.correct_cash.correct(sale.number, given, EMMA)


def drawer_total(desk: Desk, sale: Sale) -> int:
    totals = desk.use.store.figures(sale.session).totals
    return sum(total.amount for total in totals if total.account == "tender.cash")


def test_a_correction_is_an_entry_of_its_own_with_before_and_after(desk: Desk) -> None:
    sale = sold(desk)
    after = corrected(desk, sale, 3_000)
    assert desk.facts(CashCorrected) == [
        CashCorrected(
            number=sale.number,
            tender=1,
            given_before=5_000,
            given=3_000,
            change_before=2_510,
            change=510,
        )
    ]
    assert after.entry.user == EMMA.number
    assert (after.sale.change, after.sale.tenders[0].given) == (510, 3_000)
    assert desk.facts(Sale) == [sale]


def test_neither_total_nor_drawer_nor_the_day_s_figures_change(desk: Desk) -> None:
    sale = sold(desk)
    before = desk.use.store.figures(sale.session)
    after = corrected(desk, sale, 3_000)
    assert after.sale.total == sale.total
    assert desk.use.store.figures(sale.session) == before
    assert drawer_total(desk, sale) == 15_000 + 2_490


def test_a_copy_shows_the_cash_that_was_really_given(desk: Desk) -> None:
    sale = sold(desk)
    corrected(desk, sale, 3_000)
    desk.use.hand_over.reprint(sale.number, EMMA.number)
    paper = desk.papers.made[-1]
    assert isinstance(paper, Paper)
    assert (paper.copy, paper.record.sale.change) == (1, 510)
    assert paper.record.correction is not None
    assert paper.record.entry.data == sale


def test_the_newest_of_two_corrections_counts(desk: Desk) -> None:
    sale = sold(desk)
    corrected(desk, sale, 3_000)
    again = corrected(desk, sale, 10_000)
    assert again.sale.change == 7_510
    assert desk.use.look_up.receipt(sale.number).sale.change == 7_510
    assert [
        fact.given_before for fact in desk.facts(CashCorrected) if isinstance(fact, CashCorrected)
    ] == [
        5_000,
        3_000,
    ]


def test_a_correction_survives_a_restart(desk: Desk) -> None:
    sale = sold(desk)
    corrected(desk, sale, 3_000)
    desk.again()
    assert desk.use.look_up.receipt(sale.number).sale.change == 510


def test_what_was_lost_before_the_restart_may_still_be_corrected(desk: Desk) -> None:
    sale = sold(desk)
    desk.again()
    assert corrected(desk, sale, 3_000).sale.change == 510


def test_the_drawer_opens_only_after_the_correction_is_stored(make_desk: DeskMaker) -> None:
    seen: list[int] = []
    drawer = HandDrawer(on_open=lambda: seen.append(len(desk.facts(CashCorrected))))
    desk = make_desk(drawer=drawer)
    corrected(desk, sold(desk), 3_000)
    assert seen == [0, 1]  # at the sale, and again


def test_a_drawer_that_does_not_open_keeps_the_correction(make_desk: DeskMaker) -> None:
    drawer = HandDrawer()
    desk = make_desk(drawer=drawer)
    sale = sold(desk)
    drawer.jammed = True
    after = corrected(desk, sale, 3_000)
    assert isinstance(after.drawer, Fault)
    assert desk.use.look_up.receipt(sale.number).sale.change == 510


def test_nothing_opens_where_nothing_was_corrected(make_desk: DeskMaker) -> None:
    drawer = HandDrawer()
    desk = make_desk(drawer=drawer)
    sale = sold(desk)
    with refused("cash.below_due", due=Money(2_490, EUR)):
        corrected(desk, sale, 2_489)
    with refused("cash.as_recorded"):
        corrected(desk, sale, 5_000)
    assert drawer.opened == 1
    assert desk.facts(CashCorrected) == []


def test_a_sale_by_card_has_no_cash_to_correct(desk: Desk) -> None:
    draft = desk.ring(TOASTER)
    paid = desk.use.take_payment.card(draft, None, HELEN).draft
    sale = desk.use.take_payment.complete(paid, HELEN).sale
    with refused("cash.none_given"):
        corrected(desk, sale, 5_000)


def test_the_next_basket_ends_it(desk: Desk) -> None:
    sale = sold(desk)
    desk.ring(PAN)
    with refused("cash.too_late", number=str(parse_receipt_number(sale.number))):
        corrected(desk, sale, 3_000)


def test_a_sale_that_is_not_the_newest_stays_as_it_is(desk: Desk) -> None:
    first = sold(desk)
    sold(desk)
    with refused("cash.too_late"):
        corrected(desk, first, 3_000)


def test_a_basket_put_aside_since_ends_it_too(desk: Desk) -> None:
    sale = sold(desk)
    desk.use.sell.suspend(desk.ring(PAN), EMMA.number)
    with refused("cash.too_late"):
        corrected(desk, sale, 3_000)


def test_a_basket_voided_since_ends_it_too(desk: Desk) -> None:
    sale = sold(desk)
    desk.use.sell.cancel(desk.ring(PAN), EMMA.number)
    with refused("cash.too_late"):
        corrected(desk, sale, 3_000)


def test_a_copy_or_a_sign_in_between_does_not_end_it(desk: Desk) -> None:
    sale = sold(desk)
    desk.use.hand_over.reprint(sale.number, EMMA.number)
    desk.use.sign_in.sign_out(EMMA)
    assert corrected(desk, sale, 3_000).sale.change == 510


def test_a_receipt_of_another_till_day_stays_as_it_was_counted(desk: Desk) -> None:
    sale = sold(desk)
    desk.use.run_till.close(15_000 + 2_490, "104")
    with refused("cash.other_day"):
        corrected(desk, sale, 3_000)
    desk.use.run_till.open(15_000, "104")
    with refused("cash.other_day"):
        corrected(desk, sale, 3_000)


def test_a_receipt_of_another_lane_is_corrected_there(desk: Desk) -> None:
    sale = sold(desk)
    record = desk.use.store.sale(sale.number)
    assert record is not None
    other = replace(record, sale=replace(sale, number=_at_lane(sale.number, 99)))
    store = desk.counter.store
    use = desk.use.correct_cash
    with refused("cash.other_lane"):
        use.check(other)
    use.check(record)
    assert store.newest_basket() == record.entry.seq


def _at_lane(number: str, lane: int) -> str:
    return f"{number[:4]}{lane:02}{number[6:]}"


def test_an_unknown_receipt_is_refused(desk: Desk) -> None:
    with refused("receipt.unknown"):
        desk.use.correct_cash.correct("000102030000999", 3_000, EMMA)


def test_change_above_the_policy_is_refused_and_the_try_is_an_entry(desk: Desk) -> None:
    sale = sold(desk)
    with refused("rule.denied", rule="cash.change_maximum"):
        corrected(desk, sale, 100_000)
    (tried,) = desk.facts(TenderRefused)
    assert isinstance(tried, TenderRefused)
    assert (tried.basket, tried.findings[0].rule) == (sale.id, "cash.change_maximum")
    assert desk.facts(CashCorrected) == []
    assert corrected(desk, sale, 3_000).sale.change == 510  # the try did not end it
