"""Shows a paper as it will print: its page images one under another, as wide as the pane allows.

Invariant: pages are only scaled down, so what is read here is what will be printed.
"""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from counter_app.ui.look import Look
from counter_app.ui.widgets.card import Scroller

_GAP = 12
_EDGE = 1


class _Page(QWidget):
    """One page with a hairline edge."""

    def __init__(self, look: Look, image: QImage, name: str) -> None:
        super().__init__()
        self._look, self._image = look, image
        self.setAccessibleName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """Its height follows the pane's width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Pixels of height when the pane is `width` wide."""
        return self._shown(width).height() + 2 * _EDGE

    def sizeHint(self) -> QSize:
        """The page at its natural size."""
        return QSize(self._image.width(), self.heightForWidth(self._image.width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the page in the middle."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        size = self._shown(self.width())
        rect = self.rect().adjusted(0, _EDGE, 0, -_EDGE)
        rect.setWidth(size.width())
        rect.setHeight(size.height())
        rect.moveLeft((self.width() - size.width()) // 2)
        painter.drawImage(rect, self._image)
        painter.setPen(self._look.theme.colour("border"))
        painter.drawRect(rect.adjusted(0, 0, -1, -1))

    def _shown(self, width: int) -> QSize:
        natural = self._image.deviceIndependentSize().toSize()
        if natural.width() <= width:
            return natural
        return natural.scaled(width, natural.height(), Qt.AspectRatioMode.KeepAspectRatio)


class PaperPreview(Scroller):
    """The pages of one paper, scrolling."""

    def __init__(self, look: Look, name: str) -> None:
        self._content = QWidget()
        self._box = QVBoxLayout(self._content)
        self._box.setContentsMargins(16, 12, 16, 12)
        self._box.setSpacing(_GAP)
        super().__init__(self._content)
        self._look, self._name = look, name
        self._pages: tuple[QImage, ...] = ()
        self.setAccessibleName(name)
        self.setProperty("paper", "true")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def pages_shown(self) -> int:
        """How many pages there are."""
        return len(self._pages)

    def show_pages(self, pages: tuple[QImage, ...]) -> None:
        """Show pages from the top; the same pages again change nothing."""
        if len(pages) == len(self._pages) and all(
            new is old for new, old in zip(pages, self._pages, strict=True)
        ):
            return
        self._pages = pages
        while (item := self._box.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for number, page in enumerate(pages, start=1):
            self._box.addWidget(_Page(self._look, page, f"{self._name} {number}"))
        self._box.addStretch(1)
        self.verticalScrollBar().setValue(0)
