"""A journey knows what a person knows: nothing in it reaches behind the window."""

import ast
from pathlib import Path

BEHIND = ("counter_app.ui.presenters", "counter_app.ui.flows", "counter_app.storage")


def reached(source: str) -> list[str]:
    """The modules behind the window that a source imports."""
    found = []
    for node in ast.walk(ast.parse(source)):
        names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        found += [name for name in names if name.startswith(BEHIND)]
    return found


def test_no_journey_imports_what_is_behind_the_window() -> None:
    files = Path(__file__).parent.glob("*.py")
    assert {file.name: reached(file.read_text("utf-8")) for file in files} == {
        file.name: [] for file in Path(__file__).parent.glob("*.py")
    }


def test_a_journey_that_did_would_be_found() -> None:
    source = "from counter_app.ui.presenters.selling import SellingPresenter\n"
    assert reached(source) == ["counter_app.ui.presenters.selling"]
