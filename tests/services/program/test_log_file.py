"""The log beside the store: our own lines and places, never what an error or a library says."""

import logging
from pathlib import Path

import pytest

from counter_app.services.program.log_file import KEPT, MOST_BYTES, log_beside

OURS, THEIRS = logging.getLogger("counter_app.test"), logging.getLogger("library")


@pytest.mark.logs("the basket is kept")
@pytest.mark.logs("PIN of Anna")
@pytest.mark.logs("broken")
def test_it_holds_our_lines_and_no_person(tmp_path: Path) -> None:
    with log_beside(tmp_path) as path:
        assert path is not None
        OURS.warning("the basket is kept")
        OURS.info("not worth keeping")
        THEIRS.warning("PIN of Anna is %s", "104935")
        error = KeyError("Anna Rizzo")
        OURS.error("broken", exc_info=(KeyError, error, None))
    text = path.read_text("utf-8")
    assert "the basket is kept" in text
    assert "WARNING library" in text
    assert "  KeyError" in text
    assert not [word for word in ("Anna", "104935", "not worth", str(tmp_path)) if word in text]


@pytest.mark.logs("x+")
def test_it_never_grows_beyond_its_bounds(tmp_path: Path) -> None:
    with log_beside(tmp_path) as path:
        assert path is not None
        for _ in range(2 * (KEPT + 1)):
            OURS.warning("x" * (MOST_BYTES // 2))
    files = list(path.parent.iterdir())
    assert len(files) == KEPT + 1
    assert all(file.stat().st_size <= MOST_BYTES for file in files)


@pytest.mark.logs("goes on")
def test_a_log_that_cannot_be_written_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "log").write_text("in the way")
    with log_beside(tmp_path) as path:
        OURS.warning("goes on")
    assert path is None
    assert OURS.parent is not None
