"""A wait that takes long is said once, with what is safe and the way out."""

import pytest

from counter_app.ui.flows.selling.long_wait import Waiting, step
from counter_app.ui.flows.selling.parts import Busy, Note
from counter_app.wording import LANGUAGES, Wording


def said(*moments: tuple[Busy, int]) -> list[str]:
    state, keys = Waiting(), []
    for busy, at in moments:
        state, note = step(state, busy, at)
        keys += [note.key] if isinstance(note, Note) else []
    return keys


def test_a_wait_as_short_as_usual_says_nothing_more() -> None:
    assert said((Busy.STORING, 0), (Busy.STORING, 2_999), (Busy.NO, 3_000)) == []
    assert said((Busy.TERMINAL, 0), (Busy.TERMINAL, 29_999), (Busy.NO, 40_000)) == []
    assert said((Busy.NO, 0), (Busy.NO, 90_000)) == []


def test_a_slow_disk_is_said_once() -> None:
    moments = [(Busy.STORING, at) for at in range(0, 20_000, 1_000)]
    assert said(*moments) == ["page.sale.slow_disk"]


def test_a_terminal_that_stays_busy_is_said_with_the_way_out() -> None:
    assert said((Busy.TERMINAL, 0), (Busy.TERMINAL, 30_000)) == ["page.sale.slow_terminal"]


def test_the_next_wait_is_another_one() -> None:
    one = [(Busy.STORING, 0), (Busy.STORING, 4_000)]
    other = [(Busy.TERMINAL, 5_000), (Busy.TERMINAL, 9_000), (Busy.STORING, 9_500)]
    assert said(*one, *other, (Busy.STORING, 12_500)) == ["page.sale.slow_disk"] * 2


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", ["page.sale.slow_disk", "page.sale.slow_terminal"])
def test_the_words_say_that_nothing_is_lost(key: str, language: str) -> None:
    wording = Wording(language)
    assert wording.has(key)
    lost = {"en": "Nothing is lost", "it": "Nulla va perso", "el": "Τίποτα δεν χάνεται"}
    assert lost[language] in wording.words(f"{key}_detail")
