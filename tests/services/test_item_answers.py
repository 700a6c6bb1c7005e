"""What an item asks before it is sold: nothing goes into a basket, or out of the shop, without."""

import datetime as dt
import json
from dataclasses import replace

import pytest

from counter_app.domain.ages import AgeShown, Proof
from counter_app.domain.catalogue import Quantity
from counter_app.domain.facts import Sale
from counter_app.services.drafts import Draft
from counter_app.services.look_up import FoundItem
from counter_app.services.take_payment import Paid
from tests.counters import EMMA, PAN, Desk
from tests.fakes import FixedClock
from tests.refusals import refused

KNIFE = "9520002000095"  # 4.90, from 18 years on
ENERGY = "9520012000078"  # 1.50, from 16 years on
OVEN = "9520001000164"  # 89.00, with a serial number


def add(desk: Desk, draft: Draft, code: str, serial: str = "") -> Draft:
    return desk.use.sell.add(draft, replace(desk.item(code), serial=serial))


def begun(desk: Desk) -> Draft:
    return desk.use.sell.begin("en")


def sold(desk: Desk, draft: Draft) -> Paid:
    desk.use.sell.keep(draft)
    return desk.use.take_payment.settle_in_cash(draft, None, EMMA)


def body_of(desk: Desk, paid: Paid) -> dict[str, object]:
    with desk.counter.store.reading() as queries:
        row = queries.connection.exec_driver_sql(
            "SELECT body FROM journal WHERE seq = ?", (paid.entry.seq,)
        ).one()
    data = json.loads(bytes(row[0]))["data"]
    assert isinstance(data, dict)
    return data


# ------------------------------------------------------------------------------------------- ages


def test_an_item_for_adults_is_not_added_before_somebody_asked(desk: Desk) -> None:
    with refused("age.not_asked"):
        add(desk, begun(desk), KNIFE)


@pytest.mark.parametrize("typed", ["02112008", "2.11.2008", "2/11/08", "021108"])
def test_who_is_18_today_may_buy_it_however_the_date_is_typed(desk: Desk, typed: str) -> None:
    draft = desk.use.sell.answers.born(begun(desk), 18, typed)
    assert draft.ages == (AgeShown(age=18, by=Proof.DOCUMENT),)
    assert add(desk, draft, KNIFE).basket.lines[0].code == KNIFE


def test_who_will_be_18_tomorrow_may_not_and_the_draft_is_as_it_was(desk: Desk) -> None:
    draft = add(desk, begun(desk), PAN)
    with refused("age.not_reached"):
        desk.use.sell.answers.born(draft, 18, "03112008")
    assert draft.ages == ()


def test_the_calendar_day_counts_and_not_the_day_of_the_till(desk: Desk) -> None:
    desk.again(clock=FixedClock(day=dt.date(2026, 11, 3)))  # after midnight, the till still open
    assert desk.use.terms.day() == dt.date(2026, 11, 2)
    assert desk.use.sell.answers.born(begun(desk), 18, "03112008").ages


def test_an_american_date_has_its_month_first(desk: Desk) -> None:
    answers = desk.use.sell.answers
    assert answers.born(begun(desk), 18, "11022008", month_first=True).ages
    with refused("age.not_reached"):
        answers.born(begun(desk), 18, "12022008", month_first=True)


def test_one_answer_holds_for_the_basket_and_for_every_lower_age(desk: Desk) -> None:
    draft = desk.use.sell.answers.clearly_over(begun(desk), 18)
    draft = add(desk, add(desk, add(desk, draft, KNIFE), ENERGY), KNIFE)
    assert desk.use.sell.answers.clearly_over(draft, 16) == draft


def test_a_lower_age_does_not_answer_for_a_higher_one(desk: Desk) -> None:
    draft = add(desk, desk.use.sell.answers.clearly_over(begun(desk), 16), ENERGY)
    with refused("age.not_asked"):
        add(desk, draft, KNIFE)


def test_the_next_customer_is_asked_anew(desk: Desk) -> None:
    sold(desk, add(desk, desk.use.sell.answers.clearly_over(begun(desk), 18), KNIFE))
    with refused("age.not_asked"):
        add(desk, begun(desk), KNIFE)


def test_the_answer_outlives_a_kill_and_a_suspended_basket(desk: Desk) -> None:
    draft = add(desk, desk.use.sell.answers.clearly_over(begun(desk), 18), KNIFE)
    desk.use.sell.keep(draft)
    desk.again()
    kept = desk.open_draft()
    assert kept == draft
    assert kept is not None
    slip = desk.use.sell.suspend(kept, EMMA.number).slip
    recalled = desk.use.sell.recall(slip, EMMA.number)
    assert add(desk, recalled, KNIFE).basket.line(1).quantity == Quantity.pieces(2)


def test_the_entry_says_that_the_age_was_shown_and_holds_no_birth_date(desk: Desk) -> None:
    draft = desk.use.sell.answers.born(begun(desk), 18, "12051990")
    paid = sold(desk, add(desk, draft, KNIFE))
    assert body_of(desk, paid)["ages"] == [{"age": 18, "by": "document"}]
    with desk.counter.store.reading() as queries:
        run = queries.connection.exec_driver_sql
        journal = b"".join(bytes(row[0]) for row in run("SELECT body FROM journal"))
        assert list(run("SELECT age, proof FROM age_shown")) == [(18, "document")]
    assert not any(part in journal for part in (b"12051990", b"1990-05-12", b"12/05/1990"))


