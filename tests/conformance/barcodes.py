"""Barcodes: cases of `barcodes.json` through `domain.barcodes`."""

from collections.abc import Callable, Mapping
from typing import Final

from counter_app.domain import barcodes
from counter_app.domain.barcodes import Carrier, Elements, InStoreCode
from counter_app.domain.catalogue import Quantity
from counter_app.domain.errors import Refusal
from tests.conformance.cases import Case, Failed, Verdict, Words, compare
from tests.conformance.notation import in_brackets, one_string

FAMILY = "barcodes"

FNC1: Final = "^"
REFUSED: Final = {"valid": False, "fnc1_string": None, "symbology": None, "data": None}
FORMATS: Final = {"gtin_8": 8, "gtin_12": 12, "gtin_13": 13, "gtin_14": 14}
NAMES: Final = {length: name for name, length in FORMATS.items()}
SYMBOLS: Final = {
    Carrier.QR: "QR",
    Carrier.DATA_MATRIX: "DM",
    Carrier.DOT_CODE: "DotCode",
    Carrier.EAN_13: "EAN13",
    Carrier.EAN_8: "EAN8",
    Carrier.DATABAR: "DataBarExpanded",
    Carrier.GS1_128: "GS1_128_CCA",
}
CHECKS: Final = {
    "validateAIrepeats": barcodes.repeat_faults,
    "validateAImutex": barcodes.exclusion_faults,
    "validateAIrequisites": barcodes.requisite_faults,
    "validateDigSigRequiresSerialisedKey": barcodes.signature_faults,
}
NO_MEASURE: Final[Words] = {"weight": None, "price": None, "count": None}
ERRORS: Final = frozenset({"gln_error", "gtin_error", "sscc_error"})
READERS: Final[Mapping[str, Callable[[str], object]]] = {
    "gtin": barcodes.gtin_of,
    "upc": barcodes.upc_a_of,
    "checksums": barcodes.check_digit_ok,
    "gln": lambda text: barcodes.element_of("414", text),
    "sscc": lambda text: barcodes.element_of("00", text),
    "digital_link": barcodes.read_link,
    "gs1_message": barcodes.read_elements,
}
Answer = Mapping[str, object]


def run(case: Case) -> Verdict:
    """Answer one case by its kind; a Refusal is the answer "not valid"."""
    answer = KINDS.get(case.words["kind"])
    if answer is None:
        return Failed(case.expected, "the counter has no such function")
    try:
        return compare(_wanted(case.expected), answer(case.given))
    except Refusal:
        return compare(_wanted(case.expected), REFUSED)


def _wanted(expected: Words) -> Words:
    """What an empty expectation says, and of an error in an element the fact without wording."""
    if not expected:
        return NO_MEASURE
    return {name: name in ERRORS or value for name, value in expected.items()}


def _fnc1(elements: Elements) -> Answer:
    if barcodes.check_digit_faults(elements):
        return REFUSED
    return {"valid": True, "fnc1_string": f"{FNC1}{one_string(elements, FNC1)}"}


def _bracketed(given: Words) -> Answer:
    return _fnc1(barcodes.read_brackets(given["text"]))


def _raw(given: Words) -> Answer:
    return _fnc1(barcodes.read_elements(given["text"], (given["fnc1_char"],)))


def _link(given: Words) -> Answer:
    return _fnc1(barcodes.read_link(given["text"]))


def _association(given: Words) -> Answer:
    return {"valid": not CHECKS[given["check"]](barcodes.read_brackets(given["text"]))}


def _scanner_data(given: Words) -> Answer:
    symbol = barcodes.read_symbol(given["text"])
    data = _escaped(symbol.data)
    if symbol.aim.carries_elements:
        data = f"{FNC1}{one_string(symbol.elements, FNC1)}"
    return {"valid": True, "symbology": SYMBOLS.get(symbol.aim.carrier), "data": data}


def _escaped(data: str) -> str:
    """As the case file writes plain data that opens with its character for FNC1."""
    return f"\\{data}" if data.lstrip("\\").startswith(FNC1) else data


def _convert_gtin(given: Words) -> Answer:
    gtin = barcodes.gtin_of(given["text"])
    text = barcodes.written_as(gtin, FORMATS[given["to"]]) if gtin else None
    return {"valid": text is not None, "text": text}


