"""At the real window: every happening is heard, seen and announced exactly once."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from counter_app.bootstrap import Parts
from counter_app.devices.simulated import Behaviour, SimulatedTerminal
from counter_app.domain.errors import Fault
from counter_app.services.drafts import Draft
from counter_app.services.sell import Sell
from counter_app.services.use_cases import UseCases
from counter_app.ui.flows.keys import Intent
from counter_app.ui.flows.selling.announcing import Said
from counter_app.ui.senses.announcing import ScreenReader, event_of
from counter_app.ui.senses.tones import Sound
from counter_app.ui.widgets.scan_line import STEADY_MS, ScanLine
from tests.ui.shop import KETTLE, PAN, TOASTER, Counted, store_in, window_over

UNKNOWN = "5449000000996"
KNIFE = "9520002000095"  # adults only


@dataclass
class HeardSpeaker:
    """A speaker that keeps what it was asked to play."""

    heard: list[tuple[Sound, int]] = field(default_factory=list)
    silent: bool = False
    prepared: int = 0
    closed: bool = False

    def prepare(self) -> None:
        self.prepared += 1

    def play(self, sound: Sound, volume: int) -> None:
        self.heard.append((sound, volume))

    def close(self) -> None:
        self.closed = True

    def sounds(self) -> list[Sound]:
        """What was heard since this was asked last."""
        heard, self.heard = self.heard, []
        return [sound for sound, _ in heard]


@dataclass
class HeardReader:
    """A screen reader that keeps what it was told."""

    told: list[Said] = field(default_factory=list)

    def announce(self, said: Said) -> None:
        self.told.append(said)

    def said(self) -> list[Said]:
        """What was told since this was asked last."""
        told, self.told = self.told, []
        return told


@dataclass
class Sensed:
    shop: Counted
    speaker: HeardSpeaker
    reader: HeardReader

    def after(self, *codes: str) -> None:
        """Scan, and let everything come to rest."""
        for code in codes:
            self.shop.driver.scan(code)
        self.shop.driver.settle()

    def forget(self) -> None:
        self.speaker.sounds()
        self.reader.said()


@contextmanager
def sensing(
    folder: Path, parts: Parts | None = None, changed: object = None, *, silent: bool = False
) -> Iterator[Sensed]:
    speaker, reader = HeardSpeaker(silent=silent), HeardReader()
    with (
        store_in(folder, parts) as counter,
        window_over(
            counter,
            folder.parent,
            changed or (lambda use: use),  # type: ignore[arg-type]  # a test's own twin
            speaker=speaker,
            announcer=reader,
        ) as shop,
    ):
        shop.sell()
        sensed = Sensed(shop, speaker, reader)
        sensed.forget()
        yield sensed


def urgent(said: list[Said]) -> list[str]:
    return [one.text for one in said if one.now]


def polite(said: list[Said]) -> list[str]:
    return [one.text for one in said if not one.now]


def test_an_item_is_heard_once_and_read_once(folder: Path) -> None:
    with sensing(folder) as all_:
        all_.after(TOASTER)
        assert all_.speaker.sounds() == [Sound.STORED]
        assert polite(all_.reader.said())[:1] == ["Toaster, 2 slices, 1, 24.90"]


def test_an_item_sounds_only_when_it_is_on_the_disk(folder: Path) -> None:
    class Full(Sell):
        def keep(self, draft: Draft) -> None:
            del draft
            raise Fault("drawer.no_answer")  # any fault will do

    def full(use: UseCases) -> UseCases:
        twin = object.__new__(Full)
        twin.__dict__.update(use.sell.__dict__)
        return replace(use, sell=twin)

    with sensing(folder, changed=full) as all_:
        all_.after(TOASTER)
        assert all_.speaker.sounds() == [Sound.ERROR]


def test_an_unknown_code_is_heard_and_told_once_and_at_once(folder: Path) -> None:
    with sensing(folder) as all_:
        all_.after(UNKNOWN)
        assert all_.speaker.sounds() == [Sound.ERROR]
        assert urgent(all_.reader.said()) == [f"Unknown code {UNKNOWN}"]


def test_what_an_item_asks_is_heard_and_told_once(folder: Path) -> None:
    with sensing(folder) as all_:
        all_.after(KNIFE)
        assert all_.speaker.sounds() == [Sound.ATTENTION]
        assert len(urgent(all_.reader.said())) == 1


def test_the_change_is_told_once_and_the_drawer_is_heard_once(folder: Path) -> None:
    with sensing(folder) as all_:
        all_.after(TOASTER)
        all_.forget()
        all_.shop.driver.write("30")
        all_.shop.driver.ask(Intent.CASH)
        assert all_.speaker.sounds() == [Sound.MONEY]
        assert urgent(all_.reader.said()) == ["Change 5.10"]


def test_a_declined_card_is_heard_and_told_once(folder: Path) -> None:
    parts = Parts(cheap_pins=True, terminal=SimulatedTerminal([Behaviour.DECLINE]))
    with sensing(folder, parts) as all_:
        all_.after(TOASTER)
        all_.forget()
        all_.shop.driver.ask(Intent.CARD)
        assert all_.speaker.sounds() == [Sound.ERROR]
        assert len(urgent(all_.reader.said())) == 1


def test_the_balance_is_told_when_it_has_settled_and_once_for_many_scans(
    folder: Path, qtbot: QtBot
) -> None:
    with sensing(folder) as all_:
        all_.after(TOASTER, PAN, KETTLE)

        def settled() -> None:
            assert "Customer pays 72.70" in polite(all_.reader.told)

        qtbot.waitUntil(settled)
        told = [text for text in polite(all_.reader.told) if text.startswith("Customer pays")]
        assert told == ["Customer pays 72.70"]


def test_a_bounce_and_a_scan_that_waits_tick(folder: Path) -> None:
    with sensing(folder) as all_:
        all_.shop.opened.scanner.bounced.emit(PAN)
        all_.shop.opened.scanner.kept_waiting.emit(PAN)
        assert all_.speaker.sounds() == [Sound.TICK, Sound.TICK]


def test_at_volume_0_nothing_is_heard_and_everything_is_still_told(folder: Path) -> None:
    with sensing(folder) as all_:
        for _ in range(2):  # loud, then off
            all_.shop.driver.ask(Intent.VOLUME)
        all_.shop.driver.sees("Sound off", "Each sound still shows as a flash")
        all_.forget()
        all_.after(UNKNOWN)
        assert all_.speaker.sounds() == []
        assert len(urgent(all_.reader.said())) == 1


def test_another_volume_is_heard_at_once(folder: Path) -> None:
    with sensing(folder) as all_:
        all_.shop.driver.ask(Intent.VOLUME)
        all_.shop.driver.sees("Sound loud")
        assert all_.speaker.heard == [(Sound.STORED, 3)]


def test_a_machine_without_sound_says_so_where_its_volume_is_changed(folder: Path) -> None:
    with sensing(folder, silent=True) as all_:
        all_.shop.driver.ask(Intent.VOLUME)
        all_.shop.driver.sees("This machine plays no sound")
        assert all_.speaker.sounds() == []


def test_a_window_that_closes_gives_the_device_back(folder: Path) -> None:
    with sensing(folder) as all_:
        pass
    assert all_.speaker.closed


# ------------------------------------------------------------------------------------- flashes


def scan_line(shop: Counted) -> ScanLine:
    return shop.opened.window.findChildren(ScanLine)[-1]


def edge(shop: Counted) -> str:
    return str(scan_line(shop).property("field"))


def test_every_sound_flashes_the_scan_line_too(folder: Path, qtbot: QtBot) -> None:
    with sensing(folder) as all_:
        for sound in Sound:
            if sound is Sound.STORED:
                all_.shop.driver.scan(TOASTER)
            else:
                all_.shop.opened.counter.sounded.emit(sound)
            assert edge(all_.shop) == sound
            qtbot.waitUntil(lambda: edge(all_.shop) in {"rest", "focus"})


def test_with_less_motion_the_edge_stays_for_a_second_instead(folder: Path) -> None:
    with sensing(folder) as all_:
        all_.shop.opened.counter.follow(still=True)
        line = scan_line(all_.shop)
        line.flash("error")
        assert line.steady_for() == STEADY_MS
        all_.shop.driver.ask(Intent.MOTION)
        all_.shop.driver.sees("The scan line flashes again")
        moving = scan_line(all_.shop)
        moving.flash("error")
        assert moving.steady_for() <= 150


def test_a_page_that_is_built_again_does_not_flash_what_is_over(folder: Path) -> None:
    with sensing(folder) as all_:
        all_.after(TOASTER)
        all_.shop.driver.ask(Intent.MODE)
        assert edge(all_.shop) in {"rest", "focus"}


# ----------------------------------------------------------------------------------- the system


def test_the_screen_reader_gets_the_words_and_how_urgent_they_are(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    politeness = QAccessible.AnnouncementPoliteness
    for said, expected in (
        (Said("Change 5.10", now=True), politeness.Assertive),
        (Said("Toaster"), politeness.Polite),
    ):
        event = event_of(window, said)
        assert (event.message(), event.politeness()) == (said.text, expected)
        ScreenReader(window).announce(said)
