"""`backup`, `restore` and `recovery-sheet` as a person types them."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from counter_app.bootstrap import Parts, open_counter
from counter_app.commands import run
from counter_app.domain.facts import BackupMade, CredentialChanged
from counter_app.domain.recovery_code import check_digits, decode
from counter_app.services.recovery import RecoverySheet
from counter_app.settings import KEYS_VARIABLE, StoreSettings, place_of, write_settings
from counter_app.storage.recovery import WRAPPED
from tests.conftest import ROOT
from tests.counters import a_desk
from tests.documents.reading import codes_of
from tests.fakes import FixedClock

Printed = pytest.CaptureFixture[str]


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store that nobody has open, its keys apart, a stick beside it."""
    monkeypatch.setenv(KEYS_VARIABLE, str(tmp_path / "keys"))
    a_desk(tmp_path / "store").counter.close()
    (tmp_path / "stick").mkdir()
    write_settings(tmp_path / "store", StoreSettings(backup_folder=tmp_path / "stick"))
    return tmp_path / "store"


def sheet_in_force(store: Path) -> RecoverySheet:
    counter = open_counter(store, Parts(clock=FixedClock()))
    try:
        sheet = counter.use.recovery.prepare()
        counter.use.recovery.confirm(sheet, sheet.check)
    finally:
        counter.close()
    return sheet


def kinds(store: Path, kind: str) -> int:
    counter = open_counter(store, Parts(clock=FixedClock()))
    try:
        return sum(entry.kind == kind for entry in counter.store.entries())
    finally:
        counter.close()


def backups(stick: Path) -> list[Path]:
    return sorted(path.parent for path in stick.glob("*/*/manifest.json"))


def typed(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))


def test_a_backup_is_made_and_written_down(store: Path, tmp_path: Path, capsys: Printed) -> None:
    assert run(["backup", str(store)]) == 0
    (made,) = backups(tmp_path / "stick")
    printed = capsys.readouterr()
    assert str(made) in printed.out
    assert "read back and whole" in printed.out
    assert "only this machine can open" in printed.out
    assert printed.err == ""
    assert kinds(store, BackupMade.kind) == 1


def test_a_running_counter_is_copied_beside(store: Path, tmp_path: Path, capsys: Printed) -> None:
    counter = open_counter(store, Parts(clock=FixedClock()))
    try:
        assert run(["backup", str(store)]) == 0
        assert "writes this backup down itself" in capsys.readouterr().out
        assert not counter.use.backup.due()
        assert counter.store.last_backup() == backups(tmp_path / "stick")[0].name
    finally:
        counter.close()


def test_another_place_is_named_for_once(store: Path, tmp_path: Path, capsys: Printed) -> None:
    (tmp_path / "disk").mkdir()
    assert run(["backup", str(store), "--to", str(tmp_path / "disk")]) == 0
    assert len(backups(tmp_path / "disk")) == 1
    assert backups(tmp_path / "stick") == []
    assert run(["backup", str(store), "--to", str(tmp_path / "nowhere")]) == 1
    assert "is not there" in capsys.readouterr().err


def test_a_store_without_a_place_says_how_to_name_one(store: Path, capsys: Printed) -> None:
    write_settings(store, StoreSettings())
    assert run(["backup", str(store)]) == 1
    assert "--to FOLDER" in capsys.readouterr().err


def test_a_store_comes_back_on_another_machine_by_its_sheet(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed
) -> None:
    code = " ".join(sheet_in_force(store).groups)
    run(["backup", str(store)])
    (made,) = backups(tmp_path / "stick")
    monkeypatch.setenv(KEYS_VARIABLE, str(tmp_path / "machine" / "keys"))
    new = tmp_path / "machine" / "store"
    capsys.readouterr()
    asked = ["restore", str(made), str(new), "--newest", "0001-01-01-0000003"]
    assert run([*asked, "--code", code[:-1]]) == 1
    assert "Group 8" in capsys.readouterr().err
    assert run([*asked, "--code", code]) == 0
    printed = capsys.readouterr().out
    assert "0001-01-02-0000001" in printed
    assert "on paper only: 3" in printed
    assert run(["verify", str(new), "--all-signatures"]) == 0
    assert place_of(new).keys.is_relative_to(tmp_path / "machine")


def test_the_code_may_lie_in_a_file(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "code.txt"
    file.write_text("-".join(sheet_in_force(store).groups) + "\n")
    run(["backup", str(store)])
    (made,) = backups(tmp_path / "stick")
    monkeypatch.setenv(KEYS_VARIABLE, str(tmp_path / "machine"))
    asked = ["restore", str(made), str(tmp_path / "b"), "--newest", "none"]
    assert run([*asked, "--code", str(file)]) == 0


def test_a_restore_without_a_word_about_the_newest_paper_is_refused(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed
) -> None:
    run(["backup", str(store)])
    (made,) = backups(tmp_path / "stick")
    typed(monkeypatch, "")
    assert run(["restore", str(made), str(tmp_path / "b")]) == 1
    assert "--newest NUMBER" in capsys.readouterr().err
    assert not (tmp_path / "b").exists()


def test_a_sheet_is_in_force_once_its_digits_are_keyed_in(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed
) -> None:
    """The digits are on the paper only: a person reads them while the command waits."""
    pdf = tmp_path / "sheet.pdf"
    process = subprocess.Popen(
        [sys.executable, "-m", "counter_app", "recovery-sheet", str(store), "--to", str(pdf)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert str(pdf) in process.stdout.readline()
    code = codes_of(pdf.read_bytes())["QRCode"]
    out, err = process.communicate(check_digits(decode(code)) + "\n")
    assert (process.returncode, err) == (0, "")
    assert "opens every backup from now on" in out
    assert (place_of(store).keys / WRAPPED).is_file()
    assert kinds(store, CredentialChanged.kind) > 0
    typed(monkeypatch, "000000x\n")
    assert run(["recovery-sheet", str(store)]) == 1
    assert "check digits" in capsys.readouterr().err


def test_a_sheet_never_overwrites_a_file(store: Path, tmp_path: Path, capsys: Printed) -> None:
    (tmp_path / "letter.pdf").write_text("dear")
    assert run(["recovery-sheet", str(store), "--to", str(tmp_path / "letter.pdf")]) == 1
    assert (tmp_path / "letter.pdf").read_text() == "dear"
    assert str(tmp_path / "letter.pdf") in capsys.readouterr().err


def test_a_killed_backup_leaves_the_store_whole_and_the_next_cleans_up(
    store: Path, tmp_path: Path
) -> None:
    program = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from counter_app.bootstrap import backups_of\n"
        "from counter_app.settings import place_of\n"
        "def killed():\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
        "shelf = backups_of(place_of(Path(sys.argv[1])), Path(sys.argv[2]))\n"
        "shelf.make('2026-01-01T000000Z', 0, lambda done, of: None, killed)\n"
    )
    gone = subprocess.run(
        [sys.executable, "-c", program, str(store), str(tmp_path / "stick")],
        cwd=ROOT,
        check=False,
    )
    assert gone.returncode != 0
    assert [path.name for path in (tmp_path / "stick").glob("*/*")] == ["2026-01-01T000000Z.part"]
    assert backups(tmp_path / "stick") == []
    assert run(["backup", str(store)]) == 0
    (made,) = backups(tmp_path / "stick")
    assert [path.name for path in (tmp_path / "stick").glob("*/*")] == [made.name]
    assert json.loads((made / "manifest.json").read_text())["v"] == 1
    assert run(["verify", str(store)]) == 0
