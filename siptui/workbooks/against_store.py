"""A workbook of ours that came back, against the store that it left."""

from collections.abc import Mapping, Sequence

from siptui.documents.identity import START, Identity
from siptui.documents.returned.in_store import Kept, Returned, base_of, identity_for
from siptui.records.problem import Problem, Refused
from siptui.records.versions.merge import Blank
from siptui.sheets.cells import Sheet
from siptui.sheets.own_marks import corner_of
from siptui.workbooks.ours.identity import KINDS, SUMMARY, properties_in, subject_in
from siptui.workbooks.returned.marked_answers import marked_answers
from siptui.workbooks.returned.proposal import workbook_proposal


def returned_workbook(
    store: Kept,
    file: str,
    sheets: Sequence[Sheet],
    wanted: str | None,
    blank: Blank = "keeps",
    answers: Mapping[str, str] | None = None,
    kind: str = "",
) -> Returned:
    """What a workbook proposes to a store; of the subject `wanted`, or of whichever it says that it is.

    One that siptui did not make is read by its headings and codes, as the form of a `kind` or whichever it is;
    `answers` are those to questions. Raises Refused for one that is none of this store's, or is of another subject, or
    tells nothing; StoreFault.
    """
    said = properties_in(sheets)
    if f"{START}schema" not in said:
        return _made_elsewhere(store, file, sheets, wanted, said, answers or {}, kind)
    if not said.get(f"{START}subject"):
        if not wanted:
            what, do = "is a blank form that was filled in, and does not say whose it is", "say whose: --school"
            raise Refused(Problem(file, what, do, code="whose_not_said"))
        said |= {f"{START}subject": wanted}  # filled in for whom it is said to be
    identity = identity_for(store, file, said, wanted)
    school = store.load(identity.subject)
    base = base_of(store, school, identity) if int(identity.revision) else {}
    against = (store.fields, school.values, base, blank, lambda: store.history_back(school.id), answers)
    return Returned(school, workbook_proposal(file, sheets, identity, *against))


def _made_elsewhere(
    store: Kept,
    file: str,
    sheets: Sequence[Sheet],
    wanted: str | None,
    said: Mapping[str, str],
    answers: Mapping[str, str],
    kind: str,
) -> Returned:
    """What a workbook proposes that does not say what it is: somebody else's, an earlier siptui's, one that lost it."""
    from siptui.workbooks.frameworks.files import digests_in, name_in
    from siptui.workbooks.others.proposal import others_proposal

    earlier = subject_in(said)
    if (name := name_in(sheets)) and digests_in(sheets):
        what = f"holds the forms of the framework {name[:80]}, and no school's answers"
        raise Refused(Problem(file, what, "`siptui framework import` reads it", code="workbook_of_framework"))
    if earlier and wanted and earlier != wanted:
        what = f"is of {earlier[:80]}, and not of {wanted}"
        raise Refused(Problem(file, what, "name that school, or choose another file", code="other_school"))
    whose = wanted or earlier
    if not whose or whose not in store.subjects():
        what = "is no workbook that siptui wrote, or has lost what says so"
        raise Refused(Problem(file, what, "say whose it is: --school", code="workbook_not_ours"))
    school = store.load(whose)
    if any(corner_of(sheet) for sheet in sheets):  # the answers still have their marks
        identity = Identity(whose, kind or _kind_of(sheets), store.framework.name, "0", "")
        marked = workbook_proposal(
            file,
            sheets,
            identity,
            store.fields,
            school.values,
            None,
            backwards=lambda: store.history_back(school.id),
            answers=answers,
        )
        return Returned(school, marked)
    about = said.get("kind", "")
    which = kind or (about if about in KINDS else "")
    proposal = others_proposal(file, sheets, whose, store.fields, school.values, answers, which)
    if proposal is None:
        what = "holds no form that is known by its headings and codes"
        do = "a table of pupils is read with --kind tracking; else type it in, or paste it"
        raise Refused(Problem(file, what, do, code="form_not_known"))
    if earlier:
        what = f"was written by an earlier siptui, from revision {said.get('revision', '0')[:12]}"
        do = "it is read as it stands: what differs is shown, and who changed it cannot be told"
        proposal.problems.append(Problem(file, what, do, code="earlier_workbook"))
    return Returned(school, proposal)


def _kind_of(sheets: Sequence[Sheet]) -> str:
    """A summary shows what several visits judged; else it is whatever form."""
    paths = [each.path.split("/") for each in marked_answers(sheets).answers]
    return SUMMARY if len({path[1] for path in paths if path[0] == "visits"}) > 1 else "form"
