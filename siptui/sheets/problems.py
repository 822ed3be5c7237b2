"""Why a file is not opened, by code: what is wrong with it and what to do."""

from siptui.records.problem import Fact, Problem, Refused
from siptui.records.worded_facts import filled_in
from siptui.sheets.limits import MOST_COLUMNS, MOST_ROWS, MOST_SHEETS

SAVE_AGAIN = "open it in Excel, save it as an Excel workbook (.xlsx) and try again"
SEND_AGAIN = "it may have been cut short on its way; ask for it to be sent again"
SAVE_OR_SEND = (
    "open it in Excel and save it again as .xlsx; if Excel cannot open it either, ask for it to be sent again"
)
CHOOSE = "choose the school's tracking workbook (.xlsx, .xls, .ods or .csv)"
UNLOCK = "open it in Excel, save it without a password and try again"

PROBLEMS = {
    "is_folder": ("is a folder", "choose the file in it"),
    "no_file": ("there is no such file", "check its name and folder"),
    "no_plain_file": ("is not a file", CHOOSE),
    "not_opened": ("cannot be read: {reason}", "check that you may open it"),
    "name_not_text": ("its name holds characters that cannot be read", "give it another name"),
    "ours_came_back": (
        "is a workbook that siptui wrote, with a school's own answers",
        "bring it back with `siptui import FILE`, without --kind tracking",
    ),
    "file_too_large": (
        "is larger than {most} MB, the most that is read",
        "save the tracking sheets alone as a workbook",
    ),
    "empty": ("is empty", "ask for it to be sent again"),
    "no_spreadsheet": ("is not a spreadsheet", CHOOSE),
    "other_kind": ("is not a spreadsheet but {kind}", CHOOSE),
    "no_spreadsheet_or_damaged": ("is not a spreadsheet that can be read, or is damaged", CHOOSE),
    "damaged_archive": ("is damaged and cannot be opened", SEND_AGAIN),
    "unpacks_to_too_much": ("unpacks to far more than a tracking spreadsheet holds", SAVE_AGAIN),
    "damaged": ("is damaged and cannot be read as a spreadsheet", SAVE_OR_SEND),
    "cut_short": ("is damaged and cannot be read as a spreadsheet", SEND_AGAIN),
    "damaged_xml": ("is damaged and cannot be read as an XML spreadsheet", SEND_AGAIN),
    "document_type": ("is an XML file with a document type, which no spreadsheet has", SAVE_AGAIN),
    "nested_too_deep": ("is an XML file nested deeper than a spreadsheet is", SAVE_AGAIN),
    "no_text_table": ("is not a table of separated values that can be read", SAVE_AGAIN),
    "damaged_web_page": ("is a web page that cannot be read", SAVE_AGAIN),
    "web_page_without_table": ("is a web page without a table", SAVE_AGAIN),
    "too_many_cells": (
        "spreads over more cells than a tracking spreadsheet holds",
        "delete what stands far below or right of the table, save it and try again",
    ),
    "table_too_large": (
        f"has more than {MOST_ROWS:,} rows, {MOST_COLUMNS:,} columns or {MOST_SHEETS} tables",
        "save the tracking table alone and try again",
    ),
    "locked": ("is password-protected", f"give its password (--password); or {UNLOCK}"),
    "locked_on_screen": ("is password-protected", "ask the school for the password"),
    "wrong_password": ("is password-protected, and this is not its password", "type it again"),
    "not_unlocked": ("is password-protected, and {reason}", UNLOCK),
    "stopped": ("was not read to its end; nothing was changed", ""),
    "took_too_long": ("could not be read within {seconds} seconds", SAVE_AGAIN),
    "no_process": ("cannot be read now: {reason}", "close other programs and try again"),
    "not_understood": ("cannot be understood ({fault})", SEND_AGAIN),
}
"""What is wrong, and what to do about it; {facts} are filled in."""


def problem(file: str, code: str, **facts: Fact) -> Problem:
    """A Problem of a file as a whole."""
    what, do = PROBLEMS[code]
    return Problem(file, filled_in(what, facts), filled_in(do, facts), facts=facts, code=code)


class Locked(Refused):
    """The file is password-protected, and the password is missing or wrong."""


class Stopped(Refused):
    """The reading was stopped; nothing was changed."""


class Unreadable(Exception):
    """What is wrong with a file's content: a code of `PROBLEMS`, with its facts."""

    def __init__(self, code: str, **facts: Fact) -> None:
        super().__init__(PROBLEMS[code][0])
        self.code, self.facts = code, facts
