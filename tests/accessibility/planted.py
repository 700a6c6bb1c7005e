"""For every check a page with just the fault that it is there to find.

Invariant: each of these is reported by its check; a check that lets its page pass is no check.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPixmap, QShortcut, QShowEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import delete

from counter_app.services.resources import resource_dir
from counter_app.ui.application import dress, make_application
from counter_app.ui.arrangement import arrange
from counter_app.ui.flows.views import KeyView, RowState, RowView
from counter_app.ui.look import Look
from counter_app.ui.scanner import Scanner
from counter_app.ui.theme import Mode, Theme, read_tokens
from counter_app.ui.tour.driver import Ticks
from counter_app.ui.widgets.action_key import ActionKey
from counter_app.ui.widgets.row_list import RowList
from counter_app.wording import Wording
from tests.accessibility.looking import Seen, process

_SIZE: Final = QSize(400, 300)
_BIG: Final = 64


def a_look(language: str = "en", mode: Mode = Mode.LIGHT, percent: int = 100) -> Look:
    """A window's look, as large as the checks have it."""
    tokens = read_tokens(resource_dir())
    theme = Theme(tokens, mode, percent)
    return Look(theme, Wording(language, "GB"), arrange(1024, 768, percent, tokens.measures))


@dataclass
class Planted:
    """A page alone on the screen, with a scanner of its own."""

    page: QWidget
    scanner: Scanner
    ticks: Ticks
    switch: Callable[[str], None]
    look: Look

    def seen(self) -> Seen:
        return Seen(
            place="planted",
            root=self.page,
            theme=self.look.theme,
            language=self.look.wording.language,
            width=1024,
            height=768,
            scanner=self.scanner,
            switch=self.switch,
            burst=self._burst,
            unplugged=_unplugged,
        )

    def _burst(self, code: str, gap: int) -> None:
        self.ticks.now += 1000
        for char in code:
            self.ticks.now += gap
            QTest.keyClicks(QApplication.focusWidget() or self.page, char)
        self.ticks.now += gap
        QTest.keyClick(QApplication.focusWidget() or self.page, Qt.Key.Key_Return)


@contextmanager
def on_screen(
    page: QWidget, look: Look, switch: Callable[[str], None] = lambda _: None
) -> Iterator[Planted]:
    """A page on the screen, dressed in a look, while it is checked."""
    application = make_application(resource_dir())
    dress(application, look.theme)
    ticks = Ticks()
    scanner = Scanner(ticks)
    application.installEventFilter(scanner)
    page.show()
    page.activateWindow()
    process()
    try:
        yield Planted(page, scanner, ticks, switch, look)
    finally:
        application.removeEventFilter(scanner)
        page.close()
        delete(page)


@contextmanager
def _unplugged() -> Iterator[None]:
    yield


class Page(QWidget):
    """Widgets one under another; `switch` is what another language does to them."""

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__()
        box = QVBoxLayout(self)
        box.setSpacing(12)
        for widget in widgets:
            box.addWidget(widget)
        box.addStretch(1)
        self.resize(_SIZE)

    def switch(self, language: str) -> None:
        """Nothing changes."""
        del language


def a_key(text: str = "Pay", hint: str = "") -> ActionKey:
    """A key as the counter has them."""
    return ActionKey(a_look(), KeyView("finish", text, hint=hint)).hug()


def _nameless() -> Page:
    field = QLineEdit()
    field.setMinimumHeight(_BIG)
    return Page(field)


def _hint_untold() -> Page:
    key = a_key(hint="F12")
    key.setAccessibleDescription("")
    return Page(key)


def _no_label() -> Page:
    return _nameless()


class _Disordered(Page):
    """Tab goes from the last to the first."""

    def __init__(self) -> None:
        self.keys = [a_key(text) for text in ("One", "Two", "Three")]
        super().__init__(*self.keys)
        QWidget.setTabOrder(self.keys[2], self.keys[1])
        QWidget.setTabOrder(self.keys[1], self.keys[0])


class _Trap(QLineEdit):
    """Keeps Tab for itself."""

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.key() in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
            return True
        return super().event(event)


