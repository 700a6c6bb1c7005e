"""What the window asks of every page's widgets.

Invariant: a page renders the view it is given and tells what a person does; it decides nothing.
"""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from counter_app.ui.flows.keys import Intent


class PageWidget(QWidget):
    """One page. `asked` is a key's intent, `typed` its line's text, `told` an event of its flow.

    What every page brings of its own raises here: a Qt class cannot be an abstract one as well.
    """

    asked = Signal(str)
    typed = Signal(str)
    told = Signal(object)

    def show_view(self, view: Any) -> None:  # noqa: ANN401  each page has a view of its own
        """Show everything; each widget changes only what differs."""
        raise NotImplementedError

    def take_focus(self) -> None:
        """Put the focus where typing belongs."""
        raise NotImplementedError

    def takes(self, intent: Intent) -> bool:
        """Whether the page answers this key by itself, with what only its fields know."""
        del intent
        return False
