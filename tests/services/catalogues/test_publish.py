"""A supplier's file becomes the catalogue in force, wholly or not at all."""

import csv
import gzip
import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

import pytest

from counter_app.domain.errors import Fault, Refusal
from counter_app.domain.facts import Published
from counter_app.domain.money import currency
from counter_app.domain.search_text import fold
from counter_app.services.catalogues.publish import CataloguePublisher, Load, Remark
from counter_app.services.catalogues.rows import RowRules
from counter_app.services.catalogues.skipped_rows import safe_cell
from counter_app.storage.catalogue_file import CatalogueFolder, CatalogueReader
from tests.domain.test_search_text import capitals_without_accents

KEY = bytes(range(32))
RULES = RowRules(currency("EUR"), frozenset({"standard", "reduced"}))
PRICED = RowRules(
    currency("EUR"),
    frozenset({"standard"}),
    MappingProxyType({"price": "1.00", "tax": "standard"}),
)
GOOD = "code,name,price,tax\n8000000000026,Milk,1.10,reduced\n17,Salt,0.50,standard\n"
BAD = (
    "code,name,price,tax\n1,Milk,1.10,reduced\n2,,1,standard\n=3,+x,free,standard\n4,b,2,reduced\n"
)


class Entries:
    """The store's side of a publication: entries in order, and how the commit goes."""

    def __init__(self, failing: str = "") -> None:
        self.entries: list[tuple[Published, str]] = []
        self.failing = failing

    @contextmanager
    def work(self) -> Iterator["Entries"]:
        kept = len(self.entries)
        yield self
        if self.failing:
            if self.failing == "before":
                del self.entries[kept:]
            raise Fault("storage.failed", reason=self.failing)

    def append(self, fact: Published, user: str = "") -> None:
        self.entries.append((fact, user))

    def published(self, what: str) -> Published | None:
        return next((fact for fact, _ in reversed(self.entries) if fact.what == what), None)


class Shop:
    """A store's folder with its catalogues, and the entries a test looks at."""

    def __init__(self, folder: Path, failing: str = "") -> None:
        ids = iter(("one", "two", "three"))
        self.folder = folder
        self.files = folder / "catalogue"
        self.shelf = CatalogueFolder(self.files, KEY, lambda: next(ids))
        self.store = Entries(failing)
        self.publisher = CataloguePublisher(self.store, self.shelf)

    def load(self, content: str, *, skip_bad: bool = False) -> Load:
        source = self.folder / "supplier.csv"
        source.write_text(content, encoding="utf-8")
        return Load(source, RULES, "101", self.skipped if skip_bad else None)

    @property
    def skipped(self) -> Path:
        return self.folder / "skipped.csv"

    def built(self) -> list[str]:
        return sorted(path.name for path in self.files.glob("*"))


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return Shop(tmp_path)


def test_a_good_file_is_in_force_by_one_entry(shop: Shop) -> None:
    done = shop.publisher.publish(shop.load(GOOD))
    assert (done.rows, done.skipped, done.warnings) == (2, 0, 0)
    fact = Published(what="catalogue", id="one", digest=done.digest, rows=2)
    assert shop.store.entries == [(fact, "101")]
    reader = shop.shelf.open(done.id)
    found = reader.by_code("17")
    reader.close()
    assert found is not None
    assert (found.names.en, found.price, found.tax) == ("Salt", 50, "standard")


def test_the_first_bad_row_stops_the_load_with_its_place_and_reason(shop: Shop) -> None:
    with pytest.raises(Refusal) as caught:
        shop.publisher.publish(shop.load(BAD))
    assert caught.value.code == "catalogue.row.name_empty"
    assert caught.value.values == {"file": "supplier.csv", "line": 3, "field": "name", "value": ""}
    assert (shop.store.entries, shop.built(), shop.skipped.exists()) == ([], [], False)


def test_bad_rows_are_written_with_their_reasons_and_the_rest_is_loaded(shop: Shop) -> None:
    done = shop.publisher.publish(shop.load(BAD, skip_bad=True))
    assert (done.rows, done.skipped) == (2, 2)
    with shop.skipped.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["line", "reason", "code", "name", "price", "tax"]
    assert [(row[0], row[2:]) for row in rows[1:]] == [
        ("3", ["2", "", "1", "standard"]),
        ("4", ["'=3", "'+x", "free", "standard"]),
    ]
    assert "name_empty" in rows[1][1]
    assert "price_amount" in rows[2][1]


def test_a_file_without_bad_rows_makes_no_list_of_them(shop: Shop) -> None:
    shop.publisher.publish(shop.load(GOOD, skip_bad=True))
    assert not shop.skipped.exists()


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_of_the_list_can_be_a_formula(sign: str) -> None:
    assert safe_cell(f"{sign}1") == f"'{sign}1"
    assert safe_cell(f"1{sign}") == f"1{sign}"


def test_a_wrong_check_digit_is_a_remark_and_the_row_is_loaded(shop: Shop) -> None:
    content = "code,name,price,tax,shelf\n8000000000027,Milk,1,reduced,4\n"
    done = shop.publisher.publish(shop.load(content))
    assert (done.rows, done.warnings) == (1, 2)
    assert done.examples == (
        Remark("column_ignored", 1, "shelf"),
        Remark("check_digit", 2, "8000000000027"),
    )


