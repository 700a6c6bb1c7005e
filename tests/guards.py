"""What every test is held to, beside its own words: no log line it did not plan, no network.

Invariant: nothing here can be forgotten by a test; what a test needs more, it says by a marker.
"""

import logging
import re
import sys
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from typing import Final

import pytest

LOOPBACK: Final = ("127.0.0.1", "::1", "localhost")
NETWORK_EVENTS: Final = frozenset(
    {"socket.bind", "socket.connect", "socket.sendto", "socket.getaddrinfo"}
)


class NetworkUsedError(AssertionError):
    """A test reached for the network."""


class UnplannedLogLines:
    """Fails a test that logs a warning it did not announce, or announces one it does not log."""

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Generator[None, None, None]:
        """Hold the test's log against its markers once it has passed."""
        with _warnings() as lines:
            yield
        planned = [str(mark.args[0]) for mark in item.iter_markers("logs")]
        unplanned = [line for line in lines if not any(re.search(p, line) for p in planned)]
        silent = [p for p in planned if not any(re.search(p, line) for line in lines)]
        if unplanned:
            pytest.fail("unplanned log lines:\n" + "\n".join(unplanned), pytrace=False)
        if silent:
            pytest.fail("log lines that did not come:\n" + "\n".join(silent), pytrace=False)


class NoNetwork:
    """Stops every socket; with the marker `sockets` those of this machine are let through."""

    def __init__(self) -> None:
        self._guarding = False
        self._local_allowed = False
        # An audit hook sees what no replaced function could; it cannot be taken back, so it rests.
        sys.addaudithook(self._check)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        """Guard the test with its fixtures."""
        self._guarding = True
        self._local_allowed = item.get_closest_marker("sockets") is not None
        try:
            return (yield)
        finally:
            self._guarding = False

    def _check(self, event: str, arguments: Sequence[object]) -> None:
        if not self._guarding or event not in NETWORK_EVENTS:
            return
        address = arguments[0] if event == "socket.getaddrinfo" else arguments[1]
        if not (self._local_allowed and _is_local(address)):
            message = f"{event} {address!r}"
            raise NetworkUsedError(message)


def _is_local(address: object) -> bool:
    if isinstance(address, tuple):
        return address[0] in LOOPBACK
    return address in LOOPBACK or (isinstance(address, str | bytes) and _is_path(address))


def _is_path(address: str | bytes) -> bool:
    separator = b"/" if isinstance(address, bytes) else "/"
    return separator in address  # type: ignore[operator]  # both are of the one kind


@contextmanager
def _warnings() -> Iterator[list[str]]:
    """Collect what is logged at level WARNING or above, in any thread."""
    lines: list[str] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(f"{record.levelname} {record.name}: {record.getMessage()}")

    collector = Collector(logging.WARNING)
    logging.getLogger().addHandler(collector)
    try:
        yield lines
    finally:
        logging.getLogger().removeHandler(collector)
