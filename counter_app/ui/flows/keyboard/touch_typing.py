"""The keyboard on the screen: which keys it has, and what a press types.

Invariant: a press types what stands on its key once; a mark that fits no letter is dropped, never
typed.
"""

from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum
from typing import Final
from unicodedata import normalize

from counter_app.wording import LANGUAGES

BACKSPACE: Final = "backspace"
ENTER: Final = "enter"
CLOSE: Final = "close"
SHIFT: Final = "shift"
LANGUAGE: Final = "language"
SIGNS: Final = "signs"
LETTERS: Final = "letters"
SPACE: Final = "space"
TONOS: Final = "\u0384"
DIALYTIKA: Final = "\u00a8"
# Keys whose names are no characters to be read out as they stand, and the word for each.
NAMED: Final = {
    **{name: name for name in (BACKSPACE, ENTER, CLOSE, SHIFT, LANGUAGE, SIGNS, LETTERS, SPACE)},
    TONOS: "tonos",
    DIALYTIKA: "dialytika",
}
_FINAL_SIGMA: Final = "ς"  # its capital stands on the other sigma already
_COMBINING: Final = {TONOS: "\u0301", DIALYTIKA: "\u0308"}


class Panel(StrEnum):
    """Which keys stand there."""

    LETTERS = "letters"
    SIGNS = "signs"
    NUMBERS = "numbers"


class Shift(IntEnum):
    """Small letters, one capital, or capitals until it is pressed again."""

    OFF = 0
    ONCE = 1
    LOCKED = 2


@dataclass(frozen=True, slots=True)
class Typing:
    """The keyboard: its language, panel and shift; `marks` wait for the letter they belong to."""

    language: str
    panel: Panel = Panel.LETTERS
    shift: Shift = Shift.OFF
    marks: str = ""


_LETTERS: Final = {
    "en": ("qwertyuiop", "asdfghjkl", "zxcvbnm"),
    "it": ("qwertyuiopè", "asdfghjklòàù", "zxcvbnmìé"),
    "el": (";ςερτυθιοπ", f"ασδφγηξκλ{TONOS}", "ζχψωβνμ"),
}
_DIGITS: Final = "1234567890"
_SIGNS: Final = ("@#&%+=*/\\_", "()[]<>\"'!?", ":;€$£°|~")
_FOOT: Final = (CLOSE, SIGNS, LANGUAGE, ",", SPACE, ".", "-", ENTER)
_NUMBERS: Final = (
    ("7", "8", "9", BACKSPACE),
    ("4", "5", "6", "-"),
    ("1", "2", "3", CLOSE),
    (".", "0", "00", ENTER),
)


def keys(typing: Typing, mark: str = ".") -> tuple[tuple[str, ...], ...]:
    """The names of the keys, row by row; `mark` is the decimal mark of the numbers."""
    if typing.panel is Panel.NUMBERS:
        return tuple(tuple(mark if key == "." else key for key in row) for row in _NUMBERS)
    if typing.panel is Panel.SIGNS:
        first, second, third = _SIGNS
        foot = tuple(LETTERS if key == SIGNS else key for key in _FOOT)
        return (tuple(_DIGITS), tuple(first), tuple(second), (*third, BACKSPACE), foot)
    upper, middle, lower = (
        tuple(shifted(typing, key) for key in row) for row in _LETTERS[typing.language]
    )
    return (tuple(_DIGITS), upper, middle, (SHIFT, *lower, BACKSPACE), _FOOT)


def shifted(typing: Typing, key: str) -> str:
    """What stands on a letter's key now."""
    if typing.shift is Shift.OFF or key == _FINAL_SIGMA:
        return key
    return DIALYTIKA if key == TONOS else key.upper()


def caption(typing: Typing, key: str) -> str:
    """What stands on a key: the character itself, or a sample of what the key leads to."""
    letters = "αβγ" if typing.language == "el" else "abc"
    match key:
        case "shift":
            return letters.upper() if typing.shift is Shift.LOCKED else letters.capitalize()
        case "letters":
            return letters
        case "signs":
            return "#+="
        case "language":
            return typing.language.upper()
        case _:
            return key


def press(typing: Typing, key: str) -> tuple[Typing, str]:
    """The keyboard after a key, and what it typed, which may be nothing."""
    match key:
        case "shift":
            return replace(typing, shift=Shift((typing.shift + 1) % len(Shift))), ""
        case "language":
            return _next_language(typing), ""
        case "signs" | "letters":
            return replace(typing, panel=Panel(key), marks=""), ""
        case "backspace" | "enter" | "close":
            return replace(typing, marks=""), ""
        case _:
            return _character(typing, " " if key == SPACE else key)


def _character(typing: Typing, key: str) -> tuple[Typing, str]:
    if key not in _COMBINING:
        return _typed(typing), marked(typing.marks, key)
    marks = "" if key in typing.marks else typing.marks
    return replace(_typed(typing), marks=marks + key), ""


def marked(marks: str, letter: str) -> str:
    """A letter with the marks that were pressed before it, where Greek has such a letter."""
    # The diaeresis stands first in what Unicode puts together, whichever was pressed first.
    combining = "".join(sorted((_COMBINING[mark] for mark in marks), reverse=True))
    one = normalize("NFC", letter + combining)
    return one if len(one) == 1 and "\u0370" <= letter <= "\u03ff" else letter


def _typed(typing: Typing) -> Typing:
    shift = Shift.OFF if typing.shift is Shift.ONCE else typing.shift
    return replace(typing, shift=shift, marks="")


def _next_language(typing: Typing) -> Typing:
    after = LANGUAGES[(LANGUAGES.index(typing.language) + 1) % len(LANGUAGES)]
    return Typing(after, shift=typing.shift)
