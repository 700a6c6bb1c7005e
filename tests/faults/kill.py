"""Kills a selling counter at random moments, opens its store again, and holds it to its word.

Invariant: a store is judged twice after each kill: as recovery left it, and once the basket that
was open has been paid. The same seed gives the same lives; the moments are the machine's.
"""

import random
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import Pipe, Process
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

from counter_app.bootstrap import Counter, open_counter
from counter_app.devices.simulated import SimulatedTerminal
from counter_app.services.drafts import Draft
from counter_app.storage.keys import load_keys
from counter_app.storage.verification import verify
from tests.british_store import found_british_store
from tests.faults.judging import Found, Sold, Told, Verdict, judge
from tests.faults.selling import ASKING, KEPT, SOLD, USER, Life, Message, live, memory_of, pay

KILLS_OF_A_STORE: Final = 15
LATEST: Final = (0.004, 0.02, 0.06)  # seconds after the counter began, one of them by chance
AT_START: Final = 0.1  # seconds within which a start is killed, recovery and all
STARTS: Final = 0.2  # of the kills
UNSEEN: Final = 0.25  # of the kills
PATIENCE: Final = 60.0  # seconds: a counter that says nothing for so long hangs
_ALL: Final = 1_000_000


@dataclass(slots=True)
class Tally:
    """What a run of kills came to."""

    kills: int = 0
    acknowledged: int = 0
    unanswered: int = 0  # kills between an attempt and its answer
    resubmitted: int = 0
    verdict: Verdict = field(default_factory=Verdict)

    @property
    def passed(self) -> bool:
        """Nothing lost, doubled or unbalanced."""
        wrong = self.verdict
        return not (wrong.lost or wrong.doubled or wrong.unbalanced)

    def line(self) -> str:
        """The figures as one line."""
        wrong = self.verdict
        return (
            f"{self.kills} kills: {self.acknowledged} acknowledged, {len(wrong.lost)} lost, "
            f"{len(wrong.doubled)} doubled, {len(wrong.unbalanced)} unbalanced"
        )


def kill(count: int, seed: int, folder: Path, *, early: bool = False) -> Tally:
    """Kill so often; `early` is the control that acknowledges before it commits."""
    tally, told = Tally(), Told()
    store = folder
    for no in range(count):
        if no % KILLS_OF_A_STORE == 0:
            shutil.rmtree(store, ignore_errors=True)
            store, told = folder / f"store-{no}", Told()
            _found(store)
        chance = random.Random(f"{seed}/{no}")
        hang_at = chance.choice((0, 0, 0, 1, 1, 2))
        life = Life(store, chance.getrandbits(32), hang_at, chance.random() < 0.5, early)
        _live_and_die(life, chance, told, tally)
        # Some starts find what two kills left; the last of a store is always looked at.
        if chance.random() > UNSEEN or no + 1 == count or (no + 1) % KILLS_OF_A_STORE == 0:
            _look(store, told, tally)
    shutil.rmtree(store, ignore_errors=True)
    return tally


def _live_and_die(life: Life, chance: random.Random, told: Told, tally: Tally) -> None:
    ours, theirs = Pipe(duplex=False)
    child = Process(target=live, args=(life, theirs), daemon=True)
    child.start()
    theirs.close()
    for what, basket, text in _until(ours, life, chance):
        tally.acknowledged += what == SOLD
        _remember(told, (what, basket, text))
        if what == ASKING:
            tally.unanswered += 1
            break
    child.kill()
    child.join()
    for message in _rest(ours):
        tally.acknowledged += message[0] == SOLD
        _remember(told, message)
    ours.close()
    tally.kills += 1


def _until(pipe: Connection, life: Life, chance: random.Random) -> Iterator[Message]:
    """What it says until the moment comes: at its start, after its first words, at a card."""
    patience = chance.uniform(0, chance.choice(LATEST))
    if chance.random() < STARTS:
        patience = chance.uniform(0, AT_START)
    elif pipe.poll(PATIENCE) and life.hang_at:
        patience = PATIENCE
    end = time.monotonic() + patience
    while (left := end - time.monotonic()) > 0:
        if pipe.poll(left):
            yield pipe.recv()


def _rest(pipe: Connection) -> Iterator[Message]:
    """What it had said when it died; a message that the kill cut is none."""
    try:
        while True:
            yield pipe.recv()
    except (EOFError, OSError):
        return


def _remember(told: Told, message: Message) -> None:
    what, basket, text = message
    if what == SOLD:
        told.sales[basket] = text
    elif what == KEPT:
        told.kept[basket] = int(text)


def _look(store: Path, told: Told, tally: Tally) -> None:
    """Open the store as the next start does, judge it, pay what was open, judge it again."""
    with _opened(store) as counter:
        draft = counter.use.recover.run().draft
        tally.verdict.join(judge(told, _what_is_there(counter, draft)))
        told.kept.clear()
        if draft is not None and not draft.basket.empty:
            paid = pay(counter, draft, by_card=False)
            told.sales[paid.sale.id] = paid.sale.number
            tally.resubmitted += 1
            tally.verdict.join(judge(told, _what_is_there(counter, None)))
        # What was acknowledged and is gone has been counted; it is not missed at each later kill.
        there = {record.sale.id: record.sale.number for record in counter.store.recent_sales(_ALL)}
        told.sales = there


@contextmanager
def _opened(store: Path) -> Iterator[Counter]:
    counter = open_counter(store)
    try:
        yield counter
    finally:
        counter.close()


def _what_is_there(counter: Counter, draft: Draft | None) -> Found:
    report = verify(counter.place.folder, load_keys(counter.place.keys))
    return Found(
        sales=[
            Sold(
                record.sale.id,
                record.sale.number,
                {tender.attempt: tender.amount for tender in record.sale.tenders if tender.attempt},
            )
            for record in counter.store.recent_sales(_ALL)
        ],
        findings=[f"{finding.where}: {finding.what}" for finding in report.findings],
        charged=SimulatedTerminal(memory=memory_of(counter.place.folder)).charged(),
        draft=draft.basket.id if draft else "",
        draft_lines=len(draft.basket.lines) if draft else 0,
        draft_cards={t.attempt: t.amount for t in draft.taken if t.attempt} if draft else {},
    )


def _found(folder: Path) -> None:
    """A store with an open till."""
    counter = found_british_store(folder, USER, "training")
    counter.use.run_till.open(10_000, USER.number)
    counter.close()
