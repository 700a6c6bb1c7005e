"""Paper checks at the counter: which are taken as readable, and what is said of the others."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.checks import (
    CheckKind,
    Dating,
    RoutingClass,
    check_of,
    is_low_number,
    mask,
    read_micr,
    read_routing,
    routing_check_digit,
)
from counter_app.domain.errors import Refusal

GOOD = "021000021"
prefixes = st.integers(0, 99)
eights = st.text("0123456789", min_size=6, max_size=6)
IN_RANGE = {*range(13), *range(21, 33), *range(61, 73), 80}


@pytest.mark.parametrize(
    ("number", "kind", "district"),
    [
        ("021000021", RoutingClass.PRIMARY, "New York"),
        ("122105155", RoutingClass.PRIMARY, "San Francisco"),
        ("011401533", RoutingClass.PRIMARY, "Boston"),
        ("267084131", RoutingClass.THRIFT, "Atlanta"),
        ("800000019", RoutingClass.TRAVELERS, None),
        ("000000518", RoutingClass.GOVERNMENT, None),
    ],
)
def test_a_routing_number_names_its_range(
    number: str, kind: RoutingClass, district: str | None
) -> None:
    routing = read_routing(number)
    assert (routing.kind, routing.district) == (kind, district)


def test_the_electronic_range_has_districts_too() -> None:
    number = "61000000" + routing_check_digit("61000000")
    assert read_routing(number).kind is RoutingClass.ELECTRONIC
    assert read_routing(number).district == "Boston"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("12100024", "check.routing.length"),
        ("0210000210", "check.routing.length"),
        ("02100002A", "check.routing.format"),
        ("0210 00021", "check.routing.format"),
        ("", "check.routing.format"),
        ("\u0660" * 9, "check.routing.format"),
        ("021000022", "check.routing.checksum"),
        ("990000000", "check.routing.range"),
        ("000000000", "check.routing.range"),
    ],
)
def test_a_wrong_routing_number_says_what_is_wrong(text: str, code: str) -> None:
    with pytest.raises(Refusal, match=code):
        read_routing(text)


@given(prefixes, eights)
def test_only_ranges_that_banks_have_are_taken(prefix: int, six: str) -> None:
    eight = f"{prefix:02}{six}"
    number = eight + routing_check_digit(eight)
    expected = prefix in IN_RANGE and number != "000000000"
    assert outcome(number) == (None if expected else "check.routing.range")


def outcome(number: str) -> str | None:
    try:
        read_routing(number)
    except Refusal as refusal:
        return refusal.code
    return None


@given(eights, st.integers(0, 8), st.integers(1, 9))
def test_one_misread_digit_never_passes(six: str, place: int, step: int) -> None:
    eight = f"02{six}"
    number = eight + routing_check_digit(eight)
    wrong = str((int(number[place]) + step) % 10)
    with pytest.raises(Refusal, match=r"check\.routing"):
        read_routing(f"{number[:place]}{wrong}{number[place + 1 :]}")


def test_a_check_shows_only_the_last_four_of_its_account() -> None:
    check = check_of(GOOD, "1234-5678 9012", "1234")
    assert check.account == "123456789012"
    assert check.mask == mask("123456789012") == "9012"
    assert "56789012" not in repr(check)
    assert "56789012" not in f"{[check]}"


@pytest.mark.parametrize(
    ("account", "number", "code"),
    [
        ("12345", "1", "check.account.length"),
        ("1" * 15, "1", "check.account.length"),
        ("12345x", "1", "check.account.format"),
        ("", "1", "check.account.format"),
        ("\u0661" * 8, "1", "check.account.format"),
        ("123456", "", "check.number.format"),
        ("123456", "12a", "check.number.format"),
        ("123456", "1" * 11, "check.number.format"),
    ],
)
def test_a_wrong_account_or_number_is_refused(account: str, number: str, code: str) -> None:
    with pytest.raises(Refusal, match=code):
        check_of(GOOD, account, number)


@pytest.mark.parametrize("length", [6, 14])
def test_accounts_of_six_and_of_fourteen_digits_are_taken(length: int) -> None:
    assert len(check_of(GOOD, "7" * length, "0101").account) == length


def test_a_refusal_never_repeats_the_account() -> None:
    with pytest.raises(Refusal) as refused:
        check_of(GOOD, "123456789012345", "1")
    assert "12345678" not in str(refused.value)


# --- the line a reader delivers


@pytest.mark.parametrize(
    "line",
    [
        "t021000021t 123456789012o 1234",
        "T021000021T 123456789012O 1234",
        "A021000021A123456789012C1234",
        "\u2446021000021\u2446 123456789012\u2448 1234",
        "  t021000021t123456789012o1234  ",
        "t021000021t 123456789012o 1234o",
        "\u2446021000021\u2446 1234\u244956789012\u2448 1234",
        "A021000021A1234D56789012C1234",
    ],
)
def test_every_reader_delivers_the_same_check(line: str) -> None:
    fields = read_micr(line)
    assert (fields.routing, fields.account, fields.number) == (GOOD, "123456789012", "1234")
    assert fields.kind is CheckKind.PERSONAL
    assert fields.amount_minor is None


def test_a_business_check_has_its_number_in_front() -> None:
    fields = read_micr("o001234o t122105155t 987654321o")
    assert (fields.number, fields.aux_on_us, fields.account) == ("001234", "001234", "987654321")
    assert fields.kind is CheckKind.BUSINESS


def test_the_amount_a_bank_encoded_is_read_in_cents() -> None:
    fields = read_micr("t091000019t 55-6677-88o 2001 a0000012345a")
    assert fields.amount_minor == 12345
    assert (fields.account, fields.account_as_printed) == ("55667788", "55-6677-88")
    assert fields.number == "2001"


def test_a_line_with_a_wrong_routing_number_is_read_and_then_refused() -> None:
    fields = read_micr("t021000022t 123456789o 1234")
    with pytest.raises(Refusal, match=r"check\.routing\.checksum"):
        check_of(fields.routing, fields.account, fields.number)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("t02100?021t 123456789o 1234", "check.micr.unreadable"),
        ("", "check.micr.unreadable"),
        ("t021000021t 123\u0664567o 1234", "check.micr.unreadable"),
        ("123456789 1234", "check.micr.fields"),
        ("t021000021t", "check.micr.fields"),
        ("t021000021t 123456789", "check.micr.fields"),
        ("t021000021t 123456789o", "check.micr.fields"),
        ("t021000021t o 1234", "check.micr.fields"),
        ("t021000021t 123t456o 1234", "check.micr.fields"),
    ],
)
def test_a_line_with_something_missing_is_read_again(line: str, code: str) -> None:
    with pytest.raises(Refusal, match=code):
        read_micr(line)


@given(st.one_of(st.text(max_size=60), st.text("0123456789taoABCD- \u2446", max_size=60)))
def test_any_line_is_read_or_refused(line: str) -> None:
    assert micr_outcome(line) in {"read", "check.micr.unreadable", "check.micr.fields"}


def micr_outcome(line: str) -> str:
    try:
        fields = read_micr(line)
    except Refusal as refusal:
        return refusal.code
    whole = fields.account.isdecimal() and fields.number.isdecimal()
    return "read" if whole else "read with holes"


# --- dates and numbers

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("dated", "today", "stale"),
    [
        (date(2026, 5, 20), TODAY, True),
        (date(2026, 5, 21), TODAY, False),
        (date(2025, 1, 10), date(2026, 1, 3), True),
        (date(2026, 2, 28), date(2026, 8, 31), False),
        (date(2026, 2, 27), date(2026, 8, 31), True),
        (date(2025, 12, 31), date(2026, 6, 30), False),
    ],
)
def test_a_check_is_stale_after_six_months(dated: date, today: date, *, stale: bool) -> None:
    assert refused(dated, today) == ("check.stale" if stale else "")


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(-400, 400))
def test_staleness_never_comes_early_and_never_ends(today: date, days: int) -> None:
    code = refused(today + timedelta(days), today)
    if days > 0:
        assert code == "check.post_dated"
    elif days > -181:
        assert code == ""
    elif days < -184:
        assert code == "check.stale"


def test_a_check_keeps_its_date_and_one_that_nobody_looked_at_has_none() -> None:
    dated = check_of(GOOD, "123456", "1", Dating(TODAY, TODAY))
    assert (dated.dated, check_of(GOOD, "123456", "1").dated) == (TODAY, None)


def refused(dated: date, today: date) -> str:
    try:
        check_of(GOOD, "123456", "1", Dating(dated, today))
    except Refusal as refusal:
        return refusal.code
    return ""


def test_the_first_checks_of_a_book_are_low() -> None:
    assert is_low_number("0101", 150)
    assert not is_low_number("0150", 150)
