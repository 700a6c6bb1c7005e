"""Serial numbers: the one piece of a product, as its label or a person says it.

Invariant: a serial number has one form, so that what was sold is found again; a line with one is
one piece.
"""

import re
from collections.abc import Iterable
from typing import Final

from counter_app.domain.basket import Line
from counter_app.domain.errors import Refusal

LONGEST: Final = 30
_FORM: Final = re.compile(r"[!-~]+")


def read_serial(text: str, code: str) -> str:
    """The serial number in its one form: capital letters, no spaces, 1 to 30 signs of ASCII.

    Refusals: `serial.wanted` where nothing was given, `serial.format`, and `serial.item_code` for
    the code of the product itself, which stands beside the serial number on many labels.
    """
    serial = "".join(text.split()).upper()
    if not serial:
        raise Refusal("serial.wanted")
    if len(serial) > LONGEST or not _FORM.fullmatch(serial):
        raise Refusal("serial.format", most=LONGEST)
    if serial.lstrip("0") == code.upper().lstrip("0"):
        raise Refusal("serial.item_code")
    return serial


def check_not_in_basket(lines: Iterable[Line], code: str, serial: str) -> None:
    """Refusal `serial.in_basket`: one piece is sold once."""
    if any((line.code, line.serial) == (code, serial) for line in lines):
        raise Refusal("serial.in_basket", serial=serial)
