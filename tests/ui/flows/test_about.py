"""About this counter: what it is, and a report that is read before it is saved."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from counter_app.domain.errors import Fault
from counter_app.services.program.about import AboutFacts, Backups, Built, Places
from counter_app.services.program.libraries import Library
from counter_app.ui.flows import about
from counter_app.ui.flows.about import (
    AboutView,
    Asked,
    Event,
    Failed,
    GoBack,
    Known,
    Looking,
    Save,
    Saved,
    Write,
    Written,
)
from counter_app.ui.flows.keys import Intent
from counter_app.ui.flows.shop import Shop, Shown
from counter_app.wording import LANGUAGES, Wording
from tests.ui.flows.selling.test_selling import EURO

SHOP = Shop(12, 3, "Shop", "live", EURO, "vat")
FACTS = AboutFacts(
    "0.1.0",
    Built(1, 2, "3.53.4"),
    Places(Path("shop"), Path("papers"), Path("log")),
    (Library("babel", "2.18", "BSD"), Library("biip", "", ""), Library("quiet", "1", "")),
    Backups(),
)


def after(*events: Event) -> Looking:
    state = Looking()
    for event in events:
        state, _ = about.step(state, event)
    return state


def view(state: Looking, language: str = "en") -> AboutView:
    return about.about_view(state, Shown(Wording(language), EURO), SHOP, "12:00")


def figures(state: Looking) -> dict[str, str]:
    return {row.key: row.figure or row.detail for row in view(state).rows}


def test_until_it_is_read_that_is_said() -> None:
    (row,) = view(after()).rows
    assert row.name == "Being read"


def test_versions_store_and_places_are_told() -> None:
    told = figures(after(Known(FACTS)))
    assert (told["version"], told["schema"], told["fold"]) == ("0.1.0", "1", "2")
    assert (told["store_number"], told["lane"], told["kind"]) == ("0012", "03", "Live")
    assert (told["folder"], told["papers"], told["log"]) == ("shop", "papers", "log")


def test_a_store_without_backups_is_told_what_to_do() -> None:
    told = figures(after(Known(FACTS)))
    assert "setup" in told["backups"]
    assert told["backup"] == "None yet"


def test_the_last_backup_is_told_with_its_day_and_time() -> None:
    newest = datetime(2026, 11, 2, 12, tzinfo=UTC)
    facts = AboutFacts(
        "1", FACTS.built, FACTS.places, (), Backups(Path("stick"), newest.astimezone())
    )
    told = figures(after(Known(facts)))
    assert told["backups"] == "stick"
    assert "02/11/2026" in told["backup"]


def test_each_library_has_its_version_and_licence_or_the_words_for_none() -> None:
    rows = {row.name: (row.figure, row.detail) for row in view(after(Known(FACTS))).libraries}
    assert rows["babel"] == ("2.18", "BSD")
    assert rows["biip"] == ("not found", "It names no licence")
    assert rows["quiet"] == ("1", "It names no licence")
    assert "Noto Sans" in rows
    assert "Icons" in rows


def test_a_report_is_shown_then_saved_then_done() -> None:
    state, effects = about.step(after(), Asked(Intent.FINISH))
    assert effects == (Write(),)
    assert not view(state).keys.keys[-1].enabled
    assert about.step(state, Asked(Intent.FINISH)) == (state, ())  # one report at a time
    state = after(Written("the text"))
    assert view(state).report == "the text"
    state, effects = about.step(state, Asked(Intent.FINISH))
    assert effects == (Save("the text"),)
    state, _ = about.step(state, Saved("reports/report.toml"))
    assert "reports/report.toml" in view(state).message.detail
    assert about.step(state, Asked(Intent.FINISH))[1] == (GoBack(),)


def test_esc_closes_the_report_then_the_page() -> None:
    state, effects = about.step(after(Written("x")), Asked(Intent.BACK))
    assert (state.report, effects) == ("", ())
    assert about.step(state, Asked(Intent.BACK))[1] == (GoBack(),)


def test_a_report_that_was_not_saved_stays_and_can_be_saved_again() -> None:
    fault = Fault("report.not_saved", folder="reports", reason="disk full")
    state = after(Written("x"), Asked(Intent.FINISH), Failed(fault))
    assert "disk full" in view(state).message.text
    assert about.step(state, Asked(Intent.FINISH))[1] == (Save("x"),)


def test_other_keys_do_nothing_here() -> None:
    assert about.step(after(), Asked(Intent.CASH)) == (after(), ())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "events", [(), (Known(FACTS),), (Written("x"),), (Written("x"), Saved("y"))]
)
def test_every_word_is_there_in_every_language(events: tuple[Event, ...], language: str) -> None:
    shown = view(after(*events), language)
    texts = [shown.title, shown.right, shown.how, shown.message.text]
    texts += [row.name + row.detail for row in (*shown.rows, *shown.libraries)]
    texts += [key.text for key in shown.keys.keys]
    assert not [text for text in texts if "page." in text]
