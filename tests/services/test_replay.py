"""A file of real baskets is sold as it was: to the cent, on its own days, or not at all."""

from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counter_app.bootstrap import Counter, NewStore, Parts, found_counter, replay_summary
from counter_app.domain.errors import Fault, Refusal
from counter_app.domain.facts import BasketEnded, Entry, Sale, TillClosed, TillOpened
from counter_app.services.replay import SELLER, FileClock, Replay, lane_folder, replay_founding
from counter_app.services.replay_rows import FileStore, Goods, read_goods, read_stores
from counter_app.services.report import ReplaySummary, as_json
from counter_app.settings import KEYS_VARIABLE, place_of
from counter_app.storage import journal as bodies
from counter_app.storage import tables as t
from counter_app.storage.database import open_writer
from counter_app.storage.keys import load_keys
from counter_app.storage.verification import verify
from tests.basket_files import PRODUCTS, SAMPLE, Row, a_file, a_row, rows_of, sums_by

SUMS = ("shelf", "retail_disc", "coupon_match_disc", "sales", "coupon_disc", "due")


@dataclass
class Bench:
    """Replays files into folders below one, and looks into what came of it."""

    folder: Path

    def replay(self, source: Path, goods: Goods | None = None) -> ReplaySummary:
        for store in read_stores(source):
            counter, clock = self.found(store)
            try:
                Replay(counter.use, clock, goods or Goods()).run(store)
            finally:
                counter.close()
        return replay_summary(self.folder)

    def rows(self, *rows: Row) -> ReplaySummary:
        return self.replay(a_file(self.folder / "rows.csv", rows))

    def found(self, store: FileStore) -> tuple[Counter, FileClock]:
        clock = FileClock(store.in_order()[0][0])
        new = NewStore(replay_founding(store), staff=(SELLER,))
        folder = self.folder / lane_folder(store)
        return found_counter(folder, new, Parts(clock=clock)), clock

    def entries(self, lane: str) -> list[Entry]:
        place = place_of(self.folder / lane)
        engine = open_writer(place.database, load_keys(place.keys).database)
        with engine.connect() as connection:
            found = connection.execute(t.journal.select().order_by(t.journal.c.seq)).all()
        engine.dispose()
        return [bodies.decode(bytes(row.body)) for row in found]

    def verified(self, lane: str) -> bool:
        place = place_of(self.folder / lane)
        return verify(place.folder, load_keys(place.keys)).passed


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bench:
    monkeypatch.setenv(KEYS_VARIABLE, str(tmp_path / "keys"))
    folder = tmp_path / "lanes"
    folder.mkdir()
    return Bench(folder)


# ------------------------------------------------------------------------------------- the sample


def test_the_sample_is_sold_to_the_cent_basket_by_basket_and_day_by_day(bench: Bench) -> None:
    rows = rows_of(SAMPLE)
    summary = bench.replay(SAMPLE, read_goods(PRODUCTS))
    sold = {
        (one.store_id, one.basket_id, one.day): {name: getattr(one, name) for name in SUMS}
        for one in summary.baskets
    }
    days = {
        (one.store_id, one.day): {name: getattr(one, name) for name in SUMS} for one in summary.days
    }
    assert sold == sums_by(rows, "store_id", "basket_id", "day")
    assert days == sums_by(rows, "store_id", "day")
    assert sum(one.sales for one in summary.baskets) == 556_882
    assert len(summary.baskets) == sum(one.baskets for one in summary.days) == 185
    assert summary.refused == ()
    assert bench.verified("0001-367")


def test_every_basket_of_the_sample_is_a_sale_with_its_exact_cash(bench: Bench) -> None:
    bench.replay(SAMPLE)
    sales = [entry.data for entry in bench.entries("0001-367") if isinstance(entry.data, Sale)]
    assert len(sales) == 185
    for sale in sales:
        (cash,) = sale.tenders
        assert (cash.tender, cash.amount, cash.change) == ("cash", sale.total, 0)
    assert [sale.number for sale in sales[:2]] == ["000101010000001", "000101010000002"]


def test_departments_count_lines_units_and_sales_of_what_was_sold(bench: Bench) -> None:
    rows = rows_of(SAMPLE)
    goods = read_goods(PRODUCTS)
    named = [row | {"department": goods.department(row["product_id"])} for row in rows]
    summary = bench.replay(SAMPLE, goods)
    sales = {key: group["sales"] for key, group in sums_by(named, "store_id", "department").items()}
    assert {(d.store_id, d.department): d.sales for d in summary.departments} == sales
    assert len(sales) > 5
    assert sum(one.lines for one in summary.departments) == len(rows)
    assert sum(one.quantity for one in summary.departments) == sum(
        int(row["quantity"]) for row in rows
    )


