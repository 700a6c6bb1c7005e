"""The page where keys are changed: choose what is asked for, press the new key, done.

Invariant: a key that is refused, or that another intent has, changes nothing until it is agreed to;
every change can be undone for as long as the page is open.
"""

from dataclasses import dataclass, field, replace
from typing import Final

from counter_app.domain.errors import Refusal
from counter_app.ui.flows.keyboard.key_groups import GROUPS
from counter_app.ui.flows.keyboard.key_map import DEFAULT_KEYS, FIXED, KeyMap, require_usable, shown
from counter_app.ui.flows.keys import SHORTCUTS, TYPED, Intent
from counter_app.ui.flows.selling.parts import Note
from counter_app.ui.flows.shop import Shop, Shown
from counter_app.ui.flows.status import message_view, status_view
from counter_app.ui.flows.views import (
    KeyKind,
    KeyView,
    MessageView,
    PaymentRowView,
    RowState,
    RowView,
    StatusView,
    Tone,
)

_MOST_UNDONE: Final = 50


@dataclass(frozen=True, slots=True)
class Changing:
    """The keys, which entry is chosen, and whether its new key is waited for.

    `wanted` is a key that another intent has, until the person says whether to swap. `locked` where
    nobody is signed in: the keys are looked at only.
    """

    keys: KeyMap
    chosen: Intent = GROUPS[0][1][0]
    waiting: bool = False
    wanted: str = ""
    note: Note = field(default_factory=Note)
    before: tuple[KeyMap, ...] = ()
    locked: bool = False


@dataclass(frozen=True, slots=True)
class Chosen:
    """An entry was gone to."""

    name: str


@dataclass(frozen=True, slots=True)
class Opened:
    """An entry's key is to be changed."""

    name: str


@dataclass(frozen=True, slots=True)
class Pressed:
    """A key, with what was held: `Ctrl+Shift+B`."""

    key: str


@dataclass(frozen=True, slots=True)
class Left:
    """The person went on elsewhere while a key was waited for."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A key of the page, or a shortcut."""

    intent: Intent


Event = Chosen | Opened | Pressed | Left | Asked


@dataclass(frozen=True, slots=True)
class Keep:
    """From now on these keys."""

    keys: KeyMap


@dataclass(frozen=True, slots=True)
class GoBack:
    """Leave the page."""


Effect = Keep | GoBack
Step = tuple[Changing, tuple[Effect, ...]]


def step(state: Changing, event: Event) -> Step:
    """The next state and what is to be done; a refusal is said and changes nothing."""
    try:
        return _step(state, event)
    except Refusal as refusal:
        return replace(state, note=Note(error=refusal, tone=Tone.ERROR)), ()


def _step(state: Changing, event: Event) -> Step:
    match event:
        case Chosen(name=name) if name in set(Intent):
            return replace(_quiet(state), chosen=Intent(name)), ()
        case Opened(name=name) if name in set(Intent):
            return _opened(replace(_quiet(state), chosen=Intent(name)))
        case Pressed(key=key) if state.waiting:
            return _pressed(state, key)
        case Left():
            return replace(state, waiting=False), ()
        case Asked(intent=intent):
            return _asked(state, intent)
        case _:
            return state, ()


def _quiet(state: Changing) -> Changing:
    return replace(state, waiting=False, wanted="", note=Note())


def _opened(state: Changing) -> Step:
    _require_signed_in(state)
    if state.chosen in FIXED:
        return step(state, Asked(Intent.RESET))
    return replace(state, waiting=True), ()


def _pressed(state: Changing, key: str) -> Step:
    if key == "Esc":
        return _quiet(state), ()
    require_usable(key)
    owner = state.keys.owner(key)
    if owner is None:
        return _changed(state, state.keys.with_key(state.chosen, key), "changed")
    if owner is state.chosen:
        return _quiet(state), ()
    return replace(_quiet(state), wanted=key), ()


def _asked(state: Changing, intent: Intent) -> Step:
    match intent:
        case Intent.FINISH if state.wanted:
            return _changed(state, state.keys.swapped(state.chosen, state.wanted), "changed")
        case Intent.BACK if state.waiting or state.wanted:
            return _quiet(state), ()
        case Intent.BACK | Intent.FINISH:
            return state, (GoBack(),)
        case Intent.UNDO if state.before:
            after = replace(_quiet(state), keys=state.before[-1], before=state.before[:-1])
            return replace(after, note=Note(key="page.keys.undone")), (Keep(after.keys),)
        case _:
            return _reset(state, intent)


def _reset(state: Changing, intent: Intent) -> Step:
    if intent is Intent.RESET_ALL:
        _require_signed_in(state)
        return _changed(state, DEFAULT_KEYS, "all_usual")
    if intent not in {Intent.RESET, Intent.REMOVE}:
        return state, ()
    _require_signed_in(state)
    if state.chosen in FIXED:
        raise Refusal("keys.fixed", cap=state.keys.hint(state.chosen))
    return _changed(state, state.keys.reset(state.chosen), "usual_again")


