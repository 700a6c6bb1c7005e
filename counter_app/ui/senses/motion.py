"""Whether this machine's user asked the system for less motion.

Invariant: a system that does not say is as one that was not asked; nothing here is ever an error.
"""

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

VARIABLE: Final = "COUNTER_REDUCED_MOTION"  # 1 or 0: where the system has no such setting
_CLIENT_ANIMATION: Final = 0x1042  # SPI_GETCLIENTAREAANIMATION of winuser.h
_TAKEN_OUT: Final = {"1": True, "0": False}
_LONGEST_S: Final = 2


@dataclass(frozen=True, slots=True)
class Question:
    """A program that knows, and the word in its answer that means less motion."""

    command: tuple[str, ...]
    less: str


# What GNOME and its kin, and macOS, say about it. Qt itself does not tell.
QUESTIONS: Final[Mapping[str, Question]] = {
    "linux": Question(
        ("gsettings", "get", "org.gnome.desktop.interface", "enable-animations"), "false"
    ),
    "darwin": Question(("defaults", "read", "com.apple.universalaccess", "reduceMotion"), "1"),
}


def less_motion(
    platform: str = sys.platform, environment: Mapping[str, str] = os.environ
) -> bool | None:
    """What the environment says, else the system; None where neither does. It may take a while."""
    said = _TAKEN_OUT.get(environment.get(VARIABLE, ""))
    if said is not None:
        return said
    if platform == "win32":
        return not windows_animates()
    question = QUESTIONS.get(platform)
    return None if question is None else answer(question)


def answer(question: Question) -> bool | None:
    """Ask a program; None where it is not there, fails or does not answer in time."""
    try:
        asked = subprocess.run(  # noqa: S603  a constant of this file
            question.command, capture_output=True, text=True, timeout=_LONGEST_S, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    word = asked.stdout.strip().lower()
    return word == question.less if word and not asked.returncode else None


def windows_animates() -> bool:
    """Windows: Settings, Accessibility, Visual effects, Animation effects; True elsewhere."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415  Windows only

        shown = ctypes.c_int(1)
        ctypes.windll.user32.SystemParametersInfoW(_CLIENT_ANIMATION, 0, ctypes.byref(shown), 0)
        return bool(shown.value)
    return True
