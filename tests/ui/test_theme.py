"""Every colour comes from the tokens, and every pair of them can be read."""

import re
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from counter_app.ui.presenters.looks import SIZES
from counter_app.ui.stylesheet import stylesheet
from counter_app.ui.theme import Mode, Theme, Tokens
from counter_app.wording import LANGUAGES
from counter_app.wording.catalogues import read_catalogue

PAIRS = (
    ("text", "surface", 7),
    ("text", "canvas", 7),
    ("text", "raised", 7),
    ("text", "primary_soft", 7),
    ("muted", "surface", 4.5),
    ("muted", "canvas", 4.5),
    ("muted", "primary_soft", 4.5),
    ("muted", "sunken", 4.5),
    ("muted", "raised", 4.5),
    ("faint", "surface", 4.5),
    ("faint", "raised", 3),
    ("on_primary", "primary", 4.5),
    ("on_primary", "primary_hover", 4.5),
    ("on_primary", "primary_press", 4.5),
    ("on_soft", "primary_soft", 4.5),
    ("on_soft", "sunken", 4.5),
    ("on_soft", "surface", 4.5),
    ("primary", "surface", 4.5),
    ("return_fg", "return_bg", 7),
    ("approval_fg", "approval_bg", 7),
    ("surface", "approval_edge", 4.5),
    ("error_fg", "error_bg", 4.5),
    ("error_fg", "surface", 4.5),
    ("text", "success_bg", 7),
    ("success_fg", "success_bg", 7),
    ("success_fg", "surface", 7),
    ("focus", "surface", 3),
    ("focus", "canvas", 3),
    ("border", "surface", 3),
    ("border", "canvas", 3),
    ("return_edge", "return_bg", 3),
    ("approval_edge", "approval_bg", 3),
    ("error_edge", "error_bg", 3),
    ("success_edge", "success_bg", 3),
    ("chart_1", "surface", 3),
    ("chart_2", "surface", 3),
    ("chart_1", "chart_2", 1.5),
    ("chart_2", "chart_3", 1.5),
    ("chart_3", "chart_4", 1.5),
    ("chart_4", "chart_5", 1.5),
)


def luminance(colour: QColor) -> float:
    parts = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: QColor, other: QColor) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("mode", list(Mode))
def test_every_pair_of_colours_that_meet_can_be_told_apart(
    qapp: QApplication, tokens: Tokens, mode: Mode
) -> None:
    del qapp
    theme = Theme(tokens, mode)
    short = {
        f"{ink} on {ground}": round(contrast(theme.colour(ink), theme.colour(ground)), 2)
        for ink, ground, least in PAIRS
        if contrast(theme.colour(ink), theme.colour(ground)) < least
    }
    assert short == {}


def test_light_and_dark_name_the_same_roles(tokens: Tokens) -> None:
    assert tokens.colours[Mode.LIGHT].keys() == tokens.colours[Mode.DARK].keys()


def test_no_colour_is_written_outside_the_tokens(root: Path) -> None:
    written = [
        path.name
        for path in (root / "counter_app" / "ui").rglob("*.py")
        if re.search(r"#[0-9A-Fa-f]{6}\b", path.read_text("utf-8"))
    ]
    assert written == []


def test_no_widget_has_a_stylesheet_of_its_own(root: Path) -> None:
    setters = [
        path.name
        for path in (root / "counter_app" / "ui").rglob("*.py")
        if "setStyleSheet" in path.read_text("utf-8")
    ]
    assert setters == ["application.py"]


@pytest.mark.parametrize(("mode", "percent"), list(product(Mode, SIZES)))
def test_the_stylesheet_holds_only_colours_of_its_mode(
    qapp: QApplication, tokens: Tokens, mode: Mode, percent: int
) -> None:
    del qapp
    theme = Theme(tokens, mode, percent)
    used = set(re.findall(r"#[0-9A-F]{6}", stylesheet(theme)))
    assert used
    assert used <= set(tokens.colours[mode].values())


def test_small_text_grows_fully_and_large_text_by_half(qapp: QApplication, tokens: Tokens) -> None:
    del qapp
    large = Theme(tokens, Mode.LIGHT, 200)
    assert (large.px("body"), large.px("title")) == (30, 36)
    assert (large.px("balance"), large.px("display")) == (60, 96)
    assert large.grow(20) == 30


def test_what_is_disabled_stays_readable_without_a_style(
    qapp: QApplication, tokens: Tokens
) -> None:
    del qapp
    palette = Theme(tokens, Mode.DARK).palette()
    role, group = QPalette.ColorRole, QPalette.ColorGroup.Disabled
    ink, ground = palette.color(group, role.ButtonText), palette.color(group, role.Button)
    assert contrast(ink, ground) >= 4.5


def test_an_icon_is_drawn_in_its_role_and_kept(qapp: QApplication, tokens: Tokens) -> None:
    del qapp
    theme = Theme(tokens, Mode.LIGHT)
    icon = theme.icon("tick", "error_fg", 20, 2.0)
    assert (icon.width(), icon.deviceIndependentSize().width()) == (40, 20)
    image, wanted = icon.toImage(), theme.colour("error_fg")
    solid = {
        image.pixelColor(x, y).name()
        for x in range(40)
        for y in range(40)
        if image.pixelColor(x, y).alpha() == 255
    }
    assert solid == {wanted.name()}
    assert theme.icon("tick", "error_fg", 20, 2.0).cacheKey() == icon.cacheKey()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("bold", [False, True], ids=["regular", "bold"])
def test_the_bundled_fonts_hold_every_character_of_the_catalogues(
    make_look: object, tokens: Tokens, language: str, *, bold: bool
) -> None:
    del make_look
    metrics = Theme(tokens, Mode.LIGHT).metrics("body", bold=bold)
    characters = set("".join(read_catalogue(language).values())) | set("‒·×…€§ \N{NO-BREAK SPACE}")
    characters -= {"\n"}
    assert sorted(char for char in characters if not metrics.inFontUcs4(ord(char))) == []
