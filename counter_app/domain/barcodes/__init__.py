"""Barcodes: what a scan says. `read_scan` is the counter's one entry; the rest are its parts.

Invariant: nobody outside imports the modules of this package, only this one; and importing it does
not import biip, which takes 90 ms.
"""

from counter_app.domain.barcodes.elements import (
    Element,
    Elements,
    element_of,
    read_brackets,
    read_elements,
)
from counter_app.domain.barcodes.gtins import (
    check_digit,
    check_digit_ok,
    gtin_of,
    shortest_length,
    spellings,
    upc_a_of,
    upc_e_of,
    written_as,
)
from counter_app.domain.barcodes.in_store import (
    InStoreCode,
    price_weight_check_digit,
    read_in_store,
)
from counter_app.domain.barcodes.label_rules import (
    LabelFault,
    LabelRule,
    check_digit_faults,
    exclusion_faults,
    label_faults,
    repeat_faults,
    requisite_faults,
    signature_faults,
)
from counter_app.domain.barcodes.links import is_web_address, read_link
from counter_app.domain.barcodes.scan import ItemCode, OwnCode, PlainText, Scan, read_scan
from counter_app.domain.barcodes.symbols import (
    AimIdentifier,
    Carrier,
    Symbol,
    aim_identifier,
    read_symbol,
)

__all__ = [
    "AimIdentifier",
    "Carrier",
    "Element",
    "Elements",
    "InStoreCode",
    "ItemCode",
    "LabelFault",
    "LabelRule",
    "OwnCode",
    "PlainText",
    "Scan",
    "Symbol",
    "aim_identifier",
    "check_digit",
    "check_digit_faults",
    "check_digit_ok",
    "element_of",
    "exclusion_faults",
    "gtin_of",
    "is_web_address",
    "label_faults",
    "price_weight_check_digit",
    "read_brackets",
    "read_elements",
    "read_in_store",
    "read_link",
    "read_scan",
    "read_symbol",
    "repeat_faults",
    "requisite_faults",
    "shortest_length",
    "signature_faults",
    "spellings",
    "upc_a_of",
    "upc_e_of",
    "written_as",
]
