"""A store goes on from a backup: on another machine, whole, and with no number given twice."""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from counter_app.bootstrap import backups_of, open_counter
from counter_app.domain.errors import CounterError
from counter_app.domain.facts import StoreRestored
from counter_app.domain.own_codes import parse_receipt_number
from counter_app.services.backup import never, nobody_watches
from counter_app.settings import KEYS_VARIABLE
from counter_app.storage.catalogue_file import digest_of
from counter_app.storage.database import open_writer
from counter_app.storage.keys import load_keys
from counter_app.storage.restoring import Restore, Restored, restore
from counter_app.storage.store import DATABASE
from counter_app.storage.verification import verify
from tests.counters import EMMA, TOASTER, Desk
from tests.fakes import NOON, FixedClock


@dataclass
class Lost:
    """A machine that is gone: its newest backup, the sheet's key, and the papers of its sales."""

    backup: Path
    recovery: bytes
    receipts: list[str]
    machine: Path  # of the new one

    def asked(self, **changes: object) -> Restore:
        asked = Restore(
            self.backup, self.machine / "store", self.machine / "keys", recovery=self.recovery
        )
        return replace(asked, **changes)  # type: ignore[arg-type]  # names of Restore


def sell(desk: Desk) -> str:
    return desk.use.take_payment.settle_in_cash(desk.ring(TOASTER), 5_000, EMMA).sale.number


