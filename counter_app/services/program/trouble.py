"""What may be told of a bug: where it happened and in which program, nothing of a person or a sale.

Invariant: no message of an error, no value and no folder of this machine gets into a report or the
log; only kinds of errors, and places in the program's own files.
"""

import platform
import traceback
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from counter_app.domain.errors import CounterError

_PACKAGE: Final = "counter_app"
_MOST_CAUSES: Final = 8


@dataclass(frozen=True, slots=True)
class Trouble:
    """What a report says. `counts` is how many entries of each kind the journal has."""

    program: str
    schema: int
    fold: int
    kind: str  # live, demo, training, replay
    page: str = ""
    looks: str = ""
    libraries: tuple[tuple[str, str], ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    trace: tuple[str, ...] = ()


def report_text(trouble: Trouble) -> str:
    """The report as TOML, the same for the same trouble."""
    program: dict[str, str | int] = {
        "version": trouble.program,
        "schema": trouble.schema,
        "fold": trouble.fold,
        "store": trouble.kind,
    }
    window = {"page": trouble.page, "looks": trouble.looks}
    system = {
        "system": platform.system(),
        "release": platform.release(),
        "machine": platform.machine(),
        "python": platform.python_version(),
    }
    trace = ["trace = ["] + [f"  {_quoted(line)}," for line in trouble.trace] + ["]"]
    parts = [
        "\n".join(trace) if trouble.trace else "trace = []",
        _table("program", program),
        _table("window", window),
        _table("system", system),
        _table("libraries", dict(trouble.libraries)),
        _table("entries", dict(sorted(trouble.counts.items()))),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def trace_of(error: BaseException) -> tuple[str, ...]:
    """Kinds of the error and its causes, newest first, each with our own places, innermost first.

    `ZeroDivisionError`, then `ui/presenters/selling.py:120 _step`.
    """
    lines: list[str] = []
    for one in _chain(error):
        lines.append(_kind(one))
        lines.extend(f"  {place}" for place in _places(one))
    return tuple(lines)


def _chain(error: BaseException) -> Iterator[BaseException]:
    now: BaseException | None = error
    for _ in range(_MOST_CAUSES):
        if now is None:
            return
        yield now
        now = now.__cause__ or (None if now.__suppress_context__ else now.__context__)


def _kind(error: BaseException) -> str:
    kind = type(error)
    name = (
        kind.__qualname__
        if kind.__module__ == "builtins"
        else f"{kind.__module__}.{kind.__qualname__}"
    )
    return f"{name} {error.code}" if isinstance(error, CounterError) else name


def _places(error: BaseException) -> Iterator[str]:
    others = 0
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        before, found, inside = frame.filename.replace("\\", "/").rpartition(f"/{_PACKAGE}/")
        del before
        if found:
            yield f"{inside}:{frame.lineno} {frame.name}"
        else:
            others += 1
    if others:
        yield f"+ {others}"


def _table(name: str, values: Mapping[str, str | int]) -> str:
    if not values:
        return ""
    rows = (
        f"{_key(key)} = {value if isinstance(value, int) else _quoted(value)}"
        for key, value in values.items()
    )
    return "\n".join((f"[{name}]", *rows))


def _key(key: str) -> str:
    bare = key.replace("-", "").replace("_", "")
    return key if bare.isascii() and bare.isalnum() else _quoted(key)


def _quoted(text: str) -> str:
    shown = "".join(char if char.isprintable() else " " for char in text)
    return '"' + shown.replace("\\", "\\\\").replace('"', '\\"') + '"'
