"""Verify names what is wrong, and where: one test a way to cheat."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from sqlalchemy import Table

from counter_app.services.ports import Lane
from counter_app.storage import journal as bodies
from counter_app.storage import tables as t
from counter_app.storage import verification
from counter_app.storage.findings import Checks, Finding
from counter_app.storage.keys import Keys
from counter_app.storage.verification import verify
from counter_app.storage.verify_range import Range, Tally, check_range
from tests.a_day import live_a_day
from tests.builders import KEYS, reopened
from tests.storage.tampering import change, last_key, remove, tampering

COLUMNS = [(table, column.name) for table in t.READ_TABLES for column in table.columns]
BESIDE = ("kind", "wall", "day", "person")


@pytest.fixture(scope="module")
def a_day(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store whose journal fills every read table."""
    folder = tmp_path_factory.mktemp("a_day")
    with reopened(folder) as store:
        live_a_day(store)
    return folder


@pytest.fixture
def day(a_day: Path, tmp_path: Path) -> Path:
    """A copy of that store, to be changed."""
    shutil.copy(a_day / "counter.db", tmp_path / "counter.db")
    return tmp_path


def found(folder: Path, checks: Checks = verification.EVERYTHING) -> Sequence[Finding]:
    return verify(folder, KEYS, checks=checks).findings


def whats(folder: Path, checks: Checks = verification.EVERYTHING) -> set[tuple[str, str]]:
    return {(one.where, one.what) for one in found(folder, checks)}


def test_a_store_as_it_was_written_passes(a_day: Path) -> None:
    report = verify(a_day, KEYS, checks=Checks(all_signatures=True))
    assert (report.findings, report.passed) == ((), True)
    assert report.entries == 28
    assert report.signatures == 6  # founding, three sales, closing, restored
    assert report.rows == rows_of(a_day)


def rows_of(folder: Path) -> int:
    with reopened(folder) as store, store.reading() as queries:
        return sum(len(queries.connection.execute(table.select()).all()) for table in t.READ_TABLES)


def test_the_day_of_the_tests_fills_every_read_table(a_day: Path) -> None:
    with reopened(a_day) as store, store.reading() as queries:
        empty = [
            table.name
            for table in t.READ_TABLES
            if queries.connection.execute(table.select()).first() is None
        ]
    assert empty == []


@pytest.mark.parametrize(
    ("table", "column"), COLUMNS, ids=[f"{table.name}.{column}" for table, column in COLUMNS]
)
def test_one_changed_value_in_any_column_is_named(day: Path, table: Table, column: str) -> None:
    with tampering(day) as connection:
        change(connection, table, last_key(connection, table), column)
    findings = found(day)
    if column in t.key_columns(table):
        assert {one.what for one in findings} == {"row.missing", "row.surplus"}
        assert {one.values["table"] for one in findings} == {table.name}
    else:
        assert [one.what for one in findings] == ["row.differs"]
        assert (findings[0].values["table"], findings[0].values["column"]) == (table.name, column)
        assert findings[0].values["stored"] != findings[0].values["expected"]


@pytest.mark.parametrize("table", t.READ_TABLES, ids=lambda table: table.name)
def test_a_removed_row_is_named(day: Path, table: Table) -> None:
    with tampering(day) as connection:
        remove(connection, table, last_key(connection, table))
    assert [(one.what, one.values["table"]) for one in found(day)] == [("row.missing", table.name)]


@pytest.mark.parametrize("seq", [0, 5, 1_000_000])
def test_an_added_row_is_named_also_beyond_the_journal(day: Path, seq: int) -> None:
    with tampering(day) as connection:
        connection.exec_driver_sql("INSERT INTO posting VALUES(?, 9, 'sales', -5)", (seq,))
    assert [(one.where, one.what) for one in found(day)] == [(f"posting {seq}/9", "row.surplus")]


@pytest.mark.parametrize("column", BESIDE)
def test_a_changed_column_beside_the_body_is_named(day: Path, column: str) -> None:
    with tampering(day) as connection:
        change(connection, t.journal, (9,), column)
    [finding] = found(day)
    assert (finding.where, finding.what) == ("journal 9", "row.differs")
    assert finding.values["column"] == column


def test_a_changed_body_breaks_the_chain_at_its_place_and_shows_in_its_rows(day: Path) -> None:
    change_body(day, 9, b'"float":10000', b'"float":10001')
    named = whats(day)
    assert ("journal 9", "chain.broken") in named
    assert ("session 9", "row.differs") in named
    assert ("session_total 9/tender.cash", "row.differs") in named
    assert whats(day, Checks(rows=False)) == {("journal 9", "chain.broken")}


