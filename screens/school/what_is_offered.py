"""What of a screen's keys would only be refused, so that its bar does not name them: by who one is, or by the year."""

from siptui.desk.open_records import Desk
from siptui.records.change import Record


def not_offered_on_caseload(desk: Desk) -> tuple[str, ...]:
    """Ids of actions of the caseload that are not for whoever looks at it."""
    may = not desk.store.office.closed and desk.store.access("", {}).may_deploy()
    return () if may else ("caseload.new", "caseload.allocate")


def not_offered_on(desk: Desk, subject: str, record: Record, where: str) -> tuple[str, ...]:
    """The same of the forms of a school, a person or the office; `where` is the screen's place among the keys."""
    access, over = desk.store.access(subject, record), bool(desk.store.office.closed)
    found = [f"{where}.new", f"{where}.import"] if over or access.only_reads else []
    alerts = [desk.framework.form(key) for key in desk.framework.roles.alerts[:1]]
    if over or not all(map(access.may_fill, alerts)):
        found.append(f"{where}.alert")
    return (*found, f"{where}.vault") if over else tuple(found)
