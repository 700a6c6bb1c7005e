"""Setting up a store on a new machine: what is asked, and all that is wrong with the answers.

Answers are kept as they were given, text for text, so that a wizard and a file ask the same.
Invariant: every problem is named at once, under the key of its answer, and nothing is founded while
one is left.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from counter_app.domain.check_digits import check_tax_number
from counter_app.domain.errors import CounterError, Fault, Refusal
from counter_app.domain.facts import StoreFounded
from counter_app.domain.rulings import Role
from counter_app.domain.staff import NUMBER_DIGITS, Person, check_number, check_pin
from counter_app.domain.store_profile import StoreProfile
from counter_app.services.catalogues.preview import CataloguePreview, Watch, preview
from counter_app.services.catalogues.rows import RowRules
from counter_app.services.policies.profiles import canonical, profile_of, read_toml
from counter_app.services.program.folders import check_writable

LONGEST_NAME: Final = 40
"""Characters of a name or of one line of an address: what an 80 mm paper holds at its size."""
MOST_LINES: Final = 4
_MOST: Final = {"store.number": 9999, "store.lane": 99}  # as receipt numbers print them
_NO_SHOP: Final = "replay"  # a profile for files of other systems, of no country


@dataclass(frozen=True, slots=True)
class FirstPerson:
    """Who may do everything in the new store, and adds the others."""

    number: str = ""
    name: str = ""
    pin: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetUp:
    """The answers. `country` names a profile, `store` and `lane` are the typed numbers.

    What is None or empty of catalogue, printer, papers and backups is left out: no catalogue yet,
    papers into the store's own folder, no second place for backups.
    """

    country: str = ""
    language: str = ""
    name: str = ""
    address: tuple[str, ...] = ()
    store: str = "1"
    lane: str = "1"
    tax_number: str = ""
    first: FirstPerson = FirstPerson()
    catalogue: Path | None = None
    skip_bad: bool = False
    printer: str = ""
    papers: Path | None = None
    backups: Path | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one answer; `key` is its key in a set-up file, as `store.number`."""

    key: str
    error: CounterError


@dataclass(frozen=True, slots=True)
class Country:
    """A country profile that can be chosen, with its file's canonical text."""

    key: str
    profile: StoreProfile
    text: str


@dataclass(frozen=True, slots=True)
class Known:
    """What this machine offers: countries, languages, printers; and where the store will lie."""

    countries: tuple[Country, ...]
    languages: tuple[str, ...]
    printers: tuple[str, ...]
    folder: Path
    today: date

    def country(self, key: str) -> Country | None:
        """The profile of that key."""
        return next((country for country in self.countries if country.key == key), None)


def countries_in(folder: Path) -> tuple[Country, ...]:
    """The profiles of a folder, by name."""
    found = []
    for path in sorted(folder.glob("*.toml")):
        if path.stem != _NO_SHOP:
            text = canonical(read_toml(path))
            found.append(Country(path.stem, profile_of(text), text))
    return tuple(found)


def problems(answers: SetUp, known: Known, watch: Watch | None = None) -> tuple[Problem, ...]:
    """Everything that is wrong, in the order in which it is asked; folders are tried by writing."""
    return (
        *answer_problems(answers, known),
        *catalogue_problems(answers, known, watch),
        *place_problems(answers, known),
    )


def answer_problems(answers: SetUp, known: Known) -> tuple[Problem, ...]:
    """What is wrong with that which is typed; nothing outside is looked at."""
    checks: Sequence[tuple[str, Callable[[], None]]] = (
        ("country", lambda: _check_country(answers, known)),
        ("language", lambda: _check_language(answers, known)),
        ("store.name", lambda: _check_line("set_up.name_empty", answers.name)),
        ("store.address", lambda: _check_address(answers.address)),
        ("store.number", lambda: _check_whole("store.number", answers.store)),
        ("store.lane", lambda: _check_whole("store.lane", answers.lane)),
        ("store.tax_number", lambda: _check_tax_number(answers, known)),
        ("manager.number", lambda: check_number(answers.first.number)),
        ("manager.name", lambda: _check_line("set_up.person_empty", answers.first.name)),
        ("manager.pin", lambda: _check_pin(answers.first)),
    )
    return tuple(_failed(checks))


def catalogue_problems(
    answers: SetUp, known: Known, watch: Watch | None = None
) -> tuple[Problem, ...]:
    """What is wrong with the catalogue's file; without a country it cannot be read."""
    return tuple(_failed([("catalogue.file", lambda: _check_catalogue(answers, known, watch))]))


def place_problems(answers: SetUp, known: Known) -> tuple[Problem, ...]:
    """What is wrong with printer, papers and backups."""
    return tuple(
        _failed(
            (
                ("papers.printer", lambda: _check_printer(answers, known)),
                ("papers.folder", lambda: _check_papers(answers, known)),
                ("backup.folder", lambda: _check_backups(answers, known)),
            )
        )
    )


