"""Take payment: cash, check, card, gift card, store credit; complete the sale.

Invariant: every tender is ruled on before it is taken, a sale commits only when nothing is due, and
the drawer opens after the sale is on the disk.
"""

from dataclasses import dataclass, replace
from typing import Final

from counter_app.domain.checks import Check, mask
from counter_app.domain.errors import Fault, Refusal
from counter_app.domain.facts import (
    BalanceAsked,
    Entry,
    Sale,
    TenderRefused,
)
from counter_app.domain.gift_cards import StoredCard, card_text, check_single_use, redeemable
from counter_app.domain.pricing import sold_lines
from counter_app.domain.rulings import Finding, Ruling
from counter_app.domain.slips import CheckSlip, RuleBroken, StoredSlip
from counter_app.domain.staff import Person
from counter_app.domain.tendering import (
    AskTerminal,
    GiveCash,
    GiveCheck,
    Redeem,
    State,
    change,
    complete,
    remaining,
    step,
)
from counter_app.domain.tenders import Tender, TenderRequest, enforce, rule_on_tender
from counter_app.services.charge import Answered, Charge
from counter_app.services.departments import check_departments
from counter_app.services.drafts import CURRENT, Draft
from counter_app.services.policies.terms import Terms
from counter_app.services.ports import Claim, Drawer, Store
from counter_app.services.sell import Sell, check_resolved, check_standing

CARDS: Final = frozenset({Tender.CREDIT, Tender.DEBIT})


@dataclass(frozen=True, slots=True)
class Paid:
    """A completed sale. `drawer` is the fault of a drawer that did not open, if so."""

    entry: Entry
    sale: Sale
    drawer: Fault | None = None


