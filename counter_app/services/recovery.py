"""The recovery sheet: print the key that opens backups on another machine, and put it in force.

Invariant: the recovery key is kept nowhere but on the paper, and a sheet opens backups only after
somebody keyed in its check digits, so no sheet that nobody can read ever takes another's place.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, Protocol

from counter_app.domain import recovery_code
from counter_app.domain.facts import CredentialChanged, StoreFounded
from counter_app.domain.store_profile import StoreProfile
from counter_app.services.policies.profiles import profile_of
from counter_app.services.ports import Clock, Printer, Store

RECOVERY: Final = "recovery"


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """A sheet as it prints: whose it is, and the key that it alone will hold."""

    founded: StoreFounded
    profile: StoreProfile
    store_id: str
    key: bytes = field(repr=False)
    wall: int
    language: str

    @property
    def groups(self) -> tuple[str, ...]:
        """The recovery code, eight groups of five letters."""
        return recovery_code.encode(self.key)

    @property
    def check(self) -> str:
        """The six check digits at its foot."""
        return recovery_code.check_digits(self.key)


class RecoveryPapers(Protocol):
    """Makes the sheet as PDF; the same value gives the same bytes."""

    def recovery_sheet(self, sheet: RecoverySheet) -> bytes:
        """One page of A4."""


@dataclass(frozen=True, slots=True)
class StoreKeys:
    """What a sheet needs of the store's keys: its id, fresh random bytes, and the wrapping."""

    store_id: str
    new_key: Callable[[], bytes]
    wrap: Callable[[bytes], None]  # keeps the store's keys under a recovery key, in place of before
    wrapped: Callable[[], bool]  # whether a sheet is in force


class Recovery:
    """The use cases of the recovery sheet: `prepare`, `pdf` or `print`, then `confirm`."""

    def __init__(
        self, store: Store, clock: Clock, keys: StoreKeys, papers: RecoveryPapers, printer: Printer
    ) -> None:
        self._store = store
        self._clock = clock
        self._keys = keys
        self._papers = papers
        self._printer = printer

    def in_force(self) -> bool:
        """Whether some sheet opens the backups that are made from now on."""
        return self._keys.wrapped()

    def prepare(self, language: str = "") -> RecoverySheet:
        """A sheet with a new key, in memory only; nothing is changed by it."""
        founded = self._store.founded()
        return RecoverySheet(
            founded,
            profile_of(founded.profile),
            self._keys.store_id,
            self._keys.new_key(),
            self._clock.wall(),
            language or founded.language,
        )

    def pdf(self, sheet: RecoverySheet) -> bytes:
        """The sheet as it prints."""
        return self._papers.recovery_sheet(sheet)

    def print(self, sheet: RecoverySheet) -> str:
        """Print it; where it went. Raises Fault where the printer cannot."""
        return self._printer.print("recovery-sheet", self.pdf(sheet))

    def confirm(self, sheet: RecoverySheet, typed: str, user: str = "") -> None:
        """Put a printed sheet in force: from now on backups open with it and no other.

        Raises Refusal `recovery.check_digits`, and then the sheet before stays in force.
        """
        recovery_code.require_check_digits(sheet.key, typed)
        self._keys.wrap(sheet.key)
        with self._store.work() as work:
            work.append(CredentialChanged(number=user, what=RECOVERY), user)
