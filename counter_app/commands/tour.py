"""Drive the real window through a scripted day in a fresh store; pictures and papers under `out`.

Invariant: nothing outside the output folder is touched, and the first thing that is not as expected
ends the tour with status 1.
"""

import argparse
import os
import shutil
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from counter_app.bootstrap import Parts
from counter_app.commands.demo_store import (
    EMPTY_CARD,
    GIFT_CARD,
    STORE_CREDIT,
    demo_people,
    found_demo,
    opening_float,
)
from counter_app.commands.spoken import words
from counter_app.devices.paper_folder import PaperFolder
from counter_app.domain import own_codes
from counter_app.services.resources import resource_dir
from counter_app.settings import KEYS_VARIABLE

if TYPE_CHECKING:
    from counter_app.ui.tour.driver import Told

NEW_CARD: Final = "8204719365028471"
OTHER_CARD: Final = "1957306428841730"
ENGLISH, ITALIAN, GREEK = "104", "117", "126"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Tell what the command takes."""
    parser.add_argument("--out", type=Path, default=Path("out/tour"), help="command.tour.out")


def run(arguments: argparse.Namespace) -> int:
    """Run the tour, a line for each step; 0 when all was as expected."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    out: Path = arguments.out
    for old in (*out.glob("*.png"), *out.glob("papers/*.pdf")):
        old.unlink()
    (out / "papers").mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="counter-tour-"))
    os.environ[KEYS_VARIABLE] = str(folder / "keys")
    try:
        return tour(folder / "store", out)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def tour(folder: Path, out: Path) -> int:
    """The day in a new demo store in `folder`; prints a line for each step."""
    from counter_app.ui.assembly import Opening, open_window  # noqa: PLC0415 - help needs no Qt
    from counter_app.ui.flows.signing_in import DemoSecret  # noqa: PLC0415 - help needs no Qt
    from counter_app.ui.tour.cast import Cast  # noqa: PLC0415 - help needs no Qt
    from counter_app.ui.tour.day import whole_day  # noqa: PLC0415 - help needs no Qt
    from counter_app.ui.tour.driver import Driver, Ticks, TourFailedError  # noqa: PLC0415 - no Qt for help

    begun = time.perf_counter()
    counter = found_demo(folder, Parts(printer=PaperFolder(out / "papers")))
    people = {one.person.number: one for one in demo_people()}
    ticks = Ticks()
    opened = open_window(
        counter.use,
        Opening(
            resources=resource_dir(),
            wording=counter.wording,
            people=tuple(DemoSecret(one.person, one.pin) for one in people.values()),
            opening_float=opening_float(),
            clock=ticks,
        ),
    )
    cast = Cast(
        english=(ENGLISH, people[ENGLISH].pin),
        italian=(ITALIAN, people[ITALIAN].pin),
        greek=(GREEK, people[GREEK].pin),
        badge=own_codes.badge_code(people[ENGLISH].badge),
        gift_card=own_codes.gift_card_code(GIFT_CARD),
        store_credit=own_codes.gift_card_code(STORE_CREDIT),
        empty_card=own_codes.gift_card_code(EMPTY_CARD),
        new_card=own_codes.gift_card_code(NEW_CARD),
        other_card=own_codes.gift_card_code(OTHER_CARD),
        receipt_code=lambda number: own_codes.receipt_code(number, counter.store.code_key()),
    )
    try:
        driver = Driver(opened, ticks, counter.store.entries, out)
        for name, script in whole_day(cast):
            told = driver.step(name, script)
            print(_line(told))
    except TourFailedError as failed:
        print(words("command.tour.failed", reason=failed))
        return 1
    finally:
        opened.close()
        opened.window.close()
        counter.close()
    papers = len(list((out / "papers").glob("*.pdf")))
    took = time.perf_counter() - begun
    print(
        words(
            "command.tour.done",
            steps=len(driver.told),
            papers=papers,
            seconds=f"{took:.1f}",
            folder=out,
        )
    )
    return 0


def _line(told: "Told") -> str:
    """One step: what, how many actions, how long."""
    return words(
        "command.tour.step",
        name=f"{told.name:<28}",
        actions=f"{told.actions:>3}",
        ms=f"{told.milliseconds:>6}",
    )
