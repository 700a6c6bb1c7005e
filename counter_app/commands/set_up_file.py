"""A set-up file (TOML) into the answers of a set-up.

Invariant: a key that is not known, or holds the wrong kind of value, is a problem under its own
name; the PIN itself never stands in the file.
"""

import difflib
from collections.abc import Mapping
from pathlib import Path
from typing import Final, TypeVar, cast

from counter_app.domain.errors import CounterError, Fault, Refusal
from counter_app.services.policies.profiles import read_toml
from counter_app.services.program.folders import whole_path
from counter_app.services.set_up import FirstPerson, Problem, SetUp

PIN_FILE: Final = "manager.pin_file"
_WHOLE: Final = (int, str)
KEYS: Final[Mapping[str, tuple[type, ...]]] = {
    "country": (str,),
    "language": (str,),
    "store.name": (str,),
    "store.address": (list,),
    "store.number": _WHOLE,
    "store.lane": _WHOLE,
    "store.tax_number": (str,),
    "manager.number": _WHOLE,
    "manager.name": (str,),
    PIN_FILE: (str,),
    "catalogue.file": (str,),
    "catalogue.skip_bad": (bool,),
    "papers.printer": (str,),
    "papers.folder": (str,),
    "backup.folder": (str,),
}
T = TypeVar("T")


class SetUpFile:
    """One file: its answers, and what is wrong with the file itself. Paths begin beside it.

    Raises Refusal `settings.unreadable`.
    """

    def __init__(self, path: Path) -> None:
        self._base = path.absolute().parent
        self._found = _flat(read_toml(path))
        self.problems = tuple(
            Problem(key, error)
            for key, value in self._found.items()
            if (error := _fault(key, value))
        )

    def answers(self, pin: str) -> SetUp:
        """The answers, with a PIN read elsewhere; what is wrong is left at its default."""
        get, path = self._get, self._path
        usual = SetUp()
        return SetUp(
            country=get("country", ""),
            language=get("language", ""),
            name=get("store.name", ""),
            address=tuple(get("store.address", cast("list[str]", []))),
            store=str(get("store.number", usual.store)),
            lane=str(get("store.lane", usual.lane)),
            tax_number=get("store.tax_number", ""),
            first=FirstPerson(str(get("manager.number", "")), get("manager.name", ""), pin),
            catalogue=path("catalogue.file"),
            skip_bad=get("catalogue.skip_bad", usual.skip_bad),
            printer=get("papers.printer", ""),
            papers=path("papers.folder"),
            backups=path("backup.folder"),
        )

    def pin_file(self) -> Path | None:
        """The file that holds the PIN, where one is named."""
        return self._path(PIN_FILE)

    def _get(self, key: str, usual: T) -> T:
        value = self._found.get(key, usual)
        return usual if _fault(key, value) else cast("T", value)

    def _path(self, key: str) -> Path | None:
        text: str = self._get(key, "")
        return whole_path(text, self._base) if text.strip() else None


def read_pin(path: Path) -> str:
    """The first line of a file. Raises Fault `set_up.pin_file`."""
    try:
        with path.open(encoding="utf-8") as file:
            return file.readline().strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Fault("set_up.pin_file", file=str(path), reason=reason) from error


def _flat(table: Mapping[str, object]) -> dict[str, object]:
    found: dict[str, object] = {}
    sections = {key.partition(".")[0] for key in KEYS if "." in key}
    for name, value in table.items():
        if name in sections and isinstance(value, dict):
            found |= {f"{name}.{key}": inner for key, inner in value.items()}
        else:
            found[name] = value
    return found


def _fault(key: str, value: object) -> CounterError | None:
    kinds = KEYS.get(key)
    if key == "manager.pin":
        return Refusal("set_up.pin_in_file")
    if kinds is None:
        near = difflib.get_close_matches(key, KEYS, n=1)
        return Refusal("set_up.key_unknown", known=near[0] if near else ", ".join(KEYS))
    listed = isinstance(value, list) and not all(isinstance(line, str) for line in value)
    if type(value) not in kinds or listed:
        return Refusal("set_up.kind", kind=_KINDS[kinds[0]])
    return None


_KINDS: Final = {str: '"…"', int: "12", bool: "true, false", list: '["…", "…"]'}
