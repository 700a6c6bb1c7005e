"""`verify` and `rebuild` as a person types them: what is printed, and with which status."""

import re
from pathlib import Path

import pytest

from counter_app.commands import run
from counter_app.commands.arguments import UsageError, parse
from counter_app.commands.verify import known_head, sentence
from counter_app.settings import new_place
from counter_app.storage.database import open_writer
from counter_app.storage.findings import Finding
from counter_app.storage.founding import found_store
from counter_app.storage.keys import load_keys, make_keys
from counter_app.storage.store import EmbeddedStore
from counter_app.wording import LANGUAGES, Wording
from tests.a_day import live_a_day
from tests.builders import a_founding
from tests.fakes import FixedClock


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of two lanes with a day in each; their keys lie elsewhere."""
    monkeypatch.setenv("COUNTER_KEYS", str(tmp_path / "keys"))
    for lane in ("0001", "0002"):
        place = new_place(tmp_path / "stores" / lane, f"id-{lane}")
        keys = make_keys(place.keys)
        clock = FixedClock()
        found_store(place.folder, keys, clock, a_founding())
        store = EmbeddedStore(place.folder, keys, clock)
        live_a_day(store)
        store.close()
    return tmp_path / "stores"


def cheat(folder: Path, sql: str) -> None:
    keys = load_keys(folder.parent.parent / "keys" / f"id-{folder.name}")
    engine = open_writer(folder / "counter.db", keys.database)
    with engine.begin() as connection:
        connection.exec_driver_sql(sql)
    engine.dispose()


def without_time(text: str) -> list[str]:
    return re.sub(r"\d+\.\d s", "0.0 s", re.sub(r"[1-9]\d rows", "N rows", text)).splitlines()


def test_a_store_in_order_is_one_line_and_status_0(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["verify", str(folder / "0001")]) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    assert without_time(printed.out) == [
        (
            "28 entries, 3 signatures and N rows checked in 0.0 s. "
            "3 older signatures were not checked (--all-signatures does). Nothing is wrong."
        )
    ]
    assert run(["verify", str(folder / "0001"), "--all-signatures"]) == 0
    assert without_time(capsys.readouterr().out) == [
        "28 entries, 6 signatures and N rows checked in 0.0 s. Nothing is wrong."
    ]


def test_a_changed_value_is_a_line_with_its_place_and_status_1(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cheat(folder / "0001", "UPDATE line SET price = 1 WHERE txn = 18")
    assert run(["verify", str(folder / "0001")]) == 1
    finding, summary = capsys.readouterr().out.splitlines()
    assert finding == "line 18/1: line.price is 1; the journal says 250."
    assert summary.endswith("1 finding; 0 not shown.")


def test_every_lane_of_a_folder_is_checked_and_named(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cheat(folder / "0001", "DELETE FROM line WHERE txn = 18")
    assert run(["verify", str(folder)]) == 1
    first, second, third = capsys.readouterr().out.splitlines()
    assert first == "0001: line 18/1: the row is missing from line; the journal has it."
    assert second.startswith("0001: 28 entries")
    assert third.startswith("0002: 28 entries")
    assert third.endswith("Nothing is wrong.")


def test_a_lane_that_cannot_be_read_stops_no_other(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "0001" / "counter.db").write_bytes(b"x" * 8192)
    assert run(["verify", str(folder)]) == 1
    printed = capsys.readouterr()
    assert printed.err.startswith("0001: ")
    assert printed.out.startswith("0002: 28 entries")


def test_quick_reads_no_tables_and_all_signatures_counts_them(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cheat(folder / "0001", "DELETE FROM line")
    assert run(["verify", str(folder / "0001"), "--quick", "--all-signatures"]) == 0
    assert "6 signatures and 0 rows" in capsys.readouterr().out


def test_a_head_known_from_a_paper_must_be_there(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["verify", str(folder / "0001"), "--head", "29:00ff"]) == 1
    assert "journal 29: the entry is not there" in capsys.readouterr().out


@pytest.mark.parametrize("text", ["25", "x:00", "25:0g", ":00"])
def test_a_head_that_cannot_be_read_is_a_wrong_argument(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        known_head(text)
    with pytest.raises(UsageError):
        parse(["verify", "store", "--head", text])


@pytest.mark.parametrize("command", ["verify", "rebuild"])
def test_a_folder_without_a_store_is_one_sentence_and_status_1(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([command, str(tmp_path)]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("There is no store in ")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["verify", "rebuild"])
def test_missing_keys_are_one_sentence_and_status_1(
    command: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder.parent / "keys" / "id-0001" / "signing.key").unlink()
    assert run([command, str(folder / "0001")]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_rebuilding_repairs_and_says_so_for_every_lane(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cheat(folder / "0002", "DELETE FROM line")
    assert run(["rebuild", str(folder)]) == 0
    assert without_time(capsys.readouterr().out) == [
        f"{lane}: The read tables were built anew from 28 entries in 0.0 s; "
        "every closing came out again."
        for lane in ("0001", "0002")
    ]
    assert run(["verify", str(folder)]) == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_finding_has_its_sentence(language: str, root: Path) -> None:
    storage = root / "counter_app" / "storage"
    code = re.compile(r'"((?:[a-z]+\.[a-z_]+))"[,)]')
    wording = Wording(language)
    codes = {
        found
        for name in ("compare", "verification", "verify_range", "verify_whole")
        for found in code.findall((storage / f"{name}.py").read_text("utf-8"))
    }
    assert len(codes) > 15
    assert [found for found in sorted(codes) if not wording.has(f"verify.{found}")] == []


def test_a_finding_says_stored_and_expected() -> None:
    values = {"table": "line", "column": "price", "stored": 1, "expected": 2}
    said = sentence(Wording("en"), Finding("line 3/1", "row.differs", values))
    assert said == "line 3/1: line.price is 1; the journal says 2."
