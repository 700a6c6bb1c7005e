"""Reads what the page tells of the counter, makes a report and saves it, all beside the window.

Invariant: the report that is saved is the text that is shown.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from counter_app.domain.errors import CounterError
from counter_app.services.program.about import AboutFacts, Seen
from counter_app.ui.flows import about
from counter_app.ui.flows.about import (
    AboutView,
    Asked,
    Effect,
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
from counter_app.ui.presenters.desk import Desk
from counter_app.ui.presenters.loop import Loop
from counter_app.ui.presenters.page import SidePage


class AboutPresenter(SidePage):
    """The page about this counter."""

    def __init__(self, desk: Desk, language: str) -> None:
        super().__init__(desk, language)
        self.state = Looking()
        self._loop: Loop[Event, Effect] = Loop(self._step, self._run, self.changed.emit)

        def known(facts: AboutFacts) -> None:
            self.hear(Known(facts))

        desk.tasks.query(desk.use.about.facts, known, self._failed)

    def hear(self, event: Event) -> None:
        """What happened."""
        self._loop.dispatch(event)

    def ask(self, intent: Intent, value: str) -> None:
        """A key, a shortcut or a button; none of this page's carries a value."""
        del value
        self.hear(Asked(intent))

    def view(self) -> AboutView:
        """What is to be seen now."""
        desk = self._desk
        return about.about_view(self.state, desk.shown(self._language), desk.shop, desk.now())

    def _step(self, event: Event) -> tuple[Effect, ...]:
        self.state, effects = about.step(self.state, event)
        return effects

    def _run(self, effect: Effect) -> None:
        use = self._desk.use.about
        match effect:
            case Write():
                seen = Seen("about", self._language)
                self._give(partial(use.report, seen), lambda text: self.hear(Written(text)))
            case Save(text=text):
                self._save(partial(use.save, text))
            case GoBack():
                self.left.emit()

    def _give(self, work: Callable[[], str], done: Callable[[str], None]) -> None:
        self._desk.tasks.query(work, done, self._failed)

    def _save(self, work: Callable[[], Path]) -> None:
        def done(path: Path) -> None:
            self.hear(Saved(str(path)))

        self._desk.tasks.query(work, done, self._failed)

    def _failed(self, error: CounterError) -> None:
        self.hear(Failed(error))
