"""Texts that stand the same on a page of any language: names of the store and its people, codes.

Invariant: what is listed here is data of the demo store, never a word of the program.
"""

from typing import Final

DATA: Final = frozenset(
    {
        "0001 Demo Emporium",
        "Demo Emporium",
        "Emma Clarke",
        "Giulia Ferri",
        "Νίκος Παππάς",
        # every language calls itself by its own name
        "English",
        "Italiano",
        "Ελληνικά",
        # the three languages say PIN
        "PIN",
    }
)
