"""Sell under a department what no catalogue knows: an open line, and the rules asked about it.

Invariant: a line without a code is within its department's prices and within the limit of whoever
answers for its price, when it is rung up, when it is changed, and when the sale is stored.
"""

from dataclasses import replace

from counter_app.domain import basket as baskets
from counter_app.domain.basket import Line
from counter_app.domain.catalogue import Quantity
from counter_app.domain.departments import (
    DepartmentEntry,
    DepartmentPolicy,
    DepartmentRequest,
    addition_of,
    enforce,
    rule_on_department,
)
from counter_app.domain.rulings import Role
from counter_app.domain.staff import Person
from counter_app.services.drafts import Draft
from counter_app.services.policies.terms import Terms
from counter_app.services.ports import Store
from counter_app.services.sell import Sell


class SellDepartment:
    """The use cases of an open department line."""

    def __init__(self, terms: Terms, sell: Sell) -> None:
        self._terms = terms
        self._sell = sell

    def policy(self) -> DepartmentPolicy:
        """Departments, reasons and rules in force; empty where none were published."""
        return self._terms.departments()

    def add(self, draft: Draft, entry: DepartmentEntry, user: Person, held: int = 0) -> Draft:
        """Add the line, in place of the `held` thing; nothing is added where a rule says no."""
        addition = addition_of(entry, self.policy(), user.number)
        changed = self._sell.changed(draft, baskets.add(draft.basket, addition, held))
        rule_on_line(changed.basket.lines[-1], user.role, self._terms)
        return changed

    def change_quantity(self, draft: Draft, no: int, quantity: Quantity, user: Person) -> Draft:
        """Set a line's quantity; whoever changes an open department line answers for it."""
        line = draft.basket.line(no)
        if line.department is None:
            return self._sell.change_quantity(draft, no, quantity)
        answered = replace(line.department, user=user.number)
        basket = baskets.change_quantity(draft.basket, no, quantity, answered)
        rule_on_line(basket.line(no), user.role, self._terms)
        return self._sell.changed(draft, basket)


def check_departments(draft: Draft, store: Store, terms: Terms) -> None:
    """Refuse to store a sale with a line above the limit of who answered for its price."""
    if not any(line.department for line in draft.basket.lines):
        return
    roles = {person.number: person.role for person in store.people()}
    for line in draft.basket.lines:
        if line.department is not None:
            rule_on_line(line, roles.get(line.department.user, Role.ASSOCIATE), terms)


def rule_on_line(line: Line, role: Role, terms: Terms) -> None:
    """Refuse an open department line that this role may not sell; any other line is let be."""
    if line.department is None:
        return
    policy = terms.departments()
    request = DepartmentRequest(
        department=policy.department(line.department.department),
        price=line.price,
        amount=line.amount,
        role=role,
        currency=terms.rules().currency,
    )
    enforce(rule_on_department(request, policy.rules, terms.day()))
