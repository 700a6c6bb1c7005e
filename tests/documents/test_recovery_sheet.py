from dataclasses import replace

import pytest

from counter_app.domain.recovery_code import decode
from counter_app.services.recovery import RecoverySheet
from tests.documents import samples as s
from tests.documents.reading import codes_of, printed, rows_of

KEY = bytes(range(7, 207, 10))
A4 = (595.28, 841.89)


def sheet(language: str = "en", kind: str = "live") -> RecoverySheet:
    country = s.COUNTRIES[language]
    founded = s.founded(kind)
    return RecoverySheet(founded, s.profile(country), "019aa7c0ffee", KEY, s.WALL, language)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Recovery sheet", "Store 0012, lane 03", "Recovery code"]),
        ("it", ["Foglio di recupero", "Negozio 0012, cassa 03", "Codice di recupero"]),
        ("el", ["Φύλλο ανάκτησης", "Κατάστημα 0012, ταμείο 03", "Κωδικός ανάκτησης"]),
    ],
)
def test_a_sheet_says_whose_it_is(language: str, words: list[str]) -> None:
    rows = rows_of(s.papers().recovery_sheet(sheet(language)))
    assert [expected for expected in words if expected not in rows] == []


def test_its_groups_stand_letter_by_letter_in_their_order() -> None:
    text = "".join("".join(rows_of(s.papers().recovery_sheet(sheet()))).split())
    expected = "".join(f"{no}{group}" for no, group in enumerate(sheet().groups, 1))
    assert expected in text


def test_a_scanner_reads_the_code_that_is_printed() -> None:
    codes = codes_of(s.papers().recovery_sheet(sheet()))
    assert decode(codes["QRCode"]) == KEY


def test_its_check_digits_stand_at_its_foot() -> None:
    rows = rows_of(s.papers().recovery_sheet(sheet()))
    digits = sheet().check
    assert any(row.endswith(f"{digits[:3]} {digits[3:]}") for row in rows[-2:])


def test_a_demo_sheet_says_first_and_last_that_it_opens_no_real_store() -> None:
    rows = rows_of(s.papers().recovery_sheet(sheet(kind="demo")))
    assert rows[0] == rows[-1] == "DEMO – OPENS NO REAL STORE"
    live = rows_of(s.papers().recovery_sheet(sheet()))
    assert not any("DEMO" in row for row in live)


@pytest.mark.parametrize("language", ["en", "it", "el"])
def test_a_sheet_is_one_page_of_a4_with_nothing_outside_its_margins(language: str) -> None:
    long = "Κατάστημα " * 30
    founded = replace(s.founded("demo"), name=long, address=(long, long))
    page = printed(s.papers().recovery_sheet(replace(sheet(language), founded=founded)))
    assert (round(page.width, 2), round(page.height, 2)) == A4
    assert page.left > 50
    assert page.right < A4[0] - 50
    assert page.bottom > 50


def test_the_same_sheet_gives_the_same_bytes() -> None:
    assert s.papers().recovery_sheet(sheet()) == s.papers().recovery_sheet(sheet())
