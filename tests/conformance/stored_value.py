"""Stored value: cases of `stored_value.json` through the counter's use cases over a real store.

A card is brought in with the case's balance and pays a basket of just that amount. Points are kept
by the same ledger. The counter cannot withdraw a card yet: what it refuses although there is money
on it is a card that another open basket holds, so the case of a withdrawn card is run against that.
"""

from collections.abc import Callable
from functools import partial

from counter_app.domain.catalogue import Names, Product
from counter_app.domain.errors import Refusal
from counter_app.domain.facts import CardBroughtIn
from counter_app.domain.gift_cards import card_text
from counter_app.domain.money import Currency, Money
from counter_app.domain.rulings import Role
from counter_app.domain.staff import Person
from counter_app.services.drafts import Draft
from counter_app.services.look_up import FoundItem
from counter_app.services.use_cases import UseCases
from tests.conformance import figures
from tests.conformance.cases import Case, Verdict, Words, compare
from tests.conformance.temporary_counter import a_counter, at_once

FAMILY = "stored_value"
CARD = "5512830947162035"
WHOLE = Currency("XXX", 0)  # points have no cents
TILL = Person("104", "Till", Role.ASSOCIATE, "en")


def run(case: Case) -> Verdict:
    """Take from a card once, or from two tills at the same moment."""
    given = case.given
    unit = WHOLE if "points" in given else figures.CENTS
    name = "points" if "points" in given else "balance"
    with a_counter() as use:
        _bring_in(use, figures.minor(given[name], unit))
        if given.get("card_deleted"):
            _hold(use)
        words = _asked(use, given, unit)
        left = Money(use.take_payment.balance(CARD, TILL.number).balance, unit)
        return compare(case.expected, {**words, name: left.decimal})


def _asked(use: UseCases, given: Words, unit: Currency) -> Words:
    if "two_at_once" in given:
        amount = figures.minor(given["two_at_once"].split()[0], unit)
        tills: list[Callable[[], bool]] = [partial(_spend, use, amount) for _ in range(2)]
        return {"accepted_count": at_once(tills).count(True)}
    taken = given["redeem"] if "redeem" in given else figures.opposite(given["change"])
    return {"accepted": _spend(use, figures.minor(taken, unit))}


def _bring_in(use: UseCases, amount: int) -> None:
    card = use.store.keyed_hash(card_text(CARD))
    brought = CardBroughtIn(stored="gift_card", card=card, last4=CARD[-4:], amount=amount)
    with use.store.work() as work:
        work.append(brought)


def _hold(use: UseCases) -> None:
    """Have another basket redeem all of the card, and leave it unpaid."""
    whole = use.take_payment.balance(CARD, TILL.number).balance
    use.take_payment.stored(_basket(use, whole), CARD, whole, TILL)


def _spend(use: UseCases, amount: int) -> bool:
    """Pay a basket of just this amount; False where the card does not let it."""
    try:
        paid = use.take_payment.stored(_basket(use, amount), CARD, amount, TILL)
    except Refusal:
        return False
    use.take_payment.complete(paid, TILL)
    return True


def _basket(use: UseCases, amount: int) -> Draft:
    goods = Product("goods", Names("Goods"), amount, "exempt")
    return use.sell.add(use.sell.begin("en"), FoundItem(goods))
