"""Keys: made once, whole, readable by their owner only, never shown."""

import stat
import sys
from pathlib import Path

import pytest

from counter_app.domain.errors import Fault
from counter_app.storage.keys import KEY_BYTES, Keys, load_keys, make_keys


def test_keys_that_were_made_are_the_keys_that_are_read(tmp_path: Path) -> None:
    made = make_keys(tmp_path / "keys")
    assert load_keys(tmp_path / "keys") == made
    assert len({made.database, made.pepper, made.signing}) == 3


def test_two_stores_have_no_key_in_common(tmp_path: Path) -> None:
    first, second = make_keys(tmp_path / "1"), make_keys(tmp_path / "2")
    assert {first.database, first.pepper, first.signing}.isdisjoint(
        {second.database, second.pepper, second.signing}
    )


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_only_the_owner_reads_keys(tmp_path: Path) -> None:
    make_keys(tmp_path / "keys")
    modes = {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "keys").iterdir()}
    assert modes == {0o600}
    assert stat.S_IMODE((tmp_path / "keys").stat().st_mode) == 0o700


def test_existing_keys_are_never_overwritten(tmp_path: Path) -> None:
    made = make_keys(tmp_path)
    with pytest.raises(Fault) as caught:
        make_keys(tmp_path)
    assert caught.value.code == "keys.exist"
    assert load_keys(tmp_path) == made


@pytest.mark.parametrize("name", ["database", "pepper", "signing"])
def test_a_missing_key_is_told(name: str, tmp_path: Path) -> None:
    make_keys(tmp_path)
    (tmp_path / f"{name}.key").unlink()
    with pytest.raises(Fault) as caught:
        load_keys(tmp_path)
    assert caught.value.code == "keys.missing"


@pytest.mark.parametrize("content", [b"", bytes(KEY_BYTES - 1), bytes(KEY_BYTES + 1)])
def test_a_key_of_another_length_is_damaged(content: bytes, tmp_path: Path) -> None:
    make_keys(tmp_path)
    (tmp_path / "pepper.key").write_bytes(content)
    with pytest.raises(Fault) as caught:
        load_keys(tmp_path)
    assert caught.value.code == "keys.damaged"
    assert str(caught.value.values["file"]).endswith("pepper.key")


def test_keys_do_not_show_themselves() -> None:
    keys = Keys(b"d" * 32, b"p" * 32, b"s" * 32)
    assert "dddd" not in repr(keys)
    assert repr(keys) == "Keys()"


def test_the_public_key_belongs_to_the_signing_key() -> None:
    keys = Keys(b"d" * 32, b"p" * 32, b"s" * 32)
    assert keys.public_key() == keys.signer().public_key().public_bytes_raw().hex()
    assert keys.public_key() != Keys(b"d" * 32, b"p" * 32, b"t" * 32).public_key()
