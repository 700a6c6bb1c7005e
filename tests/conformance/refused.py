"""Cases refused on principle: per family, the case and why the counter gives something else.

Invariant: a case stands here only while its result really differs; one that passes is an error.
"""

from collections.abc import Mapping
from typing import Final

_BARCODES: Final = {
    **dict.fromkeys(
        ("gs1-0132", "gs1-0133"),
        "a link whose GTIN has 12 or 13 digits names its item without doubt: it sells (as biip)",
    ),
    "gs1-0184": "an identifier that is not in the standard's table is left out, never guessed at",
    **dict.fromkeys(
        ("biip-147", "biip-148", "biip-151", "biip-250"),
        "the counter reads links and makes none",
    ),
    **dict.fromkeys(
        ("biip-252", "biip-253", "biip-255", "biip-258"),
        "whose prefix a number has is nothing to a sale: no prefix table is used",
    ),
    **dict.fromkeys(
        ("biip-261", "biip-262", "biip-264"),
        "transport units (SSCC) are not sold: their parts are not set apart",
    ),
}

REFUSED: Final[Mapping[str, Mapping[str, str]]] = {
    "barcodes": _BARCODES,
}
