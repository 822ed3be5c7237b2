"""What a form's reader would send back: findings on single fields of a record."""

from siptui.framework import Framework
from siptui.records.change import Record
from siptui.rules.summary import part_f, undated


def findings(framework: Framework, record: Record) -> dict[str, str]:
    """What is wrong or missing, in words, by the path of the field that would mend it."""
    rows = [row for section in part_f(framework, record) for row in section.rows]
    return {
        f"{row.path}/date" if row.path else f"visits/{row.visit}/date": "judged, but without a date"
        for row in undated(rows)
    }
