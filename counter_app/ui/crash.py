"""What happens at a bug: save the basket, log, say so in a plain sentence, stop.

Invariant: whatever else fails meanwhile, the error is logged and the program ends with status 70.
"""

import logging
import sys
from collections.abc import Callable
from types import TracebackType
from typing import Final

from PySide6.QtCore import QCoreApplication, QEventLoop, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.ui.widgets.parts import STRETCH, column, label
from counter_app.wording import Wording

SOFTWARE_STATUS: Final = 70  # EX_SOFTWARE of sysexits.h
_log: Final = logging.getLogger(__name__)


class CrashPage(QWidget):
    """One sentence on a blank page; Esc, Enter or F12 ends the program."""

    def __init__(self, wording: Wording, *, saved: bool) -> None:
        super().__init__()
        self._loop = QEventLoop(self)
        self.setProperty("window", "true")
        self.setWindowTitle(wording.words("page.crash.title"))
        kept = "page.crash.saved" if saved else "page.crash.not_saved"
        title = label(wording.words("page.crash.title"), "heading", wraps=True)
        what = label(wording.words(kept), wraps=True)
        way = label(wording.words("page.crash.way"), "body", "muted", wraps=True)
        box = QVBoxLayout(self)
        box.addLayout(column(STRETCH, title, what, way, STRETCH, margins=(48, 24, 48, 24)))
        self.setMinimumSize(640, 320)
        self.setAccessibleName(f"{title.text()}. {what.text()}")

    def stay(self) -> None:
        """Show it until the person leaves."""
        self.show()
        self._loop.exec()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Left."""
        super().closeEvent(event)
        self._loop.quit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The only thing to do here is to leave."""
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_F12):
            self.close()


class Crash:
    """Called with an error nobody expected.

    `save` keeps the basket, `show` tells the person whether it could, `stop` ends the program.
    """

    def __init__(
        self,
        save: Callable[[], None],
        show: Callable[[bool], None],
        stop: Callable[[int], None] = QCoreApplication.exit,
    ) -> None:
        self._save, self._show, self._stop = save, show, stop
        self._struck = False

    def install(self) -> None:
        """From now on every unexpected error of the main thread comes here."""
        sys.excepthook = self.strike

    def strike(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Log, save, show, stop. A second error on the way is only logged."""
        _log.critical("unexpected error", exc_info=(kind, error, trace))
        if self._struck:
            return
        self._struck = True
        saved = self._attempt(self._save)
        self._attempt(lambda: self._show(saved))
        self._stop(SOFTWARE_STATUS)

    def _attempt(self, step: Callable[[], None]) -> bool:
        try:
            step()
        except Exception:  # noqa: BLE001  the first error must still be told
            _log.exception("while handling an unexpected error")
            return False
        return True
