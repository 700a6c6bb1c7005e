"""The day's backup, made by the open window between two customers."""

from dataclasses import replace
from pathlib import Path

import pytest

from counter_app.domain.errors import Fault
from counter_app.domain.facts import BackupMade
from counter_app.services.backup import Backup, Chosen
from counter_app.services.use_cases import UseCases
from counter_app.settings import StoreSettings, write_settings
from counter_app.ui.flows.keys import Intent
from counter_app.ui.flows.selling.parts import Note
from counter_app.ui.presenters.backing_up import AGAIN_MS
from tests.fakes import FixedClock
from tests.services.test_backup import HandShelf
from tests.ui.shop import TOASTER, Counted, store_in, window_over


@pytest.fixture
def stick(shop: Counted, tmp_path: Path) -> Path:
    """The second place of this machine."""
    folder = tmp_path / "stick"
    folder.mkdir()
    write_settings(shop.counter.place.folder, StoreSettings(backup_folder=folder))
    return folder


def look(shop: Counted) -> None:
    """The timer's moment, without waiting for it."""
    shop.opened.counter.backups.look()
    shop.driver.settle()


def backups(stick: Path) -> int:
    return len(list(stick.glob("*/*/manifest.json")))


def test_the_first_backup_is_made_and_told_to_who_sells(shop: Counted, stick: Path) -> None:
    shop.sell()
    look(shop)
    assert backups(stick) == 1
    assert shop.kinds().count(BackupMade.kind) == 1
    shop.driver.sees("Backup finished", str(stick))
    look(shop)
    assert backups(stick) == 1


def test_none_begins_while_a_basket_is_open(shop: Counted, stick: Path) -> None:
    shop.sell()
    shop.driver.scan(TOASTER)
    look(shop)
    assert backups(stick) == 0
    shop.driver.ask(Intent.FINISH)
    look(shop)
    assert backups(stick) == 1


def test_what_came_of_it_is_not_told_into_a_basket(shop: Counted, stick: Path) -> None:
    shop.sell()
    shop.opened.counter.backups.look()
    shop.opened.counter.scanned(TOASTER)  # before the copy has come back
    shop.driver.settle()
    assert backups(stick) == 1
    shop.driver.sees_not("Backup finished")
    shop.driver.ask(Intent.FINISH)
    look(shop)
    shop.driver.sees("Backup finished")


def test_the_closing_of_the_day_is_followed_by_its_backup(shop: Counted, stick: Path) -> None:
    shop.sell()
    look(shop)
    shop.counter.use.run_till.close(15_000, "104")
    look(shop)
    assert shop.kinds().count(BackupMade.kind) == 2
    assert backups(stick) == 1  # the newest of the day stays


def test_a_missing_disk_is_told_once_and_is_no_stop(shop: Counted, stick: Path) -> None:
    stick.rmdir()
    shop.sell()
    look(shop)
    shop.driver.sees("is not there", "are safe")
    shop.driver.scan(TOASTER)
    shop.driver.ask(Intent.FINISH)
    assert not stick.exists()
    assert shop.kinds().count("sale") == 1


def test_a_window_that_closes_begins_none(shop: Counted, stick: Path) -> None:
    shop.sell()
    shop.opened.counter.rest()
    look(shop)
    assert backups(stick) == 0


def test_a_window_without_a_second_place_is_quiet(shop: Counted) -> None:
    shop.sell()
    look(shop)
    assert shop.kinds().count(BackupMade.kind) == 0
    shop.driver.sees_not("Backup")


def test_the_same_trouble_is_told_once_and_tried_again_after_a_quarter_of_an_hour(
    folder: Path, tmp_path: Path
) -> None:
    clock, shelf = FixedClock(), HandShelf(error=Fault("backup.full", place="the stick"))
    with store_in(folder) as counter:

        def changed(use: UseCases) -> UseCases:
            backup = Backup(counter.store, clock, lambda: Chosen(Path("s")), lambda _: shelf)
            return replace(use, clock=clock, backup=backup)

        with window_over(counter, tmp_path, changed) as shop:
            told: list[Note] = []
            shop.opened.counter.backups.told.connect(told.append)
            shop.sell()
            for _ in range(2):
                look(shop)
                clock.advance(AGAIN_MS)
            assert [note.error for note in told] == [shelf.error]
            shelf.error = None
            look(shop)
            clock.advance(AGAIN_MS)
            look(shop)
            assert [note.key for note in told[1:]] == ["page.sale.backup_made"]
            assert len(shelf.kept) == 1
