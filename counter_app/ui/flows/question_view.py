"""The strip of an item's question: what is asked, its field, digits for a thumb, its keys.

Invariant: every question stands in the same place with its keys in the same order, leaving first;
each can be answered by keyboard and by touch.
"""

from datetime import date
from typing import Final

from counter_app.ui.flows import questions
from counter_app.ui.flows.card_parts import card_key
from counter_app.ui.flows.keys import Intent, hint
from counter_app.ui.flows.selling_parts import ItemAsks, Question
from counter_app.ui.flows.shop import Shown
from counter_app.ui.flows.views import CardView, FieldView, HeadView, KeyKind, KeyView

TONE: Final = "return"  # amber: something is still missing
_SOME_DAY: Final = date(1998, 12, 31)  # shows where day and month stand: no month has number 31
_ICONS: Final = {Question.CARD: "gift-card", Question.AGE: "badge", Question.SERIAL: "scan"}
_LEAVES: Final = {Question.AGE: "page.sale.key.age_no"}
_TAKES: Final = {Question.AGE: "page.sale.key.check_age"}


def question_view(asks: ItemAsks, shown: Shown) -> CardView:
    """The strip of a question."""
    words, product, question = shown.words, asks.found.product, asks.question
    icon = _ICONS.get(question, "price-tag")
    head = HeadView(icon, product.names.best(shown.wording.language), _detail(asks, shown))
    age = questions.age_of(asks)
    sentence = words(f"page.sale.ask.{question}", age=age)
    caption = words(f"page.sale.field.{question}", form=date_form(shown))
    wrong = "" if asks.wrong is None else shown.wording.refusal(asks.wrong)
    field = FieldView("text", caption, asks.text, wrong=wrong)
    leave = card_key(shown, Intent.BACK, "close", _LEAVES.get(question, "page.sale.key.leave"))
    return CardView(
        f"ask.{question}",
        head,
        text=sentence,
        fields=(field,),
        keys=(leave, *_over(asks, age, shown)),
        pad=True,
        tone=TONE,
    )


def takes(question: Question) -> str:
    """The words of the key that confirms an answer."""
    return _TAKES.get(question, "page.sale.key.take_item")


def date_form(shown: Shown) -> str:
    """A day as the language writes it, to show how one is typed."""
    return shown.wording.date(_SOME_DAY)


def _over(asks: ItemAsks, age: int, shown: Shown) -> tuple[KeyView, ...]:
    if asks.question is not Question.AGE:
        return ()
    words = shown.words("page.sale.key.clearly_over", age=age)
    intent = Intent.CLEARLY_OVER
    return (KeyView(intent, words, "tick", hint(intent), kind=KeyKind.CONTROL),)


def _detail(asks: ItemAsks, shown: Shown) -> str:
    match asks.question:
        case Question.AGE:
            return shown.words("page.sale.ask.age_kept")
        case Question.SERIAL:
            left = questions.pieces_of(asks)
            more = shown.wording.plural("page.sale.ask.serials", left) if left > 1 else ""
            return " · ".join(filter(None, (asks.found.product.code, more)))
        case _:
            return asks.found.product.code
