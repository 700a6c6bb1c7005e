"""The one window: the page that the counter is on, its shortcuts, and its looks.

Invariant: it holds no state of a sale. Another look builds the page again from the same view.
"""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from counter_app.ui.application import dress, system_mode
from counter_app.ui.arrangement import Arrangement, arrange
from counter_app.ui.flows.idling import Idling, dim_view
from counter_app.ui.flows.keys import Intent
from counter_app.ui.focus_order import go_on, go_to
from counter_app.ui.look import Look
from counter_app.ui.pages.all_pages import page_for
from counter_app.ui.pages.page import PageWidget
from counter_app.ui.pages.touch_typing import TouchTyping
from counter_app.ui.pages.window_keys import PANES, WindowKeys
from counter_app.ui.pages.window_size import begin_size, show_fitting
from counter_app.ui.presenters.counter import CounterPresenter
from counter_app.ui.presenters.desk import Desk
from counter_app.ui.scanner import Scanner
from counter_app.ui.senses.tones import Sound
from counter_app.ui.theme import Mode, Theme, Tokens
from counter_app.ui.widgets.dim import Dim
from counter_app.ui.widgets.scan_line import ScanLine

_MINUTE_MS = 10_000


class CounterWindow(QWidget):
    """Shows the counter's page; every key, click and scan becomes a call of its presenter."""

    shown = Signal()  # a view is on the screen

    def __init__(
        self, counter: CounterPresenter, desk: Desk, tokens: Tokens, scanner: Scanner
    ) -> None:
        super().__init__()
        self._counter, self._desk, self._tokens = counter, desk, tokens
        self.setProperty("window", "true")
        self.setWindowTitle(f"{desk.shop.name} {desk.shop.store:04}-{desk.shop.lane:02}")
        begin_size(self)
        self.touch = TouchTyping(self, lambda: counter.looks.touch)
        self._stack = self.touch.stage.stack
        self.page: PageWidget | None = None
        self._dim: Dim | None = None
        self._shows: type = type(None)  # whose view the page shows
        self._worn: tuple[Mode, int] | None = None  # what the application is dressed in
        self._look = self._make_look()
        self.touch.wear(lambda: self._look)
        scanner.scanned.connect(self.touch.close)
        self.keys = WindowKeys(self, desk.keys)
        self.keys.asked.connect(self.ask)
        desk.keys.changed.connect(self._changed_keys)
        scanner.scanned.connect(counter.scanned)
        scanner.kept_waiting.connect(counter.scan_waits)
        scanner.refused.connect(counter.scan_refused)
        scanner.bounced.connect(counter.scan_bounced)
        scanner.typed.connect(self.type_in)
        counter.busy.connect(lambda busy: scanner.hold(held=busy))
        # Typing that comes in one go, as a scan's first keys do, is shown once: a scan needs the
        # time of the views that nobody would see.
        self._soon = QTimer(self, singleShot=True)
        self._soon.timeout.connect(self._show)
        self._typing = False
        counter.changed.connect(self._changed)
        counter.dressed.connect(self._dress)
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._follow)
        self._clock = QTimer(self)
        self._clock.timeout.connect(self._show)
        self._clock.start(_MINUTE_MS)
        counter.follow(dark=system_mode() is Mode.DARK)
        self._dress()

    @property
    def look(self) -> Look:
        """How it looks now."""
        return self._look

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another size may put the panes elsewhere."""
        super().resizeEvent(event)
        if self._arrangement() != self._look.arrangement:
            self._rebuild()

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001  Qt's own signature
        """Tab goes pane by pane in reading order."""
        return go_on(self.page or self, forward=forward)

    def flash(self, sound: str) -> None:
        """Show a sound at the scan line, for who does not hear it. An item that is stored has
        flashed already, when it was painted.
        """
        line = self.page.findChild(ScanLine) if self.page is not None else None
        if isinstance(line, ScanLine) and sound != Sound.STORED:
            line.flash(sound)

    def show_fitting(self) -> None:
        """Show it as large as usual, or on the whole of a smaller screen."""
        show_fitting(self)

    def cover(self, idling: Idling) -> None:
        """Dim the screen, or show it again as it was."""
        if not idling.dim and self._dim is not None:
            self._dim.hide()
            self._dim.deleteLater()
            self._dim = None
        elif idling.dim:
            self._dim = self._dim or Dim(self._look, self)
            self._dim.show_view(dim_view(idling, self._desk.shown(self._counter.looks.language)))

    def type_in(self, text: str) -> None:
        """Typing that no field had received, on a key or a list, goes where typing belongs."""
        if self.page is None:
            return
        self.page.take_focus()
        editor = QApplication.focusWidget()
        if isinstance(editor, QLineEdit):
            editor.insert(text)
            editor.textEdited.emit(editor.text())

    def ask(self, intent: str) -> None:
        """A key of any page; `note:500` and `language:it` carry their value."""
        name, _, value = intent.partition(":")
        wanted = Intent(name)
        if wanted is Intent.BACK and self.touch.keyboard is not None:
            self.touch.close()
            return
        if wanted in PANES:
            go_to(self.page or self, PANES[wanted])
        elif self.page is None or not self.page.takes(wanted):
            self._counter.ask(wanted, value)

    def _changed_keys(self) -> None:
        """The page that is on shows its view anew; what is built later takes the new look."""
        self._look = self._make_look()

    def _follow(self) -> None:
        self._counter.follow(dark=system_mode() is Mode.DARK)

    def _arrangement(self) -> Arrangement:
        percent = self._counter.looks.percent
        return arrange(self.width(), self.height(), percent, self._tokens.measures)

    def _make_look(self) -> Look:
        looks = self._counter.looks
        mode = Mode.DARK if looks.dark else Mode.LIGHT
        theme = Theme(self._tokens, mode, looks.percent)
        wording, keys = self._desk.wording(looks.language), self._desk.keys.map
        return Look(theme, wording, self._arrangement(), keys, looks.still, looks.volume)

    def _dress(self) -> None:
        worn, self._look = self._worn, self._make_look()
        theme = self._look.theme
        application = QApplication.instance()
        if isinstance(application, QApplication) and (theme.mode, theme.percent) != worn:
            dress(application, theme)
            self._worn = (theme.mode, theme.percent)
        self._rebuild()

    def _rebuild(self) -> None:
        self.touch.close()
        self._look = self._make_look()
        old, self.page = self.page, None
        self._show()
        if old is not None:
            self._stack.removeWidget(old)
            old.deleteLater()

    def _typed(self, text: str) -> None:
        self._typing = True
        try:
            self._counter.typed(text)
        finally:
            self._typing = False

    def _changed(self) -> None:
        if self._typing:
            self._soon.start()
        else:
            self._show()

    def _show(self) -> None:
        self._soon.stop()
        view = self._counter.page.view()
        if self.page is None or type(view) is not self._shows:
            self.page = self._turn_to(view)
        self.page.show_view(view)
        self.shown.emit()

    def _turn_to(self, view: object) -> PageWidget:
        old, page = self.page, page_for(self._look, view)
        self._shows = type(view)
        page.asked.connect(self.ask)
        page.typed.connect(self._typed)
        page.told.connect(self._counter.hear)
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        if old is not None:
            self._stack.removeWidget(old)
            old.deleteLater()
        QTimer.singleShot(0, page, page.take_focus)
        return page
