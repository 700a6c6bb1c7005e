"""The Qt application: style, fonts, palette and the one stylesheet.

Invariant: palette, stylesheet and font change together, in this order, so no frame is
half dressed.
"""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication, QPixmapCache
from PySide6.QtWidgets import QApplication

from counter_app.ui.stylesheet import stylesheet
from counter_app.ui.theme import Mode, Theme, load_fonts

_NAME = "counter"


def make_application(resources: Path) -> QApplication:
    """The application object, made once per process; `resources` holds the fonts."""
    QCoreApplication.setApplicationName(_NAME)
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = QApplication([_NAME])
    application.setStyle("Fusion")
    load_fonts(resources)
    return application


def dress(application: QApplication, theme: Theme) -> None:
    """Wear a theme."""
    QPixmapCache.clear()
    application.setPalette(theme.palette())
    application.setStyleSheet(stylesheet(theme))
    application.setFont(theme.font("body"))


def system_mode() -> Mode:
    """What the system prefers; light where it does not say."""
    scheme = QGuiApplication.styleHints().colorScheme()
    return Mode.DARK if scheme is Qt.ColorScheme.Dark else Mode.LIGHT
