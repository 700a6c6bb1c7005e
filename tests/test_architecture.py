"""The house rules that no linter knows, read from the source itself.

Imports between layers are held by the contract in pyproject.toml, docstrings and complexity by
ruff; what is here is everything else.
"""

import ast
import re
import statistics
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from counter_app.wording.catalogues import read_catalogue
from tests.conftest import ROOT

LONGEST_FILE = 400
LONGEST_TEST_FILE = 600  # tables of cases are long and flat
NINE_IN_TEN_FILES = 300
LONGEST_FUNCTION = 60
TYPICAL_FUNCTION = 8
NINE_IN_TEN_FUNCTIONS = 25

# Where a failure of any kind is caught on purpose, and what becomes of it.
CATCHES_ALL = (
    "counter_app/ui/tasks.py",  # brought to the main thread
    "counter_app/ui/crash.py",  # the basket is saved, then the program stops
    "counter_app/ui/crash_page.py",  # said in words: the page stays whatever else is broken
    "counter_app/devices/",  # a driver may raise anything; it becomes a Fault
)
# The domain may import these beside itself; nothing of the standard library that reaches outside.
PURE_LIBRARIES = {"biip", "counter_app", "stdnum"}
IMPURE_MODULES = {
    "asyncio",
    "io",
    "locale",
    "logging",
    "multiprocessing",
    "os",
    "pathlib",
    "random",
    "secrets",
    "shutil",
    "socket",
    "sqlite3",
    "subprocess",
    "sys",
    "tempfile",
    "threading",
    "time",
    "urllib.request",
    "uuid",
}
CLOCKS = {"now", "utcnow", "today", "fromtimestamp"}
CODE = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)+")
HEX_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b")
SWITCHED_OFF = re.compile(
    r"#\s*(?:noqa(?::\s*[A-Z0-9, ]+)?|type: ignore(?:\[[\w, -]+\])?)(?P<rest>.*)"
)

Node = TypeVar("Node", bound=ast.AST)


@dataclass(frozen=True)
class Source:
    """A file of the project: its path from the root, and its text."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    def find(self, kind: type[Node]) -> Iterator[Node]:
        return (node for node in ast.walk(self.tree) if isinstance(node, kind))

    @property
    def lines(self) -> int:
        return self.text.count("\n")

    def values_of(self, name: str) -> Iterator[ast.expr]:
        """What is assigned to a name, anywhere in the file."""
        assignments: list[ast.Assign | ast.AnnAssign] = [
            *self.find(ast.Assign),
            *self.find(ast.AnnAssign),
        ]
        for assigned in assignments:
            targets = assigned.targets if isinstance(assigned, ast.Assign) else [assigned.target]
            names = {node.id for t in targets for node in ast.walk(t) if isinstance(node, ast.Name)}
            if name in names and assigned.value:
                yield assigned.value

    def at(self, node: ast.stmt | ast.expr | ast.ExceptHandler) -> str:
        return f"{self.path}:{node.lineno}"


def sources(folder: str) -> tuple[Source, ...]:
    paths = sorted((ROOT / folder).glob("*.py" if folder == "." else "**/*.py"))
    return tuple(Source(p.relative_to(ROOT).as_posix(), p.read_text("utf-8")) for p in paths)


PROGRAM = (*sources("counter_app"), *sources("."))
TESTS = sources("tests")
DECIDING = tuple(
    source
    for source in PROGRAM
    if source.path.startswith(("counter_app/domain/", "counter_app/services/"))
)
DOMAIN = tuple(source for source in PROGRAM if source.path.startswith("counter_app/domain/"))


# ------------------------------------------------------------------------------------------- size


def test_a_file_tells_one_story() -> None:
    limits = dict.fromkeys(PROGRAM, LONGEST_FILE) | dict.fromkeys(TESTS, LONGEST_TEST_FILE)
    long = {s.path: s.lines for s, limit in limits.items() if s.lines > limit}
    assert long == {}


def test_most_files_are_read_in_one_go() -> None:
    lines = [source.lines for source in PROGRAM]
    assert statistics.quantiles(lines, n=10)[-1] <= NINE_IN_TEN_FILES


def test_no_function_is_longer_than_a_page() -> None:
    long = {
        f"{source.at(function)} {function.name}": length(function)
        for source in PROGRAM + TESTS
        for function in source.find(ast.FunctionDef)
        if length(function) > LONGEST_FUNCTION
    }
    assert long == {}


def test_a_typical_function_is_read_at_a_glance() -> None:
    lengths = [length(f) for source in PROGRAM for f in source.find(ast.FunctionDef)]
    assert statistics.median(lengths) <= TYPICAL_FUNCTION
    assert statistics.quantiles(lengths, n=10)[-1] <= NINE_IN_TEN_FUNCTIONS


def length(function: ast.FunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


# ------------------------------------------------------------------------------------------ words


def test_a_check_that_is_switched_off_says_why() -> None:
    unexplained = [
        f"{source.path}:{number}"
        for source in PROGRAM + TESTS
        for number, (before, line) in enumerate(with_line_before(source.text), start=1)
        if (found := SWITCHED_OFF.search(line))
        if not re.search(r"\w", found["rest"]) and not before.lstrip().startswith("#")
    ]
    assert unexplained == []


def with_line_before(text: str) -> Iterator[tuple[str, str]]:
    lines = text.splitlines()
    return zip(["", *lines], lines, strict=False)


def test_every_error_has_its_words_also_where_its_code_comes_out_of_a_table() -> None:
    words = read_catalogue("en")  # that the languages agree is tested with the wording
    codes = {code for source in PROGRAM for code in error_codes(source)}
    assert codes, "no error codes were found at all"
    assert sorted(codes - words.keys()) == []


def error_codes(source: Source) -> Iterator[str]:
    """Keys of the words of each Refusal and Fault that the file raises."""
    for call in source.find(ast.Call):
        family = name_of(call.func).lower()
        if family in {"refusal", "fault"} and call.args:
            yield from (f"{family}.{code}" for code in codes_of(call.args[0], source))


def codes_of(expression: ast.expr, source: Source) -> set[str]:
    """What an expression may hold that looks like a code, through the names it is made of."""
    codes: set[str] = set()
    followed: set[str] = set()
    waiting: list[ast.expr] = [expression]
    while waiting:
        for node in ast.walk(waiting.pop()):
            if isinstance(node, ast.Constant) and CODE.fullmatch(str(node.value)):
                codes.add(str(node.value))
            elif isinstance(node, ast.Name) and node.id not in followed:
                followed.add(node.id)
                waiting.extend(source.values_of(node.id))
    return codes


def name_of(node: ast.expr) -> str:
    """The last word of a dotted name; empty for any other expression."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