def _convert_upc(given: Words) -> Answer:
    upc_a = barcodes.upc_a_of(given["text"])
    if upc_a is None or given["to"] == "upc_a":
        return {"valid": upc_a is not None, "text": upc_a}
    if given["to"] == "upc_e":
        text = barcodes.upc_e_of(upc_a)
        return {"valid": text is not None, "text": text}
    return _convert_gtin({"text": upc_a, "to": given["to"]})


def _gtin_format(given: Words) -> Answer:
    gtin = barcodes.gtin_of(given["text"])
    return {"valid": gtin is not None, "format": NAMES[barcodes.shortest_length(gtin or "")]}


def _in_store(given: Words) -> Answer:
    code = barcodes.read_in_store(given["text"], given.get("region"))
    return {} if code is None else {**_measure(code), "region": code.region}


def _measure(code: InStoreCode) -> dict[str, object]:
    grams = code.weight_grams
    return {
        "item_reference": code.item_reference,
        "check_digit": barcodes.check_digit(code.code[:-1]),
        "weight": None if grams is None else Quantity.grams(grams).decimal,
        "price": code.price,
        "currency": code.currency,
        "count": code.count,
    }


def _stripped(given: Words) -> Answer:
    code = barcodes.read_in_store(given["text"], given["region"])
    return {"text": code.lookups[0] if code else None}


def _element(given: Words) -> Answer:
    first = barcodes.read_elements(given["text"])[0]
    return {
        "valid": True,
        "ai": first.ai,
        "value": first.value,
        "date": first.day.isoformat() if first.day else None,
        "datetime": first.moment.isoformat() if first.moment else None,
        "decimal": first.number,
        "currency": first.currency,
        **dict.fromkeys(ERRORS, first.check_digit_ok is False),
    }


def _to_brackets(given: Words) -> Answer:
    separators = given.get("separator_chars", ("\x1d",))
    return {"text": in_brackets(barcodes.read_elements(given["value"], separators))}


def _from_brackets(given: Words) -> Answer:
    return {"valid": True, "text": one_string(barcodes.read_brackets(given["text"]))}


def _link_message(given: Words) -> Answer:
    return {"text": in_brackets(barcodes.read_link(given["text"]))}


def _aim(given: Words) -> Answer:
    aim = barcodes.aim_identifier(given["text"])
    return {
        "value": aim.text,
        "iso_symbology": aim.letter,
        "modifiers": aim.modifiers,
        "gs1_symbology": aim.key,
    }


def _upc_e(given: Words) -> Answer:
    upc_a = barcodes.upc_a_of(given["text"]) or ""
    short = barcodes.upc_e_of(upc_a) or ""
    return {"number_system_digit": int(short[0]), "check_digit": int(short[-1])}


def _reject(given: Words) -> Answer:
    return {"valid": bool(READERS[given["as_"]](given["text"]))}


def _check_digit(given: Words) -> Answer:
    return {"check_digit": barcodes.check_digit(given["text"])}


def _inner_check_digit(given: Words) -> Answer:
    return {"check_digit": barcodes.price_weight_check_digit(given["text"])}


KINDS: Final[Mapping[str, Callable[[Words], Answer]]] = {
    "bracketed_ai": _bracketed,
    "raw_ai_fnc1": _raw,
    "digital_link_uri": _link,
    "ai_association": _association,
    "scanner_data": _scanner_data,
    "convert_gtin": _convert_gtin,
    "convert_upc": _convert_upc,
    "gtin_format": _gtin_format,
    "restricted_circulation": _in_store,
    "variable_measure": _in_store,
    "strip_variable_part": _stripped,
    "element_string": _element,
    "element_date": _element,
    "element_measure": _element,
    "element_amount": _element,
    "element_percent": _element,
    "to_hri": _to_brackets,
    "from_hri": _from_brackets,
    "digital_link_gs1_message": _link_message,
    "aim_symbology_id": _aim,
    "upc_e": _upc_e,
    "reject": _reject,
    "check_digit_gs1": _check_digit,
    "check_digit_price_weight": _inner_check_digit,
}
