"""The two families of expected errors; everything else that is raised is a bug.

    CounterError
    |-- Refusal   the rules say no: nothing happened, nothing was lost, there is a way on
    `-- Fault     the world failed (disk, device, file): says whether a retry may help

Both carry a code and values, never a sentence: `wording` makes the sentence. Invariant: every code
raised in the program has its words in each language (tests/wording checks it).
"""

from collections.abc import Mapping
from functools import partial
from typing import Self


class CounterError(Exception):
    """An expected error: a code of dotted lower-case words and the values its sentence needs."""

    def __init__(self, code: str, /, **values: object) -> None:
        super().__init__(code, values)
        self.code = code
        self.values: Mapping[str, object] = values

    def __reduce__(self) -> tuple[partial[Self], tuple[()], dict[str, object]]:
        # An error crosses processes whole; the way of plain exceptions loses named values.
        return partial(type(self), self.code, **self.values), (), self.__dict__

    def __str__(self) -> str:
        shown = ", ".join(f"{name}={value}" for name, value in self.values.items())
        return f"{self.code} ({shown})" if shown else self.code


class Refusal(CounterError):
    """The rules say no. Nothing was changed."""


class Fault(CounterError):
    """The world failed. `retry` tells whether the same call may succeed later."""

    def __init__(self, code: str, /, *, retry: bool = True, **values: object) -> None:
        super().__init__(code, **values)
        self.retry = retry
