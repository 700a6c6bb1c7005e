"""Setting a store up as a screen machine: steps forward and back, answers, and slow work.

Invariant: a step back loses nothing that was typed, and the store gets its place only after the
recovery sheet's check digits were keyed in.
"""

from dataclasses import replace
from types import MappingProxyType
from typing import Final

from counter_app.domain.errors import CounterError, Refusal
from counter_app.services.found_store import Stage
from counter_app.services.program.folders import whole_path
from counter_app.services.set_up import Problem, answer_problems
from counter_app.ui.flows.keys import Intent
from counter_app.ui.flows.set_up.events import (
    Answer,
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
    PrintSheet,
    Prove,
    Refused,
    SaveSheet,
    Spoken,
    Stop,
    Told,
    Tried,
    TryPlaces,
    Typed,
    WentOn,
)
from counter_app.ui.flows.set_up.parts import (
    ASKED,
    PICKED,
    STEPS,
    STOPPABLE,
    Busy,
    SettingUp,
    Step,
    Work,
    answers_of,
    path_problem,
    seen,
)

Next = tuple[SettingUp, tuple[Effect, ...]]
_CALLED_OFF: Final = frozenset({"catalogue.cancelled", "set_up.cancelled"})


def step(state: SettingUp, event: Event) -> Next:
    """The next state, and what is to be done. While something is under way only stopping is."""
    following, effects = _stepped(state, event)
    if following is state:
        return state, effects
    typing = state.typing if isinstance(event, Spoken) else isinstance(event, Typed)
    return replace(following, typing=typing), effects


def _stepped(state: SettingUp, event: Event) -> Next:
    match event:
        case Typed() | Asked() if state.busy is not None:
            return _stopped(state, event)
        case Typed():
            return _typed(state, event), ()
        case Asked(intent=intent):
            return _asked(state, intent)
        case Spoken(language=language):
            return replace(state, language=language), ()
        case _:
            return _heard(state, event), ()


def _heard(state: SettingUp, event: WentOn | Failed | Answer) -> SettingUp:
    """What comes from the work."""
    match event:
        case WentOn():
            return _went_on(state, event)
        case Failed(error=error):
            return _failed(replace(state, busy=None), error)
        case _:
            return _answered(state, event)


def _went_on(state: SettingUp, event: WentOn) -> SettingUp:
    if state.busy is None:
        return state
    busy = replace(state.busy, stage=event.stage, done=event.done, of=event.of)
    return replace(state, busy=busy)


def _stopped(state: SettingUp, event: Typed | Asked) -> Next:
    """Back is a step back from waiting, where the work can be called off."""
    busy = state.busy
    back = isinstance(event, Asked) and event.intent is Intent.BACK
    if busy is None or not back or busy.stopping or busy.work not in STOPPABLE:
        return state, ()
    return replace(state, busy=replace(busy, stopping=True)), (Stop(),)


def _asked(state: SettingUp, intent: Intent) -> Next:
    at_sheet = state.step is Step.SHEET
    match intent:
        case Intent.FINISH:
            return _forward(replace(state, told=""))
        case Intent.BACK:
            return _back(state)
        case Intent.FIND if state.step in PICKED:
            return state, (Pick(PICKED[state.step]),)
        case Intent.REPRINT if at_sheet and state.text("papers.printer"):
            return _waiting(state, Work.PRINTING, PrintSheet())
        case Intent.RECEIPT if at_sheet:
            return _saved(state)
        case _:
            return state, ()


def _waiting(state: SettingUp, work: Work, effect: Effect, stage: Stage | None = None) -> Next:
    return replace(state, busy=Busy(work, stage), wrong=(), told=""), (effect,)


def _typed(state: SettingUp, event: Typed) -> SettingUp:
    key = event.name.removesuffix(".1").removesuffix(".2")
    wrong = tuple(one for one in state.wrong if one.key != key)
    typed = MappingProxyType({**state.typed, event.name: event.text})
    return replace(state, typed=typed, wrong=wrong, told="")


def _forward(state: SettingUp) -> Next:
    wrong = _wrong_here(state)
    if wrong:
        return replace(state, wrong=wrong), ()
    work = _work_of(state)
    if work is not None:
        return _waiting(state, *work)
    if state.step is Step.DONE:
        return state, (Leave(state.folder),)
    return _turned(state, +1), ()