# --------------------------------------------------------------------------- what no till can sell


@pytest.mark.parametrize(
    ("reason", "changes"),
    [
        ("replay.row.no_quantity", {"quantity": "0"}),
        ("replay.row.no_quantity", {"quantity": "-2"}),
        ("replay.row.not_whole_units", {"quantity": "0.5"}),
        ("replay.row.price_not_whole", {"quantity": "9"}),
        ("replay.row.price_not_whole", {"quantity": "12345", "sales_value": "20.00"}),
        ("replay.row.part_of_a_cent", {"sales_value": "2.805"}),
        ("replay.row.part_of_a_cent", {"retail_disc": "0.001"}),
        ("replay.row.negative", {"retail_disc": "-0.20"}),
        ("replay.row.negative", {"sales_value": "-2.80"}),
        ("replay.row.missing", {"sales_value": ""}),
        ("replay.row.missing", {"product_id": ""}),
        ("replay.row.missing", {"coupon_disc": "  "}),
        ("replay.row.not_a_number", {"quantity": "two"}),
        ("replay.row.not_a_number", {"sales_value": "NaN"}),
        ("replay.row.not_a_number", {"sales_value": "1e999999999"}),
        ("replay.row.not_a_number", {"quantity": "1_0"}),
        ("replay.row.not_a_number", {"quantity": "9" * 30}),
        ("replay.row.not_a_time", {"transaction_timestamp": "noon"}),
        ("replay.row.not_a_time", {"transaction_timestamp": "0001-01-01 00:00:00"}),
        ("quantity.not_possible", {"quantity": "10000", "sales_value": "99.80"}),
        ("basket.amount_too_large", {"sales_value": "99999999.80"}),
        ("basket.discount_above_price", {"coupon_disc": "2.81"}),
    ],
)
def test_a_row_that_no_till_could_sell_leaves_its_whole_basket_unsold(
    bench: Bench, reason: str, changes: Row
) -> None:
    summary = bench.rows(
        a_row(basket_id="bad", product_id="good-product"),
        a_row(**({"basket_id": "bad", "product_id": "p9"} | changes)),
        a_row(basket_id="good"),
    )
    assert [one.basket_id for one in summary.baskets] == ["good"]
    (refused,) = summary.refused
    assert (refused.basket_id, refused.product_id) == ("bad", changes.get("product_id", "p9"))
    assert refused.reason == reason
    assert bench.verified("0001-367")


def test_each_bad_row_of_a_basket_is_named_and_the_entry_holds_the_rest(bench: Bench) -> None:
    summary = bench.rows(
        a_row(product_id="p1"),
        a_row(product_id="p2", quantity="0"),
        a_row(product_id="p3", coupon_disc="9.00"),
    )
    assert [(one.product_id, one.reason) for one in summary.refused] == [
        ("p2", "replay.row.no_quantity"),
        ("p3", "basket.discount_above_price"),
    ]
    (ended,) = [e.data for e in bench.entries("0001-367") if isinstance(e.data, BasketEnded)]
    assert (ended.how, ended.origin, ended.total) == ("refused", "b1", 280)
    assert [(line.code, line.amount) for line in ended.lines] == [("p1", 280), ("p2", 0), ("p3", 0)]


def test_a_row_without_its_store_spoils_the_basket_that_it_belongs_to(bench: Bench) -> None:
    summary = bench.rows(
        a_row(basket_id="b1", product_id="stray", store_id=""),
        a_row(basket_id="b1"),
        a_row(basket_id="b2"),
        a_row(basket_id="", product_id="nameless"),
    )
    assert [one.basket_id for one in summary.baskets] == ["b2"]
    refused = {(one.basket_id, one.product_id, one.reason) for one in summary.refused}
    assert refused == {
        ("b1", "stray", "replay.row.missing"),
        ("", "nameless", "replay.row.missing"),
    }
    assert {one.store_id for one in summary.baskets} == {"367"}


def test_a_row_with_too_few_or_too_many_cells_is_refused(bench: Bench) -> None:
    source = a_file(bench.folder / "rows.csv", [a_row(basket_id="b1"), a_row(basket_id="b2")])
    with source.open("a", encoding="utf-8") as file:
        file.write("1,367,b1,p7,1\n")
        file.write(",".join([*a_row(basket_id="b3").values(), "more"]) + "\n")
    summary = bench.replay(source)
    assert [one.basket_id for one in summary.baskets] == ["b2"]
    assert {(one.basket_id, one.reason) for one in summary.refused} == {
        ("b1", "replay.row.cells"),
        ("b3", "replay.row.cells"),
    }


