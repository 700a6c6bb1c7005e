"""Rebuilt read tables are equal to those the sales wrote, whatever interrupts the rebuild."""

import os
from multiprocessing import get_context
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counter_app.domain import facts as f
from counter_app.domain.errors import Fault, Refusal
from counter_app.storage import tables as t
from counter_app.storage.folds import FOLD_VERSION, Row
from counter_app.storage.rebuild import BATCH, rebuild
from counter_app.storage.store import EmbeddedStore
from counter_app.storage.verification import verify
from tests.a_day import live_a_day
from tests.builders import (
    ASSOCIATE,
    CARD,
    KEYS,
    a_card_load,
    a_plain_line,
    a_reduced_line,
    an_id,
    closed,
    opened,
    reopened,
    sold,
)
from tests.storage.tampering import tampering

Image = dict[str, list[Row]]


def image(folder: Path) -> Image:
    """Every row of every read table, and what the store says of its versions."""
    with tampering(folder) as connection:
        return {
            table.name: sorted(map(tuple, connection.execute(table.select())), key=repr)
            for table in (*t.READ_TABLES, t.meta)
        }


def rebuilt(folder: Path, stop_after: int = 1_000) -> bool:
    asked = iter(range(1_000))
    return rebuild(folder, KEYS, lambda _done, _all: None, lambda: next(asked) >= stop_after)


@pytest.fixture
def day(tmp_path: Path) -> Path:
    with reopened(tmp_path) as store:
        live_a_day(store)
    return tmp_path


@pytest.fixture
def long_day(tmp_path: Path) -> Path:
    """A journal of several batches."""
    with reopened(tmp_path) as store:
        live_a_day(store)
        with store.work() as work:
            for balance in range(2 * BATCH):
                work.append(f.BalanceAsked(card=CARD, last4="4242", balance=balance), ASSOCIATE)
    return tmp_path


def test_rebuilt_tables_equal_those_the_sales_wrote(day: Path) -> None:
    before = image(day)
    assert rebuilt(day)
    assert image(day) == before
    assert verify(day, KEYS).passed


def test_rebuilding_repairs_what_was_changed_in_every_table(day: Path) -> None:
    before = image(day)
    with tampering(day) as connection:
        for table in t.READ_TABLES:
            connection.execute(table.delete())
        connection.exec_driver_sql("INSERT INTO posting VALUES(9, 9, 'sales', -5)")
    assert not verify(day, KEYS).passed
    assert rebuilt(day)
    assert image(day) == before


def test_the_journal_drafts_and_credentials_are_left_alone(day: Path) -> None:
    kept = (t.journal, t.draft, t.secret, t.badge, t.claim, t.vault)
    with tampering(day) as connection:
        before = [connection.execute(table.select()).all() for table in kept]
    rebuilt(day)
    with tampering(day) as connection:
        assert [connection.execute(table.select()).all() for table in kept] == before


def test_progress_counts_entries_up_to_the_last(long_day: Path) -> None:
    seen: list[tuple[int, int | None]] = []
    rebuild(long_day, KEYS, lambda done, entries: seen.append((done, entries)), lambda: False)
    last = 2 * BATCH + 28
    assert seen == [(0, last), (BATCH, last), (2 * BATCH, last), (last, last)]


def test_a_cancelled_rebuild_goes_on_where_it_stopped(long_day: Path) -> None:
    before = image(long_day)
    assert not rebuilt(long_day, stop_after=1)
    seen: list[int] = []
    assert rebuild(long_day, KEYS, lambda done, _: seen.append(done), lambda: False)
    assert seen[0] == BATCH
    assert image(long_day) == before


def die_at(folder: Path, entries: int) -> None:
    """Rebuild in a process of its own that dies at once when so many entries are folded."""

    def progress(done: int, _all: int | None) -> None:
        if done >= entries:
            os._exit(9)

    rebuild(folder, KEYS, progress, lambda: False)


@pytest.mark.parametrize("entries", [0, BATCH, 2 * BATCH + 25])
def test_a_killed_rebuild_goes_on_and_ends_equal(long_day: Path, entries: int) -> None:
    before = image(long_day)
    process = get_context("spawn").Process(target=die_at, args=(long_day, entries))
    process.start()
    process.join()
    assert process.exitcode == 9
    assert rebuilt(long_day)
    assert image(long_day) == before


def test_a_half_rebuilt_store_is_not_opened_for_selling(long_day: Path) -> None:
    rebuilt(long_day, stop_after=1)
    with pytest.raises(Fault) as caught, reopened(long_day):
        pass
    assert caught.value.code == "store.needs_rebuild"


def test_a_rebuild_begun_by_another_program_starts_anew(long_day: Path) -> None:
    before = image(long_day)
    rebuilt(long_day, stop_after=1)
    with tampering(long_day) as connection:
        connection.exec_driver_sql("UPDATE meta SET value = 'rebuilding 0' WHERE key = 'fold'")
    assert rebuilt(long_day)
    assert image(long_day) == before


