"""Checks 15 and 17 at the real window, in each language; and what each is there to find."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from counter_app.services.drafts import Draft
from counter_app.ui.flows.keys import Intent
from counter_app.ui.flows.selling.announcing import Said
from counter_app.wording import LANGUAGES, Wording
from tests.accessibility.happenings import announced, lost
from tests.own_keys import own_keys
from tests.ui.shop import KETTLE, TOASTER, Counted, store_in, window_over

UNKNOWN, KNIFE = "5449000000996", "9520002000095"
PASSED_S = 300  # longer than any notice and lock of the shipped policy


@dataclass
class Reader:
    """A screen reader that keeps what it was told; `times` more often than it should."""

    times: int = 1
    told: list[str] = field(default_factory=list)

    def announce(self, said: Said) -> None:
        self.told += [said.text] * self.times

    def heard(self) -> list[str]:
        """What was told since this was asked last."""
        told, self.told = self.told, []
        return told


@contextmanager
def a_shop(folder: Path, reader: Reader, language: str) -> Iterator[Counted]:
    with (
        own_keys(folder / "keys"),
        store_in(folder / "store") as counter,
        window_over(counter, folder, announcer=reader) as shop,
    ):
        shop.sell(language)
        reader.heard()
        yield shop


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_line_an_unknown_code_a_question_and_the_change_are_told_once(
    qtbot: QtBot, tmp_path: Path, language: str
) -> None:
    del qtbot
    reader = Reader()
    with a_shop(tmp_path, reader, language) as shop:
        toaster = {"en": "Toaster", "it": "Tostapane", "el": "Φρυγανιέρα"}[language]
        pays = Wording(language).words("page.sale.pays")  # told when it has settled, not here
        for code, named in ((TOASTER, toaster), (UNKNOWN, UNKNOWN), (KNIFE, "18")):
            shop.driver.scan(code)
            heard = [text for text in reader.heard() if not text.startswith(pays)]
            assert len([text for text in heard if named in text]) == 1, (code, heard)
            assert announced(heard, [text for text in heard if named in text]) == []


def test_a_reader_that_repeats_itself_is_reported(qtbot: QtBot, tmp_path: Path) -> None:
    del qtbot
    reader = Reader(times=2)
    with a_shop(tmp_path, reader, "en") as shop:
        shop.driver.scan(TOASTER)
        heard = [text for text in reader.heard() if "Toaster" in text]
        assert announced(heard, heard[:1]) == [f"{heard[0]!r} was announced 2 times"]
    assert announced([], ["Change 5.20"]) == ["'Change 5.20' was announced 0 times"]
    assert announced(["Hello"], []) == ["'Hello' was announced for nothing"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_wait_that_locks_the_counter_loses_nothing(
    qtbot: QtBot, tmp_path: Path, language: str
) -> None:
    del qtbot
    with a_shop(tmp_path, Reader(), language) as shop:
        before = waited(shop, language)
        assert lost(before, shop.selling.state.draft) == []


def test_a_line_that_a_wait_took_away_is_reported(qtbot: QtBot, tmp_path: Path) -> None:
    del qtbot
    with a_shop(tmp_path, Reader(), "en") as shop:
        before = waited(shop, "en")
        shop.driver.ask(Intent.UNDO)
        assert lost(before, shop.selling.state.draft) == [f"{KETTLE} is gone or another now"]
        other = replace(before, basket=replace(before.basket, id="another"))
        assert lost(before, other) == ["another basket is open"]


def waited(shop: Counted, language: str) -> Draft:
    """Two lines, nobody there until the counter has locked itself, then the PIN again."""
    shop.driver.scan(TOASTER)
    shop.driver.scan(KETTLE)
    before = shop.selling.state.draft
    shop.ticks.now += PASSED_S * 1000
    shop.opened.attention.look()
    shop.driver.settle()
    assert shop.opened.counter.page is not shop.selling, "it did not lock"
    shop.sign_in(language)
    return before
