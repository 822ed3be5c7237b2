"""Part F: the summary of the year's judgements, reckoned from the visits.

Source: the handbook, Annex A, Part F; facts.md §6 and §14 (3): a KIP judged in more than one part has one row, which
holds its latest judgement.
"""

from collections.abc import Sequence

from msgspec import Struct

from siptui.framework import Framework
from siptui.framework.model import Scale, Visit
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


class Judged(Struct, frozen=True):
    """How a visit judged a KIP: scale values, "" where there is none; `ratings` as the form's order has them."""

    visit: str
    current: str
    target: str
    ratings: list[str]


def year_of(framework: Framework, record: Record, code: str, before: str = "") -> list[Judged]:
    """How a KIP was judged at each visit of the year that judged it, or at those before the visit `before`."""
    roles = framework.roles
    rated = [f.key for f in framework.register.judgement if f.scale and f.key not in (roles.current, roles.target)]
    found = []
    for visit in framework.visits:
        if visit.key == before:
            break
        current, target, *ratings = (_judged(record, visit, code, key) for key in (roles.current, roles.target, *rated))
        if current or any(ratings):
            found.append(Judged(visit.key, current, target, ratings))
    return found


def year_in_one_line(framework: Framework, found: Sequence[Judged]) -> str:
    """The same as it is said: `autumn 2→1 A/R · spring 2→1 G/A`; with a dot where something was not judged."""
    scales = {field.key: framework.scales.get(field.scale) for field in framework.register.judgement if field.scale}
    roles = framework.roles
    rated = [scale for key, scale in scales.items() if key not in (roles.current, roles.target)]
    said = []
    for each in found:
        now, wanted = (_mark(scales.get(k), v) for k, v in ((roles.current, each.current), (roles.target, each.target)))
        categories = f"{now or '·'}→{wanted}" if wanted else now
        ratings = "/".join(_mark(scale, value) or "·" for scale, value in zip(rated, each.ratings, strict=True))
        ratings = ratings if any(each.ratings) else ""
        said.append(" ".join(filter(None, (framework.visit(each.visit).name.casefold(), categories, ratings))))
    return " · ".join(said)


def _mark(scale: Scale | None, value: str) -> str:
    found = scale.find(value) if scale else None
    return (found.mark or found.value) if found else value


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
