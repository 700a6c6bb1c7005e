"""QR codes (ISO/IEC 18004, bytes, level M) fast enough to stand on every receipt.

Invariant: the modules are those of reportlab's encoder for the same mask (a test compares). That
encoder gives the fixed patterns here too, but needs 14 ms a code: three times a whole receipt.
A code is one integer, row after row from the top left, each row closed by a light module that
belongs to no row: shifts by one module or one row then never mix two rows.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, chain, pairwise, zip_longest
from operator import itemgetter
from typing import Final

from reportlab.graphics.barcode.qrencoder import (
    QRCode,
    QRErrorCorrectLevel,
    QRMath,
    QRRSBlock,
    QRUtil,
)

_LEVEL: Final = QRErrorCorrectLevel.M
_MASKS: Final = range(8)
_VERSIONS: Final = range(1, 20)  # up to 93 x 93 modules: more than a receipt has to say
_LONG_COUNT: Final = 10  # from this version on the length takes two bytes
_BYTES_MODE: Final = 0b0100
_PADDING: Final = bytes((0xEC, 0x11))
_DARK: Final = re.compile("1+")
# Dark 1:1:3:1:1 with four light modules on one side looks like a finder (7.8.3.1).
_LOOK_ALIKES: Final = ("10111010000", "00001011101")


@dataclass(frozen=True, slots=True)
class QrModules:
    """A code's modules: rows from the top, `1` is dark. The quiet zone (4 modules) is not in it."""

    rows: tuple[str, ...]

    @property
    def size(self) -> int:
        """Modules a side."""
        return len(self.rows)

    def runs(self) -> tuple[tuple[int, int, int], ...]:
        """Dark stretches as (column, row, length)."""
        return tuple(
            (run.start(), place, run.end() - run.start())
            for place, row in enumerate(self.rows)
            for run in _DARK.finditer(row)
        )


@dataclass(frozen=True, slots=True)
class _Template:
    """What all codes of a version share."""

    version: int
    size: int
    blocks: tuple[int, ...]  # data bytes of each block
    checks: int  # check bytes of each block
    order: "itemgetter[int]"  # of the bits of all bytes and one 0: the bits in module order
    masked: tuple[int, ...]  # by mask: fixed patterns, format, and the mask over the data


def qr_modules(text: str) -> QrModules:
    """The smallest code that holds the text as UTF-8. ValueError from some 620 bytes on."""
    data = text.encode()
    template = _template(_version(len(data)))
    stride = template.size + 1
    placed = _placed(_codewords(data, template), template)
    codes = (placed ^ masked for masked in template.masked)
    best = min(codes, key=lambda code: _cost(code, template.size))
    bits = f"{best:0{template.size * stride}b}"
    starts = range(0, len(bits), stride)
    return QrModules(tuple(bits[start : start + template.size] for start in starts))


@lru_cache
def _version(length: int) -> int:
    for version in _VERSIONS:
        room = sum(block.dataCount for block in QRRSBlock.getRSBlocks(version, _LEVEL))
        if _header_bits(version) + 8 * length <= 8 * room:
            return version
    message = f"{length} bytes are too many for a printed code"
    raise ValueError(message)


def _header_bits(version: int) -> int:
    return 4 + (16 if version >= _LONG_COUNT else 8)


@lru_cache
def _template(version: int) -> _Template:
    blocks = QRRSBlock.getRSBlocks(version, _LEVEL)
    code = QRCode(version, _LEVEL)
    code.dataCache = []  # no data: what remains is what does not depend on it
    masked = []
    for mask in _MASKS:
        code.makeImpl(False, mask)  # noqa: FBT003  # the encoder's own signature
        masked.append(_whole(code.modules))
    size = code.moduleCount
    none = 8 * sum(block.totalCount for block in blocks)  # the 0 behind the bits
    order = [none] * (size * (size + 1))
    for bit, (column, row) in zip(range(none), code.dataPosIterator(), strict=False):
        order[row * (size + 1) + column] = bit
    data = tuple(block.dataCount for block in blocks)
    checks = blocks[0].totalCount - blocks[0].dataCount
    return _Template(version, size, data, checks, itemgetter(*order), tuple(masked))


