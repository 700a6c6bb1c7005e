"""GTIN and GS1 groups of `vectors.json` through `domain.barcodes`."""

from collections.abc import Mapping
from typing import Final

from counter_app.domain import barcodes
from counter_app.domain.barcodes import Carrier, Elements, ItemCode
from tests.conformance.cases import Case, Verdict, compare

FAMILY = "codes"

SYMBOLS: Final = {
    "EAN-13/UPC": Carrier.EAN_13,
    "GS1-128": Carrier.GS1_128,
    "GS1 DataMatrix": Carrier.DATA_MATRIX,
    "GS1 QR (FNC1)": Carrier.QR,
    "QR (plain; may hold a Digital Link URI)": Carrier.QR,
}


def run(case: Case) -> Verdict:
    """Answer one vector by its group."""
    text = case.given["input"]
    match case.group:
        case "gtin":
            gtin = barcodes.gtin_of(text)
            return compare(case.expected, {"valid": gtin is not None, "gtin14": gtin})
        case "gtin_check_digit":
            return compare(case.expected, {"output": str(barcodes.check_digit(text))})
        case "gs1_digital_link":
            return compare(case.expected, {"ais": _pairs(barcodes.read_link(text))})
        case "gs1_symbology_id":
            return _symbology(case, text)
        case "gs1_date":
            day = barcodes.element_of("17", text).day
            return compare(case.expected, {"output": day.isoformat() if day else None})
        case _:
            return _element_string(case, text)


def _element_string(case: Case, text: str) -> Verdict:
    if "prefer" in case.expected:
        scan = barcodes.read_scan(text, region="de")
        whole = isinstance(scan, ItemCode) and scan.code == text
        wanted = {"prefer": case.expected["prefer"]}
        return compare(wanted, {"prefer": f"GTIN-13 {text}" if whole else scan})
    elements = barcodes.read_elements(text, ("<GS>",))
    return compare(case.expected, {"ais": _pairs(elements)})


def _symbology(case: Case, text: str) -> Verdict:
    aim = barcodes.aim_identifier(text)
    wanted: Mapping[str, object] = {
        **case.expected,
        "symbology": SYMBOLS[case.expected["symbology"]],
    }
    return compare(wanted, {"symbology": aim.carrier, "gs1_ai": aim.carries_elements})


def _pairs(elements: Elements) -> list[list[str]]:
    return [[element.ai, element.value] for element in elements]
