"""What stands in a workbook beside the pupils' results: blank rows, notes, averages, other sheets."""

from dataclasses import replace

from support.spreadsheets import layouts as made
from support.spreadsheets.invented_pupils import NEXT_JULY, pupils
from support.spreadsheets.layouts import Sheet, Style

ABOVE = (
    "Blackthorn Invented Primary School",
    "Tracking 2010-11",
    "Pupil progress 2010/11",
    "Updated 14/03/2011",
    "Teacher: Miss Madeup",
    "Reading, Writing and Maths",
    "Levels are by teacher assessment",
    "July 2010 to July 2011",
    "",
)
BELOW = (
    "* joined this term",
    "Key: W = working towards level 1",
    "2b = 15 points",
    "Printed from the tracker on 01/04/2011",
    "Year 2 average was 15.2",
)


def blank_row(sheets: list[Sheet], at: int) -> None:
    """An empty row somewhere between the others."""
    rows = sheets[at % len(sheets)].rows
    rows.insert(at % len(rows) + 1, [])


def hidden_rows(sheets: list[Sheet], at: int) -> None:
    sheet = sheets[at % len(sheets)]
    sheet.hidden_rows.update({at % len(sheet.rows), (at + 3) % len(sheet.rows)})


def note_below(sheets: list[Sheet], at: int) -> None:
    sheets[at % len(sheets)].rows += [[], [BELOW[at % len(BELOW)]]]


def note_beside(sheets: list[Sheet], at: int) -> None:
    """A word to the right of the table."""
    rows = sheets[at % len(sheets)].rows
    row = rows[at % len(rows)]
    row += [None] * (max(map(len, rows)) + 2 - len(row)) + [("see note", 4, "2b", "checked")[at % 4]]


def row_of_spaces(sheets: list[Sheet], at: int) -> None:
    sheets[at % len(sheets)].rows.append([" "] * 4)


def average_column(sheets: list[Sheet], at: int) -> None:
    """The average of the row at its right end, with or without a heading."""
    for row in sheets[at % len(sheets)].rows:
        if len(row) > 2:
            heading = any(str(cell).strip() in ("UPN", "Surname", "Name", "Pupil Name") for cell in row)
            row.append(("Average", "APS", "Reading average", None)[at % 4] if heading else 15.7)


def upn_missing(sheets: list[Sheet], at: int) -> None:
    """A newcomer has no UPN yet; the name is there."""
    rows = sheets[at % len(sheets)].rows
    for row in rows[at % len(rows) :]:
        if len(row) > 3 and len(str(row[0])) == 13 and str(row[0])[3:].isdigit() and isinstance(row[2], str):
            row[0] = None if row[1] and row[2][:1].isupper() and row[2][1:2].islower() else row[0]
            return


def notes_sheet(sheets: list[Sheet], at: int) -> None:
    notes = Sheet("Notes", [["Levels each term"], [], ["W", "working towards level 1"], ["2b", "15 points"]])
    sheets.insert(at % (len(sheets) + 1), notes)


def targets_sheet(sheets: list[Sheet], at: int) -> None:
    hoped = [replace(p, levels=dict.fromkeys(p.levels, "5b")) for p in OTHERS]
    sheets.append(Sheet("Targets", *made.table(hoped, Style(points=(NEXT_JULY,)))))


def hidden_sheet(sheets: list[Sheet], at: int) -> None:
    """Other children's levels, hidden: they must not count unasked."""
    sheets.append(Sheet("Old data", *made.table(OTHERS, Style()), hidden=True))


def averages_sheet(sheets: list[Sheet], at: int) -> None:
    rows: list[list[object]] = [["Class", "Number", "Reading Dec 10", "Maths Dec 10"]]
    sheets.append(Sheet("Summary", [*rows, ["3B", 14, 15.4, 15.9], ["3T", 13, 16, 17]]))


OTHERS = pupils((2, 4), 3, 17, first=60)
DISTURBANCES = [blank_row, hidden_rows, note_below, note_beside, row_of_spaces, average_column]
DISTURBANCES += [upn_missing, notes_sheet, targets_sheet, hidden_sheet, averages_sheet]
