"""The guards themselves: each is seen to fail the test that breaks its rule."""

from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

CONFTEST = """
from tests.guards import NoNetwork, UnplannedLogLines

def pytest_configure(config):
    config.addinivalue_line("markers", "logs(pattern): planned")
    config.addinivalue_line("markers", "sockets: local ones")
    config.pluginmanager.register(UnplannedLogLines())
    config.pluginmanager.register(NoNetwork())
"""


@pytest.fixture
def outcome(pytester: pytest.Pytester, root: Path) -> pytest.Pytester:
    """A small project of its own, held to the same guards."""
    pytester.syspathinsert(root)
    pytester.makeconftest(CONFTEST)
    return pytester


def run(project: pytest.Pytester, source: str) -> dict[str, int]:
    """Passed and failed tests of a file with this source."""
    project.makepyfile(source)
    result = project.runpytest_inprocess("-p", "no:xdist", "-p", "no:cacheprovider")
    return result.parseoutcomes()


@pytest.mark.logs("odd")  # it reaches this process, where it is planned
def test_a_warning_nobody_planned_fails_the_test(outcome: pytest.Pytester) -> None:
    source = """
        import logging
        def test_warns(): logging.getLogger("shop").warning("odd")
        def test_talks(): logging.getLogger("shop").info("fine")
    """
    assert run(outcome, source) == {"failed": 1, "passed": 1}


@pytest.mark.logs("odd")
def test_a_planned_warning_must_come(outcome: pytest.Pytester) -> None:
    source = """
        import logging, pytest
        @pytest.mark.logs("od+")
        def test_warns(): logging.getLogger("shop").warning("odd")
        @pytest.mark.logs("odd")
        def test_is_silent(): pass
    """
    assert run(outcome, source) == {"failed": 1, "passed": 1}


@pytest.mark.sockets
def test_no_test_reaches_the_network(outcome: pytest.Pytester) -> None:
    source = """
        import socket, pytest
        def test_asks_for_a_name(): socket.getaddrinfo("shop.example", 443)
        def test_listens():
            with socket.socket() as here: here.bind(("127.0.0.1", 0))
        @pytest.mark.sockets
        def test_says_so_first():
            with socket.socket() as here: here.bind(("127.0.0.1", 0))
        @pytest.mark.sockets
        def test_calls_away():
            with socket.socket() as away: away.connect(("192.0.2.1", 9))
    """
    assert run(outcome, source) == {"failed": 3, "passed": 1}
