"""Check digits and formats of common numbers, by scheme: tax numbers, bank numbers, medicines.

Thin over python-stdnum. The counter asks for one of them today, a live store's tax number when it
is founded (`TAX_NUMBERS`); the other schemes wait for their users, serial numbers and the numbers
of customers, and are held to other systems' results until then. Invariant: only the schemes listed
here are known, and a wrong number is a Refusal that says what is wrong with it: its length, its
format, its check digit or a part of it.
"""

from importlib import import_module
from typing import Final, Protocol, cast

from stdnum import exceptions

from counter_app.domain.errors import Refusal

SCHEMES: Final = frozenset(
    (
        "at.uid",
        "bic",
        "ch.esr",
        "ch.vat",
        "cusip",
        "cy.vat",
        "damm",
        "de.vat",
        "ean",
        "es.nif",
        "eu.vat",
        "fr.tva",
        "gb.sedol",
        "gb.vat",
        "gr.vat",
        "gs1_128",
        "iban",
        "imei",
        "isbn",
        "isin",
        "iso11649",
        "issn",
        "it.aic",
        "it.codicefiscale",
        "it.iva",
        "lei",
        "luhn",
        "nl.btw",
        "pl.nip",
        "us.ein",
        "us.rtn",
        "vatin",
        "verhoeff",
    )
)
TAX_NUMBERS: Final = {"GB": "gb.vat", "GR": "gr.vat", "IT": "it.iva"}
"""By country, the scheme of the number that its receipts must show; elsewhere any text will do."""
REASONS: Final = {
    exceptions.InvalidLength: "number.length",
    exceptions.InvalidFormat: "number.format",
    exceptions.InvalidChecksum: "number.checksum",
    exceptions.InvalidComponent: "number.component",
}


class _Scheme(Protocol):
    """What every stdnum module offers."""

    def validate(self, number: str) -> str: ...


def validate(scheme: str, number: str) -> str:
    """The number without separators, as its scheme writes it.

    Raises Refusal `number.length`, `number.format`, `number.checksum` or `number.component` (a
    part, such as a date or country, is impossible).
    """
    try:
        whole = _scheme(scheme).validate(number)
    except exceptions.ValidationError as error:
        raise Refusal(REASONS.get(type(error), "number.format"), scheme=scheme) from error
    if not whole:  # some schemes take nothing for a number without parts
        raise Refusal("number.length", scheme=scheme)
    return whole


def check_tax_number(country: str, number: str) -> None:
    """Hold a store's tax number to its country's rules; none at all is none that could be wrong.

    Raises Refusal `store.tax_number`.
    """
    scheme = TAX_NUMBERS.get(country)
    if scheme is None or not number:
        return
    try:
        validate(scheme, number)
    except Refusal as refusal:
        raise Refusal("store.tax_number", country=country, number=number) from refusal


def _scheme(name: str) -> _Scheme:
    if name not in SCHEMES:
        message = f"unknown number scheme {name}"
        raise ValueError(message)
    return cast(_Scheme, import_module(f"stdnum.{name}"))
