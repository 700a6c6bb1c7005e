"""What verify says of a whole store: numbers, sessions, closings, many entries, many lanes."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from counter_app.domain import facts as f
from counter_app.domain import till
from counter_app.domain.errors import Fault
from counter_app.domain.slips import StoredSlip
from counter_app.storage.findings import MOST_SHOWN, Checks, Findings
from counter_app.storage.keys import Keys
from counter_app.storage.store import EmbeddedStore
from counter_app.storage.verification import ALONE, RANGE, verify
from counter_app.storage.verify_range import Tally, follows
from counter_app.storage.verify_whole import Whole
from tests.builders import (
    CARD,
    KEYS,
    a_plain_line,
    a_sale,
    a_tender,
    an_id,
    closed,
    next_sale,
    opened,
    reopened,
    sold,
)
from tests.storage.tampering import tampering


@pytest.fixture
def store(tmp_path: Path) -> Iterator[EmbeddedStore]:
    """A store with an open till and two sales."""
    with reopened(tmp_path) as made:
        opened(made)
        sold(made)
        sold(made)
        yield made


def named(folder: Path) -> set[tuple[str, str]]:
    return {(one.where, one.what) for one in verify(folder, KEYS).findings}


def test_a_running_counter_is_checked_beside_its_sales(store: EmbeddedStore) -> None:
    with store.work() as work:
        work.append(next_sale(store, work))
        report = verify(store.folder, KEYS)
    assert (report.entries, report.passed) == (4, True)
    assert verify(store.folder, KEYS).entries == 5


def test_an_entry_that_does_not_balance_is_named(store: EmbeddedStore) -> None:
    entry = sold(store, tenders=(a_tender(amount=251),))
    assert named(store.folder) == {
        (f"journal {entry.seq}", "postings.unbalanced"),
        (f"journal {entry.seq}", "sale.unpaid"),
    }


def test_a_sale_whose_total_is_not_what_was_paid_is_named(store: EmbeddedStore) -> None:
    entry = sold(store, total=99)
    assert (f"journal {entry.seq}", "sale.unpaid") in named(store.folder)


@pytest.mark.parametrize("answers", [["approved", "approved"], ["late"]])
def test_an_answer_without_its_question_is_named(store: EmbeddedStore, answers: list[str]) -> None:
    with store.work() as work:
        if len(answers) > 1:
            work.append(
                f.AttemptStarted(attempt=an_id(5), basket=an_id(6), operation="pay", amount=1)
            )
        for outcome in answers:
            work.append(f.AttemptSettled(attempt=an_id(5), outcome=outcome, amount=1))
    assert named(store.folder) == {(f"attempt_open {an_id(5)}", "attempt.answers")}


def test_a_card_that_paid_more_than_it_held_is_named(store: EmbeddedStore) -> None:
    with store.work() as work:
        work.append(f.CardBroughtIn(stored="gift_card", card=CARD, last4="4242", amount=249))
    slip = StoredSlip(card=CARD, last4="4242", balance=0)
    sold(store, tenders=(a_tender(tender="gift_card", given=0, stored=slip),))
    assert named(store.folder) == {(f"card {CARD}/gift_card/4242", "card.overdrawn")}


def unsold(store: EmbeddedStore, basket: str) -> int:
    with store.work() as work:
        ended = f.BasketEnded(basket=basket, how="cancelled", reason="", lines=(), total=0)
        return work.append(ended).seq


def test_a_basket_that_was_sold_and_ended_unsold_is_named(store: EmbeddedStore) -> None:
    sold(store, id=an_id(77))
    seq = unsold(store, an_id(77))
    with store.work() as work:  # to be put aside and brought back is no end
        for fact in (f.BasketSuspended, f.BasketRecalled):
            extra = {"lines": 1, "total": 1} if fact is f.BasketSuspended else {}
            work.append(fact(basket=an_id(78), slip="7", **extra))
    sold(store, id=an_id(78))
    assert named(store.folder) == {(f"journal {seq}", "basket.ends")}


def test_a_basket_that_ended_unsold_twice_is_named(store: EmbeddedStore) -> None:
    unsold(store, an_id(77))
    seq = unsold(store, an_id(77))
    assert named(store.folder) == {(f"journal {seq}", "basket.ends")}


def test_a_basket_that_was_sold_twice_is_named(store: EmbeddedStore) -> None:
    sold(store, id=an_id(77))
    store.close()
    with tampering(store.folder) as connection:
        connection.exec_driver_sql("DROP INDEX txn_id")
    with reopened(store.folder) as again:
        seq = sold(again, id=an_id(77)).seq
    assert named(store.folder) == {(f"journal {seq}", "basket.ends")}


def test_a_receipt_number_left_out_is_named(store: EmbeddedStore) -> None:
    entry = sold(store, number="000102030000004")
    assert named(store.folder) == {(f"journal {entry.seq}", "number.gap")}


def test_a_journal_whose_first_receipt_is_not_number_one_is_named(tmp_path: Path) -> None:
    with reopened(tmp_path) as store:
        opened(store)
        entry = sold(store, number="000102030000002")
        assert named(tmp_path) == {(f"journal {entry.seq}", "number.gap")}


def test_a_receipt_number_of_another_lane_is_named(store: EmbeddedStore) -> None:
    entry = sold(store, number="000103030000001")
    assert (f"journal {entry.seq}", "number.other_lane") in named(store.folder)


@pytest.mark.parametrize(
    ("before", "number", "next_one"),
    [
        (102030000001, 102030000002, True),
        (102030000001, 102030000001, False),
        (102030000001, 102030000003, False),
        (102030000009, 102040000001, True),  # a later epoch begins at one
        (102030000009, 102040000002, False),
        (102040000001, 102030000001, False),
    ],
)
def test_receipt_numbers_follow_each_other_within_an_epoch(
    before: int, number: int, *, next_one: bool
) -> None:
    assert follows(before, number) is next_one


@pytest.mark.parametrize(("number", "gaps"), [(102030000003, []), (102030000004, ["number.gap"])])
def test_receipt_numbers_follow_each_other_from_range_to_range(
    number: int, gaps: list[str]
) -> None:
    whole = Whole(Findings())
    whole.join(Tally(first_sale=2, first_number=102030000001, last_number=102030000002))
    whole.join(Tally())  # a range without a sale
    whole.join(Tally(first_sale=20_001, first_number=number, last_number=number))
    assert [one.what for one in whole.report().findings] == gaps


@pytest.mark.parametrize(
    ("figure", "wrong"),
    [
        ("z", 3),
        ("sales", 1),
        ("float", 9_999),
        ("expected", 0),
        ("difference", 5),
        ("grand_total", 499),
        ("totals", ()),
    ],
)
def test_a_closing_that_says_something_else_than_the_journal_is_named(
    store: EmbeddedStore, figure: str, wrong: object
) -> None:
    session = store.session()
    assert session is not None
    right = till.close(session, store.figures(session.seq), 10_500, store.last_closing())
    with store.work() as work:
        entry = work.append(replace(right, **{figure: wrong}))  # type: ignore[arg-type]  # by name
    figures = {
        one.values["figure"]
        for one in verify(store.folder, KEYS).findings
        if (one.where, one.what) == (f"journal {entry.seq}", "closing.differs")
    }
    assert figures == {figure}


def test_z_numbers_and_grand_totals_go_on_over_closings(store: EmbeddedStore) -> None:
    closed(store)
    for _ in range(2):
        opened(store)
        sold(store)
        closed(store)
    assert store.last_closing() == (3, 1000)
    assert verify(store.folder, KEYS).passed


def test_a_closing_left_out_is_seen_at_the_next(store: EmbeddedStore) -> None:
    closed(store)
    opened(store)
    session = store.session()
    assert session is not None
    skipped = till.close(session, store.figures(session.seq), 10_000, (2, 500))
    with store.work() as work:
        entry = work.append(skipped)
    [finding] = verify(store.folder, KEYS).findings
    assert (finding.where, finding.values["figure"]) == (f"journal {entry.seq}", "z")


def test_a_sale_after_the_closing_of_its_till_is_named(store: EmbeddedStore) -> None:
    session = store.session()
    assert session is not None
    closed(store)
    opened(store)
    sold(store, session=session.seq)
    assert (f"journal {session.seq}", "session.closed") in named(store.folder)


def test_a_sale_before_the_opening_of_its_till_is_named(store: EmbeddedStore) -> None:
    closed(store)
    with store.work() as work:
        early = work.next_seq()
        number = work.next_number()
        sale = a_sale(id=an_id(early), number=number, session=early + 1)
        work.append(sale)
    opened(store)
    assert named(store.folder) == {(f"journal {early + 1}", "session.closed")}


def test_the_newest_signature_is_checked_though_it_is_a_sale_s(store: EmbeddedStore) -> None:
    with tampering(store.folder) as connection:
        connection.exec_driver_sql("UPDATE journal SET signature = zeroblob(64) WHERE seq = 3")
    assert named(store.folder) == set()
    with tampering(store.folder) as connection:
        connection.exec_driver_sql("UPDATE journal SET signature = zeroblob(64) WHERE seq = 4")
    assert named(store.folder) == {("journal 4", "signature.wrong")}


def test_a_sale_in_a_till_that_was_never_opened_is_named(store: EmbeddedStore) -> None:
    sold(store, session=1)
    assert ("journal 1", "session.closed") in named(store.folder)


def test_a_journal_without_its_founding_is_named(store: EmbeddedStore) -> None:
    with tampering(store.folder) as connection:
        connection.exec_driver_sql("DELETE FROM journal WHERE seq = 1")
    assert {("journal 1", "founding.missing"), ("journal 1", "seq.gap")} <= named(store.folder)


# -------------------------------------------------------------------------------- large and many


@pytest.fixture(scope="module")
def long_journal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A journal long enough for several ranges and two processes."""
    folder = tmp_path_factory.mktemp("long")
    with reopened(folder) as store:
        opened(store)
        with store.work() as work:
            for number in range(ALONE + 10):
                if number % 500 == 0:
                    lines = (a_plain_line(1, 100),)
                    work.append(next_sale(store, work, lines=lines))
                else:
                    work.append(f.BalanceAsked(card=CARD, last4="4242", balance=number))
        closed(store)
    return folder


