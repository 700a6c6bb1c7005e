"""Founds a live store from checked answers, aside, until its recovery sheet is in somebody's hand.

Invariant: the store gets its place by one rename, after everything else; whatever is killed before
leaves only an unfinished folder, which the next beginning throws away.
"""

import contextlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from counter_app.bootstrap import Counter, NewStore, Parts, found_counter
from counter_app.commands.paper_parts import printed_on
from counter_app.commands.unfinished import aside_of, refuse_if_open, throw_away
from counter_app.devices.system_clock import SystemClock
from counter_app.domain.errors import Fault, Refusal
from counter_app.services.catalogues.publish import Load, Publication
from counter_app.services.found_store import Founded, Onlooker, Stage
from counter_app.services.policies.profiles import canonical, read_toml
from counter_app.services.recovery import RecoverySheet
from counter_app.services.resources import resource_dir
from counter_app.services.set_up import (
    Country,
    Known,
    SetUp,
    countries_in,
    founding_of,
    person_of,
    rules_of,
)
from counter_app.settings import ID_FILE, Place, StoreSettings, write_settings
from counter_app.wording import LANGUAGES

SKIPPED: Final = "catalogue.skipped.csv"
"""In the store's folder: the rows that could not be loaded, each with its reason."""

_PREVIEW: Final = 1.5  # times 72 dots an inch


def known_here(folder: Path, printers: Sequence[str] = ()) -> Known:
    """What a set-up may choose from on this machine, for a store in `folder`."""
    countries = countries_in(resource_dir() / "profiles")
    return Known(countries, LANGUAGES, tuple(printers), folder, SystemClock().today())


def check_free(folder: Path) -> None:
    """Raise Fault `store.exists` or `set_up.folder_taken` where no store can be founded."""
    if Place(folder, folder).database.exists():
        raise Fault("store.exists", retry=False, folder=str(folder))
    if folder.is_dir() and any(path.name != ID_FILE for path in folder.iterdir()):
        raise Fault("set_up.folder_taken", retry=False, folder=str(folder))


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A store that was made aside and is still open, so that nobody else begins meanwhile."""

    counter: Counter
    sheet: RecoverySheet
    user: str


class FoundedAside:
    """The port `Founding`: makes the store of `folder` aside; `parts` as for `found_counter`."""

    def __init__(self, folder: Path, parts: Parts | None = None) -> None:
        self._folder, self._aside = folder, aside_of(folder)
        self._parts = parts or Parts()
        self._waiting: _Waiting | None = None

    def begin(self, answers: SetUp, country: Country, onlooker: Onlooker) -> Founded:
        """Found the store, set the PIN, load the catalogue, write the settings, make the sheet."""
        check_free(self._folder)
        self._close()
        refuse_if_open(self._aside)
        throw_away(self._aside)
        try:
            return self._made(answers, country, onlooker)
        except BaseException:
            self._close()
            throw_away(self._aside)
            raise

    def save_sheet(self, path: Path) -> None:
        """Write the sheet, whole or not at all; only its owner may read it."""
        waiting = self._there()
        draft = path.with_name(f".{path.name}.part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(waiting.counter.use.recovery.pdf(waiting.sheet))
            draft.replace(path)
        except OSError as error:
            reason = error.strerror or str(error)
            raise Fault("set_up.sheet_not_saved", file=str(path), reason=reason) from error

    def print_sheet(self) -> str:
        """Print it on the printer that was chosen."""
        waiting = self._there()
        return waiting.counter.use.recovery.print(waiting.sheet)

    def prove_sheet(self, digits: str) -> None:
        """Put the sheet in force."""
        waiting = self._there()
        waiting.counter.use.recovery.confirm(waiting.sheet, digits, waiting.user)

    def keep(self) -> Path:
        """Rename it into its place. Raises Fault `store.folder_not_made`."""
        self._close()
        try:
            (self._folder / ID_FILE).unlink(missing_ok=True)  # of a claim that was killed
            with contextlib.suppress(FileNotFoundError):
                self._folder.rmdir()
            self._aside.rename(self._folder)
        except OSError as error:
            reason = error.strerror or str(error)
            raise Fault("store.folder_not_made", folder=str(self._folder), reason=reason) from error
        return self._folder

    def drop(self) -> None:
        """Throw away what this one made, with its keys."""
        if self._waiting is not None:
            self._close()
            throw_away(self._aside)

    def _close(self) -> None:
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            waiting.counter.close()

    def _there(self) -> "_Waiting":
        if self._waiting is None:
            raise Fault("set_up.begin_again", retry=False)
        return self._waiting

    def _made(self, answers: SetUp, country: Country, onlooker: Onlooker) -> Founded:
        onlooker.told(Stage.STORE, 0, None)
        _go_on(onlooker)
        policy = canonical(read_toml(resource_dir() / "policies" / "tenders.toml"))
        person = person_of(answers)
        departments = canonical(read_toml(resource_dir() / "policies" / "departments.toml"))
        new = NewStore(founding_of(answers, country), policy, (person,), departments)
        parts = printed_on(answers.printer, answers.papers, self._parts)
        counter = found_counter(self._aside, new, parts)
        sheet = counter.use.recovery.prepare()
        self._waiting = _Waiting(counter, sheet, person.number)
        counter.use.sign_in.set_pin(person.number, answers.first.pin, person.number)
        loaded = self._load(counter, answers, country, onlooker)
        write_settings(self._aside, _settings_of(answers))
        _go_on(onlooker)
        onlooker.told(Stage.SHEET, 0, None)
        pages = counter.use.hand_over.images(counter.use.recovery.pdf(sheet), _PREVIEW)
        rows, skipped = (loaded.rows, loaded.skipped) if loaded else (0, 0)
        return Founded(rows, skipped, tuple(pages), sheet.check)

    def _load(
        self, counter: Counter, answers: SetUp, country: Country, onlooker: Onlooker
    ) -> Publication | None:
        _go_on(onlooker)
        if answers.catalogue is None:
            return None

        def told(done: int, of: int | None) -> None:
            onlooker.told(Stage.CATALOGUE, done, of)

        skipped = self._aside / SKIPPED if answers.skip_bad else None
        load = Load(
            answers.catalogue, rules_of(country), answers.first.number, skipped, told,
            onlooker.cancelled,
        )  # fmt: skip
        return counter.use.publisher.publish(load)


def _go_on(onlooker: Onlooker) -> None:
    if onlooker.cancelled():
        raise Refusal("set_up.cancelled")


def _settings_of(answers: SetUp) -> StoreSettings:
    return StoreSettings(
        backup_folder=answers.backups,
        printer=answers.printer,
        paper_folder=answers.papers,
        language=answers.language,
    )
