"""How a workbook of ours says what it is: as its documents do, and in a hidden sheet too.

Kept twice, because one or the other survives what programs do to a workbook on its way through schools and e-mail.
"""

from collections.abc import Mapping, Sequence

from siptui.documents.identity import START, Identity, digest_of
from siptui.sheets.cells import Sheet
from siptui.sheets.own_marks import OWN_SHEET

SUMMARY, PROGRESS, TARGETS = "summary", "progress", "targets"
KINDS = (SUMMARY, PROGRESS, TARGETS)
"""What is asked for by what it is, and not by a form's path: the kinds of form that workbooks are made of first."""
SHEET = OWN_SHEET  # keys in column A, values in B
SHEETS = 2  # the column, from 0, that says of each sheet with answers its number, how many rows of them, and its title
EARLIER = "siptui workbook"
"""What an earlier siptui wrote as its schema, of workbooks that do not say where their answers are."""


def blank(form: str, framework: str) -> Identity:
    """That of a blank form, which is of no school."""
    return Identity("", form, framework, "0", digest_of({}))


def subject_in(properties: Mapping[str, str]) -> str:
    """Of whom a workbook of ours is, by what it says of itself; "" for a blank one, and for what is none of ours."""
    return properties.get(f"{START}subject") or (
        properties.get("school", "") if properties.get("schema") == EARLIER else ""
    )


def properties_in(sheets: Sequence[Sheet]) -> dict[str, str]:
    """What stands in the hidden sheet."""
    found = next((sheet for sheet in sheets if sheet.name == SHEET), None)
    return {found.text(row, 0): found.text(row, 1) for row in range(len(found.rows))} if found else {}


def sheets_with_answers(sheets: Sequence[Sheet]) -> list[tuple[str, int, str]]:
    """Of each sheet with answers as it was sent: its number, how many rows of them it had, and its title."""
    found = next((sheet for sheet in sheets if sheet.name == SHEET), None)
    said = [found.text(row, SHEETS).split(" ", 2) for row in range(len(found.rows))] if found else []
    return [(each[0], int(each[1]), each[2]) for each in said if len(each) == 3 and each[1].isdecimal()]
