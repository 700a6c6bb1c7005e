"""Every check finds the page that was made faulty for it, and lets a sound one pass."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from counter_app.services.resources import resource_dir
from counter_app.ui.application import dress, make_application
from counter_app.ui.scanner import Scanner
from counter_app.ui.tour.driver import Ticks
from tests.accessibility.checks import CHECKS
from tests.accessibility.looking import process
from tests.accessibility.planted import FAULTY, Page, Planted, a_look, sound


@contextmanager
def on_screen(page: Page) -> Iterator[Planted]:
    application = make_application(resource_dir())
    dress(application, a_look().theme)
    ticks = Ticks()
    scanner = Scanner(ticks)
    application.installEventFilter(scanner)
    page.show()
    page.activateWindow()
    process()
    try:
        yield Planted(page, scanner, ticks, page.switch)
    finally:
        application.removeEventFilter(scanner)
        page.close()
        delete(page)


def test_there_is_a_faulty_page_for_every_check() -> None:
    assert set(FAULTY) == set(CHECKS)


@pytest.mark.parametrize("number", CHECKS)
def test_a_check_reports_the_page_that_was_made_faulty_for_it(qtbot: QtBot, number: int) -> None:
    del qtbot
    with on_screen(FAULTY[number]()) as planted:
        assert CHECKS[number](planted.seen()) != []


@pytest.mark.parametrize("number", sorted(set(CHECKS) - {22}))
def test_a_check_lets_a_sound_page_pass(qtbot: QtBot, number: int) -> None:
    del qtbot
    with on_screen(sound()) as planted:
        assert CHECKS[number](planted.seen()) == []
