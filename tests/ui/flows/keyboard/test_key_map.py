"""Keys can be changed, and stay keys that everybody can press and nobody types by."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app import ui
from counter_app.domain.errors import Refusal
from counter_app.ui.flows.keyboard.key_map import (
    DEFAULT_KEYS,
    FIXED,
    KeyMap,
    read_keys,
    require_usable,
    shown,
)
from counter_app.ui.flows.keys import ALSO, SHORTCUTS, TYPED, Intent

UI = Path(ui.__file__).parent
USABLE = [
    *(f"F{n}" for n in range(2, 13)),
    *(f"Shift+F{n}" for n in range(2, 13)),
    *(f"Ctrl+{letter}" for letter in "BDEFGHIJKLMNOPQRSTUWYZ"),
    *(f"Ctrl+Shift+{letter}" for letter in "ABCDEFGHIJ"),
    *(f"Ctrl+{digit}" for digit in range(10)),
    "Ctrl+Del",
    "Ctrl+PgUp",
]
CHANGEABLE = [intent for intent in Intent if intent not in FIXED]


def refused(key: str) -> str:
    with pytest.raises(Refusal) as refusal:
        require_usable(key)
    return refusal.value.code


def test_without_a_change_every_key_is_the_usual_one() -> None:
    assert {one: DEFAULT_KEYS.key(one) for one in SHORTCUTS} == SHORTCUTS
    assert {one: DEFAULT_KEYS.hint(one) for one in TYPED} == TYPED
    assert DEFAULT_KEYS.key(Intent.EXACT) == ""


def test_every_usual_key_could_be_chosen_by_a_person_too() -> None:
    stays = {*ALSO.values(), *(SHORTCUTS[one] for one in FIXED)}
    for key in SHORTCUTS.values():
        if key not in stays:
            require_usable(key)


@pytest.mark.parametrize(
    ("key", "code"),
    [
        ("Tab", "keys.stays"),
        ("Return", "keys.stays"),
        ("Ctrl+Return", "keys.stays"),
        ("Esc", "keys.stays"),
        ("F1", "keys.stays"),
        ("Ctrl+Shift+Del", "keys.stays"),
        ("Ins", "keys.reader"),
        ("Ctrl+Ins", "keys.reader"),
        ("CapsLock", "keys.reader"),
        ("Alt+Z", "keys.alt"),
        ("Ctrl+Alt+Z", "keys.alt"),
        ("Alt+F4", "keys.alt"),
        ("Meta+L", "keys.alt"),
        ("A", "keys.types"),
        ("Shift+A", "keys.types"),
        ("7", "keys.types"),
        ("Space", "keys.types"),
        ("+", "keys.types"),
        ("Del", "keys.types"),
        ("Down", "keys.types"),
        ("Ctrl+C", "keys.copy"),
        ("Ctrl+V", "keys.copy"),
        ("Ctrl+;", "keys.layout"),
        ("Ctrl++", "keys.layout"),
        ("Ctrl+Shift+1", "keys.layout"),
        ("Ctrl+È", "keys.layout"),
        ("Ctrl+Ζ", "keys.layout"),  # the Greek letter: by its place it is Ctrl+Z
    ],
)
def test_a_key_that_would_be_lost_to_somebody_is_refused_with_its_reason(
    key: str, code: str
) -> None:
    assert refused(key) == code


@pytest.mark.parametrize("intent", sorted(FIXED))
def test_help_and_the_way_back_keep_their_keys(intent: Intent) -> None:
    with pytest.raises(Refusal) as refusal:
        DEFAULT_KEYS.with_key(intent, "F5")
    assert refusal.value.code == "keys.fixed"


def test_a_changed_key_stands_on_its_button_and_the_old_one_is_free() -> None:
    keys = DEFAULT_KEYS.with_key(Intent.CASH, "Ctrl+Shift+B")
    assert (keys.key(Intent.CASH), keys.hint(Intent.CASH)) == ("Ctrl+Shift+B", "Ctrl Shift B")
    assert keys.owner("F9") is None


def test_two_intents_can_swap_their_keys() -> None:
    keys = DEFAULT_KEYS.swapped(Intent.CASH, "F10")
    assert (keys.key(Intent.CASH), keys.key(Intent.CARD)) == ("F10", "F9")
    assert keys.swapped(Intent.CASH, "F9") == DEFAULT_KEYS


def test_a_key_of_another_intent_leaves_that_one_without() -> None:
    keys = DEFAULT_KEYS.with_key(Intent.CASH, "F10")
    assert (keys.key(Intent.CASH), keys.key(Intent.CARD)) == ("F10", "")
    assert keys.hint(Intent.CARD) == ""


def test_resetting_one_gives_its_key_back_to_it_and_to_whoever_lost_theirs() -> None:
    keys = DEFAULT_KEYS.swapped(Intent.CASH, "F10")
    assert keys.reset(Intent.CASH) == DEFAULT_KEYS
    three = DEFAULT_KEYS.swapped(Intent.CASH, "F10").swapped(Intent.CASH, "F11")
    assert three.reset(Intent.GIFT).owner("F11") is Intent.GIFT


def test_a_typed_key_goes_on_beside_the_chosen_one() -> None:
    keys = DEFAULT_KEYS.with_key(Intent.MORE, "Ctrl+Up")
    assert keys.hint(Intent.MORE) == "Ctrl Up"
    assert keys.reset(Intent.MORE).hint(Intent.MORE) == "+"


CHANGES = st.lists(st.tuples(st.sampled_from(CHANGEABLE), st.sampled_from(USABLE)), max_size=25)


@given(CHANGES, st.lists(st.sampled_from(CHANGEABLE), max_size=5))
def test_however_keys_are_changed_no_two_intents_share_one(
    changes: list[tuple[Intent, str]], resets: list[Intent]
) -> None:
    keys = DEFAULT_KEYS
    for intent, key in changes:
        keys = keys.swapped(intent, key)
    for intent in resets:
        keys = keys.reset(intent)
    taken = [key for _, key in keys.shortcuts()]
    assert len(taken) == len(set(taken))
    assert all(keys.hint(one) == shown(keys.key(one)) for one in SHORTCUTS)
    assert read_keys([(str(one), key) for one, key in keys.changes]) == keys


@given(st.sampled_from(CHANGEABLE), st.sampled_from(USABLE))
def test_what_is_reset_is_as_it_was(intent: Intent, key: str) -> None:
    assert DEFAULT_KEYS.swapped(intent, key).reset(intent).key(intent) == DEFAULT_KEYS.key(intent)


@pytest.mark.parametrize(
    "kept",
    [
        [("cash", "A")],
        [("dance", "F5")],
        [("back", "F5")],
        [("cash", "F10")],  # the card's key, and nobody gave it up
        [("cash", "F5"), ("check", "F5")],
    ],
)
def test_keys_that_no_page_would_let_in_are_not_read(kept: list[tuple[str, str]]) -> None:
    with pytest.raises(Refusal):
        read_keys(kept)


def test_nothing_kept_is_nothing_changed() -> None:
    assert read_keys([]) == KeyMap()


BEFORE_ANY_STORE = {"flows/set_up/view.py", "flows/set_up/pages.py", "pages/set_up_window.py"}
KNOW_THE_USUAL_KEYS = {
    "flows/keyboard/key_map.py",
    "flows/keyboard/keys_page.py",
} | BEFORE_ANY_STORE


def test_nothing_but_the_key_map_says_which_key_does_what() -> None:
    asking = [
        file.relative_to(UI).as_posix()
        for file in UI.rglob("*.py")
        for line in file.read_text("utf-8").splitlines()
        if line.startswith("from counter_app.ui.flows.keys import")
        and {"SHORTCUTS", "ALSO", "TYPED", "hint"} & set(line.replace(",", " ").split())
    ]
    assert set(asking) <= KNOW_THE_USUAL_KEYS
