"""Check digits: cases of `check_digits.json` through `domain.check_digits`."""

from typing import Final

from counter_app.domain.check_digits import check_digit, formatted, validate
from counter_app.domain.errors import Refusal
from tests.conformance.cases import Case, Verdict, compare

FAMILY = "check_digits"

REASONS: Final = {
    "number.length": "length",
    "number.format": "format",
    "number.checksum": "checksum",
    "number.component": "component",
}


def run(case: Case) -> Verdict:
    """Validate, complete or format one number of a scheme."""
    return compare(case.expected, _answer(case))


def _answer(case: Case) -> dict[str, object]:
    scheme, number = case.words["scheme"], case.given["number"]
    if case.words["op"] == "calc_check_digit":
        return {"check_digit": check_digit(scheme, number)}
    if case.words["op"] == "format":
        return {"formatted": formatted(scheme, number)}
    try:
        return {"valid": True, "normalised": validate(scheme, number)}
    except Refusal as refusal:
        return {"valid": False, "reason": REASONS[refusal.code]}
