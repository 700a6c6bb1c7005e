"""What this counter says of itself, and the report that it saves."""

import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pytest

from counter_app import __version__
from counter_app.domain.errors import Fault
from counter_app.services.program.about import Seen, moment_of
from tests.counters import TOASTER, Desk

PERSON = ("Emma", "Clarke", "User 104", "Emporium", TOASTER, "24.90")


def bug() -> None:
    raise KeyError(*PERSON)


def test_it_tells_versions_places_and_that_there_is_no_backup_yet(desk: Desk) -> None:
    facts = desk.use.about.facts()
    assert facts.program == __version__
    assert facts.built.database.split(".")[0] == "3"
    assert facts.places.store == desk.folder
    assert facts.places.papers == desk.folder / "papers"
    assert (facts.backups.folder, facts.backups.newest) == (None, None)
    assert any(library.name == "reportlab" for library in facts.libraries)


def test_a_report_holds_counts_and_no_person_no_sale_no_folder(desk: Desk) -> None:
    desk.use.take_payment.settle_in_cash(desk.ring(TOASTER), None, desk.counter.store.people()[0])
    with pytest.raises(LookupError) as raised:
        bug()
    text = desk.use.about.report(Seen("SellingView", "en"), raised.value)
    table = tomllib.loads(text)
    assert table["entries"]["sale"] == 1
    assert table["trace"][0] == "KeyError"
    held = [secret for secret in (*PERSON, str(Path.home()), str(desk.folder)) if secret in text]
    assert held == []


def test_a_report_is_saved_beside_the_store_as_it_was_shown(desk: Desk) -> None:
    text = desk.use.about.report(Seen())
    path = desk.use.about.save(text)
    assert path.read_text("utf-8") == text
    assert path.parent == desk.folder / "reports"
    assert path.name == "report-2026-11-02T120000Z.toml"


def test_a_report_that_cannot_be_saved_is_told(desk: Desk) -> None:
    (desk.folder / "reports").write_text("in the way")
    with pytest.raises(Fault) as raised:
        desk.use.about.save("x")
    assert raised.value.code == "report.not_saved"


def test_a_store_that_cannot_be_read_any_more_still_gives_a_report(desk: Desk) -> None:
    desk.counter.store.close()
    table = tomllib.loads(desk.use.about.report(Seen("SellingView")))
    assert table["program"]["version"] == __version__


def test_the_name_of_a_backup_is_its_moment() -> None:
    assert moment_of("") is None
    assert moment_of("2026-11-02T180501Z") == datetime(2026, 11, 2, 18, 5, 1, tzinfo=UTC)
