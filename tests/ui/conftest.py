"""A dressed application and a look to build widgets with."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication

from counter_app.services.resources import resource_dir
from counter_app.ui.application import dress, make_application
from counter_app.ui.arrangement import arrange
from counter_app.ui.look import Look
from counter_app.ui.theme import Mode, Theme, Tokens, read_tokens
from counter_app.wording import Wording

MakeLook = Callable[..., Look]


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    return QApplication


@pytest.fixture(scope="session")
def tokens() -> Tokens:
    return read_tokens(resource_dir())


@pytest.fixture
def make_look(qapp: QApplication, tokens: Tokens) -> MakeLook:
    """A look in any language, mode, text size and window size; the application wears it."""
    make_application(resource_dir())

    def make(
        language: str = "en",
        mode: Mode = Mode.LIGHT,
        percent: int = 100,
        size: tuple[int, int] = (1366, 768),
    ) -> Look:
        theme = Theme(tokens, mode, percent)
        dress(qapp, theme)
        arrangement = arrange(*size, percent, tokens.measures)
        return Look(theme, Wording(language), arrangement)

    return make


@pytest.fixture
def look(make_look: MakeLook) -> Look:
    return make_look()
