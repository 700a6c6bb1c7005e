"""The screen looks as this machine chose it last, and fits the screen it is on."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSize

from counter_app.ui.kept_looks import keep, with_kept
from counter_app.ui.pages.window_size import fits
from counter_app.ui.presenters.looks import Looks


@pytest.mark.parametrize(
    "looks",
    [
        Looks("en", dark=True, percent=150, chosen=True),
        Looks("en", dark=False, percent=200, chosen=True),
        Looks("en", percent=125),
        Looks("en", volume=0),
        Looks("en", volume=3, still=True, still_chosen=True),
        Looks("en", still=False, still_chosen=True),
    ],
)
def test_what_was_chosen_is_as_it_was_chosen_last(tmp_path: Path, looks: Looks) -> None:
    file = tmp_path / "window.ini"
    keep(looks, file)
    assert with_kept(Looks("en"), file) == looks


@pytest.mark.parametrize("text", ["", "percent=7\nmode=pink\nvolume=9\nstill=maybe\n", "\x00\xff"])
def test_a_file_that_says_nothing_sensible_changes_nothing(tmp_path: Path, text: str) -> None:
    file = tmp_path / "window.ini"
    assert with_kept(Looks("it"), file) == Looks("it")
    file.write_text(text, "utf-8")
    assert with_kept(Looks("it"), file) == Looks("it")
    assert with_kept(Looks("it"), None) == Looks("it")


@pytest.mark.parametrize(
    ("screen", "fitting"),
    [((1920, 1040), True), ((1366, 768), False), ((1024, 728), False), ((1440, 700), False)],
)
def test_a_window_that_would_not_fit_takes_the_whole_screen(
    *, screen: tuple[int, int], fitting: bool
) -> None:
    assert fits(QSize(*screen)) is fitting
