"""The embedded store: one transaction, one writer, gap-free numbers, a business day of its own."""

import os
from collections.abc import Iterator
from contextlib import suppress
from multiprocessing import get_context
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from counter_app.domain import facts as f
from counter_app.domain.errors import Fault, Refusal
from counter_app.services.ports import Claim, Standing, Work
from counter_app.storage.founding import FOLDERS, found_store
from counter_app.storage.keys import Keys
from counter_app.storage.position import Position
from counter_app.storage.store import EmbeddedStore
from counter_app.storage.unit_of_work import NUMBER_SPAN, EmbeddedWork
from counter_app.storage.verification import verify
from tests.builders import (
    ASSOCIATE,
    CARD,
    KEYS,
    a_card_load,
    a_founding,
    a_store,
    an_id,
    closed,
    next_sale,
    opened,
    reopened,
    sold,
)
from tests.fakes import FixedClock
from tests.storage.tampering import tampering

MINUTE = 60_000


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def store(tmp_path: Path, clock: FixedClock) -> Iterator[EmbeddedStore]:
    made = a_store(tmp_path, clock)
    yield made
    made.close()


def head(store: EmbeddedStore) -> Position:
    with store.reading() as queries:
        return queries.position()[0]


def kinds(store: EmbeddedStore) -> list[str]:
    with store.reading() as queries:
        rows = queries.connection.exec_driver_sql("SELECT kind FROM journal ORDER BY seq")
        return [row[0] for row in rows]


class Broken(Exception):
    """Something fails in the middle of a use case."""


# --------------------------------------------------------------------------------- the transaction


def test_an_entry_and_its_rows_are_stored_together(store: EmbeddedStore) -> None:
    entry = opened(store)
    assert kinds(store) == ["store_founded", "till_opened"]
    session = store.session()
    assert session is not None
    assert (session.seq, session.float) == (entry.seq, 10_000)


def test_a_use_case_that_fails_leaves_journal_tables_and_head_as_they_were(
    store: EmbeddedStore,
) -> None:
    opened(store)
    before = head(store)
    with pytest.raises(Broken):
        fail_half_way(store)
    assert head(store) == before
    assert store.last_sale() is None
    entry = sold(store)
    assert (entry.seq, store.sale("000102030000001")) == (before.seq + 1, store.last_sale())
    assert verify(store.folder, KEYS).passed


def fail_half_way(store: EmbeddedStore) -> None:
    with store.work() as work:
        work.append(next_sale(store, work))
        work.claim(f"card:{CARD}", 1, an_id(1))
        work.lock_away("a text")
        raise Broken


def test_the_head_moves_only_when_the_transaction_is_on_the_disk(store: EmbeddedStore) -> None:
    before = head(store)
    with store.work() as work:
        work.append(f.TillOpened(float=1))
        assert head(store) == before
        assert store.session() is None
    assert head(store).seq == before.seq + 1


def test_a_sale_that_is_sold_twice_is_stored_once(store: EmbeddedStore) -> None:
    opened(store)
    sold(store, id=an_id(77))
    with store.work() as work:
        assert work.standing(an_id(77)) is Standing.SOLD
        assert work.standing(an_id(78)) is Standing.OPEN
    with pytest.raises(Exception, match="UNIQUE"):
        sold(store, id=an_id(77))
    assert kinds(store).count("sale") == 1


def test_a_basket_that_costs_nothing_is_stored_without_tenders(store: EmbeddedStore) -> None:
    opened(store)
    sold(store, lines=(), tenders=())
    record = store.last_sale()
    assert record is not None
    assert (record.sale.total, record.sale.tenders) == (0, ())


def test_a_full_disk_stores_nothing_and_the_next_try_goes_on(store: EmbeddedStore) -> None:
    opened(store)
    before = head(store)
    with pytest.raises(Fault) as caught:
        fill(store)
    assert (caught.value.code, caught.value.retry) == ("storage.full", True)
    assert head(store) == before
    with store.work() as work:
        pages(work, 1_000_000)
    assert sold(store).seq == before.seq + 1
    assert verify(store.folder, KEYS).passed


