"""The page at a bug: what is safe, what to do, and a report that is read before it is saved."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from counter_app.domain.errors import Fault
from counter_app.settings import KEYS_VARIABLE
from counter_app.ui.crash import SOFTWARE_STATUS
from counter_app.ui.crash_page import CrashPage, Reporting
from counter_app.ui.widgets.action_key import ActionKey
from counter_app.ui.widgets.report_text import ReportText
from counter_app.wording import LANGUAGES, Wording
from tests.own_keys import own_keys
from tests.ui.conftest import MakeLook
from tests.ui.shop import TOASTER, store_in, window_over


class Shelf:
    """Makes a report and keeps what is saved; may be full, or broken."""

    def __init__(self, *, full: bool = False, broken: bool = False) -> None:
        self.kept: list[str] = []
        self.full, self.broken = full, broken

    def reporting(self) -> Reporting:
        return Reporting(self._make, self._save)

    def _make(self) -> str:
        if self.broken:
            raise ZeroDivisionError
        return "trace = []"

    def _save(self, text: str) -> Path:
        if self.full:
            raise Fault("report.not_saved", folder="reports", reason="disk full")
        self.kept.append(text)
        return Path("reports/report.toml")


def a_page(qtbot: QtBot, make_look: MakeLook, shelf: Shelf, language: str = "en") -> CrashPage:
    page = CrashPage(make_look(language), shelf.reporting(), saved=True)
    qtbot.addWidget(page)
    page.show()
    return page


def texts(page: CrashPage) -> str:
    labels = [one.text() for one in page.findChildren(QLabel) if one.isVisibleTo(page)]
    return " ".join([*labels, *(key.view.text for key in page.findChildren(ActionKey))])


def report(page: CrashPage) -> str:
    (text,) = page.findChildren(ReportText)
    return text.toPlainText() if text.isVisibleTo(page) else ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_what_happened_what_is_safe_and_what_to_do(
    qtbot: QtBot, make_look: MakeLook, language: str
) -> None:
    words = Wording(language).words
    look = make_look(language)
    saved = CrashPage(look, Shelf().reporting(), saved=True)
    lost = CrashPage(look, Shelf().reporting(), saved=False)
    for page in (saved, lost):
        qtbot.addWidget(page)
        assert words("page.crash.title") in texts(page)
    assert words("page.crash.way") in texts(saved)
    assert words("page.crash.not_saved") in texts(lost)
    assert words("page.crash.way") not in texts(lost)
    assert saved.accessibleName() != lost.accessibleName()


def test_esc_leaves_at_once_and_saves_nothing(qtbot: QtBot, make_look: MakeLook) -> None:
    shelf = Shelf()
    page = a_page(qtbot, make_look, shelf)
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert not page.isVisible()
    assert shelf.kept == []


@pytest.mark.parametrize("key", [Qt.Key.Key_F12, Qt.Key.Key_Return])
def test_by_keys_the_report_is_read_then_saved_and_its_place_told(
    qtbot: QtBot, make_look: MakeLook, key: Qt.Key
) -> None:
    shelf = Shelf()
    page = a_page(qtbot, make_look, shelf)
    QTest.keyClick(page, key)
    assert report(page) == "trace = []"
    assert shelf.kept == []
    QTest.keyClick(page, key)
    assert shelf.kept == ["trace = []"]
    assert "reports/report.toml" in texts(page)
    QTest.keyClick(page, key)
    assert len(shelf.kept) == 1


def test_by_touch_the_same(qtbot: QtBot, make_look: MakeLook) -> None:
    shelf = Shelf()
    page = a_page(qtbot, make_look, shelf)
    end, following = page.findChildren(ActionKey)
    QTest.mouseClick(following, Qt.MouseButton.LeftButton)
    assert report(page)
    QTest.keyClick(page, Qt.Key.Key_F12)
    assert shelf.kept
    QTest.mouseClick(end, Qt.MouseButton.LeftButton)
    assert not page.isVisible()


def test_a_full_disk_is_told_and_saving_can_be_tried_again(
    qtbot: QtBot, make_look: MakeLook
) -> None:
    shelf = Shelf(full=True)
    page = a_page(qtbot, make_look, shelf)
    QTest.keyClick(page, Qt.Key.Key_F12)
    QTest.keyClick(page, Qt.Key.Key_F12)
    assert "All sales are safe" in texts(page)
    shelf.full = False
    QTest.keyClick(page, Qt.Key.Key_F12)
    assert shelf.kept == ["trace = []"]


@pytest.mark.logs("while making a report")
def test_a_second_bug_while_the_report_is_made_is_told_and_the_page_stays(
    qtbot: QtBot, make_look: MakeLook
) -> None:
    page = a_page(qtbot, make_look, Shelf(broken=True))
    QTest.keyClick(page, Qt.Key.Key_F12)
    assert "The report could not be made" in texts(page)
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert not page.isVisible()


@pytest.mark.parametrize("language", ["en", "el"])
def test_a_real_bug_in_a_real_window_loses_nothing_and_leaves_a_report_without_a_person(
    qtbot: QtBot, tmp_path: Path, root: Path, language: str
) -> None:
    del qtbot
    folder = tmp_path / "store"
    with own_keys(tmp_path / "keys"), store_in(folder) as counter:
        counter.use.run_till.open(10_000, "104")
    ended = subprocess.run(
        [sys.executable, "-m", "tests.ui.crash_probe", str(folder), language],
        cwd=root,
        env=os.environ | {KEYS_VARIABLE: str(tmp_path / "keys")},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == SOFTWARE_STATUS, ended.stderr
    assert Wording(language).words("page.crash.saved") in ended.stdout
    (saved,) = (folder / "reports").iterdir()
    log = (folder / "log" / "counter.log").read_text("utf-8")
    told = saved.read_text("utf-8")
    table = tomllib.loads(told)
    assert table["trace"][0] == "KeyError"
    assert any("presenters/" in line for line in table["trace"])
    assert table["window"]["page"] == "SellingPresenter"
    assert "unexpected error" in log
    for text in (told, log):
        assert not [one for one in ("Emma", "User", "24.90", str(Path.home())) if one in text]
    with (
        own_keys(tmp_path / "keys"),
        store_in(folder) as counter,
        window_over(counter, tmp_path) as shop,
    ):
        shop.sell()
        assert [line.code for line in shop.selling.state.bill.lines] == [TOASTER]
        shop.driver.sees("The basket was kept", "24.90")
