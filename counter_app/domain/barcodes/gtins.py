"""GTIN, UPC-A and UPC-E: check digits, and the ways one number is written.

Every scan passes here, so this module imports nothing heavy. Invariant: a GTIN's normal form has 14
digits; shorter forms are the same number without leading zeros (GS1 General Specifications 3.3).
"""

from typing import Final

GTIN_LENGTHS: Final = (8, 12, 13, 14)
UPC_E_LENGTHS: Final = (6, 7, 8)
UPC_A: Final = 12
NORMAL: Final = 14
SHORTEST: Final = 8


def is_digits(text: str) -> bool:
    """Whether the text is ASCII digits only: look-alikes of other scripts are not."""
    return text.isascii() and text.isdecimal()


def check_digit(payload: str) -> int:
    """The GS1 modulo-10 digit to append (GS1 General Specifications 7.9.1).

    Raises ValueError where the payload is not ASCII digits.
    """
    if not is_digits(payload):
        message = f"not digits: {payload!r}"
        raise ValueError(message)
    digits = [int(digit) for digit in reversed(payload)]
    return -(3 * sum(digits[::2]) + sum(digits[1::2])) % 10


def check_digit_ok(number: str) -> bool:
    """Whether the last digit of a GTIN, GLN, SSCC or the like is its check digit."""
    return is_digits(number) and len(number) > 1 and check_digit(number[:-1]) == int(number[-1])


def gtin_of(text: str) -> str | None:
    """The normal form of 8, 12, 13 or 14 digits whose check digit is right, else None."""
    if len(text) in GTIN_LENGTHS and check_digit_ok(text):
        return text.zfill(NORMAL)
    return None


def shortest_length(gtin: str) -> int:
    """How many digits the shortest form of a GTIN has: 8, 12, 13 or 14."""
    significant = len(gtin.lstrip("0"))
    return next(length for length in GTIN_LENGTHS if significant <= length)


def written_as(gtin: str, length: int) -> str | None:
    """The GTIN in 8, 12, 13 or 14 digits, None where it does not fit."""
    if shortest_length(gtin) > length:
        return None
    return gtin.zfill(NORMAL)[NORMAL - length :]


def spellings(gtin: str) -> tuple[str, ...]:
    """Every way the GTIN may stand in a catalogue, the most usual first."""
    forms = [written_as(gtin, length) for length in (13, 12, 14, 8)]
    upc_a = written_as(gtin, UPC_A)
    forms.append(upc_e_of(upc_a) if upc_a else None)
    return tuple(dict.fromkeys(form for form in forms if form))


def upc_a_of(upc: str) -> str | None:
    """UPC-A of a UPC-A, or of a UPC-E of 6, 7 (with number system) or 8 (and check) digits.

    None where it is neither. Zero suppression: GS1 General Specifications 5.2.2.4.2.
    """
    if not is_digits(upc):
        return None
    if len(upc) == UPC_A:
        return upc if check_digit_ok(upc) else None
    if len(upc) not in UPC_E_LENGTHS:
        return None
    system_and_six = f"0{upc}" if len(upc) == min(UPC_E_LENGTHS) else upc[:7]
    if system_and_six[0] not in "01":
        return None
    payload = _expanded(system_and_six)
    complete = f"{payload}{check_digit(payload)}"
    return complete if len(upc) < SHORTEST or complete[-1] == upc[-1] else None


def upc_e_of(upc: str) -> str | None:
    """The 8 digits of UPC-E (number system, six digits, check digit), None where it has none."""
    upc_a = upc_a_of(upc)
    if upc_a is None or upc_a[0] not in "01":
        return None
    short = _suppressed(upc_a[1:6], upc_a[6:11])
    return f"{upc_a[0]}{short}{upc_a[-1]}" if short else None


def _expanded(system_and_six: str) -> str:
    system, six = system_and_six[0], system_and_six[1:]
    last = six[5]
    if last in "012":
        return f"{system}{six[:2]}{last}0000{six[2:5]}"
    if last == "3":
        return f"{system}{six[:3]}00000{six[3:5]}"
    if last == "4":
        return f"{system}{six[:4]}00000{six[4]}"
    return f"{system}{six[:5]}0000{last}"


def _suppressed(maker: str, item: str) -> str | None:
    """Five digits of maker and five of item, as the six of UPC-E."""
    if maker[2:] in {"000", "100", "200"} and item.startswith("00"):
        return f"{maker[:2]}{item[2:]}{maker[2]}"
    if maker.endswith("00") and item.startswith("000"):
        return f"{maker[:3]}{item[3:]}3"
    if maker.endswith("0") and item.startswith("0000"):
        return f"{maker[:4]}{item[4]}4"
    if item.startswith("0000") and item[4] in "56789":
        return f"{maker}{item[4]}"
    return None
