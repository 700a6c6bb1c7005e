"""`counter-app import`: a catalogue is loaded whole, or the old one stays."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from counter_app.bootstrap import Counter, Parts, open_counter
from counter_app.commands import run
from counter_app.commands.demo_store import found_demo
from counter_app.services.catalogues.inbox import Inbox
from counter_app.services.resources import resource_dir
from counter_app.settings import KEYS_VARIABLE
from tests.conftest import ROOT

DEMO_ROWS = 323
GOOD = "code,name,price,tax\n9520001000010,Toaster,19.90,standard\n"
BAD = GOOD + "9520001000027,Kettle,cheap,standard\n"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A demo store, closed; the working folder is beside it."""
    monkeypatch.setenv(KEYS_VARIABLE, str(tmp_path / "keys"))
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "shop"
    found_demo(folder, Parts(cheap_pins=True)).close()
    return folder


def a_catalogue(store: Path, text: str) -> str:
    path = store.parent / "new.csv"
    path.write_text(text, "utf-8")
    return str(path)


def products(store: Path) -> int:
    counter = open_counter(store)
    try:
        return counter.catalogue.count()
    finally:
        counter.close()


def inbox_of(counter: Counter) -> Inbox:
    return Inbox(counter.place.folder, counter.use.publisher, counter.use.terms)


def test_a_good_file_becomes_the_catalogue(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["import", a_catalogue(store, GOOD), "--store", str(store)]) == 0
    assert capsys.readouterr().out == "1 row is the catalogue now.\n"
    assert products(store) == 1
    assert run(["verify", str(store)]) == 0


def test_a_bad_row_stops_the_load_with_its_place(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["import", a_catalogue(store, BAD), "--store", str(store)]) == 1
    sentence = capsys.readouterr().err
    for part in ("new.csv", "3", "price", "cheap"):
        assert part in sentence
    assert products(store) == DEMO_ROWS


@pytest.mark.parametrize("named", [True, False])
def test_bad_rows_are_skipped_into_a_file_when_asked(
    store: Path, capsys: pytest.CaptureFixture[str], *, named: bool
) -> None:
    arguments = ["import", a_catalogue(store, BAD), "--store", str(store), "--skip-bad"]
    listed = store.parent / ("bad.csv" if named else "new.skipped.csv")
    assert run([*arguments, "bad.csv"] if named else arguments) == 0
    assert capsys.readouterr().out.splitlines() == [
        "1 row is the catalogue now.",
        f"1 bad row was skipped: see {listed}.",
    ]
    assert "Kettle" in listed.read_text("utf-8-sig")
    assert products(store) == 1


def test_defaults_fill_the_columns_that_are_missing(store: Path) -> None:
    source = a_catalogue(store, "code,name\n9520001000010,Toaster\n")
    defaults = ["--default", "price=1.00", "--default", "tax=standard"]
    assert run(["import", source, "--store", str(store), *defaults]) == 0
    counter = open_counter(store)
    found = counter.catalogue.by_code("9520001000010")
    counter.close()
    assert found is not None
    assert (found.price, found.tax) == (100, "standard")


