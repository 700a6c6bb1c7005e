"""What a person sees at a bug: what happened, what is safe, what to do; and a report to save.

Invariant: nothing on this page can fail the program a second time; it always can be left.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.domain.errors import CounterError
from counter_app.ui.flows.keyboard.key_map import DEFAULT_KEYS
from counter_app.ui.flows.keys import Intent
from counter_app.ui.flows.views import KeyKind, KeyView
from counter_app.ui.look import Look
from counter_app.ui.widgets.action_key import ActionKey, KeyForm
from counter_app.ui.widgets.card import Card, Scroller
from counter_app.ui.widgets.parts import STRETCH, column, holder, icon, label, restyle, row
from counter_app.ui.widgets.report_text import ReportText

_log: Final = logging.getLogger(__name__)
_LEAVES: Final = (Qt.Key.Key_Escape,)
_GOES_ON: Final = (Qt.Key.Key_F12, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_WIDEST: Final = 900


@dataclass(frozen=True, slots=True)
class Reporting:
    """Makes a report and saves one; either may fail."""

    make: Callable[[], str]
    save: Callable[[str], Path]


class _Stage(Enum):
    """How far somebody went."""

    TOLD = auto()
    SHOWN = auto()
    DONE = auto()  # saved, or there is none


class CrashPage(QWidget):
    """A plain page in a window of its own; Esc ends the program, F12 shows and saves the report."""

    def __init__(self, look: Look, reporting: Reporting, *, saved: bool) -> None:
        super().__init__()
        self._look, self._reporting, self._stage = look, reporting, _Stage.TOLD
        self._loop = QEventLoop(self)
        words = look.words
        self.setProperty("window", "true")
        self.setWindowTitle(words("page.crash.title"))
        title = label(words("page.crash.title"), "heading", wraps=True)
        kept = "page.crash.saved" if saved else "page.crash.not_saved"
        what = label(words(kept), wraps=True)
        way = label(words("page.crash.way" if saved else "page.crash.way_lost"), wraps=True)
        self._help = label(words("page.crash.help"), "body", "muted", wraps=True)
        mark = icon(look, "info", "primary", 48)
        self._text = ReportText(words("page.about.report"))
        self._text.hide()
        told = column(STRETCH, row(mark, STRETCH), 4, title, what, way, STRETCH, gap=8)
        self._words = Scroller(holder(told))
        self._end = self._key(Intent.BACK, words("page.crash.end"), KeyKind.CONTROL)
        self._next = self._key(Intent.FINISH, words("page.crash.show"), KeyKind.PRIMARY)
        self._lay_out()
        self.setMinimumSize(640, 480)
        self.setAccessibleName(f"{title.text()}. {what.text()} {way.text()}")

    def stay(self) -> None:
        """Show it until the person leaves."""
        self.show()
        self.activateWindow()
        self.setFocus()
        self._loop.exec()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Left."""
        super().closeEvent(event)
        self._loop.quit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave, or go on with the report."""
        if event.isAutoRepeat():
            return
        if event.key() in _LEAVES:
            self.close()
        elif event.key() in _GOES_ON:
            self._go_on()

    def _lay_out(self) -> None:
        card = Card()
        parts = (self._words, 1), (self._text, 1), self._help
        inside = column(*parts, gap=8, margins=(24, 20, 24, 20))
        card.body(holder(inside))
        card.setMaximumWidth(_WIDEST * self._look.theme.percent // 100)
        keys = holder(row((self._end, 1), (self._next, 1), gap=12))
        middle = column((card, 1), keys, gap=12)
        box = QVBoxLayout(self)
        inner = holder(middle)
        inner.setMaximumWidth(card.maximumWidth())
        box.addLayout(row(STRETCH, (inner, 100), STRETCH, margins=(16, 16, 16, 16)))

    def _key(self, intent: Intent, text: str, kind: KeyKind) -> ActionKey:
        view = KeyView(intent, text, hint=DEFAULT_KEYS.hint(intent), kind=kind)
        key = ActionKey(self._look, view, KeyForm(64, "strong"))
        key.asked.connect(self._asked)
        return key

    def _asked(self, intent: str) -> None:
        if intent == Intent.BACK:
            self.close()
        else:
            self._go_on()

    def _go_on(self) -> None:
        try:
            self._step()
        except CounterError:
            self._say("page.crash.not_kept", "error_fg")  # it can be tried again
        except Exception:  # noqa: BLE001  the page must stay, whatever else is broken
            _log.exception("while making a report")
            self._stage = _Stage.DONE
            self._say("page.crash.no_report", "error_fg")
            self._next.setEnabled(False)

    def _step(self) -> None:
        words = self._look.words
        if self._stage is _Stage.TOLD:
            self._text.show_text(self._reporting.make())
            self._words.hide()
            self._text.show()
            self._stage = _Stage.SHOWN
            self._next.show_view(self._view(words("page.about.save")))
            self._text.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._stage is _Stage.SHOWN:
            path = self._reporting.save(self._text.toPlainText())
            self._stage = _Stage.DONE
            self._say("page.crash.saved_in", "text", file=str(path))
            self._next.show_view(self._view(words("page.about.saved"), enabled=False))
            self.setFocus()

    def _view(self, text: str, *, enabled: bool = True) -> KeyView:
        hint = DEFAULT_KEYS.hint(Intent.FINISH)
        return KeyView(Intent.FINISH, text, hint=hint, kind=KeyKind.PRIMARY, enabled=enabled)

    def _say(self, key: str, tone: str, **values: object) -> None:
        self._help.setText(self._look.words(key, **values))
        restyle(self._help, "tone", tone)