def test_a_basket_of_more_lines_than_a_till_takes_is_refused(bench: Bench) -> None:
    summary = bench.rows(*(a_row(product_id=f"p{no}") for no in range(501)))
    assert [one.reason for one in summary.refused] == ["basket.too_many_lines"]
    assert summary.baskets == ()


def test_a_file_of_bad_rows_only_sells_nothing_and_opens_no_till(bench: Bench) -> None:
    summary = bench.rows(a_row(quantity="0"), a_row(basket_id="b2", transaction_timestamp=""))
    assert (summary.baskets, list(summary.days), summary.departments) == ((), [], ())
    assert len(summary.refused) == 2
    assert not any(isinstance(entry.data, TillOpened) for entry in bench.entries("0001-367"))
    assert bench.verified("0001-367")


GOOD = st.sampled_from(["1", "2", "3.00", "4", "0", "1e1", "+2"])
BAD = st.sampled_from(["", "-1", "0.5", "2.005", "NaN", "x", "٣", "\x00", '"', "9" * 40])
ROW = st.tuples(st.sampled_from("abc"), *[GOOD] * 6)


def spoiled(row: tuple[str, ...], at: int, cell: str) -> tuple[str, ...]:
    """The row with another cell, or as it is."""
    return (*row[:at], cell, *row[at + 1 :]) if at < len(row) else row


ROWS = st.builds(spoiled, ROW, st.integers(1, 20), BAD)


@settings(max_examples=40)
@given(st.lists(ROWS, min_size=1, max_size=6))
def test_whatever_the_cells_hold_every_basket_is_sold_whole_or_named(
    rows: list[tuple[str, ...]],
) -> None:
    names = ("product_id", "quantity", "sales_value", "retail_disc", "coupon_disc")
    written = [
        a_row(**dict(zip(("basket_id", *names, "coupon_match_disc"), row, strict=True)))
        for row in rows
    ]
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv(KEYS_VARIABLE, str(Path(folder) / "keys"))
        bench = Bench(Path(folder))
        summary = bench.rows(*written)
        sold = {one.basket_id for one in summary.baskets}
        refused = {one.basket_id for one in summary.refused}
        assert sold | refused == {row["basket_id"] for row in written}
        assert not sold & refused
        whole = [row for row in written if row["basket_id"] in sold]
        assert {(one.basket_id,): one.due for one in summary.baskets} == {
            key: sums["due"] for key, sums in sums_by(whole, "basket_id").items()
        }
        assert bench.verified("0001-367")


# ----------------------------------------------------------------------------------- what is sold


def test_discounts_are_taken_as_given_and_the_coupon_comes_off_what_is_paid(bench: Bench) -> None:
    summary = bench.rows(
        a_row(sales_value="2.30", coupon_match_disc="0.50", coupon_disc="0.75"),
    )
    (sold,) = summary.baskets
    assert asdict(sold) == {
        "store_id": "367",
        "basket_id": "b1",
        "day": "2017-01-02",
        "shelf": 300,
        "retail_disc": 20,
        "coupon_match_disc": 50,
        "sales": 230,
        "coupon_disc": 75,
        "due": 155,
    }
    (department,) = summary.departments
    assert (department.department, department.quantity, department.sales) == ("UNKNOWN", 2, 230)


@pytest.mark.parametrize("value", ["0.00", "1.00"])
def test_a_basket_with_nothing_to_pay_is_a_sale_with_its_cash_tender(
    bench: Bench, value: str
) -> None:
    summary = bench.rows(a_row(sales_value=value, coupon_disc=value, retail_disc="0.00"))
    assert [one.due for one in summary.baskets] == [0]
    (sale,) = [e.data for e in bench.entries("0001-367") if isinstance(e.data, Sale)]
    assert [(tender.tender, tender.amount) for tender in sale.tenders] == [("cash", 0)]
    assert bench.verified("0001-367")


def test_rows_of_a_basket_need_not_stand_together_and_baskets_go_by_time(bench: Bench) -> None:
    late, early = "2017-01-03 09:00:00", "2017-01-02 21:00:00"
    summary = bench.rows(
        a_row(basket_id="late", transaction_timestamp=late),
        a_row(basket_id="early", transaction_timestamp=early),
        a_row(basket_id="late", product_id="p2", transaction_timestamp=late),
    )
    assert [(one.basket_id, one.day, one.due) for one in summary.baskets] == [
        ("early", "2017-01-02", 280),
        ("late", "2017-01-03", 560),
    ]


