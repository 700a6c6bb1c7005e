"""US checks: groups aba_*, micr_line and check_date of `vectors.json` through `domain.checks`."""

from datetime import date
from typing import Final

from counter_app.domain.checks import (
    Dating,
    MicrLine,
    RoutingClass,
    check_of,
    is_low_number,
    read_micr,
    read_routing,
    routing_check_digit,
)
from counter_app.domain.errors import Refusal
from tests.conformance.cases import Case, Verdict, compare

FAMILY = "checks"

LOW_NUMBER: Final = 150  # the limit of the reference the vectors come from
ROUTING, ACCOUNT, NUMBER = "021000021", "123456789012", "1234"
CLASSES: Final = {
    RoutingClass.GOVERNMENT: "government",
    RoutingClass.PRIMARY: "primary",
    RoutingClass.THRIFT: "thrift",
    RoutingClass.ELECTRONIC: "electronic",
    RoutingClass.TRAVELERS: "traveler's checks (80)",
}
REASONS: Final = {
    "check.routing.length": ("length",),
    "check.routing.format": ("format",),
    "check.routing.checksum": ("checksum",),
    "check.routing.range": ("checksum passes but prefix", "all zero"),
}
PROSE: Final = ("unicode", "mapping", "action", "rule", "hint", "note")


def run(case: Case) -> Verdict:
    """Answer one vector; fields that are remarks in prose are left out of the comparison."""
    wanted = {name: value for name, value in case.expected.items() if name not in PROSE}
    match case.group:
        case "aba_routing":
            return compare(wanted, _routing(case.given["input"], wanted))
        case "aba_check_digit":
            return compare(wanted, {"output": routing_check_digit(case.given["input"])})
        case "check_date":
            return compare(wanted, _date(case.given["input"]))
        case _:
            return compare(wanted, _micr(case.given["input"], wanted))


def _routing(number: str, wanted: dict[str, object]) -> dict[str, object]:
    try:
        routing = read_routing(number)
    except Refusal as refusal:
        return {"valid": False, "reason": _said_by(wanted.get("reason"), REASONS[refusal.code])}
    return {"valid": True, "fed_district": routing.district, "class": CLASSES[routing.kind]}


def _date(given: dict[str, str]) -> dict[str, object]:
    """Offer an otherwise good check of that date."""
    dated, today = (date.fromisoformat(given[name]) for name in ("check_date", "today"))
    try:
        check_of(ROUTING, ACCOUNT, NUMBER, Dating(dated, today))
    except Refusal as refusal:
        return {name: refusal.code == f"check.{name}" for name in ("stale", "post_dated")}
    return {"stale": False, "post_dated": False}


def _micr(line: str, wanted: dict[str, object]) -> dict[str, object]:
    try:
        fields = read_micr(line)
    except Refusal as refusal:
        unreadable = ("unreadable",) if refusal.code == "check.micr.unreadable" else ()
        return {"error": _said_by(wanted.get("error"), unreadable)}
    return {
        "routing": fields.routing,
        "rtn_valid": _valid(fields),
        "account": fields.account,
        "account_raw": fields.account_as_printed,
        "serial": fields.number,
        "aux_on_us": fields.aux_on_us,
        "type": fields.kind.value,
        "amount_cents": fields.amount_minor,
        "low_serial_flag": is_low_number(fields.number, LOW_NUMBER),
    }


def _valid(fields: MicrLine) -> bool:
    try:
        read_routing(fields.routing)
    except Refusal:
        return False
    return True


def _said_by(prose: object, openings: tuple[str, ...]) -> object:
    """The vector's own sentence where it opens with one of our words for it, else those words."""
    return prose if isinstance(prose, str) and prose.startswith(openings) else openings
