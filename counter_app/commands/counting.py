"""A count that goes up while a person waits; silent where nobody watches (a file, a pipe).

Invariant: it writes to standard error only, and leaves no half line behind.
"""

import sys
from types import TracebackType
from typing import Final, Self

_CLEAR: Final = "\r\x1b[K"


class Counting:
    """A progress callback; use it as a context so that its line is wiped at the end."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._watched = sys.stderr.isatty()

    def __call__(self, done: int, of: int | None) -> None:
        """Show how far it is."""
        if self._watched:
            whole = "" if of is None else f" / {of:,}"
            sys.stderr.write(f"{_CLEAR}{self._what}: {done:,}{whole}")
            sys.stderr.flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._watched:
            sys.stderr.write(_CLEAR)
            sys.stderr.flush()
