"""Every check finds the page that was made faulty for it, and lets a sound one pass."""

import pytest
from pytestqt.qtbot import QtBot

from tests.accessibility.checks import CHECKS
from tests.accessibility.planted import FAULTY, a_look, on_screen, sound


def test_there_is_a_faulty_page_for_every_check() -> None:
    assert set(FAULTY) == set(CHECKS)


@pytest.mark.parametrize("number", CHECKS)
def test_a_check_reports_the_page_that_was_made_faulty_for_it(qtbot: QtBot, number: int) -> None:
    del qtbot
    page = FAULTY[number]()
    with on_screen(page, a_look(), page.switch) as planted:
        assert CHECKS[number](planted.seen()) != []


@pytest.mark.parametrize("number", sorted(set(CHECKS) - {22}))
def test_a_check_lets_a_sound_page_pass(qtbot: QtBot, number: int) -> None:
    del qtbot
    with on_screen(sound(), a_look()) as planted:
        assert CHECKS[number](planted.seen()) == []