# ----------------------------------------------------------------------------------------- errors


def test_only_the_edges_catch_everything() -> None:
    broad = [
        source.at(handler)
        for source in PROGRAM
        if not source.path.startswith(CATCHES_ALL)
        for handler in source.find(ast.ExceptHandler)
        if catches_all(handler) and not raises_again(handler)
    ]
    assert broad == []


def catches_all(handler: ast.ExceptHandler) -> bool:
    if handler.type is None:
        return True
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(name_of(kind) in {"Exception", "BaseException"} for kind in kinds)


def raises_again(handler: ast.ExceptHandler) -> bool:
    last = handler.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None


# ------------------------------------------------------------------------------------------ purity


def test_no_float_where_money_and_rules_are_decided() -> None:
    calls = [
        source.at(call)
        for source in DECIDING
        for call in source.find(ast.Call)
        if isinstance(call.func, ast.Name) and call.func.id == "float"
    ]
    written = [
        source.at(constant)
        for source in DOMAIN
        for constant in source.find(ast.Constant)
        if isinstance(constant.value, float)
    ]
    assert calls + written == []


def test_no_clock_is_read_where_money_and_rules_are_decided() -> None:
    reads = [
        source.at(call)
        for source in DECIDING
        for call in source.find(ast.Call)
        if isinstance(call.func, ast.Attribute)
        and call.func.attr in CLOCKS
        and name_of(call.func.value) in {"date", "datetime"}
    ]
    assert reads == []


def test_the_domain_reaches_nothing_outside_itself() -> None:
    allowed = (sys.stdlib_module_names - IMPURE_MODULES) | PURE_LIBRARIES
    foreign = [
        f"{source.path} {module}"
        for source in DOMAIN
        for module in imported(source)
        if module in IMPURE_MODULES or module.partition(".")[0] not in allowed
    ]
    assert foreign == []


def imported(source: Source) -> Iterator[str]:
    for statement in source.find(ast.Import):
        yield from (alias.name for alias in statement.names)
    for origin in source.find(ast.ImportFrom):
        yield origin.module or ""


# -------------------------------------------------------------------------------------------- look


def test_colours_come_from_the_tokens() -> None:
    coloured = [
        source.at(constant)
        for source in PROGRAM
        for constant in source.find(ast.Constant)
        if isinstance(constant.value, str) and HEX_COLOUR.search(constant.value)
    ]
    assert coloured == []
