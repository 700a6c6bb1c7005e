"""Past sales are found by what a customer remembers of them, newest first, page by page."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from counter_app.services.past_sales import SalesWanted
from counter_app.storage import postgres_dialect as postgres
from counter_app.storage.sale_search import SQL, STATEMENTS, SaleSearch
from counter_app.storage.store import EmbeddedStore
from tests.builders import a_card_slip, a_line, a_store, a_tender, an_id, closed, opened, sold
from tests.fakes import FixedClock

FIRST, SECOND, THIRD = (date(2026, 11, day) for day in (2, 3, 4))
DAY_MS = 86_400_000
VISA = a_tender(tender="credit", given=0, card=a_card_slip(last4="4242"))
KETTLE = a_line(code="9520001000034", name="Kettle", price=2990, amount=2990, net=2990, gross=2990)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[EmbeddedStore]:
    """Three days: a notebook; a kettle, and a notebook by card; two notebooks."""
    clock = FixedClock(int(datetime(2026, 11, 2, 12, tzinfo=UTC).timestamp() * 1000))
    store = a_store(tmp_path / "store", clock)
    opened(store)
    sold(store)  # 1
    closed(store)
    clock.advance(DAY_MS)
    clock.midnight()
    opened(store)
    sold(store, lines=(KETTLE,))  # 2
    sold(store, tenders=(VISA,))  # 3
    closed(store)
    clock.advance(DAY_MS)
    clock.midnight()
    opened(store)
    sold(store)  # 4
    sold(store, lines=(a_line(), a_line(no=2)))  # 5
    yield store
    store.close()


def found(store: EmbeddedStore, wanted: SalesWanted, before: int = 0, limit: int = 50) -> list[int]:
    page = store.find_sales(wanted, before, limit)
    return [int(record.sale.number[-7:]) for record in page.records]


@pytest.mark.parametrize(
    ("wanted", "numbers"),
    [
        (SalesWanted(), [5, 4, 3, 2, 1]),
        (SalesWanted(number="000102030000004"), [4]),
        (SalesWanted(number="4"), [4]),
        (SalesWanted(number="0000004"), [4]),
        (SalesWanted(number="30000004"), [4]),
        (SalesWanted(number="0"), []),
        (SalesWanted(number="77777"), []),
        (SalesWanted(number="990000004"), []),
        (SalesWanted(least=250, most=250), [4, 3, 1]),
        (SalesWanted(least=248, most=252, since=SECOND, until=SECOND), [3]),
        (SalesWanted(since=FIRST, until=SECOND), [3, 2, 1]),
        (SalesWanted(since=THIRD), [5, 4]),
        (SalesWanted(until=FIRST), [1]),
        (SalesWanted(since=date(2027, 1, 1), until=date(2027, 1, 2)), []),
        (SalesWanted(last4="4242"), [3]),
        (SalesWanted(last4="4242", since=THIRD, until=THIRD), []),
        (SalesWanted(last4="4242", least=251), []),
        (SalesWanted(last4="1111"), []),
        (SalesWanted(codes=("9520001000034",)), [2]),
        (SalesWanted(codes=("9520001000034", "9501101530003")), [5, 4, 3, 2, 1]),
        (SalesWanted(codes=("9501101530003",), since=SECOND, until=SECOND), [3]),
        (SalesWanted(codes=("9501101530003",), least=500), [5]),
        (SalesWanted(codes=("unknown",)), []),
        (SalesWanted(codes=("9501101530003",), since=date(2027, 1, 1)), []),
        (SalesWanted(number="4", since=FIRST, until=SECOND), []),
        (SalesWanted(number="3", since=SECOND, until=SECOND), [3]),
    ],
    ids=str,
)
def test_what_is_remembered_finds_the_sales_it_fits(
    store: EmbeddedStore, wanted: SalesWanted, numbers: list[int]
) -> None:
    assert found(store, wanted) == numbers


@pytest.mark.parametrize(
    "wanted",
    [
        SalesWanted(),
        SalesWanted(least=250, most=500),
        SalesWanted(codes=("9501101530003",)),
        SalesWanted(since=FIRST, until=THIRD),
    ],
    ids=str,
)
def test_pages_put_together_are_the_whole_and_nothing_comes_twice(
    store: EmbeddedStore, wanted: SalesWanted
) -> None:
    whole = found(store, wanted)
    pages: list[int] = []
    before = 0
    while True:
        page = store.find_sales(wanted, before, 2)
        pages += [int(record.sale.number[-7:]) for record in page.records]
        if not page.further:
            break
        before = page.further
    assert pages == whole


def test_one_card_that_paid_twice_is_one_receipt(store: EmbeddedStore) -> None:
    slip = a_card_slip(last4="7777")
    first = a_tender(tender="credit", amount=100, given=0, card=slip)
    sold(store, tenders=(first, a_tender(no=2, tender="debit", amount=150, given=0, card=slip)))
    assert found(store, SalesWanted(last4="7777")) == [6]


def test_last_digits_find_the_receipts_of_every_epoch_of_the_lane(store: EmbeddedStore) -> None:
    sold(store, number=f"{102020000004:015d}", id=an_id(900))
    assert found(store, SalesWanted(number="0000004")) == [4, 4]


def test_after_midnight_a_sale_is_found_by_the_day_on_the_receipt(tmp_path: Path) -> None:
    clock = FixedClock(int(datetime(2026, 11, 2, 12, tzinfo=UTC).timestamp() * 1000))
    store = a_store(tmp_path / "late", clock)
    opened(store)
    clock.advance(DAY_MS)  # the till was left open
    sold(store)
    assert found(store, SalesWanted(since=SECOND, until=SECOND)) == [1]
    assert found(store, SalesWanted(since=FIRST, until=FIRST)) == []
    store.close()


def test_an_empty_store_has_nothing_to_find(tmp_path: Path) -> None:
    store = a_store(tmp_path / "empty")
    for wanted in (SalesWanted(), SalesWanted(number="1"), SalesWanted(codes=("1",))):
        assert store.find_sales(wanted, 0, 50).records == ()
    assert store.sold_lately(10) == ()
    store.close()


def test_the_items_sold_last_come_first_with_how_often(store: EmbeddedStore) -> None:
    lately = store.sold_lately(100)
    assert [(one.code, one.sales) for one in lately] == [("9501101530003", 5), ("9520001000034", 1)]
    assert [one.code for one in store.sold_lately(1)] == ["9501101530003"]


@pytest.mark.parametrize(
    ("name", "index"),
    [
        ("by_session", "txn_session_total"),
        ("by_number", "txn_number"),
        ("by_card", "tender_last4"),
        ("by_item", "line USING PRIMARY KEY"),
        ("number_from", "txn USING INTEGER PRIMARY KEY"),
    ],
)
def test_no_search_walks_through_all_sales(store: EmbeddedStore, name: str, index: str) -> None:
    with store.reading() as queries:
        ones = (1,) * SQL[name].count("?")
        rows = queries.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {SQL[name]}", ones)
        plan = [row[3] for row in rows]
    assert any(index in step for step in plan), plan
    assert not any(step.startswith(("SCAN txn", "SCAN line", "SCAN tender")) for step in plan)


@pytest.mark.parametrize("name", STATEMENTS)
def test_every_search_compiles_for_postgresql(name: str) -> None:
    text = postgres.compiled(STATEMENTS[name])
    assert text.startswith("SELECT")
    assert "?" not in text


def test_an_item_is_sought_through_so_many_entries_a_page(store: EmbeddedStore) -> None:
    # A rare item must not keep anybody waiting: the page says how far back it looked.
    wanted = SalesWanted(codes=("9520001000034",))
    with store.reading() as queries:
        search = SaleSearch(queries.connection, store.lane, span=3)
        nothing = search.page(wanted, 0, 50)
        assert (nothing.seqs, nothing.back_to) == ((), THIRD)
        there = search.page(wanted, nothing.further, 50)
        assert (len(there.seqs), there.back_to) == (1, SECOND)
        before = search.page(wanted, there.further, 50)
        assert (before.seqs, before.back_to) == ((), FIRST)
        last = search.page(wanted, before.further, 50)
        assert (last.seqs, last.further, last.back_to) == ((), 0, None)
