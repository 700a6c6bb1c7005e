"""Selling without a code, and what holds a sale, over a real store that is killed and reopened."""

import os
import signal
import subprocess
import sys
from dataclasses import replace

import pytest

from counter_app.bootstrap import open_counter, profile_text
from counter_app.domain.basket import Addition, hold
from counter_app.domain.catalogue import Quantity
from counter_app.domain.departments import DepartmentEntry, DepartmentPolicy, addition_of
from counter_app.domain.facts import BasketEnded, Sale
from counter_app.domain.money import Money
from counter_app.domain.slips import DepartmentSale
from counter_app.services.drafts import Draft
from counter_app.services.policies.department_policy import departments_of
from counter_app.services.policies.profiles import canonical, profile_of, read_toml
from counter_app.services.resources import resource_dir
from counter_app.storage.keys import load_keys
from counter_app.storage.verification import verify
from tests.counters import EMMA, HELEN, MARCO, PAN, TOASTER, Desk
from tests.refusals import refused

CODE = "5449000000996"


def entry(**changes: object) -> DepartmentEntry:
    fields: dict[str, object] = {
        "department": "household",
        "price": 1250,
        "name": "Lamp shade",
        "reason": "not_in_catalogue",
        "scanned": CODE,
    }
    return DepartmentEntry(**(fields | changes))  # type: ignore[arg-type]  # fields by name


def held(desk: Desk, *codes: str) -> Draft:
    """A toaster and an unknown code, written down."""
    draft = desk.use.sell.hold(desk.ring(*(codes or (TOASTER,))), CODE)
    desk.use.sell.keep(draft)
    return draft


def waiting(draft: Draft, item: Addition) -> Draft:
    """The draft with an item whose question was put off."""
    return replace(draft, basket=hold(draft.basket, item.product.code, item=item))


def resolved(desk: Desk, **changes: object) -> Draft:
    draft = held(desk)
    return desk.use.departments.add(draft, entry(**changes), EMMA, draft.basket.held[0].no)


# ---- what holds the sale


def test_an_unknown_code_and_an_open_question_come_back_with_the_store(desk: Desk) -> None:
    draft = held(desk)
    pan = desk.item(PAN)
    draft = waiting(draft, Addition(pan.product, Quantity.pieces(2)))
    desk.use.sell.keep(draft)
    desk.again()
    assert desk.open_draft() == draft
    recovered = desk.use.recover.run().draft
    assert recovered is not None
    assert [held.code for held in recovered.basket.held] == [CODE, PAN]
    assert recovered.basket.held[1].item == Addition(pan.product, Quantity.pieces(2))


def test_an_unknown_code_outlives_the_kill_of_the_program(desk: Desk) -> None:
    desk.counter.close()
    script = (
        "import os, signal, sys; from pathlib import Path\n"
        "from counter_app.bootstrap import Parts, open_counter\n"
        "from tests.fakes import FixedClock\n"
        "parts = Parts(clock=FixedClock(), cheap_pins=True)\n"
        "sell = open_counter(Path(sys.argv[1]), parts).use.sell\n"
        f"sell.keep(sell.hold(sell.begin('en'), '{CODE}'))\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    killed = subprocess.run(
        [sys.executable, "-c", script, str(desk.folder)], check=False, env=dict(os.environ)
    )
    assert killed.returncode == -signal.SIGKILL
    desk.counter = open_counter(desk.folder, desk.parts)
    draft = desk.use.recover.run().draft
    assert draft is not None
    assert [one.code for one in draft.basket.held] == [CODE]
    assert draft.basket.lines == ()


def test_what_holds_the_sale_waits_with_a_suspended_basket_and_comes_back(desk: Desk) -> None:
    draft = held(desk)
    slip = desk.use.sell.suspend(draft, "104").slip
    assert desk.open_draft() is None
    back = desk.use.sell.recall(slip, "104")
    assert back.basket == draft.basket


def test_a_basket_with_nothing_but_an_unknown_code_can_wait_too(desk: Desk) -> None:
    draft = desk.use.sell.hold(desk.use.sell.begin("en"), CODE)
    slip = desk.use.sell.suspend(draft, "104").slip
    assert desk.use.sell.recall(slip, "104").basket.held == draft.basket.held


def test_no_basket_is_recalled_over_one_that_holds_an_unknown_code(desk: Desk) -> None:
    slip = desk.use.sell.suspend(desk.ring(TOASTER), "104").slip
    desk.use.sell.keep(desk.use.sell.hold(desk.use.sell.begin("en"), CODE))
    with refused("basket.another_is_open"):
        desk.use.sell.recall(slip, "104")