def fill(store: EmbeddedStore) -> None:
    """Sell in one transaction until there is no room left."""
    with store.work() as work:
        pages(work, 1)
        for _ in range(10_000):
            work.append(next_sale(store, work))


def pages(work: EmbeddedWork, most: int) -> None:
    """Let the database grow up to so many pages (never below what it has)."""
    work._connection.exec_driver_sql(  # noqa: SLF001 - the one connection that may write
        f"PRAGMA max_page_count = {most}"
    )


@pytest.mark.parametrize(
    "change",
    ["UPDATE journal SET wall = 0", "DELETE FROM journal", "DELETE FROM journal WHERE 0=1"],
)
def test_the_journal_refuses_every_change(change: str, store: EmbeddedStore) -> None:
    opened(store)
    with store.work() as work:
        connection = work._connection  # noqa: SLF001 - the one connection that may write
        if change.endswith("0=1"):
            connection.exec_driver_sql(change)  # it touches nothing
        else:
            with pytest.raises(IntegrityError, match="append-only"):
                connection.exec_driver_sql(change)
    assert verify(store.folder, KEYS).passed


# ------------------------------------------------------------------------------------ numbers, days


def test_receipt_numbers_are_gap_free_over_failures_closings_and_restarts(tmp_path: Path) -> None:
    with reopened(tmp_path) as store:
        opened(store)
        sold(store)
        with suppress(Broken), store.work() as work:
            work.append(next_sale(store, work))
            raise Broken
        sold(store)
        closed(store)
    with reopened(tmp_path) as store:
        opened(store)
        sold(store)
        numbers = [record.sale.number for record in store.recent_sales(9)]
    assert numbers == [f"00010203000000{no}" for no in (3, 2, 1)]


def test_two_sales_of_one_transaction_have_two_numbers(store: EmbeddedStore) -> None:
    opened(store)
    with store.work() as work:
        for _ in range(2):
            work.append(next_sale(store, work))
    assert len({record.sale.number for record in store.recent_sales(9)}) == 2


def test_a_lane_that_has_used_its_numbers_says_so_before_it_sells(store: EmbeddedStore) -> None:
    opened(store)
    first = 10203 * NUMBER_SPAN
    sold(store, number=f"{first + NUMBER_SPAN - 1:015d}")
    with store.work() as work, pytest.raises(Fault) as caught:
        work.next_number()
    assert caught.value.code == "journal.numbers_used_up"


def test_the_business_day_is_the_till_s_and_not_midnight_s(
    store: EmbeddedStore, clock: FixedClock
) -> None:
    opened(store)
    clock.midnight()
    assert sold(store).business_date == "2026-11-02"
    assert closed(store).business_date == "2026-11-02"
    assert opened(store).business_date == "2026-11-03"


def test_an_open_till_is_open_again_after_a_restart(tmp_path: Path) -> None:
    clock = FixedClock()
    first = a_store(tmp_path, clock)
    opened(first)
    session = first.session()
    first.close()
    clock.midnight()
    second = a_store(tmp_path, clock)
    assert second.session() == session
    assert sold(second).business_date == "2026-11-02"
    second.close()


# ------------------------------------------------------------------------------------------ clock


def test_a_step_of_the_clock_is_an_entry_before_the_next_fact(
    store: EmbeddedStore, clock: FixedClock
) -> None:
    clock.advance(8 * 60 * MINUTE)
    opened(store)
    clock.step(-6 * MINUTE)
    sold(store)
    sold(store)
    assert kinds(store)[1:] == ["till_opened", "clock_stepped", "sale", "sale"]


def test_a_step_of_five_minutes_is_no_entry(store: EmbeddedStore, clock: FixedClock) -> None:
    clock.step(5 * MINUTE)
    opened(store)
    clock.step(-5 * MINUTE)
    sold(store)
    assert kinds(store)[1:] == ["till_opened", "sale"]


