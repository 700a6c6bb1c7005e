"""Shows the page of the keys and lets every change apply at once.

Invariant: what the page shows as a key is what the key keeper has.
"""

from counter_app.ui.flows.keyboard import keys_page
from counter_app.ui.flows.keyboard.keys_page import (
    Asked,
    Changing,
    Effect,
    Event,
    GoBack,
    Keep,
    KeysView,
)
from counter_app.ui.flows.keys import Intent
from counter_app.ui.presenters.desk import Desk
from counter_app.ui.presenters.loop import Loop
from counter_app.ui.presenters.page import SidePage


class KeysPresenter(SidePage):
    """The page of the keys."""

    def __init__(self, desk: Desk, language: str) -> None:
        super().__init__(desk, language)
        self.state = Changing(desk.keys.map, locked=not desk.keys.attended)
        self._loop: Loop[Event, Effect] = Loop(self._step, self._run, self.changed.emit)

    def hear(self, event: Event) -> None:
        """What happened."""
        self._loop.dispatch(event)

    def ask(self, intent: Intent, value: str) -> None:
        """A key, a shortcut or a button; none of this page's carries a value."""
        del value
        self.hear(Asked(intent))

    def view(self) -> KeysView:
        """What is to be seen now."""
        desk = self._desk
        shown = desk.shown(self._language)
        return keys_page.keys_view(self.state, shown, desk.shop, desk.now())

    def _step(self, event: Event) -> tuple[Effect, ...]:
        self.state, effects = keys_page.step(self.state, event)
        return effects

    def _run(self, effect: Effect) -> None:
        match effect:
            case Keep(keys=keys):
                self._desk.keys.take(keys)
            case GoBack():
                self.left.emit()
