"""Codes and their words: every code has words, every word a code, and no logic reads a sentence."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from siptui.framework import load
from siptui.records.fields import fields_of
from siptui.records.problem import Refused
from siptui.sheets.cells import Cell, Sheet
from siptui.tracking.proposal_types import TrackingProposal
from siptui.tracking.reading import propose
from siptui.tracking.words.columns import BECAUSE, COLUMNS, LEFT_OUT
from siptui.tracking.words.problems import PROBLEMS
from siptui.tracking.words.questions import ABOUT, QUESTIONS, about
from siptui.tracking.words.reasons import REASONS

ROOT = Path(__file__).parents[3]
WORDS = ROOT / "siptui/tracking/words"
FRAMEWORK = load("milton_keynes_2010_11")


def sources(*folders: str) -> Iterator[tuple[Path, ast.Module]]:
    """The parsed modules below some folders, without those that hold the words."""
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if WORDS not in path.parents:
                yield path, ast.parse(path.read_text())


def constants(node: ast.AST) -> set[str]:
    """The texts that stand in a piece of code, of an f-string its beginning."""
    found = {n.value for n in ast.walk(node) if isinstance(n, ast.Constant) and isinstance(n.value, str)}
    for each in ast.walk(node):
        first = each.values[0] if isinstance(each, ast.JoinedStr) and each.values else None
        found |= {first.value} if isinstance(first, ast.Constant) and isinstance(first.value, str) else set()
    return found


@pytest.fixture(scope="module")
def texts() -> set[str]:
    """Every text in the tracking reader's code."""
    return set[str]().union(*(constants(tree) for _, tree in sources("siptui/tracking")))


@pytest.mark.parametrize("table", [REASONS, COLUMNS, BECAUSE, PROBLEMS, QUESTIONS], ids=str)
def test_no_words_are_left_that_nothing_says(table: dict[str, object], texts: set[str]) -> None:
    own = set[str]().union(*(constants(ast.parse(p.read_text())) for p in WORDS.glob("*.py")))
    assert sorted(set(table) - texts - (own if table is BECAUSE else set()) - {"nothing", "left_out"}) == []


CALLS = {"why": REASONS, "Why": REASONS, "means": COLUMNS, "problem": PROBLEMS}


def test_every_code_that_is_said_has_words() -> None:
    missing = []
    for path, tree in sources("siptui/tracking"):
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            name = node.func.id if isinstance(node.func, ast.Name) else ""
            at = 1 if name == "problem" else 0
            if name in CALLS and len(node.args) > at and isinstance(node.args[at], ast.Constant):
                code = node.args[at]
                assert isinstance(code, ast.Constant)
                missing += [f"{path.name}: {code.value}"] if code.value not in CALLS[name] else []
            if isinstance(node.func, ast.Attribute) and node.func.attr in {"ask", "_asked"} and len(node.args) > 2:
                key, code = node.args[0], node.args[1]
                if isinstance(code, ast.Constant) and code.value not in QUESTIONS:
                    missing.append(f"{path.name}: {code.value}")
                kinds = {
                    text.partition(":")[0] for text in constants(key) if isinstance(key, ast.Constant | ast.JoinedStr)
                }
                if kinds and kinds.isdisjoint(ABOUT):
                    missing.append(f"{path.name}: the kind {kinds}")
    assert missing == []


@pytest.mark.parametrize("kind", ABOUT)
def test_every_kind_of_answer_is_told_in_words(kind: str) -> None:
    assert about(f"{kind}:Year 3!F").strip()
    assert not re.search(r"[{}]", about(kind))


def test_a_kind_that_is_not_known_has_no_words() -> None:
    assert about("something:else") == ""


def test_what_is_left_out_is_told_by_its_code() -> None:
    assert set(COLUMNS) >= LEFT_OUT
    assert all("left out" in COLUMNS[code] for code in LEFT_OUT)


SENTENCES = {"reason", "means", "what", "asks", "do"}


def test_no_logic_reads_a_sentence() -> None:
    """Nothing is asked of the words: not how they begin or end, what they hold, nor whether they are like others."""
    found = []

    def says(node: ast.AST) -> bool:
        return isinstance(node, ast.Attribute) and node.attr in SENTENCES and not isinstance(node.ctx, ast.Store)

    for path, tree in sources("siptui/tracking", "siptui/sheets", "siptui/intake", "siptui/cli", "screens/importing"):
        for node in ast.walk(tree):
            asked: list[ast.AST] = []
            if isinstance(node, ast.Compare):
                asked = [node.left, *node.comparators]
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                taking_apart = {"startswith", "endswith", "removeprefix", "partition", "rpartition", "replace", "split"}
                asked = [node.func.value] if node.func.attr in taking_apart else []
            found += [f"{path.name}: {ast.unparse(each)}" for each in asked if says(each)]
    assert found == []


HEAD: list[Cell] = ["Surname", "Forename", "Year", "Reading Dec 10", "Target Jul 11", "Bus"]


def read(*rows: list[Cell]) -> TrackingProposal:
    sheet = Sheet(name="Oaks", rows=[list(HEAD), *rows])
    return propose(Path("a.xlsx"), [sheet], FRAMEWORK, fields_of(FRAMEWORK), {}, {})


def test_a_program_reads_codes_and_facts_beside_the_sentences() -> None:
    told = read(["Oak", "Wren", 3.0, "2b", "3c", "9"], ["Ash", "Teal", 3.0, "3x", "3c", "9"]).as_json()
    (cell,) = told["not_counted"]
    assert cell["reason"] == "'3x' is not a level"
    assert (cell["code"], cell["facts"]) == ("not_a_level", {"value": "3x"})
    columns = {c["column"]: c for c in told["columns"]}
    assert columns["D"]["means"] == "reading 2010-12"
    assert (columns["D"]["code"], columns["D"]["facts"]) == ("result", {"subject": "reading", "point": "2010-12"})
    assert (columns["E"]["code"], columns["E"]["facts"]["name"]) == ("left_out", "target")
    assert columns["F"]["means"] == "not understood (left out)"
    (question,) = told["questions"]
    assert (question["code"], question["facts"]) == ("unknown", {"count": 1})
    assert question["place"] == {"sheet": "Oaks", "column": "D", "row": 3}
    (problem,) = told["problems"]
    assert (problem["code"], problem["place"]) == ("not_counted", {"sheet": "Oaks", "column": "D", "row": 3})


def test_a_refusal_has_its_code() -> None:
    with pytest.raises(Refused) as refusal:
        read(["Oak", "Wren", 9.0, "2b", "3c", "9"])
    (problem,) = refusal.value.problems
    assert problem.code == "no_year_of_part_d"
