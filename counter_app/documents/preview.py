"""A finished paper as pictures, as it will print: what the screen shows before the printer does.

Invariant: the picture is rendered from the very bytes that are printed and filed.
"""

import struct
import zlib
from typing import Final

from pypdfium2 import PdfBitmap, PdfDocument

_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_QUICK: Final = 1  # zlib level: a preview is looked at once


def images(pdf: bytes, scale: float) -> tuple[bytes, ...]:
    """Each page as a grey PNG; `scale` 1.0 is 72 dots an inch. Not for two threads at once."""
    document = PdfDocument(pdf)
    try:
        return tuple(_png(page.render(scale=scale, grayscale=True)) for page in document)
    finally:
        document.close()


def _png(bitmap: PdfBitmap) -> bytes:
    """PNG, 8 bits of grey, no filter (RFC 2083)."""
    wide, high, stride = bitmap.width, bitmap.height, bitmap.stride
    pixels = bytes(bitmap.buffer)
    rows = b"".join(b"\0" + pixels[y * stride : y * stride + wide] for y in range(high))
    head = struct.pack(">IIBBBBB", wide, high, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, _QUICK)), (b"IEND", b""))
    return _SIGNATURE + b"".join(_chunk(name, data) for name, data in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    check = zlib.crc32(name + data)
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", check)
