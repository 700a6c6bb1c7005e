"""What the program is made of, as it is installed."""

import re
import tomllib
from email.message import Message
from importlib.metadata import Distribution, version
from os import PathLike
from pathlib import Path

import pytest

from counter_app.services.program.libraries import DIRECT, libraries, licence


class Made(Distribution):
    """A distribution that says what a test lets it say."""

    def __init__(self, *fields: tuple[str, str]) -> None:
        self.fields = fields

    def read_text(self, filename: str) -> str | None:
        message = Message()
        for name, value in (("Name", "made"), ("Version", "1"), *self.fields):
            message[name] = value
        return message.as_string() if filename == "METADATA" else None

    def locate_file(self, path: str | PathLike[str]) -> Path:
        return Path(path)


def test_every_dependency_of_the_project_is_told(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    named = [re.split(r"[<>=]", one)[0] for one in project["dependencies"]]
    assert sorted(DIRECT, key=str.lower) == sorted(
        (name if name != "sqlalchemy" else "SQLAlchemy" for name in named), key=str.lower
    )


def test_versions_are_those_that_are_installed_and_each_licence_has_a_name() -> None:
    found = {one.name.lower(): one for one in libraries()}
    assert found["reportlab"].version == version("reportlab")
    silent = [one.name for one in found.values() if not one.licence]
    assert silent == ["sqlcipher3"]  # its page says so in words
    assert "python" in found
    assert "pytest" not in found


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ((("License-Expression", "MIT"), ("License", "other")), "MIT"),
        ((("License", "BSD-3-Clause"),), "BSD-3-Clause"),
        (
            (("License", "word " * 40), ("Classifier", "License :: OSI Approved :: MIT License")),
            "MIT License",
        ),
        ((("License", "UNKNOWN"),), ""),
        ((("Classifier", "License :: OSI Approved"),), ""),
        ((), ""),
    ],
)
def test_a_licence_is_told_by_its_name(fields: tuple[tuple[str, str], ...], name: str) -> None:
    assert licence(Made(*fields)) == name
