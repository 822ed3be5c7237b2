"""Part F: the summary of the year's judgements, reckoned from the visits.

Source: the handbook, Annex A, Part F; facts.md §6 and §14 (3): a KIP judged in more than one part has one row, which
holds its latest judgement.
"""

from collections.abc import Sequence

from msgspec import Struct

from siptui.framework import Framework
from siptui.framework.model import Visit
from siptui.records.change import Record


class SummaryRow(Struct, frozen=True):
    """A row of Part F. Categories are scale values, `date` ISO; each "" while there is none.

    `visit` is the key of the visit that judged it last, "" where none did. `path` is where the row is edited: only
    rows that no visit judges have one (`summary/E13`).
    """

    code: str
    name: str
    current: str
    target: str
    date: str
    visit: str = ""
    path: str = ""


class SummarySection(Struct, frozen=True):
    """One of Part F's sections, in order."""

    title: str
    rows: list[SummaryRow]


def part_f(framework: Framework, record: Record) -> list[SummarySection]:
    """Every section and row of Part F, filled as far as the year has got."""
    return [
        SummarySection(
            section.title,
            [
                _row(framework, record, kip.code, kip.name)
                for kip in framework.register.kips
                if kip.section == section.key
            ],
        )
        for section in framework.register.sections
    ]


def undated(rows: Sequence[SummaryRow]) -> list[SummaryRow]:
    """The judged rows that have no date, because their visit has none yet."""
    return [row for row in rows if row.current and not row.date]


def _row(framework: Framework, record: Record, code: str, name: str) -> SummaryRow:
    roles = framework.roles
    visits = [v for v in framework.visits if code in {row.kip for row in v.rows}]
    if not visits:
        path = f"{framework.summary.at}/{code}"
        return SummaryRow(
            code,
            name,
            current=text(record, f"{path}/{roles.current}"),
            target=text(record, f"{path}/{roles.target}"),
            date=text(record, f"{path}/{roles.visit_date}"),
            path=path,
        )
    last = _latest(record, visits, code, roles.current)
    current = _judged(record, last, code, roles.current)
    # A later visit that set no target of its own leaves the one agreed before it standing.
    target = _judged(record, last, code, roles.target) or _judged(
        record, _latest(record, visits, code, roles.target), code, roles.target
    )
    date = text(record, f"{last.at}/{roles.visit_date}") if last else ""
    return SummaryRow(code, name, current, target, date, visit=last.key if last else "")


def _latest(record: Record, visits: Sequence[Visit], code: str, column: str) -> Visit | None:
    return next((v for v in reversed(visits) if _judged(record, v, code, column)), None)


def _judged(record: Record, visit: Visit | None, code: str, column: str) -> str:
    return text(record, f"{visit.judged_at}/{code}/{column}") if visit else ""


def text(record: Record, path: str) -> str:
    """The value at `path` as text, "" where there is none."""
    value = record.get(path)
    return "" if value is None else str(value)