def test_a_step_told_in_a_transaction_that_failed_is_told_again(
    store: EmbeddedStore, clock: FixedClock
) -> None:
    clock.step(60 * MINUTE)
    with suppress(Broken), store.work() as work:
        work.append(f.TillOpened(float=0))
        raise Broken
    opened(store)
    assert kinds(store)[1:] == ["clock_stepped", "till_opened"]


def test_a_clock_that_stands_before_the_last_entry_is_told_at_the_first_fact(
    tmp_path: Path,
) -> None:
    with reopened(tmp_path) as store:
        opened(store)
    clock = FixedClock()
    clock.step(-60 * MINUTE)
    late = a_store(tmp_path, clock)
    sold(late)
    sold(late)
    assert kinds(late)[2:] == ["clock_stepped", "sale", "sale"]
    late.close()


# ---------------------------------------------------------------------------- one writer, two sides


def try_to_open(folder: Path) -> None:
    """Another process: it leaves with 3 when it is refused."""
    try:
        a_store(folder)
    except Refusal as refusal:
        os._exit(3 if refusal.code == "store.in_use" else 4)
    os._exit(0)


def test_a_second_process_is_refused_while_the_first_sells(store: EmbeddedStore) -> None:
    process = get_context("spawn").Process(target=try_to_open, args=(store.folder,))
    process.start()
    process.join()
    assert process.exitcode == 3


def sell_and_die(folder: Path, where: str) -> None:
    """Another process: one sale is committed, it dies inside the second."""
    store = a_store(folder)
    opened(store)
    sold(store)
    with store.work() as work:
        work.append(next_sale(store, work))
        if where == "inside":
            os._exit(9)
    os._exit(9)


@pytest.mark.parametrize(("where", "sales"), [("inside", 1), ("after", 2)])
def test_a_kill_keeps_what_was_committed_and_nothing_else(
    where: str, sales: int, tmp_path: Path
) -> None:
    process = get_context("spawn").Process(target=sell_and_die, args=(tmp_path, where))
    process.start()
    process.join()
    assert process.exitcode == 9
    with reopened(tmp_path) as store:
        assert len(store.recent_sales(9)) == sales
        assert sold(store).data == store.recent_sales(1)[0].sale
    assert verify(tmp_path, KEYS).passed


# ------------------------------------------------------------------------------- opening, founding


def test_a_new_store_has_its_folders_and_says_what_it_is(store: EmbeddedStore) -> None:
    assert all((store.folder / name).is_dir() for name in FOLDERS)
    assert store.founded().store_kind == "live"
    assert store.founded().public_key == KEYS.public_key()
    assert (store.lane.store, store.lane.lane, store.lane.epoch) == (1, 2, 3)


def test_a_store_is_never_founded_twice(store: EmbeddedStore) -> None:
    store.close()
    with pytest.raises(Fault) as caught:
        found_store(store.folder, KEYS, FixedClock(), a_founding(name="Other"))
    assert caught.value.code == "store.exists"
    with reopened(store.folder) as again:
        assert again.founded().name == "Corner"


