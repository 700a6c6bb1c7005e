"""Cases refused on principle: per family, the case and why the counter gives something else.

Invariant: a case stands here only while its result really differs; one that passes is an error.
"""

from collections.abc import Mapping
from typing import Final

_BARCODES: Final = {
    **dict.fromkeys(
        ("gs1-0132", "gs1-0133"),
        "a link whose GTIN has 12 or 13 digits names its item without doubt: it sells (as biip)",
    ),
    "gs1-0184": "an identifier that is not in the standard's table is left out, never guessed at",
    **dict.fromkeys(
        ("biip-147", "biip-148", "biip-151", "biip-250"),
        "the counter reads links and makes none",
    ),
    **dict.fromkeys(
        ("biip-252", "biip-253", "biip-255", "biip-258"),
        "whose prefix a number has is nothing to a sale: no prefix table is used",
    ),
    **dict.fromkeys(
        ("biip-261", "biip-262", "biip-264"),
        "transport units (SSCC) are not sold: their parts are not set apart",
    ),
}

_TAX_ROUNDING: Final = {
    **dict.fromkeys(
        ("odoo17-percent_tax_include_base_amount-2", "odoo17-tax_decimals-2"),
        "tax is rounded and net is the rest; the source rounds the net",
    ),
    **dict.fromkeys(
        ("sylius-tax-001", "sylius-tax-013", "sylius-tax-016"),
        "tax is rounded per line, rate or document, never per single unit",
    ),
    **dict.fromkeys(
        (
            "odoo17-rounding_tax_included_round_globally_03-1",
            "odoo17-rounding_tax_included_round_globally_03-3",
            "odoo17-rounding_tax_included_round_per_line_04-1",
            "odoo17-rounding_tax_included_round_per_line_04-3",
            "odoo19-random_2-05",
            "odoo19-random_2-07",
        ),
        "tax is kept in minor units; only the cash part of a payment knows a step of five",
    ),
    **dict.fromkeys(
        ("odoo17-tax_percent_division-1", "odoo19-random_9-32", "odoo19-l10n_br-45"),
        "a tax that is a percentage of the price with itself (Brazil) is in none of the profiles",
    ),
}

_CASH_ROUNDING: Final = {
    "odoo-partial-refund": "a refund in cash rounds as a sale does, in part or whole",
    **dict.fromkeys(
        ("odoo-pos-halfup_whole_order", "odoo-pos-halfup_only_cash"),
        "the rounding difference has its own account; net and tax stay as sold",
    ),
}

REFUSED: Final[Mapping[str, Mapping[str, str]]] = {
    "barcodes": _BARCODES,
    "cash_rounding": _CASH_ROUNDING,
    "tax_rounding": _TAX_ROUNDING,
}
