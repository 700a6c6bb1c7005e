"""An open counter over a real encrypted store, with its people, goods, and devices to look into.

Invariant: everything behind the ports is the real thing; what is faked stands outside the store.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from counter_app.bootstrap import Counter, Parts, open_counter
from counter_app.commands.demo_store import demo_people, found_demo
from counter_app.devices.simulated import SimulatedDrawer, SimulatedTerminal
from counter_app.domain.errors import Fault
from counter_app.domain.facts import Entry, Fact
from counter_app.domain.rulings import Role
from counter_app.domain.slips import CardSlip
from counter_app.domain.staff import Person
from counter_app.domain.tenders import Tender
from counter_app.services.drafts import CURRENT, Draft
from counter_app.services.look_up import FoundItem
from counter_app.services.ports import (
    ClosingPaper,
    Outcome,
    Paper,
    SlipPaper,
    TerminalAnswer,
    TerminalRequest,
)
from counter_app.services.use_cases import UseCases
from counter_app.storage.journal import decode
from tests.fakes import FixedClock

TOASTER = "9520001000010"  # 24.90
PAN = "9520002000019"  # 17.90
WRAP = "9520006000213"  # 2.50
BANANAS = "2001010000002"  # 1.79 a kilogram
CARD_25 = "9520015000013"  # a gift card of 25.00
CARD_FREE = "9520015000037"  # a gift card of any amount
NEW_CARD = "4444555566667777"

Answers = Iterable[TerminalAnswer]


def approved(request: TerminalRequest, amount: int | None = None) -> TerminalAnswer:
    """A credit card's approval of what was asked, or of another amount."""
    charged = request.amount if amount is None else amount
    slip = CardSlip(scheme="visa", last4="1111", auth_code="A1")
    return TerminalAnswer(request.attempt, Outcome.APPROVED, charged, Tender.CREDIT, slip)


def reversed_(request: TerminalRequest) -> TerminalAnswer:
    """The charge was given back."""
    return TerminalAnswer(request.attempt, Outcome.REVERSED, request.amount)


@dataclass
class HandTerminal:
    """A terminal that does what the test says, and remembers what it was asked."""

    on_pay: Callable[[TerminalRequest], Answers] = lambda request: [approved(request)]
    on_reverse: Callable[[TerminalRequest], Answers] = lambda request: [reversed_(request)]
    on_status: Callable[[str], TerminalAnswer] = lambda attempt: TerminalAnswer(
        attempt, Outcome.NOT_FOUND
    )
    paid: list[TerminalRequest] = field(default_factory=list)
    reversals: list[TerminalRequest] = field(default_factory=list)
    statuses: list[str] = field(default_factory=list)

    def pay(self, request: TerminalRequest) -> Answers:
        self.paid.append(request)
        return self.on_pay(request)

    def reverse(self, request: TerminalRequest) -> Answers:
        self.reversals.append(request)
        return self.on_reverse(request)

    def status(self, attempt: str) -> TerminalAnswer:
        self.statuses.append(attempt)
        return self.on_status(attempt)


@dataclass
class HandDrawer:
    """A drawer that tells the test when it opens, and may be jammed."""

    on_open: Callable[[], None] = lambda: None
    jammed: bool = False
    opened: int = 0

    def open(self) -> None:
        self.on_open()
        if self.jammed:
            raise Fault("drawer.no_answer")
        self.opened += 1


class KeptPapers:
    """Papers that keep what they were asked for; the PDF is a stand-in."""

    def __init__(self) -> None:
        self.made: list[Paper | SlipPaper | ClosingPaper] = []

    def receipt(self, paper: Paper) -> bytes:
        return self._made(paper)

    def slip(self, paper: SlipPaper) -> bytes:
        return self._made(paper)

    def closing(self, paper: ClosingPaper) -> bytes:
        return self._made(paper)

    def images(self, pdf: bytes, scale: float) -> Sequence[bytes]:
        return [pdf, f"{scale}".encode()]

    def _made(self, paper: Paper | SlipPaper | ClosingPaper) -> bytes:
        self.made.append(paper)
        return f"paper {len(self.made)}".encode()


@dataclass
class Desk:
    """One lane in use: its counter, and what stands around it."""

    folder: Path
    counter: Counter
    parts: Parts
    papers: KeptPapers

    @property
    def use(self) -> UseCases:
        return self.counter.use

    @property
    def clock(self) -> FixedClock:
        assert isinstance(self.parts.clock, FixedClock)
        return self.parts.clock

    def entries(self) -> list[Entry]:
        """The whole journal."""
        with self.counter.store.reading() as queries:
            rows = queries.connection.exec_driver_sql("SELECT body FROM journal ORDER BY seq")
            return [decode(bytes(row[0])) for row in rows]

    def facts(self, *kinds: type) -> list[Fact]:
        """The journal's facts of these kinds, in order."""
        return [entry.data for entry in self.entries() if isinstance(entry.data, kinds)]

    def kinds(self, since: int = 0) -> list[str]:
        """The kinds of the entries after the first `since`."""
        return [entry.kind for entry in self.entries()[since:]]

    def open_draft(self) -> Draft | None:
        """The open basket as it is written down."""
        return self.counter.store.draft(CURRENT)

    def ring(self, *codes: str) -> Draft:
        """A basket with these codes scanned, written down."""
        draft = self.use.sell.begin("en")
        for code in codes:
            draft = self.use.sell.add(draft, self.item(code))
        self.use.sell.keep(draft)
        return draft

    def ring_amount(self, minor: int) -> Draft:
        """A basket of one piece at this price."""
        draft = self.use.sell.begin("en")
        item = replace(self.item(WRAP), price=minor)
        draft = self.use.sell.add(draft, item)
        self.use.sell.keep(draft)
        return draft

    def item(self, code: str) -> FoundItem:
        """What a scan finds."""
        found = self.use.look_up.scanned(code)
        assert isinstance(found, FoundItem)
        return found

    def again(self, **changes: object) -> None:
        """The program was gone: the same store, opened anew with other parts."""
        self.counter.close()
        self.parts = replace(self.parts, **changes)  # type: ignore[arg-type]  # names of parts
        self.counter = open_counter(self.folder, self.parts)


def a_desk(folder: Path, *, kind: str = "live", till: bool = True, **parts: object) -> Desk:
    """Found the demo's store as a live one (so that hand-made devices are let in) and open it."""
    papers = KeptPapers()
    twin = SimulatedTerminal(memory=folder.with_name(f"{folder.name}-terminal.jsonl"))
    built = replace(
        Parts(
            clock=FixedClock(),
            terminal=twin,
            drawer=SimulatedDrawer(),
            papers=papers,
            cheap_pins=True,
        ),
        **parts,  # type: ignore[arg-type]  # names of parts
    )
    counter = found_demo(folder, built, kind=kind)
    if till:
        counter.use.run_till.open(15_000, "104")
    return Desk(folder, counter, built, papers)


def person(role: Role) -> Person:
    """The first of the demo's people with that role."""
    return next(somebody.person for somebody in demo_people() if somebody.person.role is role)


EMMA = person(Role.ASSOCIATE)
MARCO = person(Role.SUPERVISOR)
HELEN = person(Role.MANAGER)
ANNA = person(Role.OWNER)
