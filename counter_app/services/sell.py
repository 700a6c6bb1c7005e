"""Ring up a basket: add, change, remove, undo, suspend, recall, cancel.

Changing a draft is pure and instant; `keep` writes it down. Invariant: a basket never ends without
an entry, and a basket that was paid in part changes only as far as its tenders allow.
"""

from dataclasses import replace

from counter_app.domain import basket as baskets
from counter_app.domain.basket import Addition, Basket
from counter_app.domain.catalogue import Flag, Product, Quantity, Unit
from counter_app.domain.errors import Refusal
from counter_app.domain.facts import BasketEnded, BasketRecalled, BasketSuspended
from counter_app.domain.gift_cards import card_text, check_single_use, load_of
from counter_app.domain.money import Money
from counter_app.domain.pricing import PricedBasket, PriceRules, price, sold_lines
from counter_app.domain.slips import SoldLine
from counter_app.domain.tendering import Due, State, with_due
from counter_app.domain.tenders import enforce, rule_on_loads
from counter_app.services.drafts import CURRENT, Draft
from counter_app.services.item_answers import ItemAnswers
from counter_app.services.look_up import FoundItem
from counter_app.services.policies.terms import Terms
from counter_app.services.ports import Ids, Standing, Store, Work


class Sell:
    """The use cases of a basket before it is paid. `answers` takes what its items ask."""

    def __init__(self, store: Store, terms: Terms, ids: Ids) -> None:
        self._store = store
        self._terms = terms
        self._ids = ids
        self.answers = ItemAnswers(store, terms)
        self._last: tuple[Basket, PriceRules, PricedBasket] | None = None

    def begin(self, language: str, origin: str = "") -> Draft:
        """A new empty basket with its id; nothing is written for it yet.

        `origin` is the basket's name where it comes from, if it does not begin here.
        """
        return Draft(Basket(self._ids.new(), origin=origin), language)

    def add(self, draft: Draft, found: FoundItem, quantity: Quantity | None = None) -> Draft:
        """Add a found item; `quantity` counts it, where its label does not weigh it."""
        if Flag.GIFT_CARD in found.product.flags:
            raise Refusal("card.scan_the_card", product=found.product.code)
        serial = self.answers.check_add(draft, found.product, found.serial)
        addition = Addition(
            found.product,
            found.quantity or quantity,
            found.price,
            found.discounts,
            merge=found.merge,
            serial=serial,
        )
        return self.changed(draft, baskets.add(draft.basket, addition))

    def hold(self, draft: Draft, code: str, quantity: Quantity | None = None) -> Draft:
        """Keep an unknown code in sight; it holds the sale until it is sold or removed."""
        return self.changed(draft, baskets.hold(draft.basket, code, quantity))

    def add_card(self, draft: Draft, product: Product, number: str, amount: int | None) -> Draft:
        """Add a gift card to be activated or loaded; `amount` in minor units where it is free."""
        card = self._store.keyed_hash(card_text(number))
        check_single_use(card, draft.basket.lines, draft.taken)
        load = load_of(card, number[-4:], self._store.card(card))
        if product.price is None and not amount:
            raise Refusal("basket.price_required", product=product.code)
        addition = Addition(
            product,
            Quantity.pieces(1),
            amount if product.price is None else None,
            card=load,
            merge=False,
        )
        changed = self.changed(draft, baskets.add(draft.basket, addition))
        self._check_loads(changed)
        return changed

    def change_quantity(self, draft: Draft, no: int, quantity: Quantity) -> Draft:
        """Set a line's quantity."""
        return self.changed(draft, baskets.change_quantity(draft.basket, no, quantity))

    def remove(self, draft: Draft, no: int) -> Draft:
        """Take a line out, or what holds the sale."""
        return self.changed(draft, baskets.remove(draft.basket, no))

    def undo(self, draft: Draft) -> Draft:
        """Take the last change of the basket back."""
        return self.changed(draft, baskets.undo(draft.basket))

    def redo(self, draft: Draft) -> Draft:
        """Make the undone change again."""
        return self.changed(draft, baskets.redo(draft.basket))

    def priced(self, draft: Draft) -> PricedBasket:
        """What the basket comes to; what was priced last is not priced again."""
        basket, rules = draft.basket, self._terms.rules()
        last = self._last
        if last is None or last[0] is not basket or last[1] is not rules:
            last = self._last = (basket, rules, price(basket, rules))
        return last[2]

    def tendering(self, draft: Draft) -> State:
        """How far the basket is paid."""
        return draft.tendering(self._due(self.priced(draft).total))

    def keep(self, draft: Draft) -> None:
        """Write the draft down, so that a kill loses nothing.

        One that comes after its end writes nothing: that basket is never offered again.
        """
        with self._store.work() as work:
            if work.standing(draft.basket.id) is Standing.OPEN:
                work.save_draft(CURRENT, draft)

    def check_open(self, work: Work, draft: Draft) -> None:
        """Refuse an old view: of a basket that is not open any more, or that was paid on since."""
        check_standing(work, draft)
        kept = self._store.draft(CURRENT)
        if kept is None or kept.basket.id != draft.basket.id:
            return
        if (kept.taken, kept.attempt) != (draft.taken, draft.attempt):
            raise Refusal("tender.basket_changed")

    def suspend(self, draft: Draft, user: str) -> BasketSuspended:
        """Put the basket aside under a slip number of 15 digits.

        In doubt, whatever it holds: the lane goes on while the terminal is silent.
        """
        if draft.basket.empty:
            raise Refusal("basket.empty")
        if not draft.doubtful:
            _check_may_wait(draft)
        lane = self._store.lane
        with self._store.work() as work:
            self.check_open(work, draft)
            slip = f"{lane.store:04}{lane.lane:02}{lane.epoch:02}{work.next_seq() % 10**7:07}"
            suspended = BasketSuspended(
                basket=draft.basket.id,
                slip=slip,
                lines=len(draft.basket.lines),
                total=self.priced(draft).total,
            )
            work.append(suspended, user)
            work.save_draft(slip, replace(draft, slip=slip))
            work.drop_draft(CURRENT)
        return suspended

    def recall(self, slip: str, user: str) -> Draft:
        """Bring a suspended basket back; Refusal where it is not waiting any more."""
        with self._store.work() as work:
            waiting = self._store.draft(slip)
            if waiting is None or not waiting.slip:
                raise Refusal("basket.not_waiting", slip=slip)
            current = self._store.draft(CURRENT)
            if current is not None:
                if not current.basket.empty:
                    raise Refusal("basket.another_is_open")
                self._end(work, current, user, "")
            draft = replace(waiting, slip="")
            work.append(BasketRecalled(basket=draft.basket.id, slip=slip), user)
            work.save_draft(CURRENT, draft)
            work.drop_draft(slip)
        return draft

    def cancel(self, draft: Draft, user: str, reason: str = "") -> None:
        """End the basket unsold; its content goes into the journal."""
        if draft.taken or draft.attempt:
            raise Refusal("basket.paid_in_part")
        with self._store.work() as work:
            self.check_open(work, draft)
            self._end(work, draft, user, reason)

    def _end(self, work: Work, draft: Draft, user: str, reason: str) -> None:
        """Write how a basket ended, if anything was ever in it, and let it go."""
        if draft.basket.done or not draft.basket.empty:
            priced = self.priced(draft)
            ended = BasketEnded(
                basket=draft.basket.id,
                how="cancelled",
                reason=reason,
                lines=(*sold_lines(priced, draft.language), *unsold_lines(draft)),
                total=priced.total,
                origin=draft.basket.origin,
            )
            work.append(ended, user)
        work.drop_draft(CURRENT)
        work.release(draft.basket.id)

    def changed(self, draft: Draft, basket: Basket) -> Draft:
        """The draft with its changed basket, checked against what was already paid."""
        changed = replace(draft, basket=basket)
        if draft.taken or draft.attempt:
            for line in basket.lines:  # undo and redo bring lines back too
                if line.card:
                    check_single_use(line.card.card, (), draft.taken)
            state = with_due(self.tendering(draft), self.priced(changed).total)
            return changed.with_tendering(state)
        return changed

    def _due(self, total: int) -> Due:
        rules = self._terms.rules()
        return Due(total, rules.currency, rules.cash)

    def _check_loads(self, draft: Draft) -> None:
        loads = sum(line.amount for line in draft.basket.lines if line.card)
        currency = self._terms.rules().currency
        enforce(rule_on_loads(Money(loads, currency), self._terms.policy(), self._terms.day()))


