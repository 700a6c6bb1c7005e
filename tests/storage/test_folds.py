"""The fold: what each fact becomes, frozen for ever, and what must hold of any of it."""

import dataclasses
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain import facts as f
from counter_app.domain.ledger import balanced, postings
from counter_app.storage import journal as bodies
from counter_app.storage import tables as t
from counter_app.storage.folds import Row, Rows, fold
from tests.builders import (
    CARD,
    a_card_load,
    a_line,
    a_plain_line,
    a_reduced_line,
    a_sale,
    a_tender,
    an_id,
)
from tests.conftest import ROOT

FROZEN = sorted((ROOT / "tests" / "data" / "journal").glob("*-?.json"))
READ = {table.name: table for table in t.READ_TABLES}


def plain(rows: Rows) -> dict[str, list[list[object]]]:
    """Rows as JSON holds them."""
    return {
        name: [[part.hex() if isinstance(part, bytes) else part for part in row] for row in kept]
        for name, kept in rows.items()
    }


def entry(fact: f.Fact, seq: int = 7) -> f.Entry:
    return f.Entry(
        seq=seq,
        kind=fact.kind,
        wall=1_793_620_800_000,
        business_date="2026-11-02",
        user="101",
        data=fact,
    )


def folded(fact: f.Fact) -> Rows:
    return fold(entry(fact))


@pytest.mark.parametrize("path", FROZEN, ids=lambda path: path.stem)
def test_a_body_of_every_kind_and_version_folds_as_it_always_did(path: Path) -> None:
    read = bodies.decode(path.read_bytes().strip())
    assert plain(fold(read)) == json.loads(path.with_suffix(".rows.json").read_text("utf-8"))


def test_every_kind_has_a_frozen_body_of_its_newest_version() -> None:
    newest = {
        f"{kind}-{next(one.default for one in dataclasses.fields(fact) if one.name == 'v')}"
        for kind, fact in f.KINDS.items()
    }
    assert newest <= {path.stem for path in FROZEN}


@pytest.mark.parametrize("path", FROZEN, ids=lambda path: path.stem)
def test_a_body_of_today_s_version_is_written_again_byte_for_byte(path: Path) -> None:
    # Sorted keys, every field: what is signed does not depend on who encodes it.
    body = path.read_bytes().strip()
    build = json.loads(body)["build"]
    again = bodies.encode(bodies.decode(body), bodies.lane_of(body))
    assert json.loads(again) | {"build": build} == json.loads(body)


@pytest.mark.parametrize("path", FROZEN, ids=lambda path: path.stem)
def test_a_row_has_its_table_s_columns_and_types(path: Path) -> None:
    for name, rows in fold(bodies.decode(path.read_bytes().strip())).items():
        columns = list(READ[name].columns)
        for row in rows:
            assert len(row) == len(columns)
            for value, column in zip(row, columns, strict=True):
                assert isinstance(value, column.type.python_type) or (
                    value is None and column.nullable
                )


def test_the_frozen_bodies_fill_every_read_table() -> None:
    filled = {name for path in FROZEN for name in fold(bodies.decode(path.read_bytes().strip()))}
    assert filled == READ.keys()


def test_a_sale_of_two_lines_becomes_its_rows() -> None:
    sale = a_sale(lines=(a_line(no=1), a_reduced_line(2, 500, 100)), session=3)
    rows = folded(sale)
    assert [row[:3] for row in rows["line"]] == [(7, 1, "9501101530003"), (7, 2, "9501101530003")]
    assert rows["line_tax"] == [(7, 1, 1, "vat", "22", 205, 45)]
    assert rows["line_discount"] == [(7, 2, 1, "file", "coupon", 100)]
    assert amounts(rows["posting"]) == {"tender.cash": 650, "sales": -605, "tax.vat": -45}
    assert rows["session_total"] == [
        (3, account, 1, amount) for _, _, account, amount in rows["posting"]
    ]


def amounts(rows: list[Row]) -> dict[object, object]:
    return {row[2]: row[3] for row in rows}


def test_a_sale_that_costs_nothing_posts_nothing_that_is_not_zero() -> None:
    rows = folded(a_sale(lines=(), tenders=()))
    assert rows["tender"] == []
    assert "posting" not in rows


def test_a_card_that_is_sold_is_a_liability_and_no_turnover() -> None:
    rows = folded(a_sale(lines=(a_card_load(1, 5_000),)))
    assert amounts(rows["posting"]) == {"tender.cash": 5_000, "liability.gift_card": -5_000}
    assert rows["card"] == [(bytes.fromhex(CARD), "gift_card", "4242", 5_000, 1)]


def test_a_rounding_goes_to_its_own_account() -> None:
    sale = a_sale(lines=(a_plain_line(1, 402),), tenders=(a_tender(amount=400),), rounding=-2)
    assert amounts(folded(sale)["posting"]) == {"tender.cash": 400, "sales": -402, "rounding": 2}


def test_a_till_opened_without_a_float_posts_nothing() -> None:
    assert folded(f.TillOpened(float=0)).keys() == {"session"}


def test_a_closing_hands_the_counted_drawer_over_and_books_the_difference() -> None:
    closed = f.TillClosed(
        session=2,
        z=1,
        sales=0,
        float=100,
        expected=100,
        counted=90,
        difference=-10,
        grand_total=0,
        totals=(),
    )
    rows = folded(closed)
    assert amounts(rows["posting"]) == {"tender.cash": -100, "float": 90, "over_short": 10}


def test_an_attempt_is_open_until_its_answer() -> None:
    started = f.AttemptStarted(attempt=an_id(1), basket=an_id(2), operation="pay", amount=5)
    settled = f.AttemptSettled(attempt=an_id(1), outcome="declined", amount=0)
    opened = [folded(fact)["attempt_open"][0][1] for fact in (started, settled)]
    assert opened == [1, -1]


PRICES = st.integers(-(10**9), 10**9)


@given(
    prices=st.lists(PRICES, min_size=1, max_size=6),
    load=st.integers(0, 10**6),
    rounding=st.integers(-4, 4),
)
def test_every_sale_that_is_paid_balances(prices: list[int], load: int, rounding: int) -> None:
    lines = [a_plain_line(no, price) for no, price in enumerate(prices, 1)]
    lines.append(a_card_load(len(lines) + 1, load))
    paid = sum(prices) + load + rounding
    sale = a_sale(lines=tuple(lines), tenders=(a_tender(amount=paid),), rounding=rounding)
    assert balanced(postings(sale))
    assert sum(int(row[3] or 0) for row in folded(sale)["posting"]) == 0


@given(counted=st.integers(0, 10**9), expected=st.integers(0, 10**9))
def test_every_closing_balances(counted: int, expected: int) -> None:
    closed = f.TillClosed(
        session=1,
        z=1,
        sales=0,
        float=0,
        expected=expected,
        counted=counted,
        difference=counted - expected,
        grand_total=0,
        totals=(),
    )
    assert balanced(postings(closed))