def _work_of(state: SettingUp) -> tuple[Work, Effect] | tuple[Work, Effect, Stage] | None:
    """What has to be done before the step is over; nothing for most."""
    answers = answers_of(state)
    match state.step:
        case Step.CATALOGUE if answers.catalogue and not seen(state):
            return Work.READING, LookThrough(answers)
        case Step.PAPERS:
            return Work.TRYING, TryPlaces(answers)
        case Step.BACKUPS if answers.backups:
            return Work.TRYING, TryPlaces(answers)
        case Step.CHECK:
            return Work.FOUNDING, Begin(answers), Stage.STORE
        case Step.SHEET:
            return Work.PROVING, Prove(state.text("sheet.digits"))
        case _:
            return None


def _wrong_here(state: SettingUp) -> tuple[Problem, ...]:
    """What is wrong with this step's answers, as far as it is seen without looking outside."""
    found = list(answer_problems(answers_of(state), state.known))
    for key in PICKED.values():
        refusal = path_problem(state, key)
        found += [Problem(key, refusal)] if refusal else []
    pins_differ = state.text("manager.pin") != state.text("manager.pin_again")
    if pins_differ and not any(one.key == "manager.pin" for one in found):
        found.append(Problem("manager.pin_again", Refusal("set_up.pin_again")))
    if state.preview is not None and seen(state) and not state.preview.rows:
        empty = Refusal("catalogue.empty", file=state.preview.source.name)
        found.append(Problem("catalogue.file", empty))
    return tuple(one for one in found if one.key in ASKED.get(state.step, ()))


def _back(state: SettingUp) -> Next:
    match state.step:
        case Step.COUNTRY | Step.DONE:
            return state, ()
        case Step.SHEET:
            text = {name: text for name, text in state.typed.items() if name != "sheet.digits"}
            dropped = replace(state, founded=None, typed=MappingProxyType(text))
            return replace(_turned(dropped, -1), told="dropped"), (Drop(),)
        case _:
            return _turned(state, -1), ()


def _saved(state: SettingUp) -> Next:
    wrong = path_problem(state, "sheet.file")
    text = state.text("sheet.file")
    if wrong is not None:
        return replace(state, wrong=(Problem("sheet.file", wrong),)), ()
    if not text.strip():
        return state, (Pick("sheet.file"),)
    return _waiting(state, Work.SAVING, SaveSheet(whole_path(text)))


def _turned(state: SettingUp, by: int) -> SettingUp:
    there = STEPS[STEPS.index(state.step) + by]
    return replace(state, step=there, wrong=(), told="", turns=state.turns + 1)


def _answered(waiting: SettingUp, event: Answer) -> SettingUp:
    """What was waited for; an answer that nobody waits for any more is none."""
    if waiting.busy is None:
        return waiting
    state = replace(waiting, busy=None)
    match event:
        case LookedThrough(preview=preview):
            return replace(state, preview=preview, looked_at=state.text("catalogue.file"))
        case Tried():
            return _tried(state, event)
        case Made(founded=founded):
            return replace(_turned(state, +1), founded=founded)
        case Told(key=key, value=value):
            return replace(state, told=key, told_of=value)
        case _:
            return _ended(state, event)


def _ended(state: SettingUp, event: Kept | Refused) -> SettingUp:
    match event:
        case Kept(folder=folder):
            return replace(_turned(state, +1), folder=folder)
        case Refused(wrong=wrong):
            return _to_first(state, wrong)


def _tried(state: SettingUp, event: Tried) -> SettingUp:
    keys = ASKED[state.step]
    wrong = tuple(one for one in event.wrong if one.key in keys)
    if wrong:
        return replace(state, wrong=wrong)
    folder = state.text("backup.folder")
    if state.step is Step.BACKUPS and event.same_disk and state.same_disk != folder:
        return replace(state, same_disk=folder)
    return _turned(state, +1)


def _to_first(state: SettingUp, wrong: tuple[Problem, ...]) -> SettingUp:
    """The step of the first problem, with every problem that stands there."""
    first = next((one for one in STEPS if wrong[0].key in ASKED.get(one, ())), Step.CHECK)
    return replace(state, step=first, wrong=wrong, turns=state.turns + 1)


def _failed(state: SettingUp, error: CounterError) -> SettingUp:
    """Told under the field that it is about, else at the foot of the page."""
    keys = {Step.CATALOGUE: "catalogue.file", Step.SHEET: "sheet.digits"}
    key = keys.get(state.step, "page")
    if error.code in _CALLED_OFF:
        return replace(state, told="stopped")
    if state.step is Step.SHEET and not error.code.startswith("recovery."):
        key = "sheet.file"
    return replace(state, wrong=(Problem(key, error),))
