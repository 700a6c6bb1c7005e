"""Takes back a question that nobody answers, so that a late key does not answer it by mistake.

Invariant: only the question that was asked is taken back; time never says yes.
"""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer

ANSWER_MS: Final = 10_000


class Lapsing(QObject):
    """Calls `lapsed` when what was `asked` is still asked after ten seconds."""

    def __init__(self, lapsed: Callable[[], None]) -> None:
        super().__init__()
        self.timer = QTimer(self, singleShot=True, interval=ANSWER_MS)
        self.timer.timeout.connect(lapsed)

    def look(self, *, asked: bool) -> None:
        """Whether the question stands; a second look does not make it last longer."""
        if asked and not self.timer.isActive():
            self.timer.start()
        elif not asked:
            self.timer.stop()
