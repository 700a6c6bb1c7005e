"""Puts the window of a set-up together, as `assembly` does that of the counter.

Invariant: everything it does goes through what is given here; nothing is looked up.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QApplication

from counter_app.services.found_store import Founding
from counter_app.services.set_up import Known
from counter_app.ui.application import make_application
from counter_app.ui.kept_looks import keep
from counter_app.ui.pages.set_up_window import Pickers, SetUpWindow, system_pickers
from counter_app.ui.presenters.looks import Looks
from counter_app.ui.presenters.setting_up import SetUpDesk, SetUpPresenter
from counter_app.ui.running import run_until_closed, steady_clock
from counter_app.ui.scanner import Scanner
from counter_app.ui.tasks import Tasks
from counter_app.ui.theme import read_tokens
from counter_app.wording import Wording

LOOKS_FILE: Final = "window.ini"


@dataclass(frozen=True, slots=True)
class SetUpOpening:
    """What the window needs: what may be chosen, who founds, and in which language it begins."""

    resources: Path
    known: Known
    founding: Founding
    language: str
    wording: Callable[[str], Wording] = Wording
    pickers: Pickers | None = None
    clock: Callable[[], int] | None = None  # steady milliseconds, for scans


@dataclass(frozen=True, slots=True)
class OpenSetUp:
    """The window and what drives it."""

    application: QApplication
    window: SetUpWindow
    presenter: SetUpPresenter
    scanner: Scanner
    tasks: Tasks

    def run(self) -> Path | None:
        """Show it and stay until it is left; the folder of the store that was founded."""
        self.window.show_fitting()
        run_until_closed(self.application, self.window.close)
        self.close()
        self.window.deleteLater()  # else the counter's looks would dress it too
        folder = self.presenter.state.folder
        if folder is not None:
            keep(self.presenter.looks, folder / LOOKS_FILE)
        return folder

    def close(self) -> None:
        """Finish all work that was given out."""
        self.application.removeEventFilter(self.scanner)
        self.tasks.drain()


def open_set_up(opening: SetUpOpening) -> OpenSetUp:
    """Build the window; nothing is shown yet."""
    application = make_application(opening.resources)
    tasks = Tasks()
    desk = SetUpDesk(opening.known, opening.founding, tasks, opening.wording)
    presenter = SetUpPresenter(desk, Looks(opening.language))
    pickers = opening.pickers or system_pickers()
    window = SetUpWindow(presenter, opening.wording, read_tokens(opening.resources), pickers)
    # A scan means nothing yet, and types nothing.
    scanner = Scanner(opening.clock or steady_clock())
    scanner.typed.connect(window.type_in)
    application.installEventFilter(scanner)
    return OpenSetUp(application, window, presenter, scanner, tasks)
