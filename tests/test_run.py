"""`run.py`: what is installed, what is run, and what a person reads when it cannot."""

import subprocess
import sys
from pathlib import Path

import pytest

import run

NOTHING_TO_INSTALL = "# a lock without packages\n"


@pytest.mark.parametrize(
    ("environment", "platform", "screen"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ""}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({}, "win32", True),
        ({}, "darwin", True),
    ],
)
def test_a_window_needs_a_screen(
    environment: dict[str, str], platform: str, *, screen: bool
) -> None:
    assert run.has_screen(environment, platform) is screen


@pytest.mark.parametrize(
    ("arguments", "screen", "command"),
    [
        ([], True, ["demo"]),
        ([], False, ["tour"]),
        (["--fresh"], True, ["demo", "--fresh"]),
        (["verify", "STORE"], True, ["verify", "STORE"]),
        (["test", "-k", "money"], False, ["test", "-k", "money"]),
        (["--help"], True, ["--help"]),
        (["-h"], False, ["-h"]),
        (["--version"], False, ["--version"]),
    ],
)
def test_without_a_command_the_counter_opens_or_the_tour_runs(
    arguments: list[str], command: list[str], *, screen: bool
) -> None:
    assert run.with_command(arguments, screen=screen) == command


@pytest.mark.parametrize("version", [(3, 10), (3, 14), (2, 7)])
def test_a_python_the_lock_was_not_made_for_is_told(version: tuple[int, int]) -> None:
    with pytest.raises(run.SetUpError, match=r"needs Python 3\.11 to 3\.13; this is"):
        run.check_version(version)


def test_the_pythons_of_the_lock_may_go_on() -> None:
    run.check_version((3, 11))
    run.check_version((3, 13))


def test_only_the_window_needs_the_window_s_packages() -> None:
    for command in ("demo", "open"):
        assert set(run.SCREEN) <= set(run.wanted_packages(command, screen=True))
    for command, screen in (("demo", False), ("tour", True), ("test", True), ("verify", True)):
        assert not set(run.SCREEN) & set(run.wanted_packages(command, screen=screen))


def test_a_package_under_its_newer_name_is_not_missing() -> None:
    wanted = ["libgl1", "libglib2.0-0", "libegl1"]
    assert run.missing_packages(wanted, {"libgl1", "libglib2.0-0t64"}) == ["libegl1"]


def test_a_lock_is_installed_once_and_whole(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    lock, more = tmp_path / "run.lock", tmp_path / "test.lock"
    lock.write_text(NOTHING_TO_INSTALL)
    more.write_text(NOTHING_TO_INSTALL)
    venv = tmp_path / "venv"

    python = run.install_locked(venv, [lock, more])
    assert "Installing" in capfd.readouterr().out
    kept = venv / "kept"
    kept.touch()
    assert run.install_locked(venv, [lock, more]) == python
    # What serves the checks serves the program.
    assert run.install_locked(venv, [lock]) == python
    assert capfd.readouterr().out == ""

    lock.write_text(NOTHING_TO_INSTALL * 2)
    run.install_locked(venv, [lock])
    assert "Installing" in capfd.readouterr().out
    assert kept.exists()

    lock.write_text("a-package-without-a-hash==1\n")
    with pytest.raises(run.SetUpError, match="a new start tries again"):
        run.install_locked(venv, [lock])
    assert not (venv / "installed.txt").exists()


def test_a_set_up_that_stopped_half_way_heals(tmp_path: Path) -> None:
    lock = tmp_path / "run.lock"
    lock.write_text(NOTHING_TO_INSTALL)
    venv = tmp_path / "venv"
    (venv / "bin").mkdir(parents=True)
    (venv / "bin" / "python").write_text("half a file")
    (venv / "left-over").touch()

    python = run.install_locked(venv, [lock])

    assert run.answers(python)
    assert not (venv / "left-over").exists()


def test_every_check_is_run_and_one_failure_fails(capfd: pytest.CaptureFixture[str]) -> None:
    checks = {
        "first": ("-c", "print('one')"),
        "second": ("-c", "raise SystemExit(3)"),
        "third": ("-c", "print('three')"),
    }

    assert run.run_checks([sys.executable], checks) == 1

    printed = capfd.readouterr().out
    assert "three" in printed
    verdicts = [line.partition(" s  ")[2] for line in printed.splitlines()[-3:]]
    assert verdicts == ["passed", "FAILED (exit status 3)", "passed"]


def test_checks_that_pass_pass() -> None:
    assert run.run_checks([sys.executable], {"only": ("-c", "pass")}) == 0


def test_help_says_test_and_every_command_before_anything_is_installed(root: Path) -> None:
    printed = started(root, "--help")
    assert printed.returncode == 0
    for word in ("test ", *run.program_commands()):
        assert f"  {word}" in printed.stdout


def test_a_wrong_command_gets_one_sentence_before_anything_is_installed(root: Path) -> None:
    printed = started(root, "tuor")
    assert (printed.returncode, printed.stdout) == (2, "")
    assert printed.stderr == "counter-app: there is no command 'tuor'; did you mean 'tour'.\n"


def test_a_command_runs_where_it_was_called_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "argparse.py").write_text("raise SystemExit('not the standard library')\n")
    (tmp_path / "counter_app").mkdir()

    status = run.call_program(sys.executable, ["import", "my.csv", "--store", "shop"])
    missing = capfd.readouterr().err
    (tmp_path / "my.csv").write_text("code,name,price\n")
    run.call_program(sys.executable, ["import", "my.csv", "--store", "shop"])

    assert (status, "my.csv" in missing) == (1, True)
    assert "shop" in capfd.readouterr().err  # the file is there now: what is missing is the store


def test_help_works_from_any_folder(root: Path, tmp_path: Path) -> None:
    printed = started(root, "--help", folder=tmp_path)
    assert (printed.returncode, printed.stderr) == (0, "")
    assert "self-test" in printed.stdout


def started(
    root: Path, *arguments: str, folder: Path | None = None
) -> subprocess.CompletedProcess[str]:
    # -S: no package of this environment is in reach, as on a new machine.
    command = [sys.executable, "-S", str(root / "run.py"), *arguments]
    return subprocess.run(command, cwd=folder or root, capture_output=True, text=True, check=False)


def test_the_checks_of_the_machine_are_those_of_a_person(root: Path) -> None:
    assert (
        (root / ".ci" / "run")
        .read_text("utf-8")
        .splitlines()[-1]
        .endswith("exec python3 run.py test")
    )
