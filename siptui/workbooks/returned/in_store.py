"""A workbook of ours that came back, against the store that it left."""

from collections.abc import Sequence

from siptui.documents.identity import START
from siptui.documents.returned.in_store import Kept, Returned, base_of, identity_for
from siptui.records.problem import Problem, Refused
from siptui.records.versions.merge import Blank
from siptui.sheets.cells import Sheet
from siptui.workbooks.frameworks.from_sheets import digests_in, name_in
from siptui.workbooks.ours.identity import properties_in, subject_in
from siptui.workbooks.returned.proposal import workbook_proposal


def returned_workbook(
    store: Kept, file: str, sheets: Sequence[Sheet], wanted: str | None, blank: Blank = "keeps"
) -> Returned:
    """What a workbook of ours proposes to a store; of the subject `wanted`, or of whichever it is.

    Raises Refused for one that is none of this store's, or is of another subject; StoreFault.
    """
    said = properties_in(sheets)
    if f"{START}schema" not in said:
        if subject_in(said):
            what = "was written by an earlier siptui, which did not say where its answers are"
            do = "export it again, and have that filled in"
            raise Refused(Problem(file, what, do, code="earlier_workbook"))
        if (name := name_in(sheets)) and digests_in(sheets):
            what = f"holds the forms of the framework {name[:80]}, and no school's answers"
            raise Refused(Problem(file, what, "`siptui framework import` reads it", code="workbook_of_framework"))
        what = "is no workbook that siptui wrote, or has lost what says so"
        do = "of a school's own spreadsheet say whose it is: --school"
        raise Refused(Problem(file, what, do, code="workbook_not_ours"))
    if wanted and said.get(f"{START}schema") and not said.get(f"{START}subject"):
        said |= {f"{START}subject": wanted}  # a blank form, filled in for whom it is said to be
    identity = identity_for(store, file, said, wanted)
    school = store.load(identity.subject)
    base = base_of(store, school, identity) if int(identity.revision) else {}
    against = (store.fields, school.values, base, blank, lambda: store.history_back(school.id))
    return Returned(school, workbook_proposal(file, sheets, identity, *against))
