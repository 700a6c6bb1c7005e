"""The words of the command line, and in which language it speaks.

Invariant: nothing but the standard library is needed to look one up, for help is read before
anything is installed; sentences with amounts and dates are `Wording`'s.
"""

import os
from collections.abc import Mapping
from typing import Final

from counter_app.wording.catalogues import LANGUAGES, read_catalogue

LANGUAGE_VARIABLE: Final = "COUNTER_LANGUAGE"
_LOCALE: Final = ("LC_ALL", "LC_MESSAGES", "LANG")  # the first that is set decides, as in POSIX


def language(environment: Mapping[str, str] = os.environ) -> str:
    """COUNTER_LANGUAGE, else the machine's language; English where it is none of ours."""
    names = (LANGUAGE_VARIABLE, *_LOCALE)
    chosen = next((environment[name] for name in names if environment.get(name)), "")
    known = chosen[:2].lower()
    return known if known in LANGUAGES else LANGUAGES[0]


def words(key: str, /, **values: object) -> str:
    """The text of a key, filled; what is no key (argparse's own words) stays as it is."""
    text = read_catalogue(language()).get(key, key)
    return text.format_map(values) if values else text
