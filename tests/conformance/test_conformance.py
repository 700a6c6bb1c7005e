"""All families run through the counter's own functions, and the adapters compute nothing."""

import ast
import json
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from tests.conformance import __main__ as program
from tests.conformance import reach
from tests.conformance.cases import (
    ByPolicy,
    Case,
    Failed,
    Passed,
    Verdict,
    agrees,
    compare,
    load,
)
from tests.conformance.families import FAMILIES, Family, family_of, judge
from tests.conformance.refused import REFUSED

HERE = Path(__file__).parent
SHARED = HERE.parents[2] / "shared"
FILES = (*sorted((SHARED / "cases").glob("*.json")), SHARED / "reference" / "vectors.json")

MOST_BY_POLICY = 15  # percent of a family
# Reading and naming; nothing of these works a figure out.
READING = {
    "collections",
    "collections.abc",
    "dataclasses",
    "datetime",
    "decimal",
    "fractions",
    "functools",
    "re",
    "typing",
    "urllib.parse",
}
# Functions of the domain that nothing of the counter calls and that are run all the same, with why.
NOT_CALLED: dict[reach.Place, str] = {}
COMPUTING = {"abs", "divmod", "pow", "round", "sum"}
COMPUTING_METHODS = {"quantize", "scaleb", "fsum", "as_integer_ratio"}
MACHINERY = {
    "__init__.py",
    "__main__.py",
    "families.py",
    "reach.py",
    "refused.py",
    "temporary_counter.py",
    "test_conformance.py",
}
ADAPTERS = sorted(path for path in HERE.glob("*.py") if path.name not in MACHINERY)

needs_cases = pytest.mark.skipif(
    not (SHARED / "cases").is_dir(), reason="the folder shared is not beside the project"
)


def cases_of(family: Family) -> list[Case]:
    found = [path for path in FILES if path.is_file() and _holds_cases(path)]
    return [case for path in found for case in load(path) if family_of(case.group) is family]


def _holds_cases(path: Path) -> bool:
    return path.stem == "vectors" or family_of(path.stem) is not None


@needs_cases
@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_every_case_passes_or_is_refused_by_policy_within_its_share(family: Family) -> None:
    cases = cases_of(family)
    verdicts = {case.id: judge(family, case) for case in cases}
    failed = {name: verdict for name, verdict in verdicts.items() if isinstance(verdict, Failed)}
    kinds = Counter(type(verdict) for verdict in verdicts.values())

    assert cases, "no case of this family was found"
    assert not failed
    assert kinds[ByPolicy] * 100 <= MOST_BY_POLICY * len(cases)


@needs_cases
def test_every_refusal_names_a_case_that_exists() -> None:
    for family in FAMILIES:
        known = {case.id for case in cases_of(family)}
        assert set(REFUSED.get(family.name, {})) <= known, family.name
    assert set(REFUSED) <= {family.name for family in FAMILIES}


@pytest.mark.parametrize("adapter", ADAPTERS, ids=lambda path: path.stem)
def test_an_adapter_only_translates_words(adapter: Path) -> None:
    assert not computed(ast.parse(adapter.read_text("utf-8")))


@pytest.mark.parametrize("adapter", ADAPTERS, ids=lambda path: path.stem)
def test_an_adapter_calls_only_the_counter_and_reading_tools(adapter: Path) -> None:
    for module in imported(ast.parse(adapter.read_text("utf-8"))):
        ours = module.startswith(("counter_app.", "tests.conformance"))
        assert ours or module in READING or _of_the_case_reader(adapter, module), module


COUNTER = reach.read(HERE.parents[1], "counter_app")
REACHED = reach.reached(COUNTER)


@pytest.mark.parametrize("adapter", ADAPTERS, ids=lambda path: path.stem)
def test_what_an_adapter_calls_is_what_the_counter_calls(adapter: Path) -> None:
    module = reach.Module("adapter", ast.parse(adapter.read_text("utf-8")))
    used = {place for place in reach.named(COUNTER, module, module.tree) if of_the_domain(place)}
    assert sorted(used - REACHED - NOT_CALLED.keys()) == []


@pytest.mark.parametrize("adapter", ADAPTERS, ids=lambda path: path.stem)
def test_what_an_adapter_asks_of_a_value_the_counter_asks_too(adapter: Path) -> None:
    tree = ast.parse(adapter.read_text("utf-8"))
    asked = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    known = reach.methods(COUNTER, REACHED)
    assert sorted((asked & known) - reach.attributes(COUNTER, REACHED)) == []


def of_the_domain(place: reach.Place) -> bool:
    return place[0].startswith(reach.DOMAIN)


def test_an_exception_names_a_function_that_is_there_and_not_called() -> None:
    assert not NOT_CALLED.keys() & REACHED
    for module, name in NOT_CALLED:
        assert name in COUNTER[module].defined


