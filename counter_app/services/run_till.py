"""Open the till with its float, count it, close it: a signed Z with the perpetual grand total.

Invariant: one till is open at a time, and its business day is the day it was opened.
"""

from dataclasses import dataclass

from counter_app.domain import till
from counter_app.domain.errors import Refusal
from counter_app.domain.facts import Entry, TillClosed, TillOpened
from counter_app.domain.till import SessionFigures, TillSession
from counter_app.services.drafts import CURRENT
from counter_app.services.ports import Store


@dataclass(frozen=True, slots=True)
class Closed:
    """A closing and its entry."""

    entry: Entry
    closed: TillClosed


class RunTill:
    """The use cases of the drawer's day."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def session(self) -> TillSession | None:
        """The open till."""
        return self._store.session()

    def figures(self) -> SessionFigures:
        """What the open till did so far. Refusal where none is open."""
        return self._store.figures(self._open().seq)

    def open(self, amount: int, user: str) -> TillSession:
        """Begin the business day with a float in minor units."""
        till.check_amount(amount)
        with self._store.work() as work:
            if self._store.session() is not None:
                raise Refusal("till.already_open")
            work.append(TillOpened(float=amount), user)
        return self._open()

    def close(self, counted: int, user: str) -> Closed:
        """End the business day with the counted cash; signed, and never changed again."""
        with self._store.work() as work:  # nothing is sold between the figures and the closing
            session = self._open()
            draft = self._store.draft(CURRENT)
            if draft is not None and (draft.taken or draft.attempt or not draft.basket.empty):
                raise Refusal("till.basket_is_open")
            figures = self._store.figures(session.seq)
            closed = till.close(session, figures, counted, self._store.last_closing())
            entry = work.append(closed, user)
        return Closed(entry, closed)

    def _open(self) -> TillSession:
        session = self._store.session()
        if session is None:
            raise Refusal("till.not_open")
        return session
