"""Sales, stores and papers made up for the tests of papers; nothing here is a real shop or card."""

import datetime as dt
from base64 import urlsafe_b64decode
from dataclasses import replace
from decimal import Decimal
from typing import Final

from counter_app.documents.papers import ReportlabPapers
from counter_app.domain.facts import Entry, Sale, StoreFounded, TillClosed
from counter_app.domain.money import Currency
from counter_app.domain.slips import (
    AccountTotal,
    CardLoad,
    CardSlip,
    CheckSlip,
    LineDiscount,
    LineTax,
    SoldLine,
    StoredSlip,
    TenderTaken,
)
from counter_app.domain.store_profile import DatedTax, StoreProfile
from counter_app.domain.tax import Tax, TaxKind, TaxRounding
from counter_app.services.ports import ClosingPaper, Paper, SaleRecord, SlipPaper

WALL: Final = 1_795_271_585_250  # 21 November 2026, 14:33:05 UTC
CODE: Final = "91001203010004419984127365"
HASH: Final = bytes(range(32))
SIGNATURE: Final = bytes(range(100, 164))
EUR: Final = Currency("EUR", 2)
USD: Final = Currency("USD", 2)
VAT_RATES: Final = {"IT": "22", "GR": "24", "GB": "20", "US": "0"}
COUNTRIES: Final = {"en": "GB", "it": "IT", "el": "GR"}


def papers() -> ReportlabPapers:
    return ReportlabPapers(zone=dt.UTC)


def profile(country: str = "IT", *, included: bool = True) -> StoreProfile:
    since = dt.date(2013, 10, 1)
    if included:
        standard = Tax("standard", Decimal(VAT_RATES[country]), included=True)
        taxes: tuple[Tax, ...] = (standard,)
    else:
        state = Tax("ny_state", Decimal(4))
        city = Tax("ny_city", Decimal("4.5"))
        bags = Tax("bags", Decimal("0.05"), TaxKind.PER_UNIT)
        taxes = (state, city, bags)
    return StoreProfile(
        country=country,
        currency=EUR if included else USD,
        tax_word="vat" if included else "sales_tax",
        prices_include_tax=included,
        tax_rounding=TaxRounding.RATE,
        not_fiscal=country in {"IT", "GR"},
        in_store_region="it",
        groups={"standard": tuple(DatedTax(since, tax) for tax in taxes)},
    )


def founded(kind: str = "live", country: str = "IT") -> StoreFounded:
    return StoreFounded(
        store_kind=kind,
        store=12,
        lane=3,
        epoch=1,
        name="Lakeside Παραλία",
        address=("Οδός Λιμένος 12, Δοκιμή", "12 Harbour Street, Demoville"),
        tax_number="000000000",
        country=country,
        currency="EUR",
        language="en",
        profile="{}",
        public_key="00" * 32,
    )


def line(no: int, name: str, price: int, quantity: int = 1000, unit: str = "piece") -> SoldLine:
    """A line at 22 % included."""
    amount = round(price * quantity / 1000)
    tax = round(amount * 22 / 122)
    return SoldLine(
        no=no,
        code="2000000000008",
        name=name,
        category="kitchen",
        tax_group="standard",
        quantity=quantity,
        unit=unit,
        price=price,
        amount=amount,
        net=amount - tax,
        gross=amount,
        taxes=(LineTax(tax="standard", rate="22", net=amount - tax, amount=tax),),
    )


def discounted(whole: SoldLine, label: str, amount: int) -> SoldLine:
    cut = LineDiscount(origin="price", label=label, amount=amount)
    left = whole.amount - amount
    tax = round(left * 22 / 122)
    taxes = (LineTax(tax="standard", rate="22", net=left - tax, amount=tax),)
    net = left - tax
    return replace(whole, amount=left, net=net, gross=left, discounts=(cut,), taxes=taxes)


def gift_card_line(no: int, amount: int) -> SoldLine:
    card = CardLoad(stored="gift_card", card="ab" * 16, last4="8831", operation="activate")
    untaxed = line(no, "Gift card / Δωροκάρτα", amount)
    return replace(untaxed, card=card, taxes=(), net=amount, gross=amount)


def cash(no: int, amount: int, change: int = 0) -> TenderTaken:
    return TenderTaken(no=no, tender="cash", amount=amount, given=amount + change, change=change)


