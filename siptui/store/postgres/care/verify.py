"""Proof that a store in a database is sound, or words for what is not, subject by subject."""

from collections.abc import Iterator

from siptui.framework import Framework
from siptui.records.changed_framework.earlier_places import EarlierPlaces
from siptui.records.changed_framework.record_as_read import as_read
from siptui.records.fields import Fields
from siptui.records.problem import Problem
from siptui.store.backend_protocol import NoSchool
from siptui.store.faults import MEND, StoreFault, bad_record
from siptui.store.format.edit_lines import leads_to
from siptui.store.format.values_amiss import values_amiss
from siptui.store.postgres import caseload_lines
from siptui.store.postgres.care import rights
from siptui.store.postgres.subjects import Subjects

LAST_DIFFERS = """select s.id from siptui.subject s
left join siptui.edit e on e.subject = s.id and e.revision = s.revision where e.edit is distinct from s.last
union select e.subject from siptui.edit e join siptui.subject s on s.id = e.subject where e.revision > s.revision"""


def faults(store: Subjects, framework: Framework, fields: Fields) -> Iterator[Problem]:
    """What is wrong with a store, each thing with what would mend it: who may do what, every history, the summary.

    Of what a role may not see it says nothing.
    """
    yield from rights.faults(store.line, store.office)
    where = store.line.address.shown
    for (school_id,) in store.line.ask(LAST_DIFFERS):
        what = "does not end with the edit that its record carries"
        yield Problem(f"{where} {school_id}", what, MEND, facts={"school": school_id}, code="history_differs")
    earlier = EarlierPlaces(fields)
    for school_id in store.ids():
        yield from _school(store, school_id, fields, earlier)
    for school_id in caseload_lines.wrong(store.line, framework, store.load):
        yield Problem(
            f"the caseload's line of {school_id}",
            "says other things than its record",
            "`siptui rebuild` makes it again from the records",
            facts={"school": school_id},
            code="summary_differs",
        )


def _school(store: Subjects, school_id: str, fields: Fields, earlier: EarlierPlaces) -> Iterator[Problem]:
    """A subject's row can be read, its history has every edit, and the two say the same."""
    try:
        found = store.load(school_id)
        leads = leads_to(store.before(school_id, found.revision), found)
    except NoSchool:
        return  # somebody has taken it away meanwhile
    except StoreFault as fault:
        yield fault.problem
        return
    if not leads:
        what = "has a history that does not lead to what its record holds"
        yield Problem(store.place(school_id), what, MEND, facts={"school": school_id}, code="history_differs")
    values, why = as_read(found.values, fields, earlier, lambda: store.history_back(school_id))
    if why:
        yield bad_record(school_id, why).problem
    yield from values_amiss(school_id, values, fields)
