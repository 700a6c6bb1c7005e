"""Case files as read, verdicts, and the one comparison.

Invariant: only the fields a case states are compared, numbers by value ("2" equals 2.00), and what
a case says must not be there (null) must not be there.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

Words = Mapping[str, Any]  # a JSON object as the case file words it; numbers are Decimals


@dataclass(frozen=True, slots=True)
class Case:
    """One case. `group` is the file's stem, or the name of the group in a file of vectors.

    A vector {input, expected} is worded {"input": ...} -> {"output": ...}; where its `expected` is
    an object, that object. `words` is the whole case, for fields beside these (kind, scheme, op).
    """

    id: str
    group: str
    given: Words
    expected: Words
    words: Words


@dataclass(frozen=True, slots=True)
class Passed:
    """The counter gives what the case expects."""


@dataclass(frozen=True, slots=True)
class Failed:
    """The counter gives something else."""

    expected: object
    got: object


@dataclass(frozen=True, slots=True)
class ByPolicy:
    """The counter gives something else on principle (`refused.py`)."""

    reason: str


Verdict = Passed | Failed | ByPolicy


def load(path: Path) -> tuple[Case, ...]:
    """The cases of a list file, or of a file of vectors (an object of groups)."""
    content = json.loads(path.read_text("utf-8"), parse_float=Decimal, parse_int=Decimal)
    if isinstance(content, list):
        return tuple(_listed(path.stem, words) for words in content)
    return tuple(case for group, vectors in content.items() for case in _vectors(group, vectors))


def _listed(group: str, words: Words) -> Case:
    return Case(words["id"], group, words["given"], words["expected"], words)


def _vectors(group: str, vectors: Sequence[Words]) -> Iterator[Case]:
    for number, words in enumerate(vectors, start=1):
        expected = words["expected"]
        wanted = expected if isinstance(expected, dict) else {"output": expected}
        yield Case(f"{group}-{number}", group, {"input": words["input"]}, wanted, words)


def compare(expected: object, got: object) -> Verdict:
    """Passed if every field that `expected` states is so in `got`."""
    return Passed() if agrees(expected, got) else Failed(expected, got)


def agrees(expected: object, got: object) -> bool:
    """Whether `got` holds what `expected` states; a list must agree one by one, whole."""
    if isinstance(expected, Mapping):
        return isinstance(got, Mapping) and all(
            agrees(value, got.get(name)) for name, value in expected.items()
        )
    if isinstance(expected, list | tuple):
        return (
            isinstance(got, list | tuple)
            and len(expected) == len(got)
            and all(agrees(one, other) for one, other in zip(expected, got, strict=True))
        )
    return _same(expected, got)


def _same(expected: object, got: object) -> bool:
    """By value where `got` is a number; a text must be that text, so "0012" is never "12"."""
    if isinstance(expected, bool) or isinstance(got, bool):
        return expected is got
    if not isinstance(got, Decimal | int):
        return expected == got
    try:
        return Decimal(str(expected)) == Decimal(got)
    except InvalidOperation:
        return False
