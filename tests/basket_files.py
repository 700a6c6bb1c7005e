"""Files of baskets: the sample, and small ones that a test writes row by row.

Invariant: the sums of a file are worked out here from its text alone, with nothing of the program.
"""

import csv
import gzip
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

from tests.conftest import ROOT

SAMPLE = ROOT / "tests" / "data" / "completejourney_dev_sample_1store_4weeks.csv.gz"
PRODUCTS = ROOT / "tests" / "data" / "completejourney_dev_products.csv.gz"
COLUMNS = (
    "household_id",
    "store_id",
    "basket_id",
    "product_id",
    "quantity",
    "sales_value",
    "retail_disc",
    "coupon_disc",
    "coupon_match_disc",
    "week",
    "transaction_timestamp",
)
Row = dict[str, str]


def a_row(**changes: str) -> Row:
    """Two units at 1.50 with 0.20 off, in basket 1 of store 367."""
    base = dict.fromkeys(COLUMNS, "1")
    base |= {
        "store_id": "367",
        "basket_id": "b1",
        "product_id": "p1",
        "quantity": "2",
        "sales_value": "2.80",
        "retail_disc": "0.20",
        "coupon_disc": "0.00",
        "coupon_match_disc": "0.00",
        "transaction_timestamp": "2017-01-02 10:00:00",
    }
    return base | changes


def a_file(path: Path, rows: Iterable[Row]) -> Path:
    """Write the rows as CSV."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return path


def rows_of(path: Path) -> list[Row]:
    """The rows of a packed file."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def sums_by(rows: Iterable[Row], *keys: str) -> dict[tuple[str, ...], dict[str, int]]:
    """Six sums in cents by these columns; `day` is the date of the timestamp."""
    sums: dict[tuple[str, ...], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in rows:
        named = row | {"day": row["transaction_timestamp"][:10]}
        cents = {
            name: int(Decimal(row[name]) * 100)
            for name in ("sales_value", "retail_disc", "coupon_disc", "coupon_match_disc")
        }
        group = sums[tuple(named[key] for key in keys)]
        group["retail_disc"] += cents["retail_disc"]
        group["coupon_match_disc"] += cents["coupon_match_disc"]
        group["coupon_disc"] += cents["coupon_disc"]
        group["sales"] += cents["sales_value"]
        group["shelf"] += cents["sales_value"] + cents["retail_disc"] + cents["coupon_match_disc"]
        group["due"] += cents["sales_value"] - cents["coupon_disc"]
    return {key: dict(group) for key, group in sums.items()}
