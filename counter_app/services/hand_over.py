"""Hand the papers over: receipt, gift receipt, hold slip, Z; print, file, preview, reprint.

Invariant: a paper is made from the journal only, and making one again is an entry that counts it.
"""

from dataclasses import dataclass

from counter_app.domain import own_codes
from counter_app.domain.errors import Refusal
from counter_app.domain.facts import BasketSuspended, Entry, ReceiptReprinted, TillClosed
from counter_app.services.policies.terms import Terms
from counter_app.services.ports import (
    ClosingPaper,
    Paper,
    Papers,
    Printer,
    SaleRecord,
    SlipPaper,
    Store,
)


@dataclass(frozen=True, slots=True)
class Handed:
    """A finished paper: its name, its bytes, and where it went (empty where only previewed)."""

    name: str
    pdf: bytes
    place: str = ""


class HandOver:
    """The use cases of papers."""

    def __init__(self, store: Store, terms: Terms, papers: Papers, printer: Printer) -> None:
        self._store = store
        self._terms = terms
        self._papers = papers
        self._printer = printer

    def receipt(self, number: str, *, gift: bool = False, language: str = "") -> Handed:
        """Print the original of a sale's receipt."""
        return self._printed(self.preview(number, gift=gift, language=language))

    def reprint(self, number: str, user: str, *, gift: bool = False) -> Handed:
        """Print a paper of a sale once more; it says COPY n, and the copy is an entry first.

        The first gift receipt is no copy of anything, so it is number 0 and does not say so.
        """
        paper = "gift_receipt" if gift else "receipt"
        with self._store.work() as work:  # two reprints at once are two copies
            record = self._record(number)
            copy = record.gifts if gift else record.copies + 1
            entry = work.append(ReceiptReprinted(number=number, paper=paper, copy=copy), user)
        return self._printed(self.preview(number, gift=gift, copy=copy, reprinted=entry.wall))

    def preview(
        self,
        number: str,
        *,
        gift: bool = False,
        copy: int = 0,
        reprinted: int = 0,
        language: str = "",
    ) -> Handed:
        """A receipt as it will print; nothing is written. `reprinted`: when, milliseconds UTC."""
        record = self._record(number)
        kind = "gift-receipt" if gift else "receipt"
        name = f"{kind}-{number}" + (f"-copy-{copy}" if copy else "")
        paper = Paper(
            record=record,
            founded=self._store.founded(),
            profile=self._terms.profile,
            code=own_codes.receipt_code(number, self._store.code_key()),
            seller=record.entry.user,
            language=language or record.sale.language,
            copy=copy,
            gift=gift,
            reprinted=reprinted,
        )
        return Handed(name, self._papers.receipt(paper))

    def hold_slip(self, suspended: BasketSuspended, wall: int, language: str) -> Handed:
        """Print the slip of a suspended basket."""
        paper = SlipPaper(
            founded=self._store.founded(),
            profile=self._terms.profile,
            code=own_codes.hold_slip_code(suspended.slip, self._store.code_key()),
            slip=suspended.slip,
            wall=wall,
            lines=suspended.lines,
            total=suspended.total,
            language=language,
        )
        return self._printed(Handed(f"slip-{suspended.slip}", self._papers.slip(paper)))

    def closing(self, entry: Entry, language: str) -> Handed:
        """Print the Z of a closed till."""
        closed = entry.data
        if not isinstance(closed, TillClosed):
            raise Refusal("receipt.not_a_closing")
        digest, signature = self._store.proof(entry.seq)
        paper = ClosingPaper(
            closed=closed,
            entry=entry,
            hash=digest,
            signature=signature,
            founded=self._store.founded(),
            profile=self._terms.profile,
            language=language,
        )
        return self._printed(Handed(f"z-{closed.z:05}", self._papers.closing(paper)))

    def images(self, pdf: bytes, scale: float) -> list[bytes]:
        """The pages of a paper as PNG."""
        return list(self._papers.images(pdf, scale))

    def _printed(self, handed: Handed) -> Handed:
        return Handed(handed.name, handed.pdf, self._printer.print(handed.name, handed.pdf))

    def _record(self, number: str) -> SaleRecord:
        record = self._store.sale(number)
        if record is None:
            raise Refusal("receipt.unknown", number=number)
        return record
