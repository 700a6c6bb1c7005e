"""A bug saves the basket, is logged, is told in words, and ends the program."""

import logging

import pytest
from pytestqt.qtbot import QtBot

from counter_app.ui.crash import SOFTWARE_STATUS, Crash, Struck


def strike(crash: Crash) -> None:
    crash.strike(ZeroDivisionError, ZeroDivisionError(), None)


@pytest.mark.logs("unexpected error")
def test_the_basket_is_saved_before_anything_is_said(qtbot: QtBot) -> None:
    del qtbot
    order: list[object] = []

    def show(struck: Struck) -> None:
        order.append(struck.saved)

    strike(Crash(lambda: order.append("save"), show, order.append))
    assert order == ["save", True, SOFTWARE_STATUS]


@pytest.mark.logs("unexpected error")
@pytest.mark.logs("while handling")
def test_a_basket_that_cannot_be_saved_is_told_as_such(qtbot: QtBot) -> None:
    del qtbot

    def fail() -> None:
        raise OSError

    shown: list[Struck] = []
    strike(Crash(fail, shown.append, list[int]().append))
    assert [struck.saved for struck in shown] == [False]


@pytest.mark.logs("unexpected error")
def test_a_second_bug_on_the_way_is_only_logged(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    del qtbot
    shown: list[Struck] = []
    crash = Crash(lambda: None, shown.append, list[int]().append)
    with caplog.at_level(logging.CRITICAL):
        strike(crash)
        strike(crash)
    assert [struck.saved for struck in shown] == [True]
    assert len(caplog.records) == 2
