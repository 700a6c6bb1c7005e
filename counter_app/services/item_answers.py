"""What an item asks before it may be sold: the customer's age, the piece's serial number.

Invariant: no line goes into a basket, and no basket is sold, with such an answer missing, whatever
a screen did. A birth date is read, judged and forgotten.
"""

from collections.abc import Iterable
from dataclasses import replace

from counter_app.domain.ages import (
    AgeShown,
    Proof,
    check_age,
    required_age,
    shown,
)
from counter_app.domain.basket import Line
from counter_app.domain.catalogue import Flag, Product
from counter_app.domain.dates import read_date
from counter_app.domain.errors import Refusal
from counter_app.domain.serials import check_not_in_basket, read_serial
from counter_app.services.drafts import Draft
from counter_app.services.policies.terms import Terms
from counter_app.services.ports import Store


class ItemAnswers:
    """Takes the answers. Pure and instant but for one look at what was sold."""

    def __init__(self, store: Store, terms: Terms) -> None:
        self._store = store
        self._terms = terms

    def born(self, draft: Draft, age: int, text: str, *, month_first: bool = False) -> Draft:
        """The customer's document was looked at: `text` is the birth date as typed.

        It is judged by the calendar day at the store, and forgotten. Refusals `date.not_one`,
        `age.date`, `age.not_reached`.
        """
        today = self._terms.today()
        born = read_date(text, today.year, month_first=month_first)
        return _with(draft, check_age(age, born, today))

    def clearly_over(self, draft: Draft, age: int) -> Draft:
        """Somebody saw that the customer is clearly older."""
        return _with(draft, AgeShown(age=age, by=Proof.CLEARLY_OVER))

    def serial(self, draft: Draft, product: Product, text: str) -> str:
        """The serial number of one more piece, in its one form.

        Refusals as `read_serial`; `serial.in_basket`, `serial.sold` (with the receipt's number).
        """
        serial = read_serial(text, product.code)
        check_not_in_basket(draft.basket.lines, product.code, serial)
        self._check_not_sold(serial, product.code)
        return serial

    def check_add(self, draft: Draft, product: Product, serial: str) -> str:
        """Refuse a product whose questions were not answered: `age.not_asked`, or as `serial`.

        The serial number that its line has; empty where it needs none.
        """
        _check_ages(draft.ages, required_age(product.flags))
        return self.serial(draft, product, serial) if Flag.SERIAL in product.flags else ""

    def check_sale(self, draft: Draft) -> tuple[AgeShown, ...]:
        """Refuse a basket with an answer missing, or with a piece that was sold meanwhile.

        The ages that its lines asked for.
        """
        wanted = max((required_age(line.flags) for line in draft.basket.lines), default=0)
        _check_ages(draft.ages, wanted)
        for line in _with_serials(draft.basket.lines):
            self._check_not_sold(line.serial, line.code)
        return draft.ages if wanted else ()

    def _check_not_sold(self, serial: str, code: str) -> None:
        number = self._store.sold_with(serial, code)
        if number:
            raise Refusal("serial.sold", serial=serial, number=number)


def _with(draft: Draft, answer: AgeShown) -> Draft:
    if shown(draft.ages, answer.age):
        return draft
    return replace(draft, ages=(*draft.ages, answer))


def _check_ages(ages: Iterable[AgeShown], wanted: int) -> None:
    if wanted and not shown(ages, wanted):
        raise Refusal("age.not_asked", age=wanted)


def _with_serials(lines: Iterable[Line]) -> Iterable[Line]:
    for line in lines:
        if Flag.SERIAL in line.flags and line.quantity.thousandths > 0:
            if not line.serial:
                raise Refusal("serial.wanted")
            yield line
