"""The strip of an item's question: what is asked, its field, digits for a thumb, its keys.

Invariant: every question stands in the same place with its keys in the same order, leaving first;
each can be answered by keyboard and by touch.
"""

from datetime import date
from typing import Final

from counter_app.ui.flows.cards import questions
from counter_app.ui.flows.cards.parts import card_key
from counter_app.ui.flows.keys import Intent
from counter_app.ui.flows.selling.parts import ItemAsks, Question
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
    name = product.names.best(shown.wording.language)
    head = HeadView(icon, name, asked(asks, shown))
    caption = words(f"page.sale.field.{question}", form=date_form(shown))
    wrong = "" if asks.wrong is None else shown.wording.refusal(asks.wrong)
    field = FieldView("text", caption, asks.text, wrong=wrong, letters=question is Question.SERIAL)
    leave = card_key(shown, Intent.BACK, "close", _LEAVES.get(question, "page.sale.key.leave"))
    return CardView(
        f"ask.{question}",
        head,
        fields=(field,),
        keys=(leave, *_over(asks, shown)),
        pad=True,
        tone=TONE,
    )


def takes(question: Question) -> str:
    """The words of the key that confirms an answer."""
    return _TAKES.get(question, "page.sale.key.take_item")


def date_form(shown: Shown) -> str:
    """A day as the language writes it, to show how one is typed."""
    return shown.wording.date(_SOME_DAY)


def _over(asks: ItemAsks, shown: Shown) -> tuple[KeyView, ...]:
    if asks.question is not Question.AGE:
        return ()
    age, intent = questions.age_of(asks), Intent.CLEARLY_OVER
    words = shown.words("page.sale.key.clearly_over", age=age)
    short = shown.words("page.sale.key.clearly_over_short", age=age)
    kind = KeyKind.CONTROL
    return (KeyView(intent, words, "tick", shown.hint(intent), kind=kind, short=short),)


def asked(asks: ItemAsks, shown: Shown) -> str:
    """What is asked; of several pieces, how many are left."""
    age, left = questions.age_of(asks), questions.pieces_of(asks)
    sentence = shown.words(f"page.sale.ask.{asks.question}", age=age)
    if asks.question is not Question.SERIAL or left == 1:
        return sentence
    return f"{sentence} {shown.wording.plural('page.sale.ask.serials', left)}"
