"""Backups of an open store: when one is due, which stay, what is written down."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest

from counter_app.bootstrap import backups_of
from counter_app.domain.errors import CounterError, Fault
from counter_app.domain.facts import BackupMade
from counter_app.domain.keeping import Keep
from counter_app.services.backup import (
    DAY,
    Backup,
    Chosen,
    Made,
    Notice,
    back_up,
    moment,
    never,
    nobody_watches,
)
from counter_app.services.ports import Cancelled, Progress
from counter_app.settings import StoreSettings, write_settings
from tests.counters import EMMA, HELEN, TOASTER, Desk
from tests.fakes import NOON

A_BACKUP = Made(
    folder=Path("2026-11-02T120000Z"),
    wall=NOON,
    epoch=1,
    seq=40,
    hash="ab" * 32,
    number="000101010000003",
    z=0,
    sheet=True,
    digest="cd" * 32,
    size=4_096,
)


@dataclass
class HandShelf:
    """A place of backups that does what the test says."""

    kept: list[Made] = field(default_factory=list)
    same: bool = False
    sheet: bool = True
    error: CounterError | None = None

    def made(self) -> Sequence[Made]:
        return sorted(self.kept, key=lambda one: (one.epoch, one.seq))

    def make(self, name: str, wall: int, progress: Progress, cancelled: Cancelled) -> Made:
        assert not cancelled()
        progress(1, 1)
        if self.error is not None:
            raise self.error
        seq = max((one.seq for one in self.kept), default=0) + 1
        one = replace(A_BACKUP, folder=Path(name), wall=wall, seq=seq, sheet=self.sheet)
        self.kept.append(one)
        return one

    def drop(self, made: Made) -> None:
        self.kept.remove(made)

    def same_disk(self) -> bool:
        return self.same


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def chosen(desk: Desk, stick: Path) -> Path:
    """The second place of this machine."""
    write_settings(desk.folder, StoreSettings(backup_folder=stick))
    return stick


def code(call: Callable[[], object]) -> str:
    with pytest.raises(CounterError) as caught:
        call()
    return caught.value.code


def sell(desk: Desk) -> str:
    return desk.use.take_payment.settle_in_cash(desk.ring(TOASTER), 5_000, EMMA).sale.number


def test_nothing_is_due_where_no_place_was_chosen(desk: Desk) -> None:
    assert desk.use.backup.place() is None
    assert not desk.use.backup.due()
    assert code(desk.use.backup.run) == "backup.no_place"


def test_a_backup_is_an_entry_that_names_what_it_holds(desk: Desk, chosen: Path) -> None:
    number = sell(desk)
    done = desk.use.backup.run("104")
    newest = desk.entries()[-1]
    assert newest.data == BackupMade(
        name=done.made.name,
        seq=newest.seq - 1,
        hash=done.made.hash,
        digest=done.made.digest,
        size=done.made.size,
    )
    assert newest.user == "104"
    assert (done.made.number, done.dropped) == (number, 0)
    assert done.made.folder.parent.parent == chosen
    assert desk.counter.store.last_backup() == done.made.name


def test_the_first_one_is_due_at_once_and_the_next_after_a_day(desk: Desk, chosen: Path) -> None:
    assert chosen.is_dir()
    assert desk.use.backup.due()
    desk.use.backup.run()
    assert not desk.use.backup.due()
    desk.clock.advance(DAY - 1)
    assert not desk.use.backup.due()
    desk.clock.advance(1)
    assert desk.use.backup.due()


def test_one_is_due_after_the_closing(desk: Desk, chosen: Path) -> None:
    assert chosen.is_dir()
    desk.use.backup.run()
    sell(desk)
    assert not desk.use.backup.due()
    desk.use.run_till.close(15_000, HELEN.number)
    assert desk.use.backup.due()
    desk.clock.advance(1000)
    assert desk.use.backup.run().made.z == 1
    assert not desk.use.backup.due()


def test_one_that_was_made_beside_the_counter_is_written_down_once(
    desk: Desk, chosen: Path
) -> None:
    made = backups_of(desk.counter.place, chosen).make("aside", NOON, nobody_watches, never)
    assert not desk.use.backup.due()
    assert not desk.use.backup.due()
    assert [fact.name for fact in desk.facts(BackupMade) if isinstance(fact, BackupMade)] == [
        made.name
    ]


def test_a_missing_place_is_told_and_nothing_is_made(desk: Desk, chosen: Path) -> None:
    chosen.rmdir()
    assert code(desk.use.backup.due) == "backup.place_missing"
    assert code(desk.use.backup.run) == "backup.place_missing"
    assert desk.facts(BackupMade) == []
    assert not chosen.exists()


@pytest.mark.parametrize("error", ["backup.full", "backup.not_written", "backup.not_whole"])
def test_a_backup_that_failed_is_no_entry_and_drops_no_other(desk: Desk, error: str) -> None:
    old = [
        replace(A_BACKUP, folder=Path(f"old-{days}"), wall=NOON - days * DAY, seq=40 - days)
        for days in range(1, 30)
    ]
    shelf = HandShelf(kept=list(old), error=Fault(error, place="stick"))
    backup = Backup(desk.counter.store, desk.clock, lambda: Chosen(Path("stick")), lambda _: shelf)
    assert code(backup.run) == error
    assert shelf.kept == old
    assert desk.facts(BackupMade) == []


def test_old_ones_go_when_a_new_one_is_whole() -> None:
    old = [
        replace(A_BACKUP, folder=Path(f"old-{days}"), wall=NOON - days * DAY, seq=40 - days)
        for days in (1, 2, 3)
    ]
    shelf = HandShelf(kept=list(old))
    done = back_up(shelf, Keep(2, 0, 0), NOON)
    assert done.dropped == 2
    assert shelf.kept == [old[0], done.made]


@pytest.mark.parametrize(
    ("same", "sheet", "notices"),
    [
        (False, True, ()),
        (True, True, (Notice.SAME_DISK,)),
        (False, False, (Notice.NO_SHEET,)),
        (True, False, (Notice.SAME_DISK, Notice.NO_SHEET)),
    ],
)
def test_what_is_worth_knowing_is_said(
    same: bool,  # noqa: FBT001 - a case of the table
    sheet: bool,  # noqa: FBT001 - a case of the table
    notices: tuple[Notice, ...],
) -> None:
    assert back_up(HandShelf(same=same, sheet=sheet), Keep(), NOON).notices == notices


def test_a_clock_that_was_wrong_makes_no_backup_after_backup(desk: Desk, chosen: Path) -> None:
    assert chosen.is_dir()
    desk.clock.step(300 * DAY)
    desk.use.backup.run()
    desk.clock.step(-300 * DAY)
    desk.use.backup.run()
    assert not desk.use.backup.due()


def test_a_backup_is_named_by_its_moment_in_utc(desk: Desk, chosen: Path) -> None:
    assert chosen.is_dir()
    assert desk.use.backup.run().made.name == "2026-11-02T120000Z"
    assert moment(NOON + DAY) - moment(NOON) == timedelta(days=1)
