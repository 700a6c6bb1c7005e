"""The shop's own codes: what is printed reads back, and nobody can make one up."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from counter_app.domain.errors import Refusal
from counter_app.domain.own_codes import (
    BadgeCode,
    GiftCardCode,
    OwnKind,
    ReceiptCode,
    ReceiptNumber,
    SlipCode,
    badge_code,
    gift_card_code,
    hold_slip_code,
    own_kind,
    parse_receipt_number,
    read_own_code,
    receipt_code,
    require_no_paper,
)

KEY = bytes(range(32))
OTHER_KEY = bytes(32)
FROZEN = "91000102030000045489143031"
FROZEN_SLIP = "92000000000000045291648776"

numbers = st.builds(
    ReceiptNumber,
    st.integers(0, 9999),
    st.integers(0, 99),
    st.integers(0, 99),
    st.integers(0, 9_999_999),
)


def test_a_receipt_number_names_store_lane_epoch_and_sequence() -> None:
    assert str(ReceiptNumber(1, 2, 3, 45)) == "0001-02-03-0000045"
    assert parse_receipt_number("0001-02-03-0000045") == ReceiptNumber(1, 2, 3, 45)


@given(numbers)
def test_a_receipt_number_reads_back_with_and_without_dashes(number: ReceiptNumber) -> None:
    assert parse_receipt_number(str(number)) == number
    assert parse_receipt_number(f" {number.digits} ") == number


@pytest.mark.parametrize(
    "text",
    ["", "1", "0001-02-03-000004", "0001-02-03-00000456", "000a-02-03-0000045", "\u0661" * 15],
)
def test_anything_else_is_no_receipt_number(text: str) -> None:
    with pytest.raises(Refusal, match=r"receipt_number\.format"):
        parse_receipt_number(text)


@pytest.mark.parametrize(
    "parts",
    [(10_000, 1, 1, 1), (1, 100, 1, 1), (1, 1, 100, 1), (1, 1, 1, 10_000_000), (-1, 1, 1, 1)],
)
def test_a_number_that_does_not_fit_its_width_is_a_bug(parts: tuple[int, int, int, int]) -> None:
    with pytest.raises(ValueError, match="does not fit"):
        ReceiptNumber(*parts)


def test_a_receipt_code_is_twenty_six_digits_for_code_128_c() -> None:
    code = receipt_code("0001-02-03-0000045", KEY)
    assert code.startswith("91000102030000045")
    assert code.isdecimal()
    assert len(code) == 26


def test_the_printed_check_never_changes() -> None:
    # Receipts already in customers' hands must read for ever: the value is frozen.
    assert receipt_code("0001-02-03-0000045", KEY) == FROZEN
    assert hold_slip_code("45", KEY) == FROZEN_SLIP


@given(numbers)
def test_every_receipt_code_reads_back_at_its_store(number: ReceiptNumber) -> None:
    assert read_own_code(receipt_code(str(number), KEY), KEY) == ReceiptCode(number)


@given(numbers, st.integers(2, 25), st.integers(1, 9))
def test_one_changed_digit_is_refused(number: ReceiptNumber, place: int, step: int) -> None:
    code = receipt_code(str(number), KEY)
    changed = str((int(code[place]) + step) % 10)
    with pytest.raises(Refusal, match=r"own_code\.forged"):
        read_own_code(f"{code[:place]}{changed}{code[place + 1 :]}", KEY)


def test_a_code_of_another_store_is_refused() -> None:
    with pytest.raises(Refusal, match=r"own_code\.forged"):
        read_own_code(receipt_code("0001-02-03-0000045", OTHER_KEY), KEY)


def test_a_hold_slip_cannot_be_turned_into_a_receipt() -> None:
    slip = hold_slip_code("000102030000045", KEY)
    assert read_own_code(slip, KEY) == SlipCode("000102030000045")
    with pytest.raises(Refusal, match=r"own_code\.forged"):
        read_own_code(f"91{slip[2:]}", KEY)


@given(st.text("0123456789", min_size=16, max_size=16))
def test_badges_and_cards_are_their_random_digits(random: str) -> None:
    assert read_own_code(badge_code(random), KEY) == BadgeCode(random)
    assert read_own_code(gift_card_code(random), KEY) == GiftCardCode(random)
    assert len(badge_code(random)) % 2 == 0


@pytest.mark.parametrize("digits", ["", "1" * 15, "1" * 17, "a" * 16])
def test_a_badge_of_another_length_is_a_bug(digits: str) -> None:
    with pytest.raises(ValueError, match="not 16 digits"):
        badge_code(digits)


@given(st.text(max_size=40))
def test_any_other_text_is_no_code_of_ours(text: str) -> None:
    assume(own_kind(text) is None)
    with pytest.raises(Refusal, match=r"own_code\.format"):
        read_own_code(text, KEY)


def test_the_form_alone_names_the_kind() -> None:
    assert own_kind("91" + "0" * 24) is OwnKind.RECEIPT
    assert own_kind("91" + "0" * 16) is None
    assert own_kind("93" + "0" * 16) is OwnKind.BADGE
    assert own_kind("95" + "0" * 16) is None
    assert own_kind("93" + "\u0660" * 16) is None


@pytest.mark.parametrize("kind", ["91", "92"])
@pytest.mark.parametrize("length", range(24, 29))
def test_a_papers_code_that_lost_or_gained_digits_is_told_as_one(kind: str, length: int) -> None:
    with pytest.raises(Refusal, match=r"own_code\.forged"):
        require_no_paper(kind + "0" * (length - 2))


@pytest.mark.parametrize(
    "text", ["91" + "0" * 21, "92" + "0" * 27, "93" + "0" * 24, "91" + "0" * 23 + "x", "", "91"]
)
def test_what_is_no_papers_code_is_let_pass(text: str) -> None:
    require_no_paper(text)
