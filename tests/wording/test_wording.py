"""Sentences: values are data, and a missing text never stops a sale."""

import datetime as dt
from decimal import Decimal
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.catalogue import Quantity
from counter_app.domain.errors import Fault, Refusal
from counter_app.domain.money import Money, currency
from counter_app.domain.rulings import Role
from counter_app.wording import LANGUAGES, Wording

EUR = currency("EUR")
TEXTS = {
    "plain": "Take payment first",
    "braces": "Add {name}.",
    "limit": "Up to {limit} until {day}.",
    "approve": "{rule}: a {role} must agree.",
    "refusal.card.empty": "Card {last4} holds nothing. Take {amount} another way.",
    "refusal.rule.denied": "Not allowed: {rule}.",
    "refusal.rule.denied.check.count": "No more than {most} checks.",
    "fault.printer.paper": "No paper.",
    "lines.one": "{count} line",
    "lines.other": "{count} lines of {total}",
    "role.manager": "manager",
    "rule.check.limit": "Check limit",
    "card_state.used_up": "used up",
    "unit.kg": "kg",
}
EN = Wording("en", "GB", TEXTS)
IT = Wording("it", "IT", TEXTS)


class CardState(StrEnum):
    USED_UP = "used_up"
    LOST = "lost"


def test_a_text_without_values_is_printed_as_it_is() -> None:
    assert EN.words("plain") == "Take payment first"


@given(name=st.text())
def test_a_name_is_printed_as_it_is_whatever_is_in_it(name: str) -> None:
    assert EN.words("braces", name=name) == f"Add {name}."


def test_braces_in_a_product_name_are_printed() -> None:
    assert EN.words("braces", name="{amount} {0} {") == "Add {amount} {0} {."


def test_amounts_and_dates_are_written_as_the_language_writes_them() -> None:
    values = {"limit": Money(123450, EUR), "day": dt.date(2026, 11, 2)}
    assert EN.words("limit", **values) == "Up to 1,234.50 until 02/11/2026."
    assert IT.words("limit", **values) == "Up to 1.234,50 until 02/11/2026."


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (Decimal("4.5"), "4,5"),
        (12345, "12345"),
        (Quantity.grams(452), "0,452\u00a0kg"),
        (Quantity.pieces(3), "3"),
        (dt.datetime(2026, 11, 2, 14, 5, tzinfo=dt.UTC), "02/11/2026 14:05"),
        (dt.time(9, 5), "09:05"),
        (Role.MANAGER, "manager"),
        (CardState.USED_UP, "used up"),
        (CardState.LOST, "lost"),
        ((Money(100, EUR), Money(250, EUR)), "1,00, 2,50"),
        (None, "None"),
    ],
)
def test_every_kind_of_value_has_its_way_to_be_shown(value: object, shown: str) -> None:
    assert IT.shown(value) == shown


def test_roles_and_rules_given_by_their_codes_are_shown_by_their_words() -> None:
    shown = EN.words("approve", rule="check.limit", role="manager")
    assert shown == "Check limit: a manager must agree."


def test_one_and_many_are_told_apart() -> None:
    assert EN.plural("lines", 1, total=9) == "1 line"
    assert [EN.plural("lines", count, total=9) for count in (0, 2)] == [
        "0 lines of 9",
        "2 lines of 9",
    ]
    assert IT.plural("lines", 1200, total="{") == "1.200 lines of {"


def test_a_refusal_and_a_fault_find_their_sentence() -> None:
    refusal = Refusal("card.empty", last4="4242", amount=Money(500, EUR))
    assert EN.refusal(refusal) == "Card 4242 holds nothing. Take 5.00 another way."
    assert EN.refusal(Fault("printer.paper")) == "No paper."


def test_a_rule_may_have_a_sentence_of_its_own() -> None:
    own = Refusal("rule.denied", rule="check.count", most=3)
    assert EN.refusal(own) == "No more than 3 checks."
    assert EN.refusal(Refusal("rule.denied", rule="check.limit")) == "Not allowed: Check limit."


def test_a_refusal_may_have_a_value_of_any_name() -> None:
    assert EN.refusal(Refusal("card.empty", key="k", self="s", last4="1", amount=2)).startswith(
        "Card 1"
    )


def test_a_member_of_a_choice_is_shown_by_its_word() -> None:
    assert EN.shown(Role.MANAGER) == "manager"
    assert EN.shown(CardState.USED_UP) == "used up"


@pytest.mark.logs("no words in en for nowhere")
def test_a_missing_text_shows_its_key_and_is_logged() -> None:
    assert EN.words("nowhere", amount=1) == "nowhere"
    assert not EN.has("nowhere")


@pytest.mark.logs(r"words in en for limit do not fit \['limit'\]")
def test_a_missing_value_shows_the_bare_text_and_is_logged() -> None:
    assert EN.words("limit", limit=1) == "Up to {limit} until {day}."


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_loads_and_has_the_words_of_the_roles(language: str) -> None:
    wording = Wording(language)
    assert all(wording.has(f"role.{role.word}") for role in Role)
    assert wording.language == language
