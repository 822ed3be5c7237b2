"""No import circle of any kind: at the top of a file, in a function, for type hints; among files and among rooms."""

import ast
from itertools import pairwise

import pytest

from support.house import circle_in, imports, modules, place, statements
from support.places import ROOT

ROOMS = sorted({name.rpartition(".")[0] for name in modules()} - {""})


def test_a_circle_is_found_and_named() -> None:
    assert circle_in({"a": {"b"}, "b": {"c", "d"}, "c": {"a"}, "d": set()}) == ["a", "b", "c", "a"]
    assert circle_in({"a": {"b", "c"}, "b": {"c"}, "c": set()}) == []


def test_no_circle_among_files() -> None:
    assert " imports ".join(circle_in(imports())) == ""


@pytest.mark.parametrize("room", ROOMS)
def test_no_circle_among_the_rooms_and_files_of(room: str) -> None:
    depth = room.count(".") + 2

    def of(name: str) -> str:
        return ".".join(name.split(".")[:depth])

    arrows: dict[str, set[str]] = {}
    for name, others in imports().items():
        for other in others:
            if name.startswith(f"{room}.") and other.startswith(f"{room}.") and of(name) != of(other):
                arrows.setdefault(of(name), set()).add(of(other))
    circle = circle_in(arrows)
    ways = [
        f"{name} imports {other}"
        for one, next_one in pairwise(circle)
        for name, others in imports().items()
        for other in others
        if of(name) == one and of(other) == next_one
    ]
    assert ways == []


def test_tests_share_through_support_alone() -> None:
    wrong = []
    for path in (ROOT / "tests").glob("**/*.py"):
        for node in statements(path):
            named = [a.name for a in node.names] + ([node.module or ""] if isinstance(node, ast.ImportFrom) else [])
            if any(part.startswith("test_") or part == "conftest" for name in named for part in name.split(".")):
                wrong.append(place(path, node))
    assert wrong == []
