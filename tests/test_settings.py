"""Where stores and their keys lie."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from counter_app import settings
from counter_app.domain.errors import Fault, Refusal
from counter_app.domain.keeping import Keep
from counter_app.settings import (
    SETTINGS_FILE,
    StoreSettings,
    new_place,
    place_of,
    places_in,
    read_settings,
    write_settings,
)


def fault(call: Callable[[], object]) -> Fault:
    with pytest.raises(Fault) as caught:
        call()
    return caught.value


@pytest.fixture(autouse=True)
def keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The keys' folder of this test."""
    monkeypatch.setenv(settings.KEYS_VARIABLE, str(tmp_path / "keys"))
    return tmp_path / "keys"


def test_a_new_place_is_found_again_with_its_keys_outside(tmp_path: Path, keys: Path) -> None:
    place = new_place(tmp_path / "shop", "0192ab")
    assert place_of(tmp_path / "shop") == place
    assert place.keys == keys / "0192ab"
    assert place.database == tmp_path / "shop" / "counter.db"
    assert tmp_path / "shop" not in place.keys.parents


def test_a_folder_with_a_store_is_not_claimed_again(tmp_path: Path) -> None:
    place = new_place(tmp_path, "0192ab")
    place.database.write_bytes(b"")
    assert fault(lambda: new_place(tmp_path, "0192cd")).code == "store.exists"
    assert place_of(tmp_path).keys.name == "0192ab"


def test_a_claim_without_a_store_is_claimed_anew(tmp_path: Path) -> None:
    new_place(tmp_path, "0192ab")
    assert new_place(tmp_path, "0192cd") == place_of(tmp_path)


def test_a_folder_that_cannot_be_made_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    refused = fault(lambda: new_place(tmp_path / "file", "0192ab"))
    assert refused.code == "store.folder_not_made"


def test_a_folder_without_a_store_has_no_place(tmp_path: Path) -> None:
    for ask in (place_of, places_in):
        assert fault(lambda ask=ask: ask(tmp_path)).code == "store.none_here"  # type: ignore[misc]  # bound in the loop


def test_the_lanes_of_a_folder_are_found_by_name(tmp_path: Path) -> None:
    for name in ("0002", "0001"):
        new_place(tmp_path / name, f"id-{name}")
    assert [place.folder.name for place in places_in(tmp_path)] == ["0001", "0002"]
    assert places_in(tmp_path / "0001") == (place_of(tmp_path / "0001"),)


def test_without_the_variables_keys_and_demo_lie_in_the_users_own_folders(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in (settings.KEYS_VARIABLE, settings.DEMO_VARIABLE, settings.STORE_VARIABLE):
        monkeypatch.delenv(name, raising=False)
    assert settings.keys_root().name == "counter"
    assert settings.demo_folder().parts[-2:] == ("counter", "demo")
    assert settings.store_folder().parts[-2:] == ("counter", "store")
    monkeypatch.setenv(settings.DEMO_VARIABLE, os.sep + "demo")
    assert settings.demo_folder() == Path(os.sep + "demo")
    monkeypatch.setenv(settings.STORE_VARIABLE, os.sep + "shop")
    assert settings.store_folder() == Path(os.sep + "shop")


CHOSEN = StoreSettings(
    backup_folder=Path('/media/my "stick"'),
    keep=Keep(daily=3, weekly=0, monthly=1),
    printer="Ταμείο\\1",
    paper_folder=Path("/papers"),
    scanner_prefix="]C1\x1d\x7f",
    language="el",
)


def test_what_was_chosen_for_this_machine_is_read_again(tmp_path: Path) -> None:
    write_settings(tmp_path, StoreSettings(language="it"))
    write_settings(tmp_path, CHOSEN)
    assert read_settings(tmp_path) == CHOSEN
    assert [file.name for file in tmp_path.iterdir()] == [SETTINGS_FILE]


def test_nothing_chosen_is_written_and_read_as_nothing(tmp_path: Path) -> None:
    assert read_settings(tmp_path) == StoreSettings()
    write_settings(tmp_path, StoreSettings())
    assert read_settings(tmp_path) == StoreSettings()


@pytest.mark.parametrize(
    "text",
    ["language = 3", "backup = 1", "[backup]\ndaily = -1", "[backup]\ndaily = true", "language ="],
)
def test_settings_that_cannot_be_read_are_refused_by_name(tmp_path: Path, text: str) -> None:
    (tmp_path / SETTINGS_FILE).write_text(text)
    with pytest.raises(Refusal) as caught:
        read_settings(tmp_path)
    assert caught.value.code == "settings.unreadable"
    assert caught.value.values["file"] == SETTINGS_FILE


def test_settings_that_cannot_be_kept_say_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    refused = fault(lambda: write_settings(tmp_path / "file", CHOSEN))
    assert refused.code == "settings.not_saved"
