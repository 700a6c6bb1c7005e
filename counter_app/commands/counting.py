"""A count that goes up while a person waits; silent where nobody watches (a file, a pipe).

Invariant: it writes to standard error only, and leaves no half line behind.
"""

import sys
import time
from types import TracebackType
from typing import Final, Self

EVERY: Final = 0.1  # seconds between two writings: a terminal is slower than a sale
_CLEAR: Final = "\r\x1b[K"


class Counting:
    """A progress callback; use it as a context so that its line is wiped at the end.

    `asked` shows it also where standard error is no terminal, then a line each time.
    """

    def __init__(self, what: str, *, asked: bool = False) -> None:
        self._what = what
        self._terminal = sys.stderr.isatty()
        self._shown = self._terminal or asked
        self._next = 0.0

    def __call__(self, done: int, of: int | None) -> None:
        """Show how far it is."""
        now = time.monotonic()
        if not self._shown or now < self._next:
            return
        self._next = now + EVERY
        whole = "" if of is None else f" / {of:,}"
        before, after = (_CLEAR, "") if self._terminal else ("", "\n")
        sys.stderr.write(f"{before}{self._what}: {done:,}{whole}{after}")
        sys.stderr.flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._terminal:
            sys.stderr.write(_CLEAR)
            sys.stderr.flush()
