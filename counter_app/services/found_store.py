"""Founding a store from checked answers, up to the recovery sheet that somebody has in hand.

The store is made aside and takes its place only when it is complete. Invariant: where a store
stands, its recovery sheet was written; a founding that was stopped or killed leaves a place in
which set-up can be begun again.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from counter_app.services.set_up import Country, SetUp


class Stage(StrEnum):
    """What a founding is doing."""

    STORE = "store"
    CATALOGUE = "catalogue"
    SHEET = "sheet"


@dataclass(frozen=True, slots=True)
class Onlooker:
    """Who waits for a founding: is told its stage with rows done and an estimate of all, and may
    call it off.
    """

    told: Callable[[Stage, int, int | None], None] = lambda _stage, _done, _total: None
    cancelled: Callable[[], bool] = lambda: False


@dataclass(frozen=True, slots=True)
class Founded:
    """A store that waits aside: what was loaded, its recovery sheet as PNG pages, and the check
    digits at the sheet's foot.
    """

    products: int
    skipped: int
    pages: tuple[bytes, ...] = field(repr=False)
    check: str = field(repr=False)


class Founding(Protocol):
    """Makes one store. A refused or failed `begin` leaves nothing; it may be called again."""

    def begin(self, answers: SetUp, country: Country, onlooker: Onlooker) -> Founded:
        """Make the store aside. Raises `set_up.cancelled`, `catalogue.…`, `store.…`."""

    def save_sheet(self, path: Path) -> None:
        """Write the recovery sheet's PDF. Raises Fault `set_up.sheet_not_saved`."""

    def print_sheet(self) -> str:
        """Print the sheet on the chosen printer; says which. Raises Fault `printer.…`."""

    def prove_sheet(self, digits: str) -> None:
        """Put the sheet in force by its check digits. Raises Refusal `recovery.check_digits`."""

    def keep(self) -> Path:
        """Give the complete store its place; the folder."""

    def drop(self) -> None:
        """Throw away what waits aside, with its keys: nothing was ever sold in it."""
