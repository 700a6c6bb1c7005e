"""`self-test`: found a store, sell once, verify it; then nothing of it is left.

Invariant: it goes the way of every store, on this machine's own library, folders and keys.
"""

import argparse
import platform
import shutil
import tempfile
from pathlib import Path
from typing import Final

from counter_app.bootstrap import Counter, keys_folder
from counter_app.commands.demo_store import demo_people, found_demo
from counter_app.commands.spoken import language
from counter_app.commands.verify import sentence
from counter_app.domain.errors import Fault
from counter_app.domain.money import Money, currency
from counter_app.domain.own_codes import ReceiptNumber, parse_receipt_number
from counter_app.services.look_up import FoundItem
from counter_app.settings import ID_FILE
from counter_app.storage.keys import load_keys
from counter_app.storage.verification import verify
from counter_app.wording import Wording

ITEM: Final = "9520001000010"
FLOAT: Final = 10_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """It takes none."""
    del parser


def run(arguments: argparse.Namespace) -> int:
    """One line a step; 1 where the verification finds something."""
    del arguments
    words = Wording(language())
    with tempfile.TemporaryDirectory(prefix="counter-self-test-") as temporary:
        folder = Path(temporary) / "store"
        try:
            return _tried(folder, words)
        finally:
            if (folder / ID_FILE).exists():
                shutil.rmtree(keys_folder(folder), ignore_errors=True)


def _tried(folder: Path, words: Wording) -> int:
    print(words.words("command.self_test.set_up", python=platform.python_version()))
    counter = found_demo(folder)
    try:
        products = words.number(counter.catalogue.count())
        print(words.words("command.self_test.store", products=products))
        number, total = _sell(counter)
        paid = words.money_symbol(total)
        print(words.words("command.self_test.sale", number=number, paid=paid))
    finally:
        counter.close()
    report = verify(folder, load_keys(keys_folder(folder)))
    for finding in report.findings:
        print(sentence(words, finding))
    if not report.passed:
        return 1
    entries = words.number(report.entries)
    print(words.words("command.self_test.verified", entries=entries))
    return 0


def _sell(counter: Counter) -> tuple[ReceiptNumber, Money]:
    """One item for exact cash, by the first person of the demo store."""
    use = counter.use
    first = demo_people()[0]
    person = use.sign_in.by_number(first.person.number, first.pin)
    use.run_till.open(FLOAT, person.number)
    found = use.look_up.scanned(ITEM)
    if not isinstance(found, FoundItem):
        raise Fault("self_test.no_item", retry=False, code=ITEM)
    draft = use.sell.add(use.sell.begin(person.language), found)
    sale = use.take_payment.settle_in_cash(draft, None, person).sale
    total = Money(sale.total, currency(counter.store.founded().currency))
    return parse_receipt_number(sale.number), total
