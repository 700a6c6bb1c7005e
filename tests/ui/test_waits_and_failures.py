"""Every wait has its words; every failure says what is safe and loses nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from counter_app.domain.errors import Fault
from counter_app.domain.staff import Person
from counter_app.services.catalogues.inbox import HandIn, hand_in
from counter_app.services.drafts import CURRENT, Draft
from counter_app.services.recover import Recover, Recovered
from counter_app.services.sell import Sell
from counter_app.services.take_payment import Paid, TakePayment
from counter_app.services.use_cases import UseCases
from counter_app.ui.flows.keys import Intent
from tests.own_keys import own_keys
from tests.ui.shop import PAN, TOASTER, Counted, store_in, window_over

FULL, READ_ONLY = Fault("storage.full"), Fault("storage.failed", reason="readonly database")
PATIENCE_S = 20


@dataclass
class Disk:
    """The disk, as the use cases meet it: it may be full, or slow."""

    fault: Fault | None = None
    slow: Event | None = None
    stored: list[str] = field(default_factory=list)

    def write(self, what: str) -> None:
        if self.slow is not None:
            self.slow.wait(PATIENCE_S)
        if self.fault is not None:
            raise self.fault
        self.stored.append(what)


class SellOn:
    """Sells as the real one does, with what is written going to that disk."""

    def __init__(self, real: Sell, disk: Disk) -> None:
        self._real, self._disk = real, disk

    def __getattr__(self, name: str) -> object:
        return getattr(self._real, name)

    def keep(self, draft: Draft) -> None:
        self._disk.write("draft")
        self._real.keep(draft)


class PayOn:
    """Takes payments as the real one does, likewise."""

    def __init__(self, real: TakePayment, disk: Disk) -> None:
        self._real, self._disk = real, disk

    def __getattr__(self, name: str) -> object:
        return getattr(self._real, name)

    def settle_in_cash(self, draft: Draft, amount: int | None, user: Person) -> Paid:
        self._disk.write("sale")
        return self._real.settle_in_cash(draft, amount, user)


@contextmanager
def a_shop(folder: Path, disk: Disk) -> Iterator[Counted]:
    def on_disk(use: UseCases) -> UseCases:
        sell, pay = SellOn(use.sell, disk), PayOn(use.take_payment, disk)
        return replace(use, sell=sell, take_payment=pay)  # type: ignore[arg-type]  # twins

    with (
        own_keys(folder / "keys"),
        store_in(folder / "store") as counter,
        window_over(counter, folder, on_disk) as shop,
    ):
        yield shop


@pytest.fixture
def disk() -> Disk:
    return Disk()


@pytest.fixture
def shop(qtbot: QtBot, tmp_path: Path, disk: Disk) -> Iterator[Counted]:
    del qtbot
    with a_shop(tmp_path, disk) as shop:
        yield shop


def lines(shop: Counted) -> list[str]:
    return [line.code for line in shop.selling.state.bill.lines]


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (FULL, ("The disk is full", "free some space")),
        (READ_ONLY, ("could not be read or written",)),
    ],
)
def test_a_disk_that_takes_nothing_says_so_and_the_basket_stays(
    shop: Counted, disk: Disk, fault: Fault, said: tuple[str, ...]
) -> None:
    shop.sell()
    shop.driver.scan(TOASTER)
    disk.fault = fault
    shop.driver.scan(PAN)
    shop.driver.sees(*said)
    assert lines(shop) == [TOASTER, PAN]
    shop.driver.ask(Intent.FINISH)
    shop.driver.sees(*said)
    assert lines(shop) == [TOASTER, PAN]
    assert shop.selling.state.paid is None
    assert "sale" not in shop.kinds()


def test_when_there_is_room_again_the_same_key_sells_the_same_basket_once(
    shop: Counted, disk: Disk
) -> None:
    shop.sell()
    shop.driver.scan(TOASTER)
    disk.fault = FULL
    shop.driver.ask(Intent.FINISH)
    disk.fault = None
    shop.driver.ask(Intent.FINISH)
    assert shop.kinds().count("sale") == 1
    assert shop.counter.store.draft(CURRENT) is None


def test_a_slow_disk_is_said_after_a_while_and_the_sale_is_stored_once(
    shop: Counted, disk: Disk
) -> None:
    shop.sell()
    shop.driver.scan(TOASTER)
    disk.slow = Event()
    shop.selling.ask(Intent.CASH, "")
    shop.opened.attention.look()
    shop.ticks.now += 3_000
    shop.opened.attention.look()
    QApplication.processEvents()
    shop.driver.sees("Storing takes long", "Nothing is lost")
    shop.selling.ask(Intent.FINISH, "")  # somebody gets impatient
    disk.slow.set()
    shop.driver.settle()
    shop.driver.sees_not("Storing takes long")
    assert shop.kinds().count("sale") == 1


def test_while_the_counter_stores_nobody_is_locked_out(shop: Counted, disk: Disk) -> None:
    shop.sell()
    shop.driver.scan(TOASTER)
    disk.slow = Event()
    shop.selling.ask(Intent.CASH, "")
    shop.ticks.now += 600_000
    shop.opened.attention.look()
    assert shop.opened.counter.person is not None
    disk.slow.set()
    shop.driver.settle()
    assert shop.selling.state.paid is not None


def test_a_copy_that_takes_its_time_is_told_before_it_is_there(shop: Counted) -> None:
    shop.sell()
    shop.driver.scan(TOASTER)
    shop.driver.ask(Intent.FINISH)
    shop.selling.ask(Intent.REPRINT, "")
    assert shop.selling.view().shell.message.text == "The paper is being made"
    shop.driver.settle()
    shop.driver.sees("The copy is made")


def test_a_catalogue_that_is_being_loaded_is_told(shop: Counted) -> None:
    shop.sell()
    source = shop.counter.place.folder.parent / "new.csv"
    source.write_text("code,name,price,tax\n9520001999990,Clock,12.00,standard\n", "utf-8")
    hand_in(shop.counter.place.folder, source, HandIn(file="new.csv"), f"{1:032x}")
    shop.opened.counter.inbox.look()
    assert shop.selling.view().shell.message.text == "A new catalogue is being loaded"
    shop.driver.settle()
    shop.driver.sees("New catalogue: 1 products")


@dataclass
class Slow:
    """A recovery that takes as long as the test wants."""

    recover: Recover
    goes_on: Event

    def run(self) -> Recovered:
        self.goes_on.wait(PATIENCE_S)
        return self.recover.run()


def test_a_start_that_settles_what_was_open_says_so(qtbot: QtBot, tmp_path: Path) -> None:
    del qtbot
    words, goes_on, seen = "What was open at the last end is being settled", Event(), list[str]()

    def slow(use: UseCases) -> UseCases:
        return replace(use, recover=Slow(use.recover, goes_on))  # type: ignore[arg-type]  # a twin

    def look() -> None:
        labels = [one for one in QApplication.allWidgets() if isinstance(one, QLabel)]
        seen.extend(one.text() for one in labels if one.isVisible())
        goes_on.set()

    with own_keys(tmp_path / "keys"), store_in(tmp_path / "store") as counter:
        QTimer.singleShot(50, look)  # while the window waits for the recovery's end
        with window_over(counter, tmp_path, slow) as shop:
            assert any(words in text for text in seen)
            shop.driver.sees_not(words)
            shop.sell()
