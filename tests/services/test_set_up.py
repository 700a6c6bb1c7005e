"""A set-up's answers: everything that is wrong is named at once, under its key."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.errors import Refusal
from counter_app.domain.rulings import Role
from counter_app.services.resources import resource_dir
from counter_app.services.set_up import (
    FirstPerson,
    Known,
    SetUp,
    answer_problems,
    countries_in,
    founding_of,
    look_through,
    person_of,
    problems,
)

COUNTRIES = countries_in(resource_dir() / "profiles")
GOOD = SetUp(
    country="it",
    language="it",
    name="Emporio",
    address=("Via 1", ""),
    first=FirstPerson("101", "Anna", "907351"),
)


def known(folder: Path = Path("/nowhere")) -> Known:
    return Known(COUNTRIES, ("en", "it", "el"), ("Front desk",), folder, date(2026, 11, 2))


def keys(answers: SetUp) -> list[str]:
    return [problem.key for problem in answer_problems(answers, known())]


def test_good_answers_have_no_problem() -> None:
    assert keys(GOOD) == []
    assert problems(GOOD, known()) == ()


def test_nothing_answered_names_every_key_at_once_in_the_order_asked() -> None:
    assert keys(SetUp()) == [
        "country", "language", "store.name", "store.address", "manager.number", "manager.name",
        "manager.pin",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("answers", "key"),
    [
        (replace(GOOD, country="replay"), "country"),
        (replace(GOOD, language="de"), "language"),
        (replace(GOOD, name=" "), "store.name"),
        (replace(GOOD, name="x" * 41), "store.name"),
        (replace(GOOD, name="two\nlines"), "store.name"),
        (replace(GOOD, address=("a", "b", "c", "d", "e")), "store.address"),
        (replace(GOOD, address=("x" * 41,)), "store.address"),
        (replace(GOOD, store="0"), "store.number"),
        (replace(GOOD, store="10000"), "store.number"),
        (replace(GOOD, lane="100"), "store.lane"),
        (replace(GOOD, lane="²"), "store.lane"),
        (replace(GOOD, tax_number="123"), "store.tax_number"),
        (replace(GOOD, first=FirstPerson("101", "Anna", "123456")), "manager.pin"),
        (replace(GOOD, first=FirstPerson("101", "Anna", "910173")), "manager.pin"),
        (replace(GOOD, first=FirstPerson("1", "Anna", "907351")), "manager.number"),
    ],
)
def test_one_wrong_answer_is_named_by_its_key(answers: SetUp, key: str) -> None:
    assert keys(answers) == [key]


@given(st.text(max_size=12))
def test_a_number_is_taken_only_when_it_is_one_that_receipts_can_print(text: str) -> None:
    if keys(replace(GOOD, store=text)):
        return
    assert 1 <= founding_of(replace(GOOD, store=text), COUNTRIES[0]).store <= 9999


def test_the_profile_of_replayed_files_is_no_country() -> None:
    assert [country.key for country in COUNTRIES] == ["gb", "gr", "it", "us_ny"]


def test_the_first_person_is_an_owner_and_the_store_is_live() -> None:
    country = known().country("it")
    assert country is not None
    founded = founding_of(GOOD, country)
    assert (founded.store_kind, founded.country, founded.currency) == ("live", "IT", "EUR")
    assert founded.address == ("Via 1",)
    assert person_of(GOOD).role is Role.OWNER


def test_a_pin_is_never_written_out() -> None:
    assert "907351" not in repr(GOOD)


# ------------------------------------------------------------------------------ files and folders


def test_bad_rows_are_a_problem_until_they_are_left_out(tmp_path: Path) -> None:
    file = tmp_path / "goods.csv"
    file.write_text("code,name,price,tax\n1,A,1.00,standard\n2,,1.00,standard\n", "utf-8")
    answers = replace(GOOD, catalogue=file)
    (problem,) = problems(answers, known())
    assert (problem.key, problem.error.code) == ("catalogue.file", "set_up.bad_rows")
    assert (problem.error.values["bad"], problem.error.values["rows"]) == (1, 1)
    assert problems(replace(answers, skip_bad=True), known()) == ()


def test_a_file_with_bad_rows_only_is_empty_even_when_they_are_left_out(tmp_path: Path) -> None:
    file = tmp_path / "goods.csv"
    file.write_text("code,name,price,tax\n2,,1.00,standard\n", "utf-8")
    (problem,) = problems(replace(GOOD, catalogue=file, skip_bad=True), known())
    assert problem.error.code == "catalogue.empty"


def test_without_a_country_no_file_is_looked_through(tmp_path: Path) -> None:
    assert look_through(replace(GOOD, country="", catalogue=tmp_path / "none"), known()) is None


def test_a_printer_must_be_known_and_not_named_beside_a_folder(tmp_path: Path) -> None:
    assert problems(replace(GOOD, printer="Front desk"), known()) == ()
    (unknown,) = problems(replace(GOOD, printer="Attic"), known())
    assert (unknown.key, unknown.error.code) == ("papers.printer", "printer.unknown")
    (both,) = problems(replace(GOOD, printer="Front desk", papers=tmp_path), known())
    assert (both.key, both.error.code) == ("papers.printer", "set_up.printer_or_folder")


@pytest.mark.parametrize("inside", [".", "papers", "a/b"])
def test_neither_papers_nor_backups_lie_where_the_store_will_be(
    tmp_path: Path, inside: str
) -> None:
    shop = tmp_path / "shop"
    answers = replace(GOOD, papers=shop / inside, backups=shop / inside)
    found = problems(answers, known(shop))
    assert [(one.key, one.error.code) for one in found] == [
        ("papers.folder", "set_up.papers_inside"),
        ("backup.folder", "set_up.backup_inside"),
    ]
    assert not shop.exists()


def test_a_folder_is_tried_by_writing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    (problem,) = problems(replace(GOOD, backups=tmp_path / "file"), known())
    assert (problem.key, problem.error.code) == ("backup.folder", "folder.not_written")
    assert problems(replace(GOOD, backups=tmp_path / "new" / "one"), known()) == ()
    assert list((tmp_path / "new" / "one").iterdir()) == []
    assert isinstance(problem.error, Exception)
    assert not isinstance(problem.error, Refusal)
