"""On what terms the counter sells today: price rules and policy of the open business day.

Invariant: a business day has one set of terms; another day, or another publication, reads anew.
"""

from datetime import date

from counter_app.domain.departments import DepartmentPolicy
from counter_app.domain.pricing import PriceRules
from counter_app.domain.store_profile import StoreProfile
from counter_app.domain.tenders import RuleSetting
from counter_app.services.policies.department_policy import DEPARTMENTS, departments_of
from counter_app.services.policies.profiles import policy_of, profile_of
from counter_app.services.ports import Clock, Store

POLICY = "policy"


class Terms:
    """The terms in force, kept until the day or the publication changes."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self.profile: StoreProfile = profile_of(store.founded().profile)
        self._rules: tuple[date, PriceRules] | None = None
        self._policy: tuple[RuleSetting, ...] | None = None
        self._departments: DepartmentPolicy | None = None

    def day(self) -> date:
        """The open till's business day, else today."""
        session = self._store.session()
        return session.day if session else self._clock.today()

    def today(self) -> date:
        """The calendar day at the store: ages go by it, whatever day the till has."""
        return self._clock.today()

    def rules(self) -> PriceRules:
        """How prices, taxes and cash are worked out today."""
        day = self.day()
        if self._rules is None or self._rules[0] != day:
            self._rules = (day, self.profile.rules_on(day))
        return self._rules[1]

    def policy(self) -> tuple[RuleSetting, ...]:
        """The rules of the policy in force; none where no policy was published."""
        if self._policy is None:
            published = self._store.published(POLICY)
            self._policy = policy_of(published.content) if published else ()
        return self._policy

    def departments(self) -> DepartmentPolicy:
        """What may be sold without a code; nothing where no such policy was published."""
        if self._departments is None:
            published = self._store.published(DEPARTMENTS)
            self._departments = (
                departments_of(published.content, self.profile) if published else DepartmentPolicy()
            )
        return self._departments

    def forget(self) -> None:
        """Something was published: read it when it is next asked for."""
        self._policy = None
        self._departments = None