def test_a_long_journal_is_checked_in_ranges_by_two_processes(long_journal: Path) -> None:
    seen: list[tuple[int, int | None]] = []

    def progress(done: int, entries: int | None) -> None:
        seen.append((done, entries))

    report = verify(long_journal, KEYS, progress)
    entries = ALONE + 13
    assert (report.findings, report.entries) == ((), entries)
    assert seen == [(RANGE, entries), (2 * RANGE, entries), (entries, entries)]


def test_what_is_wrong_in_a_later_range_is_found_there(long_journal: Path) -> None:
    with tampering(long_journal) as connection:
        connection.exec_driver_sql("UPDATE balance_query SET balance = -1 WHERE seq = ?", (RANGE,))
        connection.exec_driver_sql("UPDATE line SET name = 'x' WHERE txn > ?", (2 * RANGE,))
    places = {one.where for one in verify(long_journal, KEYS).findings}
    assert f"balance_query {RANGE}" in places
    assert len([place for place in places if place.startswith("line ")]) == 1


def test_findings_beyond_what_a_person_reads_are_counted(tmp_path: Path) -> None:
    findings = Findings()
    for number in range(MOST_SHOWN + 3):
        findings.add(f"journal {number}", "chain.broken")
    assert (len(findings.shown), findings.unshown) == (MOST_SHOWN, 3)
    with reopened(tmp_path) as store, store.work() as work:
        for balance in range(MOST_SHOWN + 3):
            work.append(f.BalanceAsked(card=CARD, last4="4242", balance=balance))
    with tampering(tmp_path) as connection:
        connection.exec_driver_sql("UPDATE balance_query SET balance = -1")
    report = verify(tmp_path, KEYS)
    assert (len(report.findings), report.unshown, report.passed) == (MOST_SHOWN, 3, False)


