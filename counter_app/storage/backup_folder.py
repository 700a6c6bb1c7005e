"""A store's backups in a second place: `PLACE/STORE-ID/2026-11-02T120000Z/`, each a folder.

    counter.db     the database, encrypted as it was
    catalogue/     the catalogue file in force, encrypted too
    keys.backup    the store's keys under the recovery sheet's; absent where there is no sheet
    counter.id     the store's id
    manifest.json  what is in it: newest entry, its hash, epoch, receipt number, sizes, SHA-256

Invariant: a folder without `.part` at its end is finished, was read back, and is on the disk.
"""

import errno
import json
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, cast

from counter_app import __version__
from counter_app.domain.errors import Fault, Refusal
from counter_app.services.backup import Made
from counter_app.services.ports import Cancelled, Progress
from counter_app.services.program.folders import same_disk
from counter_app.storage.backup_copy import Head, copy_database, prove_copy, require_sound
from counter_app.storage.catalogue_file import digest_of
from counter_app.storage.database import StoreLock, sync_folder
from counter_app.storage.keys import Keys
from counter_app.storage.recovery import WRAPPED
from counter_app.storage.store import DATABASE

MANIFEST: Final = "manifest.json"
ID_FILE: Final = "counter.id"
EPOCH_FILE: Final = "epoch"
CATALOGUES: Final = "catalogue"
_PART: Final = ".part"
_LOCK: Final = "backup.lock"
_CHUNK: Final = 1 << 20
_SPARE: Final = 1 << 20  # bytes for manifest and folders
_VERSION: Final = 1
_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


@dataclass(frozen=True, slots=True)
class Source:
    """The store that is copied: its folder, the folder of its keys, its id and its keys."""

    folder: Path
    keys_folder: Path
    store_id: str
    keys: Keys = field(repr=False)


def free_bytes(folder: Path) -> int:
    """How much room there is."""
    return shutil.disk_usage(folder).free


class BackupFolder:
    """The backups of one store in one place; satisfies the port `BackupShelf`."""

    def __init__(
        self, source: Source, place: Path, free: Callable[[Path], int] = free_bytes
    ) -> None:
        self._source = source
        self._place = place
        self._free = free
        self._base = place / source.store_id

    def made(self) -> Sequence[Made]:
        """The finished ones in the order of their entries."""
        self._require_place()
        return made_in(self._base)

    def make(self, name: str, wall: int, progress: Progress, cancelled: Cancelled) -> Made:
        """Copy, read back, and only then give the folder its name."""
        self._require_place()
        with _place_faults(self._place):
            self._base.mkdir(exist_ok=True)
            lock = StoreLock(self._source.folder / _LOCK)  # not every place can lock
            try:
                lock.acquire()
            except Refusal as refusal:
                raise Refusal("backup.running", folder=str(self._base)) from refusal
            try:
                return self._make(name, wall, progress, cancelled)
            finally:
                lock.release()

    def drop(self, made: Made) -> None:
        """Take a finished one away; half taken away, it is no finished one any more."""
        with _place_faults(self._place):
            doomed = made.folder.with_name(made.name + _PART)
            made.folder.rename(doomed)
            shutil.rmtree(doomed)

    def same_disk(self) -> bool:
        """Whether the place lies on the disk of the store itself."""
        return same_disk(self._place, self._source.folder)

    def _make(self, name: str, wall: int, progress: Progress, cancelled: Cancelled) -> Made:
        for left in self._base.glob(f"*{_PART}"):  # of a kill or a power cut
            shutil.rmtree(left)
        final = self._free_name(name)
        draft = final.with_name(final.name + _PART)
        draft.mkdir()
        try:
            head = self._fill(draft, progress, cancelled)
            made = self._made(draft, final, wall, head)
            _write_durably(draft / MANIFEST, json.dumps(_manifest(made, draft), indent=1))
            _sync_all(draft)
            draft.rename(final)
        except BaseException:
            shutil.rmtree(draft, ignore_errors=True)
            raise
        _sync_folder(self._base)
        return made

    def _free_name(self, name: str) -> Path:
        """The name, with a number where there is one of the same second."""
        final, number = self._base / name, 1
        while final.exists():
            number += 1
            final = self._base / f"{name}-{number}"
        return final

    def _fill(self, draft: Path, progress: Progress, cancelled: Cancelled) -> Head:
        source, key = self._source.folder, self._source.keys.database
        whole = _size_of(source)
        if self._free(self._place) < whole + _SPARE:
            raise Fault("backup.full", place=str(self._place))
        progress(0, whole)
        done = [0]

        def copied(so_far: int) -> None:
            done[0] = so_far
            progress(min(so_far, whole), whole)

        head = copy_database(source / DATABASE, draft / DATABASE, key, copied, cancelled)
        if head.catalogue:
            self._copy_catalogue(draft, head, lambda more: copied(done[0] + more), cancelled)
        _write_durably(draft / ID_FILE, self._source.store_id + "\n")
        wrapped = self._source.keys_folder / WRAPPED
        if wrapped.is_file():
            _write_durably(draft / WRAPPED, wrapped.read_text("ascii"))
        try:
            prove_copy(draft / DATABASE, key, head)
        except Fault:
            require_sound(source / DATABASE, key)  # else a bad store is taken for a bad stick
            raise
        return head

    def _copy_catalogue(
        self, draft: Path, head: Head, copied: Callable[[int], None], cancelled: Cancelled
    ) -> None:
        """The catalogue file in force, whose digest the journal holds."""
        relative = Path(CATALOGUES) / f"{head.catalogue}.db"
        (draft / CATALOGUES).mkdir()
        with (
            (self._source.folder / relative).open("rb") as source,
            (draft / relative).open("wb") as target,
        ):
            while chunk := source.read(_CHUNK):
                if cancelled():
                    raise Refusal("backup.cancelled")
                target.write(chunk)
                copied(len(chunk))
        if digest_of(draft / relative) != head.catalogue_digest:
            raise Fault("backup.not_whole", file=relative.name, reason="SHA-256")

    def _made(self, draft: Path, final: Path, wall: int, head: Head) -> Made:
        return Made(
            folder=final,
            wall=wall,
            epoch=head.epoch,
            seq=head.seq,
            hash=head.hash.hex(),
            number=head.receipt,
            z=head.z,
            sheet=(draft / WRAPPED).is_file(),
            digest=digest_of(draft / DATABASE),
            size=sum(file.stat().st_size for file in _files(draft)),
        )

    def _require_place(self) -> None:
        """The place itself is never made: a stick that is not there must not become a folder."""
        if not self._place.is_dir():
            raise Fault("backup.place_missing", place=str(self._place))


