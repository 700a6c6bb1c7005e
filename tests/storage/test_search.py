"""Names are found as an associate types them, in each language, and the best ones come first."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from counter_app.domain.catalogue import Names, Product
from counter_app.storage.catalogue_file import CatalogueFolder, CatalogueReader

KEY = bytes(range(32))
PRODUCTS = (
    Product("1", Names("Almond milk", "Latte di mandorla", "Γάλα αμυγδάλου"), 250, "standard"),
    Product("2", Names("Milk chocolate", "Cioccolato al latte"), 120, "standard", "Sweets"),
    Product("3", Names("Milk", "Latte", "Γάλα"), 110, "reduced", "Dairy"),
    Product("4", Names("Orange juice", "", "Χυμός πορτοκάλι"), 220, "standard"),
    Product("5", Names("", "Caffè d'orzo"), 320, "standard"),
    Product("6", Names("C vitamin"), 900, "standard"),
    Product("7", Names("Ox tail"), 900, "standard"),
    Product("8", Names("Box of cards"), 500, "standard", "Games & cards"),
    Product("9", Names('12" record'), 1500, "standard"),
    Product("10", Names("★★★"), 1, "standard"),
    Product("11", Names("Q"), 1, "standard"),
)


def built(folder: Path, products: Sequence[Product]) -> CatalogueReader:
    shelf = CatalogueFolder(folder, KEY, lambda: "one")
    shelf.build(products, lambda _done: None, lambda: False)
    return shelf.open("one")


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CatalogueReader]:
    reader = built(tmp_path_factory.mktemp("catalogue"), PRODUCTS)
    yield reader
    reader.close()


def codes(catalogue: CatalogueReader, text: str, limit: int = 20) -> list[str]:
    return [product.code for product in catalogue.search(text, limit)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("milk", ["3", "2", "1"]),
        ("MILK CH", ["2"]),
        ("chocolate milk", ["2"]),
        ("lmon", ["1"]),
        ("latte", ["3", "1", "2"]),
        ("caffe", ["5"]),
        ("orzo caffè", ["5"]),
        ("ΓΑΛΑ", ["3", "1"]),
        ("χυμοσ", ["4"]),
        ("ΧΥΜΟΣ ΠΟΡΤ", ["4"]),
        ("πορτοκάλι χυμός", ["4"]),
        ("sweets", ["2"]),
        ("games cards", ["8"]),
        ("ox", ["7"]),
        ("of", ["8"]),
        ("vitamin c", ["6"]),
        ("a milk", ["1", "2", "3"]),
        ('12"', ["9"]),
        ("★★★", ["10"]),
        ("q", ["11"]),
        ("z", []),
        ("", []),
        ("  ", []),
        ("milkmilk", []),
        ('" OR "', ["4", "5"]),
        ("\udc80", []),
        ("milk NOT almond", []),
        ("klim", []),
    ],
)
def test_what_is_typed_finds_the_products_meant(
    catalogue: CatalogueReader, text: str, expected: list[str]
) -> None:
    assert codes(catalogue, text) == expected


def test_no_more_products_come_than_were_asked_for(catalogue: CatalogueReader) -> None:
    assert codes(catalogue, "milk", 2) == ["3", "2"]
    assert codes(catalogue, "milk", 0) == []


def test_letters_in_another_order_do_not_count_as_the_word(tmp_path: Path) -> None:
    reader = built(tmp_path, [Product("1", Names("abcd xbcde"), 1, "t")])
    assert codes(reader, "abcde") == []
    assert codes(reader, "xbcd") == ["1"]
    reader.close()


def test_a_name_typed_whole_comes_first_among_hundreds_that_begin_like_it(tmp_path: Path) -> None:
    many = [Product(str(n), Names(f"Tea no {n} with tea"), 1, "t") for n in range(600)]
    reader = built(tmp_path, [*many, Product("whole", Names("Tea"), 1, "t")])
    assert codes(reader, "tea", 5) == ["whole", "0", "1", "2", "3"]
    reader.close()


def test_a_long_name_is_found_by_all_of_it_and_by_its_words_in_any_order(tmp_path: Path) -> None:
    name = "Creme onctueuse et legere 5 de matiere grasse 3 fois 20 centilitres marque"
    others = [Product(str(n), Names(f"Creme legere {n}"), 1, "t") for n in range(50)]
    reader = built(tmp_path, [*others, Product("long", Names(name), 1, "t")])
    assert codes(reader, name) == ["long"]
    assert codes(reader, " ".join(reversed(name.split()))) == ["long"]
    reader.close()


CODED = tuple(
    Product(code, Names(f"Item {code}"), 100, "standard", category)
    for code, category in (("5201002000134", "dairy"), ("5201003110702", ""), ("20000059", "press"))
)


def test_a_code_is_found_by_its_beginning_and_by_any_part_of_it(tmp_path: Path) -> None:
    reader = built(tmp_path, CODED)
    assert [one.code for one in reader.code_begins("5201", 9)] == ["5201002000134", "5201003110702"]
    assert [one.code for one in reader.code_begins("5201", 1)] == ["5201002000134"]
    assert reader.code_begins("5202", 9) == []
    assert [one.code for one in reader.code_holds("0000", 9)] == ["20000059"]
    assert [one.code for one in reader.code_holds("110702", 9)] == ["5201003110702"]
    assert reader.code_holds("000", 1) == reader.code_holds("000", 9)[:1]
    assert reader.code_holds("777", 9) == []
    reader.close()


def test_the_categories_are_named_once_and_none_is_empty(tmp_path: Path) -> None:
    reader = built(tmp_path, (*CODED, Product("1", Names("x"), 1, "standard", "dairy")))
    assert reader.categories() == ["dairy", "press"]
    reader.close()