def check_resolved(draft: Draft) -> None:
    """Refuse to store a sale while a code is unknown or an item waits for its answer."""
    for held in draft.basket.held:
        if held.item is None:
            raise Refusal("sale.unknown_code", code=held.code)
        raise Refusal("sale.question_open")


def unsold_lines(draft: Draft) -> tuple[SoldLine, ...]:
    """What was scanned and never became a line: its code, and why it was none."""
    first = len(draft.basket.lines) + 1
    return tuple(
        SoldLine(
            no=no,
            code=held.code,
            name=held.item.product.names.best(draft.language) if held.item else held.code,
            category=held.item.product.category if held.item else "",
            tax_group=held.item.product.tax if held.item else "",
            quantity=0,
            unit=Unit.PIECE.value,
            price=0,
            amount=0,
            net=0,
            gross=0,
            reason="sale.question_open" if held.item else "sale.unknown_code",
        )
        for no, held in enumerate(draft.basket.held, start=first)
    )


def check_standing(work: Work, draft: Draft) -> None:
    """Refuse a basket that was sold, ended or put aside."""
    standing = work.standing(draft.basket.id)
    if standing is Standing.SOLD:
        raise Refusal("sale.already_sold")
    if standing is not Standing.OPEN:
        raise Refusal("basket.not_open")


def _check_may_wait(draft: Draft) -> None:
    if draft.taken or draft.attempt:
        raise Refusal("basket.paid_in_part")
    if any(line.card for line in draft.basket.lines):
        raise Refusal("basket.cards_cannot_wait")
