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
    "other_document": ("is no Word document (.docx)", "open it in Word or LibreOffice and save it as .docx"),
}
"""What is wrong, and what to do about it."""


class UnreadableDocument(Exception):
    """What is wrong with a document's content: a code of `PROBLEMS`."""

    def __init__(self, code: str) -> None:
        super().__init__(PROBLEMS[code][0])
        self.code = code


def document_problem(file: str, code: str) -> Problem:
    """A Problem of a document as a whole."""
    what, do = PROBLEMS[code]
    return Problem(file, what, do, code=code)
