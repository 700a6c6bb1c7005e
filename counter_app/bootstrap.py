"""The one place that sees every layer: builds the counter from its parts, for each way to run.

Invariant: window, tour, replay and faults are all built here, so they run the same use cases.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.devices.absent import NoDrawer, NoTerminal
from counter_app.devices.paper_folder import PaperFolder
from counter_app.devices.simulated import SimulatedDrawer, SimulatedTerminal
from counter_app.devices.system_clock import SystemClock, Uuid7
from counter_app.documents.papers import ReportlabPapers
from counter_app.domain.errors import Fault
from counter_app.domain.facts import Published, StaffChanged, StoreFounded
from counter_app.domain.staff import Person
from counter_app.services.backup import Backup, Chosen
from counter_app.services.catalogues.inbox import Inbox
from counter_app.services.catalogues.publish import CATALOGUE, CataloguePublisher
from counter_app.services.charge import Charge
from counter_app.services.correct_cash import CorrectCash
from counter_app.services.departments import SellDepartment
from counter_app.services.find_item import FindItem
from counter_app.services.find_receipt import FindReceipt
from counter_app.services.hand_over import HandOver
from counter_app.services.look_up import LookUp
from counter_app.services.policies.department_policy import DEPARTMENTS, departments_of
from counter_app.services.policies.desk_policy import DeskPolicy
from counter_app.services.policies.profiles import canonical, policy_of, profile_of, read_toml
from counter_app.services.policies.terms import POLICY, Terms
from counter_app.services.ports import (
    Clock,
    Drawer,
    Ids,
    Papers,
    PaymentTerminal,
    PinHasher,
    Printer,
)
from counter_app.services.program.about import About, Backups, Places, Sources, moment_of
from counter_app.services.program.log_file import FOLDER as LOG_FOLDER
from counter_app.services.recover import Recover
from counter_app.services.recovery import Recovery, StoreKeys
from counter_app.services.run_till import RunTill
from counter_app.services.sell import Sell
from counter_app.services.sign_in import SignIn
from counter_app.services.take_over import TakeOver
from counter_app.services.take_payment import TakePayment
from counter_app.services.use_cases import UseCases
from counter_app.settings import Place, new_place, place_of, places_in, read_settings
from counter_app.storage.backup_folder import BackupFolder, Source
from counter_app.storage.catalogue_file import CatalogueFolder
from counter_app.storage.catalogue_in_force import CatalogueInForce
from counter_app.storage.credentials import ArgonPinHasher
from counter_app.storage.described import built, entries_by_kind
from counter_app.storage.founding import found_store
from counter_app.storage.keys import Keys, load_keys, make_keys
from counter_app.storage.recovery import WRAPPED, new_recovery_key, wrap_keys
from counter_app.storage.store import EmbeddedStore
from counter_app.wording import Wording

if TYPE_CHECKING:
    from counter_app.services.report import ReplaySummary


@dataclass(frozen=True, slots=True)
class Parts:
    """The outside, as it is to be built in; what is None is made as for a real start."""

    clock: Clock = field(default_factory=SystemClock)
    ids: Ids = field(default_factory=Uuid7)
    terminal: PaymentTerminal | None = None
    drawer: Drawer | None = None
    printer: Printer | None = None
    papers: Papers | None = None
    cheap_pins: bool = False  # tests only: argon2 at its cheapest


@dataclass(frozen=True, slots=True)
class Counter:
    """The use cases over one open store, with its words."""

    place: Place
    store: EmbeddedStore
    catalogue: CatalogueInForce
    use: UseCases
    wording: Callable[[str], Wording]

    def close(self) -> None:
        """Close the store and free its lock."""
        self.catalogue.close()
        self.store.close()


def open_counter(folder: Path, parts: Parts | None = None) -> Counter:
    """Open an existing store with everything around it."""
    place = place_of(folder)
    return _assemble(place, load_keys(place.keys), parts or Parts())


@dataclass(frozen=True, slots=True)
class NewStore:
    """What a new store starts from."""

    founding: StoreFounded
    policy: str = ""
    staff: tuple[Person, ...] = ()
    departments: str = ""  # what may be sold without a code, canonical JSON


def found_counter(folder: Path, new: NewStore, parts: Parts | None = None) -> Counter:
    """Found a store in an empty folder and open it.

    Raises Refusal for a bad profile, policy or tax number.
    """
    parts = parts or Parts()
    founding = new.founding
    if founding.store_kind == "live":  # a demo's is nobody's
        from counter_app.domain.check_digits import check_tax_number  # noqa: PLC0415 - founding only

        check_tax_number(founding.country, founding.tax_number)
    if new.policy:
        policy_of(new.policy)
    profile = profile_of(founding.profile)
    if new.departments:
        departments_of(new.departments, profile)
    place = new_place(folder, parts.ids.new())
    keys = make_keys(place.keys)
    policies = [_policy(new.policy, parts.ids.new())] if new.policy else []
    if new.departments:
        policies.append(_departments(new.departments, parts.ids.new()))
    found_store(folder, keys, parts.clock, founding, [*policies, *map(_staff, new.staff)])
    return _assemble(place, keys, parts)


def replay_summary(folder: Path) -> "ReplaySummary":
    """What was sold in the replayed stores of a folder, from their read tables alone."""
    from counter_app.services.report import joined  # noqa: PLC0415 - no window waits for a replay
    from counter_app.storage.summary import summary_of  # noqa: PLC0415 - as above

    places = places_in(folder)
    return joined([summary_of(place.folder, load_keys(place.keys)) for place in places])


def keys_folder(folder: Path) -> Path:
    """Where the keys of the store in `folder` lie."""
    return place_of(folder).keys


def _assemble(place: Place, keys: Keys, parts: Parts) -> Counter:
    store = EmbeddedStore(place.folder, keys, parts.clock)
    try:
        return _around(store, place, keys, parts)
    except BaseException:
        store.close()
        raise


def _around(store: EmbeddedStore, place: Place, keys: Keys, parts: Parts) -> Counter:
    _refuse_real_devices(store.founded(), parts)
    terminal = parts.terminal or _terminal(store.founded(), place)
    drawer = parts.drawer or _drawer(store.founded())
    printer = parts.printer or PaperFolder(place.folder / "papers")
    country = store.founded().country

    @cache
    def wording(language: str) -> Wording:
        return Wording(language, country)

    terms = Terms(store, parts.clock)
    shelf = CatalogueFolder(place.folder / "catalogue", keys.database, parts.ids.new)
    catalogue = CatalogueInForce(shelf, lambda: _in_force(store))
    look_up = LookUp(store, catalogue, terms)
    sell = Sell(store, terms, parts.ids)
    charge = Charge(store, parts.ids, sell, terminal)
    hasher: PinHasher = ArgonPinHasher(keys.pepper, cheap=parts.cheap_pins)
    publisher = CataloguePublisher(store, shelf, wording(store.founded().language).refusal)
    use = UseCases(
        store=store,
        clock=parts.clock,
        terms=terms,
        desk_policy=DeskPolicy(store, parts.clock),
        catalogue=catalogue,
        look_up=look_up,
        find_item=FindItem(look_up, catalogue, store, terms),
        find_receipt=FindReceipt(store, look_up, terms, parts.clock),
        sell=sell,
        take_over=TakeOver(store, sell),
        departments=SellDepartment(terms, sell),
        charge=charge,
        take_payment=TakePayment(store, terms, sell, charge, drawer),
        correct_cash=CorrectCash(store, terms, drawer),
        run_till=RunTill(store),
        sign_in=SignIn(store, hasher, parts.clock),
        hand_over=HandOver(store, terms, parts.papers or ReportlabPapers(Wording), printer),
        recover=Recover(store, charge),
        recovery=_recovery(store, place, keys, parts.clock, printer),
        backup=_backup(store, place, keys, parts.clock),
        about=_about(store, place, parts.clock),
        publisher=publisher,
        inbox=Inbox(place.folder, publisher, terms),
        refresh_catalogue=catalogue.refresh,
    )
    return Counter(place, store, catalogue, use, wording)


def _backup(store: EmbeddedStore, place: Place, keys: Keys, clock: Clock) -> Backup:
    source = Source(place.folder, place.keys, place.keys.name, keys)
    return Backup(store, clock, partial(backups_chosen, place), partial(BackupFolder, source))


def _about(store: EmbeddedStore, place: Place, clock: Clock) -> About:
    papers = read_settings(place.folder).paper_folder or place.folder / "papers"

    def counts() -> dict[str, int]:
        with store.reading() as queries:
            return entries_by_kind(queries.connection)

    def backups() -> Backups:
        name = store.last_backup()
        return Backups(backups_chosen(place).place, moment_of(name))

    log = place.folder / LOG_FOLDER
    places = Places(place.folder, papers, log)
    return About(store, clock, places, Sources(built(), counts, backups))


def backups_chosen(place: Place) -> Chosen:
    """Where this machine keeps the store's backups, and which stay; read anew each time."""
    settings = read_settings(place.folder)
    return Chosen(settings.backup_folder, settings.keep)