def test_of_many_remarks_all_are_counted_and_some_shown(shop: Shop) -> None:
    wrong = (code for code in range(10**12, 10**12 + 30) if code != 10**12 + 6)
    rows = "".join(f"{code}9,x,1,reduced\n" for code in wrong)
    done = shop.publisher.publish(shop.load(f"code,name,price,tax\n{rows}"))
    assert done.warnings > len(done.examples) == 20


def test_a_cancelled_load_leaves_the_old_catalogue_in_force(shop: Shop) -> None:
    shop.publisher.publish(shop.load(GOOD))
    load = shop.load(BAD, skip_bad=True)
    stopped = Load(load.source, load.rules, skipped=load.skipped, cancelled=lambda: True)
    with pytest.raises(Refusal) as caught:
        shop.publisher.publish(stopped)
    assert caught.value.code == "catalogue.cancelled"
    assert (len(shop.store.entries), shop.built(), shop.skipped.exists()) == (1, ["one.db"], False)


def test_progress_tells_how_many_of_about_how_many(shop: Shop) -> None:
    told: list[tuple[int, int | None]] = []
    load = shop.load(GOOD)
    shop.publisher.publish(
        Load(load.source, load.rules, progress=lambda done, total: told.append((done, total)))
    )
    assert told == [(2, 2)]


@pytest.mark.parametrize("content", ["code,name,price,tax\n", "code,name,price,tax\n# none\n\n"])
def test_an_empty_catalogue_is_refused(shop: Shop, content: str) -> None:
    with pytest.raises(Refusal) as caught:
        shop.publisher.publish(shop.load(content))
    assert caught.value.code == "catalogue.empty"
    assert (shop.store.entries, shop.built()) == ([], [])


def test_a_switch_that_fails_drops_the_new_catalogue(tmp_path: Path) -> None:
    shop = Shop(tmp_path, failing="before")
    with pytest.raises(Fault):
        shop.publisher.publish(shop.load(GOOD))
    assert (shop.store.entries, shop.built()) == ([], [])


def test_a_commit_that_fails_after_it_took_effect_keeps_the_catalogue(tmp_path: Path) -> None:
    shop = Shop(tmp_path, failing="after")
    with pytest.raises(Fault):
        shop.publisher.publish(shop.load(GOOD))
    assert (len(shop.store.entries), shop.built()) == (1, ["one.db"])


def test_a_list_of_skipped_rows_that_cannot_be_written_stops_the_load(shop: Shop) -> None:
    shop.skipped.mkdir()
    with pytest.raises(Fault) as caught:
        shop.publisher.publish(shop.load(BAD, skip_bad=True))
    assert caught.value.code == "catalogue.skipped_file"
    assert (shop.store.entries, shop.built()) == ([], [])


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_list_of_skipped_rows_that_the_disk_cannot_keep_stops_the_load(shop: Shop) -> None:
    shop.skipped.symlink_to("/dev/full")
    with pytest.raises(Fault) as caught:
        shop.publisher.publish(shop.load(BAD, skip_bad=True))
    assert caught.value.code == "catalogue.skipped_file"
    assert (shop.store.entries, shop.built()) == ([], [])
    assert shop.skipped.is_symlink()


def test_the_example_that_explains_the_format_is_a_catalogue(shop: Shop, root: Path) -> None:
    rules = RowRules(currency("EUR"), frozenset({"standard", "super_reduced", "exempt"}))
    done = shop.publisher.publish(Load(root / "resources" / "examples" / "catalogue.csv", rules))
    assert done.rows > 0
    assert done.warnings == 0


# The real catalogue, loaded once for all tests below: the slowest set-up of the suite.


def rows_of(path: Path) -> list[dict[str, str]]:
    if not path.is_file():
        pytest.skip(f"{path.name} is not in the folder `shared`")
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def real(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[CatalogueReader]:
    source = shared / "data" / "catalogue_818k.csv.gz"
    if not source.is_file():
        pytest.skip(f"{source.name} is not in the folder `shared`")
    shop = Shop(tmp_path_factory.mktemp("real"))
    done = shop.publisher.publish(Load(source, PRICED, skipped=shop.skipped))
    assert (done.rows, done.skipped) == (818_775, 1)
    reader = shop.shelf.open(done.id)
    yield reader
    reader.close()
    shop.shelf.discard(done.id)


def shows(reader: CatalogueReader, question: str, name: str) -> bool:
    return any(fold(product.names.en) == fold(name) for product in reader.search(question))


def test_any_of_818775_products_is_found_by_code_and_by_name(
    real: CatalogueReader, shared: Path
) -> None:
    assert real.count() == 818_775
    rows = [row for row in rows_of(shared / "data" / "catalogue_818k.csv.gz") if row["name"]]
    picked = random.Random(20).sample(rows, 200)  # the same rows in every run
    unfound = [row for row in picked if real.by_code(row["code"]) is None]
    unnamed = [row for row in picked if not shows(real, row["name"], row["name"])]
    assert (unfound, unnamed) == ([], [])


def test_every_greek_name_is_found_in_capitals_without_accents(
    real: CatalogueReader, shared: Path
) -> None:
    names = [
        row["name"]
        for row in rows_of(shared / "data" / "off_gr_prefix_520.csv.gz")
        if row["greek"] == "True"
    ]
    missed = [name for name in names if not shows(real, capitals_without_accents(name), name)]
    assert names
    assert missed == []
