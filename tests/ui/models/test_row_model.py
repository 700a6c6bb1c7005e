"""A list goes from one view to the next by the smallest change, never by starting over."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from pytestqt.modeltest import ModelTester

from counter_app.ui.flows.views import RowState, RowView
from counter_app.ui.models.row_model import RowModel


def rows(*keys: str) -> tuple[RowView, ...]:
    return tuple(RowView(key, f"Item {key}", figure="1.00") for key in keys)


ROWS = st.lists(st.sampled_from("abcdef"), max_size=12).map(lambda keys: rows(*keys))


@given(st.lists(ROWS, min_size=1, max_size=6))
def test_whatever_comes_next_is_exactly_what_is_shown(views: list[tuple[RowView, ...]]) -> None:
    model = RowModel()
    resets = QSignalSpy(model.modelReset)
    for view in views:
        model.show_rows(view)
        assert model.rows == view
        assert model.rowCount() == len(view)
    assert resets.count() == 0


def test_one_more_line_is_one_inserted_row() -> None:
    model = RowModel()
    model.show_rows(rows("a", "b"))
    inserted, changed = QSignalSpy(model.rowsInserted), QSignalSpy(model.dataChanged)
    model.show_rows(rows("a", "b", "c"))
    assert inserted.count() == 1
    assert inserted.at(0)[1:] == [2, 2]
    assert changed.count() == 0


def test_a_removed_line_takes_only_its_own_row() -> None:
    model = RowModel()
    model.show_rows(rows("a", "b", "c"))
    removed, changed = QSignalSpy(model.rowsRemoved), QSignalSpy(model.dataChanged)
    model.show_rows(rows("a", "c"))
    assert removed.at(0)[1:] == [1, 1]
    assert changed.count() == 0


def test_the_same_view_again_changes_nothing() -> None:
    model = RowModel()
    model.show_rows(rows("a", "b"))
    spies = [
        QSignalSpy(signal) for signal in (model.rowsInserted, model.rowsRemoved, model.dataChanged)
    ]
    model.show_rows(rows("a", "b"))
    assert [spy.count() for spy in spies] == [0, 0, 0]


def test_a_row_says_for_readers_what_it_shows_with_a_minus_in_words() -> None:
    model = RowModel()
    said = "line 2, return, Toaster, minus 24.90, too noisy"
    model.show_rows((RowView("2", "Toaster", figure="‒24.90", spoken=said), *rows("c")))
    role = Qt.ItemDataRole.AccessibleTextRole
    assert model.data(model.index(0), role) == said
    assert model.data(model.index(1), role) == "Item c, 1.00"


@pytest.mark.parametrize("state", [RowState.PROMOTION, RowState.OFF])
def test_a_promotion_or_a_dead_row_cannot_be_chosen(state: RowState) -> None:
    model = RowModel()
    model.show_rows((RowView("p", "Second at half price", state=state),))
    assert not model.flags(model.index(0)) & Qt.ItemFlag.ItemIsSelectable


def test_the_model_keeps_qts_own_rules(qtmodeltester: ModelTester) -> None:
    model = RowModel()
    model.show_rows(rows("a", "b", "c"))
    qtmodeltester.check(model)
