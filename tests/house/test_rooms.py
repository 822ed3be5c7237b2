"""How much stands in one place: modules in a folder, methods in a class; and no way around either."""

import ast
from pathlib import Path

import pytest

from support.house import bases_of_ours, classes, methods, modules, parsed, place
from support.places import ROOT

MOST_MODULES = 15
MOST_METHODS = 45


@pytest.mark.parametrize("top", ["siptui", "screens", "schemas", "tests"])
def test_no_folder_holds_too_many_modules(top: str) -> None:
    count: dict[Path, int] = {}
    for path in (ROOT / top).glob("**/*.py"):
        if path.name != "__init__.py":
            count[path.parent] = count.get(path.parent, 0) + 1
    assert {str(k.relative_to(ROOT)): n for k, n in count.items() if n > MOST_MODULES} == {}


def test_no_class_has_too_many_methods() -> None:
    """With those of the house's own classes that it stands on; what Textual and others bring does not count."""
    over = {}
    for each in classes():
        count = len(set[str]().union(*(methods(base) for base in bases_of_ours(each))))
        if count > MOST_METHODS:
            over[f"{each.__module__}.{each.__qualname__}"] = count
    assert over == {}


def test_nothing_is_looked_up_behind_a_class_s_back() -> None:
    hidden = ("__getattr__", "__getattribute__")
    found = [
        place(path, node)
        for path in modules().values()
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.FunctionDef) and node.name in hidden
    ]
    assert found == []
