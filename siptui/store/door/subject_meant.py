"""Which school is meant by a name or a part of one; and what is said where none, or more than one, is."""

from collections.abc import Sequence

from siptui.records.problem import Problem, Refused
from siptui.rules.caseload_row import CaseloadRow
from siptui.store.faults import StoreFault


def school_named(text: str, rows: Sequence[CaseloadRow], problems: Sequence[Problem]) -> str:
    """The id of the school of a caseload that has a name, or alone has a part of one.

    Raises Refused; and StoreFault where a school cannot be read, for it might be the one that is meant.
    """
    wanted = text.casefold().strip()
    if problems:
        do = "name the school you mean by its id until this is mended; `siptui schools` lists them"
        raise StoreFault(problems[0].where, problems[0].what, do, code=problems[0].code)
    for fits in (
        [r for r in rows if r.name.casefold() == wanted],
        [r for r in rows if wanted and (wanted in r.name.casefold() or wanted in r.id)],
    ):
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
