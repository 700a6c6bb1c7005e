"""The terms of a business day: read once a day, and anew where something was published."""

import json

from counter_app.domain.facts import Published
from counter_app.domain.tenders import in_force
from tests.counters import Desk


def published(desk: Desk, rules: list[dict[str, object]]) -> None:
    content = json.dumps({"rule": rules})
    fact = Published(what="policy", id="0" * 32, digest="0" * 64, rows=len(rules), content=content)
    with desk.counter.store.work() as work:
        work.append(fact, "401")


def test_the_day_is_the_open_tills_and_without_one_the_calendars(desk: Desk) -> None:
    opened = desk.use.terms.day()
    desk.clock.midnight()
    assert desk.use.terms.day() == opened
    desk.use.run_till.close(15_000, "104")
    assert desk.use.terms.day() == desk.clock.today()


def test_prices_of_a_day_are_worked_out_once(desk: Desk) -> None:
    rules = desk.use.terms.rules()
    assert desk.use.terms.rules() is rules
    assert rules.currency.code == "EUR"
    assert rules.cash.step == 5


def test_a_new_policy_holds_once_it_is_read_anew(desk: Desk) -> None:
    assert len(in_force(desk.use.terms.policy(), desk.use.terms.day())) > 5
    published(desk, [])
    desk.use.terms.forget()
    assert desk.use.terms.policy() == ()


def test_the_policy_of_a_store_outlives_the_program(desk: Desk) -> None:
    before = desk.use.terms.policy()
    desk.again()
    assert desk.use.terms.policy() == before
