"""One write transaction: append entries, fold them, and change the state that goes with them.

Invariant: nothing but `append` writes facts, and it writes the entry and all its rows together.
"""

import hmac
from dataclasses import dataclass
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, delete, insert
from sqlalchemy.engine.interfaces import DBAPICursor

from counter_app.domain.errors import Fault
from counter_app.domain.facts import ClockStepped, Entry, Fact
from counter_app.services.drafts import Draft
from counter_app.services.ports import Claim, Clock, Lane, Secret, Standing
from counter_app.storage import drafts as draft_bytes
from counter_app.storage import journal as bodies
from counter_app.storage import tables as t
from counter_app.storage.folds import Rows, fold
from counter_app.storage.position import Position
from counter_app.storage.queries import SQL, Queries
from counter_app.storage.sqlite_dialect import (
    compile_insert,
    compile_replace,
    compile_upsert,
    compiled,
)
from counter_app.storage.vault import seal

STEP_MILLISECONDS: Final = 5 * 60 * 1000
NUMBER_SPAN: Final = 10**7  # receipt numbers of one epoch
FOLD_SQL: Final = {
    table.name: compile_upsert(table, t.key_columns(table), t.added_columns(table))
    if table.info["fold"] == t.ADD
    else compile_insert(table)
    for table in t.READ_TABLES
}
_STANDINGS: Final = {
    "suspended": Standing.SUSPENDED,
    "recalled": Standing.OPEN,
    "taken_over": Standing.OPEN,
    "sold": Standing.SOLD,
}
_WRITE: Final = {
    "journal": compile_insert(t.journal),
    "draft": compile_replace(t.draft),
    "drop_draft": compiled(delete(t.draft).where(t.draft.c.slot == "")),
    "secret": compile_replace(t.secret),
    "badge": compiled(insert(t.badge)),
    "drop_badge": compiled(delete(t.badge).where(t.badge.c.number == "")),
    "claim": compile_replace(t.claim),
    "release": compiled(delete(t.claim).where(t.claim.c.basket == "")),
    "release_one": compiled(delete(t.claim).where(t.claim.c.basket == "", t.claim.c.thing == "")),
    "vault": compiled(insert(t.vault)),
    "erase": compiled(delete(t.vault).where(t.vault.c.id == "")),
    "meta": compile_replace(t.meta),
}


class ClockWatch:
    """Tells when the wall clock moved by more than five minutes against the monotonic one."""

    def __init__(self, clock: Clock, last_wall: int) -> None:
        self._clock = clock
        self._offset = clock.wall() - clock.monotonic()
        self._behind = last_wall - clock.wall()

    def step(self, wall: int) -> ClockStepped | None:
        """The step, told once; also a clock that stands before the journal's last entry."""
        if self._behind > STEP_MILLISECONDS:
            before, self._behind = wall + self._behind, 0
            return ClockStepped(before=before, after=wall)
        expected = self._clock.monotonic() + self._offset
        if abs(wall - expected) <= STEP_MILLISECONDS:
            return None
        self._offset += wall - expected
        return ClockStepped(before=expected, after=wall)

    def mark(self) -> tuple[int, int]:
        """What has been told so far."""
        return self._offset, self._behind

    def forget(self, mark: tuple[int, int]) -> None:
        """Tell again what was told since `mark`: the transaction that held it was rolled back."""
        self._offset, self._behind = mark


@dataclass(frozen=True, slots=True)
class Writer:
    """What every transaction of a store has in common."""

    lane: Lane
    signer: Ed25519PrivateKey
    pepper: bytes
    clock: Clock
    watch: ClockWatch

    def keyed_hash(self, text: str) -> str:
        """HMAC-SHA-256 under the pepper, first 16 bytes, hexadecimal."""
        return hmac.digest(self.pepper, text.encode(), "sha256")[:16].hex()


def write_rows(connection: Connection, rows: Rows) -> None:
    """Insert or add the rows of one fold."""
    _write_rows(driver_cursor(connection), rows)


def driver_cursor(connection: Connection) -> DBAPICursor:
    """The driver's own cursor, inside the transaction of `connection`.

    A sale is some ten statements of finished text and finished values: each passes no layer that
    it does not need.
    """
    return connection.connection.cursor()


def _write_rows(cursor: DBAPICursor, rows: Rows) -> None:
    for table, values in rows.items():
        if values:  # a basket that is free of charge has no tenders
            cursor.executemany(FOLD_SQL[table], values)


