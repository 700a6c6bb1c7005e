"""Cases refused on principle: per family, the case and why the counter gives something else.

Invariant: a case stands here only while its result really differs; one that passes is an error.
"""

from collections.abc import Mapping
from typing import Final

REFUSED: Final[Mapping[str, Mapping[str, str]]] = {}
