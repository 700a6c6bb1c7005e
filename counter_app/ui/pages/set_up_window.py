"""The window of a set-up: its page, its keys, its looks, and the system's own file dialogs.

Invariant: it holds no answers. Another look builds the page again from the same view.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QFileDialog, QVBoxLayout, QWidget

from counter_app.ui.application import dress, system_mode
from counter_app.ui.arrangement import Arrangement, arrange
from counter_app.ui.flows.keys import SHORTCUTS, Intent
from counter_app.ui.focus_order import go_on
from counter_app.ui.look import Look
from counter_app.ui.pages.setting_up import SetUpPage
from counter_app.ui.pages.window_size import begin_size, show_fitting
from counter_app.ui.presenters.setting_up import SetUpPresenter
from counter_app.ui.theme import Mode, Theme, Tokens
from counter_app.wording import Wording

_CLOCK_MS = 10_000
_KEYS = (
    Intent.FINISH,
    Intent.BACK,
    Intent.FIND,
    Intent.RECEIPT,
    Intent.REPRINT,
    Intent.MODE,
    Intent.LARGER,
    Intent.LANGUAGE,
)


@dataclass(frozen=True, slots=True)
class Pickers:
    """How a person picks a path; each gets the window and a caption, and gives "" where left."""

    file: Callable[[QWidget, str], str]
    folder: Callable[[QWidget, str], str]
    place: Callable[[QWidget, str], str]


def system_pickers() -> Pickers:
    """The system's own dialogs."""
    return Pickers(
        lambda window, caption: QFileDialog.getOpenFileName(
            window, caption, str(Path.home()), "CSV (*.csv *.csv.gz)"
        )[0],
        lambda window, caption: QFileDialog.getExistingDirectory(window, caption, str(Path.home())),
        lambda window, caption: QFileDialog.getSaveFileName(
            window, caption, str(Path.home() / "recovery-sheet.pdf"), "PDF (*.pdf)"
        )[0],
    )


class SetUpWindow(QWidget):
    """Shows the set-up; every key and click becomes a call of its presenter."""

    def __init__(
        self,
        presenter: SetUpPresenter,
        wording: Callable[[str], Wording],
        tokens: Tokens,
        pickers: Pickers,
    ) -> None:
        super().__init__()
        self._presenter, self._wording = presenter, wording
        self._tokens, self._pickers = tokens, pickers
        self.setProperty("window", "true")
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        begin_size(self)
        self._look = self._make_look()
        self.page: SetUpPage | None = None
        for intent in _KEYS:
            shortcut = QShortcut(QKeySequence(SHORTCUTS[intent]), self)
            shortcut.setAutoRepeat(False)
            shortcut.activated.connect(partial(self.ask, intent))
        presenter.changed.connect(self._show)
        presenter.dressed.connect(self._dress)
        presenter.picking.connect(self._pick)
        presenter.left.connect(self.close)
        self._clock = QTimer(self)
        self._clock.timeout.connect(self._show)
        self._clock.start(_CLOCK_MS)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow)
        presenter.follow(dark=system_mode() is Mode.DARK)
        self._dress()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another size may put the panes elsewhere."""
        super().resizeEvent(event)
        if self._arrangement() != self._look.arrangement:
            self._rebuild()

    def closeEvent(self, event: QCloseEvent) -> None:
        """What is under way is called off; what waits aside is dropped."""
        super().closeEvent(event)
        self._presenter.close()

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001  Qt's own signature
        """Tab goes pane by pane in reading order."""
        return go_on(self.page or self, forward=forward)

    def show_fitting(self) -> None:
        """Show it as large as usual, or on the whole of a smaller screen."""
        show_fitting(self)

    def type_in(self, text: str) -> None:
        """Typing that no field had received, on a key or a list, goes where typing belongs."""
        if self.page is not None:
            self.page.type_in(text)

    @property
    def look(self) -> Look:
        """How it looks now."""
        return self._look

    def ask(self, intent: str) -> None:
        """A key of the page; `language:it` carries its value."""
        name, _, value = intent.partition(":")
        self._presenter.ask(Intent(name), value)

    def _pick(self, name: str) -> None:
        picker, caption = self._pickers.folder, "page.set_up.choose_folder"
        if name == "catalogue.file":
            picker, caption = self._pickers.file, "page.set_up.choose_file"
        elif name == "sheet.file":
            picker, caption = self._pickers.place, "page.set_up.choose_place"
        self._presenter.picked(name, picker(self, self._look.words(caption)))

    def _follow(self) -> None:
        self._presenter.follow(dark=system_mode() is Mode.DARK)

    def _arrangement(self) -> Arrangement:
        percent = self._presenter.looks.percent
        return arrange(self.width(), self.height(), percent, self._tokens.measures)

    def _make_look(self) -> Look:
        looks = self._presenter.looks
        theme = Theme(self._tokens, Mode.DARK if looks.dark else Mode.LIGHT, looks.percent)
        return Look(theme, self._wording(looks.language), self._arrangement())

    def _dress(self) -> None:
        application = QApplication.instance()
        if isinstance(application, QApplication):
            dress(application, self._make_look().theme)
        self._rebuild()

    def _rebuild(self) -> None:
        """The same view in another look; the focus stays in the field that had it."""
        self._look = self._make_look()
        self.setWindowTitle(self._look.words("page.set_up.title"))
        old, self.page = self.page, None
        page = SetUpPage(self._look, self._presenter.view())
        page.asked.connect(self.ask)
        page.typed.connect(self._presenter.typed)
        self.page = page
        self._box.addWidget(page)
        if old is None or not page.take_over(old):
            QTimer.singleShot(0, page, page.take_focus)  # once it is shown
        if old is not None:
            self._box.removeWidget(old)
            old.hide()
            old.deleteLater()

    def _show(self) -> None:
        if self.page is not None:
            self.page.show_view(self._presenter.view())
