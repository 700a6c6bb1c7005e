"""The recovery code: the key of a store's keys as groups of letters and digits on paper.

Twenty random bytes are 32 letters of Crockford's base 32 (no I, L, O, U), four a group, and a fifth
letter checks its group and the group's place. Invariant: one wrong letter, two letters that changed
places, or two groups that did are always noticed, and the group is named.
"""

import hmac
import re
from collections.abc import Sequence
from functools import reduce
from hashlib import sha256
from operator import xor
from typing import Final

from counter_app.domain.errors import Refusal

KEY_BYTES: Final = 20
GROUPS: Final = 8
CHECK_DIGITS: Final = 6
_LETTERS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_TAKEN_FOR: Final = str.maketrans("ILO", "110")
_VALUES: Final = {letter: value for value, letter in enumerate(_LETTERS)}
_BITS: Final = 5
_DATA: Final = 4  # letters of the key in a group
_GROUP: Final = _DATA + 1
_SEPARATORS: Final = re.compile(r"[\s\-\u2010-\u2015]+")
_FIELD: Final = 0b100101  # x^5 + x^2 + 1: the field of 32 elements
_CHECK: Final = b"counter/recovery/check"


def encode(key: bytes) -> tuple[str, ...]:
    """Eight groups of five letters, from 20 random bytes."""
    assert len(key) == KEY_BYTES, "a recovery key has 20 bytes"
    number = int.from_bytes(key, "big")
    values = [number >> shift & 31 for shift in range(_BITS * (_DATA * GROUPS - 1), -1, -_BITS)]
    return tuple(
        _spelled(values[place * _DATA : (place + 1) * _DATA], place) for place in range(GROUPS)
    )


def decode(text: str) -> bytes:
    """The 20 bytes of a code as it was typed or scanned.

    Taken in any case, with spaces or dashes or none, O as 0, I and L as 1.

    Raises Refusal `recovery.length` (`groups` found, `needed`), `recovery.group_wrong` (`group`
    from 1, and its `text`).
    """
    groups = _groups(text)
    if len(groups) != GROUPS:
        raise Refusal("recovery.length", groups=len(groups), needed=GROUPS)
    number = 0
    for place, group in enumerate(groups):
        for value in _proved(group, place):
            number = number << _BITS | value
    return number.to_bytes(KEY_BYTES, "big")


def check_digits(key: bytes) -> str:
    """Six digits that only somebody who can read the printed sheet knows; they open nothing."""
    digest = sha256(_CHECK + key).digest()
    return f"{int.from_bytes(digest, 'big') % 10**CHECK_DIGITS:0{CHECK_DIGITS}}"


def require_check_digits(key: bytes, typed: str) -> None:
    """Raise Refusal `recovery.check_digits` unless `typed` are those of the sheet of this key."""
    digits = _SEPARATORS.sub("", typed)
    if not hmac.compare_digest(digits.encode(), check_digits(key).encode()):
        raise Refusal("recovery.check_digits")


def _groups(text: str) -> list[str]:
    """The groups as they were parted; a text without parts is cut into fives."""
    parts = [part for part in _SEPARATORS.split(text.strip().upper().translate(_TAKEN_FOR)) if part]
    if len(parts) == GROUPS:
        return parts
    whole = "".join(parts)
    return [whole[start : start + _GROUP] for start in range(0, len(whole), _GROUP)]


def _spelled(values: Sequence[int], place: int) -> str:
    return "".join(_LETTERS[value] for value in (*values, _checked(values, place)))


def _proved(group: str, place: int) -> Sequence[int]:
    """The values of a group without its check letter."""
    values = [_VALUES.get(letter, -1) for letter in group]
    if len(values) != _GROUP or -1 in values or values[-1] != _checked(values[:_DATA], place):
        raise Refusal("recovery.group_wrong", group=place + 1, text=group[:12])
    return values[:_DATA]


def _checked(values: Sequence[int], place: int) -> int:
    """The check letter: a sum with another weight for each letter, and the group's place.

    The weights 2, 4, 8, 16 and the check's own 1 differ, so neither one changed letter nor two that
    changed places leave the sum as it was.
    """
    weighted = (_times(value, 2 << at) for at, value in enumerate(values))
    return reduce(xor, weighted, place)


def _times(one: int, other: int) -> int:
    """The product in the field of 32 elements."""
    product = 0
    while other:
        if other & 1:
            product ^= one
        other >>= 1
        one <<= 1
        if one > 31:  # noqa: PLR2004 - five bits
            one ^= _FIELD
    return product
