"""What happens to a set-up, and what it asks to be done.

Invariant: plain values; a PIN or check digits in them are never written out.
"""

from dataclasses import dataclass, field
from pathlib import Path

from counter_app.domain.errors import CounterError
from counter_app.services.catalogues.preview import CataloguePreview
from counter_app.services.found_store import Founded, Stage
from counter_app.services.set_up import Problem, SetUp
from counter_app.ui.flows.keys import Intent


@dataclass(frozen=True, slots=True)
class Typed:
    """A field holds this, or this was chosen."""

    name: str
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Asked:
    """A key."""

    intent: Intent


@dataclass(frozen=True, slots=True)
class Spoken:
    """Another language."""

    language: str


@dataclass(frozen=True, slots=True)
class LookedThrough:
    """What the catalogue's file holds."""

    preview: CataloguePreview


@dataclass(frozen=True, slots=True)
class Tried:
    """The places were tried: what is wrong, and whether the backups lie on the store's disk."""

    wrong: tuple[Problem, ...]
    same_disk: bool = False


@dataclass(frozen=True, slots=True)
class WentOn:
    """The slow work came this far."""

    stage: Stage | None
    done: int
    of: int | None


@dataclass(frozen=True, slots=True)
class Made:
    """The store waits aside, with its sheet."""

    founded: Founded


@dataclass(frozen=True, slots=True)
class Told:
    """The sheet was printed or saved: the key of the sentence, and where to."""

    key: str
    value: str


@dataclass(frozen=True, slots=True)
class Kept:
    """The store has its place."""

    folder: Path


@dataclass(frozen=True, slots=True)
class Failed:
    """The work was refused or failed."""

    error: CounterError


@dataclass(frozen=True, slots=True)
class Refused:
    """The answers were looked at once more before founding, and these are wrong."""

    wrong: tuple[Problem, ...]


Answer = LookedThrough | Tried | Made | Told | Kept | Refused
Event = Typed | Asked | Spoken | WentOn | Failed | Answer


@dataclass(frozen=True, slots=True)
class LookThrough:
    """Read the catalogue's file."""

    answers: SetUp


@dataclass(frozen=True, slots=True)
class TryPlaces:
    """Try printer and folders."""

    answers: SetUp


@dataclass(frozen=True, slots=True)
class Begin:
    """Look at everything once more, then found the store aside."""

    answers: SetUp


@dataclass(frozen=True, slots=True)
class Stop:
    """Call off what is under way."""


@dataclass(frozen=True, slots=True)
class SaveSheet:
    """Write the sheet's PDF."""

    path: Path


@dataclass(frozen=True, slots=True)
class PrintSheet:
    """Print the sheet."""


@dataclass(frozen=True, slots=True)
class Prove:
    """Put the sheet in force, then give the store its place."""

    digits: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Drop:
    """Throw away the store that waits aside."""


@dataclass(frozen=True, slots=True)
class Pick:
    """Ask the system's own dialog for a file or folder; `name` is the field that gets it."""

    name: str


@dataclass(frozen=True, slots=True)
class Leave:
    """Set-up is over: open the counter, or without a store end."""

    folder: Path | None


Effect = (
    LookThrough | TryPlaces | Begin | Stop | SaveSheet | PrintSheet | Prove | Drop | Pick | Leave
)