def test_a_store_of_another_fold_is_opened_after_its_rebuild(day: Path) -> None:
    with tampering(day) as connection:
        connection.exec_driver_sql("UPDATE meta SET value = '0' WHERE key = 'fold'")
    with pytest.raises(Fault) as caught, reopened(day):
        pass
    assert caught.value.values == {"found": "0", "known": FOLD_VERSION}
    assert rebuilt(day)
    with reopened(day) as store:
        assert store.last_closing()[0] == 1


def test_a_closing_whose_figures_do_not_come_out_again_stops_the_store(day: Path) -> None:
    with tampering(day) as connection:
        body = bytes(
            connection.exec_driver_sql("SELECT body FROM journal WHERE seq=23").scalar_one()
        )
        cheated = body.replace(b'"sales":3', b'"sales":2')
        connection.exec_driver_sql("UPDATE journal SET body = ? WHERE seq = 23", (cheated,))
    with pytest.raises(Fault) as caught:
        rebuilt(day)
    assert caught.value.code == "rebuild.figures_differ"
    assert caught.value.values["figure"] == "sales"
    assert (caught.value.values["stated"], caught.value.values["found"]) == (2, 3)
    with pytest.raises(Fault) as again, reopened(day):
        pass
    assert again.value.code == "store.needs_rebuild"


def test_a_store_in_use_is_not_rebuilt(day: Path) -> None:
    with reopened(day), pytest.raises(Refusal) as caught:
        rebuilt(day)
    assert caught.value.code == "store.in_use"


def test_a_folder_without_a_store_is_told_as_such(tmp_path: Path) -> None:
    with pytest.raises(Fault) as caught:
        rebuilt(tmp_path)
    assert caught.value.code == "store.none_here"
    assert list(tmp_path.iterdir()) == []


def test_tables_of_another_schema_are_left_alone(day: Path) -> None:
    with tampering(day) as connection:
        connection.exec_driver_sql("UPDATE meta SET value = '99' WHERE key = 'schema'")
    before = image(day)
    with pytest.raises(Fault) as caught:
        rebuilt(day)
    assert caught.value.code == "store.other_schema"
    assert image(day) == before


# -------------------------------------------------------------------------------- any history

PRICES = st.integers(0, 100_000)
DAYS = st.lists(
    st.lists(
        st.one_of(
            st.tuples(st.just("sale"), st.lists(PRICES, max_size=4)),
            st.tuples(st.just("coupon"), PRICES),
            st.tuples(st.just("load"), st.integers(1, 50_000)),
            st.tuples(st.just("attempt"), st.sampled_from(["approved", "declined", ""])),
            st.tuples(st.just("ended"), st.integers(0, 3)),
        ),
        max_size=6,
    ),
    min_size=1,
    max_size=3,
)
Event = tuple[str, object]


def happen(store: EmbeddedStore, event: Event) -> None:
    match event:
        case ("sale", list(prices)):
            sold(store, lines=tuple(a_plain_line(no, at) for no, at in enumerate(prices, 1)))
        case ("coupon", int(price)):
            sold(store, lines=(a_reduced_line(1, price, price // 2),))
        case ("load", int(amount)):
            sold(store, lines=(a_card_load(1, amount),))
        case ("attempt", str(outcome)):
            attempted(store, outcome)
        case ("ended", int(lines)):
            ended = tuple(a_plain_line(no, 100) for no in range(1, lines + 1))
            with store.work() as work:
                basket = an_id(work.next_seq())  # a basket ends once
                fact = f.BasketEnded(
                    basket=basket, how="cancelled", reason="", lines=ended, total=100 * lines
                )
                work.append(fact, ASSOCIATE)
        case _:
            raise AssertionError(event)


def attempted(store: EmbeddedStore, outcome: str) -> None:
    """An attempt with its answer, or with none."""
    with store.work() as work:
        attempt = an_id(work.next_seq())
        work.append(f.AttemptStarted(attempt=attempt, basket=an_id(5), operation="pay", amount=100))
        if outcome:
            work.append(f.AttemptSettled(attempt=attempt, outcome=outcome, amount=100))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(days=DAYS)
def test_any_history_verifies_and_rebuilds_equal(
    tmp_path_factory: pytest.TempPathFactory, days: list[list[Event]]
) -> None:
    folder = tmp_path_factory.mktemp("history")
    with reopened(folder) as store:
        for number, events in enumerate(days):
            opened(store, float_=number * 100)
            for event in events:
                happen(store, event)
            closed(store)
    assert verify(folder, KEYS).findings == ()
    before = image(folder)
    assert rebuilt(folder)
    assert image(folder) == before