def test_no_sale_is_stored_while_a_code_is_unknown_whatever_the_screen_did(desk: Desk) -> None:
    draft = held(desk)
    with refused("sale.unknown_code"):
        desk.use.take_payment.settle_in_cash(draft, None, EMMA)
    with refused("sale.unknown_code"):
        desk.use.take_payment.complete(desk.use.take_payment.cash(draft, 2490, EMMA), EMMA)
    assert not desk.facts(Sale)


def test_no_sale_is_stored_while_an_item_waits_for_its_answer(desk: Desk) -> None:
    draft = desk.ring(TOASTER)
    asked = waiting(draft, Addition(desk.item(PAN).product))
    with refused("sale.question_open"):
        desk.use.take_payment.settle_in_cash(asked, None, EMMA)


def test_a_removed_unknown_code_comes_back_by_undo(desk: Desk) -> None:
    draft = held(desk)
    removed = desk.use.sell.remove(draft, draft.basket.held[0].no)
    assert removed.basket.held == ()
    assert desk.use.sell.undo(removed).basket.held == draft.basket.held
    assert desk.use.sell.redo(desk.use.sell.undo(removed)).basket.held == ()


def test_a_basket_that_ends_unsold_tells_the_codes_that_nobody_knew(desk: Desk) -> None:
    desk.use.sell.cancel(held(desk), "104")
    (ended,) = desk.facts(BasketEnded)
    assert isinstance(ended, BasketEnded)
    assert [(line.no, line.code, line.reason) for line in ended.lines] == [
        (1, TOASTER, ""),
        (2, CODE, "sale.unknown_code"),
    ]
    assert ended.total == 2490


def test_a_basket_of_nothing_but_an_unknown_code_ends_with_an_entry(desk: Desk) -> None:
    desk.use.sell.cancel(desk.use.sell.hold(desk.use.sell.begin("en"), CODE), "104")
    (ended,) = desk.facts(BasketEnded)
    assert isinstance(ended, BasketEnded)
    assert [line.code for line in ended.lines] == [CODE]


# ---- the sale by department


def test_an_unknown_code_is_sold_under_a_department_and_the_journal_says_so(desk: Desk) -> None:
    paid = desk.use.take_payment.settle_in_cash(resolved(desk), None, EMMA)
    line = paid.sale.lines[1]
    assert (line.code, line.name, line.category, line.gross) == (
        CODE,
        "Lamp shade",
        "household",
        1250,
    )
    assert line.department == DepartmentSale(
        department="household", scanned=CODE, reason="not_in_catalogue", user=EMMA.number
    )
    assert desk.facts(Sale) == [paid.sale]
    assert paid.sale.total == 2490 + 1250


def test_the_books_and_the_read_tables_of_such_a_sale_verify(desk: Desk) -> None:
    desk.use.take_payment.settle_in_cash(resolved(desk), None, EMMA)
    with desk.counter.store.reading() as queries:
        rows = queries.connection.exec_driver_sql(
            "SELECT no, department, scanned, reason, person FROM line_department"
        ).fetchall()
    assert rows == [(2, "household", CODE, "not_in_catalogue", EMMA.number)]
    place = desk.counter.place
    desk.counter.close()
    assert not verify(place.folder, load_keys(place.keys)).findings


def test_a_changed_row_of_such_a_sale_is_found(desk: Desk) -> None:
    desk.use.take_payment.settle_in_cash(resolved(desk), None, EMMA)
    with desk.counter.store.work() as work:
        work._connection.exec_driver_sql("UPDATE line_department SET reason = 'other'")  # noqa: SLF001 - tampering
    place = desk.counter.place
    desk.counter.close()
    assert verify(place.folder, load_keys(place.keys)).findings


def test_one_undo_takes_the_line_back_to_its_red_code(desk: Desk) -> None:
    draft = resolved(desk)
    back = desk.use.sell.undo(draft)
    assert [one.code for one in back.basket.held] == [CODE]
    assert len(back.basket.lines) == 1
    assert desk.use.sell.redo(back).basket.lines == draft.basket.lines


def test_the_line_survives_a_restart(desk: Desk) -> None:
    draft = resolved(desk)
    desk.use.sell.keep(draft)
    desk.again()
    assert desk.open_draft() == draft


def test_an_associate_is_told_who_may_and_nothing_is_added(desk: Desk) -> None:
    draft = held(desk)
    no = draft.basket.held[0].no
    eur = desk.use.terms.profile.currency
    with refused("department.above_role", role="supervisor", limit=Money(5000, eur)):
        desk.use.departments.add(draft, entry(price=5001), EMMA, no)
    assert desk.use.departments.add(draft, entry(price=5001), MARCO, no).basket.held == ()
    with refused("department.above_role", role="manager"):
        desk.use.departments.add(draft, entry(price=20001), MARCO, no)
    assert desk.use.departments.add(draft, entry(price=100_000), HELEN, no).basket.held == ()


