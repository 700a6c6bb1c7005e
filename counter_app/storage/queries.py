"""What the read side answers: frozen values out of the read tables, on a read-only connection.

Invariant: nothing here writes, and nothing here decides.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnClause, Connection, bindparam, func, literal_column, select, union_all

from counter_app.domain.cash_corrections import as_corrected
from counter_app.domain.errors import Fault
from counter_app.domain.facts import CashCorrected, Entry, Published, Sale
from counter_app.domain.gift_cards import Stored, StoredCard
from counter_app.domain.rulings import Role
from counter_app.domain.slips import AccountTotal
from counter_app.domain.staff import Person
from counter_app.domain.till import SessionFigures, TillSession
from counter_app.services.drafts import CURRENT, Draft
from counter_app.services.ports import OpenAttempt, SaleRecord, Secret
from counter_app.storage import drafts as draft_bytes
from counter_app.storage import journal as bodies
from counter_app.storage import tables as t
from counter_app.storage.position import Position
from counter_app.storage.sqlite_dialect import compiled
from counter_app.storage.vault import Sealed, unseal

# A literal, not a parameter: the compiled text takes exactly the parameters that the caller names.
_ZERO: Final[ColumnClause[int]] = literal_column("0")
_JOURNAL: Final = (t.journal.c.seq, t.journal.c.hash, t.journal.c.signature, t.journal.c.body)
_NEWEST_STAFF: Final = select(func.max(t.staff.c.seq)).group_by(t.staff.c.number)
_HELD: Final = (
    select(func.coalesce(func.sum(t.claim.c.amount), _ZERO))
    .where(t.claim.c.thing == bindparam("thing"))
    .where(t.claim.c.basket != bindparam("basket"))
)
# Whatever belongs to one customer's basket; each part is the end of a key.
_BASKETS: Final = union_all(
    select(func.max(t.txn.c.seq).label("seq")),
    select(func.max(t.basket_event.c.seq)),
    select(func.max(t.attempt.c.seq)),
).subquery("baskets")

STATEMENTS: Final = {
    "sale_by_number": select(t.txn.c.seq).where(t.txn.c.number == bindparam("number")),
    "basket": select(t.basket_event.c.seq, t.basket_event.c.kind)
    .where(t.basket_event.c.basket == bindparam("basket"))
    .union_all(select(t.txn.c.seq, literal_column("'sold'")).where(t.txn.c.id == bindparam("id")))
    .order_by("seq"),
    "entry": select(*_JOURNAL).where(t.journal.c.seq == bindparam("seq")),
    "bodies_after": select(t.journal.c.body)
    .where(t.journal.c.seq > bindparam("seq"))
    .order_by(t.journal.c.seq),
    "newest_sales": select(t.txn.c.seq).order_by(t.txn.c.seq.desc()),
    "copies": select(t.reprint.c.paper, func.count())
    .where(t.reprint.c.number == bindparam("number"))
    .group_by(t.reprint.c.paper),
    "corrected": select(
        t.cash_correction.c.tender,
        t.cash_correction.c.given_before,
        t.cash_correction.c.given,
        t.cash_correction.c.change_before,
        t.cash_correction.c.change,
    )
    .where(t.cash_correction.c.number == bindparam("number"))
    .order_by(t.cash_correction.c.seq.desc()),
    "newest_basket": select(func.max(_BASKETS.c.seq)),
    "publication": select(
        t.publication.c.what,
        t.publication.c.id,
        t.publication.c.digest,
        t.publication.c.rows,
        t.publication.c.content,
    )
    .where(t.publication.c.what == bindparam("what"))
    .order_by(t.publication.c.seq.desc()),
    "session": select(t.session.c.seq, t.session.c.day, t.session.c.float)
    .where(~select(t.closing.c.seq).where(t.closing.c.session == t.session.c.seq).exists())
    .order_by(t.session.c.seq.desc()),
    "sales_of_session": select(func.count(), func.coalesce(func.sum(t.txn.c.total), _ZERO)).where(
        t.txn.c.seq > bindparam("since"), t.txn.c.session == bindparam("session")
    ),
    "session_totals": select(
        t.session_total.c.account, t.session_total.c.count, t.session_total.c.amount
    )
    .where(t.session_total.c.session == bindparam("session"))
    .order_by(t.session_total.c.account),
    "last_closing": select(t.closing.c.z, t.closing.c.grand_total).order_by(t.closing.c.seq.desc()),
    "people": select(
        t.staff.c.number, t.staff.c.name, t.staff.c.role, t.staff.c.language, t.staff.c.active
    )
    .where(t.staff.c.seq.in_(_NEWEST_STAFF))
    .order_by(t.staff.c.number),
    "last_backup": select(t.backup.c.name).order_by(t.backup.c.seq.desc()),
    "secret": select(t.secret.c.pin_hash, t.secret.c.failures, t.secret.c.locked_for).where(
        t.secret.c.number == bindparam("number")
    ),
    "badge": select(t.badge.c.number).where(t.badge.c.badge == bindparam("badge")),
    "serial_moves": select(t.line_serial.c.txn, t.line_serial.c.code, t.line_serial.c.pieces)
    .where(t.line_serial.c.serial == bindparam("serial"))
    .order_by(t.line_serial.c.txn.desc()),
    "card": select(t.card.c.stored, t.card.c.last4, t.card.c.balance).where(
        t.card.c.card == bindparam("card")
    ),
    "held": _HELD,
    "open_attempts": select(
        t.attempt.c.id,
        t.attempt.c.basket,
        t.attempt.c.operation,
        t.attempt.c.amount,
        t.attempt.c.reverses,
    )
    .join(t.attempt_open, t.attempt_open.c.attempt == t.attempt.c.id)
    .where(t.attempt_open.c.open > _ZERO)
    .order_by(t.attempt.c.seq),
    # Answers come soon after their question: from its entry on, the first rows are enough.
    "settled": select(t.attempt_outcome.c.outcome)
    .where(t.attempt_outcome.c.attempt == bindparam("attempt"))
    .where(
        t.attempt_outcome.c.seq
        > select(t.attempt.c.seq).where(t.attempt.c.id == bindparam("id")).scalar_subquery()
    )
    .order_by(t.attempt_outcome.c.seq),
    "draft": select(t.draft.c.body).where(t.draft.c.slot == bindparam("slot")),
    "drafts": select(t.draft.c.body)
    .where(t.draft.c.slot != bindparam("slot"))
    .order_by(t.draft.c.saved),
    "every_draft": select(t.draft.c.body),
    "claimed": select(t.claim.c.basket).distinct(),
    "vault": select(t.vault.c.id, t.vault.c.key, t.vault.c.ciphertext).where(
        t.vault.c.id == bindparam("id")
    ),
    "head": select(t.journal.c.seq, t.journal.c.hash, t.journal.c.wall).order_by(
        t.journal.c.seq.desc()
    ),
    "last_number": select(func.max(t.txn.c.number)),
    "meta": select(t.meta.c.value).where(t.meta.c.key == bindparam("key")),
}
SQL: Final = {name: compiled(statement) for name, statement in STATEMENTS.items()}


@dataclass(frozen=True, slots=True)
class Queries:
    """The read side over one connection."""

    connection: Connection

    def position(self) -> tuple[Position, int]:
        """Where the journal stands, and the wall time of its last entry."""
        run = self.connection.exec_driver_sql
        row = run(SQL["head"]).first()
        if row is None:
            return Position(), 0
        number = run(SQL["last_number"]).scalar() or 0
        return Position(row[0], bytes(row[1]), number, self.session()), row[2]

    def body(self, seq: int) -> bytes:
        """The body of one entry; the first one founds the store."""
        row = self.connection.exec_driver_sql(SQL["entry"], (seq,)).one()
        return bytes(row[3])

    def last_backup(self) -> str:
        """The name of the newest backup that was written down; empty where there is none."""
        return str(self.connection.exec_driver_sql(SQL["last_backup"]).scalar() or "")

    def published(self, what: str) -> Published | None:
        """The newest publication of a kind."""
        row = self.connection.exec_driver_sql(SQL["publication"], (what,)).first()
        if row is None:
            return None
        return Published(what=row[0], id=row[1], digest=row[2], rows=row[3], content=row[4])

    def session(self) -> TillSession | None:
        """The till session without a closing."""
        row = self.connection.exec_driver_sql(SQL["session"]).first()
        return None if row is None else TillSession(row[0], bodies.day_of(row[1]), row[2])

    def figures(self, session: int) -> SessionFigures:
        """Sales and account totals of a session."""
        run = self.connection.exec_driver_sql
        sales, turnover = run(SQL["sales_of_session"], (session, session)).one()
        totals = tuple(
            AccountTotal(account=row[0], count=row[1], amount=row[2])
            for row in run(SQL["session_totals"], (session,))
        )
        return SessionFigures(sales, turnover, totals)

    def last_closing(self) -> tuple[int, int]:
        """Last Z number and grand total."""
        row = self.connection.exec_driver_sql(SQL["last_closing"]).first()
        return (0, 0) if row is None else (row[0], row[1])

    def sale(self, number: str) -> SaleRecord | None:
        """A sale by its number."""
        row = self.connection.exec_driver_sql(SQL["sale_by_number"], (int(number),)).first()
        return None if row is None else self._record(row[0])

    def proof(self, seq: int) -> tuple[bytes, bytes]:
        """Hash and signature of an entry."""
        row = self.connection.exec_driver_sql(SQL["entry"], (seq,)).one()
        return bytes(row[1]), bytes(row[2] or b"")

    def newest_sales(self, limit: int) -> Sequence[SaleRecord]:
        """The newest sales, newest first."""
        newest = self.connection.exec_driver_sql(SQL["newest_sales"])
        rows = newest.fetchmany(limit)
        newest.close()
        return [self._record(row[0]) for row in rows]

    def records(self, seqs: Iterable[int]) -> tuple[SaleRecord, ...]:
        """The sales of these entries, in their order."""
        return tuple(self._record(seq) for seq in seqs)

    def entries(self, after: int) -> Sequence[Entry]:
        """The entries after a sequence number, oldest first."""
        rows = self.connection.exec_driver_sql(SQL["bodies_after"], (after,))
        return [bodies.decode(bytes(row[0])) for row in rows]

    def _record(self, seq: int) -> SaleRecord:
        run = self.connection.exec_driver_sql
        _, digest, signature, body = run(SQL["entry"], (seq,)).one()
        entry = bodies.decode(bytes(body))
        sale = entry.data
        if not isinstance(sale, Sale):  # a row of txn belongs to a sale
            raise Fault("journal.unreadable", retry=False, reason=entry.kind)
        made: dict[str, int] = {row[0]: row[1] for row in run(SQL["copies"], (int(sale.number),))}
        correction = self._correction(sale.number)
        return SaleRecord(
            entry,
            sale if correction is None else as_corrected(sale, correction),
            bytes(digest),
            bytes(signature),
            copies=made.get("receipt", 0),
            gifts=made.get("gift_receipt", 0),
            correction=correction,
        )

    def _correction(self, number: str) -> CashCorrected | None:
        row = self.connection.exec_driver_sql(SQL["corrected"], (int(number),)).first()
        if row is None:
            return None
        return CashCorrected(
            number=number,
            tender=row[0],
            given_before=row[1],
            given=row[2],
            change_before=row[3],
            change=row[4],
        )

    def newest_basket(self) -> int:
        """The newest entry that is about a basket."""
        return int(self.connection.exec_driver_sql(SQL["newest_basket"]).scalar() or 0)

    def people(self) -> Sequence[Person]:
        """Everybody, by number."""
        return [
            Person(row[0], row[1], Role.named(row[2]), row[3], active=bool(row[4]))
            for row in self.connection.exec_driver_sql(SQL["people"])
        ]

    def secret(self, number: str) -> Secret | None:
        """A person's PIN hash and counter."""
        row = self.connection.exec_driver_sql(SQL["secret"], (number,)).first()
        if row is None:
            return None
        return Secret(row[0], row[1], row[2])

    def badge_owner(self, badge: str) -> str | None:
        """Whose badge, by keyed hash."""
        owner = self.connection.exec_driver_sql(SQL["badge"], (badge,)).scalar()
        return None if owner is None else str(owner)

    def sold_with(self, serial: str, code: str) -> str:
        """The receipt with which a piece was sold, if it did not come back since; else nothing."""
        for txn, item, pieces in self.connection.exec_driver_sql(SQL["serial_moves"], (serial,)):
            if item == code:
                return self._record(txn).sale.number if pieces > 0 else ""
        return ""

    def sales_of_serial(self, serial: str) -> Sequence[SaleRecord]:
        """The sales in which a piece went out or came back, newest first."""
        rows = self.connection.exec_driver_sql(SQL["serial_moves"], (serial,)).all()
        return [self._record(txn) for txn in dict.fromkeys(row[0] for row in rows)]

    def card(self, card: str, basket: str = "") -> StoredCard | None:
        """A card with what no other basket holds of it."""
        run = self.connection.exec_driver_sql
        row = run(SQL["card"], (bytes.fromhex(card),)).first()
        if row is None:
            return None
        held = run(SQL["held"], (f"card:{card}", basket)).scalar_one()
        return StoredCard(card, row[1], Stored(row[0]), row[2], row[2] - held)

    def open_attempts(self) -> Sequence[OpenAttempt]:
        """Attempts without a definite answer, oldest first."""
        return [
            OpenAttempt(
                bytes(row[0]).hex(),
                bytes(row[1]).hex(),
                row[2],
                row[3],
                "" if row[4] is None else bytes(row[4]).hex(),
            )
            for row in self.connection.exec_driver_sql(SQL["open_attempts"])
        ]

    def settled(self, attempt: str) -> str:
        """The outcome of an attempt, or nothing."""
        key = bytes.fromhex(attempt)
        outcome = self.connection.exec_driver_sql(SQL["settled"], (key, key)).scalar()
        return "" if outcome is None else str(outcome)

    def draft(self, slot: str) -> Draft | None:
        """A saved draft."""
        body = self.connection.exec_driver_sql(SQL["draft"], (slot,)).scalar()
        return None if body is None else draft_bytes.decode(bytes(body))

    def suspended(self) -> Sequence[Draft]:
        """Suspended baskets, oldest first."""
        rows = self.connection.exec_driver_sql(SQL["drafts"], (CURRENT,))
        return [draft_bytes.decode(bytes(row[0])) for row in rows]

    def unlock(self, record: str) -> str:
        """A text out of the vault. Raises Fault `vault.erased`."""
        row = self.connection.exec_driver_sql(SQL["vault"], (record,)).first()
        if row is None:
            raise Fault("vault.erased", retry=False)
        return unseal(Sealed(row[0], bytes(row[1]), bytes(row[2])))