def test_a_folder_without_a_store_is_told_as_such(tmp_path: Path) -> None:
    with pytest.raises(Fault) as caught:
        verify(tmp_path, KEYS)
    assert caught.value.code == "store.none_here"
    assert list(tmp_path.iterdir()) == []


def test_a_wrong_database_key_is_told_as_such(store: EmbeddedStore) -> None:
    with pytest.raises(Fault) as caught:
        verify(store.folder, Keys(bytes(32), KEYS.pepper, KEYS.signing))
    assert caught.value.code == "storage.wrong_key"


def test_tables_of_another_fold_are_to_be_rebuilt_before_they_are_compared(
    store: EmbeddedStore,
) -> None:
    store.close()
    with tampering(store.folder) as connection:
        connection.exec_driver_sql("UPDATE meta SET value = '0' WHERE key = 'fold'")
    with pytest.raises(Fault) as caught:
        verify(store.folder, KEYS)
    assert caught.value.code == "store.needs_rebuild"


@pytest.mark.parametrize(("deep", "checked", "left"), [(False, 2, 2), (True, 4, 0)])
def test_it_is_told_how_many_signatures_were_not_looked_at(
    store: EmbeddedStore, *, deep: bool, checked: int, left: int
) -> None:
    """Founding and newest are always checked; the sales before only on demand."""
    sold(store)
    report = verify(store.folder, KEYS, checks=Checks(all_signatures=deep))
    assert (report.signatures, report.unchecked) == (checked, left)
    closed(store)
    report = verify(store.folder, KEYS, checks=Checks(all_signatures=deep))
    assert report.signatures + report.unchecked == 5


@pytest.mark.parametrize(
    ("before", "epoch", "restored", "right"),
    [(1, 1, False, True), (1, 2, True, True), (1, 2, False, False), (2, 1, True, False)],
)
def test_between_two_ranges_only_a_restore_begins_an_epoch(
    before: int,
    epoch: int,
    restored: bool,  # noqa: FBT001 - a case of the table
    right: bool,  # noqa: FBT001 - a case of the table
) -> None:
    whole = Whole(Findings())
    whole.join(Tally(entries=1, first_entry=1, first_epoch=before, last_epoch=before))
    later = Tally(entries=1, first_entry=2, first_epoch=epoch, last_epoch=epoch)
    whole.join(replace(later, restored=restored))
    assert [one.what for one in whole.report().findings] == ([] if right else ["epoch.changed"])
