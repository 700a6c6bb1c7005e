"""What the program is made of: the libraries as they are installed here, with their licences.

Invariant: versions and licences are read from what is installed when they are asked for; nothing is
claimed that the installation does not say.
"""

import platform
import re
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from typing import Final

DIRECT: Final = (
    "PySide6-Essentials",
    "SQLAlchemy",
    "sqlcipher3",
    "reportlab",
    "pypdfium2",
    "biip",
    "python-stdnum",
    "argon2-cffi",
    "cryptography",
    "babel",
    "msgspec",
    "platformdirs",
    "miniaudio",
)
_NAME: Final = re.compile(r"[A-Za-z0-9._-]+")
_MOST_LICENCE: Final = 80  # characters: more is the text of a licence, not its name


@dataclass(frozen=True, slots=True)
class Library:
    """One library; `version` is empty where it is not installed, `licence` where it says none."""

    name: str
    version: str
    licence: str


def libraries() -> tuple[Library, ...]:
    """Python and every library that the program uses, those that they need in turn with them."""
    found = {"python": Library("Python", platform.python_version(), "PSF-2.0")}
    waiting = list(DIRECT)
    while waiting:
        name = waiting.pop()
        if _plain(name) in found:
            continue
        installed = _installed(name)
        if installed is None:
            found[_plain(name)] = Library(name, "", "")
            continue
        found[_plain(name)] = Library(installed.name, installed.version, licence(installed))
        waiting.extend(_needs(installed))
    direct = {_plain(name) for name in DIRECT}
    known = [one for key, one in found.items() if one.version or key in direct]
    return tuple(sorted(known, key=lambda one: one.name.lower()))


def licence(installed: Distribution) -> str:
    """The name of a distribution's licence: its expression, its field, or its classifiers."""
    metadata = installed.metadata
    for field in ("License-Expression", "License"):
        text = " ".join((metadata.get_all(field) or [""])[0].split())
        if text and len(text) <= _MOST_LICENCE and text.upper() != "UNKNOWN":
            return text
    classifiers = metadata.get_all("Classifier") or []
    names = (one.rpartition(" :: ")[2] for one in classifiers if one.startswith("License ::"))
    return ", ".join(name for name in names if name != "OSI Approved")


def _installed(name: str) -> Distribution | None:
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None


def _needs(installed: Distribution) -> Iterable[str]:
    """The names of what it needs; not what only an extra or another system asks for."""
    for requirement in installed.requires or ():
        named = _NAME.match(requirement)
        if named is not None and "extra ==" not in requirement.replace("extra==", "extra =="):
            yield named[0]


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
