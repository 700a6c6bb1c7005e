"""Looking through a catalogue before it is loaded."""

from pathlib import Path

import pytest

from counter_app.domain.money import currency
from counter_app.services.catalogues.preview import FIRST, WORST, Watch, preview
from counter_app.services.catalogues.rows import RowRules
from tests.refusals import refused

RULES = RowRules(currency("EUR"), frozenset({"standard"}))
HEAD = "code,name,price,tax\n"


def file_of(folder: Path, text: str) -> Path:
    path = folder / "goods.csv"
    path.write_text(text, "utf-8")
    return path


def rows(good: int, bad: int) -> str:
    fine = "".join(f"{n},Cup {n},1.00,standard\n" for n in range(good))
    return HEAD + fine + "".join(f"x{n},Cup,cheap,standard\n" for n in range(bad))


def test_all_rows_are_counted_and_only_the_first_are_kept(tmp_path: Path) -> None:
    found = preview(file_of(tmp_path, rows(50, 40)), RULES)
    assert (found.rows, found.bad) == (50, 40)
    assert [product.code for product in found.first] == [str(n) for n in range(FIRST)]
    assert len(found.worst) == WORST


def test_a_bad_row_has_its_line_field_and_reason(tmp_path: Path) -> None:
    (bad,) = preview(file_of(tmp_path, rows(1, 1)), RULES).worst
    assert bad.line == 3
    assert bad.why.code == "catalogue.row.price_amount"
    assert (bad.why.values["field"], bad.why.values["value"]) == ("price", "cheap")


def test_a_code_that_stands_twice_is_bad_the_second_time(tmp_path: Path) -> None:
    text = HEAD + "1,A,1.00,standard\n1,B,1.00,standard\n"
    found = preview(file_of(tmp_path, text), RULES)
    assert (found.rows, found.bad) == (1, 1)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (HEAD, "catalogue.empty"),
        ("", "catalogue.column_missing"),
        ("code,name\n1,A\n", "catalogue.column_missing"),
        (HEAD + '1,"A,1.00,standard\n', "catalogue.quotes"),
    ],
)
def test_a_file_that_cannot_be_loaded_at_all_is_refused_as_a_load_would(
    tmp_path: Path, text: str, code: str
) -> None:
    with refused(code):
        preview(file_of(tmp_path, text), RULES)


def test_who_waits_is_told_how_far_it_is_and_can_call_it_off(tmp_path: Path) -> None:
    file = file_of(tmp_path, rows(5_000, 0))
    told: list[int] = []
    preview(file, RULES, Watch(lambda done, _of: told.append(done)))
    assert told == [2_000, 4_000]
    with refused("catalogue.cancelled"):
        preview(file, RULES, Watch(cancelled=lambda: True))
