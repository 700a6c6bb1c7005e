"""Catalogues handed to the counter that holds the store: one folder each, file and request.

Invariant: a hand-in is there whole or not at all, and stays until the counter has answered it; what
a kill interrupts is taken again.
"""

import json
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Final

from counter_app.domain.errors import CounterError, Fault, Refusal
from counter_app.services.catalogues.publish import CataloguePublisher, Load, Publication
from counter_app.services.catalogues.rows import RowRules
from counter_app.services.policies.terms import Terms
from counter_app.services.ports import Cancelled, Progress

INBOX: Final = "inbox"
REQUEST: Final = "request.json"

_ID_DIGITS: Final = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class HandIn:
    """What is asked of the counter. `skipped` is the file for bad rows, empty to stop at one."""

    file: str
    skipped: str = ""
    defaults: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a hand-in: a publication, or the error that stopped it."""

    file: str
    publication: Publication | None = None
    error: CounterError | None = None


def hand_in(store: Path, source: Path, request: HandIn, new_id: str) -> None:
    """Leave a copy of `source` and the request for the counter that has the store open.

    `new_id` is 32 hexadecimal digits; older ids are taken first. Fault `inbox.not_left`.
    """
    inbox = store / INBOX
    begun = inbox / f".{new_id}"
    try:
        begun.mkdir(parents=True)
        shutil.copyfile(source, begun / request.file)
        (begun / REQUEST).write_text(json.dumps(asdict(request)), "utf-8")
        begun.rename(inbox / new_id)
    except OSError as error:
        shutil.rmtree(begun, ignore_errors=True)
        reason = error.strerror or str(error)
        raise Fault("inbox.not_left", file=source.name, reason=reason) from error


class Inbox:
    """The counter's side: what was handed in, taken when the counter has nothing better to do."""

    def __init__(self, store: Path, publisher: CataloguePublisher, terms: Terms) -> None:
        self._folder = store / INBOX
        self._publisher = publisher
        self._terms = terms

    def waiting(self) -> int:
        """How many hand-ins there are; cheap enough to ask every second."""
        return sum(1 for _ in self._hand_ins())

    def take(
        self,
        user: str = "",
        progress: Progress = lambda _done, _all: None,
        cancelled: Cancelled = lambda: False,
    ) -> Taken | None:
        """Publish the oldest hand-in and remove it; None where there is none.

        A Refusal or Fault of the load is given back in `Taken`, and the catalogue stays as it was.
        After a publication the caller refreshes its catalogue.
        """
        folder = min(self._hand_ins(), default=None)
        if folder is None:
            return None
        name = folder.name
        try:
            request = _read(folder)
            name = request.file
            load = self._load(folder, request)
            done = self._publisher.publish(
                Load(load.source, load.rules, user, load.skipped, progress, cancelled)
            )
            taken = Taken(name, done)
        except CounterError as error:
            taken = Taken(name, error=error)
        shutil.rmtree(folder, ignore_errors=True)
        return taken

    def _load(self, folder: Path, request: HandIn) -> Load:
        rules = rules_of(self._terms, request.defaults)
        skipped = Path(request.skipped) if request.skipped else None
        return Load(folder / request.file, rules, skipped=skipped)

    def _hand_ins(self) -> Iterator[Path]:
        """The folders that are complete: their names are ids, so the oldest sorts first."""
        return (path for path in self._folder.glob("?" * _ID_DIGITS) if path.is_dir())


def rules_of(terms: Terms, defaults: Mapping[str, str]) -> RowRules:
    """What the rows of a catalogue are held to in this store."""
    return RowRules(terms.profile.currency, frozenset(terms.profile.groups), defaults)


def _read(folder: Path) -> HandIn:
    """The request of a hand-in. Refusal `inbox.unreadable` where it is not one of ours."""
    try:
        table = json.loads((folder / REQUEST).read_text("utf-8"))
        request = HandIn(
            file=str(table["file"]),
            skipped=str(table["skipped"]),
            defaults={str(name): str(text) for name, text in table["defaults"].items()},
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise Refusal("inbox.unreadable", name=folder.name) from error
    if Path(request.file).name != request.file:  # never a file outside the hand-in
        raise Refusal("inbox.unreadable", name=folder.name)
    return request
