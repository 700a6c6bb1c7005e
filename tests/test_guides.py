"""What the guides say is there; their tables are the program's own."""

import re
import tomllib
from pathlib import Path

import pytest

from counter_app.commands.arguments import COMMANDS
from counter_app.commands.demo_store import EMPTY_CARD, GIFT_CARD, STORE_CREDIT
from counter_app.devices.simulated import BY_CENTS, Behaviour
from counter_app.domain.facts import KINDS
from counter_app.ui.flows.keys import ALSO, SHORTCUTS, TYPED, Intent
from tests.conftest import ROOT

GUIDES = (
    "README.md",
    "CONTRIBUTING.md",
    *(path.relative_to(ROOT).as_posix() for path in sorted(ROOT.glob("docs/*.md"))),
    "tests/conformance/README.md",
)
NAMED_PATH = re.compile(
    r"`((?:counter_app|docs|resources|tests)/[\w./-]*|[\w-]+\.(?:lock|md|py|toml))`"
)
LINK = re.compile(r"\]\(([^)#\s]+)[^)]*\)|<img[^>]* src=\"([^\"]+)\"")
README = (ROOT / "README.md").read_text("utf-8")
LARGEST_PICTURE = 120_000  # bytes
CENTS = {
    "declines": Behaviour.DECLINE,
    "approves half": Behaviour.PARTIAL,
    "takes a debit card": Behaviour.APPROVE_DEBIT,
    "is silent, though it charged": Behaviour.LATE,
    "is silent and charged nothing": Behaviour.LOST,
    "is silent and still busy at first": Behaviour.BUSY,
    "wants a signature": Behaviour.SIGN,
    "answers twice": Behaviour.TWICE,
    "answers for somebody else first": Behaviour.CROSSED,
}


@pytest.mark.parametrize("guide", GUIDES)
def test_a_guide_names_files_that_exist(guide: str) -> None:
    folder = (ROOT / guide).parent
    named = NAMED_PATH.findall((ROOT / guide).read_text("utf-8"))
    assert [path for path in named if not (ROOT / path).exists() | (folder / path).exists()] == []


@pytest.mark.parametrize("guide", GUIDES)
def test_every_picture_and_link_of_a_guide_is_there(guide: str) -> None:
    assert [
        link for link in links(ROOT / guide) if not ((ROOT / guide).parent / link).exists()
    ] == []


def links(guide: Path) -> list[str]:
    found = [one or other for one, other in LINK.findall(guide.read_text("utf-8"))]
    return [link for link in found if not link.startswith(("http://", "https://"))]


def test_links_and_pictures_are_found(tmp_path: Path) -> None:
    guide = tmp_path / "guide.md"
    guide.write_text('![a](b.png) [c](d.md#e) <img alt="f" src="g.png"> [h](https://i.org)')
    assert links(guide) == ["b.png", "d.md", "g.png"]


def test_pictures_are_small_and_every_one_is_shown() -> None:
    pictures = sorted(ROOT.glob("docs/pictures/*"))
    shown = {link for link in links(ROOT / "README.md") if link.startswith("docs/pictures/")}
    assert {path.relative_to(ROOT).as_posix() for path in pictures} == shown
    assert [path.name for path in pictures if path.stat().st_size > LARGEST_PICTURE] == []


def table(heading: str) -> dict[str, str]:
    """A table of the README with pairs of columns: what stands left -> what stands right of it."""
    lines = README[README.index(heading) :].splitlines()[2:]
    pairs: dict[str, str] = {}
    for line in lines:
        if not line.startswith("|"):
            break
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        pairs |= {left: right for left, right in zip(cells[::2], cells[1::2], strict=True) if left}
    return pairs


def test_the_terminal_does_what_the_readme_says_of_the_cents() -> None:
    said = {int(cents.removeprefix(".")): CENTS[does] for cents, does in table("| cents |").items()}
    assert said == BY_CENTS


def test_the_keys_of_the_readme_are_those_of_the_window() -> None:
    said = {key.strip() for keys in table("| key |") if "`" not in keys for key in keys.split(",")}
    typed = {"-" if intent is Intent.LESS else key for intent, key in TYPED.items()}
    assert said == {*SHORTCUTS.values(), *ALSO.values(), *typed}


def test_who_signs_in_and_what_is_scanned_in_the_first_minute_is_in_the_demo() -> None:
    staff = tomllib.loads((ROOT / "resources/demo/staff.toml").read_text("utf-8"))["person"]
    number, pin = re.findall(r"type `(\d+)`, then `(\d+)`", README)[0]
    assert (number, pin) in {(one["number"], one["pin"]) for one in staff}
    item = re.findall(r"Type `(\d{13})` and Enter", README)[0]
    assert f"\n{item}," in (ROOT / "resources/demo/catalogue.csv").read_text("utf-8")
    for card in (GIFT_CARD, STORE_CREDIT, EMPTY_CARD):
        assert f"`{card}`" in README


def test_the_readme_lists_every_command() -> None:
    named = {
        words.split()[0] for words in re.findall(r"^\| `([a-z-]+[^`]*)` \|", README, re.MULTILINE)
    }
    assert {entry.name for entry in COMMANDS} <= named


def test_every_kind_of_entry_is_published() -> None:
    published = (ROOT / "docs/journal.md").read_text("utf-8")
    assert [kind for kind in KINDS if f"`{kind}`" not in published] == []
