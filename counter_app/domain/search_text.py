"""The form of a name in which it is stored for searching and in which a question is asked.

Invariant: folding a folded text changes nothing, and name and question are folded alike, so that
case, accents, the final sigma and punctuation never decide whether something is found.
"""

import re
import unicodedata
from typing import Final

_COMMON_MARKS: Final = re.compile("[\u0300-\u036f]+")
_OTHER_SCRIPTS: Final = re.compile("[\u0483-\u1dff\u20d0-\U0010ffff]")
_SEPARATORS: Final = re.compile(r"[\W_]+")
_ASCII_SEPARATORS: Final = {
    code: " " for code in range(128) if not (chr(code).isalnum() and chr(code).isascii())
}


def fold(text: str) -> str:
    """Return `text` as words of plain letters and digits with one space between them.

    Case is folded, marks are dropped after decomposition (NFD), a final sigma becomes a sigma
    (casefold does it), everything else separates words. A text without letter or digit
    keeps its signs, so that it can be found too.
    """
    if text.isascii():
        return " ".join(text.lower().translate(_ASCII_SEPARATORS).split()) or text.strip()
    plain = _without_marks(unicodedata.normalize("NFD", text.casefold()))
    return _SEPARATORS.sub(" ", plain).strip() or _signs(plain)


def trigrams(text: str) -> tuple[str, ...]:
    """Return each three characters in a row, in order; none of a shorter text."""
    return tuple(text[at : at + 3] for at in range(len(text) - 2))


def _without_marks(text: str) -> str:
    plain = _COMMON_MARKS.sub("", text)
    if _OTHER_SCRIPTS.search(plain) is None:
        return plain
    # Marks of other scripts are looked up one by one: right everywhere, slow where rare.
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def _signs(text: str) -> str:
    """Single spaces; half a character, which a broken input method may send, is no sign."""
    return " ".join(text.encode(errors="ignore").decode().split())