def made_in(base: Path) -> Sequence[Made]:
    """The finished backups in a store's folder of them, in the order of their entries."""
    found = (read_manifest(path.parent) for path in base.glob(f"*/{MANIFEST}"))
    whole = (one for one in found if one is not None and not one.name.endswith(_PART))
    return sorted(whole, key=lambda one: (one.epoch, one.seq, one.wall))


def read_manifest(folder: Path) -> Made | None:
    """What a backup says of itself; None where it says nothing that can be read."""
    table = _table(folder)
    try:
        return Made(
            folder=folder,
            wall=int(cast("int", table["wall"])),
            epoch=int(cast("int", table["epoch"])),
            seq=int(cast("int", table["seq"])),
            hash=str(table["hash"]),
            number=str(table["number"]),
            z=int(cast("int", table["z"])),
            sheet=WRAPPED in digests_of(folder),
            digest=digests_of(folder)[DATABASE],
            size=int(cast("int", table["size"])),
        )
    except (KeyError, TypeError, ValueError):
        return None


def digests_of(folder: Path) -> dict[str, str]:
    """The files of a backup and their SHA-256, as its manifest has them."""
    files = _table(folder).get("files")
    return (
        {str(name): str(digest) for name, digest in files.items()}
        if isinstance(files, dict)
        else {}
    )


def _table(folder: Path) -> dict[str, object]:
    try:
        table = json.loads((folder / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return cast("dict[str, object]", table) if isinstance(table, dict) else {}


def _manifest(made: Made, draft: Path) -> dict[str, object]:
    return {
        "v": _VERSION,
        "build": __version__,
        "wall": made.wall,
        "epoch": made.epoch,
        "seq": made.seq,
        "hash": made.hash,
        "number": made.number,
        "z": made.z,
        "size": made.size,
        "files": {file.relative_to(draft).as_posix(): digest_of(file) for file in _files(draft)},
    }


def _size_of(store: Path) -> int:
    """An upper bound of what a copy of the store takes: its database with the log, catalogues."""
    files = [store / DATABASE, store / f"{DATABASE}-wal", *(store / CATALOGUES).glob("*.db")]
    return sum(file.stat().st_size for file in files if file.exists())


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _write_durably(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _sync_all(folder: Path) -> None:
    for file in _files(folder):
        with file.open("rb+") as opened:
            os.fsync(opened.fileno())
    for inner in (*(path for path in folder.rglob("*") if path.is_dir()), folder):
        _sync_folder(inner)


def _sync_folder(folder: Path) -> None:
    """Not every file system has this call; those without it need it not."""
    try:
        sync_folder(folder)
    except OSError as error:
        if error.errno not in {errno.EINVAL, errno.ENOTSUP}:
            raise


@contextmanager
def _place_faults(place: Path) -> Iterator[None]:
    """Failures of the second place, told as such: the store itself is never in doubt."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise Fault("backup.full", place=str(place)) from error
        reason = error.strerror or str(error)
        raise Fault("backup.not_written", place=str(place), reason=reason) from error
    except Fault as fault:
        if fault.code == "storage.full":
            raise Fault("backup.full", place=str(place)) from fault
        if fault.code == "storage.failed":
            reason = str(fault.values.get("reason", ""))
            raise Fault("backup.not_written", place=str(place), reason=reason) from fault
        raise
