"""Cards of what nobody knows: the unknown code with its ways on, and the sale under a department.

Invariant: each step is answered by a digit, a tap or Enter, and what was chosen stays in sight.
"""

from counter_app.domain.basket import Held
from counter_app.domain.catalogue import Names
from counter_app.ui.flows.cards.department_parts import DepartmentAsked
from counter_app.ui.flows.cards.departments import Stage, stage
from counter_app.ui.flows.cards.parts import card_key
from counter_app.ui.flows.keys import Intent
from counter_app.ui.flows.selling.holding import holding
from counter_app.ui.flows.selling.parts import Selling
from counter_app.ui.flows.shop import Shown
from counter_app.ui.flows.views import CardView, FieldView, HeadView, RowView, SectionView


def held_card(state: Selling, shown: Shown) -> CardView | None:
    """The card of what nobody knows; None where the basket's own card is to be seen."""
    if isinstance(state.card, DepartmentAsked):
        return department_card(state.card, shown)
    held, bill = holding(state), state.bill
    lines = [line.no for line in bill.lines]
    paying = state.paid is not None or bill.taken or bill.doubtful or bill.asking
    if held is None or held.item is not None or state.chosen in lines or paying:
        return None
    return unknown_card(held, shown)


def unknown_card(held: Held, shown: Shown) -> CardView:
    """An unknown code, and what can be done about it."""
    words = shown.words
    head = HeadView("error", held_name(held, shown), words("page.sale.unknown_detail"))
    keys = (
        card_key(shown, Intent.DEPARTMENT, "price-tag"),
        *((card_key(shown, Intent.LOOK_AGAIN, "redo"),) if held.code else ()),
        card_key(shown, Intent.BY_NAME, "search"),
        card_key(shown, Intent.REMOVE, "trash"),
    )
    return CardView("unknown", head, text=words("page.sale.unknown_how"), keys=keys)


def held_name(held: Held, shown: Shown) -> str:
    """What stands on the red line."""
    if not held.code:
        return shown.words("page.sale.no_code")
    return shown.words("page.sale.unknown", code=held.code)


def department_card(card: DepartmentAsked, shown: Shown) -> CardView:
    """The step that is asked now."""
    words = shown.words
    leave = card_key(shown, Intent.BACK, "close", "page.sale.key.one_back")
    text = words(f"page.sale.department.{stage(card)}")
    head = HeadView("price-tag", words("page.sale.department.title"), _so_far(card, shown))
    if stage(card) is Stage.ENTRY:
        fields = (
            FieldView("price", words("page.sale.department.price"), card.price),
            FieldView("name", words("page.sale.department.name"), card.name, letters=True),
        )
        return CardView("department.entry", head, text=text, fields=fields, keys=(leave,), pad=True)
    names: list[Names] = (
        [one.names for one in card.policy.departments]
        if stage(card) is Stage.DEPARTMENT
        else [one.names for one in card.policy.reasons]
    )
    rows = tuple(
        RowView(str(place), name.best(shown.wording.language), cap=str(place + 1))
        for place, name in enumerate(names[:9])
    )
    return CardView(
        f"department.{stage(card)}",
        head,
        sections=(SectionView(rows, text),),
        chosen=str(card.chosen),
        keys=(leave,),
    )


def department_key(card: DepartmentAsked) -> str:
    """What F12 does on the card."""
    if stage(card) is Stage.ENTRY:
        return "page.sale.key.sell_department"
    return "page.sale.key.take_choice"


def held_key(state: Selling, shown: Shown) -> tuple[str, str]:
    """What F12 does about what holds the sale, and what that is."""
    held = holding(state)
    if held is None or held.item is None:
        name = (held.code if held else "") or shown.words("page.sale.no_code")
        return "page.sale.key.resolve", name
    return "page.sale.key.ask_item", held.item.product.names.best(shown.wording.language)


def _so_far(card: DepartmentAsked, shown: Shown) -> str:
    """The code, the department and the reason, as far as they are known."""
    language = shown.wording.language
    parts = [card.code or shown.words("page.sale.no_code")]
    if card.department:
        parts.append(card.policy.department(card.department).names.best(language))
    if card.reason:
        parts.append(card.policy.reason(card.reason).names.best(language))
    return " · ".join(parts)
