"""calendar.toml: terms, days, the programme of visits, and what is due when."""

from datetime import date
from typing import Literal

from siptui.framework.model.base_struct import Data


class Term(Data, frozen=True):
    """A term of the school year, and the half-term holiday in it, where it has one."""

    key: str
    name: str
    first: date
    last: date
    half_term_first: date | None = None
    half_term_last: date | None = None


class Day(Data, frozen=True):
    """A day for training and meeting, for no particular school."""

    key: str
    name: str
    on: date


class ProgrammeVisit(Data, frozen=True):
    """A line of the annual programme; days are of a school day.

    `visit` names the part that records it, or `form` the form; what has a `condition` is asked of some schools only.
    """

    key: str
    name: str
    term: str
    focus: str
    in_school_days: float
    prep_days: float
    people: list[str]
    visit: str = ""
    form: str = ""
    condition: str = ""


class Deadline(Data, frozen=True):
    """Something due: on a fixed date, or so many units before or after an anchor.

    The anchor is said in words; of a form's own deadline it may be the key of a date field, or a term (`summer term`).
    It is met once a place that fits the pattern `met_by` (`*` is any segment) is filled. What `repeats` counts from the
    latest of a form that occurs many times, whether that is over or not.
    """

    key: str
    name: str
    anchor: str = ""
    count: int = 0
    unit: Literal["", "day", "working day", "school day", "week", "month", "term", "year"] = ""
    side: Literal["", "before", "after", "at once"] = ""
    on: date | None = None
    who: str = ""
    note: str = ""
    met_by: str = ""
    repeats: bool = False


Days = Literal["day", "working day", "school day"]


class Calendar(Data, frozen=True):
    """calendar.toml: terms, CPD days, the programme of visits, deadlines.

    `days` is what a deadline means that says "day". Working days are Mondays to Fridays but for the `bank_holidays` of
    that part of the United Kingdom ("": none are known); school days are those of them that lie in a term.
    """

    days: Days = "day"
    bank_holidays: Literal["", "ENG", "WLS", "SCT", "NIR"] = "ENG"

    terms: list[Term] = []
    cpd: list[Day] = []
    programme: list[ProgrammeVisit] = []
    deadlines: list[Deadline] = []
