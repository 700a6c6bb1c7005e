"""A demo store with its real window, for the tests that need somebody at the counter."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtWidgets import QWidget
from shiboken6 import delete

from counter_app.bootstrap import Counter, Parts, open_counter
from counter_app.commands.demo_store import demo_people, found_demo, opening_float
from counter_app.services.resources import resource_dir
from counter_app.services.use_cases import UseCases
from counter_app.ui.assembly import Opening, OpenWindow, open_window
from counter_app.ui.flows.keys import Intent
from counter_app.ui.flows.signing_in import DemoSecret
from counter_app.ui.presenters.selling import SellingPresenter
from counter_app.ui.senses.announcing import Announcer
from counter_app.ui.senses.loudspeaker import Speaker
from counter_app.ui.tour.driver import Driver, Ticks

TOASTER, KETTLE, PAN = "9520001000010", "9520001000034", "9520002000019"
NUMBERS = {"en": "104", "it": "117", "el": "126"}
Changed = Callable[[UseCases], UseCases]


@dataclass
class Counted:
    """An open store, its window, and a person at it."""

    counter: Counter
    driver: Driver
    ticks: Ticks

    @property
    def opened(self) -> OpenWindow:
        return self.driver.opened

    @property
    def selling(self) -> SellingPresenter:
        selling = self.opened.counter.selling
        assert selling is not None
        return selling

    def sign_in(self, language: str = "en") -> None:
        one = next(one for one in demo_people() if one.person.number == NUMBERS[language])
        self.driver.write(one.person.number)
        self.driver.write(one.pin)

    def sell(self, language: str = "en") -> None:
        """Sign in, and open the till where it is closed."""
        self.sign_in(language)
        if self.counter.use.run_till.session() is None:
            self.driver.ask(Intent.FINISH)

    def kinds(self) -> list[str]:
        return [entry.kind for entry in self.counter.store.entries(0)]

    def visible(self, kind: type[QWidget] = QWidget) -> list[QWidget]:
        return [one for one in self.opened.window.findChildren(kind) if one.isVisible()]


@contextmanager
def window_over(
    counter: Counter,
    out: Path,
    changed: Changed = lambda use: use,
    speaker: Speaker | None = None,
    announcer: Announcer | None = None,
) -> Iterator[Counted]:
    """The window of an open store; `changed` may put a twin in the place of a use case."""
    ticks = Ticks()
    people = tuple(DemoSecret(one.person, one.pin) for one in demo_people())
    opening = Opening(resource_dir(), counter.wording, people, opening_float(), ticks)
    opening = replace(opening, speaker=speaker, announcer=announcer)
    opened = open_window(changed(counter.use), opening)
    try:
        yield Counted(counter, Driver(opened, ticks, counter.store.entries, out), ticks)
    finally:
        opened.close()
        opened.window.close()
        delete(opened.window)  # else every later test dresses this one's widgets too


@contextmanager
def store_in(folder: Path, parts: Parts | None = None) -> Iterator[Counter]:
    """A demo store, founded where there is none yet."""
    made = parts or Parts(cheap_pins=True)
    counter = open_counter(folder, made) if folder.exists() else found_demo(folder, made)
    try:
        yield counter
    finally:
        counter.close()
