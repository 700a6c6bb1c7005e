"""Whether this machine's user asked the system for less motion.

Invariant: asking never holds up a start: the answer of another program comes when it is there, and
a system that does not answer is as one that was not asked.
"""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, QProcess, Signal

VARIABLE: Final = "COUNTER_REDUCED_MOTION"  # 1 or 0: where the system has no such setting
_CLIENT_ANIMATION: Final = 0x1042  # SPI_GETCLIENTAREAANIMATION of winuser.h
_TAKEN_OUT: Final = {"1": True, "0": False}


@dataclass(frozen=True, slots=True)
class Question:
    """A program that knows, and the word in its answer that means less motion."""

    program: str
    arguments: tuple[str, ...]
    less: str


# What GNOME and its kin, and macOS, say about it.
QUESTIONS: Final[Mapping[str, Question]] = {
    "linux": Question(
        "gsettings", ("get", "org.gnome.desktop.interface", "enable-animations"), "false"
    ),
    "darwin": Question("defaults", ("read", "com.apple.universalaccess", "reduceMotion"), "1"),
}


def answer_of(question: Question, output: str) -> bool | None:
    """Whether an answer asks for less motion; None where it says nothing."""
    word = output.strip().lower()
    return word == question.less if word else None


class Motion(QObject):
    """Asks once; `told` brings the answer, if there is one."""

    told = Signal(bool)

    def __init__(self, platform: str = sys.platform, variable: str | None = None) -> None:
        super().__init__()
        self._platform = platform
        self._said = _TAKEN_OUT.get(os.environ.get(VARIABLE, "") if variable is None else variable)
        self._process: QProcess | None = None

    def ask(self, question: Question | None = None) -> None:
        """Ask the environment, else the system."""
        if self._said is not None:
            self.told.emit(self._said)
        elif self._platform == "win32":
            self.told.emit(not windows_animates())
        else:
            asked = question or QUESTIONS.get(self._platform)
            if asked is not None:
                self._run(asked)

    def rest(self) -> None:
        """Wait for no answer any more."""
        if self._process is not None:
            self._process.finished.disconnect()
            self._process.kill()
            self._process.waitForFinished()
            self._process = None

    def _run(self, question: Question) -> None:
        process = self._process = QProcess(self)

        def finished() -> None:
            self._process = None
            answer = answer_of(question, bytes(process.readAllStandardOutput().data()).decode())
            process.deleteLater()
            if answer is not None:
                self.told.emit(answer)

        process.finished.connect(finished)
        process.start(question.program, list(question.arguments))


def windows_animates() -> bool:
    """Windows: Settings, Accessibility, Visual effects, Animation effects; True elsewhere."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415  Windows only

        shown = ctypes.c_int(1)
        ctypes.windll.user32.SystemParametersInfoW(_CLIENT_ANIMATION, 0, ctypes.byref(shown), 0)
        return bool(shown.value)
    return True
