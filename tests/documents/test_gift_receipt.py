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


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Serial number SN-4711A"),
        ("it", "Numero di serie SN-4711A"),
        ("el", "Σειριακός αριθμός SN-4711A"),
    ],
)
def test_the_serial_number_stands_under_the_name_for_the_guarantee(
    language: str, words: str
) -> None:
    sold = s.sale(tenders=s.every_tender())
    named = replace(sold, lines=(replace(sold.lines[0], serial="SN-4711A"), *sold.lines[1:]))
    for gift_too in (False, True):
        paper = replace(s.paper(named, language), gift=gift_too)
        rows = rows_of(s.papers().receipt(paper))
        assert sum(words in row for row in rows) == 1
        name = next(n for n, row in enumerate(rows) if "Kettle 1.7 L" in row)
        assert words in rows[name + 1]