def look_through(
    answers: SetUp, known: Known, watch: Watch | None = None
) -> CataloguePreview | None:
    """What the catalogue's file holds; None without a file or a country. Raises as `preview`."""
    country = known.country(answers.country)
    if answers.catalogue is None or country is None:
        return None
    return preview(answers.catalogue, rules_of(country), watch)


def rules_of(country: Country) -> RowRules:
    """What a catalogue's rows are held to there."""
    return RowRules(country.profile.currency, frozenset(country.profile.groups))


def founding_of(answers: SetUp, country: Country) -> StoreFounded:
    """The first entry of the live store that checked answers found."""
    return StoreFounded(
        store_kind="live",
        store=int(answers.store),
        lane=int(answers.lane),
        epoch=1,
        name=answers.name.strip(),
        address=tuple(line.strip() for line in answers.address if line.strip()),
        tax_number=answers.tax_number.strip(),
        country=country.profile.country,
        currency=country.profile.currency.code,
        language=answers.language,
        profile=country.text,
        public_key="",
    )


def person_of(answers: SetUp) -> Person:
    """The first person. An owner: what asks for two managers would otherwise wait for a second
    manager whom nobody could add.
    """
    first = answers.first
    return Person(first.number, first.name.strip(), Role.OWNER, answers.language)


def _failed(checks: Sequence[tuple[str, Callable[[], object]]]) -> Iterator[Problem]:
    for key, check in checks:
        try:
            check()
        except CounterError as error:
            yield Problem(key, error)


def _check_country(answers: SetUp, known: Known) -> None:
    if not answers.country:
        raise Refusal("set_up.country_none")
    if known.country(answers.country) is None:
        listed = ", ".join(country.key for country in known.countries)
        raise Refusal("set_up.country", chosen=answers.country, known=listed)


def _check_language(answers: SetUp, known: Known) -> None:
    if answers.language not in known.languages:
        listed = ", ".join(known.languages)
        raise Refusal("set_up.language", chosen=answers.language or "-", known=listed)


def _check_line(when_empty: str, text: str) -> None:
    line = text.strip()
    if not line:
        raise Refusal(when_empty)
    if len(line) > LONGEST_NAME or not line.isprintable():
        raise Refusal("set_up.line", text=line, most=LONGEST_NAME)


def _check_address(lines: Sequence[str]) -> None:
    filled = [line for line in lines if line.strip()]
    if len(filled) > MOST_LINES:
        raise Refusal("set_up.address_lines", most=MOST_LINES)
    for line in filled or [""]:
        _check_line("set_up.address_empty", line)


def _check_whole(key: str, text: str) -> None:
    digits = text.strip()
    whole = digits.isascii() and digits.isdecimal()
    if not whole or not 1 <= int(digits) <= _MOST[key]:
        raise Refusal("set_up.whole", text=text, most=_MOST[key])


def _check_pin(first: FirstPerson) -> None:
    """A number that is none yet is told by itself; it makes no PIN easy to guess."""
    whole = len(first.number) == NUMBER_DIGITS
    check_pin(first.pin, first.number if whole else "")


def _check_tax_number(answers: SetUp, known: Known) -> None:
    country = known.country(answers.country)
    if country is not None:
        check_tax_number(country.profile.country, answers.tax_number.strip())


def _check_catalogue(answers: SetUp, known: Known, watch: Watch | None) -> None:
    found = look_through(answers, known, watch)
    if found is None:
        return
    if not found.rows:
        raise Refusal("catalogue.empty", file=found.source.name)
    if found.bad and not answers.skip_bad:
        raise Refusal("set_up.bad_rows", file=found.source.name, bad=found.bad, rows=found.rows)


def _check_printer(answers: SetUp, known: Known) -> None:
    if answers.printer and answers.papers:
        raise Refusal("set_up.printer_or_folder", printer=answers.printer)
    if answers.printer and answers.printer not in known.printers:
        listed = ", ".join(known.printers) or "-"
        raise Fault("printer.unknown", retry=False, printer=answers.printer, known=listed)


def _check_papers(answers: SetUp, known: Known) -> None:
    if answers.papers is not None:
        if _inside(answers.papers, known):
            raise Refusal("set_up.papers_inside", folder=str(answers.papers))
        check_writable(answers.papers)


def _check_backups(answers: SetUp, known: Known) -> None:
    if answers.backups is not None:
        if _inside(answers.backups, known):
            raise Refusal("set_up.backup_inside", folder=str(answers.backups))
        check_writable(answers.backups)


def _inside(folder: Path, known: Known) -> bool:
    """Whether a folder lies where the store will be: there is nothing yet, and must be nothing."""
    whole = folder.absolute()
    return known.folder.absolute() in (whole, *whole.parents)