def test_a_founding_that_was_killed_half_way_is_done_anew(tmp_path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        (tmp_path / f"counter.db.new{suffix}").write_bytes(b"half a page")
    with reopened(tmp_path) as store:
        assert kinds(store) == ["store_founded"]
    assert not list(tmp_path.glob("*.new*"))


def test_a_store_is_founded_with_its_first_people_or_not_at_all(tmp_path: Path) -> None:
    people = [
        f.StaffChanged(number=number, name="", role="owner", active=True, language="it")
        for number in ("101", "102")
    ]
    found_store(tmp_path, KEYS, FixedClock(), a_founding(), people)
    with reopened(tmp_path) as store:
        assert [person.number for person in store.people()] == ["101", "102"]
        assert kinds(store) == ["store_founded", "staff_changed", "staff_changed"]


def test_opening_an_empty_folder_is_told_and_makes_no_file(tmp_path: Path) -> None:
    with pytest.raises(Fault) as caught:
        EmbeddedStore(tmp_path, KEYS, FixedClock())
    assert caught.value.code == "store.none_here"
    assert list(tmp_path.iterdir()) == []


def test_a_failed_opening_leaves_the_store_free(tmp_path: Path) -> None:
    a_store(tmp_path).close()
    wrong = Keys(bytes(32), KEYS.pepper, KEYS.signing)
    with pytest.raises(Fault) as caught:
        EmbeddedStore(tmp_path, wrong, FixedClock())
    assert caught.value.code == "storage.wrong_key"
    with reopened(tmp_path) as store:
        assert kinds(store) == ["store_founded"]


@pytest.mark.parametrize(
    ("key", "code"), [("schema", "store.other_schema"), ("fold", "store.needs_rebuild")]
)
def test_a_store_of_another_version_is_not_opened(key: str, code: str, tmp_path: Path) -> None:
    a_store(tmp_path).close()
    with tampering(tmp_path) as connection:
        connection.exec_driver_sql("UPDATE meta SET value = '99' WHERE key = ?", (key,))
    with pytest.raises(Fault) as caught:
        a_store(tmp_path)
    assert caught.value.code == code


# ------------------------------------------------------------------------------------------ claims


def test_a_card_is_held_for_one_basket_up_to_its_balance(store: EmbeddedStore) -> None:
    opened(store)
    sold(store, lines=(a_card_load(1, 1_000),))
    thing = f"card:{CARD}"
    assert claimed(store, thing, 600, an_id(1)) is Claim.HELD
    assert claimed(store, thing, 500, an_id(2)) is Claim.REFUSED
    assert claimed(store, thing, 400, an_id(2)) is Claim.HELD
    assert claimed(store, thing, 600, an_id(1)) is Claim.HELD  # its own claim, again
    card = store.card(CARD)
    assert card is not None
    assert (card.balance, card.free) == (1_000, 0)


def claimed(store: EmbeddedStore, thing: str, amount: int, basket: str) -> Claim:
    with store.work() as work:
        return work.claim(thing, amount, basket)


def test_what_nobody_knows_is_neither_held_nor_refused(store: EmbeddedStore) -> None:
    assert claimed(store, f"card:{CARD}", 1, an_id(1)) is Claim.UNKNOWN
    assert claimed(store, "coupon:1", 1, an_id(1)) is Claim.UNKNOWN


@pytest.mark.parametrize("thing", ["", f"card:{CARD}"])
def test_a_released_claim_is_free_for_others(thing: str, store: EmbeddedStore) -> None:
    opened(store)
    sold(store, lines=(a_card_load(1, 1_000),))
    claimed(store, f"card:{CARD}", 1_000, an_id(1))
    with store.work() as work:
        work.release(an_id(1), thing)
    assert claimed(store, f"card:{CARD}", 1_000, an_id(2)) is Claim.HELD


# -------------------------------------------------------------------------------------- attempts


def attempted(work: Work, outcome: str = "") -> None:
    work.append(
        f.AttemptStarted(attempt=an_id(1), basket=an_id(2), operation="pay", amount=500), ASSOCIATE
    )
    if outcome:
        work.append(f.AttemptSettled(attempt=an_id(1), outcome=outcome, amount=0))


def test_an_attempt_without_an_answer_is_open_after_a_restart(tmp_path: Path) -> None:
    with reopened(tmp_path) as store, store.work() as work:
        attempted(work)
    with reopened(tmp_path) as store:
        [attempt] = store.open_attempts()
    assert (attempt.id, attempt.basket, attempt.amount) == (an_id(1), an_id(2), 500)


def test_an_answered_attempt_is_closed(store: EmbeddedStore) -> None:
    with store.work() as work:
        attempted(work, "declined")
    assert store.open_attempts() == []
