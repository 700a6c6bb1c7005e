"""The catalogues of words: one PO file per language, keys instead of source sentences.

Invariant: a catalogue is read whole or not at all; a line that is not PO names its file and number.
Babel reads the same files (a test compares), but takes ten times as long, and the first scan waits.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Final

from counter_app.domain.errors import Fault
from counter_app.services.resources import resource_dir

LANGUAGES: Final = ("en", "it", "el")


def read_catalogue(language: str) -> Mapping[str, str]:
    """Key -> text of one of `LANGUAGES`. Fault `wording.catalogue` where it cannot be read."""
    path = resource_dir() / "translations" / f"{language}.po"
    try:
        return parse_po(path.read_text("utf-8").splitlines())
    except (OSError, ValueError) as broken:
        raise Fault("wording.catalogue", retry=False, file=path.name, reason=broken) from broken


def parse_po(lines: Iterable[str]) -> dict[str, str]:
    """Read the pairs msgid, msgstr of a PO file without contexts and plural forms, less the header.

    ValueError names the line that is not `#...`, `msgid "..."`, `msgstr "..."`, `"..."` or blank.
    """
    texts: dict[str, str] = {}
    parts: dict[str, list[str]] = {"msgid": [], "msgstr": []}
    open_part = ""
    for number, raw in enumerate(lines, start=1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        if not line.startswith('"'):
            word, _, line = line.partition(" ")
            if word == "msgid":
                _keep(texts, parts)
                parts = {"msgid": [], "msgstr": []}
            open_part = word
        if open_part not in parts:
            message = f"line {number}: neither msgid, msgstr nor a quoted text"
            raise ValueError(message)
        parts[open_part].append(_unquoted(line, number))
    _keep(texts, parts)
    return texts


def _unquoted(text: str, number: int) -> str:
    if len(text) > 1 and text[0] == text[-1] == '"' and "\\" not in text:
        return text[1:-1]
    try:
        found = json.loads(text)  # the escapes of PO (\" \\ \n \t) are those of JSON
    except ValueError as broken:
        message = f"line {number}: {broken}"
        raise ValueError(message) from broken
    if not isinstance(found, str):
        message = f"line {number}: not a quoted text"
        raise ValueError(message)  # noqa: TRY004  # a fault of the file, as the others here
    return found


def _keep(texts: dict[str, str], parts: Mapping[str, list[str]]) -> None:
    key = "".join(parts["msgid"])
    if key:
        texts[key] = "".join(parts["msgstr"])
