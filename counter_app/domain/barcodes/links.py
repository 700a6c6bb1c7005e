"""GS1 Digital Link: a web address that carries the elements of a label (URI syntax 1.6).

Invariant: a link is never opened; only what is written in it is read.
"""

import re
from typing import Final
from urllib.parse import urlsplit, urlunsplit

from counter_app.domain.barcodes.elements import Elements, element_of
from counter_app.domain.errors import Refusal

_WORDS: Final = {"gtin": "01", "ser": "21", "lot": "10", "cpv": "22", "sscc": "00"}
"""Names that older links use in place of numbers."""
_ALLOWED: Final = re.compile(r"[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+")
_SCHEMES: Final = ("http://", "https://")


def is_web_address(text: str) -> bool:
    """Whether the text looks like one, link or not."""
    return text[:8].lower().startswith(_SCHEMES)


def read_link(text: str) -> Elements:
    """The elements of a Digital Link, key first, then qualifiers, then attributes as they stand.

    A GTIN of 8, 12 or 13 digits is taken as the same number with 14. Raises Refusal
    `scan.web_address` where the text is not such a link.
    """
    from biip import ParseError  # noqa: PLC0415  biip takes 90 ms to import, start must not
    from biip.gs1_digital_link_uris import GS1DigitalLinkURI  # noqa: PLC0415  the same

    if not _ALLOWED.fullmatch(text):
        raise Refusal("scan.web_address", address=text[:60])
    try:
        link = GS1DigitalLinkURI.parse(_numbered(text))
    except (ParseError, ValueError) as error:
        raise Refusal("scan.web_address", address=text[:60]) from error
    elements = tuple(element_of(one.ai.ai, one.value) for one in link.element_strings)
    if any(one.check_digit_ok is False for one in elements):
        raise Refusal("scan.web_address", address=text[:60])
    return elements


def _numbered(text: str) -> str:
    """The link with numbers for names, and nothing after the path that is no attribute."""
    parts = urlsplit(text)
    path = "/".join(_WORDS.get(step, step) for step in parts.path.split("/"))
    return urlunsplit((parts.scheme, parts.netloc, path, parts.query, ""))
