"""The frame of the command line: what a person reads, and what a start costs."""

import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import pytest

import counter_app
from counter_app.__main__ import main
from counter_app.commands import run
from counter_app.commands.arguments import COMMANDS, Entry
from counter_app.commands.spoken import LANGUAGE_VARIABLE, language, words
from counter_app.wording import LANGUAGES

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
        assert words(entry.help) in printed


@pytest.mark.parametrize("name", LANGUAGES)
def test_every_line_of_help_has_its_words_in_each_language(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(LANGUAGE_VARIABLE, name)
    for arguments in ([], *([entry.name] for entry in COMMANDS)):
        with pytest.raises(SystemExit):
            main([*arguments, "--help"])
        printed = capsys.readouterr().out
        assert not re.search(r"\bcommand\.[a-z]", printed), "a key without words"


@pytest.mark.parametrize(
    ("environment", "spoken"),
    [
        ({}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "it_IT.UTF-8"}, "it"),
        ({"LANG": "it_IT.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "", "LC_MESSAGES": "el_GR"}, "el"),
        ({"LANG": "it_IT.UTF-8", "COUNTER_LANGUAGE": "el"}, "el"),
    ],
)
def test_the_command_line_speaks_the_chosen_language_else_the_machine_s(
    environment: dict[str, str], spoken: str
) -> None:
    assert language(environment) == spoken


def test_a_wrong_command_is_told_in_the_language_of_the_machine(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(LANGUAGE_VARIABLE, "it")
    assert run(["gret"], GREET) == 2
    assert capsys.readouterr().err == (
        "counter-app: non esiste il comando 'gret'; forse 'greet'.\n"
    )


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
