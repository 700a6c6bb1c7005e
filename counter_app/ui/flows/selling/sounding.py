"""Which sound an event of the selling page makes.

Invariant: one event makes at most one sound; what was stored sounds when it is on the disk, which
no event tells, so that its sound is not here.
"""

from typing import Final

from counter_app.ui.flows.cards.correcting_events import PutRight
from counter_app.ui.flows.selling.events import Completed, Event, Rung
from counter_app.ui.flows.selling.parts import Busy, ItemAsks, Note, Selling
from counter_app.ui.flows.views import Tone
from counter_app.ui.senses.tones import Sound

_LOOK_AT: Final = frozenset({"rule.identify", "rule.approval", "sale.question_open"})
_BOUNCED: Final = "page.sale.bounced"
_IN_DRAWER: Final = frozenset({"cash", "check"})


def sound_of(before: Selling, event: Event, after: Selling) -> Sound | None:
    """What is heard of one event; None where it goes without a sound."""
    noted = after.note if after.note is not before.note else Note()
    if noted.error is not None:
        return Sound.ATTENTION if noted.error.code in _LOOK_AT else Sound.ERROR
    if after.flash != before.flash and after.flash_state == "error":
        return Sound.ERROR
    if isinstance(event, Completed | PutRight):
        return Sound.MONEY if _drawer_opens(after) else None
    if noted.key == _BOUNCED:
        return Sound.TICK
    return _answered(before, event, after) or _asked(before, after)


def _drawer_opens(after: Selling) -> bool:
    """The drawer opens for cash and checks."""
    return any(tender.tender in _IN_DRAWER for tender in after.bill.taken)


def _answered(before: Selling, event: Event, after: Selling) -> Sound | None:
    """What the terminal said."""
    waited = before.busy is Busy.TERMINAL and after.busy is not Busy.TERMINAL
    if not waited or not isinstance(event, Rung) or event.note is None:
        return None
    return Sound.ERROR if event.note.tone is Tone.ERROR else Sound.ATTENTION


def _asked(before: Selling, after: Selling) -> Sound | None:
    """An item asks something that it did not ask before."""
    now, then = after.card, before.card
    if not isinstance(now, ItemAsks):
        return None
    same = isinstance(then, ItemAsks) and then.question is now.question
    return None if same else Sound.ATTENTION
