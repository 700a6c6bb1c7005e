from dataclasses import replace

import pytest

from counter_app.domain.facts import Sale
from counter_app.domain.slips import LineTax, SoldLine
from counter_app.services.ports import Paper
from tests.documents import samples as s
from tests.documents.reading import codes_of, described, printed, rows_of, text_of

LANGUAGES = ("en", "it", "el")
MM = 72 / 25.4


def receipt(sold: Sale | None = None, language: str = "en", kind: str = "live") -> bytes:
    return s.papers().receipt(s.paper(sold, language, kind))


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ["Sale", "Lane 03 · served by 101", "You pay 95.92 EUR", "Cash 95.92"]),
        ("it", ["Vendita", "Cassa 03 · operatore 101", "Da pagare 95,92 EUR", "Contanti 95,92"]),
        ("el", ["Πώληση", "Ταμείο 03 · χρήστης 101", "Πληρωτέο 95,92 EUR", "Μετρητά 95,92"]),
    ],
)
def test_a_receipt_speaks_the_language_of_its_sale(language: str, expected: list[str]) -> None:
    text = text_of(receipt(language=language))
    assert [words for words in expected if words not in text] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_receipt_says_whose_it_is_and_which_one(language: str) -> None:
    rows = rows_of(receipt(language=language))
    assert rows[0] == "Lakeside Παραλία"
    assert rows[1:3] == ["Οδός Λιμένος 12, Δοκιμή", "12 Harbour Street, Demoville"]
    assert rows[3].endswith("000000000")
    assert "0012-03-01-0004419" in rows
    assert any(row.startswith("21/11/2026 14:33") for row in rows)


def test_names_of_products_are_printed_as_they_are() -> None:
    text = text_of(receipt())
    assert "Πετσέτες κουζίνας, σετ 3 τεμ. 17.00" in text
    assert "Caffè macinato «perché no?» 1.92\n<b>forte</b>" in text


def test_a_long_name_takes_two_rows_and_then_ends_in_an_ellipsis() -> None:
    rows = rows_of(receipt(s.sale((s.line(1, "Extraordinarily comfortable " * 9, 2635),))))
    first = next(place for place, row in enumerate(rows) if row.startswith("Extraordinarily"))
    assert rows[first].endswith("26.35")
    assert rows[first + 1].endswith("…")
    assert not rows[first + 2].startswith("Extraordinarily")


def test_more_than_one_piece_and_weights_say_how_much_times_what() -> None:
    rows = rows_of(receipt())
    assert "2 × 8.50" in rows
    assert "0.482 kg × 3.99" in rows
    assert sum(" × " in row for row in rows) == 2


def test_a_discount_stands_under_its_line_which_shows_the_price_before() -> None:
    rows = rows_of(receipt())
    assert rows.index("Second at half price -4.25") == rows.index("2 × 8.50") + 1


def test_a_sold_gift_card_shows_its_last_four_and_amount() -> None:
    rows = rows_of(receipt())
    card = rows.index("Gift card / Δωροκάρτα 25.00")
    assert rows[card + 1] == "Activated, card ****8831"


def test_included_tax_is_said_per_rate_with_what_it_is_included_in() -> None:
    low = replace(
        s.line(2, "Bread", 520),
        taxes=(LineTax(tax="low", rate="4", net=500, amount=20),),
        net=500,
    )
    rows = rows_of(receipt(s.sale((s.line(1, "Kettle", 1220), low))))
    assert "VAT 22% included in 12.20 2.20" in rows
    assert "VAT 4% included in 5.20 0.20" in rows
    assert not any("Subtotal" in row for row in rows)


def test_added_taxes_lead_from_the_subtotal_to_the_total() -> None:
    rows = rows_of(s.papers().receipt(american()))
    start = rows.index("Subtotal 20.00")
    assert rows[start + 1 : start + 5] == [
        "Sales tax 4% on 20.00 0.80",
        "Sales tax 4.5% on 20.00 0.90",
        "Sales tax, amount per unit 0.05",
        "You pay 21.75 USD",
    ]
    assert any(row.startswith("11/21/2026") for row in rows)


def american() -> Paper:
    taxes = (
        LineTax(tax="ny_state", rate="4", net=2000, amount=80),
        LineTax(tax="ny_city", rate="4.5", net=2000, amount=90),
        LineTax(tax="bags", rate="0.05", net=2000, amount=5),
    )
    sold = replace(s.line(1, "Kettle", 2000), net=2000, gross=2175, taxes=taxes)
    paper = s.paper(s.sale((sold,)))
    return replace(paper, profile=s.profile("US", included=False))


