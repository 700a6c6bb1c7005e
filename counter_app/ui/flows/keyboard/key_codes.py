"""The character a scanner meant, by the place of the key on the keyboard and not by its layout.

A scanner in keyboard mode sends the key places of a United States keyboard. Invariant: the same
place gives the same character under every layout of the machine, so no layout changes a digit.
"""

from enum import StrEnum
from typing import Final

GROUP_SEPARATOR: Final = "\x1d"


class Platform(StrEnum):
    """Whose numbering the native codes follow; X11 numbers serve Wayland too."""

    X11 = "x11"
    WINDOWS = "windows"
    MAC = "mac"


# The rows of the main block, in the order of their scan codes (set 1): unshifted, then shifted.
_ROWS: Final = (
    (2, "1234567890-=", "!@#$%^&*()_+"),
    (16, "qwertyuiop[]", "QWERTYUIOP{}"),
    (30, "asdfghjkl;'`", 'ASDFGHJKL:"~'),
    (43, "\\zxcvbnm,./", "|ZXCVBNM<>?"),
    (57, " ", " "),
)
_STAR: Final = 55
_SCAN: Final = {
    first + n: pair
    for first, low, high in _ROWS
    for n, pair in enumerate(zip(low, high, strict=True))
}
_PAD: Final = {55: "*", 74: "-", 78: "+", 71: "7", 72: "8", 73: "9", 75: "4", 76: "5", 77: "6"} | {
    79: "1",
    80: "2",
    81: "3",
    82: "0",
    83: ".",
}
# Virtual key codes of macOS: places of the American keyboard (Events.h, kVK_ANSI_*).
_MAC: Final = dict(
    zip(
        (18, 19, 20, 21, 23, 22, 26, 28, 25, 29, 27, 24),
        zip("1234567890-=", "!@#$%^&*()_+", strict=True),
        strict=True,
    )
) | dict(
    zip(
        (
            *(0, 11, 8, 2, 14, 3, 5, 4, 34, 38, 40, 37, 46),
            *(45, 31, 35, 12, 15, 1, 17, 32, 9, 13, 7, 16, 6),
        ),
        ((small, small.upper()) for small in "abcdefghijklmnopqrstuvwxyz"),
        strict=True,
    )
)
_MAC_PAD: Final = {
    82: "0",
    83: "1",
    84: "2",
    85: "3",
    86: "4",
    87: "5",
    88: "6",
    89: "7",
    91: "8",
    92: "9",
}
_X11_OFFSET: Final = 8


def by_place(platform: Platform, code: int, *, shift: bool, pad: bool) -> str:
    """The character of a native key code (macOS: virtual key); empty where the place has none."""
    if platform is Platform.MAC:
        return _MAC_PAD.get(code, "") if pad else _MAC.get(code, ("", ""))[shift]
    place = code - _X11_OFFSET if platform is Platform.X11 else code
    if pad or place == _STAR:
        return _PAD.get(place, "")
    return _SCAN.get(place, ("", ""))[shift]
