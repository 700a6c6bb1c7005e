"""`counter-app self-test`: one line a step, and nothing left behind."""

from pathlib import Path

import pytest

from counter_app.commands import run
from counter_app.settings import KEYS_VARIABLE


def test_the_self_test_sells_verifies_and_cleans_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(KEYS_VARIABLE, str(tmp_path / "keys"))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    assert run(["self-test"]) == 0
    set_up, store, sale, verified = capsys.readouterr().out.splitlines()
    assert set_up.startswith("Set-up: Python 3.")
    assert store == "Store: founded in a temporary folder, 323 products."
    assert sale == "Sale: receipt 0001-01-01-0000001, €24.90 in cash."
    assert verified.endswith("nothing is wrong.")
    assert [path.name for path in tmp_path.iterdir()] == ["keys"]
    assert list((tmp_path / "keys").iterdir()) == []


def test_a_self_test_that_cannot_keep_its_keys_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    monkeypatch.setenv(KEYS_VARIABLE, str(tmp_path / "file"))
    assert run(["self-test"]) == 1
    assert "The keys of the store could not be kept" in capsys.readouterr().err
