"""How large a window begins, and how small it may get: the counter's and the set-up's alike.

Invariant: a window never begins larger than what is free of its screen.
"""

from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

_SMALLEST: Final = QSize(768, 600)
_USUAL: Final = QSize(1366, 768)
_FRAME: Final = 40  # what a window manager adds at the top


def begin_size(window: QWidget) -> None:
    """The usual size, and the least one."""
    window.resize(_USUAL)
    window.setMinimumSize(_SMALLEST)


def show_fitting(window: QWidget) -> None:
    """Show it as large as usual, or on the whole of a smaller screen."""
    if fits(window.screen().availableSize()):
        window.show()
    else:
        window.setGeometry(window.screen().availableGeometry())  # where no manager of windows is
        window.showMaximized()


def fits(screen: QSize) -> bool:
    """Whether the usual window with its frame fits what is free of a screen."""
    return screen.width() >= _USUAL.width() and screen.height() >= _USUAL.height() + _FRAME
