"""The set-up's window passes the same checks: every state, each language, every dress."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from counter_app.ui.flows.keys import Intent
from counter_app.wording import LANGUAGES
from tests.accessibility.checks import CHECKS, look
from tests.accessibility.data import DATA
from tests.accessibility.looking import Seen, process
from tests.accessibility.scenes import HEIGHT, WIDTH
from tests.own_keys import own_keys
from tests.ui.setup_scenes import SETUP_SCENES, Person, data_of, set_up_in

DRESSES = [(False, 100), (True, 200)]
_TYPED_MS = 100  # slower than this nobody takes it for a scanner


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scene", SETUP_SCENES)
def test_every_state_of_the_set_up_passes_every_check(
    qtbot: QtBot, tmp_path: Path, scene: str, language: str
) -> None:
    del qtbot
    findings: list[str] = []
    with own_keys(tmp_path / "keys"), set_up_in(tmp_path) as person:
        SETUP_SCENES[scene](person)
        person.window.resize(WIDTH, HEIGHT)
        person.window.ask(f"{Intent.LANGUAGE}:{language}")
        for dark, percent in DRESSES:
            dress(person, dark=dark, percent=percent)
            for number in CHECKS:
                found = look(number, lambda: seen(person, scene, language))
                findings += [f"{percent} %: {number} {finding}" for finding in found]
    assert findings == []


def dress(person: Person, *, dark: bool, percent: int) -> None:
    theme = person.window.look.theme
    if (theme.mode.value == "dark") is not dark:
        person.window.ask(Intent.MODE)
    while person.window.look.theme.percent != percent:
        person.window.ask(Intent.LARGER)
    person.settle()
    process()


def seen(person: Person, place: str, language: str) -> Seen:
    def switch(other: str) -> None:
        person.window.ask(f"{Intent.LANGUAGE}:{other}")
        person.settle()

    return Seen(
        place=place,
        root=person.window,
        theme=person.window.look.theme,
        language=language,
        width=WIDTH,
        height=HEIGHT,
        scanner=person.opened.scanner,
        switch=switch,
        burst=lambda code, gap: burst(person, code, gap),
        unplugged=lambda: unplugged(person),
        data=DATA | data_of(person),
    )


def burst(person: Person, code: str, gap: int) -> None:
    person.ticks.now += 1000
    for char in code:
        person.ticks.now += gap
        QTest.keyClicks(QApplication.focusWidget() or person.window, char)
    person.ticks.now += gap
    if gap < _TYPED_MS:
        QTest.keyClick(QApplication.focusWidget() or person.window, Qt.Key.Key_Return)


@contextmanager
def unplugged(person: Person) -> Iterator[None]:
    """The page reaches nobody; a scan means nothing during set-up, so nobody listens to it."""
    blocker = QSignalBlocker(person.page)
    try:
        yield
    finally:
        blocker.unblock()
