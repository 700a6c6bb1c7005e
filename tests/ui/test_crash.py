"""A bug saves the basket, is logged, is told in words, and ends the program."""

import logging

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from counter_app.ui.crash import SOFTWARE_STATUS, Crash, CrashPage
from counter_app.wording import LANGUAGES, Wording
from tests.ui.conftest import MakeLook


def strike(crash: Crash) -> None:
    crash.strike(ZeroDivisionError, ZeroDivisionError(), None)


@pytest.mark.logs("unexpected error")
def test_the_basket_is_saved_before_anything_is_said(qtbot: QtBot) -> None:
    del qtbot
    order: list[object] = []
    strike(Crash(lambda: order.append("save"), order.append, order.append))
    assert order == ["save", True, SOFTWARE_STATUS]


@pytest.mark.logs("unexpected error")
@pytest.mark.logs("while handling")
def test_a_basket_that_cannot_be_saved_is_told_as_such(qtbot: QtBot) -> None:
    del qtbot

    def fail() -> None:
        raise OSError

    shown: list[bool] = []
    strike(Crash(fail, shown.append, list[int]().append))
    assert shown == [False]


@pytest.mark.logs("unexpected error")
def test_a_second_bug_on_the_way_is_only_logged(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    del qtbot
    shown: list[bool] = []
    crash = Crash(lambda: None, shown.append, list[int]().append)
    with caplog.at_level(logging.CRITICAL):
        strike(crash)
        strike(crash)
    assert shown == [True]
    assert len(caplog.records) == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_what_is_safe_in_each_language(
    qtbot: QtBot, make_look: MakeLook, language: str
) -> None:
    make_look(language)
    saved = CrashPage(Wording(language), saved=True)
    lost = CrashPage(Wording(language), saved=False)
    qtbot.addWidget(saved)
    qtbot.addWidget(lost)
    assert saved.accessibleName() != lost.accessibleName()
    saved.show()
    QTest.keyClick(saved, Qt.Key.Key_Escape)
    assert not saved.isVisible()
