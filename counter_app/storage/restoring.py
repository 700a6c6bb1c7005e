"""Restores a store from a backup, on its own machine or on another one.

Invariant: the new store appears whole and verified or not at all, in an epoch above every one that
database, keys, backups and papers know, so that no receipt number is ever given twice.
"""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from counter_app.domain.errors import Fault, Refusal
from counter_app.domain.facts import StoreRestored
from counter_app.domain.newest_number import newest_at_hand
from counter_app.domain.own_codes import ReceiptNumber
from counter_app.services.ports import Clock, Lane, Progress
from counter_app.storage import journal as bodies
from counter_app.storage.backup_copy import Head, head_of_file
from counter_app.storage.backup_folder import (
    EPOCH_FILE,
    ID_FILE,
    digests_of,
    made_in,
    read_manifest,
)
from counter_app.storage.catalogue_file import digest_of
from counter_app.storage.database import (
    make_durable,
    open_reader,
    open_writer,
    storage_faults,
    sync_folder,
)
from counter_app.storage.founding import FOLDERS
from counter_app.storage.keys import Keys, keep_keys, load_keys
from counter_app.storage.queries import Queries
from counter_app.storage.rebuild import rebuild
from counter_app.storage.recovery import WRAPPED, unwrap_keys
from counter_app.storage.store import DATABASE
from counter_app.storage.unit_of_work import NUMBER_SPAN, ClockWatch, EmbeddedWork, Writer
from counter_app.storage.verification import verify

MOST_EPOCHS: Final = 99
_UNFINISHED: Final = ".restoring"


@dataclass(frozen=True, slots=True)
class Restore:
    """What to restore: the backup, the new folder, the sheet's key, and a paper at hand.

    `recovery` None takes the keys that this machine has. `newest` is what a paper says, typed or
    scanned; empty where there is no paper.
    """

    backup: Path
    folder: Path
    keys_root: Path
    recovery: bytes | None = None
    newest: str = ""


@dataclass(frozen=True, slots=True)
class Restored:
    """What came of it. `lost` counts receipts on paper that are in no entry; None where unknown."""

    store_id: str
    head: Head
    lane: Lane  # with the new epoch
    lost: int | None
    marked: bool  # whether the backups' folder could be told of the new epoch

    @property
    def next_number(self) -> str:
        """The next receipt's number, as it prints."""
        return str(ReceiptNumber(self.lane.store, self.lane.lane, self.lane.epoch, 1))


def restore(asked: Restore, clock: Clock, progress: Progress) -> Restored:
    """Restore, verify, and begin a new epoch.

    Faults: `restore.no_backup`, `restore.damaged`, `restore.folder_taken`, `restore.not_whole`,
    `restore.epochs_used_up`, `recovery.no_keys`, `recovery.keys_damaged`; Refusals: those of the
    recovery code, `restore.other_keys`, `restore.newest` and `restore.newest_other_lane`.
    """
    made = read_manifest(asked.backup)
    if made is None:
        raise Fault("restore.no_backup", retry=False, folder=str(asked.backup))
    if asked.folder.exists() and (not asked.folder.is_dir() or any(asked.folder.iterdir())):
        raise Fault("restore.folder_taken", retry=False, folder=str(asked.folder))
    _check_files(asked.backup)
    store_id, keys = _keys(asked)
    head = head_of_file(asked.backup / DATABASE, keys.database)
    with storage_faults():
        lane, newest, marked = _restored(asked, clock, progress, (store_id, keys, head))
    return Restored(store_id, head, lane, _lost(head, newest), marked)


def _restored(
    asked: Restore, clock: Clock, progress: Progress, opened: tuple[str, Keys, Head]
) -> tuple[Lane, ReceiptNumber | None, bool]:
    """Build the store under another name, prove it, and only then give it its own."""
    store_id, keys, head = opened
    draft = asked.folder.with_name(f".{asked.folder.name}{_UNFINISHED}")
    shutil.rmtree(draft, ignore_errors=True)  # of a restore that was killed
    try:
        lane, newest = _copied(asked, draft, keys)
        _verify(draft, keys, progress)
        known = (head.epoch, newest.epoch if newest else 0, *_known_epochs(asked, store_id))
        epoch = max(known) + 1
        if epoch > MOST_EPOCHS:
            raise Fault("restore.epochs_used_up", retry=False)
        fact = StoreRestored(
            epoch=epoch,
            backup=asked.backup.name,
            seq=head.seq,
            hash=head.hash.hex(),
            newest=newest.digits if newest and newest.sequence else "",
        )
        lane = Lane(lane.store, lane.lane, epoch)
        _go_on(draft, keys, clock, lane, fact)
        _keep_keys(asked, store_id, keys)
        marked = _mark_epoch(asked, store_id, epoch)
        if asked.folder.exists():
            asked.folder.rmdir()  # empty, as was looked at first
        draft.replace(asked.folder)
        sync_folder(asked.folder.parent)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return lane, newest, marked


