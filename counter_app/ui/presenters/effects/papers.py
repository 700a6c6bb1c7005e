"""Papers and lists of the selling page: receipts, copies, slips, suspended baskets.

Invariant: a paper never holds up the next sale, and one that does not print is told, not lost: it
can be made again from the journal.
"""

from collections.abc import Callable

from counter_app.domain.errors import CounterError, Refusal
from counter_app.domain.facts import BasketSuspended
from counter_app.services.drafts import Draft
from counter_app.services.hand_over import Handed
from counter_app.services.ports import SaleRecord
from counter_app.ui.flows.selling.events import (
    Event,
    Hand,
    Laid,
    Listed,
    Shown,
    ShowReceipt,
    Told,
)
from counter_app.ui.flows.selling.parts import Note, Selling
from counter_app.ui.flows.views import Tone
from counter_app.ui.presenters.desk import Desk

_SCALE = 2.0  # twice 72 dots an inch: an 80 mm receipt fills the pane


class PapersShown:
    """The papers of the selling page."""

    def __init__(self, desk: Desk, dispatch: Callable[[Event], None]) -> None:
        self._desk, self._dispatch = desk, dispatch

    def run(self, effect: ShowReceipt | Hand, state: Selling) -> None:
        """Show or print a receipt."""
        match effect:
            case ShowReceipt(number=number):
                self._show(number)
            case Hand(number=number, copy=copy, gift=gift):
                self._hand(number, state.seller.number, copy=copy, gift=gift)

    def list_waiting(self) -> None:
        """The suspended baskets."""
        store = self._desk.use.store
        self._desk.tasks.query(
            lambda: tuple(store.suspended()),
            lambda found: self._dispatch(Listed(found)),
            self._fail,
        )

    def suspend(self, state: Selling, following: Callable[[], Draft]) -> None:
        """Put the basket aside and print its slip."""
        use, draft, number = self._desk.use, state.draft, state.seller.number

        def done(suspended: BasketSuspended) -> None:
            self._dispatch(Laid(suspended, following()))
            self.list_waiting()
            self._desk.tasks.query(
                lambda: use.hand_over.hold_slip(suspended, use.clock.wall(), draft.language),
                _heard,
                self._fail,
            )

        def failed(error: CounterError) -> None:
            self._dispatch(Told(Note(error=error, tone=Tone.ERROR), done=True))

        self._desk.tasks.command(lambda: use.sell.suspend(draft, number), done, failed)

    def _show(self, number: str) -> None:
        def work() -> tuple[SaleRecord, tuple[bytes, ...]]:
            record = self._record(number)
            paper = self._desk.use.hand_over.preview(record.sale.number)
            return record, self._pages(paper)

        self._desk.tasks.query(work, self._shown, self._fail)

    def _hand(self, number: str, user: str, *, copy: bool, gift: bool) -> None:
        hand_over = self._desk.use.hand_over
        if not copy:
            self._desk.tasks.query(lambda: hand_over.receipt(number), _heard, self._fail)
            return

        def work() -> tuple[SaleRecord, tuple[bytes, ...]]:
            newest = number or self._record("").sale.number
            pages = self._pages(hand_over.reprint(newest, user, gift=gift))
            return self._record(newest), pages

        def done(found: tuple[SaleRecord, tuple[bytes, ...]]) -> None:
            self._shown(found)
            first_gift = gift and found[0].gifts == 1  # a copy of nothing
            key = "page.sale.gift_made" if first_gift else "page.sale.reprinted"
            self._dispatch(Told(Note(key=key, tone=Tone.SUCCESS)))

        self._dispatch(Told(Note(key="page.sale.printing")))
        self._desk.tasks.command(work, done, self._fail)

    def _record(self, number: str) -> SaleRecord:
        if number:
            return self._desk.use.look_up.receipt(number)
        record = self._desk.use.store.last_sale()
        if record is None:
            raise Refusal("receipt.none_yet")
        return record

    def _pages(self, paper: Handed) -> tuple[bytes, ...]:
        return tuple(self._desk.use.hand_over.images(paper.pdf, _SCALE))

    def _shown(self, found: tuple[SaleRecord, tuple[bytes, ...]]) -> None:
        self._dispatch(Shown(*found))

    def _fail(self, error: CounterError) -> None:
        self._dispatch(Told(Note(error=error, tone=Tone.ERROR)))


def _heard(_: Handed) -> None:
    """Printed: nothing to say."""
