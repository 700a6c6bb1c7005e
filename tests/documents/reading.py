"""Reads papers back the way others will: their text, their codes, their own description."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

import zxingcpp
from pypdfium2 import PdfDocument


@dataclass(frozen=True)
class Printed:
    """A page's size and the bounds of all that is drawn on it, in points from the bottom left."""

    width: float
    height: float
    left: float
    bottom: float
    right: float
    top: float


@contextmanager
def opened(pdf: bytes) -> Iterator[PdfDocument]:
    document = PdfDocument(pdf)
    try:
        yield document
    finally:
        document.close()


def text_of(pdf: bytes) -> str:
    """All words, row by row, with single spaces: what a person would copy."""
    with opened(pdf) as document:
        text = "\n".join(page.get_textpage().get_text_range() for page in document)
    return "\n".join(" ".join(row.split()) for row in text.splitlines())


def rows_of(pdf: bytes) -> list[str]:
    return text_of(pdf).splitlines()


def described(pdf: bytes) -> dict[str, str]:
    with opened(pdf) as document:
        return dict(document.get_metadata_dict())


PRINTER: Final = 203 / 72  # dots of a thermal printer to a point


def codes_of(pdf: bytes, scale: float = PRINTER) -> dict[str, str]:
    """Format -> content of each code on the page as a thermal printer draws it."""
    with opened(pdf) as document:
        bitmap = document[0].render(scale=scale, grayscale=True)
        shape = [bitmap.height, bitmap.stride]
        found = zxingcpp.read_barcodes(memoryview(bytes(bitmap.buffer)).cast("B", shape))
    return {code.format.name: code.text for code in found}


def printed(pdf: bytes) -> Printed:
    with opened(pdf) as document:
        assert len(document) == 1
        page = document[0]
        left, bottom, right, top = zip(
            *(thing.get_bounds() for thing in page.get_objects()), strict=True
        )
        size = page.get_width(), page.get_height()
    return Printed(*size, min(left), min(bottom), max(right), max(top))
