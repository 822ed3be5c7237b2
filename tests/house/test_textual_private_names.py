"""Names that Textual keeps to itself, and may change in any version, are used in screens/terminal alone."""

import ast
import inspect
import re
import textwrap
from functools import cache
from pathlib import Path

import textual

from support.house import classes, modules, parsed, place
from support.places import ROOT

TAKEN = re.compile(r"def (_\w+)\(|^ +self\.(_\w+)(?:: [^=\n]+)? = |^ {4}(_\w+)(?:: [^=\n]+)? = ", re.MULTILINE)
TERMINAL = ROOT / "screens" / "terminal"


def private(name: str) -> bool:
    return name.startswith("_") and not name.endswith("__")


def names_in(source: str) -> set[str]:
    """What the classes in a piece of source call their own."""
    return {name for found in TAKEN.findall(source) for name in found if private(name)}


@cache
def of_class(kind: type) -> set[str]:
    return names_in(textwrap.dedent(inspect.getsource(kind)))


@cache
def of_textual() -> set[str]:
    files = Path(textual.__file__).parent.glob("**/*.py")
    return set[str]().union(*(names_in(path.read_text(encoding="utf-8")) for path in files))


@cache
def of_ours() -> set[str]:
    return set[str]().union(*(names_in(path.read_text(encoding="utf-8")) for path in modules().values()))


def uses(path: Path) -> list[str]:
    """Private names of Textual that one of our files names: imported, or asked of itself or of another object."""
    found = []
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.ImportFrom | ast.Import):
            named = [f"{node.module}.{a.name}" if isinstance(node, ast.ImportFrom) else a.name for a in node.names]
            if any(name.startswith("textual.") and "._" in name for name in named):
                found.append(f"{place(path, node)} imports {', '.join(named)}")
        elif isinstance(node, ast.Attribute) and private(node.attr) and node.attr in of_textual():
            of_super = isinstance(node.value, ast.Call) and ast.unparse(node.value.func) == "super"
            if of_super or (node.attr not in of_ours() and ast.unparse(node.value) != "os"):
                found.append(f"{place(path, node)} {ast.unparse(node)}")
    return found


def test_textual_s_private_names_are_used_in_one_room() -> None:
    files = [p for p in modules().values() if TERMINAL not in p.parents and "textual" in p.read_text(encoding="utf-8")]
    found = {str(path.relative_to(ROOT)): wrong for path in files if (wrong := uses(path))}
    assert found == {}


def test_no_class_of_ours_takes_a_private_name_of_the_textual_class_it_stands_on() -> None:
    taken = {}
    for each in classes():
        if each.__module__.startswith("screens.terminal"):
            continue
        theirs = [b for b in each.__mro__ if b.__module__.partition(".")[0] == "textual"]
        both = of_class(each) & set[str]().union(*(of_class(base) for base in theirs))
        if both:
            taken[f"{each.__module__}.{each.__qualname__}"] = sorted(both)
    assert taken == {}
