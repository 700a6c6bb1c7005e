"""What happens at a bug: save the basket, log, say so in a plain sentence, stop.

Invariant: whatever else fails meanwhile, the error is logged and the program ends with status 70.
"""

import logging
import sys
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Final

from PySide6.QtCore import QCoreApplication

SOFTWARE_STATUS: Final = 70  # EX_SOFTWARE of sysexits.h
_log: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Struck:
    """What a person is told: the error, and whether the basket was saved."""

    error: BaseException
    saved: bool


class Crash:
    """Called with an error nobody expected.

    `save` keeps the basket, `show` tells the person, `stop` ends the program.
    """

    def __init__(
        self,
        save: Callable[[], None],
        show: Callable[[Struck], None],
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
        told = Struck(error.with_traceback(trace), saved)
        self._attempt(lambda: self._show(told))
        self._stop(SOFTWARE_STATUS)

    def _attempt(self, step: Callable[[], None]) -> bool:
        try:
            step()
        except Exception:  # noqa: BLE001  the first error must still be told
            _log.exception("while handling an unexpected error")
            return False
        return True
