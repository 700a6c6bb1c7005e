"""`counter-app open`: this machine's own store, or the way to one."""

from pathlib import Path

import pytest

from counter_app.commands import run
from counter_app.commands.open import has_screen
from counter_app.settings import KEYS_VARIABLE, STORE_VARIABLE


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(KEYS_VARIABLE, str(tmp_path / "keys"))
    monkeypatch.setenv(STORE_VARIABLE, str(tmp_path / "shop"))
    return tmp_path


@pytest.mark.parametrize(
    ("environment", "platform", "there"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ""}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"QT_QPA_PLATFORM": "offscreen"}, "linux", True),
        ({}, "win32", True),
        ({}, "darwin", True),
    ],
)
def test_a_screen_is_known_by_what_the_system_says(
    environment: dict[str, str], platform: str, *, there: bool
) -> None:
    assert has_screen(environment, platform) is there


def test_without_a_store_and_a_screen_the_exact_command_is_told(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert run(["open"]) == 1
    said = capsys.readouterr().err
    line = "counter-app setup --config FILE.toml --recovery-sheet SHEET.pdf"
    assert f"{line} --store {here / 'shop'}" in said
    assert not (here / "shop").exists()


def test_a_folder_with_other_files_is_no_place_for_a_store(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "letters").mkdir()
    (here / "letters" / "one.txt").write_text("keep me", "utf-8")
    assert run(["open", str(here / "letters")]) == 1
    assert "holds other files" in capsys.readouterr().err
