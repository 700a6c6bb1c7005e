"""The bench runs, and its workload is the one that the rivals were measured on; never how fast."""

import importlib.util
import json
from pathlib import Path

import pytest

from tests.bench import sale, verify
from tests.bench import workload as w
from tests.bench.__main__ import BENCHES, run
from tests.bench.history import long_history
from tests.bench.measure import Bar, line, quantile
from tests.bench.places import CACHE_VARIABLE
from tests.own_keys import own_keys


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of this test's own, with the keys beside it."""
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path))
    return tmp_path


def test_the_workload_is_the_one_the_rivals_were_measured_on(shared: Path) -> None:
    spec = importlib.util.spec_from_file_location("w1", shared / "bench" / "workload_w1.py")
    assert spec is not None
    assert spec.loader is not None
    theirs = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(theirs)
    for number in (0, 1, 4711, 818_774):
        _, code, name, price = theirs.product(number)
        assert w.item(number) == w.Item(code, name, int(price * 100))
    for number in (0, 7, 12_345):
        assert w.basket(number) == theirs.basket(number)
        assert w.basket(number, 100, 1_000) == theirs.basket(number, 100, 1_000)
    assert w.fragments(50) == [" ".join(pair) for pair in theirs.lookup_fragments(50)]


def test_a_cash_sale_is_set_against_the_same_rows_through_the_bare_driver(cache: Path) -> None:
    with own_keys(cache / "keys"):
        measured = sale.sale(rounds=5, warm=1)
    assert measured.floor_ms is not None
    assert measured.median_ms is not None
    assert measured.value == measured.ratio
    assert measured.met in {True, False}


def test_a_long_history_verifies_and_is_sold_upon(cache: Path) -> None:
    with own_keys(cache / "keys"):
        assert verify.rows(2_100).name == "verify_rows"
        before = (long_history(2_100) / "done").stat().st_ino
        assert sale.sale_1m(sales=2_100, rounds=3, warm=1).ratio is not None
        assert (long_history(2_100) / "done").stat().st_ino == before, "it was made only once"
        assert verify.chain(2_100).value is not None, "and it still verifies after the sales"


def test_a_run_prints_each_bar_and_keeps_them_as_a_list(
    cache: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run({"search": Bar("search", "ms", 5.0).missing}, cache / "bars.json")
    (kept,) = json.loads((cache / "bars.json").read_text("utf-8"))
    fields = "name unit value median_ms p99_ms floor_ms ratio bar met"
    assert list(kept) == fields.split()
    assert kept["met"] is None, "data that is missing neither meets nor fails a bar"
    assert "no data" in capsys.readouterr().out


def test_a_bar_is_met_up_to_its_figure() -> None:
    bar = Bar("sale", "x", 1.8)
    assert bar.ratio([1.8] * 5, [1.0] * 5).met is True
    assert bar.ratio([1.9] * 5, [1.0] * 5).met is False
    assert "NOT MET" in line(bar.reached(1.9))
    assert quantile(list(range(1, 102)), 0.99) == 100


def test_every_bar_of_this_work_has_its_bench() -> None:
    wanted = {"sale", "sale_1m", "scan", "memory", "search", "start", "receipt_pdf", "verify"}
    assert wanted <= set(BENCHES)
