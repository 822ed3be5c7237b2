"""What a column was understood to be: a code with its facts, and the words for it."""

from msgspec import Struct, field

from siptui.records.problem import Fact, Facts
from siptui.records.worded_facts import filled_in

COLUMNS = {
    "result": "{subject} {point}",
    "results_by_year": "{subject} {times}",
    "several_results": "results, one a row",
    "no_single_time": "{subject} (at no single time)",
    "about_pupil": "{name}",
    "sublevels": "sublevels of column {of}",
    "beside": "what is said beside column {of}",
    "profile": "early years profile: {scale}",
    # asked
    "time_asked": "{subject} at {times} (asked)",
    "notation_asked": "{means} (asked)",
    "sublevels_asked": "may be a level in two columns (asked)",
    # left out
    "left_out": "{because} (left out)",
    "no_time": "{subject} at no named time (left out)",
    "time_left_out": "{subject} (left out)",
    "notation_left_out": "{means} (left out)",
    "sublevels_left_out": "left out",
    "same_as": "{subject} {point} (the same as column {of})",
    "other_counts": "{subject} {point} (left out)",
    "profile_left_out": "early years profile: {scale} (left out)",
    "nothing": "",
}
LEFT_OUT = {
    *("left_out", "no_time", "time_left_out", "notation_left_out", "sublevels_left_out", "other_counts"),
    "profile_left_out",
}
"""The codes of columns of which nothing counts."""

AS_SAID = "as_said"
BECAUSE = {
    "not_understood": "not understood",
    "no_heading": "no heading",
    "no_subject": "names a point in time but no subject",
    "outside": "a point in time not in Part D",
    "other_year": "of another school year",
    "earlier": "earlier than Part D",
    "year_group_only": "says a year group and not a date",
    "other_subject": "{subject}, not in Part D",
    "span": "from one time to another (progress)",
    "school_year_said": "a school year",
    "other_year_group": "another time's year group or class",
    AS_SAID: "as you said",
}
"""Why a column is left out, where no list of headings.toml says it: its names are shown as they stand there."""


class Means(Struct, frozen=True, array_like=True):
    """What a column means: its code, and what that is about."""

    code: str
    facts: Facts = field(default_factory=dict)

    @property
    def words(self) -> str:
        """The meaning as a person reads it."""
        return filled_in(COLUMNS[self.code], self.facts)

    @property
    def left_out(self) -> bool:
        """Whether nothing of the column counts."""
        return self.code in LEFT_OUT

    @property
    def answer(self) -> str:
        """The answer to `means:SHEET!COLUMN` that says the same; "" if none does."""
        if self.code == "about_pupil":
            return str(self.facts["key"])
        return self.words if self.code == "result" else ""


NOTHING = Means("nothing")
"""Of a column without a heading."""


def means(code: str, **facts: Fact) -> Means:
    """What a column means."""
    return Means(code, facts)


def because(name: str, subject: str = "") -> str:
    """The words for why a column is left out."""
    return BECAUSE.get(name, name).format(subject=subject)
