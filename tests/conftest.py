"""What every test stands on: offscreen Qt, the guards, Hypothesis profiles, the shared folder."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

from tests.guards import NoNetwork, UnplannedLogLines

# Set before anything loads Qt, and over whatever the machine has: no test opens a window.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
# The command line speaks the machine's language; what a test reads is English.
os.environ["COUNTER_LANGUAGE"] = "en"

settings.register_profile("ci", deadline=None, print_blob=True, derandomize=True)
settings.register_profile("default", deadline=None, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


def pytest_configure(config: pytest.Config) -> None:
    """Set the guards before the first test."""
    config.pluginmanager.register(UnplannedLogLines(), "unplanned-log-lines")
    config.pluginmanager.register(NoNetwork(), "no-network")


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's own folder."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder `shared` beside the project, with data too large to be part of it."""
    if not SHARED.is_dir():
        pytest.skip("the folder `shared` is not beside the project")
    return SHARED
