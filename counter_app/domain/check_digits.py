"""Check digits and formats of common numbers, by scheme: tax numbers, bank numbers, medicines.

Thin over python-stdnum. Invariant: only the schemes listed here are known, and a wrong number is a
Refusal that says what is wrong with it: its length, its format, its check digit or a part of it.
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
REASONS: Final = {
    exceptions.InvalidLength: "number.length",
    exceptions.InvalidFormat: "number.format",
    exceptions.InvalidChecksum: "number.checksum",
    exceptions.InvalidComponent: "number.component",
}


class _Scheme(Protocol):
    """What every stdnum module offers; formatting and check digits only where they make sense."""

    def validate(self, number: str) -> str: ...

    def format(self, number: str) -> str: ...

    def calc_check_digit(self, number: str) -> str: ...


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


def check_digit(scheme: str, number: str) -> str:
    """The digits to append to a number given without them."""
    return _scheme(scheme).calc_check_digit(number)


def formatted(scheme: str, number: str) -> str:
    """The usual way to print a valid number."""
    return _scheme(scheme).format(number)


def _scheme(name: str) -> _Scheme:
    if name not in SCHEMES:
        message = f"unknown number scheme {name}"
        raise ValueError(message)
    return cast(_Scheme, import_module(f"stdnum.{name}"))