class TakePayment:
    """The use cases of paying. Drafts go in, drafts that are already written down come out."""

    def __init__(
        self, store: Store, terms: Terms, sell: Sell, charge: Charge, drawer: Drawer
    ) -> None:
        self._store = store
        self._terms = terms
        self._sell = sell
        self._charge = charge
        self._drawer = drawer

    def cash(self, draft: Draft, amount: int, user: Person) -> Draft:
        """Take notes and coins; what covers the due settles it, with change and rounding."""
        after = self._in_cash(draft, amount, user)
        taken = draft.with_tendering(after)
        with self._store.work() as work:
            self._sell.check_open(work, draft)
            work.save_draft(CURRENT, taken)
        return taken

    def check(
        self, draft: Draft, amount: int | None, check: Check, user: Person, *, identified: bool
    ) -> Draft:
        """Take a check; its full account number goes into the vault only."""
        self._check_ready()
        state = self._sell.tendering(draft)
        wanted = remaining(state) if amount is None else amount
        slip = self._slip(check, identified=identified)
        step(state, GiveCheck(wanted, slip))  # what cannot be taken is not ruled on
        request = self._request(draft, Tender.CHECK, wanted, user)
        self._rule(draft, _with_check(request, draft, slip), user)
        with self._store.work() as work:
            self._sell.check_open(work, draft)
            vault, digest = work.lock_away(check.account)
            slip = replace(slip, vault=vault, vault_digest=digest)
            after, _ = step(state, GiveCheck(wanted, slip))
            taken = draft.with_tendering(after)
            work.save_draft(CURRENT, taken)
        return taken

    def balance(self, number: str, user: str) -> StoredCard:
        """What a card holds; the question itself is an entry. Refusal for an unknown card."""
        card = self._known(number)
        asked = BalanceAsked(card=card.card, last4=card.last4, balance=card.balance)
        with self._store.work() as work:
            work.append(asked, user)
        return card

    def stored(self, draft: Draft, number: str, amount: int | None, user: Person) -> Draft:
        """Redeem a gift card or store credit, in part or as far as it goes."""
        self._check_ready()
        card = self._known(number)
        check_single_use(card.card, draft.basket.lines, draft.taken)
        state = self._sell.tendering(draft)
        wanted = redeemable(card, amount, remaining(state))
        tender = Tender(card.stored.value)
        slip = StoredSlip(card=card.card, last4=card.last4, balance=card.balance - wanted)
        after, _ = step(state, Redeem(tender, wanted, slip))
        self._rule(draft, self._request(draft, tender, wanted, user), user)
        taken = draft.with_tendering(after)
        with self._store.work() as work:
            self._sell.check_open(work, draft)
            held = work.claim(f"card:{card.card}", wanted, draft.basket.id)
            if held is not Claim.HELD:
                raise Refusal("card.in_use_elsewhere", last4=card.last4)
            work.save_draft(CURRENT, taken)
        return taken

    def card(self, draft: Draft, amount: int | None, user: Person) -> Answered:
        """Try a credit or debit card; may take as long as the terminal does."""
        self._check_ready()
        state = self._sell.tendering(draft)
        wanted = remaining(state) if amount is None else amount
        step(state, AskTerminal("", wanted))  # what cannot be taken is not ruled on
        self._rule(draft, self._request(draft, Tender.CREDIT, wanted, user), user)
        return self._charge.card(draft, wanted, user.number)

    def settle_in_cash(self, draft: Draft, amount: int | None, user: Person) -> Paid:
        """Take the cash that covers the due and commit the sale, in one transaction.

        `amount` in minor units, None for exactly what is due in coins, if anything is. Refusal
        where it does not cover the due: then `cash` takes it as a part.
        """
        state = self._sell.tendering(draft)
        if amount is None and complete(state):
            return self._completed(draft, state, user)
        given = state.due.cash(remaining(state)) if amount is None else amount
        return self._completed(draft, self._in_cash(draft, given, user, settles=True), user)

    def complete(self, draft: Draft, user: Person) -> Paid:
        """Commit the sale, then open the drawer if cash moved. Refusal while anything is due."""
        return self._completed(draft, self._sell.tendering(draft), user)

    def _completed(self, draft: Draft, state: State, user: Person) -> Paid:
        self._check_terminal()
        priced = self._sell.priced(draft)
        ages = self._sell.answers.check_sale(draft)
        check_departments(draft, self._store, self._terms)
        with self._store.work() as work:
            session = self._store.session()
            if session is None:
                raise Refusal("till.not_open")
            if draft.basket.empty:
                raise Refusal("basket.empty")
            check_resolved(draft)
            if not complete(state):
                raise Refusal("tender.still_due")
            if self._charge.touched(draft.basket.id):
                self._sell.check_open(work, draft)
            else:  # nobody else can have paid on it
                check_standing(work, draft)
            sale = Sale(
                id=draft.basket.id,
                number=work.next_number(),
                session=session.seq,
                language=draft.language,
                lines=sold_lines(priced, draft.language),
                tenders=state.taken,
                total=priced.total,
                tax=priced.tax,
                rounding=state.rounding,
                change=change(state.taken),
                origin=draft.basket.origin,
                ages=ages,
            )
            entry = work.append(sale, user.number)
            work.drop_draft(CURRENT)
            if any(tender.stored for tender in state.taken):
                work.release(draft.basket.id)
        return Paid(entry, sale, self._open_drawer(state))

    def _check_terminal(self) -> None:
        """What the terminal is asked for may be paid any moment, whatever the screen shows."""
        if self._charge.busy:
            raise Refusal("tender.terminal_busy")

    def _slip(self, check: Check, *, identified: bool) -> CheckSlip:
        """What is kept of a check; its place in the vault is still to come."""
        account = f"account:{check.routing.number}:{check.account}"
        return CheckSlip(
            routing=check.routing.number,
            account=self._store.keyed_hash(account),
            last4=mask(check.account)[-4:],
            number=check.number,
            vault="",
            vault_digest="",
            identified=identified,
        )

    def _check_ready(self) -> None:
        self._check_terminal()
        if self._store.session() is None:
            raise Refusal("till.not_open")

    def _open_drawer(self, state: State) -> Fault | None:
        if not any(tender.tender in {Tender.CASH, Tender.CHECK} for tender in state.taken):
            return None
        try:
            self._drawer.open()
        except Fault as fault:
            return fault
        return None

    def _known(self, number: str) -> StoredCard:
        card = self._store.card(self._store.keyed_hash(card_text(number)))
        if card is None:
            raise Refusal("card.unknown", last4=number[-4:])
        return card

    def _request(self, draft: Draft, tender: Tender, amount: int, user: Person) -> TenderRequest:
        alike = CARDS if tender in CARDS else {tender}
        return TenderRequest(
            tender=tender,
            amount=amount,
            role=user.role,
            currency=self._terms.rules().currency,
            taken_before=sum(taken.amount for taken in draft.taken if taken.tender in alike),
        )

    def _in_cash(self, draft: Draft, given: int, user: Person, *, settles: bool = False) -> State:
        """The state with notes and coins taken, ruled on by what they pay once it is rounded."""
        self._check_ready()
        after, _ = step(self._sell.tendering(draft), GiveCash(given))
        if settles and not complete(after):
            raise Refusal("tender.still_due")
        cash = after.taken[-1]
        request = self._request(draft, Tender.CASH, cash.amount, user)
        self._rule(draft, replace(request, change=cash.change), user)
        return after

    def _rule(self, draft: Draft, request: TenderRequest, user: Person) -> None:
        """Rule on a tender; what is refused, or would be, is an entry too."""
        ruling = rule_on_tender(request, self._terms.policy(), self._terms.day())
        for refused in refused_by(ruling, draft.basket.id, request):
            with self._store.work() as work:
                self._sell.check_open(work, draft)
                work.append(refused, user.number)
        enforce(ruling)


def refused_by(ruling: Ruling, basket: str, request: TenderRequest) -> tuple[TenderRefused, ...]:
    """What a ruling kept from being taken, and what its shadow rules would have."""
    found = ((ruling.findings, False), (ruling.shadow, True))
    return tuple(
        TenderRefused(
            basket=basket,
            tender=request.tender.value,
            amount=request.amount,
            shadow=shadow,
            findings=tuple(_broken(finding) for finding in findings),
        )
        for findings, shadow in found
        if findings
    )


def _with_check(request: TenderRequest, draft: Draft, slip: CheckSlip) -> TenderRequest:
    return replace(
        request,
        checks_before=sum(taken.tender == Tender.CHECK for taken in draft.taken),
        check_number=slip.number,
        identified=slip.identified,
    )


def _broken(finding: Finding) -> RuleBroken:
    requirement = finding.requirements[0]
    return RuleBroken(
        rule=finding.rule,
        version=finding.version,
        requirement=type(requirement).__name__.lower(),
        numbers={name: str(value) for name, value in finding.numbers.items()},
    )
