"""Nothing moves for long, and nothing at all where the system or a person wants less motion."""

import sys
import tomllib

import pytest

from counter_app.ui.flows.keys import Intent
from counter_app.ui.presenters.looks import Looks, changed, followed
from counter_app.ui.senses.motion import (
    QUESTIONS,
    VARIABLE,
    Question,
    answer,
    less_motion,
    windows_animates,
)
from tests.conftest import ROOT

LONGEST_MS = 150
GNOME, MACOS = QUESTIONS["linux"], QUESTIONS["darwin"]


def test_no_motion_of_the_theme_takes_longer_than_150_ms() -> None:
    tokens = tomllib.loads((ROOT / "resources" / "theme" / "tokens.toml").read_text("utf-8"))
    moving = {name: ms for name, ms in tokens["motion"].items() if name != "toast_ms"}
    assert moving
    assert {name: ms for name, ms in moving.items() if ms > LONGEST_MS} == {}


def test_no_widget_is_animated_by_qt() -> None:
    animated = ("QPropertyAnimation", "QVariantAnimation", "QGraphicsOpacityEffect", "QTimeLine")
    found = [
        path.name
        for path in sorted((ROOT / "counter_app" / "ui").rglob("*.py"))
        if any(name in path.read_text("utf-8") for name in animated)
    ]
    assert found == []


def printing(text: str, less: str, status: int = 0) -> Question:
    """A program that answers with this text."""
    program = f"import sys; print({text!r}); sys.exit({status})"
    return Question((sys.executable, "-c", program), less)


@pytest.mark.parametrize(
    ("question", "text", "less"),
    [
        (GNOME, "false", True),
        (GNOME, "true", False),
        (MACOS, "1", True),
        (MACOS, "0", False),
        (MACOS, "", None),
    ],
)
def test_the_system_s_answer_is_understood(
    question: Question, text: str, *, less: bool | None
) -> None:
    assert answer(printing(text, question.less)) is less


def test_a_system_that_cannot_answer_says_nothing() -> None:
    assert answer(Question(("no-such-program-anywhere",), "false")) is None
    assert answer(printing("false", "false", status=1)) is None


@pytest.mark.parametrize(("variable", "still"), [("1", True), ("0", False)])
def test_the_environment_goes_before_the_system(variable: str, *, still: bool) -> None:
    assert less_motion("linux", {VARIABLE: variable}) is still


def test_an_unknown_system_is_not_asked() -> None:
    assert less_motion("plan9", {}) is None


def test_windows_is_asked_in_its_own_way() -> None:
    assert less_motion("win32", {}) is not windows_animates()


def test_the_system_is_followed_until_a_person_chose() -> None:
    looks = followed(Looks("en"), dark=None, still=True)
    assert (looks.still, looks.still_chosen, looks.dark) == (True, False, False)
    chosen = changed(looks, Intent.MOTION, "")
    assert (chosen.still, chosen.still_chosen) == (False, True)
    assert followed(chosen, dark=True, still=True) == changed(
        followed(looks, dark=True, still=None), Intent.MOTION, ""
    )


def test_the_volume_goes_up_in_three_steps_and_then_off() -> None:
    looks, volumes = Looks("en"), []
    for _ in range(4):
        looks = changed(looks, Intent.VOLUME, "")
        volumes.append(looks.volume)
    assert volumes == [3, 0, 1, 2]
