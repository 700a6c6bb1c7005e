"""Rules among the identifiers of one label (GS1 General Specifications 4.13 and 4.14).

Invariant: a rule looks at identifiers, never at their order. Covered are the identifiers of trade
items, coupons, assets and payment slips; those of transport labels never reach a counter.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from counter_app.domain.barcodes.elements import Elements


class LabelRule(StrEnum):
    """Which rule a label breaks."""

    REPEATED = "repeated"
    EXCLUSIVE = "exclusive"
    REQUISITE = "requisite"
    SERIALISED_KEY = "serialised_key"
    CHECK_DIGIT = "check_digit"


CONTRADICTIONS: Final = frozenset({LabelRule.REPEATED, LabelRule.EXCLUSIVE})
"""A label that breaks one of these says two things: nobody can know which item it is on."""


@dataclass(frozen=True, slots=True)
class LabelFault:
    """A broken rule, and the identifier that breaks it."""

    rule: LabelRule
    ai: str


_EXCLUDE: Final = {
    "01": "255 37",
    "02": "01 03",
    "03": "01 02 37 235",
    "21": "235",
    "255": "01 02 415 8006 8020 8026",
    "390": "391 394 8111",
    "392": "393",
    "394": "8111",
    "395": "392 393 8005",
    "420": "421",
    "426": "422 423 424 425",
    "8006": "01 03 37",
    "8017": "8018",
    "8026": "02 03 8006",
}
"""Identifiers that never stand together; a longer identifier is meant by its first digits."""

_ITEM: Final = "01 02 03 8006 8026"
_MEASURED: Final = "30 31 32 35 36"
_NEED: Final = {
    **dict.fromkeys(("10", "11", "13", "15", "16", "20", "240", "241"), _ITEM),
    **dict.fromkeys(("30", "31", "32", "35", "36", "8005", "7001", "7002", "7005"), "01 02"),
    **dict.fromkeys(("33", "34"), "00 01"),
    **dict.fromkeys(("393", "395"), _MEASURED),
    **dict.fromkeys(("7003", "423", "424", "425", "426", "8008"), "01 02 03"),
    **dict.fromkeys(("22", "235", "8001"), "01"),
    **dict.fromkeys(("251", "8012"), "01 03 8006"),
    "02": "37",
    "12": "8020",
    "17": f"{_ITEM} 255",
    "21": "01 03 8006",
    "242": "01 02 8006 8026",
    "243": "01 03",
    "250": "01+21 03+21 8006+21",
    "254": "414",
    "37": "00+02 00+8026",
    "390": "255 8020",
    "391": "8020",
    "392": "01+30 01+31 01+32 01+35 01+36",
    "394": "255",
    "415": "8020",
    "422": _ITEM,
    "8007": "415",
    "8011": "8010",
    "8019": "8017 8018",
    "8020": "415",
    "8026": "37",
    "8030": "00 01+21 03+21 253 255 8003 8004 8006+21 8010+8011 8017 8018",
    "8111": "255",
}
"""Identifiers that need one of the others beside them; `+` joins what is needed together."""

_SIGNATURE: Final = "8030"
_SERIAL_AFTER: Final = {"253": 13, "255": 13, "8003": 14}
"""Keys whose serial number follows these digits in the same element."""
_MEASURES: Final = ("31", "32", "33", "34", "35", "36", "39")


def label_faults(elements: Elements) -> tuple[LabelFault, ...]:
    """Every rule that the label breaks, contradictions first."""
    return (
        *repeat_faults(elements),
        *exclusion_faults(elements),
        *requisite_faults(elements),
        *signature_faults(elements),
        *check_digit_faults(elements),
    )


def repeat_faults(elements: Elements) -> tuple[LabelFault, ...]:
    """An identifier that stands there twice must say the same."""
    first = {element.ai: element.value for element in reversed(elements)}
    return _faults(LabelRule.REPEATED, (one.ai for one in elements if one.value != first[one.ai]))


def exclusion_faults(elements: Elements) -> tuple[LabelFault, ...]:
    """Identifiers that exclude each other, and one measure with two decimal points."""
    present = {element.ai for element in elements}
    excluded = (
        ai
        for ai in sorted(present)
        if any(_stands(other, present) for other in _words(_EXCLUDE, ai))
    )
    measures = [ai for ai in sorted(present) if ai.startswith(_MEASURES)]
    twice = (ai for ai in measures if any(ai < other and ai[:3] == other[:3] for other in measures))
    return _faults(LabelRule.EXCLUSIVE, (*excluded, *twice))


def requisite_faults(elements: Elements) -> tuple[LabelFault, ...]:
    """Identifiers that lack those they need."""
    present = {element.ai for element in elements}
    return _faults(
        LabelRule.REQUISITE,
        (
            ai
            for ai in sorted(present)
            if (ways := list(_words(_NEED, ai)))
            and not any(all(_stands(one, present) for one in way.split("+")) for way in ways)
        ),
    )


def signature_faults(elements: Elements) -> tuple[LabelFault, ...]:
    """A digital signature (8030) is of one piece: the key beside it must carry a serial number."""
    if not any(element.ai == _SIGNATURE for element in elements):
        return ()
    return _faults(
        LabelRule.SERIALISED_KEY,
        (one.ai for one in elements if len(one.value) <= _SERIAL_AFTER.get(one.ai, -1)),
    )


def check_digit_faults(elements: Elements) -> tuple[LabelFault, ...]:
    """Keys whose check digit is wrong."""
    return _faults(
        LabelRule.CHECK_DIGIT, (one.ai for one in elements if one.check_digit_ok is False)
    )


def _faults(rule: LabelRule, ais: Iterable[str]) -> tuple[LabelFault, ...]:
    return tuple(LabelFault(rule, ai) for ai in dict.fromkeys(ais))


def _words(table: dict[str, str], ai: str) -> Iterator[str]:
    """What the table says of an identifier, which may stand there by its first digits."""
    for length in (len(ai), 3, 2):
        if (found := table.get(ai[:length])) is not None:
            yield from found.split()
            return


def _stands(wanted: str, present: set[str]) -> bool:
    return any(ai.startswith(wanted) for ai in present)
