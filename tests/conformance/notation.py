"""How case files write the elements of a label: as one string, and as people read it.

Invariant: it joins texts and looks nothing up but where an element string needs its separator, the
identifiers of predefined length (GS1 General Specifications 7.8.5).
"""

from typing import Final

from counter_app.domain.barcodes import Elements

SEPARATOR: Final = "\x1d"
NO_SEPARATOR: Final = (
    *("00", "01", "02", "03", "04"),
    *("11", "12", "13", "14", "15", "16", "17", "18", "19", "20"),
    *("31", "32", "33", "34", "35", "36", "41"),
)


def one_string(elements: Elements, separator: str = SEPARATOR) -> str:
    """Write the elements one behind the other, separated only where a format needs it."""
    fields = [f"{element.ai}{element.value}" for element in elements]
    ended = [f if f.startswith(NO_SEPARATOR) else f"{f}{separator}" for f in fields]
    return "".join((*ended[:-1], *fields[-1:]))


def in_brackets(elements: Elements) -> str:
    """Write the elements as they stand below a symbol, `(01)...(10)...`."""
    return "".join(f"({element.ai}){element.value}" for element in elements)
