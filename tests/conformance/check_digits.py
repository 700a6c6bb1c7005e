"""Check digits: cases of `check_digits.json` through `domain.check_digits`."""

from typing import Final

from counter_app.domain.check_digits import validate
from counter_app.domain.errors import Refusal
from tests.conformance.cases import Case, Failed, Verdict, compare

FAMILY = "check_digits"

REASONS: Final = {
    "number.length": "length",
    "number.format": "format",
    "number.checksum": "checksum",
    "number.component": "component",
}


def run(case: Case) -> Verdict:
    """Validate one number of a scheme."""
    if case.words["op"] != "validate":
        return Failed(case.expected, "the counter has no such function")
    return compare(case.expected, _answer(case))


def _answer(case: Case) -> dict[str, object]:
    scheme, number = case.words["scheme"], case.given["number"]
    try:
        return {"valid": True, "normalised": validate(scheme, number)}
    except Refusal as refusal:
        return {"valid": False, "reason": REASONS[refusal.code]}
