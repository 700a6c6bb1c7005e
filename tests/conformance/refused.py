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
    "gs1-0184": (
        "the source was told to let unknown identifiers through; here the unknown 89 is left out "
        "of the link, as its format cannot be checked, and the item sells"
    ),
    **dict.fromkeys(
        ("biip-147", "biip-148", "biip-151", "biip-250"),
        "not built: the counter reads links and has nobody to make one for",
    ),
    **dict.fromkeys(
        ("biip-252", "biip-253", "biip-255", "biip-258"),
        "not built: no sale asks which company a number belongs to, and the table of prefixes ages",
    ),
    **dict.fromkeys(
        ("biip-261", "biip-262", "biip-264"),
        "not built: a bare SSCC is no item, the counter says so and sets none of its parts apart",
    ),
}

_CHECK_DIGITS: Final = {
    **dict.fromkeys(
        (
            "std-ean-00011",
            "std-ean-00014",
            "std-luhn-00239",
            "std-luhn-00243",
            "std-luhn-00245",
            "std-luhn-00247",
            "std-luhn-00249",
            "std-isin-00892",
            "std-isin-01196",
            "std-verhoeff-01308",
            "std-verhoeff-01311",
            "std-verhoeff-01314",
            "std-damm-01320",
            "std-damm-01324",
            "std-damm-01326",
            "std-it.aic-01450",
            "std-it.aic-01461",
            "std-it.aic-01462",
            "std-at.uid-02306",
        ),
        "not built: the counter is given whole numbers and checks them, it completes none",
    ),
    **dict.fromkeys(
        (
            "std-isbn-00021",
            "std-isbn-00022",
            "std-imei-00253",
            "std-iban-00265",
            "std-bic-00488",
            "std-iso11649-01332",
            "std-us.ein-01443",
            "std-us.ein-01444",
            "std-gb.vat-02246",
            "std-gb.vat-02303",
            "std-ch.vat-02317",
            "std-ch.esr-02343",
        ),
        "not built: the counter prints a number as it was given, and formats none",
    ),
}

_CHECKS: Final = {
    "micr_line-2": (
        "not built: checks go to the bank as paper, so whether one could become an electronic "
        "payment is not asked; all else of the case agrees"
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
        "not built: a tax that is a percentage of the price with itself in it (Brazil) is in none "
        "of the profiles; such a kind is refused when a profile is read, never worked out wrongly",
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
    "check_digits": _CHECK_DIGITS,
    "checks": _CHECKS,
    "tax_rounding": _TAX_ROUNDING,
}
