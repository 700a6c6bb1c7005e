"""Changing a key: press the new one; what cannot be is said, what is taken can be swapped."""

import pytest

from counter_app.ui.flows.keyboard import keys_page
from counter_app.ui.flows.keyboard.key_groups import GROUPS
from counter_app.ui.flows.keyboard.key_map import DEFAULT_KEYS
from counter_app.ui.flows.keyboard.keys_page import (
    Asked,
    Changing,
    Chosen,
    Event,
    GoBack,
    Keep,
    KeysView,
    Opened,
    Pressed,
    keys_view,
)
from counter_app.ui.flows.keys import SHORTCUTS, TYPED, Intent
from counter_app.ui.flows.shop import Shop, Shown
from counter_app.wording import LANGUAGES, Wording
from tests.ui.flows.selling.test_selling import EURO

SHOP = Shop(1, 1, "Shop", "live", EURO, "vat")


def after(*events: Event) -> Changing:
    state = Changing(DEFAULT_KEYS)
    for event in events:
        state, _ = keys_page.step(state, event)
    return state


def view(state: Changing, language: str = "en") -> KeysView:
    shown = Shown(Wording(language), EURO, state.keys)
    return keys_view(state, shown, SHOP, "12:00")


def test_every_intent_with_a_key_stands_in_one_group() -> None:
    listed = [intent for _, intents in GROUPS for intent in intents]
    assert len(listed) == len(set(listed))
    assert {*SHORTCUTS, *TYPED} <= set(listed)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_entry_has_words_and_its_key(language: str) -> None:
    rows = {row.key: row for row in view(after(), language).rows}
    for intent in SHORTCUTS:
        assert rows[intent].name
        assert rows[intent].tail == DEFAULT_KEYS.hint(intent)


def test_the_key_that_is_pressed_becomes_the_key_of_the_entry() -> None:
    state, effects = keys_page.step(after(Opened("cash")), Pressed("Ctrl+Shift+B"))
    assert state.keys.key(Intent.CASH) == "Ctrl+Shift+B"
    assert effects == (Keep(state.keys),)
    assert not state.waiting
    assert "Ctrl Shift B" in view(state).message.text


def test_nothing_changes_while_nobody_asked_for_it() -> None:
    assert after(Chosen("cash"), Pressed("F5")).keys == DEFAULT_KEYS


def test_a_refused_key_is_said_and_another_can_be_pressed_at_once() -> None:
    state = after(Opened("cash"), Pressed("B"))
    assert state.keys == DEFAULT_KEYS
    assert state.waiting
    assert "typing" in view(state).message.text
    assert after(Opened("cash"), Pressed("B"), Pressed("F5")).keys.key(Intent.CASH) == "F5"


def test_a_taken_key_is_offered_to_be_swapped() -> None:
    state = after(Opened("cash"), Pressed("F10"))
    assert state.keys == DEFAULT_KEYS
    assert "F10" in view(state).message.text
    assert view(state).keys.keys[-1].text == "Swap the keys"
    swapped, effects = keys_page.step(state, Asked(Intent.FINISH))
    assert (swapped.keys.key(Intent.CASH), swapped.keys.key(Intent.CARD)) == ("F10", "F9")
    assert effects == (Keep(swapped.keys),)


def test_esc_leaves_a_taken_key_with_its_owner() -> None:
    state = after(Opened("cash"), Pressed("F10"), Asked(Intent.BACK))
    assert (state.keys, state.wanted) == (DEFAULT_KEYS, "")


def test_esc_goes_one_step_back_and_then_leaves() -> None:
    state = after(Opened("cash"), Pressed("Esc"))
    assert not state.waiting
    assert keys_page.step(state, Asked(Intent.BACK))[1] == (GoBack(),)


@pytest.mark.parametrize("name", ["help", "back"])
def test_help_and_back_say_that_they_stay(name: str) -> None:
    state = after(Opened(name))
    assert not state.waiting
    assert state.note.error is not None
    assert state.note.error.code == "keys.fixed"


def test_a_change_can_be_undone() -> None:
    state = after(Opened("cash"), Pressed("F5"), Opened("card"), Pressed("F6"))
    state, effects = keys_page.step(state, Asked(Intent.UNDO))
    assert (state.keys.key(Intent.CASH), state.keys.key(Intent.CARD)) == ("F5", "F10")
    assert effects == (Keep(state.keys),)
    assert keys_page.step(state, Asked(Intent.UNDO))[0].keys == DEFAULT_KEYS


def test_one_entry_or_all_go_back_to_the_usual_keys() -> None:
    state = after(Opened("cash"), Pressed("F5"), Opened("card"), Pressed("F6"))
    one, _ = keys_page.step(state, Asked(Intent.RESET))
    assert (one.keys.key(Intent.CASH), one.keys.key(Intent.CARD)) == ("F5", "F10")
    every, _ = keys_page.step(state, Asked(Intent.RESET_ALL))
    assert every.keys == DEFAULT_KEYS
    assert keys_page.step(every, Asked(Intent.UNDO))[0].keys == state.keys


def test_the_usual_key_stands_beside_a_changed_one() -> None:
    row = next(r for r in view(after(Opened("cash"), Pressed("F5"))).rows if r.key == "cash")
    assert (row.tail, row.detail) == ("F5", "usually F9")


def test_pressing_the_key_it_has_changes_nothing() -> None:
    state = after(Opened("cash"), Pressed("F9"))
    assert (state.keys, state.before, state.waiting) == (DEFAULT_KEYS, (), False)


@pytest.mark.parametrize(
    "event", [Opened("cash"), Asked(Intent.RESET), Asked(Intent.RESET_ALL), Asked(Intent.REMOVE)]
)
def test_with_nobody_signed_in_keys_are_looked_at_and_not_changed(event: Event) -> None:
    mine = DEFAULT_KEYS.with_key(Intent.CASH, "Ctrl+Shift+B")
    locked = Changing(mine, chosen=Intent.CASH, locked=True)
    state, effects = keys_page.step(locked, event)
    assert (state.keys, state.waiting, effects) == (mine, False, ())
    shown = view(state)
    assert "Sign in to change keys" in shown.message.text
    assert shown.how == view(locked).how
    assert "Sign in to change keys" in shown.how
    assert not any(tool.enabled for tool in shown.tools)
    assert keys_page.step(state, Asked(Intent.BACK))[1] == (GoBack(),)
