"""Which subject is meant by an id, a name or a part of one; and what is said where none, or more than one, is."""

from collections.abc import Callable, Iterator, Sequence

from siptui.framework.alike_names import as_compared
from siptui.records.problem import Problem, Refused
from siptui.rules.caseload_row import CaseloadRow
from siptui.store.backend_protocol import Backend, NoSchool, Overview
from siptui.store.faults import StoreFault
from siptui.store.office_settings import Office
from siptui.store.school import OFFICE, is_id, is_subject


def subject_meant(text: str, backend: Backend, overview: Callable[[], Overview]) -> str:
    """The id of the subject meant by an id, `@AB`, `@office`, a school's name, or a part of one that only one has.

    Raises as `school_named`; with an id only Refused.
    """
    if text.startswith("@"):
        subject = OFFICE if text.casefold() == OFFICE else text.upper()
        if subject not in backend.ids() and not is_known(subject, backend.office):
            raise no_such(subject)
        return subject
    if is_id(text):
        try:
            return backend.load(text).id
        except StoreFault:
            return text  # it is there, and whoever reads it will hear what is wrong with it
        except NoSchool:
            pass
    return school_named(text, *overview())


def is_known(subject: str, office: Office) -> bool:
    """Whether there is a record of a subject before anything is written in it: of the office, and of each person."""
    return subject == OFFICE or (subject.startswith("@") and is_subject(subject) and bool(office.person(subject[1:])))


def school_named(text: str, rows: Sequence[CaseloadRow], problems: Sequence[Problem]) -> str:
    """The id of the school of a caseload that has a name, or alone has a part of one.

    Raises Refused; and StoreFault where a school cannot be read, for it might be the one that is meant.
    """
    wanted = text.casefold().strip()
    if problems:
        do = "name the school you mean by its id until this is mended; `siptui schools` lists them"
        raise StoreFault(problems[0].where, problems[0].what, do, code=problems[0].code)
    for fits in _fitting(wanted, rows):
        if len(fits) == 1:
            return fits[0].id
        if fits:
            some = ", ".join(f"{r.id} ({r.name})" for r in fits[:5]) + (" and more" if len(fits) > 5 else "")
            raise Refused(
                Problem(
                    text[:80],
                    f"fits {len(fits)} schools: {some}",
                    "say which by its id",
                    facts={"text": text[:80], "schools": [each.id for each in fits]},
                    code="fits_many_schools",
                )
            )
    raise no_such(text)


def refuse_a_namesake(rows: Sequence[CaseloadRow], name: str) -> None:
    """Raise Refused where a school of a caseload has just that name."""
    for row in rows:
        if row.name.casefold() == name.casefold():
            raise Refused(
                Problem(
                    row.name,
                    f"is in the caseload already, as {row.id}",
                    "add a place to the name",
                    facts={"school": row.id},
                    code="in_caseload_already",
                )
            )


def no_such(text: str) -> Refused:
    """What is said where there is no such school, or no such person."""
    if text.startswith("@"):
        what, do = "there is no such person in this store", "`siptui people` lists them; @office is the office"
        return Refused(Problem(text[:80], what, do, facts={"text": text[:80]}, code="no_such_person"))
    what, do = "there is no such school in this store", "`siptui schools` lists them"
    return Refused(Problem(text[:80] or "(nothing)", what, do, facts={"text": text[:80]}, code="no_such_school"))


def _fitting(wanted: str, rows: Sequence[CaseloadRow]) -> Iterator[list[CaseloadRow]]:
    """The schools that have a name, that have a part of one, and that do where words which mean the same are one."""
    yield [r for r in rows if r.name.casefold() == wanted]
    yield [r for r in rows if wanted and (wanted in r.name.casefold() or wanted in r.id)]
    said = as_compared(wanted)
    yield [r for r in rows if said and said in as_compared(r.name)]
