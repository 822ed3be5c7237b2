"""Why a file that was opened is refused: what is wrong and what to do, by code."""

from siptui.records.problem import Fact, Place, Problem
from siptui.records.worded_facts import filled_in

PROBLEMS = {
    "no_averages_wanted": (
        "is a tracking file, and this framework has no average points to fill in from one",
        "type its figures into the progress grid",
    ),
    "no_table": (
        "holds no table of pupils with results ({sheets})",
        "a heading row with UPN or surname, year group, and results such as 'Reading Dec 10' is needed, or say what "
        "its columns mean, as with --answer 'means:SHEET!A=surname'",
    ),
    "other_file": ("{what}", "{do}"),
    "no_heading_row": (
        "holds no heading row for pupils",
        "a heading row with UPN or surname, year group, and results such as 'Reading Dec 10' is needed",
    ),
    "no_pupils": ("holds no pupils", "check that it is the school's filled-in tracking workbook"),
    "headings_again": ("headings of another table begin here", "put each table on a sheet of its own"),
    "no_year_group": (
        "no pupil's year group can be told",
        "fill in a year column (3 or Y3), or name the sheet Year 3",
    ),
    "no_year_of_part_d": (
        "no pupil is in a year group of Part D",
        "check that it is the right school's workbook",
    ),
    "more": ("{count} more of the same kind", "{do}"),
    "not_counted": (
        "{because}",
        "correct the cell and try again, or leave it out with the answer unknown=leave out",
    ),
    # answers that do not fit
    "no_such_answer": ("{given!r} is no answer to {key}", "answer one of: {choices}"),
    "no_such_question": ("{key!r} is no question of this file", "its questions: {keys}"),
    "no_such_sheet": ("{key!r}: the file has no sheet {name!r}", "its sheets: {names}"),
    "nothing_in_column": (
        "{key!r}: sheet {sheet} has nothing in column {column!r}",
        "name one of columns A to {last} that holds something",
    ),
    "no_such_level": ("{given!r} is no answer to {key}", "answer a level, such as 2b or W, or leave out"),
    "no_such_result": (
        "{given!r} is no answer to {key}",
        "answer a result, such as {such}, or leave out",
    ),
    "no_such_value": (
        "{key!r}: no cell of results holds {value!r}",
        "give the value as it stands in a column of results",
    ),
}
"""What is wrong, and what to do about it; {facts} are filled in."""


def problem(file: str, code: str, at: Place | str | None = None, **facts: Fact) -> Problem:
    """A Problem of a file, of one of its sheets, or of a cell."""
    what, do = PROBLEMS[code]
    where = f"{file}: {at}" if at else file
    place = at if isinstance(at, Place) else None
    return Problem(where, filled_in(what, facts), filled_in(do, facts), facts, place, code=code)
