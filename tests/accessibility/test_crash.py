"""The page at a bug passes the checks too, before the report and with it, in every dress.

It says its words in the language of the window that broke, for good: check 22 is not for it.
"""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from counter_app.ui.crash_page import CrashPage, Reporting
from counter_app.ui.theme import Mode
from counter_app.wording import LANGUAGES
from tests.accessibility.checks import CHECKS
from tests.accessibility.looking import process
from tests.accessibility.planted import a_look, on_screen
from tests.accessibility.scenes import HEIGHT, WIDTH

REPORT = 'error = "ZeroDivisionError"\ntrace = ["counter_app/ui/tasks.py:98"]\n'


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("mode", "percent"), [(Mode.LIGHT, 100), (Mode.DARK, 200)])
def test_the_page_at_a_bug_passes_every_check(
    qtbot: QtBot, language: str, mode: Mode, percent: int
) -> None:
    del qtbot
    look = a_look(language, mode, percent)
    reporting = Reporting(lambda: REPORT, lambda _: Path("reports/report.toml"))
    page = CrashPage(look, reporting, saved=True)
    page.resize(WIDTH, HEIGHT)
    findings: list[str] = []
    with on_screen(page, look) as shown:
        for state in ("told", "report shown", "report saved"):
            for number in CHECKS.keys() - {22}:
                findings += [f"{state}: {number} {one}" for one in CHECKS[number](shown.seen())]
            QTest.keyClick(page, Qt.Key.Key_F12)
            process()
    assert findings == []
