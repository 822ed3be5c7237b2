"""A file that siptui wrote and that came back, a document or a workbook: read with limits, and held against a store."""

import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

from siptui.documents.returned.document_read import is_named_as_document
from siptui.documents.returned.in_store import Kept, Returned, returned
from siptui.intake.read_in_child import read_document, read_sheets
from siptui.records.versions.merge import Blank
from siptui.sheets.cells import Sheet


def came_back(
    store: Kept,
    file: Path,
    wanted: str | None,
    blank: Blank = "keeps",
    *,
    sheets: Sequence[Sheet] = (),
    answers: Mapping[str, str] | None = None,
    kind: str = "",
    password: str = "",
    called: str = "",
    stop: threading.Event | None = None,
) -> Returned:
    """What a file proposes to a store; of the subject `wanted`, or of whichever it is.

    `sheets` are those of a workbook that was read already, `called` its name as it may be shown; a document's reading
    ends when `stop` is set. A workbook's questions are given their `answers`, and one that siptui did not make is read
    as the form of a `kind`, if one is named. Raises Refused for one that is none of this store's, or is of another
    subject; StoreFault, Stopped.
    """
    name = called or file.name
    if is_named_as_document(file):
        return returned(store, name, read_document(file, stop), wanted, blank)
    from siptui.workbooks.against_store import returned_workbook

    return returned_workbook(store, name, sheets or read_sheets(file, password), wanted, blank, answers, kind)
