"""The house's own Python files, read as text: what each imports, and what its classes hold."""

import ast
import importlib
import inspect
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from support.places import ROOT

PACKAGES = ("siptui", "screens", "schemas")


@cache
def modules() -> dict[str, Path]:
    """Every module of the house by its name."""
    found = {}
    for package in PACKAGES:
        for path in (ROOT / package).glob("**/*.py"):
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            found[name.removesuffix(".__init__")] = path
    return found


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def place(path: Path, node: ast.AST) -> str:
    return f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"


@cache
def statements(path: Path) -> list[ast.Import | ast.ImportFrom]:
    """Every import of a file, wherever in it."""
    return [node for node in ast.walk(parsed(path)) if isinstance(node, ast.Import | ast.ImportFrom)]


def imports_of(name: str) -> set[str]:
    """The modules of the house that one imports anywhere: at its top, in a function, for its type hints."""
    known, found = modules(), set()
    for node in statements(known[name]):
        if isinstance(node, ast.Import):
            found |= {a.name for a in node.names}
        elif node.module:
            found |= {full if (full := f"{node.module}.{a.name}") in known else node.module for a in node.names}
    return (found & known.keys()) - {name}


@cache
def imports() -> dict[str, set[str]]:
    return {name: imports_of(name) for name in modules()}


def circle_in(arrows: Mapping[str, set[str]]) -> list[str]:
    """Names that lead round to the first of them, or nothing where there is no circle."""
    done: set[str] = set()

    def walk(name: str, way: list[str]) -> list[str]:
        if name in way:
            return [*way[way.index(name) :], name]
        if name in done:
            return []
        for other in sorted(arrows.get(name, ())):
            if found := walk(other, [*way, name]):
                return found
        done.add(name)
        return []

    return next((found for name in sorted(arrows) if (found := walk(name, []))), [])


def classes() -> Iterator[type]:
    """Every class that the house defines."""
    for name in modules():
        if name.endswith("__main__"):
            continue
        module = importlib.import_module(name)
        yield from (c for c in vars(module).values() if inspect.isclass(c) and c.__module__ == name)


def bases_of_ours(of: type) -> list[type]:
    """A class and those that it stands on, of the house alone."""
    return [base for base in of.__mro__ if base.__module__.partition(".")[0] in PACKAGES]


def methods(of: type) -> set[str]:
    """The names of a class's own methods and properties, as they are written in a file; not those made for it."""
    found = set()
    for name, value in vars(of).items():
        for maker in ("fget", "__func__", "func"):
            value = getattr(value, maker, None) or value
        if hasattr(value, "__code__") and Path(value.__code__.co_filename).is_relative_to(ROOT):
            found.add(name)
    return found
