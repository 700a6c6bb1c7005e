"""The recovery code of a store."""

from base64 import b32encode
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.errors import Refusal
from counter_app.domain.recovery_code import (
    GROUPS,
    KEY_BYTES,
    check_digits,
    decode,
    encode,
    require_check_digits,
)

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
KEYS = st.binary(min_size=KEY_BYTES, max_size=KEY_BYTES)
KEY = bytes(range(7, 207, 10))
CODE = encode(KEY)


def refusal(text: str) -> Refusal:
    with pytest.raises(Refusal) as caught:
        decode(text)
    return caught.value


def wrong_group(groups: list[str]) -> int:
    refused = refusal(" ".join(groups))
    assert refused.code == "recovery.group_wrong"
    return int(str(refused.values["group"]))


def with_group(place: int, group: str) -> list[str]:
    groups = list(CODE)
    groups[place] = group
    return groups


@given(KEYS)
def test_a_code_that_was_printed_opens_again(key: bytes) -> None:
    groups = encode(key)
    assert [len(group) for group in groups] == [5] * GROUPS
    assert set("".join(groups)) <= set(LETTERS)
    assert decode(" ".join(groups)) == decode("-".join(groups)) == decode("".join(groups)) == key


def test_a_code_never_changes_its_spelling() -> None:
    """Sheets lie in safes for years."""
    assert " ".join(CODE) == "0W8H8 P99F0 751MQ TNV1T DDTQK Z2CK1 KPKVQ 3EY5D"
    assert check_digits(KEY) == "484677"


@given(KEYS)
def test_the_letters_of_a_code_are_base_32_as_others_write_it(key: bytes) -> None:
    others = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"  # RFC 4648
    data = "".join(group[:4] for group in encode(key))
    assert data.translate(str.maketrans(LETTERS, others)) == b32encode(key).decode()


def test_small_letters_dashes_and_letters_like_digits_are_taken() -> None:
    sloppy = "—".join(CODE).lower().replace("0", "o").replace("1", "l")
    assert decode(f"  {sloppy}\n") == KEY


@pytest.mark.parametrize("place", range(GROUPS))
def test_every_single_wrong_letter_names_its_group(place: int) -> None:
    group = CODE[place]
    for at in range(5):
        for letter in set(LETTERS) - {group[at]}:
            changed = group[:at] + letter + group[at + 1 :]
            assert wrong_group(with_group(place, changed)) == place + 1


@given(KEYS)
def test_two_letters_that_changed_places_are_noticed(key: bytes) -> None:
    code = encode(key)
    for place, group in enumerate(code):
        for one, other in combinations(range(5), 2):
            if group[one] == group[other]:
                continue
            letters = list(group)
            letters[one], letters[other] = letters[other], letters[one]
            groups = [*code[:place], "".join(letters), *code[place + 1 :]]
            assert wrong_group(groups) == place + 1


def test_two_groups_that_changed_places_are_noticed() -> None:
    for one, other in pairwise(range(GROUPS)):
        groups = list(CODE)
        groups[one], groups[other] = groups[other], groups[one]
        assert wrong_group(groups) == one + 1


def test_a_group_that_is_too_short_or_has_a_strange_letter_is_named() -> None:
    assert wrong_group(with_group(3, CODE[3][:4])) == 4
    assert wrong_group(with_group(5, CODE[5][:4] + "U")) == 6
    assert wrong_group(with_group(6, CODE[6] + "7")) == 7


@pytest.mark.parametrize(("text", "groups"), [("", 0), (" ".join(CODE[:7]), 7), ("A" * 45, 9)])
def test_a_code_of_another_length_says_how_much_there_is(text: str, groups: int) -> None:
    refused = refusal(text)
    assert refused.code == "recovery.length"
    assert refused.values == {"groups": groups, "needed": GROUPS}


def test_the_check_digits_are_taken_as_they_stand_on_the_sheet() -> None:
    digits = check_digits(KEY)
    require_check_digits(KEY, digits)
    require_check_digits(KEY, f" {digits[:3]} {digits[3:]} ")


@pytest.mark.parametrize("typed", ["", "123", "éé", check_digits(bytes(KEY_BYTES))])
def test_other_check_digits_are_refused(typed: str) -> None:
    with pytest.raises(Refusal) as caught:
        require_check_digits(KEY, typed)
    assert caught.value.code == "recovery.check_digits"


@given(KEYS)
def test_check_digits_are_six_for_every_key(key: bytes) -> None:
    digits = check_digits(key)
    assert len(digits) == 6
    assert digits.isdecimal()