SLIP: Final = CardSlip(
    scheme="visa",
    last4="4242",
    auth_code="018442",
    aid="A0000000031010",
    label="VISA CREDIT",
    entry="contactless",
    cvm="device",
    terminal="TID00012",
    merchant="MID4471",
    reference="000482",
    sequence="01",
    result="APPROVED",
    token="tok_4b1d9c",
)


def every_tender() -> tuple[TenderTaken, ...]:
    check = CheckSlip(
        routing="123456780",
        account="cd" * 16,
        last4="9012",
        number="1047",
        vault="00" * 16,
        vault_digest="00" * 32,
    )
    signed = replace(
        SLIP, cvm="signature", entry="chip", label="Maestro", last4="1881", signature_required=True
    )
    gift = StoredSlip(card="ef" * 16, last4="5561", balance=730)
    credit = StoredSlip(card="ee" * 16, last4="7702", balance=0)
    return (
        TenderTaken(no=1, tender="credit", amount=3000, attempt="01" * 16, card=SLIP),
        TenderTaken(no=2, tender="debit", amount=1500, attempt="02" * 16, card=signed),
        TenderTaken(no=3, tender="check", amount=1200, check=check),
        TenderTaken(no=4, tender="gift_card", amount=1000, stored=gift),
        TenderTaken(no=5, tender="store_credit", amount=500, stored=credit),
        cash(6, 975, 1025),
    )


LINES: Final = (
    line(1, "Kettle 1.7 L, brushed steel", 2990),
    discounted(line(2, "Πετσέτες κουζίνας, σετ 3 τεμ.", 850, 2000), "Second at half price", 425),
    line(3, "Caffè macinato «perché no?» <b>forte</b>", 399, 482, "kg"),
    line(4, "Folding garden chair with cushion, weatherproof, in anthracite and dark green", 2635),
    gift_card_line(5, 2500),
)


def sale(
    lines: tuple[SoldLine, ...] = LINES,
    tenders: tuple[TenderTaken, ...] | None = None,
    rounding: int = 0,
) -> Sale:
    total = sum(one.gross for one in lines)
    if tenders is None:
        tenders = (cash(1, total + rounding),)
    return Sale(
        id="0a" * 16,
        number="001203010004419",
        session=7,
        language="en",
        lines=lines,
        tenders=tenders,
        total=total,
        tax=sum(tax.amount for one in lines for tax in one.taxes),
        rounding=rounding,
        change=sum(tender.change for tender in tenders),
    )


def paper(sold: Sale | None = None, language: str = "en", kind: str = "live") -> Paper:
    sold = sold or sale()
    country = COUNTRIES[language]
    entry = Entry(seq=41, kind="sale", wall=WALL, business_date="2026-11-21", user="101", data=sold)
    record = SaleRecord(entry, sold, HASH, SIGNATURE, 0)
    return Paper(record, founded(kind, country), profile(country), CODE, "101", language)


def slip(language: str = "en") -> SlipPaper:
    country = COUNTRIES[language]
    code = "92000000000000017123456789"
    return SlipPaper(
        founded("demo", country), profile(country), code, "000101010000017", WALL, 4, 8130, language
    )


def closing(language: str = "en", difference: int = -150) -> ClosingPaper:
    country = COUNTRIES[language]
    closed = TillClosed(
        session=7,
        z=12,
        sales=48,
        float=15000,
        expected=61230,
        counted=61230 + difference,
        difference=difference,
        grand_total=123_456_789,
        totals=(
            AccountTotal(account="tender.credit", count=8, amount=20100),
            AccountTotal(account="liability.gift_card", count=3, amount=-2400),
            AccountTotal(account="tender.cash", count=40, amount=61230),
            AccountTotal(account="float", count=1, amount=-15000),
            AccountTotal(account="sales", count=48, amount=-52401),
            AccountTotal(account="tax.standard", count=48, amount=-11528),
            AccountTotal(account="tax.eco", count=2, amount=-3),
            AccountTotal(account="rounding", count=4, amount=2),
        ),
    )
    entry = Entry(
        seq=90, kind="till_closed", wall=WALL, business_date="2026-11-21", user="201", data=closed
    )
    return ClosingPaper(
        closed, entry, HASH, SIGNATURE, founded("live", country), profile(country), language
    )


def from_base64(text: str) -> bytes:
    """Base64url without padding."""
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
