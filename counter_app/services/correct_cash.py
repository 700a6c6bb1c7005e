"""Correct the cash given for the sale just made, until the next customer's basket begins.

Invariant: a correction is an entry of its own; the sale's entry, its total and the drawer's total
stay, and the drawer opens only after the entry is on the disk.
"""

from dataclasses import dataclass, replace

from counter_app.domain.cash_corrections import as_corrected, cash_given, correct_given
from counter_app.domain.errors import Fault, Refusal
from counter_app.domain.facts import Entry, Sale
from counter_app.domain.own_codes import parse_receipt_number
from counter_app.domain.staff import Person
from counter_app.domain.tenders import Tender, TenderRequest, enforce, rule_on_tender
from counter_app.services.drafts import CURRENT
from counter_app.services.policies.terms import Terms
from counter_app.services.ports import Drawer, SaleRecord, Store
from counter_app.services.take_payment import refused_by


@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction that is stored. `sale` is the sale as it stands now; `drawer` is the fault of a
    drawer that did not open, if so.
    """

    entry: Entry
    sale: Sale
    drawer: Fault | None = None


class CorrectCash:
    """The use case of a note that was typed wrong."""

    def __init__(self, store: Store, terms: Terms, drawer: Drawer) -> None:
        self._store = store
        self._terms = terms
        self._drawer = drawer

    def correct(self, number: str, given: int, user: Person) -> Corrected:
        """Say what the customer gave in cash, in minor units, and what goes back.

        The change differs, so money moves between drawer and customer: the drawer opens again,
        and the entry stands for that. Refusals: `cash.too_late` once the next basket has begun,
        `cash.other_lane`, `cash.other_day`, those of the amount, and those of the tender rules.
        """
        self._rule(self._still(number).sale, given, user)
        with self._store.work() as work:
            sale = self._still(number).sale  # as another correction may have left it
            correction = correct_given(sale, given, self._terms.rules().currency)
            entry = work.append(correction, user.number)
        return Corrected(entry, as_corrected(sale, correction), self._opened())

    def _still(self, number: str) -> SaleRecord:
        record = self._store.sale(number)
        if record is None:
            raise Refusal("receipt.unknown", number=number)
        self.check(record)
        return record

    def check(self, record: SaleRecord) -> None:
        """Refuse a sale whose customer is not the one at the counter any more."""
        made, here = parse_receipt_number(record.sale.number), self._store.lane
        if (made.store, made.lane) != (here.store, here.lane):
            raise Refusal("cash.other_lane", number=str(made))
        session = self._store.session()
        if session is None or session.seq != record.sale.session:
            raise Refusal("cash.other_day", number=str(made))
        begun = self._store.draft(CURRENT) is not None
        if begun or self._store.newest_basket() != record.entry.seq:
            raise Refusal("cash.too_late", number=str(made))

    def _rule(self, sale: Sale, given: int, user: Person) -> None:
        """Rule on the change as when it was given first; what is refused is an entry too."""
        currency = self._terms.rules().currency
        correction = correct_given(sale, given, currency)
        amount = cash_given(sale).amount
        request = TenderRequest(
            tender=Tender.CASH, amount=amount, role=user.role, currency=currency
        )
        request = replace(request, change=correction.change)
        ruling = rule_on_tender(request, self._terms.policy(), self._terms.day())
        refused = refused_by(ruling, sale.id, request)
        if refused:
            with self._store.work() as work:
                for one in refused:
                    work.append(one, user.number)
        enforce(ruling)

    def _opened(self) -> Fault | None:
        try:
            self._drawer.open()
        except Fault as fault:
            return fault
        return None
