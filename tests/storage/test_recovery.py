"""The store's keys under a recovery key."""

import json
from pathlib import Path

import pytest

from counter_app.domain.errors import CounterError
from counter_app.storage.keys import KEY_BYTES, Keys
from counter_app.storage.recovery import WRAPPED, new_recovery_key, unwrap_keys, wrap_keys

KEYS = Keys(b"d" * KEY_BYTES, b"p" * KEY_BYTES, b"s" * KEY_BYTES)
SHEET = bytes(range(20))
STORE = "019aa7c0ffee"


def wrapped(folder: Path) -> Path:
    wrap_keys(folder, STORE, KEYS, SHEET)
    return folder / WRAPPED


def code(folder: Path, recovery: bytes = SHEET) -> str:
    with pytest.raises(CounterError) as caught:
        unwrap_keys(folder, recovery)
    return caught.value.code


def test_the_sheet_opens_the_keys_again(tmp_path: Path) -> None:
    wrapped(tmp_path)
    assert unwrap_keys(tmp_path, SHEET) == (STORE, KEYS)


def test_the_file_holds_none_of_the_keys_and_is_its_owners_alone(tmp_path: Path) -> None:
    file = wrapped(tmp_path)
    text = file.read_text()
    assert not any(key.hex() in text for key in (KEYS.database, KEYS.pepper, KEYS.signing, SHEET))
    assert file.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in tmp_path.iterdir()] == [WRAPPED]


def test_a_new_sheet_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    wrapped(tmp_path)
    new = new_recovery_key()
    wrap_keys(tmp_path, STORE, KEYS, new)
    assert unwrap_keys(tmp_path, new) == (STORE, KEYS)
    assert code(tmp_path) == "recovery.other_sheet"


def test_the_same_keys_are_never_wrapped_alike(tmp_path: Path) -> None:
    first = wrapped(tmp_path).read_text()
    assert wrapped(tmp_path).read_text() != first


@pytest.mark.parametrize("name", ["store", "salt", "nonce", "sealed"])
def test_a_changed_file_opens_with_no_sheet(tmp_path: Path, name: str) -> None:
    file = wrapped(tmp_path)
    table = json.loads(file.read_text())
    table[name] = table[name][:-1] + ("0" if table[name][-1] != "0" else "1")
    file.write_text(json.dumps(table))
    assert code(tmp_path) == "recovery.other_sheet"


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"v": 1, "store": "a", "salt": "zz"}'])
def test_a_file_that_cannot_be_read_is_damaged(tmp_path: Path, text: str) -> None:
    (tmp_path / WRAPPED).write_text(text)
    assert code(tmp_path) == "recovery.keys_damaged"


def test_a_later_format_is_not_guessed_at(tmp_path: Path) -> None:
    file = wrapped(tmp_path)
    file.write_text(file.read_text().replace('"v": 1', '"v": 2'))
    assert code(tmp_path) == "recovery.keys_damaged"


def test_a_backup_without_keys_says_so(tmp_path: Path) -> None:
    assert code(tmp_path) == "recovery.no_keys"


def test_recovery_keys_differ() -> None:
    assert new_recovery_key() != new_recovery_key()
