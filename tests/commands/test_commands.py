"""The frame of the command line: what a person reads, and what a start costs."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

import counter_app
from counter_app.__main__ import main
from counter_app.commands import run
from counter_app.commands.arguments import COMMANDS, Entry

GREET = (Entry("greet", "tests.commands.greet", "say hello"),)
HINT = "`counter-app greet --help` lists what it takes."


def test_a_command_gets_its_arguments(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["greet", "Anna", "--times", "2"], GREET) == 0
    assert capsys.readouterr().out == "hello Anna\nhello Anna\n"


def test_the_status_of_a_command_is_the_status_of_the_program() -> None:
    assert run(["greet", "Anna", "--times", "0"], GREET) == 7


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "counter-app: name a command: greet."),
        (["--fresh"], "counter-app: name a command: greet."),
        (["sing"], "counter-app: there is no command 'sing'; the commands are greet."),
        (["gret"], "counter-app: there is no command 'gret'; did you mean 'greet'."),
        (
            ["greet"],
            f"counter-app greet: the following arguments are required: name; {HINT}",
        ),
        (
            ["greet", "Anna", "--loud"],
            f"counter-app greet: unrecognized arguments: --loud; {HINT}",
        ),
        (
            ["greet", "Anna", "--ti", "2"],
            f"counter-app greet: unrecognized arguments: --ti 2; {HINT}",
        ),
    ],
)
def test_a_wrong_argument_gets_one_sentence(
    capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
) -> None:
    assert run(arguments, GREET) == 2
    assert capsys.readouterr() == ("", sentence + "\n")


@pytest.mark.parametrize("name", ["refused", "failed"])
def test_an_expected_error_is_one_sentence_and_no_traceback(
    capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert run(["greet", name], GREET) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert len(printed.err.splitlines()) <= 2
    assert "Traceback" not in printed.err


def test_a_bug_is_not_hidden() -> None:
    with pytest.raises(ZeroDivisionError):
        run(["greet", "broken"], GREET)


def test_an_interrupted_command_says_so_by_its_status() -> None:
    assert run(["greet", "interrupted"], GREET) == 130


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["--help"])
    assert left.value.code == 0
    printed = capsys.readouterr().out
    for entry in COMMANDS:
        assert f"  {entry.name} " in printed
        assert entry.help in printed


def test_the_version_is_the_package_s(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["--version"])
    assert (left.value.code, capsys.readouterr().out) == (0, f"{counter_app.__version__}\n")


@pytest.mark.parametrize("entry", COMMANDS, ids=lambda entry: entry.name)
def test_every_command_has_its_file(entry: Entry) -> None:
    assert importlib.util.find_spec(entry.module), entry.module
    command = entry.load()
    assert callable(command.add_arguments)
    assert callable(command.run)


def test_no_library_is_loaded_to_read_the_command_line(root: Path) -> None:
    # A start pays only for its own command, and help works before anything is installed.
    source = "import sys, counter_app.__main__; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-I", "-S", "-c", f"import sys; sys.path.append({str(root)!r}); {source}"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    outside = {name.partition(".")[0] for name in loaded} - sys.stdlib_module_names - {"__main__"}
    assert outside == {"counter_app"}
    assert not [
        name for name in loaded if name.startswith(("counter_app.ui", "counter_app.storage"))
    ]
