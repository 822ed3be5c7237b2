"""Whether a condition of a form holds: what is shown, or needed, hangs on what was answered beside it."""

from collections.abc import Iterable, Iterator

from siptui.framework.model import JudgementRow, JudgementSection, Visit, When
from siptui.records.change import Record

ANYTHING = "*"


def holds(when: When, record: Record, beside: str) -> bool:
    """Whether every field of a condition holds one of its values.

    A name is looked for in the folder `beside` of the record, then in those above it; one with a / from the top.
    """
    return all(_is_one_of(_value(record, name, beside), wanted) for name, wanted in when.items())


def shown_sections(
    sections: Iterable[JudgementSection], judged_at: str, record: Record
) -> Iterator[tuple[JudgementSection, list[JudgementRow]]]:
    """The sections of judgements that a record has, each with those of its rows; none that has no row."""
    for section in sections:
        rows = [row for row in section.rows if holds(row.shown_when, record, f"{judged_at}/{row.kip}")]
        if rows and holds(section.shown_when, record, judged_at):
            yield section, rows


def shown_rows(visit: Visit, record: Record) -> list[JudgementRow]:
    """The judgement rows of a visit that a record has."""
    return [row for _, rows in shown_sections(visit.sections, visit.judged_at, record) for row in rows]


def _is_one_of(value: str, wanted: list[str]) -> bool:
    return value in wanted or (ANYTHING in wanted and bool(value))


def _value(record: Record, name: str, beside: str) -> str:
    if "/" in name:
        found = record.get(name)
        return "" if found is None else str(found)
    while beside:
        found = record.get(f"{beside}/{name}")
        if found is not None:
            return str(found)
        beside = beside.rpartition("/")[0]
    return ""