def test_a_changed_body_whose_rows_and_hash_were_changed_with_it_still_breaks_the_chain(
    day: Path,
) -> None:
    with tampering(day) as connection:
        before, body = connection.exec_driver_sql(
            "SELECT (SELECT hash FROM journal WHERE seq = 20), body FROM journal WHERE seq = 21"
        ).one()
        cheated = bytes(body).replace(b'"copy":1', b'"copy":0')
        connection.exec_driver_sql(
            "UPDATE journal SET body = ?, hash = ? WHERE seq = 21",
            (cheated, bodies.chain(bytes(before), cheated)),
        )
        connection.exec_driver_sql("UPDATE reprint SET copy = 0")
    assert whats(day) == {("journal 22", "chain.broken")}


def test_a_chain_written_anew_fails_at_the_signatures(day: Path) -> None:
    with tampering(day) as connection:
        rows = connection.exec_driver_sql("SELECT seq, body FROM journal ORDER BY seq").all()
        digest = bodies.GENESIS
        for seq, body in rows:
            changed = bytes(body).replace(b'"name":"Anna"', b'"name":"Bruno"')
            digest = bodies.chain(digest, changed)
            connection.exec_driver_sql(
                "UPDATE journal SET body = ?, hash = ? WHERE seq = ?", (changed, digest, seq)
            )
        connection.exec_driver_sql("UPDATE staff SET name = 'Bruno'")
    signed = {("journal 23", "signature.wrong"), ("journal 25", "signature.wrong")}
    assert whats(day) == signed
    everything = Checks(all_signatures=True)
    sales = {(f"journal {seq}", "signature.wrong") for seq in (18, 19, 20)}
    assert whats(day, everything) == sales | signed


def test_a_body_that_is_no_longer_json_is_named_once(day: Path) -> None:
    change_body(day, 9, b'{"build"', b'["build"')
    named = whats(day)
    assert {("journal 9", "chain.broken"), ("journal 9", "body.unreadable")} <= named
    assert not {place for place, _ in named if place.startswith("session 9")}


@pytest.mark.parametrize(
    ("seq", "place", "what"),
    [(5, "journal 5", "seq.gap"), (9, "journal 9", "seq.gap"), (6, "journal 6", "seq.gap")],
)
def test_a_gap_at_either_end_of_a_range_is_named(
    seq: int, place: str, what: str, day: Path
) -> None:
    with tampering(day) as connection:
        connection.exec_driver_sql("DELETE FROM journal WHERE seq = ?", (seq,))
    named = [
        (one.where, one.what)
        for first, last in ((1, 5), (6, 9), (10, 25))
        for one in part(day, first, last).findings.shown
        if one.what != "row.surplus"
    ]
    assert named == [(place, what)]


def test_the_first_link_of_a_range_is_to_the_entry_before_it(day: Path) -> None:
    change_body(day, 9, b'"wall"', b'"wal"')
    assert [one.what for one in part(day, 9, 12, rows=False).findings.shown] == ["chain.broken"]
    assert part(day, 10, 12, rows=False).findings.shown == []


def part(folder: Path, first: int, last: int, *, rows: bool = True) -> Tally:
    public = bytes.fromhex(KEYS.public_key())
    path, lane = folder / "counter.db", Lane(1, 2, 3)
    return check_range(Range(path, KEYS.database, public, lane, first, last, Checks(rows=rows)))


def test_an_entry_of_another_lane_is_named(day: Path) -> None:
    change_body(day, 9, b'"lane":2', b'"lane":1')
    assert whats(day) == {("journal 9", "chain.broken"), ("journal 9", "lane.other")}


def test_one_flipped_bit_in_any_body_is_named_at_its_entry(day: Path) -> None:
    with reopened(day) as store, store.reading() as queries:
        rows = queries.connection.exec_driver_sql("SELECT seq, body FROM journal").all()
    for seq, body in rows:
        at = seq * 7 % len(body)
        flipped = bytes(body[:at]) + bytes([body[at] ^ 1]) + bytes(body[at + 1 :])
        write_body(day, seq, flipped)
        assert ("journal " + str(seq), "chain.broken") in whats(day, Checks(rows=False))
        write_body(day, seq, bytes(body))
    assert found(day) == ()


