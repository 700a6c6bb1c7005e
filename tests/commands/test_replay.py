"""`counter-app replay`: from a file to lane folders and JSON, and one sentence where it cannot."""

import json
import sys
from pathlib import Path

import pytest

from counter_app.bootstrap import Parts
from counter_app.commands import run
from counter_app.commands.demo_store import found_demo
from counter_app.settings import KEYS_VARIABLE
from tests.basket_files import PRODUCTS, SAMPLE, a_file, a_row


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to stand in, with the keys beside."""
    monkeypatch.setenv(KEYS_VARIABLE, str(tmp_path / "keys"))
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    return here


def a_small_file(place: Path) -> Path:
    return a_file(
        place / "rows.csv",
        [a_row(), a_row(basket_id="b2", product_id="p2", quantity="0"), a_row(store_id="9")],
    )


def test_the_sample_is_sold_verified_and_summed_up_again_after_a_rebuild(
    place: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(["replay", str(SAMPLE), "--store", "lanes", "--json", "one.json"]) == 0
    assert "185 baskets sold for $5,560.82 in cash, in 1 store on 22 days" in capfd.readouterr().out
    assert run(["verify", "lanes"]) == 0
    assert run(["rebuild", "lanes"]) == 0
    assert run(["replay", "--summary", "lanes", "--json", "two.json"]) == 0
    assert (place / "one.json").read_bytes() == (place / "two.json").read_bytes()
    summary = json.loads((place / "one.json").read_bytes())
    assert {name: len(rows) for name, rows in summary.items()} == {
        "baskets": 185,
        "days": 22,
        "departments": 16,
        "refused": 0,
    }
    assert {name for row in summary["baskets"] for name in row} == {
        "store_id",
        "basket_id",
        "day",
        "shelf",
        "retail_disc",
        "coupon_match_disc",
        "sales",
        "coupon_disc",
        "due",
    }
    assert "GROCERY" in {row["department"] for row in summary["departments"]}


def test_what_is_left_unsold_is_printed_with_its_reason(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["replay", str(a_small_file(place))]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith("2 baskets sold for $5.60 in cash, in 2 stores on 2 days, ")
    assert told[0].endswith(f"Stored in {Path('out') / 'replay'}.")
    assert told[1:] == [
        "1 basket left unsold, for rows that no till could have sold:",
        "  basket b2, product p2: A quantity of 0 cannot be sold.",
        "  replay.row.no_quantity: rows 1",
    ]
    assert sorted(path.name for path in (place / "out" / "replay").iterdir()) == [
        "0001-367",
        "0002-9",
    ]


def test_without_a_store_each_replay_gets_a_new_folder(place: Path) -> None:
    for _ in range(2):
        assert run(["replay", str(a_small_file(place))]) == 0
    assert sorted(path.name for path in (place / "out").iterdir()) == ["replay", "replay-2"]


def test_a_folder_with_stores_is_replaced_only_when_asked(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = str(a_small_file(place))
    assert run(["replay", source, "--store", "lanes"]) == 0
    before = sorted(path.name for path in (place.parent / "keys").iterdir())
    assert run(["replay", source, "--store", "lanes"]) == 1
    assert "The folder lanes holds stores already." in capsys.readouterr().err
    assert run(["replay", source, "--store", "lanes", "--fresh"]) == 0
    after = sorted(path.name for path in (place.parent / "keys").iterdir())
    assert len(after) == len(before) == 2
    assert not set(after) & set(before), "the keys of removed stores are removed too"


@pytest.mark.parametrize("folder", ["shop", "shop/lane"])
def test_a_store_that_was_not_replayed_is_never_replaced(
    place: Path, folder: str, capsys: pytest.CaptureFixture[str]
) -> None:
    found_demo(place / folder, Parts(cheap_pins=True)).close()
    assert run(["replay", str(a_small_file(place)), "--store", "shop", "--fresh"]) == 1
    assert "unchanged" in capsys.readouterr().err
    assert run(["verify", "shop"]) == 0


def test_a_store_that_was_not_replayed_has_no_summary(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found_demo(place / "shop", Parts(cheap_pins=True)).close()
    assert run(["replay", "--summary", "shop", "--json", "x.json"]) == 1
    assert "is of the kind demo" in capsys.readouterr().err
    assert not (place / "x.json").exists()


@pytest.mark.parametrize(
    ("arguments", "status", "sentence"),
    [
        ([], 2, "name a FILE to sell, or a folder with --summary."),
        (["x.csv", "--summary", "lanes"], 2, "name a FILE to sell, or a folder with --summary."),
        (["--summary", "lanes"], 2, "name the file to write with --json."),
        (["none.csv"], 1, "The file none.csv could not be read (No such file or directory)."),
        ([str(PRODUCTS)], 1, "has no column store_id."),
        (["--summary", "lanes", "--json", "x.json"], 1, "There is no store in lanes."),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    place: Path,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    status: int,
    sentence: str,
) -> None:
    assert run(["replay", *arguments]) == status
    told = capsys.readouterr()
    assert sentence in told.err
    assert (told.out, told.err.count("\n")) == ("", 1)
    assert list(place.iterdir()) == []


def test_a_store_whose_founding_was_killed_is_replaced_too(place: Path) -> None:
    killed = place / "lanes" / "0001-367"
    killed.mkdir(parents=True)
    (killed / "counter.id").write_text("f" * 32, "ascii")
    source = str(a_small_file(place))
    assert run(["replay", source, "--store", "lanes"]) == 1
    assert run(["replay", source, "--store", "lanes", "--fresh"]) == 0
    assert run(["verify", "lanes"]) == 0


def test_a_folder_that_cannot_be_made_is_one_sentence(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (place / "lanes").write_text("a file", "utf-8")
    assert run(["replay", str(a_small_file(place)), "--store", "lanes"]) == 1
    assert "could not be made" in capsys.readouterr().err


def test_departments_come_from_the_products_file_that_is_named(place: Path) -> None:
    (place / "goods.csv").write_text("product_id,department\np1,TOYS\n", "utf-8")
    source = str(a_small_file(place))
    arguments = ["--products", "goods.csv", "--store", "lanes", "--json", "one.json"]
    assert run(["replay", source, *arguments]) == 0
    summary = json.loads((place / "one.json").read_bytes())
    assert [(row["store_id"], row["department"]) for row in summary["departments"]] == [
        ("367", "TOYS"),
        ("9", "TOYS"),
    ]


def test_departments_come_from_the_products_file_beside_the_rows(place: Path) -> None:
    (place / "shop_products.csv").write_text("product_id,department\np1,TOYS\n", "utf-8")
    source = str(a_small_file(place))
    assert run(["replay", source, "--store", "lanes", "--json", "one.json"]) == 0
    summary = json.loads((place / "one.json").read_bytes())
    assert {row["department"] for row in summary["departments"]} == {"TOYS"}


def test_a_products_file_that_nobody_named_is_passed_over_where_it_is_of_no_use(
    place: Path,
) -> None:
    (place / "rows_products.csv").write_text("sku,colour\n1,red\n", "utf-8")
    source = a_file(place / "rows.csv", [a_row(product_id="818980")])
    assert run(["replay", str(source), "--store", "lanes", "--json", "one.json"]) == 0
    summary = json.loads((place / "one.json").read_bytes())
    assert [row["department"] for row in summary["departments"]] == ["GROCERY"]


def test_a_products_file_that_was_named_must_be_one(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (place / "goods.csv").write_text("sku,colour\n1,red\n", "utf-8")
    assert run(["replay", str(a_small_file(place)), "--products", "goods.csv"]) == 1
    assert "goods.csv has no column product_id" in capsys.readouterr().err


def test_the_json_is_written_by_a_process_that_sold_nothing(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    source = str(a_small_file(place))
    monkeypatch.setattr(sys, "executable", "/bin/false")
    assert run(["replay", source, "--store", "lanes", "--json", "one.json"]) == 1
    assert "Write it with replay --summary." in capsys.readouterr().err
    assert run(["verify", "lanes"]) == 0
