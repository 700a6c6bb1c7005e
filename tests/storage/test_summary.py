"""The summary of a replay as SQL: every database that holds the read tables can answer it."""

import pytest

from counter_app.storage import postgres_dialect as postgres
from counter_app.storage.summary import STATEMENTS


@pytest.mark.parametrize("name", STATEMENTS)
def test_every_figure_can_be_asked_of_postgresql(name: str) -> None:
    assert postgres.compiled(STATEMENTS[name]).startswith("SELECT")


def test_no_figure_is_divided_in_the_database() -> None:
    assert not any("/" in postgres.compiled(statement) for statement in STATEMENTS.values())
