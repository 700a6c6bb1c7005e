"""What this counter is: its version, its store, where things lie; and the reports it can save.

Invariant: a report is shown before it is saved, and what is saved is what was shown.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from counter_app import __version__
from counter_app.domain.errors import CounterError, Fault
from counter_app.services.backup import moment
from counter_app.services.ports import Clock, Store
from counter_app.services.program.libraries import Library, libraries
from counter_app.services.program.trouble import Trouble, report_text, trace_of

REPORTS: Final = "reports"
_NAME: Final = "%Y-%m-%dT%H%M%SZ"


@dataclass(frozen=True, slots=True)
class Built:
    """What the program was built as, and on what: versions of schema, fold and database library."""

    schema: int
    fold: int
    database: str


@dataclass(frozen=True, slots=True)
class Places:
    """Where things lie; None where nothing was chosen."""

    store: Path
    papers: Path | None = None
    log: Path | None = None


@dataclass(frozen=True, slots=True)
class Backups:
    """Where backups go, None where nobody chose; the newest one's moment, None before the first."""

    folder: Path | None = None
    newest: datetime | None = None


@dataclass(frozen=True, slots=True)
class AboutFacts:
    """All that the page shows."""

    program: str
    built: Built
    places: Places
    libraries: tuple[Library, ...]
    backups: Backups


@dataclass(frozen=True, slots=True)
class Seen:
    """What the window knows of itself: its page and how it looks, both in program words."""

    page: str = ""
    looks: str = ""


@dataclass(frozen=True, slots=True)
class Sources:
    """What else is told: `counts` the journal's entries by kind."""

    built: Built
    counts: Callable[[], Mapping[str, int]]
    backups: Callable[[], Backups]


class About:
    """The use case of the page, and of what is told where the program breaks."""

    def __init__(self, store: Store, clock: Clock, places: Places, sources: Sources) -> None:
        self._store, self._clock = store, clock
        self._places, self._sources = places, sources

    def facts(self) -> AboutFacts:
        """All that the page shows, read now. Faults of the store."""
        backups = self._sources.backups()
        return AboutFacts(__version__, self._sources.built, self._places, libraries(), backups)

    def report(self, seen: Seen, error: BaseException | None = None) -> str:
        """The text of a report; what cannot be read any more is left out."""
        return report_text(
            Trouble(
                program=__version__,
                schema=self._sources.built.schema,
                fold=self._sources.built.fold,
                kind=self._kind(),
                page=seen.page,
                looks=seen.looks,
                libraries=tuple((one.name, one.version) for one in libraries()),
                counts=self._counted(),
                trace=() if error is None else trace_of(error),
            )
        )

    def save(self, text: str) -> Path:
        """Write a report beside the store. Raises Fault `report.not_saved`."""
        name = f"report-{moment(self._clock.wall()):{_NAME}}.toml"
        path = self._places.store / REPORTS / name
        try:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, "utf-8")
        except OSError as error:
            reason = error.strerror or str(error)
            raise Fault("report.not_saved", folder=str(path.parent), reason=reason) from error
        return path

    def _kind(self) -> str:
        try:
            return self._store.founded().store_kind
        except CounterError:
            return ""

    def _counted(self) -> Mapping[str, int]:
        try:
            return self._sources.counts()
        except CounterError:
            return {}


def moment_of(backup: str) -> datetime | None:
    """When a backup was made, from its name; None where there is none."""
    return datetime.strptime(backup, _NAME).replace(tzinfo=UTC) if backup else None
