"""The review as data, for `--json`: each figure a key, and nothing in words that is not a name."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from siptui.framework import Framework
from siptui.reports.review_columns import days_of, is_overdue, movement, worst
from siptui.rules.caseload.standing import Signs
from siptui.rules.caseload_row import CaseloadRow


def as_data(framework: Framework, rows: Sequence[CaseloadRow], today: date, group: str = "") -> list[dict[str, Any]]:
    """Every school: `standing` is by indicator the values that stand and the worst colour among them."""
    signs = Signs(framework)
    return [_school(signs, row, today) | ({"group": group} if group else {}) for row in rows]


def _school(signs: Signs, row: CaseloadRow, today: date) -> dict[str, Any]:
    framework = signs.framework
    used = days_of(framework, row, today)
    visits = zip(framework.visits, row.visits, strict=True)
    return {
        "id": row.id,
        "name": row.name,
        "phase": row.phase,
        "sip": row.sip,
        "category": row.category,
        "target": row.target,
        "category_before": row.before,
        "movement": movement(framework, row),
        "visits": {
            visit.key: {
                "date": state.date,
                "sent": state.sent,
                "judged": state.judged,
                "of": state.rows,
                "state": state.state,
                "overdue": is_overdue(framework, number, row, today),
            }
            for number, (visit, state) in enumerate(visits)
        },
        "reds": row.reds,
        "ambers": signs.count(row.standing, "amber"),
        "standing": _standing(signs, row),
        "gains": {
            subject.key: {"made": gain.made, "expected": gain.expected, "counted": gain.counted, "of": gain.of}
            for subject, gain in zip(framework.progress.subjects, row.gains, strict=False)
        },
        "actions": [{"path": each.path, "by": each.by, "late": each.is_late(today)} for each in row.actions],
        "alerts": [{"path": each.place, "since": each.since} for each in row.alerts],
        "concerns": [{"path": each.place, "since": each.since} for each in row.concerns],
        "days": {"used": used.used, "planned": used.planned},
        "next_visit": row.next_visit,
        "waited_for": [{"path": due.place, "deadline": due.deadline, "on": due.on} for due in row.waited_for],
    }


def _standing(signs: Signs, row: CaseloadRow) -> dict[str, dict[str, str]]:
    found = {}
    for number, kip in enumerate(signs.framework.register.kips):
        values = {c.key: signs.value(n, row.standing[n].values[number]) for n, c in enumerate(signs.columns)}
        if any(values.values()):
            found[kip.code] = values | {"worst": worst(signs, row, number).colour}
    return found
