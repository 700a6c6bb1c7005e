"""What a scanner says before the data: the AIM identifier of the symbol (ISO/IEC 15424).

Invariant: data behind an identifier is held to what that symbol must carry, so a misread is refused
and never guessed at.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from counter_app.domain.barcodes.elements import Elements, read_elements
from counter_app.domain.barcodes.gtins import check_digit_ok
from counter_app.domain.barcodes.links import is_web_address, read_link
from counter_app.domain.errors import Refusal


class Carrier(StrEnum):
    """The kind of symbol, as far as a counter tells them apart."""

    EAN_13 = "ean_13"  # also UPC-A and UPC-E, delivered as 13 digits
    EAN_8 = "ean_8"
    ITF_14 = "itf_14"
    GS1_128 = "gs1_128"
    DATABAR = "databar"
    DATA_MATRIX = "data_matrix"
    QR = "qr"
    DOT_CODE = "dot_code"
    OTHER = "other"


_CARRIERS: Final = {
    "E0": Carrier.EAN_13,
    "E3": Carrier.EAN_13,
    "E4": Carrier.EAN_8,
    "I1": Carrier.ITF_14,
    "C1": Carrier.GS1_128,
    "e0": Carrier.DATABAR,
    "e1": Carrier.DATABAR,
    "e2": Carrier.DATABAR,
}
_FAMILIES: Final = {"d": Carrier.DATA_MATRIX, "Q": Carrier.QR, "J": Carrier.DOT_CODE}
_LETTERS: Final = frozenset("ABCDEFGHIKLMNOPQRSTUXZJYcdeopsz")
_ELEMENTS: Final = frozenset({"C1", "e0", "d2", "Q3", "J1"})
_FIXED_LENGTH: Final = {"E0": 13, "E4": 8, "I1": 14}
_MODIFIERS: Final = frozenset("0123456789ABCDEF")
_EXTENDED: Final = "Y"  # the only letter whose first modifier counts further ones


@dataclass(frozen=True, slots=True)
class AimIdentifier:
    """`]`, the letter of the symbology, its modifiers."""

    letter: str
    modifiers: str

    @property
    def text(self) -> str:
        """As the scanner sends it."""
        return f"]{self.letter}{self.modifiers}"

    @property
    def key(self) -> str:
        """Letter and modifiers, as the standards name the symbol: `E0`."""
        return f"{self.letter}{self.modifiers}"

    @property
    def carries_elements(self) -> bool:
        """Whether the data must be GS1 element strings."""
        return self.key in _ELEMENTS

    @property
    def carrier(self) -> Carrier:
        """The kind of symbol."""
        return _CARRIERS.get(self.key) or _FAMILIES.get(self.letter, Carrier.OTHER)


@dataclass(frozen=True, slots=True)
class Symbol:
    """A scan taken apart: identifier, data behind it, and the elements if it carries any."""

    aim: AimIdentifier
    data: str
    elements: Elements = ()


def aim_identifier(text: str) -> AimIdentifier:
    """The identifier at the start of a scan. Raises Refusal `scan.symbol` where there is none."""
    letter, modifiers = text[1:2], text[2:3]
    if not text.startswith("]") or letter not in _LETTERS or modifiers not in _MODIFIERS:
        raise Refusal("scan.symbol", text=text[:3])
    if letter == _EXTENDED:
        modifiers = text[2 : 3 + int(modifiers, 16)]
    return AimIdentifier(letter, modifiers)


def read_symbol(text: str) -> Symbol:
    """A scan with identifier.

    Raises Refusal: `scan.symbol` without identifier, `scan.misread` where a symbol of fixed length
    has other or wrong digits, `scan.label` and `scan.web_address` for what it carries.
    """
    aim = aim_identifier(text)
    data = text[len(aim.text) :]
    length = _FIXED_LENGTH.get(aim.key)
    if length is not None and (len(data) != length or not check_digit_ok(data)):
        raise Refusal("scan.misread", text=data[:40])
    if aim.carries_elements:
        return Symbol(aim, data, _sound(read_elements(data), data))
    if is_web_address(data):
        return Symbol(aim, data, read_link(data))
    return Symbol(aim, data)


def _sound(elements: Elements, data: str) -> Elements:
    if any(element.check_digit_ok is False for element in elements):
        raise Refusal("scan.label", text=data[:40])
    return elements