def _whole(modules: list[list[bool]]) -> int:
    return int("".join("".join("01"[dark] for dark in row) + "0" for row in modules), 2)


def _placed(codewords: bytes, template: _Template) -> int:
    """All bits at their modules, no mask yet."""
    bits = f"{int.from_bytes(codewords, 'big'):0{8 * len(codewords)}b}0"
    return int("".join(template.order(bits)), 2)


def _codewords(data: bytes, template: _Template) -> bytes:
    """Mode, length, data and padding, with the check bytes of each block, interleaved."""
    room = sum(template.blocks)
    used = _header_bits(template.version) + 8 * len(data)
    head = _BYTES_MODE << (_header_bits(template.version) - 4) | len(data)
    whole = head << 8 * len(data) | int.from_bytes(data, "big")
    end = min(8 * room, used + 4)  # four 0 bits close the data, less where the room ends
    full = -(-end // 8)
    packed = (whole << (8 * full - used)).to_bytes(full, "big")
    packed += (_PADDING * room)[: room - full]
    cuts = pairwise(accumulate(template.blocks, initial=0))
    blocks = [packed[start:stop] for start, stop in cuts]
    checks = [_check_bytes(block, template.checks) for block in blocks]
    columns = chain(zip_longest(*blocks), zip(*checks, strict=True))
    return bytes(byte for column in columns for byte in column if byte is not None)


def _check_bytes(block: bytes, count: int) -> bytes:
    """Reed-Solomon: the remainder of the block over the generator, eight bits a step."""
    table = _remainders(count)
    top, keep = 8 * (count - 1), (1 << 8 * count) - 1
    rest = 0
    for byte in block:
        rest = (rest << 8 & keep) ^ table[rest >> top ^ byte]
    return rest.to_bytes(count, "big")


@lru_cache
def _remainders(count: int) -> tuple[int, ...]:
    """The generator of `count` check bytes, less its first coefficient (1), times each byte."""
    generator = QRUtil.getErrorCorrectPolynomial(count)
    powers = [QRMath.glog(generator.get(place)) for place in range(1, count + 1)]
    multiples = (
        bytes(QRMath.gexp(QRMath.glog(byte) + power) for power in powers) for byte in range(1, 256)
    )
    return (0, *(int.from_bytes(multiple, "big") for multiple in multiples))


def _cost(dark: int, size: int) -> int:
    """How hard a code is to read (7.8.3.1): the mask with the least is printed."""
    stride = size + 1
    light = dark ^ _field(size)
    cost = 0
    for one in (dark, light):
        square = one & one >> 1
        cost += 3 * (square & square >> stride).bit_count()
        cost += _runs(one, 1) + _runs(one, stride)
    cost += sum(
        40 * _alike(dark, light, alike, step).bit_count()
        for alike in _LOOK_ALIKES
        for step in (1, stride)
    )
    total = size * size
    return cost + 10 * (10 * abs(2 * dark.bit_count() - total) // total)


@lru_cache
def _field(size: int) -> int:
    """All modules dark; the closing module of each row stays light."""
    return int(("1" * size + "0") * size, 2)


def _runs(one: int, step: int) -> int:
    """Three for each stretch of five modules of one colour, one for each module more."""
    five = one & one >> step
    five &= five >> 2 * step
    five &= one >> 4 * step
    return five.bit_count() + 2 * (five & ~(five >> step)).bit_count()


def _alike(dark: int, light: int, alike: str, step: int) -> int:
    found = dark | light
    for place, module in enumerate(alike):
        found &= (dark if module == "1" else light) >> place * step
    return found
