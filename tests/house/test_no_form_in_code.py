"""Forms, indicators and authorities are data: none of their names stands in the code."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from siptui.framework import load, names
from siptui.framework.model import FormKind
from support.house import ROOT

KINDS = set(get_args(FormKind)) - {""}
"""What the command line and the caseload call a kind of form; each form says of itself which it is."""


def literals(path: Path) -> Iterator[tuple[int, str]]:
    """The texts of a module but for its docstrings."""
    tree = ast.parse(path.read_text("utf-8"))
    documented = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    documented |= {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documented:
            yield node.lineno, node.value


@pytest.mark.parametrize("name", names())
def test_no_name_of_a_framework_stands_in_the_code(name: str) -> None:
    framework = load(name)
    codes = {kip.code for kip in framework.register.kips if not kip.code.isdecimal()}
    titles = {framework.identity.title, framework.identity.authority, *(form.title for form in framework.forms)}
    keys = {form.key for form in framework.forms} - KINDS - {form.about for form in framework.forms}
    places = tuple(f"{key}/" for key in keys)
    found = [
        f"{path.relative_to(ROOT)}:{line}: {text[:60]!r}"
        for folder in ("siptui", "screens")
        for path in sorted((ROOT / folder).rglob("*.py"))
        for line, text in literals(path)
        if text in codes | titles | keys or text.startswith(places)
    ]
    assert found == []
