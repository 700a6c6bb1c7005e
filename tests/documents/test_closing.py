import pytest

from counter_app.domain.ledger import LIABILITIES
from counter_app.wording import Wording
from counter_app.wording.catalogues import LANGUAGES
from tests.documents import samples as s
from tests.documents.reading import codes_of, rows_of


def closing(language: str = "en", difference: int = -150) -> list[str]:
    return rows_of(s.papers().closing(s.closing(language, difference)))


def test_a_closing_says_which_one_when_and_by_whom() -> None:
    rows = closing()
    assert "Till closing Z 12" in rows
    assert "21/11/2026 14:33 Lane 03 · closed by 201" in rows
    assert {"Business day 21/11/2026", "Till session 7", "Sales 48"} <= set(rows)


def test_a_closing_counts_the_drawer() -> None:
    rows = closing()
    start = rows.index("Float 150.00")
    assert rows[start + 1 : start + 4] == [
        "Expected 612.30",
        "Counted 610.80",
        "Short -1.50 EUR",
    ]


@pytest.mark.parametrize(
    ("difference", "words"),
    [(0, "Difference 0.00 EUR"), (25, "Over 0.25 EUR"), (-150, "Short -1.50 EUR")],
)
def test_the_difference_says_its_way(difference: int, words: str) -> None:
    assert words in closing(difference=difference)


def test_what_was_sold_comes_to_what_was_paid_without_the_float() -> None:
    rows = closing()
    sold, paid = rows.index("What was sold"), rows.index("How it was paid")
    end = next(place for place, row in enumerate(rows) if row.startswith("Grand total"))
    assert "Cash (39) 462.30" in rows[paid:end]
    assert total(rows[sold + 1 : paid]) == total(rows[paid + 1 : end]) == 66330


def total(rows: list[str]) -> int:
    return sum(int(row.rpartition(" ")[2].replace(".", "")) for row in rows)


def test_a_tax_without_a_name_of_its_own_shows_its_identity() -> None:
    assert "VAT, standard (48) 115.28" in closing()
    assert "VAT, eco (2) 0.03" in closing()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_account_of_the_ledger_has_words(language: str) -> None:
    words = Wording(language)
    fixed = ("sales", "rounding", "float", "over_short", "taken_over", *LIABILITIES.values())
    assert [account for account in fixed if not words.has(f"account.{account}")] == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Grand total, all time 1,234,567.89"),
        ("it", "Gran totale progressivo 1.234.567,89"),
        ("el", "Γενικό σύνολο, διαρκές 1.234.567,89"),
    ],
)
def test_the_perpetual_total_is_said_in_each_language(language: str, words: str) -> None:
    assert words in closing(language)


def test_a_closing_can_be_checked_by_eye_and_by_reader() -> None:
    assert "0001 0203 0405 0607 0809 0a0b 0c0d 0e0f" in closing()
    pdf = s.papers().closing(s.closing())
    z, lane, grand_total, time, digest, signature = codes_of(pdf)["QRCode"].split("|")
    assert (z, lane, grand_total) == ("Z12", "00120301", "123456789")
    assert time == "2026-11-21T14:33:05Z"
    assert bytes.fromhex(digest) == s.HASH[:16]
    assert s.from_base64(signature) == s.SIGNATURE


def test_goods_come_before_taxes_and_cards_and_cash_before_cards() -> None:
    words = [row.partition(" (")[0] for row in closing() if " (" in row]
    assert words == [
        "Goods, net of tax",
        "VAT, eco",
        "VAT, standard",
        "Gift cards, sold less used",
        "Cash rounding",
        "Cash",
        "Credit card",
    ]