def test_what_is_odd_is_told_and_loaded_all_the_same(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = "".join(f"{no:013},Thing {no},1.00,standard,x\n" for no in range(1, 30))
    source = a_catalogue(store, "code,name,price,tax,colour\n" + rows)
    assert run(["import", source, "--store", str(store)]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0] == "29 rows are the catalogue now."
    assert told[1].endswith("warnings, loaded all the same:")
    assert told[2] == "  the column colour is not known and was left out"
    assert told[3] == "  line 2: the check digit of 0000000000001 is wrong"
    assert len(told) == 2 + 20 + 1
    assert told[-1].startswith("  and ")


def test_the_example_that_is_printed_explains_itself_and_loads(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["import", "--explain", "catalogue"]) == 0
    printed = capsys.readouterr().out
    assert printed == (resource_dir() / "examples" / "catalogue.csv").read_text("utf-8")
    assert run(["import", a_catalogue(store, printed), "--store", str(store)]) == 0


@pytest.mark.parametrize(
    ("arguments", "status", "sentence"),
    [
        ([], 2, "name the FILE and the folder of the store"),
        (["new.csv"], 2, "name the FILE and the folder of the store"),
        (["new.csv", "--store", "shop", "--default", "price"], 2, "COLUMN=VALUE, not price."),
        (["new.csv", "--store", "shop", "--skip-bad", "new.csv"], 2, "another file"),
        (["none.csv", "--store", "shop"], 1, "The file none.csv could not be read"),
        (["new.csv", "--store", "nowhere"], 1, "There is no store in nowhere."),
        (["new.csv", "--store", "shop", "--default", "colour=red"], 1, "colour"),
        (["--explain", "promotions"], 2, "invalid choice"),
    ],
)
def test_what_cannot_be_loaded_is_one_sentence(
    store: Path,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    status: int,
    sentence: str,
) -> None:
    a_catalogue(store, GOOD)
    assert run(["import", *arguments]) == status
    told = capsys.readouterr()
    assert sentence in told.err
    assert (told.out, told.err.count("\n")) == ("", 1)
    assert products(store) == DEMO_ROWS


def test_ctrl_c_leaves_the_old_catalogue(store: Path) -> None:
    rows = "".join(f"{no:07},Thing {no},1.00,standard\n" for no in range(200_000))
    source = a_catalogue(store, "code,name,price,tax\n" + rows)
    command = [sys.executable, "-m", "counter_app", "import", source, "--store", str(store)]
    with subprocess.Popen(
        [*command, "--progress"], cwd=ROOT, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr is not None
        assert process.stderr.readline().startswith("Rows loaded: ")
        process.send_signal(signal.SIGINT)
        told = process.stderr.read()
    assert process.returncode == 1
    assert told.splitlines()[-1] == ("The load was stopped. The catalogue in use is unchanged.")
    assert products(store) == DEMO_ROWS
    assert len(list((store / "catalogue").iterdir())) == 1


# ------------------------------------------------------------------------ a counter that is running


def test_a_running_counter_is_handed_the_file_and_loads_it_when_idle(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    counter = open_counter(store)
    arguments = ["--skip-bad", "bad.csv", "--default", "category=kitchen"]
    assert run(["import", a_catalogue(store, BAD), "--store", str(store), *arguments]) == 0
    assert capsys.readouterr().out.startswith("The counter has this store open: new.csv was handed")
    inbox = inbox_of(counter)
    assert inbox.waiting() == 1
    assert counter.catalogue.count() == DEMO_ROWS
    taken = inbox.take(user="104")
    counter.catalogue.refresh()
    found = counter.catalogue.by_code("9520001000010")
    counter.close()
    assert taken is not None
    assert taken.publication is not None
    assert (taken.file, taken.publication.rows, taken.publication.skipped) == ("new.csv", 1, 1)
    assert found is not None
    assert found.category == "kitchen"
    assert (store.parent / "bad.csv").exists()
    assert list((store / "inbox").iterdir()) == []


def test_a_hand_in_that_cannot_be_loaded_is_answered_and_gone(store: Path) -> None:
    counter = open_counter(store)
    assert run(["import", a_catalogue(store, BAD), "--store", str(store)]) == 0
    taken = inbox_of(counter).take()
    count = counter.catalogue.count()
    assert inbox_of(counter).take() is None
    counter.close()
    assert taken is not None
    assert taken.error is not None
    assert (taken.error.code, taken.error.values["line"]) == ("catalogue.row.price_amount", 3)
    assert count == DEMO_ROWS


def test_hand_ins_are_taken_in_the_order_they_came(store: Path) -> None:
    counter = open_counter(store)
    for name in ("Toaster", "Kettle"):
        source = a_catalogue(store, GOOD.replace("Toaster", name))
        assert run(["import", source, "--store", str(store)]) == 0
    inbox = inbox_of(counter)
    assert inbox.waiting() == 2
    inbox.take()
    inbox.take()
    counter.catalogue.refresh()
    found = counter.catalogue.by_code("9520001000010")
    counter.close()
    assert found is not None
    assert found.names.en == "Kettle"


@pytest.mark.parametrize(
    "request_text", ["", "[]", '{"file": "../counter.db", "skipped": "", "defaults": {}}']
)
def test_a_hand_in_that_is_none_of_ours_changes_nothing(store: Path, request_text: str) -> None:
    strange = store / "inbox" / ("0" * 32)
    strange.mkdir(parents=True)
    (strange / "request.json").write_text(request_text, "utf-8")
    half_written = store / "inbox" / f".{'1' * 32}"
    half_written.mkdir()
    counter = open_counter(store)
    taken = inbox_of(counter).take()
    assert inbox_of(counter).waiting() == 0
    counter.close()
    assert taken is not None
    assert taken.error is not None
    assert taken.error.code == "inbox.unreadable"
    assert (store / "counter.db").exists()
