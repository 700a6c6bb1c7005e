"""What the terminal's answer means, in words of its own for each case."""

from dataclasses import replace

import pytest

from counter_app.domain.basket import Basket
from counter_app.domain.tendering import Attempt
from counter_app.services.charge import OTHER_AMOUNT, Answered
from counter_app.services.drafts import Draft
from counter_app.ui.flows.selling.paying import answer_note
from counter_app.wording import LANGUAGES, Wording

DRAFT = Draft(Basket("b" * 32), "en")
SILENT = replace(DRAFT, attempt=Attempt("a" * 32, 100), doubtful=True)


@pytest.mark.parametrize(
    ("answered", "reversal", "key"),
    [
        (Answered(DRAFT), False, "page.sale.answered"),
        (Answered(DRAFT, partial=True), False, "page.sale.partial"),
        (Answered(DRAFT, "declined"), False, "page.sale.declined"),
        (Answered(DRAFT, OTHER_AMOUNT), False, "page.sale.other_amount"),
        (Answered(DRAFT), True, "page.sale.taken_back"),
        (Answered(DRAFT, "declined"), True, "page.sale.void_refused"),
        (Answered(SILENT), False, "page.sale.silent"),
        (Answered(SILENT), True, "page.sale.silent"),
    ],
)
def test_each_answer_of_the_terminal_has_its_own_words(
    answered: Answered, key: str, *, reversal: bool
) -> None:
    assert answer_note(answered, reversal=reversal).key == key
    for language in LANGUAGES:
        assert Wording(language).has(key)
        assert Wording(language).has(f"{key}_detail")


def test_a_refused_reversal_never_says_that_nothing_was_charged() -> None:
    for language, nothing in (("en", "Nothing"), ("it", "Nulla"), ("el", "Τίποτα")):
        words = Wording(language)
        assert nothing not in words.words("page.sale.void_refused_detail")
