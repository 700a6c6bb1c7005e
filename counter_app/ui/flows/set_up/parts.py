"""The state of a set-up: which step, what was typed, what was found out.

Invariant: the PIN is kept until the store is founded, and is never written out.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Final

from counter_app.domain.errors import CounterError, Refusal
from counter_app.services.catalogues.preview import CataloguePreview
from counter_app.services.found_store import Founded, Stage
from counter_app.services.program.folders import whole_path
from counter_app.services.set_up import FirstPerson, Known, Problem, SetUp


class Step(StrEnum):
    """Where one is; in the order in which they come."""

    COUNTRY = "country"
    STORE = "store"
    MANAGER = "manager"
    CATALOGUE = "catalogue"
    PAPERS = "papers"
    BACKUPS = "backups"
    CHECK = "check"
    SHEET = "sheet"
    DONE = "done"


STEPS: Final = tuple(Step)
ASKED: Final[Mapping[Step, tuple[str, ...]]] = MappingProxyType(
    {
        Step.COUNTRY: ("country", "language"),
        Step.STORE: (
            "store.name", "store.address", "store.number", "store.lane", "store.tax_number",
        ),
        Step.MANAGER: ("manager.number", "manager.name", "manager.pin", "manager.pin_again"),
        Step.CATALOGUE: ("catalogue.file",),
        Step.PAPERS: ("papers.printer", "papers.folder"),
        Step.BACKUPS: ("backup.folder",),
        Step.SHEET: ("sheet.file", "sheet.digits"),
    }
)  # fmt: skip
"""The answers of each step, by the keys of `Problem`."""
ADDRESS: Final = ("store.address.1", "store.address.2")
_EMPTY: Final[Mapping[str, str]] = MappingProxyType({})


class Work(StrEnum):
    """What is being waited for."""

    READING = "reading"
    TRYING = "trying"
    FOUNDING = "founding"
    PRINTING = "printing"
    SAVING = "saving"
    PROVING = "proving"


STOPPABLE: Final = frozenset({Work.READING, Work.FOUNDING})


@dataclass(frozen=True, slots=True)
class Busy:
    """Slow work under way: how far, as far as it is known."""

    work: Work
    stage: Stage | None = None
    done: int = 0
    of: int | None = None
    stopping: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingUp:
    """Everything typed and found out so far. `turns` counts the steps taken: another one is
    another page.
    """

    known: Known
    language: str
    step: Step = Step.COUNTRY
    typed: Mapping[str, str] = field(default_factory=lambda: _EMPTY, repr=False)
    wrong: tuple[Problem, ...] = ()
    typing: bool = False  # mistakes were told before: what is left of them takes no focus away
    busy: Busy | None = None
    preview: CataloguePreview | None = None
    looked_at: str = ""  # the text that the preview belongs to
    same_disk: str = ""  # the folder that was told to lie on the store's own disk
    founded: Founded | None = field(default=None, repr=False)
    told: str = ""  # the key of a sentence that is good news
    told_of: str = ""
    folder: Path | None = None
    turns: int = 0

    def text(self, name: str) -> str:
        """What is typed or chosen there."""
        return self.typed.get(name, "")

    def problem(self, key: str) -> CounterError | None:
        """What is wrong there."""
        return next((one.error for one in self.wrong if one.key == key), None)


PICKED: Final[Mapping[Step, str]] = MappingProxyType(
    {
        Step.CATALOGUE: "catalogue.file",
        Step.PAPERS: "papers.folder",
        Step.BACKUPS: "backup.folder",
        Step.SHEET: "sheet.file",
    }
)
"""Steps with a path, and its field."""


def begun(known: Known, language: str) -> SettingUp:
    """Nothing answered yet; a usual store and lane number stand there."""
    usual = SetUp()
    typed = {"store.number": usual.store, "store.lane": usual.lane, "manager.number": "101"}
    return SettingUp(known=known, language=language, typed=typed)


def answers_of(state: SettingUp) -> SetUp:
    """The answers so far; a path that is not whole is none (`path_problem` tells of it)."""
    text = state.text
    return SetUp(
        country=text("country"),
        language=state.language,
        name=text("store.name"),
        address=tuple(text(name) for name in ADDRESS),
        store=text("store.number"),
        lane=text("store.lane"),
        tax_number=text("store.tax_number"),
        first=FirstPerson(text("manager.number"), text("manager.name"), text("manager.pin")),
        catalogue=_path(text("catalogue.file")),
        skip_bad=bool(state.preview and seen(state) and state.preview.bad),
        printer=text("papers.printer"),
        papers=None if text("papers.printer") else _path(text("papers.folder")),
        backups=_path(text("backup.folder")),
    )


def seen(state: SettingUp) -> bool:
    """Whether the preview is that of the file whose path stands there."""
    return state.preview is not None and state.looked_at == state.text("catalogue.file")


def path_problem(state: SettingUp, name: str) -> Refusal | None:
    """What is wrong with the form of a typed path."""
    try:
        whole_path(state.text(name) or "/")
    except Refusal as refusal:
        return refusal
    return None


def _path(text: str) -> Path | None:
    try:
        return whole_path(text) if text.strip() else None
    except Refusal:
        return None
