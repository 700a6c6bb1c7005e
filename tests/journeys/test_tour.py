"""The scripted day, driven through the real window: screen and journal after every step."""

from pathlib import Path

import pytest

from counter_app.commands.tour import tour
from counter_app.settings import KEYS_VARIABLE


def test_a_whole_day_goes_as_expected_on_screen_in_the_journal_and_on_paper(
    qapp: object,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    del qapp
    monkeypatch.setenv(KEYS_VARIABLE, str(tmp_path / "keys"))
    out = tmp_path / "out"
    (out / "papers").mkdir(parents=True)
    assert tour(tmp_path / "store", out) == 0, capsys.readouterr().out
    printed = capsys.readouterr().out.splitlines()
    assert printed[-1].endswith(f"all as expected, in {out}")
    assert len(list(out.glob("*.png"))) >= len(printed) - 1
    assert list((out / "papers").glob("z-*.pdf"))
