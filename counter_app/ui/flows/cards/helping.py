"""Every key there is, each of which can be touched; and what was said lately.

Invariant: looking changes nothing; a row of the help card does exactly what its key does.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from counter_app.ui.flows.cards.correcting import can_put_right
from counter_app.ui.flows.cards.parts import card_key
from counter_app.ui.flows.keyboard.key_groups import GROUPS, PICKS
from counter_app.ui.flows.keys import Intent
from counter_app.ui.flows.selling import asking
from counter_app.ui.flows.selling.events import Asked, Display, Effect, Event, Opened
from counter_app.ui.flows.selling.parts import (
    Helping,
    MessagesShown,
    Plain,
    Said,
    Selling,
    VoidAsked,
)
from counter_app.ui.flows.shop import Shown
from counter_app.ui.flows.status import message_view
from counter_app.ui.flows.views import (
    CardView,
    EmptyView,
    HeadView,
    KeyKind,
    KeyView,
    RowState,
    RowView,
    SectionView,
    Tone,
)

Step = tuple[Selling, tuple[Effect, ...]]
MOST_SAID: Final = 50
_OF_THEIR_CARD: Final = frozenset({Intent.IDENTIFIED, Intent.CLEARLY_OVER, *PICKS})
_LOOKS: Final = frozenset(
    {Intent.LANGUAGE, Intent.MODE, Intent.LARGER, Intent.VOLUME, Intent.MOTION, Intent.TOUCH_KEYS}
)
_TOOLS: Final = ((Intent.LANGUAGE, "language"), (Intent.MODE, "moon"), (Intent.LARGER, "plus"))
_ICONS: Final = {Tone.SUCCESS: "success", Tone.ERROR: "error", Tone.OFFLINE: "offline"}


def step(state: Selling, event: Event) -> Step | None:
    """What is about help or messages; None for all else."""
    match event:
        case Asked(intent=Intent.HELP) if isinstance(state.card, Helping):
            return replace(state, card=Plain()), ()
        case Asked(intent=Intent.MESSAGES):
            shown = isinstance(state.card, MessagesShown)
            return replace(state, card=Plain() if shown else MessagesShown()), ()
        case Asked(intent=Intent.VOID_HELD):
            held = isinstance(state.card, VoidAsked)
            return asking.yes(state) if held else (state, ())
        case Opened(key=key) if isinstance(state.card, Helping):
            return _touched(state, key)
        case _:
            return None


def _touched(state: Selling, name: str) -> Step:
    if name not in set(Intent):
        return state, ()
    intent = Intent(name)
    away = replace(state, card=Plain())
    if intent is Intent.HELP:
        return away, ()
    about = step(away, Asked(intent))
    if about is not None:
        return about
    if intent in _LOOKS or not asking.handles(intent):
        return state, (Display(intent),)  # the card stays: the next look may be wanted too
    return asking.asked(away, Asked(intent))


def logged(before: Selling, after: Selling, at: str) -> Selling:
    """The state with what it says now at the top of what was said; `at` is the time of day."""
    log = before.log
    note = after.note
    if note is not before.note and (note.key or note.error is not None):
        log = (Said(note, at), *log)[:MOST_SAID]
    return after if after.log is log else replace(after, log=log)


# -------------------------------------------------------------------------------------- view


def messages_card(log: tuple[Said, ...], shown: Shown) -> CardView:
    """What was said lately, the newest first."""
    words = shown.words
    leave = (card_key(shown, Intent.BACK, "close", "page.sale.key.leave"),)
    if not log:
        title, detail = words("page.sale.messages_none"), words("page.sale.messages_none_detail")
        return CardView("messages", empty=EmptyView("info", title, detail), keys=leave)
    head = HeadView("info", words("page.sale.messages"), words("page.sale.messages_how"))
    rows = tuple(_said(one, n, shown) for n, one in enumerate(log))
    return CardView("messages", head, sections=(SectionView(rows),), keys=leave)


def _said(said: Said, n: int, shown: Shown) -> RowView:
    view = message_view(said.note, shown, said.at)
    icon = _ICONS.get(view.tone, "info")
    return RowView(f"said.{n}", view.text, view.detail, word=view.time, icon=icon)


def help_card(state: Selling, shown: Shown, keys: tuple[KeyView, ...]) -> CardView:
    """All keys in groups; what cannot be done now is pale and says why. `keys` are those shown."""
    words = shown.words
    off = _off(state, shown, keys)
    rows = [RowView("count", words("page.sale.help.count"), tail="3 *")]
    for group, intents in GROUPS:
        caption = words(f"page.keys.group.{group}")
        rows.append(RowView(f"group.{group}", caption, state=RowState.CAPTION))
        rows.extend(_row(intent, shown, off) for intent in intents)
    head = HeadView(
        "help",
        words("page.sale.help"),
        tools=tuple(_tool(intent, icon, shown) for intent, icon in _TOOLS),
    )
    return CardView("help", head, sections=(SectionView(_sorted(rows)),))


def _tool(intent: Intent, icon: str, shown: Shown) -> KeyView:
    """For whoever cannot read the list; its row has the hint."""
    spoken = shown.words(f"page.sale.key.{intent}")
    return KeyView(intent, "", icon, kind=KeyKind.GHOST, spoken=spoken)


def _sorted(rows: list[RowView]) -> tuple[RowView, ...]:
    """The count before a scan belongs under the first caption."""
    return (rows[1], rows[0], *rows[2:])


def _row(intent: Intent, shown: Shown, off: Mapping[str, str]) -> RowView:
    name, hint = shown.words(f"page.sale.help.{intent}"), shown.hint(intent)
    if intent not in off:
        return RowView(intent, name, tail=hint, spoken=", ".join(filter(None, (name, hint))))
    row = RowView(intent, name, off[intent], tail=hint, state=RowState.OFF)
    row = replace(row, word=shown.words("page.sale.help.not_now"))
    return replace(row, spoken=", ".join(filter(None, (name, hint, row.full_detail))))


def _off(state: Selling, shown: Shown, keys: tuple[KeyView, ...]) -> dict[str, str]:
    """What does not work now, and why where that can be said in a few words."""
    bill, over = state.bill, state.paid is not None
    empty = not bill.lines or over
    off = {key.intent: key.sub for key in keys if not key.enabled}
    for intents, idle in (
        ((Intent.MORE, Intent.LESS), empty),
        ((Intent.REMOVE,), empty and not (state.unknown or state.unanswered)),
        ((Intent.UNDO,), not (can_put_right(state) if over else bill.can_undo)),
        ((Intent.REDO,), over or not bill.can_redo),
        ((Intent.TAKE_BACK,), over or not bill.taken),
        ((Intent.EXACT,), empty),
        ((Intent.DEPARTMENT, Intent.LOOK_AGAIN), not state.unknown),
    ):
        if idle:
            off |= {intent: off.get(intent, "") for intent in intents}
    return off | dict.fromkeys(_OF_THEIR_CARD, shown.words("page.sale.help.elsewhere"))
