"""The recovery sheet: printed, keyed in, in force."""

from pathlib import Path

import pytest

from counter_app.domain.errors import Refusal
from counter_app.domain.facts import CredentialChanged
from counter_app.storage.keys import load_keys
from counter_app.storage.recovery import unwrap_keys
from tests.counters import Desk


def wrong(desk: Desk, check: str) -> str:
    sheet = desk.use.recovery.prepare()
    with pytest.raises(Refusal) as caught:
        desk.use.recovery.confirm(sheet, check)
    return caught.value.code


def test_a_new_store_has_no_sheet_in_force(desk: Desk) -> None:
    assert not desk.use.recovery.in_force()


def test_a_sheet_is_in_force_when_its_digits_were_keyed_in(desk: Desk) -> None:
    sheet = desk.use.recovery.prepare("el")
    assert not desk.use.recovery.in_force()
    desk.use.recovery.confirm(sheet, f"{sheet.check[:3]} {sheet.check[3:]}", "103")
    assert desk.use.recovery.in_force()
    keys = desk.counter.place.keys
    assert unwrap_keys(keys, sheet.key) == (keys.name, load_keys(keys))
    newest = desk.entries()[-1]
    assert newest.data == CredentialChanged(number="103", what="recovery")


def test_digits_that_nobody_can_have_read_leave_the_sheet_before_in_force(desk: Desk) -> None:
    before = desk.use.recovery.prepare()
    desk.use.recovery.confirm(before, before.check)
    count = len(desk.entries())
    assert wrong(desk, before.check) == "recovery.check_digits"
    assert unwrap_keys(desk.counter.place.keys, before.key)
    assert len(desk.entries()) == count


def test_every_sheet_has_a_key_of_its_own_and_says_whose_it_is(desk: Desk) -> None:
    one, other = desk.use.recovery.prepare(), desk.use.recovery.prepare()
    assert one.key != other.key
    assert one.store_id == desk.counter.place.keys.name
    assert one.language == desk.counter.store.founded().language
    assert "recovery" not in repr(one.key)
    assert one.key.hex() not in repr(one)


def test_a_printed_sheet_says_where_it_went(desk: Desk) -> None:
    where = desk.use.recovery.print(desk.use.recovery.prepare())
    assert Path(where).read_bytes().startswith(b"%PDF-")