def _require_signed_in(state: Changing) -> None:
    if state.locked:
        raise Refusal("keys.sign_in")


def _changed(state: Changing, keys: KeyMap, said: str) -> Step:
    if keys == state.keys:
        return _quiet(state), ()
    values = (("cap", keys.hint(state.chosen)),)
    note = Note(key=f"page.keys.{said}", values=values, tone=Tone.SUCCESS)
    before = (*state.before, state.keys)[-_MOST_UNDONE:]
    return replace(_quiet(state), keys=keys, note=note, before=before), (Keep(keys),)


# -------------------------------------------------------------------------------------- view


@dataclass(frozen=True, slots=True)
class KeysView:
    """The page of the keys."""

    status: StatusView
    title: str
    how: str
    rows: tuple[RowView, ...]
    chosen: str
    name: str  # what the chosen key asks for
    key: str  # the key, or what to do while one is waited for
    waiting: bool
    message: MessageView
    tools: tuple[KeyView, ...]
    keys: PaymentRowView


def keys_view(state: Changing, shown_in: Shown, shop: Shop, now: str) -> KeysView:
    """The view of a state."""
    words = shown_in.words
    hint = state.keys.hint(state.chosen) or words("page.keys.none")
    return KeysView(
        status=status_view(shop, shown_in, now),
        title=words("page.keys.title"),
        how=words("page.keys.locked" if state.locked else "page.keys.how"),
        rows=_rows(state, shown_in),
        chosen=state.chosen,
        name=words(f"page.sale.help.{state.chosen}"),
        key=words("page.keys.press") if state.waiting else shown(state.wanted) or hint,
        waiting=state.waiting,
        message=_message(state, shown_in),
        tools=_tools(state, shown_in),
        keys=_keys(state, shown_in),
    )


def _rows(state: Changing, shown_in: Shown) -> tuple[RowView, ...]:
    rows: list[RowView] = []
    for group, intents in GROUPS:
        caption = shown_in.words(f"page.keys.group.{group}")
        rows.append(RowView(f"group.{group}", caption, state=RowState.CAPTION))
        rows.extend(_row(state, intent, shown_in) for intent in intents)
    return tuple(rows)


def _row(state: Changing, intent: Intent, shown_in: Shown) -> RowView:
    words, hint = shown_in.words, state.keys.hint(intent)
    usual = shown(SHORTCUTS.get(intent, "")) or TYPED.get(intent, "") or words("page.keys.none")
    changed = any(one is intent for one, _ in state.keys.changes)
    detail = words("page.keys.usual", cap=usual) if changed else ""
    name = words(f"page.sale.help.{intent}")
    spoken = ", ".join(part for part in (name, hint or words("page.keys.none"), detail) if part)
    return RowView(intent, name, detail, tail=hint, spoken=spoken)


def _message(state: Changing, shown_in: Shown) -> MessageView:
    if not state.wanted:
        return message_view(state.note, shown_in, "")
    words, owner = shown_in.words, state.keys.owner(state.wanted)
    other = words(f"page.sale.help.{owner}") if owner is not None else ""
    text = words("page.keys.taken", cap=shown(state.wanted), other=other)
    old = shown(state.keys.key(state.chosen))
    way = words("page.keys.taken_detail", cap=old) if old else words("page.keys.taken_none")
    return MessageView(text, way)


def _tools(state: Changing, shown_in: Shown) -> tuple[KeyView, ...]:
    words, hint, kind = shown_in.words, shown_in.hint, KeyKind.CONTROL
    changed = any(one is state.chosen for one, _ in state.keys.changes)
    changed = changed and not state.locked
    undo, every = bool(state.before), bool(state.keys.changes) and not state.locked
    return (
        KeyView(Intent.UNDO, words("page.sale.undo"), "undo", hint(Intent.UNDO), "", kind, undo),
        KeyView(Intent.RESET, words("page.keys.reset"), "", "Del", "", kind, changed),
        KeyView(Intent.RESET_ALL, words("page.keys.reset_all"), "", "", "", kind, every),
    )


def _keys(state: Changing, shown_in: Shown) -> PaymentRowView:
    words, hint = shown_in.words, shown_in.hint
    back = "page.keys.keep" if state.wanted or state.waiting else "page.keys.back"
    finish = "page.keys.swap" if state.wanted else "page.keys.done"
    kind = KeyKind.CONTROL
    return PaymentRowView(
        (
            KeyView(Intent.BACK, words(back), "close", hint(Intent.BACK), "", kind),
            KeyView(
                Intent.FINISH,
                words(finish),
                "exchange" if state.wanted else "tick",
                hint(Intent.FINISH),
                kind=KeyKind.PRIMARY,
                enabled=not state.waiting,
            ),
        )
    )
