"""What of the domain the counter itself reaches, read from its source: who names whom.

Invariant: a name counts only where it is used. Starts are everything outside the domain; from there
on, only what a reached definition names is reached, so a function that only tests call is not.
"""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

DOMAIN = "counter_app.domain"
Place = tuple[str, str]  # module, name of a definition in it


@dataclass
class Module:
    """A module: its definitions by name, and what its imports call things of others."""

    name: str
    tree: ast.Module
    defined: dict[str, list[ast.stmt]] = field(default_factory=dict)
    imported: dict[str, Place] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for statement in self.tree.body:
            for name in _names_defined(statement):
                self.defined.setdefault(name, []).append(statement)
        for node in ast.walk(self.tree):
            if isinstance(node, ast.ImportFrom) and node.module:
                for alias in node.names:
                    self.imported[alias.asname or alias.name] = (node.module, alias.name)


def read(root: Path, package: str) -> dict[str, Module]:
    """Every module of a package by its dotted name."""
    modules = {}
    for path in sorted((root / package).rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        modules[name] = Module(name, ast.parse(path.read_text("utf-8")))
    return modules


def reached(modules: Mapping[str, Module]) -> set[Place]:
    """Definitions of the domain that something outside it names, or that such a one names."""
    found: set[Place] = set()
    waiting = [
        place
        for module in modules.values()
        if not module.name.startswith(DOMAIN)
        for place in named(modules, module, module.tree)
    ]
    while waiting:
        place = waiting.pop()
        if place in found or not place[0].startswith(DOMAIN):
            continue
        found.add(place)
        module = modules[place[0]]
        for statement in module.defined[place[1]]:
            waiting.extend(named(modules, module, statement))
    return found


def attributes(modules: Mapping[str, Module], places: set[Place]) -> set[str]:
    """Names of the attributes that the program uses: outside the domain, and in what is reached."""
    trees: list[ast.AST] = [
        module.tree for module in modules.values() if not module.name.startswith(DOMAIN)
    ]
    for module, name in places:
        trees.extend(modules[module].defined[name])
    return {n.attr for tree in trees for n in ast.walk(tree) if isinstance(n, ast.Attribute)}


def methods(modules: Mapping[str, Module], places: set[Place]) -> set[str]:
    """Names of the methods and properties of classes of the domain, plain data left out."""
    return {
        member.name
        for module, name in places
        for node in modules[module].defined[name]
        if isinstance(node, ast.ClassDef)
        for member in node.body
        if isinstance(member, ast.FunctionDef) and not member.name.startswith("__")
    }


def named(modules: Mapping[str, Module], module: Module, tree: ast.AST) -> Iterator[Place]:
    """Definitions of the program that a piece of a module uses; an import alone is no use."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            place = (module.name, node.id) if node.id in module.defined else None
            place = place or module.imported.get(node.id)
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            whole = module.imported.get(node.value.id)
            place = (".".join(whole), node.attr) if whole else None
        else:
            place = None
        if place is not None and (defined := _followed(modules, place)):
            yield defined


def _followed(modules: Mapping[str, Module], place: Place) -> Place | None:
    """Where a name is really defined, through packages that hand it on."""
    module = modules.get(place[0])
    while module is not None and place[1] not in module.defined:
        if place[1] not in module.imported:
            return None
        place = module.imported[place[1]]
        module = modules.get(place[0])
    return place if module is not None else None


def _names_defined(statement: ast.stmt) -> Iterator[str]:
    if isinstance(statement, ast.FunctionDef | ast.ClassDef):
        yield statement.name
    elif isinstance(statement, ast.Assign | ast.AnnAssign):
        targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
        yield from (n.id for t in targets for n in ast.walk(t) if isinstance(n, ast.Name))