def test_a_function_that_only_a_test_calls_is_not_reached(tmp_path: Path) -> None:
    domain = tmp_path / "counter_app" / "domain"
    domain.mkdir(parents=True)
    (domain / "money.py").write_text(
        "def used(): return inner()\ndef inner(): pass\ndef unused(): return inner()\n"
    )
    (domain / "handing.py").write_text("from counter_app.domain.money import unused, used\n")
    (tmp_path / "counter_app" / "sell.py").write_text(
        "from counter_app.domain.handing import unused, used\nused()\n"
    )

    found = reach.reached(reach.read(tmp_path, "counter_app"))

    assert found == {("counter_app.domain.money", name) for name in ("used", "inner")}


def _of_the_case_reader(adapter: Path, module: str) -> bool:
    return adapter.name == "cases.py" and module in {"json", "pathlib"}


def computed(tree: ast.Module) -> list[str]:
    """Arithmetic in a module: operators (but | of types), signs, calls that work out figures."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.BinOp | ast.AugAssign) and not isinstance(node.op, ast.BitOr):
            found.append(ast.unparse(node))
        if isinstance(node, ast.UnaryOp) and _turns_a_sign(node):
            found.append(ast.unparse(node))
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func)
            if name in COMPUTING or name.rpartition(".")[2] in COMPUTING_METHODS:
                found.append(ast.unparse(node))
    return found


def _turns_a_sign(node: ast.UnaryOp) -> bool:
    """Whether it changes a figure; a place from the end, as in [-1], is none."""
    return isinstance(node.op, ast.USub | ast.Invert) and not isinstance(node.operand, ast.Constant)


def imported(tree: ast.Module) -> list[str]:
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            found.append(node.module or "")
        elif isinstance(node, ast.Import):
            found.extend(alias.name for alias in node.names)
    return found


@pytest.mark.parametrize(
    "source",
    [
        "net = gross - tax",
        "total += 1",
        "owed = -paid",
        "sum(parts)",
        "round(x, 2)",
        "x.quantize(cent)",
    ],
)
def test_arithmetic_in_an_adapter_is_found(source: str) -> None:
    assert computed(ast.parse(source))


def test_a_union_of_types_is_no_arithmetic() -> None:
    assert not computed(ast.parse("def f(x: int | None) -> None: ..."))


def test_only_stated_fields_are_compared_and_numbers_by_value() -> None:
    assert agrees({"total": "2"}, {"total": Decimal("2.00"), "more": 1})
    assert agrees([{"parts": ["0.50"]}], [{"parts": (Decimal("0.5"),)}])
    assert agrees({"prefix": None}, {})
    assert not agrees({"prefix": None}, {"prefix": "70"})
    assert not agrees({"total": "2"}, {"total": Decimal("2.01")})
    assert not agrees([1, 2], [1])


def test_a_code_of_digits_is_a_text_and_never_a_number() -> None:
    assert not agrees("0012", "12")
    assert not agrees("2.00", "2")
    assert not agrees(expected=True, got=1)
    assert not agrees("many", Decimal(1))


def test_a_missing_result_is_shown_beside_what_was_expected() -> None:
    assert compare({"total": "2"}, {}) == Failed({"total": "2"}, {})


def family_that(verdict: Verdict, name: str) -> Family:
    return Family(name, lambda _case: verdict, ("any",))


def refused_case() -> tuple[str, Case]:
    name = next(iter(REFUSED))
    return name, Case(next(iter(REFUSED[name])), "any", {}, {}, {})


def test_a_refused_case_is_counted_by_policy_and_never_as_passed() -> None:
    name, case = refused_case()
    assert judge(family_that(Failed(1, 2), name), case) == ByPolicy(REFUSED[name][case.id])


def test_a_refused_case_that_passes_must_leave_the_table() -> None:
    name, case = refused_case()
    assert isinstance(judge(family_that(Passed(), name), case), Failed)


def case_file(folder: Path, parts: list[str]) -> str:
    path = folder / "allocation.json"
    given = {"amount": "0.05", "weights": ["3", "7"], "unit": "0.01"}
    path.write_text(
        json.dumps([{"id": "mine-1", "given": given, "expected": {"parts": parts}}]), "utf-8"
    )
    return str(path)


def test_the_program_prints_the_counts_and_ends_well(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert program.main([case_file(tmp_path, ["0.02", "0.03"])]) == 0
    assert capsys.readouterr().out == "1 passed, 0 failed, 0 by policy\n"


def test_the_program_shows_a_failing_case_with_expected_and_got(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert program.main([case_file(tmp_path, ["0.01", "0.04"])]) == 1
    line, counts = capsys.readouterr().out.splitlines()
    assert line.startswith("allocation mine-1: expected {'parts': ['0.01', '0.04']}, got ")
    assert counts == "0 passed, 1 failed, 0 by policy"


@pytest.mark.parametrize("arguments", [[], ["missing.json"]])
def test_a_wrong_argument_gets_one_sentence(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert program.main(arguments) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
