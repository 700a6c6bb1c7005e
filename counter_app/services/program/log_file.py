"""The log beside the store: what went wrong inside the program, kept within bounds.

Invariant: it holds no message of an error and nothing that a library says; only our own lines, the
kinds of errors and places in our own files.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import Final

from counter_app.services.program.trouble import trace_of

FOLDER: Final = "log"
FILE: Final = "counter.log"
MOST_BYTES: Final = 512 * 1024
KEPT: Final = 4
_OURS: Final = "counter_app"
_FORM: Final = "%(asctime)s %(levelname)s %(name)s %(message)s"
_Trouble = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Plain(logging.Formatter):
    """Our lines as they are, others only by their name; errors without what they say."""

    def format(self, record: logging.LogRecord) -> str:
        """One line, and the places of an error below it."""
        kept = logging.makeLogRecord(record.__dict__)
        kept.exc_text = None  # what another handler made of it holds the message
        kept.stack_info = None
        if not (record.name == _OURS or record.name.startswith(f"{_OURS}.")):
            kept.msg, kept.args = "", None
        return super().format(kept)

    def formatException(self, ei: _Trouble) -> str:  # noqa: N802  logging calls it so
        """Kinds and places."""
        return "" if ei[1] is None else "\n".join(f"  {line}" for line in trace_of(ei[1]))


@contextmanager
def log_beside(store: Path) -> Iterator[Path | None]:
    """Log into the store's folder inside the block; the file, None where it cannot be written."""
    path = store / FOLDER / FILE
    try:
        path.parent.mkdir(exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=MOST_BYTES, backupCount=KEPT, encoding="utf-8")
    except OSError:
        yield None  # selling goes on without a log
        return
    handler.setFormatter(Plain(_FORM))
    handler.setLevel(logging.WARNING)
    root = logging.getLogger()
    root.addHandler(handler)
    try:
        yield path
    finally:
        root.removeHandler(handler)
        handler.close()
