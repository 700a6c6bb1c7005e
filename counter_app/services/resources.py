"""Where the files that travel with the program lie: catalogues of words, demo store, icons, fonts.

Invariant: the folder found holds the same tree in a checkout, an editable install, a wheel and a
frozen program.
"""

from pathlib import Path
from typing import Final

_PACKAGE: Final = Path(__file__).resolve().parent.parent


def resource_dir() -> Path:
    """Find the folder `resources`: inside the installed package, else beside it in a checkout."""
    inside = _PACKAGE / "resources"
    return inside if inside.is_dir() else _PACKAGE.parent / "resources"
