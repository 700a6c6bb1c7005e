"""Reads the lines of a catalogue's CSV: plain or gzip, comma or semicolon, comments left out.

Invariant: every record comes with the number of the line it begins on, as an editor counts it; a
file whose quotes do not close is refused, because nobody can say where its rows end.
"""

import csv
import gzip
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from io import TextIOWrapper
from itertools import chain
from pathlib import Path
from typing import BinaryIO, Final, TextIO

from counter_app.domain.errors import Fault, Refusal

COMMENT: Final = "#"

_GZIP: Final = b"\x1f\x8b"
_DELIMITERS: Final = (",", ";")


class CatalogueText:
    """An open file: its column names, then its records one by one."""

    def __init__(self, name: str, text: TextIO, raw: BinaryIO, size: int) -> None:
        self.name = name
        self._text = text
        self._raw = raw
        self._size = size
        self._line = 0
        self._inside = False
        self._reader = self._csv_reader()
        self.columns = tuple(column.strip().lower() for column in self._next_record())

    def records(self) -> Iterator[tuple[int, list[str]]]:
        """Give each record's first line number and its cells.

        Raises Refusal `catalogue.quotes`, `catalogue.not_utf8`; Fault `catalogue.unreadable`.
        """
        while cells := self._next_record():
            yield self._line, cells

    def estimate(self, done: int) -> int | None:
        """Estimate the number of records in all from the share of the file that gave `done`."""
        read = self._raw.tell()
        return max(done, done * self._size // read) if read else None

    def _csv_reader(self) -> Iterator[list[str]]:
        lines = self._lines()
        header = next(lines, "")
        delimiter = max(_DELIMITERS, key=header.count)
        return csv.reader(chain((header,), lines), delimiter=delimiter, strict=True)

    def _next_record(self) -> list[str]:
        try:
            cells = next(self._reader, [])
        except csv.Error as error:
            raise Refusal("catalogue.quotes", file=self.name, line=self._line) from error
        self._inside = False
        return cells

    def _lines(self) -> Iterator[str]:
        """Lines that hold records; inside a quoted cell a line is text, whatever it begins with."""
        try:
            for number, line in enumerate(self._text, 1):
                if not self._inside:
                    if line.startswith(COMMENT) or line.isspace():
                        continue
                    self._line = number
                self._inside = True
                yield line
        except UnicodeDecodeError as error:
            raise Refusal("catalogue.not_utf8", file=self.name) from error
        except (OSError, EOFError, zlib.error) as error:
            raise _unreadable(self.name, error) from error


@contextmanager
def open_text(path: Path) -> Iterator[CatalogueText]:
    """Open a catalogue's CSV, UTF-8 with or without BOM. Raises Fault `catalogue.unreadable`."""
    with ExitStack() as opened:
        try:
            raw = opened.enter_context(path.open("rb"))
            size = path.stat().st_size
            packed = raw.read(len(_GZIP)) == _GZIP
            raw.seek(0)
        except OSError as error:
            raise _unreadable(path.name, error) from error
        stream = opened.enter_context(gzip.GzipFile(fileobj=raw)) if packed else raw
        text = TextIOWrapper(stream, encoding="utf-8-sig", newline="")
        yield CatalogueText(path.name, opened.enter_context(text), raw, size)


def _unreadable(name: str, error: Exception) -> Fault:
    reason = getattr(error, "strerror", None) or str(error)
    return Fault("catalogue.unreadable", file=name, reason=reason)
