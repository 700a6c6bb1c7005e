"""The newest number at hand after a loss."""

import pytest

from counter_app.domain.errors import Refusal
from counter_app.domain.newest_number import newest_at_hand
from counter_app.domain.own_codes import ReceiptNumber, receipt_code

NUMBER = ReceiptNumber(1, 2, 3, 45)
KEY = bytes(32)


@pytest.mark.parametrize(
    "text",
    [
        "0001-02-03-0000045",
        " 000102030000045 ",
        receipt_code("000102030000045", KEY),
        "000102030000045|1295|2026-11-21T14:33:05Z|00ff|sig",
    ],
)
def test_a_receipt_says_its_number_however_it_is_read(text: str) -> None:
    assert newest_at_hand(text, 1, 2) == NUMBER


def test_a_closing_says_its_epoch() -> None:
    closing = "Z17|00010203|990000|2026-11-21T20:00:00Z|00ff|sig"
    assert newest_at_hand(closing, 1, 2) == ReceiptNumber(1, 2, 3, 0)


@pytest.mark.parametrize("text", ["", "17", "Z17", "Z17|1", "92" + "1" * 24, "a|b"])
def test_anything_else_is_not_guessed_at(text: str) -> None:
    with pytest.raises(Refusal) as caught:
        newest_at_hand(text, 1, 2)
    assert caught.value.code == "restore.newest"


@pytest.mark.parametrize(("store", "lane"), [(1, 1), (2, 2)])
def test_a_paper_of_another_register_is_refused(store: int, lane: int) -> None:
    with pytest.raises(Refusal) as caught:
        newest_at_hand(str(NUMBER), store, lane)
    assert caught.value.code == "restore.newest_other_lane"
