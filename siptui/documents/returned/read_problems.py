"""Why a document is not read, by code: what is wrong with it and what to do."""

from siptui.records.problem import Problem

PROBLEMS = {
    "document_damaged": ("is damaged and cannot be read as a document", "ask for it to be sent again"),
    "document_too_large": (
        "unpacks to far more than a note of visit holds",
        "copy its text into the note that was sent",
    ),
    "document_type_in_it": ("holds a document type, which no Word document has", "save it again in Word as .docx"),
    "document_locked": ("is locked with a password", "open it in Word, take the password off, save it and try again"),
    "old_document": ("is a document of the old kind (.doc)", "open it in Word or LibreOffice and save it as .docx"),
    "document_not_a_file": ("is not a file", "choose the document that the school sent (.docx)"),
    "document_file_too_large": (
        "is larger than a note of visit is",
        "take out pictures that were put in, save it and try again",
    ),
    "document_took_long": ("could not be read in time", "open it in Word, save it as .docx and try again"),
    "document_is_pdf": (
        "is a PDF, of which nothing is read",
        "ask for the Word document, or the workbook, that it was made from",
    ),
    "other_document": ("is no Word document (.docx)", "open it in Word or LibreOffice and save it as .docx"),
}
"""What is wrong, and what to do about it."""


OF_ANY_FILE = {
    "no_plain_file": "document_not_a_file",
    "file_too_large": "document_file_too_large",
    "took_too_long": "document_took_long",
    "too_many_cells": "document_too_large",
    "cut_short": "document_damaged",
    "not_understood": "document_damaged",
}
"""What is said of a document where a file cannot be read for a reason that is worded for spreadsheets."""


class UnreadableDocument(Exception):
    """What is wrong with a document's content: a code of `PROBLEMS`."""

    def __init__(self, code: str) -> None:
        super().__init__(PROBLEMS[code][0])
        self.code = code


def document_problem(file: str, code: str) -> Problem:
    """A Problem of a document as a whole."""
    what, do = PROBLEMS[code]
    return Problem(file, what, do, code=code)


def worded_for_document(file: str, problem: Problem) -> Problem:
    """What is wrong with any file, in words that fit a document."""
    return document_problem(file, OF_ANY_FILE[problem.code]) if problem.code in OF_ANY_FILE else problem