def test_swapped_entries_are_named(day: Path) -> None:
    with tampering(day) as connection:
        for before, after in ((5, -1), (6, 5), (-1, 6)):
            connection.exec_driver_sql("UPDATE journal SET seq = ? WHERE seq = ?", (after, before))
    broken = {(f"journal {seq}", "chain.broken") for seq in (5, 6, 7)}
    assert broken | {("journal 5", "row.differs"), ("journal 6", "row.differs")} <= whats(day)


def test_a_removed_entry_is_a_gap(day: Path) -> None:
    with tampering(day) as connection:
        connection.exec_driver_sql("DELETE FROM journal WHERE seq IN (10, 11)")
    gap = next(one for one in found(day) if one.what == "seq.gap")
    assert (gap.where, gap.values) == ("journal 10", {"first": 10, "last": 11})
    assert ("basket_event 10", "row.surplus") in whats(day)


def test_a_cut_tail_is_seen_against_a_head_that_was_kept_outside(day: Path) -> None:
    with reopened(day) as store, store.reading() as queries:
        head = queries.position()[0]
    assert found(day, Checks(head=(head.seq, head.hash[:16]))) == ()
    with tampering(day) as connection:
        connection.exec_driver_sql("DELETE FROM journal WHERE seq = ?", (head.seq,))
        connection.exec_driver_sql("DELETE FROM access WHERE seq = ?", (head.seq,))
    assert found(day) == ()
    assert whats(day, Checks(head=(head.seq, head.hash))) == {("journal 28", "head.missing")}


def test_another_entry_in_the_place_of_a_known_head_is_named(day: Path) -> None:
    assert whats(day, Checks(head=(9, bytes(16)))) == {("journal 9", "head.differs")}


def test_a_changed_signature_of_a_closing_is_named_always(day: Path) -> None:
    change_signature(day, 23)
    assert whats(day) == {("journal 23", "signature.wrong")}


def test_a_changed_signature_of_a_sale_is_named_when_all_are_checked(day: Path) -> None:
    change_signature(day, 18)
    assert found(day) == ()
    assert whats(day, Checks(all_signatures=True)) == {("journal 18", "signature.wrong")}


def test_a_removed_signature_is_named(day: Path) -> None:
    with tampering(day) as connection:
        connection.exec_driver_sql("UPDATE journal SET signature = NULL WHERE seq = 18")
    assert whats(day) == {("journal 18", "signature.missing")}


def test_a_signature_where_none_belongs_is_named(day: Path) -> None:
    with tampering(day) as connection:
        connection.exec_driver_sql("UPDATE journal SET signature = x'00' WHERE seq = 2")
    assert whats(day) == {("journal 2", "signature.surplus")}


def test_another_lane_s_key_does_not_verify_this_journal(day: Path) -> None:
    other_keys = Keys(KEYS.database, KEYS.pepper, bytes(32))
    named = {one.what for one in verify(day, other_keys).findings}
    assert named == {"key.differs", "signature.wrong"}


def test_a_check_that_was_replaced_in_the_vault_is_named_and_an_erased_one_is_not(
    day: Path,
) -> None:
    with tampering(day) as connection:
        connection.exec_driver_sql("UPDATE vault SET ciphertext = x'00'")
    assert whats(day) == {("journal 19", "vault.differs")}
    with tampering(day) as connection:
        connection.exec_driver_sql("DELETE FROM vault")
    assert found(day) == ()


def test_an_epoch_that_changes_without_a_restore_is_named(day: Path) -> None:
    change_body(day, 9, b'"epoch":3', b'"epoch":4')
    named = whats(day)
    assert {("journal 9", "epoch.changed"), ("journal 10", "epoch.changed")} <= named


def change_body(folder: Path, seq: int, old: bytes, new: bytes) -> None:
    with tampering(folder) as connection:
        body = connection.exec_driver_sql(
            "SELECT body FROM journal WHERE seq = ?", (seq,)
        ).scalar_one()
        assert old in bytes(body)
    write_body(folder, seq, bytes(body).replace(old, new))


def write_body(folder: Path, seq: int, body: bytes) -> None:
    with tampering(folder) as connection:
        connection.exec_driver_sql("UPDATE journal SET body = ? WHERE seq = ?", (body, seq))


def change_signature(folder: Path, seq: int) -> None:
    with tampering(folder) as connection:
        connection.exec_driver_sql(
            "UPDATE journal SET signature = zeroblob(64) WHERE seq = ?", (seq,)
        )
