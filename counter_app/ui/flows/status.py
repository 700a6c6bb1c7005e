"""What every page shows alike: the bar at the top and the message.

Invariant: a message says what happened first and the way on second, each on its own line.
"""

from counter_app.domain.catalogue import Names
from counter_app.ui.flows.selling.parts import Note
from counter_app.ui.flows.shop import Shop, Shown
from counter_app.ui.flows.views import MessageView, PillView, StatusView


def status_view(shop: Shop, shown: Shown, now: str) -> StatusView:
    """The bar at the top, of any page."""
    kind = () if shop.live else (PillView(shown.words(f"page.status.kind.{shop.kind}")),)
    return StatusView(
        f"{shop.store:04} {shop.name}",
        shown.words("page.status.lane", lane=f"{shop.lane:02}"),
        kind,
        clock=now,
        hatched=not shop.live,
    )


def message_view(note: Note, shown: Shown, at: str) -> MessageView:
    """A message: an expected error in words (what happened, then the way on), or a text."""
    if note.error is not None:
        first, _, rest = shown.wording.refusal(note.error).partition(". ")
        return MessageView(first.rstrip("."), rest, note.tone, at)
    if not note.key:
        return MessageView()
    values = {name: _value(value, shown) for name, value in note.values}
    detail = shown.words(f"{note.key}_detail", **values)
    return MessageView(shown.words(note.key, **values), detail, note.tone, at)


def _value(value: object, shown: Shown) -> object:
    match value:
        case int():
            return shown.money(value)
        case Names():
            return value.best(shown.wording.language)
        case _:
            return value