def test_a_sale_that_asked_nothing_has_the_body_that_it_always_had(desk: Desk) -> None:
    body = body_of(desk, sold(desk, add(desk, begun(desk), PAN)))
    lines = body["lines"]
    assert isinstance(lines, list)
    assert "ages" not in body
    assert "serial" not in lines[0]


def test_an_answer_that_no_line_needs_any_more_is_not_written(desk: Desk) -> None:
    draft = add(desk, desk.use.sell.answers.clearly_over(begun(desk), 18), KNIFE)
    draft = add(desk, desk.use.sell.remove(draft, 1), PAN)
    assert sold(desk, draft).sale.ages == ()


def test_a_basket_without_its_answer_is_never_sold(desk: Desk) -> None:
    draft = add(desk, desk.use.sell.answers.clearly_over(begun(desk), 18), KNIFE)
    with refused("age.not_asked"):
        sold(desk, replace(draft, ages=()))
    assert desk.facts(Sale) == []


# ---------------------------------------------------------------------------------- serial numbers


def test_an_item_with_a_serial_number_is_not_added_without_it(desk: Desk) -> None:
    with refused("serial.wanted"):
        add(desk, begun(desk), OVEN)
    with refused("serial.item_code"):
        add(desk, begun(desk), OVEN, OVEN)


def test_each_piece_is_a_line_with_its_number_in_the_one_form(desk: Desk) -> None:
    draft = add(desk, add(desk, begun(desk), OVEN, "sn 1"), OVEN, "SN2")
    assert [line.serial for line in draft.basket.lines] == ["SN1", "SN2"]
    with refused("serial.one_piece"):
        desk.use.sell.change_quantity(draft, 1, Quantity.pieces(2))
    with refused("serial.one_piece"):
        desk.use.sell.add(draft, replace(desk.item(OVEN), serial="SN3"), Quantity.pieces(2))


def test_a_label_that_says_item_and_serial_number_needs_no_question(desk: Desk) -> None:
    found = desk.use.look_up.scanned(f"(01)0{OVEN}(21)A77")
    assert isinstance(found, FoundItem)
    assert found.serial == "A77"
    assert desk.use.sell.add(begun(desk), found).basket.lines[0].serial == "A77"


def test_an_item_that_asks_for_none_keeps_none(desk: Desk) -> None:
    assert add(desk, begun(desk), PAN, "SN1").basket.lines[0].serial == ""


def test_the_same_piece_twice_in_a_basket_is_refused(desk: Desk) -> None:
    draft = add(desk, begun(desk), OVEN, "SN1")
    with refused("serial.in_basket"):
        desk.use.sell.answers.serial(draft, desk.item(OVEN).product, " sn1")
    with refused("serial.in_basket"):
        add(desk, draft, OVEN, "SN1")


def test_a_piece_that_is_sold_is_not_sold_again_and_its_receipt_is_named(desk: Desk) -> None:
    paid = sold(desk, add(desk, begun(desk), OVEN, "SN1"))
    with refused("serial.sold", serial="SN1", number=paid.sale.number):
        add(desk, begun(desk), OVEN, "SN1")
    assert add(desk, begun(desk), OVEN, "SN2").basket.lines


def test_a_piece_that_was_sold_while_its_basket_waited_is_not_sold_twice(desk: Desk) -> None:
    waiting = add(desk, begun(desk), OVEN, "SN1")
    desk.use.sell.keep(waiting)
    slip = desk.use.sell.suspend(waiting, EMMA.number).slip
    sold(desk, add(desk, begun(desk), OVEN, "SN1"))
    recalled = desk.use.sell.recall(slip, EMMA.number)
    with refused("serial.sold"):
        desk.use.take_payment.settle_in_cash(recalled, None, EMMA)


def test_the_number_is_in_the_entry_and_finds_the_sale_again(desk: Desk) -> None:
    paid = sold(desk, add(desk, add(desk, begun(desk), PAN), OVEN, "SN1"))
    store = desk.counter.store
    assert [line.serial for line in paid.sale.lines] == ["", "SN1"]
    assert store.sold_with("SN1", OVEN) == paid.sale.number
    assert store.sold_with("SN1", PAN) == ""
    assert [record.sale for record in store.sales_of_serial("SN1")] == [paid.sale]
    assert store.sales_of_serial("SN2") == []


def test_a_piece_that_came_back_may_be_sold_again(desk: Desk) -> None:
    first = sold(desk, add(desk, begun(desk), OVEN, "SN1"))
    line = replace(first.sale.lines[0], quantity=-1000)
    returned = replace(
        first.sale, id="c" * 32, number="", lines=(line,), tenders=(), total=0, tax=0, ages=()
    )
    with desk.counter.store.work() as work:  # as the returns will write it
        work.append(replace(returned, number=work.next_number()), EMMA.number)
    assert desk.counter.store.sold_with("SN1", OVEN) == ""
    again = sold(desk, add(desk, begun(desk), OVEN, "SN1"))
    found = desk.counter.store.sales_of_serial("SN1")
    assert [record.sale.number for record in found][::2] == [again.sale.number, first.sale.number]
