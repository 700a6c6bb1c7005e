"""Which page is on the screen: one of the counter's own, or a side page opened from it.

Invariant: leaving a side page leads back to the page behind it, however many side pages were opened
one from another.
"""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal

from counter_app.ui.flows.keys import Intent
from counter_app.ui.presenters.desk import Desk
from counter_app.ui.presenters.page import PagePresenter, SidePresenter

Sides = Mapping[Intent, Callable[[Desk, str], SidePresenter]]
"""What makes the pages that any page may open, by the intent that opens them."""


class Screen(QObject):
    """The page that is seen. `changed` tells that another is, or that a side page shows more."""

    changed = Signal()
    page: PagePresenter  # there is one from the first turn on

    def __init__(self, desk: Desk, sides: Sides) -> None:
        super().__init__()
        self._desk, self._sides = desk, sides
        self._behind: PagePresenter | None = None

    @property
    def own_page(self) -> PagePresenter:
        """The counter's own page, whatever side page stands before it."""
        return self._behind or self.page

    def turn_to(self, page: PagePresenter) -> None:
        """Show one of the counter's own pages."""
        self._show(page, behind=None)

    def opens(self, intent: Intent) -> bool:
        """Whether a side page answers this intent."""
        return intent in self._sides

    def open_side(self, intent: Intent, language: str) -> None:
        """Put a side page before the counter's own."""
        side = self._sides[intent](self._desk, language)
        side.changed.connect(self.changed)
        side.left.connect(self.close_side)
        self._show(side, behind=self.own_page)

    def close_side(self) -> None:
        """Back to the counter's own page, where a side page stands before it."""
        if self._behind is not None:
            self.turn_to(self._behind)

    def _show(self, page: PagePresenter, *, behind: PagePresenter | None) -> None:
        self.page, self._behind = page, behind
        self.changed.emit()