def test_what_came_back_stands_before_what_was_sold() -> None:
    back = replace(s.line(2, "Toaster 2-slice", 2490, -1000), reason="too noisy")
    rows = rows_of(receipt(s.sale((s.line(1, "Kettle", 2990), back))))
    start = rows.index("Exchange")
    told = [row for row in rows[start:] if row.startswith(("Ret", "Toa", "Rea", "Sold", "Ket"))]
    assert told == [
        "Returned",
        "Toaster 2-slice -24.90",
        "Reason: too noisy",
        "Sold",
        "Kettle 29.90",
    ]


@pytest.mark.parametrize(
    ("lines", "title", "words"),
    [
        ((s.line(1, "Toaster", 2490, -1000),), "Return", "You get back 24.90 EUR"),
        (
            (s.line(1, "Toaster", 2490, -1000), s.line(2, "Kettle", 2490)),
            "Exchange",
            "Even 0.00 EUR",
        ),
    ],
)
def test_the_total_says_which_way_the_money_goes(
    lines: tuple[SoldLine, ...], title: str, words: str
) -> None:
    rows = rows_of(receipt(s.sale(lines)))
    assert title in rows
    assert words in rows


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_scanner_reads_the_receipts_own_code(language: str) -> None:
    pdf = receipt(language=language)
    assert codes_of(pdf)["Code128"] == codes_of(pdf, scale=4)["Code128"] == s.CODE
    assert "9100 1203 0100 0441 9984 1273 65" in text_of(pdf)


def test_a_third_party_reads_number_total_time_hash_and_signature() -> None:
    number, total, time, digest, signature = codes_of(receipt())["QRCode"].split("|")
    assert (number, total, time) == ("001203010004419", "9592", "2026-11-21T14:33:05Z")
    assert bytes.fromhex(digest) == s.HASH[:16]
    assert s.from_base64(signature) == s.SIGNATURE


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_a_fiscal_device_is_due_the_paper_says_that_it_is_none(language: str) -> None:
    sentences = {
        "it": "Questo scontrino non è il documento fiscale.",
        "el": "Δεν αποτελεί φορολογικό στοιχείο.",
        "en": "This slip is not the fiscal document.",
    }
    due = language in {"it", "el"}
    assert (sentences[language] in text_of(receipt(language=language))) is due


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("demo", "DEMO – NOT A RECEIPT"),
        ("training", "TRAINING – NOT A RECEIPT"),
        ("replay", "REPLAY – NOT A RECEIPT"),
    ],
)
def test_a_store_that_is_not_live_says_so_first_and_last(kind: str, words: str) -> None:
    rows = rows_of(receipt(kind=kind))
    assert rows[0] == rows[-1] == words
    assert rows.count(words) == 2


def test_a_live_store_stamps_nothing() -> None:
    assert "NOT A RECEIPT" not in text_of(receipt())
    assert "COPY" not in text_of(receipt())


def test_a_copy_says_which_one_and_when_it_was_made() -> None:
    copy = replace(s.paper(), copy=2, reprinted=s.WALL + 3_600_000)
    rows = rows_of(s.papers().receipt(copy))
    assert "COPY 2 · 21/11/2026 15:33" in rows
    assert any(row.startswith("21/11/2026 14:33") for row in rows)


def test_sixty_lines_fit_one_long_page() -> None:
    lines = tuple(s.line(no, f"Item number {no}", 100 + no) for no in range(1, 61))
    pdf = receipt(s.sale(lines))
    page = printed(pdf)
    assert page.height > 270 * MM
    assert [row for row in rows_of(pdf) if row.startswith("Item number")] == [
        f"Item number {no} {(100 + no) / 100:.2f}" for no in range(1, 61)
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_printed_outside_the_margins(language: str) -> None:
    long = s.line(1, "Αδιάβροχο" * 30, 123_456_789)
    page = printed(receipt(s.sale((long, *s.LINES), s.every_tender()), language, "training"))
    assert page.width == pytest.approx(80 * MM)
    assert page.left >= 4.5 * MM
    assert page.right <= 75.5 * MM
    assert page.bottom >= 4 * MM
    assert page.top <= page.height - 4 * MM


def test_a_pdf_says_what_it_is_whose_and_in_which_language() -> None:
    pdf = receipt(language="el")
    about = described(pdf)
    assert about["Title"] == "Πώληση 0012-03-01-0004419"
    assert about["Author"] == "Lakeside Παραλία"
    assert b"/Lang (el)" in pdf


def test_a_name_in_letters_that_the_faces_lack_stops_no_paper() -> None:
    rows = rows_of(receipt(s.sale((s.line(1, "日本の茶 → green tea", 520),))))
    assert any("green tea" in row and row.endswith("5.20") for row in rows)
