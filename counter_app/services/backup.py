"""Backups: once a business day, a verified copy of the whole store in a second place.

Invariant: a backup counts only once its copy was read back and found whole; one that fails leaves
the store, the backups before it and the second place as they were.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Final, Protocol

from counter_app.domain.errors import Refusal
from counter_app.domain.facts import BackupMade
from counter_app.domain.keeping import Keep, to_drop
from counter_app.services.ports import Cancelled, Clock, Progress, Store

DAY: Final = 24 * 60 * 60 * 1000
_NAME: Final = "%Y-%m-%dT%H%M%SZ"
_BEGINNING: Final = datetime(1970, 1, 1, tzinfo=UTC)


class Notice(StrEnum):
    """What is worth knowing of a backup that is whole."""

    SAME_DISK = "same_disk"  # a broken disk takes store and backup
    NO_SHEET = "no_sheet"  # without a recovery sheet it opens on this machine only


@dataclass(frozen=True, slots=True)
class Made:
    """A finished backup, as its manifest says."""

    folder: Path
    wall: int  # milliseconds UTC
    epoch: int
    seq: int  # the last entry in it
    hash: str  # of that entry, hexadecimal
    number: str  # the highest receipt number in it, 15 digits; empty before the first sale
    z: int  # the newest closing
    sheet: bool  # whether a recovery sheet opens it
    digest: str  # SHA-256 of its database, hexadecimal
    size: int  # bytes of all its files

    @property
    def name(self) -> str:
        """Its folder's name: the moment, in UTC."""
        return self.folder.name

    @property
    def megabytes(self) -> int:
        """Its size as a person is told it, at least 1."""
        return max(1, round(self.size / 1_000_000))


@dataclass(frozen=True, slots=True)
class BackedUp:
    """What a backup came to: the new one, how many old ones went, and what is worth knowing."""

    made: Made
    dropped: int
    notices: tuple[Notice, ...]


class BackupShelf(Protocol):
    """The place of one store's backups."""

    def made(self) -> Sequence[Made]:
        """The finished ones in the order of their entries. Fault `backup.place_missing`."""

    def make(self, name: str, wall: int, progress: Progress, cancelled: Cancelled) -> Made:
        """Copy the store as it is now, and read the copy back.

        Progress in bytes. Faults `backup.place_missing`, `backup.not_written`, `backup.full`,
        `backup.not_whole`; Refusals `backup.cancelled`, `backup.running`.
        """

    def drop(self, made: Made) -> None:
        """Take a finished one away."""

    def same_disk(self) -> bool:
        """Whether the place lies on the disk of the store itself."""


class BackupStore(Store, Protocol):
    """A store that knows its newest backup."""

    def last_backup(self) -> str:
        """The name of the newest one that was written down; empty where there is none."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Where backups go and which stay; `place` None where nobody chose one."""

    place: Path | None = None
    keep: Keep = field(default_factory=Keep)


def nobody_watches(_done: int, _all: int | None, /) -> None:
    """Progress that is shown nowhere."""


def never() -> bool:
    """Nobody can stop it."""
    return False


def back_up(
    shelf: BackupShelf,
    keep: Keep,
    wall: int,
    progress: Progress = nobody_watches,
    cancelled: Cancelled = never,
) -> BackedUp:
    """Make one backup, then take away the old ones that nothing keeps; the store is only read.

    Raises what `BackupShelf.make` does.
    """
    made = shelf.make(moment(wall).strftime(_NAME), wall, progress, cancelled)
    of = {moment(one.wall): one for one in shelf.made()}
    dropped = to_drop(of, keep)
    for at in dropped:
        shelf.drop(of[at])
    found = ((Notice.SAME_DISK, shelf.same_disk()), (Notice.NO_SHEET, not made.sheet))
    return BackedUp(made, len(dropped), tuple(notice for notice, holds in found if holds))


def moment(wall: int) -> datetime:
    """Milliseconds UTC as a moment."""
    return _BEGINNING + timedelta(milliseconds=wall)


class Backup:
    """The backups of an open store."""

    def __init__(
        self,
        store: BackupStore,
        clock: Clock,
        chosen: Callable[[], Chosen],
        shelf: Callable[[Path], BackupShelf],
    ) -> None:
        self._store = store
        self._clock = clock
        self._chosen = chosen
        self._shelf = shelf

    def place(self) -> Path | None:
        """Where backups go; None where nobody chose a place."""
        return self._chosen().place

    def due(self) -> bool:
        """Whether today's is missing: after the closing, or a day after the last one.

        Never where no place was chosen. Raises Fault `backup.place_missing`.
        """
        place = self.place()
        if place is None:
            return False
        epoch = self._store.lane.epoch
        mine = [one for one in self._shelf(place).made() if one.epoch == epoch]
        if not mine:
            return True
        newest = mine[-1]
        self.write_down(newest)
        closed = self._store.session() is None and self._store.last_closing()[0] > newest.z
        return closed or self._clock.wall() - newest.wall >= DAY

    def run(
        self, user: str = "", progress: Progress = nobody_watches, cancelled: Cancelled = never
    ) -> BackedUp:
        """Make one now and write it down.

        Raises Refusal `backup.no_place`, and what `BackupShelf.make` does.
        """
        chosen = self._chosen()
        if chosen.place is None:
            raise Refusal("backup.no_place")
        shelf = self._shelf(chosen.place)
        done = back_up(shelf, chosen.keep, self._clock.wall(), progress, cancelled)
        self.write_down(done.made, user)
        return done

    def write_down(self, made: Made, user: str = "") -> None:
        """Make a backup an entry, unless it is one: also one that was made beside this program."""
        if made.name == self._store.last_backup():
            return
        fact = BackupMade(
            name=made.name, seq=made.seq, hash=made.hash, digest=made.digest, size=made.size
        )
        with self._store.work() as work:
            work.append(fact, user)
