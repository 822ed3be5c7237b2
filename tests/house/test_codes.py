"""Every Problem has a code: programs read codes and facts, and no English sentence (DESIGN, idea 6)."""

import ast
import re

import pytest

from siptui.records.problem import Problem
from siptui.sheets import problems as of_files
from siptui.store.faults import Busy, Damaged, Newer, StoreFault, from_os
from siptui.tracking.words import problems as of_tracking
from support.house import modules, parsed, place

CODE = re.compile(r"[a-z]+(_[a-z]+)*")


def codes_given() -> list[tuple[str, str]]:
    """Every code that stands in a call as `code="…"`, with where it stands."""
    found = []
    for path in modules().values():
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Call):
                found += [
                    (each.value, place(path, node))
                    for word in node.keywords
                    if word.arg == "code"
                    for each in ast.walk(word.value)
                    if isinstance(each, ast.Constant) and isinstance(each.value, str)
                ]
    return found


def test_a_problem_without_a_code_cannot_be_made() -> None:
    with pytest.raises(TypeError, match="code"):
        Problem("a.xlsx", "is wrong")  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="code"):
        StoreFault("store", "is away", "wait")  # type: ignore[call-arg]


def test_codes_are_words_with_underscores() -> None:
    given = [
        *codes_given(),
        *((c, "files") for c in of_files.PROBLEMS),
        *((c, "tracking") for c in of_tracking.PROBLEMS),
    ]
    assert len(given) > 100
    assert [(code, where) for code, where in given if not CODE.fullmatch(code.rstrip("_"))] == []


def test_a_fault_of_the_store_has_the_code_of_its_kind() -> None:
    assert Busy("a", "b", "c").problem.code == "busy"
    assert Damaged("a", "is cut short").problem.code == "damaged"
    assert Newer("a", "b", "c").problem.code == "newer"
    assert from_os(OSError(28, "No space left on device"), "a").problem.code == "disk_full"
    assert from_os(OSError(99999, "what nobody foresaw"), "a").problem.code == "out_of_reach"


def test_what_is_said_of_a_file_is_made_of_its_code_and_facts() -> None:
    found = of_files.problem("a.xlsx", "other_kind", kind="a picture")
    assert (found.code, found.facts) == ("other_kind", {"kind": "a picture"})
    assert found.what == "is not a spreadsheet but a picture"