def test_three_pieces_count_as_one_line(desk: Desk) -> None:
    draft = held(desk)
    with refused("department.above_role"):
        desk.use.departments.add(draft, entry(price=2000, quantity=Quantity.pieces(3)), EMMA)


def test_more_pieces_of_the_line_are_ruled_on_again_and_change_who_answers(desk: Desk) -> None:
    draft = resolved(desk, price=2000)
    no = draft.basket.lines[-1].no
    more = desk.use.departments.change_quantity(draft, no, Quantity.pieces(2), EMMA)
    with refused("department.above_role", role="supervisor"):
        desk.use.departments.change_quantity(more, no, Quantity.pieces(3), EMMA)
    most = desk.use.departments.change_quantity(more, no, Quantity.pieces(3), MARCO)
    answered = most.basket.line(no).department
    assert answered is not None
    assert answered.user == MARCO.number


def test_any_other_line_changes_as_ever(desk: Desk) -> None:
    draft = desk.ring(TOASTER)
    more = desk.use.departments.change_quantity(draft, 1, Quantity.pieces(5), EMMA)
    assert more.basket.line(1).quantity == Quantity.pieces(5)


def test_what_a_supervisor_rang_up_an_associate_may_finish(desk: Desk) -> None:
    draft = held(desk)
    rung = desk.use.departments.add(draft, entry(price=15_000), MARCO, draft.basket.held[0].no)
    assert desk.use.take_payment.settle_in_cash(rung, None, EMMA).sale.total == 17_490


def test_a_line_that_no_rule_let_in_is_not_stored(desk: Desk) -> None:
    """Not by the window: a draft that says that an associate rang it up."""
    draft = held(desk)
    rung = desk.use.departments.add(draft, entry(price=15_000), MARCO, draft.basket.held[0].no)
    line = rung.basket.lines[-1]
    assert line.department is not None
    forged = replace(line, department=replace(line.department, user=EMMA.number))
    basket = replace(rung.basket, lines=(rung.basket.lines[0], forged))
    with refused("department.above_role"):
        desk.use.take_payment.settle_in_cash(replace(rung, basket=basket), None, HELEN)
    assert not desk.facts(Sale)


def test_the_same_goods_scanned_again_do_not_join_the_open_line(desk: Desk) -> None:
    draft = desk.use.departments.add(desk.ring(), entry(scanned=TOASTER, price=2490), EMMA)
    both = desk.use.sell.add(draft, desk.item(TOASTER))
    assert len(both.basket.lines) == 2


def test_an_item_that_bears_no_code_is_sold_too(desk: Desk) -> None:
    draft = desk.use.sell.hold(desk.use.sell.begin("en"), "")
    rung = desk.use.departments.add(draft, entry(scanned=""), EMMA, draft.basket.held[0].no)
    line = desk.use.take_payment.settle_in_cash(rung, None, EMMA).sale.lines[0]
    assert line.code == "household"
    assert line.department is not None
    assert line.department.scanned == ""


# ---- the policy


def test_the_shipped_policy_serves_every_shipped_profile() -> None:
    text = canonical(read_toml(resource_dir() / "policies" / "departments.toml"))
    for path in sorted((resource_dir() / "profiles").glob("*.toml")):
        if path.stem != "replay":
            policy = departments_of(text, profile_of(profile_text(path)))
            assert policy.departments, path.stem
            assert policy.reasons
            assert {rule.rule for rule in policy.rules} == {"department.limit", "department.range"}


def test_each_department_and_reason_has_a_name_of_its_own_in_each_language(desk: Desk) -> None:
    policy = desk.use.departments.policy()
    for some in (policy.departments, policy.reasons):
        for language in ("en", "it", "el"):
            names = [one.names.best(language) for one in some]
            assert len(set(names)) == len(names)
    assert len(policy.reasons) <= 9
    assert len(policy.departments) <= 9


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[]",
        '{"department":[{"id":"x"}]}',
        '{"department":[{"id":"x","tax":"standard","name":{"en":"a","it":"b","el":"c"},"least":"x"}]}',
        '{"rule":[{"id":"no.such","mode":"live","from":"2026-01-01"}]}',
        '{"rule":[{"id":"department.limit","mode":"maybe","from":"2026-01-01"}]}',
        '{"rule":[{"id":"department.limit","mode":"live","from":"2026-01-01","parameters":{"x":"1"}}]}',
    ],
)
def test_a_bad_policy_is_refused_whole(text: str, desk: Desk) -> None:
    with refused("settings.departments"):
        departments_of(text, desk.use.terms.profile)


def test_a_store_without_such_a_policy_sells_nothing_without_a_code() -> None:
    with refused("department.wanted"):
        addition_of(entry(), DepartmentPolicy(), "104")