def _trap() -> Page:
    trap = _Trap()
    trap.setAccessibleName("Trap")
    return Page(trap, a_key())


def _small() -> Page:
    button = QPushButton("Pay")
    button.setFixedSize(32, 20)
    return Page(button)


def _pale() -> Page:
    label = QLabel("Hardly to be read")
    label.setStyleSheet("color: #C8C8C8; background: #FFFFFF")
    return Page(label)


def _pale_mark() -> Page:
    picture = QPixmap(24, 24)
    picture.fill("#F4F4F4")
    icon = QLabel()
    icon.setStyleSheet("background: #FFFFFF; padding: 6px")
    icon.setPixmap(picture)
    return Page(icon)


class _NoRing(QPushButton):
    """Looks the same with the focus and without."""

    def __init__(self) -> None:
        super().__init__("Pay")
        self.setMinimumSize(_BIG, _BIG)
        self.setStyleSheet("QPushButton { background: #FFFFFF; border: 1px solid; outline: 0 }")


def _pointer_only() -> Page:
    button = QPushButton("Pay")
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return Page(button)


def _clash() -> Page:
    page = Page(QLabel("Two things"))
    for _ in range(2):
        QShortcut("F9", page)
    return page


def _cut() -> Page:
    label = QLabel("These words are longer than the room that they have")
    label.setFixedWidth(60)
    return Page(label)


def _no_glyph() -> Page:
    return Page(QLabel("\N{SNOWMAN} \N{HANGUL SYLLABLE GA}"))


def _too_wide() -> Page:
    wide = QWidget()
    wide.setMinimumSize(1600, 40)
    return Page(wide)


def _colour_alone() -> Page:
    rows = RowList(a_look(), "Basket")
    rows.show_rows((RowView("1", "Toaster", state=RowState.RETURN),))
    return Page(rows)


class _Modal(Page):
    """A dialog stands over it."""

    def __init__(self) -> None:
        super().__init__(a_key())
        self.dialog = QDialog(self)
        self.dialog.setModal(True)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.dialog.show()


def _mute_rows() -> Page:
    rows = RowList(a_look(), "Basket")
    rows.show_rows((RowView("1", ""),))
    return Page(rows)


def _picture_alone() -> Page:
    picture = QPixmap(24, 24)
    picture.fill("#000000")
    icon = QLabel()
    icon.setPixmap(picture)
    return Page(icon)


class _Greedy(QLineEdit):
    """Takes keys before the scanner's filter has seen them."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Greedy")

    def showEvent(self, event: QShowEvent) -> None:
        """The filter that comes last is asked first."""
        super().showEvent(event)
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]  # it runs

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self and isinstance(event, QKeyEvent) and event.text().isdigit():
            if event.type() == QEvent.Type.KeyPress:
                self.setText(self.text() + event.text())
            return True
        return False


def _untranslated() -> Page:
    return Page(QLabel("Always English"))


class _Eager(ActionKey):
    """Counts every press."""

    def __init__(self) -> None:
        super().__init__(a_look(), KeyView("cash", "Cash"))
        self.clicked.disconnect()
        self.clicked.connect(lambda: self.asked.emit("cash"))


def _twice() -> Page:
    page = Page(_Eager())
    page.setProperty("money", "true")
    return page


FAULTY: Final[Mapping[int, Callable[[], Page]]] = {
    1: _nameless,
    2: _hint_untold,
    3: _no_label,
    4: _Disordered,
    5: _trap,
    6: _small,
    7: _pale,
    8: _pale_mark,
    9: lambda: Page(_NoRing(), _NoRing()),
    10: _pointer_only,
    11: _clash,
    12: _cut,
    13: _no_glyph,
    14: _too_wide,
    16: _colour_alone,
    18: _Modal,
    19: _mute_rows,
    20: _picture_alone,
    21: lambda: Page(_Greedy()),
    22: _untranslated,
    23: _twice,
}


def sound() -> Page:
    """A page without a fault, as far as a page of one key goes."""
    return Page(a_key())