def test_each_store_of_a_file_is_a_lane_folder_of_its_own_in_order_of_appearance(
    bench: Bench,
) -> None:
    summary = bench.rows(
        a_row(store_id="900", basket_id="b1"),
        a_row(store_id="31/7", basket_id="b1", sales_value="5.80"),
        a_row(store_id="900", basket_id="b2"),
    )
    assert [(one.store_id, one.basket_id, one.due) for one in summary.baskets] == [
        ("900", "b1", 280),
        ("900", "b2", 280),
        ("31/7", "b1", 580),
    ]
    for lane, number in (("0001-900", "0001"), ("0002-31_7", "0002")):
        sales = [e.data for e in bench.entries(lane) if isinstance(e.data, Sale)]
        assert {sale.number[:4] for sale in sales} == {number}
        assert bench.verified(lane)


def test_the_till_is_opened_and_closed_on_each_day_of_the_file(bench: Bench) -> None:
    bench.rows(
        a_row(basket_id="b1", transaction_timestamp="2017-01-02 10:00:00"),
        a_row(basket_id="b2", transaction_timestamp="2017-01-02 23:59:59"),
        a_row(basket_id="b3", transaction_timestamp="2017-01-04 00:00:01"),
    )
    entries = bench.entries("0001-367")
    closings = [e for e in entries if isinstance(e.data, TillClosed)]
    assert [entry.business_date for entry in closings] == ["2017-01-02", "2017-01-04"]
    figures = [e.data for e in closings if isinstance(e.data, TillClosed)]
    assert [(z.z, z.sales, z.counted, z.difference) for z in figures] == [
        (1, 2, 560, 0),
        (2, 1, 280, 0),
    ]
    assert figures[-1].grand_total == 840
    assert not any(entry.kind == "clock_stepped" for entry in entries)


# ------------------------------------------------------------------------------------ interruption


def test_a_replay_that_is_interrupted_leaves_a_store_in_order(bench: Bench) -> None:
    (store,) = read_stores(SAMPLE)
    counter, clock = bench.found(store)

    def stop(done: int, _all: int | None) -> None:
        if done == 50:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Replay(counter.use, clock, Goods()).run(store, stop)
    counter.close()
    assert len(replay_summary(bench.folder).baskets) == 50
    assert bench.verified("0001-367")


# ---------------------------------------------------------------------------------- bad files, JSON


def test_a_file_without_a_column_names_it() -> None:
    with pytest.raises(Refusal, match=r"replay\.column_missing.*column=store_id"):
        read_stores(PRODUCTS)


def test_a_file_without_rows_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=r"replay\.empty"):
        read_stores(a_file(tmp_path / "rows.csv", []))


def test_a_packed_file_that_breaks_off_sells_nothing(tmp_path: Path) -> None:
    whole = SAMPLE.read_bytes()
    broken = tmp_path / "rows.csv.gz"
    broken.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(Fault, match=r"replay\.unreadable"):
        read_stores(broken)


def test_the_summary_comes_out_of_the_read_tables_and_of_nothing_else(bench: Bench) -> None:
    before = bench.rows(a_row(coupon_disc="0.10"), a_row(basket_id="b2", quantity="0"))
    place = place_of(bench.folder / "0001-367")
    engine = open_writer(place.database, load_keys(place.keys).database)
    with engine.begin() as connection:
        for statement in (
            t.line_discount.update()
            .where(t.line_discount.c.origin == "coupon")
            .values(amount=t.line_discount.c.amount + 1),
            t.refused_line.update().values(reason="other"),
        ):
            connection.execute(statement)
    engine.dispose()
    after = replay_summary(bench.folder)
    assert after.baskets[0].coupon_disc == before.baskets[0].coupon_disc + 1
    assert [one.reason for one in after.refused] == ["other"]
    assert not bench.verified("0001-367")


def test_the_json_has_a_row_a_line_and_sorted_keys(bench: Bench) -> None:
    text = "".join(as_json(bench.rows(a_row(), a_row(basket_id="b2", quantity="0"))))
    assert text == (
        '{\n"baskets": [\n'
        '{"basket_id": "b1", "coupon_disc": 0, "coupon_match_disc": 0, "day": "2017-01-02", '
        '"due": 280, "retail_disc": 20, "sales": 280, "shelf": 300, "store_id": "367"}\n],\n'
        '"days": [\n'
        '{"baskets": 1, "coupon_disc": 0, "coupon_match_disc": 0, "day": "2017-01-02", '
        '"due": 280, "retail_disc": 20, "sales": 280, "shelf": 300, "store_id": "367"}\n],\n'
        '"departments": [\n'
        '{"department": "UNKNOWN", "lines": 1, "quantity": 2, "sales": 280, "store_id": "367"}\n'
        '],\n"refused": [\n'
        '{"basket_id": "b2", "product_id": "p1", "reason": "replay.row.no_quantity"}\n]\n}\n'
    )
