"""Sheets typed in the test, and the table that is found on each: what the modules of tracking work on."""

from siptui.framework import load
from siptui.sheets.cells import Cell, Sheet
from siptui.tracking.questions.asking import Asking
from siptui.tracking.tables.header import find_table
from siptui.tracking.tables.table import Table
from siptui.tracking.vocabulary.headings import Headings
from siptui.tracking.vocabulary.schema_tables import wordings

HEADINGS = Headings(wordings(), load("milton_keynes_2010_11"))


def sheet(*rows: list[Cell], name: str = "Class 3", merges: tuple[tuple[int, int, int, int], ...] = ()) -> Sheet:
    return Sheet(name=name, rows=[list(row) for row in rows], merges=list(merges))


def table(*rows: list[Cell], name: str = "Class 3", merges: tuple[tuple[int, int, int, int], ...] = ()) -> Table:
    """The table that is found on such a sheet. Fails where there is none."""
    found = find_table(sheet(*rows, name=name, merges=merges), HEADINGS)
    assert found is not None, "no table"
    return found


def asking(**answers: str) -> Asking:
    """Where questions are collected; an answer's key has "__" for each ":"."""
    return Asking("school.xlsx", {key.replace("__", ":"): answer for key, answer in answers.items()})


def keys(asked: Asking) -> list[str]:
    """The keys of the questions that are open."""
    return [question.key for question in asked.open()]


def meanings(found: Table) -> list[str]:
    """What each column means, shortly: "surname", "reading 2010-12", or why it is left out."""
    said = []
    for column in found.columns:
        m = column.meaning
        said.append(" ".join([m.subject, *m.points]).strip() if m.kind == "result" else m.name or m.kind)
    return said
