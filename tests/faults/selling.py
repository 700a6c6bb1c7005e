"""The counter that is going to be killed: built by bootstrap, it sells through the services.

Invariant: it says what it did only after the call that did it came back (the control says so
before). Every third basket goes by card; every second of those is voided and paid in cash.
"""

import itertools
import random
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from counter_app.bootstrap import Counter, Parts, open_counter
from counter_app.devices.simulated import SimulatedTerminal
from counter_app.domain.catalogue import Names, Product, Quantity
from counter_app.domain.rulings import Role
from counter_app.domain.staff import Person
from counter_app.domain.tendering import remaining
from counter_app.services.drafts import Draft
from counter_app.services.look_up import FoundItem
from counter_app.services.ports import TerminalAnswer, TerminalRequest
from counter_app.services.take_payment import Paid

USER = Person("101", "Anna", Role.MANAGER, "en")
STARTED, KEPT, SOLD, ASKING = "started", "kept", "sold", "asking"
BY_CARD = 3  # every third basket
VOIDED = 6  # every second card is taken back
NOTE = 1_000  # minor units
TAX = "standard"

Message = tuple[str, str, str]
"""What happened, to which basket, and the lines or the receipt number."""
Tell = Callable[[Message], None]


@dataclass(frozen=True, slots=True)
class Life:
    """How one counter is to live: `hang_at` is the card at which the terminal keeps it waiting for
    the kill, `charged` whether the terminal has charged by then; `early` is the control.
    """

    folder: Path
    seed: int
    hang_at: int = 0
    charged: bool = False
    early: bool = False


class HangingTerminal(SimulatedTerminal):
    """The twin, with a moment between attempt and answer that lasts until the kill."""

    def __init__(self, life: Life, tell: Tell) -> None:
        super().__init__(memory=memory_of(life.folder))
        self._life = life
        self._tell = tell
        self._asked = 0

    def pay(self, request: TerminalRequest) -> Iterable[TerminalAnswer]:
        """Charge as the twin does; at the chosen card never answer."""
        return self._hang(super().pay, request)

    def reverse(self, request: TerminalRequest) -> Iterable[TerminalAnswer]:
        """Give back as the twin does; it may be the moment, too."""
        return self._hang(super().reverse, request)

    def _hang(
        self, asked: Callable[[TerminalRequest], Iterable[TerminalAnswer]], request: TerminalRequest
    ) -> Iterable[TerminalAnswer]:
        self._asked += 1
        if self._asked != self._life.hang_at:
            return asked(request)
        if self._life.charged:
            tuple(asked(request))
        self._tell((ASKING, request.attempt, ""))
        threading.Event().wait()  # the parent kills at this message
        return ()


def memory_of(folder: Path) -> Path:
    """The terminal's own memory, as bootstrap places it."""
    return folder / "terminal.jsonl"


def live(life: Life, pipe: Connection) -> None:
    """Open the store, recover, and sell until killed."""
    terminal = HangingTerminal(life, pipe.send)
    counter = open_counter(life.folder, Parts(terminal=terminal))
    chance = random.Random(life.seed)
    draft = counter.use.recover.run().draft
    pipe.send((STARTED, "", ""))
    for turn in itertools.count(1):
        rung = ring_up(counter, draft, chance, pipe.send)
        if life.early:
            pipe.send((SOLD, rung.basket.id, ""))
        paid = pay(counter, rung, by_card=turn % BY_CARD == 0, void=turn % VOIDED == 0)
        if not life.early:
            pipe.send((SOLD, paid.sale.id, paid.sale.number))
        draft = None


def ring_up(counter: Counter, open_draft: Draft | None, chance: random.Random, tell: Tell) -> Draft:
    """One to four lines more, each written down before it is told; nothing once it is paid for."""
    draft = open_draft or counter.use.sell.begin("en")
    if draft.taken or draft.attempt:
        return draft
    for _ in range(chance.randint(1, 4)):
        number = chance.randrange(10_000)
        made = Product(f"{number:05d}", Names(f"Thing {number}"), chance.randrange(50, 5_000), TAX)
        added = counter.use.sell.add(draft, FoundItem(made), Quantity.pieces(1))
        counter.use.sell.keep(added)
        draft = added
        tell((KEPT, draft.basket.id, str(len(draft.basket.lines))))
    return draft


def pay(counter: Counter, draft: Draft, *, by_card: bool, void: bool = False) -> Paid:
    """Pay what is due, by card as far as the terminal goes, the rest in cash."""
    draft = settled(counter, draft)
    due = remaining(counter.use.sell.tendering(draft))
    if by_card and due:
        draft = settled(counter, counter.use.take_payment.card(draft, None, USER).draft)
        if void and draft.taken:
            last = draft.taken[-1].no
            draft = settled(counter, counter.use.charge.void(draft, last, USER.number).draft)
        due = remaining(counter.use.sell.tendering(draft))
    notes = -(-due // NOTE) * NOTE if due else None
    return counter.use.take_payment.settle_in_cash(draft, notes, USER)


def settled(counter: Counter, draft: Draft) -> Draft:
    """The draft once the terminal's answer is definite."""
    while draft.attempt is not None:
        draft = counter.use.charge.resolve(draft, USER.number).draft
    return draft
