from dataclasses import replace

import pytest

from tests.documents import samples as s
from tests.documents.reading import codes_of, rows_of

SLIP = "0001-01-01-0000017"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Suspended sale", f"Slip {SLIP}", "Lines 4", "Total so far 81.30 EUR"]),
        (
            "it",
            [
                "Vendita sospesa",
                f"Foglietto {SLIP}",
                "Righe 4",
                "Totale finora 81,30 EUR",
            ],
        ),
        (
            "el",
            [
                "Πώληση σε αναμονή",
                f"Δελτίο {SLIP}",
                "Γραμμές 4",
                "Σύνολο έως τώρα 81,30 EUR",
            ],
        ),
    ],
)
def test_a_hold_slip_says_what_waits(language: str, words: list[str]) -> None:
    rows = rows_of(s.papers().slip(s.slip(language)))
    assert [expected for expected in words if expected not in rows] == []


def test_a_hold_slip_of_a_live_store_says_twice_that_it_is_no_receipt() -> None:
    rows = rows_of(s.papers().slip(replace(s.slip(), founded=s.founded("live"))))
    assert rows.count("NOT A RECEIPT") == 2
    assert "Nothing is paid yet." in rows


def test_a_hold_slip_of_a_demo_store_says_so_first_and_last() -> None:
    rows = rows_of(s.papers().slip(s.slip()))
    assert rows[0] == rows[-1] == "DEMO – NOT A RECEIPT"


def test_a_scanner_reads_the_way_back_to_the_basket() -> None:
    assert codes_of(s.papers().slip(s.slip())) == {"Code128": "92000000000000017123456789"}