@pytest.fixture
def lost(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lost:
    """Two sales, a backup, one sale more; then the machine is gone and another one stands there."""
    sheet = desk.use.recovery.prepare()
    desk.use.recovery.confirm(sheet, sheet.check)
    receipts = [sell(desk), sell(desk)]
    stick = tmp_path / "stick"
    stick.mkdir()
    shelf = backups_of(desk.counter.place, stick)
    made = shelf.make("2026-11-02T120000Z", NOON, nobody_watches, never)
    receipts.append(sell(desk))
    machine = tmp_path / "machine"
    machine.mkdir()
    monkeypatch.setenv(KEYS_VARIABLE, str(machine / "keys"))
    return Lost(made.folder, sheet.key, receipts, machine)


def run(asked: Restore) -> Restored:
    return restore(asked, FixedClock(), nobody_watches)


def code(call: Callable[[], object]) -> str:
    with pytest.raises(CounterError) as caught:
        call()
    return caught.value.code


def next_receipt(desk: Desk, folder: Path) -> str:
    """Open the restored store with the desk's parts and sell."""
    counter = open_counter(folder, desk.parts)
    try:
        other = Desk(folder, counter, desk.parts, desk.papers)
        return sell(other)
    finally:
        counter.close()


def test_a_store_sells_on_another_machine_and_gives_no_number_twice(desk: Desk, lost: Lost) -> None:
    done = run(lost.asked(newest=lost.receipts[-1]))
    assert (done.lane.epoch, done.lost, done.marked) == (2, 1, True)
    number = next_receipt(desk, lost.machine / "store")
    assert number not in lost.receipts
    assert parse_receipt_number(number).epoch == 2
    assert parse_receipt_number(number).sequence == 1
    keys = load_keys(lost.machine / "keys" / done.store_id)
    report = verify(lost.machine / "store", keys)
    assert (report.findings, report.passed) == ((), True)


def test_all_that_was_in_the_backup_is_there_again(desk: Desk, lost: Lost) -> None:
    run(lost.asked())
    counter = open_counter(lost.machine / "store", desk.parts)
    try:
        assert counter.store.sale(lost.receipts[1]) is not None
        assert counter.store.sale(lost.receipts[2]) is None
        assert counter.catalogue.count() == desk.counter.catalogue.count()
        assert counter.store.founded().epoch == counter.store.lane.epoch == 2
        newest = counter.store.entries()[-1].data
        assert isinstance(newest, StoreRestored)
        assert (newest.epoch, newest.backup, newest.newest) == (2, lost.backup.name, "")
    finally:
        counter.close()


def test_the_same_sheet_opens_backups_of_the_new_machine(desk: Desk, lost: Lost) -> None:
    done = run(lost.asked())
    counter = open_counter(lost.machine / "store", desk.parts)
    try:
        assert counter.use.recovery.in_force()
        made = backups_of(counter.place, lost.backup.parent.parent).make(
            "2026-11-03T120000Z", NOON, nobody_watches, never
        )
    finally:
        counter.close()
    third = lost.machine / "third"
    again = run(lost.asked(backup=made.folder, folder=third / "store", keys_root=third / "keys"))
    assert again.store_id == done.store_id
    assert again.lane.epoch == 3


def test_two_restores_of_one_backup_never_share_an_epoch(lost: Lost) -> None:
    epochs = [
        run(
            lost.asked(folder=lost.machine / name, keys_root=lost.machine / f"{name}-keys")
        ).lane.epoch
        for name in ("one", "two")
    ]
    assert epochs == [2, 3]


def test_the_paper_at_hand_knows_of_an_epoch_that_the_backup_does_not(lost: Lost) -> None:
    (epoch_4,) = {receipt[:6] + "04" + receipt[8:] for receipt in lost.receipts[:1]}
    done = run(lost.asked(newest=epoch_4))
    assert (done.lane.epoch, done.lost) == (5, None)


def test_the_keys_of_a_machine_remember_its_epoch(lost: Lost) -> None:
    first = run(lost.asked())
    (lost.backup.parent / "epoch").unlink()
    assert run(lost.asked(folder=lost.machine / "again")).lane.epoch == first.lane.epoch + 1


def test_a_backup_that_cannot_be_written_to_is_restored_and_said_so(lost: Lost) -> None:
    (lost.backup.parent / "epoch").mkdir()
    done = run(lost.asked())
    assert (done.lane.epoch, done.marked) == (2, False)


def test_the_machine_itself_needs_no_code(desk: Desk, lost: Lost) -> None:
    keys_root = desk.counter.place.keys.parent
    done = run(lost.asked(recovery=None, keys_root=keys_root))
    assert done.lane.epoch == 2
    assert code(lambda: run(lost.asked(recovery=None, folder=lost.machine / "b"))) == (
        "restore.code_needed"
    )


def test_the_code_of_another_sheet_opens_nothing(lost: Lost) -> None:
    assert code(lambda: run(lost.asked(recovery=bytes(20)))) == "recovery.other_sheet"
    assert list(lost.machine.iterdir()) == []


def test_a_folder_that_holds_anything_is_left_alone(lost: Lost) -> None:
    (lost.machine / "store").mkdir()
    (lost.machine / "store" / "letter.txt").write_text("dear")
    assert code(lambda: run(lost.asked())) == "restore.folder_taken"
    assert (lost.machine / "store" / "letter.txt").read_text() == "dear"


def test_an_empty_folder_is_taken(lost: Lost) -> None:
    (lost.machine / "store").mkdir()
    assert run(lost.asked()).lane.epoch == 2


@pytest.mark.parametrize("name", [DATABASE, "counter.id", "keys.backup", "catalogue"])
def test_a_corrupted_copy_is_refused_and_nothing_is_made(lost: Lost, name: str) -> None:
    file = lost.backup / name
    file = next(file.glob("*.db")) if file.is_dir() else file
    held = bytearray(file.read_bytes())
    held[len(held) // 2] ^= 1
    file.write_bytes(held)
    assert code(lambda: run(lost.asked())) == "restore.damaged"
    assert list(lost.machine.iterdir()) == []


def test_a_file_that_is_missing_is_damage(lost: Lost) -> None:
    (lost.backup / DATABASE).unlink()
    assert code(lambda: run(lost.asked())) == "restore.damaged"


def test_a_journal_that_was_cheated_with_is_refused_whatever_its_manifest_says(
    desk: Desk, lost: Lost
) -> None:
    keys = load_keys(desk.counter.place.keys)
    engine = open_writer(lost.backup / DATABASE, keys.database)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE txn SET total = total - 1")
    engine.dispose()
    manifest = json.loads((lost.backup / "manifest.json").read_text())
    manifest["files"][DATABASE] = digest_of(lost.backup / DATABASE)
    (lost.backup / "manifest.json").write_text(json.dumps(manifest))
    assert code(lambda: run(lost.asked())) == "restore.not_whole"
    assert list(lost.machine.iterdir()) == []


def test_keys_of_another_store_are_never_overwritten(lost: Lost) -> None:
    done = run(lost.asked())
    keys = lost.machine / "keys" / done.store_id
    (keys / "pepper.key").write_bytes(bytes(32))
    assert code(lambda: run(lost.asked(folder=lost.machine / "b"))) == "restore.other_keys"
    assert (keys / "pepper.key").read_bytes() == bytes(32)


def test_no_backup_is_told_from_a_folder_of_anything(lost: Lost, tmp_path: Path) -> None:
    assert code(lambda: run(lost.asked(backup=tmp_path))) == "restore.no_backup"


def test_what_a_killed_restore_left_is_in_nobody_s_way(lost: Lost) -> None:
    shutil.copytree(lost.backup, lost.machine / ".store.restoring")
    assert run(lost.asked()).lane.epoch == 2
    assert sorted(path.name for path in lost.machine.iterdir()) == ["keys", "store"]


def test_a_paper_of_another_register_is_refused_before_anything_is_made(lost: Lost) -> None:
    other = "0009" + lost.receipts[0][4:]
    assert code(lambda: run(lost.asked(newest=other))) == "restore.newest_other_lane"
    assert list(lost.machine.iterdir()) == []


def test_the_last_epoch_has_none_after_it(lost: Lost) -> None:
    (lost.backup.parent / "epoch").write_text("99")
    assert code(lambda: run(lost.asked())) == "restore.epochs_used_up"
    assert list(lost.machine.iterdir()) == []