def backups_of(place: Place, to: Path) -> BackupFolder:
    """The backups of a store in a place; another process may have the store open."""
    return BackupFolder(
        Source(place.folder, place.keys, place.keys.name, load_keys(place.keys)), to
    )


def _recovery(
    store: EmbeddedStore, place: Place, keys: Keys, clock: Clock, printer: Printer
) -> Recovery:
    store_id = place.keys.name
    return Recovery(
        store,
        clock,
        StoreKeys(
            store_id,
            new_recovery_key,
            partial(wrap_keys, place.keys, store_id, keys),
            (place.keys / WRAPPED).is_file,
        ),
        ReportlabPapers(Wording),
        printer,
    )


def _terminal(founded: StoreFounded, place: Place) -> PaymentTerminal:
    """Where none is connected: the twin, but none at all in a store whose money is real."""
    if founded.store_kind == "live":
        return NoTerminal()
    return SimulatedTerminal(memory=place.folder / "terminal.jsonl")


def _drawer(founded: StoreFounded) -> Drawer:
    """Where none is connected: the twin, but none at all in a store whose money is real."""
    return NoDrawer() if founded.store_kind == "live" else SimulatedDrawer()


def _refuse_real_devices(founded: StoreFounded, parts: Parts) -> None:
    """A demo, training or replay store never reaches a real terminal or drawer."""
    if founded.store_kind == "live":
        return
    for device, twin in ((parts.terminal, SimulatedTerminal), (parts.drawer, SimulatedDrawer)):
        if device is not None and not isinstance(device, twin):
            raise Fault("store.no_real_devices", retry=False, kind=founded.store_kind)


def _in_force(store: EmbeddedStore) -> str | None:
    published = store.published(CATALOGUE)
    return published.id if published else None


def _policy(content: str, policy_id: str) -> Published:

    digest = hashlib.sha256(content.encode()).hexdigest()
    rows = len(policy_of(content))
    return Published(what=POLICY, id=policy_id, digest=digest, rows=rows, content=content)


def _departments(content: str, policy_id: str) -> Published:
    digest = hashlib.sha256(content.encode()).hexdigest()
    rows = len(json.loads(content).get("department", ()))
    return Published(what=DEPARTMENTS, id=policy_id, digest=digest, rows=rows, content=content)


def _staff(person: Person) -> StaffChanged:
    return StaffChanged(
        number=person.number,
        name=person.name,
        role=person.role.word,
        active=person.active,
        language=person.language,
    )


def profile_text(path: Path) -> str:
    """A country profile's file as the canonical text that a founding holds."""
    return canonical(read_toml(path))
