"""Writes the rows that a load left out, with the reason of each, for a spreadsheet.

Invariant: no cell of the file can be taken for a formula, whatever the supplier's file held; and a
load that did not happen leaves no such file.
"""

import csv
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self

from counter_app.domain.errors import Fault, Refusal

if TYPE_CHECKING:
    from _csv import Writer

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_HEADINGS: Final = ("line", "reason")


def safe_cell(text: str) -> str:
    """Return `text` so that a spreadsheet shows it: what looks like a formula gets a quote."""
    return f"'{text}" if text.startswith(_FORMULA) else text


class SkippedRows:
    """The file of one load; made at the first bad row. Without a path no row may be skipped."""

    def __init__(
        self, path: Path | None, columns: Sequence[str], explain: Callable[[Refusal], str]
    ) -> None:
        self._path = path
        self._columns = columns
        self._explain = explain
        self._open = ExitStack()
        self._writer: Writer | None = None
        self.count = 0

    @property
    def wanted(self) -> bool:
        """Whether bad rows are skipped rather than stopping the load."""
        return self._path is not None

    def add(self, line: int, why: Refusal, cells: Sequence[str]) -> None:
        """Write one row with its line and reason. Raises Fault `catalogue.skipped_file`."""
        try:
            writer = self._writer or self._begin()
            writer.writerow([line, safe_cell(self._explain(why)), *map(safe_cell, cells)])
        except OSError as error:
            raise self._fault(error) from error
        self.count += 1

    def finish(self) -> None:
        """Complete the file. Raises Fault `catalogue.skipped_file`."""
        try:
            self._open.close()
        except OSError as error:
            raise self._fault(error) from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with suppress(OSError):  # the load has its own, earlier failure to tell
            self._open.close()
        # Only a file that was made here: somebody may have named a device.
        if kind and self._writer and self._path and self._path.is_file():
            self._path.unlink()

    def _begin(self) -> "Writer":
        if self._path is None:
            message = "rows are skipped only where a file for them was named"
            raise ValueError(message)
        # With a byte order mark spreadsheets read Greek; our own reader takes it too.
        file = self._open.enter_context(self._path.open("w", encoding="utf-8-sig", newline=""))
        self._writer = csv.writer(file, lineterminator="\n")
        self._writer.writerow([*_HEADINGS, *map(safe_cell, self._columns)])
        return self._writer

    def _fault(self, error: OSError) -> Fault:
        name = "" if self._path is None else self._path.name
        return Fault("catalogue.skipped_file", file=name, reason=error.strerror or str(error))