class EmbeddedWork:
    """One write transaction of the embedded store; satisfies the `Work` port."""

    def __init__(self, writer: Writer, connection: Connection, position: Position) -> None:
        self._writer = writer
        self._connection = connection
        self._cursor = driver_cursor(connection)
        self._run = self._cursor.execute
        self.position = position

    def append(self, fact: Fact, user: str = "") -> Entry:
        """Write a fact as the next entry and fold it."""
        wall = self._writer.clock.wall()
        step = self._writer.watch.step(wall)
        if step is not None:
            self._append(step, user, wall)
        return self._append(fact, user, wall)

    def _append(self, fact: Fact, user: str, wall: int) -> Entry:
        writer, at = self._writer, self.position
        day = at.session.day if at.session else writer.clock.today()
        entry = Entry(
            seq=at.seq + 1,
            kind=fact.kind,
            wall=wall,
            business_date=day.isoformat(),
            user=user,
            data=fact,
        )
        body = bodies.encode(entry, writer.lane)
        digest = bodies.chain(at.hash, body)
        signature = bodies.sign(writer.signer, digest) if bodies.is_signed(entry.kind) else None
        number = bodies.day_number(entry.business_date)
        row = (entry.seq, entry.kind, wall, number, user, digest, signature, body)
        self._run(_WRITE["journal"], row)
        _write_rows(self._cursor, fold(entry))
        self.position = at.after(entry, digest)
        return entry

    def next_seq(self) -> int:
        """The sequence number of the next entry."""
        return self.position.seq + 1

    def next_number(self) -> str:
        """The next gap-free receipt number of this lane and epoch."""
        lane = self._writer.lane
        first = ((lane.store * 100 + lane.lane) * 100 + lane.epoch) * NUMBER_SPAN
        last = max(first, self.position.number)
        if last + 1 >= first + NUMBER_SPAN:
            raise Fault("journal.numbers_used_up", retry=False)
        return f"{last + 1:015d}"

    def standing(self, basket: str) -> Standing:
        """Where a basket is, by the last that the journal says of it."""
        key = bytes.fromhex(basket)
        self._run(SQL["basket"], (key, key))
        events = self._cursor.fetchall()
        return _STANDINGS.get(events[-1][1], Standing.ENDED) if events else Standing.OPEN

    def save_draft(self, slot: str, draft: Draft) -> None:
        """Keep a draft in place of the one before."""
        self._release_before(slot, draft.basket.id)
        wall = self._writer.clock.wall()
        self._run(_WRITE["draft"], (slot, wall, draft_bytes.encode(draft)))

    def drop_draft(self, slot: str) -> None:
        """Forget a draft."""
        self._run(_WRITE["drop_draft"], (slot,))

    def claim(self, thing: str, amount: int, basket: str) -> Claim:
        """Hold stored value for a basket: what the ledger has less what other baskets hold."""
        kind, _, key = thing.partition(":")
        if kind != "card":
            return Claim.UNKNOWN
        card = Queries(self._connection).card(key, basket)
        if card is None:
            return Claim.UNKNOWN
        if amount > card.free:
            return Claim.REFUSED
        self._run(_WRITE["claim"], (thing, basket, amount))
        return Claim.HELD

    def release(self, basket: str, thing: str = "") -> None:
        """Let go what a basket holds."""
        if thing:
            self._run(_WRITE["release_one"], (basket, thing))
        else:
            self._run(_WRITE["release"], (basket,))

    def release_lost(self) -> None:
        """Let go what is held for baskets of no draft."""
        claimed = self._claimed()
        if claimed:
            self._run(SQL["every_draft"], ())
            kept = {draft_bytes.decode(bytes(row[0])).basket.id for row in self._cursor.fetchall()}
            for basket in claimed - kept:
                self.release(basket)

    def _release_before(self, slot: str, basket: str) -> None:
        """Let go what the basket holds whose place another takes; most hold nothing."""
        claimed = self._claimed() - {basket}
        if not claimed:
            return
        self._run(SQL["draft"], (slot,))
        for row in self._cursor.fetchall():
            before = draft_bytes.decode(bytes(row[0])).basket.id
            if before in claimed:
                self.release(before)

    def _claimed(self) -> set[str]:
        self._run(SQL["claimed"], ())
        return {row[0] for row in self._cursor.fetchall()}

    def lock_away(self, text: str) -> tuple[str, str]:
        """Put a text into the vault."""
        sealed = seal(text)
        self._run(_WRITE["vault"], (sealed.id, sealed.key, sealed.ciphertext))
        return sealed.id, sealed.digest

    def erase(self, vault_id: str) -> None:
        """Take a text out of the vault."""
        self._run(_WRITE["erase"], (vault_id,))

    def set_secret(self, number: str, secret: Secret) -> None:
        """Store a person's PIN hash and counter."""
        row = (number, secret.pin_hash, secret.failures, secret.locked_for)
        self._run(_WRITE["secret"], row)

    def set_badge(self, number: str, badge: str) -> None:
        """Give a badge, or take it away when `badge` is empty."""
        self._run(_WRITE["drop_badge"], (number,))
        if badge:
            self._run(_WRITE["badge"], (self._writer.keyed_hash(badge), number))
