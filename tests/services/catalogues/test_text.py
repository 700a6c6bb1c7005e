"""A supplier's file is read as it comes: packed or not, with comments and line numbers."""

import gzip
from pathlib import Path

import pytest

from counter_app.domain.errors import Fault, Refusal
from counter_app.services.catalogues.text import open_text


def records(path: Path) -> list[tuple[int, list[str]]]:
    with open_text(path) as text:
        return list(text.records())


def written(folder: Path, content: bytes) -> Path:
    path = folder / "catalogue.csv"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    "content",
    [
        "code,name\n1,Γάλα\n".encode(),
        "\ufeffcode,name\n1,Γάλα\n".encode(),
        "code;name\r\n1;Γάλα\r\n".encode(),
        "# a comment\n\n Code , NAME \n1,Γάλα".encode(),
        gzip.compress("code,name\n1,Γάλα\n".encode()),
    ],
    ids=["plain", "byte order mark", "semicolons and CRLF", "comments first", "gzip"],
)
def test_each_usual_way_of_writing_a_file_is_read(tmp_path: Path, content: bytes) -> None:
    with open_text(written(tmp_path, content)) as text:
        assert text.columns == ("code", "name")
        assert [cells for _, cells in text.records()] == [["1", "Γάλα"]]


def test_a_record_is_placed_on_the_line_where_it_begins(tmp_path: Path) -> None:
    path = written(tmp_path, b'# one\ncode,name\n\n1,"a\n# not a comment\nb"\n  \n# x "\n2,c\n')
    assert records(path) == [(4, ["1", "a\n# not a comment\nb"]), (9, ["2", "c"])]


def test_a_separator_inside_quotes_belongs_to_the_name(tmp_path: Path) -> None:
    path = written(tmp_path, b'code,name\n1,"Salt, ""fine"""\n')
    assert records(path) == [(2, ["1", 'Salt, "fine"'])]


@pytest.mark.parametrize("content", [b'code,name\n1,"open\n2,b\n', b'code,name\n1,"a"b\n'])
def test_quotes_that_do_not_close_stop_the_load(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(Refusal) as caught:
        records(written(tmp_path, content))
    assert caught.value.code == "catalogue.quotes"
    assert caught.value.values == {"file": "catalogue.csv", "line": 2}


def test_another_encoding_is_refused_rather_than_garbled(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as caught:
        records(written(tmp_path, "code,name\n1,Γάλα\n".encode("cp1253")))
    assert caught.value.code == "catalogue.not_utf8"


def test_a_file_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(Fault) as caught:
        records(tmp_path / "gone.csv")
    assert caught.value.code == "catalogue.unreadable"
    assert caught.value.values["file"] == "gone.csv"


def test_a_gzip_file_cut_short_is_a_fault(tmp_path: Path) -> None:
    packed = gzip.compress(b"code,name\n" + b"1,a\n" * 1_000)
    with pytest.raises(Fault) as caught:
        records(written(tmp_path, packed[:-12]))
    assert caught.value.code == "catalogue.unreadable"


def test_an_empty_file_has_no_columns_and_no_records(tmp_path: Path) -> None:
    with open_text(written(tmp_path, b"")) as text:
        assert text.columns == ()
        assert list(text.records()) == []


def test_the_estimate_of_all_rows_ends_at_the_truth(tmp_path: Path) -> None:
    path = written(tmp_path, b"code,name\n" + b"1,a\n" * 1_000)
    with open_text(path) as text:
        done = sum(1 for _ in text.records())
        assert text.estimate(done) == done == 1_000
