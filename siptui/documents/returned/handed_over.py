"""What another SIP handed over, against one's own vault: whose it is, and what it would bring."""

from pathlib import Path

from siptui.documents.returned.in_store import Returned
from siptui.documents.returned.proposal import DocumentProposal
from siptui.framework import Framework
from siptui.records.problem import Problem, Refused
from siptui.records.typed_and_shown import moment
from siptui.records.values import BadValue, Value, parse
from siptui.records.versions.merge import merge
from siptui.store.school import in_one_edit
from siptui.vault.files_out.hand_over import HandOver
from siptui.vault.vault_store import Vault

HANDED_OVER = "handed over"


def taken_over(vault: Vault, file: Path, content: HandOver, wanted: str | None) -> Returned:
    """What a hand-over would bring into one's own vault; of the school `wanted`, or the one that it names.

    Raises Refused where there is none of that name, StoreFault.
    """
    school_id = wanted or _school(vault, content)
    school = vault.load(school_id)
    theirs: dict[str, Value | None] = {}
    problems: list[Problem] = []
    values = content.values
    if over := _year_over(vault, content):
        year, before = over
        values = vault.years.first(before, values)
        what = f"is of {year}: what goes on into this year would be taken over, and all of it is kept in {year}"
        problems.append(Problem(file.name, what, facts={"year": year}, code="of_a_year_over"))
    for path, value in values.items():
        try:
            field = vault.field(path)
            theirs[path] = parse(field, value)
        except (Refused, BadValue) as fault:
            do = "look at the form that was handed over, and type it in by hand"
            problems.append(Problem(file.name, f"{path}: {fault}", do, facts={"path": path}, code="not_handed_over"))
    first = f"handed over by {content.by}, {moment(content.when)}: {content.name}"
    problems.insert(0, Problem(file.name, first, code="handed_over"))
    merged = merge(None, school.values, theirs)
    proposal = DocumentProposal(
        subject=school_id, kind="hand-over", revision=school.revision, three_way=False, merged=merged, problems=problems
    )
    return Returned(school, proposal)


def keep(vault: Vault, school_id: str, content: HandOver) -> str:
    """Keep what is of a year that is over in that year, to be read there; which, or "". Raises StoreFault."""
    over = _year_over(vault, content)
    if over is None:
        return ""
    school = in_one_edit(school_id, content.framework, content.values, content.by, HANDED_OVER, content.when)
    return over[0] if vault.engine.keep_of_year(over[0], school) else ""


def _year_over(vault: Vault, content: HandOver) -> tuple[str, Framework] | None:
    if content.framework == vault.framework.name or vault.years.own:
        return None
    return vault.years.framework_of(content.framework)


def _school(vault: Vault, content: HandOver) -> str:
    """The school of one's own store that is meant: by id and name, else by name."""
    rows, _ = vault.shared.overview()
    for row in rows:
        if row.id == content.school and row.name.casefold() == content.name.casefold():
            return row.id
    return vault.find_school(content.name)
