"""Puts the window together from the use cases: the same for the demo, a real store and the tour.

Invariant: everything the window does goes through what is given here; nothing is looked up.
"""

import gc
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QApplication

from counter_app.domain.errors import Refusal
from counter_app.services.program.about import About, Seen
from counter_app.services.use_cases import UseCases
from counter_app.ui.application import make_application
from counter_app.ui.attention import Attention
from counter_app.ui.crash import Crash, Struck
from counter_app.ui.crash_page import CrashPage, Reporting
from counter_app.ui.flows.selling.parts import Note
from counter_app.ui.flows.signing_in import DemoSecret
from counter_app.ui.kept_keys import keep_keys, kept_keys
from counter_app.ui.kept_looks import keep, with_kept
from counter_app.ui.pages.all_pages import side_pages
from counter_app.ui.pages.window import CounterWindow
from counter_app.ui.presenters.counter import CounterPresenter
from counter_app.ui.presenters.desk import Desk, shop_of
from counter_app.ui.presenters.key_keeper import KeyKeeper
from counter_app.ui.running import run_until_closed, steady_clock
from counter_app.ui.scanner import Scanner
from counter_app.ui.senses.announcing import Announcer, ScreenReader
from counter_app.ui.senses.loudspeaker import Silence, Speaker
from counter_app.ui.senses.sounds import Senses
from counter_app.ui.tasks import Tasks
from counter_app.ui.theme import read_tokens
from counter_app.wording import Wording

_COLLECT: Final = (700, 10, 10)  # the interpreter's own; a start may have set them wider
_INTERRUPTED: Final = 130  # as a shell reports SIGINT


@dataclass(frozen=True, slots=True)
class Opening:
    """What a window needs beside the use cases. `clock` gives steady milliseconds for scans."""

    resources: Path
    wording: Callable[[str], Wording]
    people: tuple[DemoSecret, ...] = ()
    opening_float: str = ""
    clock: Callable[[], int] | None = None
    scanner_prefix: str = ""
    looks_file: Path | None = None  # where dark and text size are kept between runs
    speaker: Speaker | None = None  # without one nothing sounds
    announcer: Announcer | None = None  # the system's screen reader, unless another is given


@dataclass(frozen=True, slots=True)
class OpenWindow:
    """A window and what drives it."""

    application: QApplication
    window: CounterWindow
    counter: CounterPresenter
    scanner: Scanner
    attention: Attention
    senses: Senses
    tasks: Tasks
    about: About

    def run(self) -> int:
        """Show it and stay until it is closed; the exit status."""
        _Watch(self)
        self.senses.begin()
        self.window.show_fitting()
        status = run_until_closed(self.application, lambda: self.application.exit(_INTERRUPTED))
        self.close()
        return status

    def close(self) -> None:
        """Finish all work that was given out."""
        self.hush()
        self.tasks.drain()

    def hush(self) -> None:
        """Hear and begin nothing any more."""
        self.application.removeEventFilter(self.attention)
        self.attention.rest()
        self.senses.rest()
        self.counter.rest()


def open_window(use: UseCases, opening: Opening) -> OpenWindow:
    """Build the window over the use cases; nothing is shown yet."""
    application = make_application(opening.resources)
    tasks = Tasks()
    keys, keys_read = kept_keys(opening.looks_file)
    keeper = KeyKeeper(keys)
    keeper.changed.connect(lambda: keep_keys(keeper.map, opening.looks_file))
    desk = Desk(use, tasks, shop_of(use), opening.wording, opening.people, keeper)
    counter = CounterPresenter(desk, side_pages(), opening_float=opening.opening_float)
    counter.looks = with_kept(counter.looks, opening.looks_file)
    counter.dressed.connect(lambda: keep(counter.looks, opening.looks_file))
    clock = opening.clock or steady_clock()
    scanner = Scanner(clock, opening.scanner_prefix)
    attention = Attention(counter, scanner, use.desk_policy.idle_lock, clock)
    window = CounterWindow(counter, desk, read_tokens(opening.resources), scanner)
    counter.sounded.connect(window.flash)
    announcer = opening.announcer or ScreenReader(window)
    senses = Senses(counter, desk, opening.speaker or Silence(), announcer)
    attention.changed.connect(lambda: window.cover(attention.state))
    attention.pass_on(window.keys, window.touch)
    application.installEventFilter(attention)  # the last one is asked first; it asks the scanner
    if not keys_read:
        counter.say(Note(error=Refusal("keys.unreadable")))
    gc.freeze()  # what was made for the start stays: collecting it again would delay a scan
    gc.set_threshold(*_COLLECT)
    parts = (application, window, counter, scanner, attention, senses, tasks)
    return OpenWindow(*parts, use.about)


class _Watch:
    """Takes over unexpected errors for as long as the window runs."""

    def __init__(self, opened: OpenWindow) -> None:
        self._opened = opened
        Crash(opened.counter.save, self._show).install()

    def _show(self, struck: Struck) -> None:
        opened, looks = self._opened, self._opened.counter.looks
        opened.hush()
        dressed = f"{looks.language} {looks.percent} {'dark' if looks.dark else 'light'}"
        seen = Seen(type(opened.counter.page).__name__, dressed)
        reporting = Reporting(lambda: opened.about.report(seen, struck.error), opened.about.save)
        page = CrashPage(opened.window.look, reporting, saved=struck.saved)
        page.resize(opened.window.size())
        opened.window.hide()
        page.stay()
