"""Backups of a real store: whole while it sells, nothing half made, no wrong byte unseen."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from counter_app.domain.errors import CounterError
from counter_app.services.backup import Made, never, nobody_watches
from counter_app.storage.backup_copy import head_of_file, prove_copy
from counter_app.storage.backup_folder import BackupFolder, Source, made_in, read_manifest
from counter_app.storage.keys import load_keys
from counter_app.storage.recovery import WRAPPED
from counter_app.storage.store import DATABASE
from counter_app.storage.verification import verify
from tests.conftest import ROOT
from tests.counters import EMMA, TOASTER, Desk
from tests.fakes import NOON

NAME = "2026-11-02T120000Z"


def source(desk: Desk) -> Source:
    place = desk.counter.place
    return Source(place.folder, place.keys, place.keys.name, load_keys(place.keys))


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """The second place."""
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def shelf(desk: Desk, stick: Path) -> BackupFolder:
    return BackupFolder(source(desk), stick)


def make(shelf: BackupFolder, name: str = NAME, cancelled: Callable[[], bool] = never) -> Made:
    return shelf.make(name, NOON, nobody_watches, cancelled)


def code(call: Callable[[], object]) -> str:
    with pytest.raises(CounterError) as caught:
        call()
    return caught.value.code


def sell(desk: Desk) -> str:
    return desk.use.take_payment.settle_in_cash(desk.ring(TOASTER), 5_000, EMMA).sale.number


def left_in(stick: Path) -> list[str]:
    return sorted(path.name for path in stick.glob("*/*"))


def test_a_backup_holds_the_store_as_it_stood(desk: Desk, shelf: BackupFolder) -> None:
    number = sell(desk)
    made = make(shelf)
    assert (made.name, made.number, made.epoch, made.z) == (NAME, number, 1, 0)
    assert made.seq == len(desk.entries())
    assert shelf.made() == [made]
    report = verify(made.folder, load_keys(desk.counter.place.keys))
    assert report.passed
    assert report.entries == made.seq
    sell(desk)
    assert desk.counter.store.last_sale() is not None


def test_the_catalogue_in_force_lies_in_it(desk: Desk, shelf: BackupFolder) -> None:
    made = make(shelf)
    published = desk.counter.store.published("catalogue")
    assert published is not None
    files = json.loads((made.folder / "manifest.json").read_text())["files"]
    assert files[f"catalogue/{published.id}.db"] == published.digest


def test_the_store_sells_while_it_is_copied(desk: Desk, shelf: BackupFolder) -> None:
    sold: list[str] = []

    def cancelled() -> bool:
        if len(sold) < 5:  # between two steps of the copy, not beside it: no timing decides
            sold.append(sell(desk))
        return False

    made = make(shelf, cancelled=cancelled)
    assert sold
    assert made.number < sold[-1]
    assert verify(made.folder, load_keys(desk.counter.place.keys)).passed
    assert verify(desk.folder, load_keys(desk.counter.place.keys)).passed


def test_no_key_lies_in_it_in_the_clear(desk: Desk, shelf: BackupFolder) -> None:
    sheet = desk.use.recovery.prepare()
    desk.use.recovery.confirm(sheet, sheet.check)
    made = make(shelf)
    assert made.sheet
    keys = load_keys(desk.counter.place.keys)
    secrets = (keys.database, keys.pepper, keys.signing, sheet.key)
    for file in made.folder.rglob("*"):
        held = file.read_bytes() if file.is_file() else b""
        assert not any(secret in held or secret.hex().encode() in held for secret in secrets)


def test_a_store_without_a_sheet_is_copied_all_the_same(shelf: BackupFolder) -> None:
    made = make(shelf)
    assert not made.sheet
    assert not (made.folder / WRAPPED).exists()


def test_a_place_that_is_not_there_is_not_made(desk: Desk, stick: Path) -> None:
    gone = stick / "gone"
    shelf = BackupFolder(source(desk), gone)
    assert code(lambda: make(shelf)) == "backup.place_missing"
    assert code(shelf.made) == "backup.place_missing"
    assert not gone.exists()


def test_a_place_without_room_is_left_as_it_was(desk: Desk, stick: Path) -> None:
    shelf = BackupFolder(source(desk), stick, free=lambda _: 1_000)
    assert code(lambda: make(shelf)) == "backup.full"
    assert left_in(stick) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_a_disk_that_fills_up_on_the_way_leaves_nothing_half_made(desk: Desk, stick: Path) -> None:
    """The process may write no file beyond 200 kB: the system's own refusal, in the middle."""
    program = (
        "import resource, signal, sys\n"
        "from pathlib import Path\n"
        "from counter_app.bootstrap import backups_of\n"
        "from counter_app.domain.errors import CounterError\n"
        "from counter_app.services.backup import never, nobody_watches\n"
        "from counter_app.settings import place_of\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))\n"
        "try:\n"
        "    shelf = backups_of(place_of(Path(sys.argv[1])), Path(sys.argv[2]))\n"
        f"    shelf.make({NAME!r}, {NOON}, nobody_watches, never)\n"
        "except CounterError as error:\n"
        "    print(error.code)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(desk.folder), str(stick)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.strip() in {"backup.full", "backup.not_written"}, done.stderr
    assert left_in(stick) == []


def test_a_cancelled_backup_leaves_nothing(shelf: BackupFolder, stick: Path) -> None:
    assert code(lambda: make(shelf, cancelled=lambda: True)) == "backup.cancelled"
    assert left_in(stick) == []


def test_what_a_killed_backup_left_goes_with_the_next(shelf: BackupFolder, stick: Path) -> None:
    first = make(shelf)
    left = first.folder.with_name("2026-11-01T120000Z.part")
    shutil.copytree(first.folder, left)
    assert shelf.made() == [first]
    make(shelf, "2026-11-03T120000Z")
    assert left_in(stick) == [NAME, "2026-11-03T120000Z"]


def test_two_backups_at_once_are_one(desk: Desk, shelf: BackupFolder, stick: Path) -> None:
    said: list[str] = []

    def meanwhile() -> bool:
        said.append(code(lambda: make(BackupFolder(source(desk), stick), "other")))
        return False

    make(shelf, cancelled=meanwhile)
    assert set(said) == {"backup.running"}
    assert left_in(stick) == [NAME]


def flip(file: Path) -> None:
    """One bit in the middle of a file is the other one."""
    with file.open("rb+") as opened:
        opened.seek(file.stat().st_size // 2)
        byte = opened.read(1)[0]
        opened.seek(-1, 1)
        opened.write(bytes([byte ^ 1]))


def test_a_changed_byte_in_a_copy_is_found_when_it_is_read_back(
    shelf: BackupFolder, stick: Path
) -> None:
    hurt: list[Path] = []

    def progress(_done: int, _all: int | None) -> None:
        for file in stick.glob(f"*/*.part/catalogue/../{DATABASE}"):  # the database is finished
            if not hurt:
                flip(file)
                hurt.append(file)

    assert code(lambda: shelf.make(NAME, NOON, progress, never)) == "backup.not_whole"
    assert hurt
    assert left_in(stick) == []


def test_a_changed_byte_in_the_catalogue_of_a_copy_is_found(
    desk: Desk, shelf: BackupFolder
) -> None:
    published = desk.counter.store.published("catalogue")
    assert published is not None
    flip(desk.folder / "catalogue" / f"{published.id}.db")
    assert code(lambda: make(shelf)) == "backup.not_whole"


def test_a_damaged_store_is_not_taken_for_a_bad_stick(
    desk: Desk, shelf: BackupFolder, stick: Path
) -> None:
    desk.counter.close()  # the log is written into the file
    flip(desk.folder / DATABASE)
    assert code(lambda: make(shelf)) == "storage.damaged"
    assert left_in(stick) == []


def test_a_copy_of_another_moment_is_not_taken_for_this_one(
    desk: Desk, shelf: BackupFolder
) -> None:
    made = make(shelf)
    key = source(desk).keys.database
    sell(desk)
    later = make(shelf, "2026-11-03T120000Z")
    head = head_of_file(later.folder / DATABASE, key)
    assert code(lambda: prove_copy(made.folder / DATABASE, key, head)) == "backup.not_whole"


def test_two_backups_of_one_second_are_two(shelf: BackupFolder, stick: Path) -> None:
    make(shelf)
    make(shelf)
    assert left_in(stick) == [NAME, f"{NAME}-2"]


def test_a_dropped_backup_is_gone_whole(shelf: BackupFolder, stick: Path) -> None:
    made = make(shelf)
    shelf.drop(made)
    assert left_in(stick) == []


@pytest.mark.parametrize("text", ["", "[]", '{"v": 1}', '{"wall": "x"}'])
def test_a_manifest_that_cannot_be_read_is_no_backup(shelf: BackupFolder, text: str) -> None:
    made = make(shelf)
    (made.folder / "manifest.json").write_text(text)
    assert read_manifest(made.folder) is None
    assert made_in(made.folder.parent) == []


def test_progress_ends_at_the_whole(desk: Desk, shelf: BackupFolder) -> None:
    seen: list[tuple[int, int | None]] = []
    shelf.make(NAME, NOON, lambda done, of: seen.append((done, of)), never)
    assert seen[0][0] == 0
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    assert seen[-1][0] <= (seen[-1][1] or 0)
    assert desk.counter.store.last_backup() == ""
