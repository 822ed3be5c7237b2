"""Days that each SIP has used of the programme, for their schools and for training. Source: handbook, sections 4, 6."""

from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from siptui.framework import Framework
from siptui.reports.review_columns import days_of
from siptui.rules.caseload_row import CaseloadRow


class DaysOfPerson(Struct, frozen=True):
    """Schools, days used of those planned for them, and days for training that have been, of all there are."""

    schools: int
    used: float
    planned: float
    training: int
    training_planned: int

    @property
    def words(self) -> str:
        """Both together: `31.5/59`; "" for somebody without schools."""
        if not self.schools:
            return ""
        return f"{self.used + self.training:g}/{self.planned + self.training_planned:g}"


def days_of_people(framework: Framework, rows: Iterable[CaseloadRow], today: date) -> dict[str, DaysOfPerson]:
    """Of everybody who has a school, by initials; a day is used once it has come."""
    days = [day.on for day in framework.calendar.cpd]
    been = sum(1 for on in days if on <= today)
    by_sip: dict[str, list[CaseloadRow]] = {}
    for row in rows:
        by_sip.setdefault(row.sip, []).append(row)
    found = {}
    for sip, theirs in by_sip.items():
        each = [days_of(framework, row, today) for row in theirs]
        used, planned = sum(one.used for one in each), sum(one.planned for one in each)
        found[sip] = DaysOfPerson(len(theirs), used, planned, been, len(days))
    return found
