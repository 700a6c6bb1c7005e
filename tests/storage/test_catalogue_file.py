"""A catalogue is a complete, encrypted file of its own, or it is not there at all."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.catalogue import Flag, Names, Product
from counter_app.domain.errors import Fault, Refusal
from counter_app.storage.catalogue_file import CHUNK, CatalogueFolder, digest_of
from counter_app.storage.catalogue_tables import product_row, row_product

KEY = bytes(range(32))
MILK = Product("5201", Names("Milk", "Latte", "Γάλα"), 110, "reduced", "Dairy")
CARD = Product("91", Names("Gift card"), None, "none", "", frozenset({Flag.GIFT_CARD}))
NO_TEXT = st.text(max_size=12)


def many(count: int) -> Iterator[Product]:
    return (Product(str(n), Names(f"Item {n}"), n, "standard") for n in range(count))


def folder(path: Path, *ids: str) -> CatalogueFolder:
    names = iter(ids or ("one",))
    return CatalogueFolder(path, KEY, lambda: next(names))


def never() -> bool:
    return False


def unheard(_done: int) -> None:
    return None


def test_a_product_is_found_by_its_code_as_it_was_published(tmp_path: Path) -> None:
    shelf = folder(tmp_path)
    shelf.build([MILK, CARD], unheard, never)
    reader = shelf.open("one")
    assert reader.by_code("5201") == MILK
    assert reader.by_code("91") == CARD
    assert reader.by_code("520") is None
    assert reader.count() == 2
    reader.close()


@given(
    product=st.builds(
        Product,
        code=NO_TEXT,
        names=st.builds(Names, en=NO_TEXT, it=NO_TEXT, el=NO_TEXT),
        price=st.none() | st.integers(0, 10**12),
        tax=NO_TEXT,
        category=NO_TEXT,
        flags=st.frozensets(st.sampled_from(Flag)),
    )
)
def test_a_product_and_its_row_are_the_same_thing(product: Product) -> None:
    assert row_product(product_row(7, product)) == product


def test_a_finished_catalogue_says_its_size_and_the_digest_of_its_file(tmp_path: Path) -> None:
    shelf = folder(tmp_path)
    done = shelf.build(many(3), unheard, never)
    assert (done.id, done.rows) == ("one", 3)
    assert done.digest == digest_of(tmp_path / "one.db")
    assert [path.name for path in tmp_path.iterdir()] == ["one.db"]


def test_nothing_of_a_catalogue_can_be_read_without_the_key(tmp_path: Path) -> None:
    shelf = folder(tmp_path)
    shelf.build([MILK], unheard, never)
    content = shelf.path("one").read_bytes()
    assert b"SQLite format" not in content
    assert b"Milk" not in content
    with pytest.raises(Fault) as caught:
        CatalogueFolder(tmp_path, bytes(32), str).open("one")
    assert caught.value.code == "storage.wrong_key"


def test_a_catalogue_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(Fault) as caught:
        folder(tmp_path).open("gone")
    assert caught.value.code == "storage.missing"


def test_progress_is_told_after_each_chunk(tmp_path: Path) -> None:
    told: list[int] = []
    folder(tmp_path).build(many(CHUNK * 2 + 1), told.append, never)
    assert told == [CHUNK, CHUNK * 2, CHUNK * 2 + 1]


def test_a_cancel_drops_the_half_built_file_and_leaves_the_old_catalogue(tmp_path: Path) -> None:
    shelf = folder(tmp_path, "old", "new")
    shelf.build([MILK], unheard, never)
    told: list[int] = []
    with pytest.raises(Refusal) as caught:
        shelf.build(many(CHUNK * 3), told.append, lambda: bool(told))
    assert caught.value.code == "catalogue.cancelled"
    assert told == [CHUNK]
    assert [path.name for path in tmp_path.iterdir()] == ["old.db"]
    reader = shelf.open("old")
    assert reader.by_code("5201") == MILK
    reader.close()


def test_a_load_that_fails_half_way_leaves_nothing(tmp_path: Path) -> None:
    def broken() -> Iterator[Product]:
        yield from many(CHUNK)
        raise Refusal("catalogue.quotes", file="f", line=1)

    with pytest.raises(Refusal):
        folder(tmp_path).build(broken(), unheard, never)
    assert list(tmp_path.iterdir()) == []


def test_what_a_power_cut_left_is_swept_by_the_next_load(tmp_path: Path) -> None:
    (tmp_path / "cut.building").write_bytes(b"half")
    folder(tmp_path).build([MILK], unheard, never)
    assert [path.name for path in tmp_path.iterdir()] == ["one.db"]


def test_a_discarded_catalogue_is_gone(tmp_path: Path) -> None:
    shelf = folder(tmp_path)
    shelf.build([MILK], unheard, never)
    shelf.discard("one")
    shelf.discard("one")
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_catalogue_is_told_as_a_fault(tmp_path: Path) -> None:
    shelf = folder(tmp_path)
    shelf.build(many(2_000), unheard, never)
    content = bytearray(shelf.path("one").read_bytes())
    for page in range(1, len(content) // 4096):
        content[page * 4096 + 100] ^= 0xFF
    shelf.path("one").write_bytes(content)
    reader = shelf.open("one")
    with pytest.raises(Fault) as caught:
        reader.by_code("77")
    reader.close()
    assert caught.value.code in {"storage.damaged", "storage.wrong_key", "storage.failed"}
