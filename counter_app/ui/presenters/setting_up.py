"""Carries out a set-up: reads, tries and founds beside the window, and brings back what came of it.

Invariant: one piece of slow work at a time; whatever waits aside is dropped when set-up is left
before its end.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from threading import Event as Flag

from PySide6.QtCore import QObject, Qt, Signal

from counter_app.domain.errors import CounterError, Refusal
from counter_app.services.catalogues.preview import CataloguePreview, Watch
from counter_app.services.found_store import Founded, Founding, Onlooker, Stage
from counter_app.services.program.folders import same_disk
from counter_app.services.set_up import (
    Known,
    Problem,
    SetUp,
    look_through,
    place_problems,
    problems,
)
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
from counter_app.ui.flows.set_up.machine import step
from counter_app.ui.flows.set_up.parts import Step, begun
from counter_app.ui.flows.set_up.view import set_up_view
from counter_app.ui.flows.set_up.views import SetUpView
from counter_app.ui.presenters.looks import CHANGES, Looks, changed
from counter_app.ui.presenters.loop import Loop
from counter_app.ui.tasks import Tasks
from counter_app.wording import Wording


@dataclass(frozen=True, slots=True)
class SetUpDesk:
    """What a set-up works with: what may be chosen, who founds, the workers, the words."""

    known: Known
    founding: Founding
    tasks: Tasks
    wording: Callable[[str], Wording]


class SetUpPresenter(QObject):
    """The whole set-up as its window sees it. `left` carries the store's folder, or None."""

    changed = Signal()
    dressed = Signal()
    picking = Signal(str)
    left = Signal(object)
    _went_on = Signal(object)

    def __init__(self, desk: SetUpDesk, looks: Looks) -> None:
        super().__init__()
        self._desk, self.looks = desk, looks
        self.state = begun(desk.known, looks.language)
        self._stopped = Flag()
        self._wordings: dict[str, Wording] = {}
        self._loop: Loop[Event, Effect] = Loop(self._step, self._run, self.changed.emit)
        # Told by a worker, heard on the main thread.
        self._went_on.connect(self.hear, Qt.ConnectionType.QueuedConnection)

    def hear(self, event: Event) -> None:
        """What happened."""
        self._loop.dispatch(event)

    def view(self) -> SetUpView:
        """What is to be seen now."""
        language = self.looks.language
        if language not in self._wordings:  # a catalogue of words takes its time to read
            self._wordings[language] = self._desk.wording(language)
        now = f"{datetime.now(UTC).astimezone():%H:%M}"
        return set_up_view(self.state, self._wordings[language], now)

    def ask(self, intent: Intent, value: str = "") -> None:
        """A key, a shortcut or a button."""
        if intent not in CHANGES:
            self.hear(Asked(intent))
            return
        self.looks = changed(self.looks, intent, value)
        self.hear(Spoken(self.looks.language))
        self.dressed.emit()

    def typed(self, name: str, text: str) -> None:
        """A field, or a choice."""
        self.hear(Typed(name, text))

    def picked(self, name: str, path: str) -> None:
        """What the system's own dialog was told; nothing where it was left."""
        if not path:
            return
        self.hear(Typed(name, path))
        if name == "catalogue.file":
            self.hear(Asked(Intent.FINISH))  # it is looked through at once
        elif name == "sheet.file":
            self.hear(Asked(Intent.RECEIPT))  # the dialog has asked where to save it

    def follow(self, *, dark: bool) -> None:
        """The system went light or dark; followed until somebody chose."""
        if not self.looks.chosen and self.looks.dark != dark:
            self.looks = replace(self.looks, dark=dark)
            self.dressed.emit()

    def close(self) -> None:
        """The window closes: what is under way is called off, what waits aside is dropped."""
        self._stopped.set()
        if self.state.step is not Step.DONE:
            self._desk.tasks.command(self._desk.founding.drop, _nothing, _nothing)

    def _step(self, event: Event) -> tuple[Effect, ...]:
        self.state, effects = step(self.state, event)
        return effects

    def _run(self, effect: Effect) -> None:
        match effect:
            case Pick(name=name):
                self.picking.emit(name)
            case Leave(folder=folder):
                self.left.emit(folder)
            case Stop():
                self._stopped.set()
            case LookThrough(answers=answers):
                self._look_through(answers)
            case TryPlaces(answers=answers):
                self._try_places(answers)
            case Begin(answers=answers):
                self._begin(answers)
            case _:
                self._with_sheet(effect)

    def _look_through(self, answers: SetUp) -> None:
        known, watch = self._desk.known, Watch(self._count, self._stopped.is_set)
        self._stopped.clear()

        def done(found: CataloguePreview | None) -> None:
            if found is not None:
                self.hear(LookedThrough(found))

        self._desk.tasks.query(lambda: look_through(answers, known, watch), done, self._failed)

    def _try_places(self, answers: SetUp) -> None:
        known = self._desk.known

        def work() -> Tried:
            wrong = place_problems(answers, known)
            where = answers.backups
            return Tried(wrong, where is not None and same_disk(where, known.folder))

        self._desk.tasks.query(work, self.hear, self._failed)

    def _begin(self, answers: SetUp) -> None:
        """Everything is looked at once more: files and folders may have changed since."""
        known, founding = self._desk.known, self._desk.founding
        country = known.country(answers.country)
        self._stopped.clear()

        def work() -> tuple[Problem, ...] | Founded:
            wrong = problems(answers, known, Watch(cancelled=self._stopped.is_set))
            if self._stopped.is_set():
                raise Refusal("set_up.cancelled")
            if wrong or country is None:
                return wrong
            return founding.begin(answers, country, Onlooker(self._told, self._stopped.is_set))

        def done(found: tuple[Problem, ...] | Founded) -> None:
            self.hear(Made(found) if isinstance(found, Founded) else Refused(found))

        self._desk.tasks.command(work, done, self._failed)

    def _with_sheet(self, effect: Effect) -> None:
        founding, command = self._desk.founding, self._desk.tasks.command

        def save(path: Path) -> Event:
            founding.save_sheet(path)
            return Told("sheet.saved", str(path))

        def prove(digits: str) -> Event:
            founding.prove_sheet(digits)
            return Kept(founding.keep())

        match effect:
            case SaveSheet(path=path):
                command(lambda: save(path), self.hear, self._failed)
            case PrintSheet():
                work = founding.print_sheet
                command(lambda: Told("sheet.printed", work()), self.hear, self._failed)
            case Prove(digits=digits):
                command(lambda: prove(digits), self.hear, self._failed)
            case Drop():
                command(founding.drop, _nothing, self._failed)
            case _:
                pass

    def _count(self, done: int, of: int | None) -> None:
        self._went_on.emit(WentOn(None, done, of))

    def _told(self, stage: Stage, done: int, of: int | None) -> None:
        self._went_on.emit(WentOn(stage, done, of))

    def _failed(self, error: CounterError) -> None:
        self.hear(Failed(error))


def _nothing(_: object) -> None:
    """Nothing to tell."""
