"""Which key asks for what: the default keys, and what this machine changed about them.

Invariant: no two intents share a key, and every key can be typed on an English, an Italian and a
Greek keyboard without being a letter of a text. Keys are written as `Ctrl+Shift+Del`.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from counter_app.domain.errors import Refusal
from counter_app.ui.flows.keys import ALSO, SHORTCUTS, TYPED, Intent

FIXED: Final = frozenset({Intent.HELP, Intent.BACK})
_MODIFIERS: Final = ("Ctrl", "Shift", "Alt", "Meta")
_STAY: Final = frozenset({"Tab", "Backtab", "Return", "Enter", "Esc"})
_READERS: Final = frozenset({"Ins", "Insert", "CapsLock", "NumLock", "ScrollLock"})
_OF_A_TEXT: Final = frozenset({"A", "C", "V", "X"})
_MOVING: Final = frozenset({"Left", "Right", "Up", "Down", "Home", "End", "PgUp", "PgDown", "Del"})
_FUNCTION: Final = re.compile("F([1-9]|1[0-9]|2[0-4])")
_STAYING: Final = frozenset({*ALSO.values(), *(SHORTCUTS[one] for one in FIXED)})
_LETTER: Final = re.compile("[A-Z]")
_DIGIT: Final = re.compile("[0-9]")


@dataclass(frozen=True, slots=True)
class KeyMap:
    """The keys of one machine; `changes` stand in place of the default ones, an empty key is none.

    A typed key (`+`, Del) goes on working beside the one that was chosen for the same.
    """

    changes: tuple[tuple[Intent, str], ...] = ()

    def key(self, intent: Intent) -> str:
        """The shortcut of an intent; empty where it has none."""
        for changed, key in self.changes:
            if changed is intent:
                return key
        return SHORTCUTS.get(intent, "")

    def hint(self, intent: Intent) -> str:
        """The key as it stands on a button: `Ctrl Z`, with a space and no plus."""
        return shown(self.key(intent)) or TYPED.get(intent, "")

    def shortcuts(self) -> tuple[tuple[Intent, str], ...]:
        """Every shortcut there is; an intent may have two."""
        both = ((one, self.key(one)) for one in Intent)
        return tuple((one, key) for one, key in (*both, *ALSO.items()) if key)

    def owner(self, key: str) -> Intent | None:
        """Who has this key."""
        return next((intent for intent, taken in self.shortcuts() if taken == key), None)

    def with_key(self, intent: Intent, key: str) -> "KeyMap":
        """The same with another key for an intent; whoever had the key has none.

        Refusals as of `require_usable`, and `keys.fixed` for an intent whose key stays.
        """
        if intent in FIXED:
            raise Refusal("keys.fixed", cap=self.hint(intent))
        require_usable(key)
        owner = self.owner(key)
        changes = dict(self.changes)
        if owner is not None and owner is not intent:
            changes[owner] = ""
        return _of(changes | {intent: key})

    def swapped(self, intent: Intent, key: str) -> "KeyMap":
        """The intent gets the key, and whoever had it gets the intent's. Refusals: `with_key`."""
        before, owner = self.key(intent), self.owner(key)
        after = self.with_key(intent, key)
        if owner is None or owner is intent:
            return after
        return _of(dict(after.changes) | {owner: before})

    def reset(self, intent: Intent) -> "KeyMap":
        """The intent has its default key again; whoever had taken that one has its own too."""
        changes = {one: key for one, key in self.changes if one is not intent}
        default = SHORTCUTS.get(intent, "")
        taken = next((one for one, key in changes.items() if key and key == default), None)
        if taken is None:
            return _of(changes)
        del changes[taken]
        return KeyMap(tuple(changes.items())).reset(taken) if taken in SHORTCUTS else _of(changes)


DEFAULT_KEYS: Final = KeyMap()


def _of(changes: Mapping[Intent, str]) -> KeyMap:
    kept = {one: key for one, key in changes.items() if key != SHORTCUTS.get(one, "")}
    return KeyMap(tuple(sorted(kept.items())))


def shown(key: str) -> str:
    """`Ctrl+Z` as it is read: `Ctrl Z`."""
    return key.replace("+", " ")


def require_usable(key: str) -> None:
    """Refuse what must stay as it is, belongs to a text, or not every keyboard can type.

    Refusals `keys.stays`, `keys.reader`, `keys.alt`, `keys.types`, `keys.copy`, `keys.layout`.
    """
    *held, base = _parts(key)
    if base in _STAY or key in _STAYING:
        raise Refusal("keys.stays", cap=shown(key))
    if base in _READERS:
        raise Refusal("keys.reader", cap=base)
    if held == ["Alt"] and _DIGIT.fullmatch(base):
        return  # no menu is opened by a digit, and every keyboard has it
    _require_ours(key, held, base)


def _require_ours(key: str, held: list[str], base: str) -> None:
    if "Alt" in held or "Meta" in held:
        raise Refusal("keys.alt", cap=shown(key))
    if _FUNCTION.fullmatch(base):
        return
    if "Ctrl" not in held:
        raise Refusal("keys.types", cap=shown(key))
    if held == ["Ctrl"] and base in _OF_A_TEXT:
        raise Refusal("keys.copy", cap=shown(key))
    if not _everywhere(base, shift="Shift" in held):
        raise Refusal("keys.layout", cap=shown(key))


def _everywhere(base: str, *, shift: bool) -> bool:
    """Whether the key stands on every keyboard and gives the same with the modifiers held."""
    if _DIGIT.fullmatch(base):
        return not shift  # with Shift it is a sign, another one on each keyboard
    return base in _MOVING or bool(_LETTER.fullmatch(base))


def _parts(key: str) -> list[str]:
    parts = key.split("+")
    if key.endswith("++") or key == "+":
        parts = [*[part for part in parts if part], "+"]
    return [*[name for name in _MODIFIERS if name in parts[:-1]], parts[-1]]


def read_keys(kept: Iterable[tuple[str, str]]) -> KeyMap:
    """The keys that were written down. Refusals as of `with_key`, `keys.unreadable` otherwise."""
    changes: dict[Intent, str] = {}
    for name, key in kept:
        if name not in set(Intent) or Intent(name) in FIXED:
            raise Refusal("keys.unreadable")
        if key:
            require_usable(key)
        changes[Intent(name)] = key
    keys = _of(changes)
    taken = [key for _, key in keys.shortcuts()]
    if len(taken) != len(set(taken)):
        raise Refusal("keys.unreadable")
    return keys
