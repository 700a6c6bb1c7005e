import re
from dataclasses import replace

import pytest

from tests.documents import samples as s
from tests.documents.reading import codes_of, described, rows_of, text_of

AMOUNT = re.compile(r"\d[.,]\d\d(?!\d)")


def gift(language: str = "en", kind: str = "live") -> bytes:
    sold = s.sale(tenders=s.every_tender())
    return s.papers().receipt(replace(s.paper(sold, language, kind), gift=True))


@pytest.mark.parametrize("language", ["en", "it", "el"])
def test_a_gift_receipt_shows_no_amount(language: str) -> None:
    assert AMOUNT.findall(text_of(gift(language))) == []
    assert "EUR" not in text_of(gift(language))


def test_the_pattern_for_amounts_finds_those_of_a_receipt() -> None:
    assert AMOUNT.findall(text_of(s.papers().receipt(s.paper())))


def test_a_gift_receipt_carries_the_receipts_own_code_and_no_total_in_another() -> None:
    assert codes_of(gift()) == {"Code128": s.CODE}


def test_a_gift_receipt_names_the_goods_and_how_many() -> None:
    rows = rows_of(gift())
    assert "Kettle 1.7 L, brushed steel" in rows
    assert "Πετσέτες κουζίνας, σετ 3 τεμ. 2" in rows
    assert "Caffè macinato «perché no?» 0.482 kg" in rows


def test_a_sold_gift_card_is_no_gift_to_show() -> None:
    assert "Δωροκάρτα" not in text_of(gift())


@pytest.mark.parametrize(
    ("language", "title"),
    [("en", "Gift receipt"), ("it", "Scontrino di cortesia"), ("el", "Απόδειξη δώρου")],
)
def test_a_gift_receipt_calls_itself_so(language: str, title: str) -> None:
    assert title in rows_of(gift(language))
    assert described(gift(language))["Title"] == f"{title} 0012-03-01-0004419"


def test_a_gift_receipt_of_a_demo_store_is_stamped() -> None:
    rows = rows_of(gift(kind="demo"))
    assert rows[0] == rows[-1] == "DEMO – NOT A RECEIPT"
