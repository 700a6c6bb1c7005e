"""Setting up as a screen machine: steps, answers, and waiting."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.errors import Fault, Refusal
from counter_app.services.catalogues.preview import CataloguePreview
from counter_app.services.found_store import Founded, Stage
from counter_app.services.resources import resource_dir
from counter_app.services.set_up import Known, Problem, countries_in
from counter_app.ui.flows.keys import Intent
from counter_app.ui.flows.set_up.events import (
    Asked,
    Begin,
    Drop,
    Effect,
    Event,
    Failed,
    Kept,
    Leave,
    LookedThrough,
    LookThrough,
    Made,
    Pick,
    Prove,
    Refused,
    SaveSheet,
    Spoken,
    Stop,
    Tried,
    TryPlaces,
    Typed,
    WentOn,
)
from counter_app.ui.flows.set_up.machine import step
from counter_app.ui.flows.set_up.parts import (
    STEPS,
    Busy,
    SettingUp,
    Step,
    Work,
    answers_of,
    begun,
)
from counter_app.ui.flows.set_up.view import set_up_view
from counter_app.wording import LANGUAGES, Wording

WORDINGS = {language: Wording(language) for language in LANGUAGES}
KNOWN = Known(
    countries_in(resource_dir() / "profiles"), LANGUAGES, (), Path("/shop"), date(2026, 11, 2)
)
FORWARD, BACK = Asked(Intent.FINISH), Asked(Intent.BACK)
ANSWERS = {
    "country": "it",
    "store.name": "Emporio",
    "store.address.1": "Via 1",
    "manager.name": "Anna",
    "manager.pin": "907351",
    "manager.pin_again": "907351",
}
FOUNDED = Founded(2, 0, (), "123456")


def after(state: SettingUp, *events: Event) -> tuple[SettingUp, tuple[Effect, ...]]:
    effects: tuple[Effect, ...] = ()
    for event in events:
        state, effects = step(state, event)
    return state, effects


def at(where: Step) -> SettingUp:
    typed = (Typed(name, text) for name, text in ANSWERS.items())
    state, _ = after(begun(KNOWN, "en"), *typed)
    return replace(state, step=where, founded=FOUNDED if where is Step.SHEET else None)


def codes(state: SettingUp) -> dict[str, str]:
    return {problem.key: problem.error.code for problem in state.wrong}


@pytest.mark.parametrize("where", [Step.COUNTRY, Step.STORE, Step.MANAGER])
def test_a_step_without_its_answers_is_not_left(where: Step) -> None:
    state, effects = after(replace(begun(KNOWN, "en"), step=where), FORWARD)
    assert (state.step, effects) == (where, ())
    assert state.wrong


@pytest.mark.parametrize("where", [Step.COUNTRY, Step.STORE, Step.MANAGER, Step.CATALOGUE])
def test_a_step_with_its_answers_leads_to_the_next(where: Step) -> None:
    state, effects = after(at(where), FORWARD)
    assert (state.step, effects) == (STEPS[STEPS.index(where) + 1], ())


def test_typing_takes_away_what_was_wrong_there_and_nothing_else() -> None:
    state, _ = after(replace(begun(KNOWN, "en"), step=Step.STORE), FORWARD)
    state, _ = after(state, Typed("store.name", "E"))
    assert codes(state) == {"store.address": "set_up.address_empty"}


def test_pins_that_differ_are_told_under_the_second() -> None:
    state, _ = after(at(Step.MANAGER), Typed("manager.pin_again", "907352"), FORWARD)
    assert codes(state) == {"manager.pin_again": "set_up.pin_again"}


def test_a_path_of_a_later_step_never_hides_what_is_wrong_here() -> None:
    state, _ = after(at(Step.STORE), Typed("backup.folder", "part"), Typed("store.name", ""))
    assert codes(after(state, FORWARD)[0]) == {"store.name": "set_up.name_empty"}


def test_a_catalogue_is_looked_through_then_seen_then_taken() -> None:
    state, effects = after(at(Step.CATALOGUE), Typed("catalogue.file", "/goods.csv"), FORWARD)
    assert isinstance(effects[0], LookThrough)
    preview = CataloguePreview(Path("/goods.csv"), 2, (), 1, ())
    state, _ = after(state, LookedThrough(preview))
    assert state.step is Step.CATALOGUE
    state, _ = after(state, FORWARD)
    assert state.step is Step.PAPERS
    assert answers_of(state).skip_bad
    state, _ = after(state, Typed("catalogue.file", "/other.csv"))
    assert not answers_of(state).skip_bad


def test_a_file_without_a_good_row_cannot_be_taken() -> None:
    typed = Typed("catalogue.file", "/goods.csv")
    seen = LookedThrough(CataloguePreview(Path("/goods.csv"), 0, (), 3, ()))
    state, _ = after(at(Step.CATALOGUE), typed, FORWARD, seen, FORWARD)
    assert codes(state) == {"catalogue.file": "catalogue.empty"}


def test_backups_on_the_same_disk_are_told_once_and_then_taken() -> None:
    state, effects = after(at(Step.BACKUPS), Typed("backup.folder", "/second"), FORWARD)
    assert isinstance(effects[0], TryPlaces)
    state, _ = after(state, Tried((), same_disk=True))
    assert state.step is Step.BACKUPS
    state, _ = after(state, FORWARD, Tried((), same_disk=True))
    assert state.step is Step.CHECK


def test_a_place_that_cannot_be_written_keeps_its_step() -> None:
    wrong = Problem("backup.folder", Fault("folder.not_written"))
    other = Problem("papers.folder", Fault("folder.not_written"))
    state, _ = after(at(Step.BACKUPS), Typed("backup.folder", "/second"), FORWARD)
    state, _ = after(state, Tried((other, wrong)))
    assert (state.step, state.wrong) == (Step.BACKUPS, (wrong,))


def test_nothing_but_stopping_is_taken_while_something_is_under_way() -> None:
    state, effects = after(at(Step.CHECK), FORWARD)
    assert isinstance(effects[0], Begin)
    assert after(state, Typed("store.name", "Other"), FORWARD) == (state, ())
    state, effects = after(state, BACK)
    assert effects == (Stop(),)
    assert after(state, BACK) == (state, ())
    state, _ = after(state, Failed(Refusal("set_up.cancelled")))
    assert (state.step, state.told, state.busy) == (Step.CHECK, "stopped", None)


def test_what_cannot_be_called_off_takes_no_step_back() -> None:
    state = replace(at(Step.SHEET), busy=Busy(Work.PROVING))
    assert after(state, BACK) == (state, ())


def test_progress_is_heard_only_while_it_is_waited_for() -> None:
    state, _ = after(at(Step.CHECK), WentOn(Stage.CATALOGUE, 5, 10))
    assert state.busy is None
    state, _ = after(state, FORWARD, WentOn(Stage.CATALOGUE, 5, 10))
    assert state.busy == Busy(Work.FOUNDING, Stage.CATALOGUE, 5, 10)


def test_what_became_wrong_before_founding_leads_to_its_step() -> None:
    wrong = (Problem("papers.folder", Fault("folder.not_written")),)
    state, _ = after(at(Step.CHECK), FORWARD, Refused(wrong))
    assert (state.step, state.wrong) == (Step.PAPERS, wrong)


def test_a_founding_that_fails_is_told_where_it_was_asked() -> None:
    state, _ = after(at(Step.CHECK), FORWARD, Failed(Fault("storage.full")))
    assert (state.step, codes(state)) == (Step.CHECK, {"page": "storage.full"})


def test_from_the_sheet_one_goes_back_without_the_store_and_without_its_digits() -> None:
    state, _ = after(at(Step.CHECK), FORWARD, Made(FOUNDED), Typed("sheet.digits", "123"))
    assert state.step is Step.SHEET
    state, effects = after(state, BACK)
    assert effects == (Drop(),)
    assert (state.step, state.founded, state.text("sheet.digits")) == (Step.CHECK, None, "")
    assert state.text("store.name") == "Emporio"


def test_the_digits_give_the_store_its_place_and_then_the_counter_opens() -> None:
    state, effects = after(at(Step.SHEET), Typed("sheet.digits", "123456"), FORWARD)
    assert effects == (Prove("123456"),)
    state, _ = after(state, Kept(Path("/shop")))
    assert state.step is Step.DONE
    assert after(state, BACK) == (state, ())
    assert after(state, FORWARD)[1] == (Leave(Path("/shop")),)


def test_wrong_digits_stand_under_their_field_and_a_full_disk_under_the_file() -> None:
    state, _ = after(at(Step.SHEET), Failed(Refusal("recovery.check_digits")))
    assert codes(state) == {"sheet.digits": "recovery.check_digits"}
    state, _ = after(at(Step.SHEET), Failed(Fault("set_up.sheet_not_saved")))
    assert codes(state) == {"sheet.file": "set_up.sheet_not_saved"}


def test_saving_without_a_place_asks_for_one() -> None:
    save = Asked(Intent.RECEIPT)
    assert after(at(Step.SHEET), save)[1] == (Pick("sheet.file"),)
    state, _ = after(at(Step.SHEET), Typed("sheet.file", "sheet.pdf"), save)
    assert codes(state) == {"sheet.file": "folder.partial"}
    _, effects = after(at(Step.SHEET), Typed("sheet.file", "/sheet.pdf"), save)
    assert effects == (SaveSheet(Path("/sheet.pdf")),)


def test_the_language_spoken_is_that_of_the_store() -> None:
    state, _ = after(at(Step.STORE), Spoken("el"))
    assert answers_of(state).language == "el"


def test_waiting_is_told_in_words_with_how_far_it_is() -> None:
    busy = Busy(Work.FOUNDING, Stage.CATALOGUE, 1200, 5000)
    view = set_up_view(replace(at(Step.CHECK), busy=busy), WORDINGS["en"], "14:32")
    assert view.waits == "Loading the catalogue · 1,200 of about 5,000 rows"
    keys = view.keys.keys
    assert (keys[0].text, keys[0].enabled, keys[-1].enabled) == ("Stop", True, False)


EVENTS = st.one_of(
    st.sampled_from([FORWARD, BACK, Asked(Intent.FIND), Asked(Intent.RECEIPT)]),
    st.builds(
        Typed,
        st.sampled_from(["store.name", "manager.pin", "catalogue.file"]),
        st.sampled_from(["", "/x"]),
    ),
    st.sampled_from(
        [
            Tried(()),
            Made(FOUNDED),
            Failed(Fault("storage.full")),
            LookedThrough(CataloguePreview(Path("/x"), 1, (), 0, ())),
        ]
    ),
)


@given(st.lists(EVENTS, max_size=30), st.sampled_from(STEPS[:-1]), st.sampled_from(LANGUAGES))
def test_whatever_happens_the_steps_come_one_by_one_and_can_be_seen(
    events: list[Event], where: Step, language: str
) -> None:
    state = at(where)
    for event in events:
        before = STEPS.index(state.step)
        state, _ = step(state, event)
        assert abs(STEPS.index(state.step) - before) <= 1
        assert set_up_view(state, WORDINGS[language], "14:32").keys.keys[-1].intent == Intent.FINISH
        assert "907351" not in repr(state)