def _check_files(backup: Path) -> None:
    """Every file is the one that was written."""
    for name, digest in digests_of(backup).items():
        file = backup / name
        if not file.is_file() or digest_of(file) != digest:
            raise Fault("restore.damaged", retry=False, file=str(file))


def _keys(asked: Restore) -> tuple[str, Keys]:
    """By the sheet, or those of this machine; never two different ones."""
    store_id = (asked.backup / ID_FILE).read_text("ascii").strip()
    folder = asked.keys_root / store_id
    here = _keys_here(folder)
    if asked.recovery is None:
        if here is None:
            raise Refusal("restore.code_needed")
        return store_id, here
    wrapped_id, keys = unwrap_keys(asked.backup, asked.recovery)
    if wrapped_id != store_id or (here is not None and here != keys):
        raise Refusal("restore.other_keys", folder=str(folder))
    return store_id, keys


def _keys_here(folder: Path) -> Keys | None:
    try:
        return load_keys(folder)
    except Fault as fault:
        if fault.code == "keys.missing":
            return None
        raise


def _copied(asked: Restore, draft: Path, keys: Keys) -> tuple[Lane, ReceiptNumber | None]:
    """The backup's files as a store's folder; whose journal it is, and what the paper says."""
    for name in FOLDERS:
        (draft / name).mkdir(parents=True)
    for name in digests_of(asked.backup):
        if name != WRAPPED:
            shutil.copyfile(asked.backup / name, draft / name)
            make_durable(draft / name)
    engine = open_reader(draft / DATABASE, keys.database)
    try:
        with engine.connect() as connection:
            lane = bodies.lane_of(Queries(connection).body(1))
    finally:
        engine.dispose()
    return lane, newest_at_hand(asked.newest, lane.store, lane.lane) if asked.newest else None


def _known_epochs(asked: Restore, store_id: str) -> list[int]:
    """What the key file, the backups' folder and the backups beside this one know."""
    folders = (asked.keys_root / store_id, asked.backup.parent)
    return [_epoch_in(folder) for folder in folders] + [
        one.epoch for one in made_in(asked.backup.parent)
    ]


def _epoch_in(folder: Path) -> int:
    try:
        return int((folder / EPOCH_FILE).read_text("ascii"))
    except (OSError, ValueError):
        return 0


def _verify(draft: Path, keys: Keys, progress: Progress) -> None:
    """Every entry and every row; tables of an older program are folded anew first."""
    try:
        report = verify(draft, keys, progress)
    except Fault as fault:
        if fault.code != "store.needs_rebuild":
            raise
        rebuild(draft, keys, progress, lambda: False)
        report = verify(draft, keys, progress)
    if not report.passed:
        wrong = len(report.findings) + report.unshown
        where = report.findings[0].where
        raise Fault("restore.not_whole", retry=False, wrong=wrong, where=where)


def _go_on(draft: Path, keys: Keys, clock: Clock, lane: Lane, fact: StoreRestored) -> None:
    """Write the first entry of the new epoch."""
    engine = open_writer(draft / DATABASE, keys.database)
    try:
        with engine.begin() as connection:
            position, _ = Queries(connection).position()
            writer = Writer(lane, keys.signer(), keys.pepper, clock, ClockWatch(clock, 0))
            EmbeddedWork(writer, connection, position).append(fact)
    finally:
        engine.dispose()  # the last connection writes the log into the file
    make_durable(draft / DATABASE)


def _keep_keys(asked: Restore, store_id: str, keys: Keys) -> None:
    """The keys and their wrapping beside them, so that the same sheet opens later backups too."""
    folder = asked.keys_root / store_id
    keep_keys(folder, keys)
    wrapped = asked.backup / WRAPPED
    if wrapped.is_file() and not (folder / WRAPPED).exists():
        _write(folder / WRAPPED, wrapped.read_text("ascii"))


def _mark_epoch(asked: Restore, store_id: str, epoch: int) -> bool:
    """Write the epoch beside the keys, and beside the backups where they can be written."""
    _write(asked.keys_root / store_id / EPOCH_FILE, f"{epoch}\n")
    try:
        _write(asked.backup.parent / EPOCH_FILE, f"{epoch}\n")
    except OSError:
        return False
    return True


def _write(path: Path, text: str) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _lost(head: Head, newest: ReceiptNumber | None) -> int | None:
    """How many receipts up to the one at hand are in no entry; None where no paper tells."""
    if newest is None or not newest.sequence or newest.epoch > head.epoch:
        return None
    prefix, last = divmod(head.number, NUMBER_SPAN)
    in_it = last if prefix % 100 == newest.epoch else 0
    return max(0, newest.sequence - in_it) if newest.epoch == head.epoch else 0
