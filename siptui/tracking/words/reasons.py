"""Why a cell, a row or a sheet is not counted: a code with its facts, and the words for it."""

from msgspec import Struct, field

from siptui.records.problem import Fact, Facts
from siptui.records.worded_facts import filled_in

REASONS = {
    # of a cell
    "blank": "blank",
    "no_result": "a formula whose result is not in the file (opening and saving it in Excel may mend this)",
    "two_results": "two different results in this subject at this time",
    "disregarded": "{because}",
    "outside_points": "{value} is outside the points a level can be worth",
    "level_in_points": "{value!r} is a level in a column of points",
    "not_points": "{value!r} is not a number of points",
    "not_of_kind": "{value!r} is no {kind}",
    "too_few": "{group}: {count} pupils, too few to show",
    "contrary": "two columns contradict each other; left out, as you said",
    "not_a_level": "{value!r} is not a level",
    "number_not_a_level": "{value} is not a level",
    "not_a_level_if": "{value} is not a level if {scheme}",
    "between_levels": "{value!r} lies between two levels, and schools differ on what it is worth",
    "with_a_grade": "{value!r} is a level with low, secure or high",
    "with_a_remark": "{value!r} is a level with a remark",
    "as_said": "left out, as you said",
    "slip": "far from what is usual for the year group or the pupil; left out, as you said",
    "other_scale": "in a column most of whose cells are no level",
    "on_another_sheet": "counted on another sheet",
    "scale_point": "a scale point of the early years profile",
    "not_a_scale_point": "{value!r} is no scale point from 0 to {most}",
    # of what is kept in history of cells, which says nothing of what they held
    "no_result_of_kind": "no result that is understood",
    "no_level": "no level that is understood",
    "between_or_remark": "between two levels, or with a remark",
    "no_scale_point": "no scale point that is understood",
    # of a row
    "heading": "a heading",
    "headings_again": "the headings again",
    "total": "a row of totals, averages or an example",
    "nobody": "names no pupil (a total, an average or a note)",
    "unnamed": "holds results and has no name or UPN",
    "partly_named": "names no pupil in full (a total, an average or a note)",
    "below_totals": "stands below the totals",
    "doubtful": "may be a pupil or a total",
    "left_the_school": "has left the school",
    "struck_through": "the name is struck through",
    "same_as_row": "the same pupil as in row {row}, and counted there",
    "other_school": "of another school, as you said",
    "other_phase": "of a year group that the school's phase has not; left out, as you said",
    "of_another_school": "of another school or school year",
    "of_another_time": "of another time or kind",
    "year_group_asked": "the year group is asked",
    "no_year_group": "no year group is given",
    "no_single_year_group": "no single year group can be told from {value!r}",
    "year_group_outside": "year group {value}: Part D has {years}",
    "year_group_outside_now": "year group {value}, now Year {year}: Part D has {years}",
    "not_in_reception": "a profile of a pupil who is not in Reception",
    "reception_unknown": "not known to be in Reception",
    # of a sheet
    "empty_sheet": "an empty sheet",
    "not_used": "not used",
    "several_tables_asked": "several tables (asked)",
    "bands_asked": "headings over several columns (asked)",
    "hidden_sheet": "a hidden sheet, not read",
    "hidden_without_results": "a hidden sheet, not read: it has no results at a point in time of Part D",
    "hidden_sheet_asked": "a hidden sheet (asked)",
    "grid_of_names": "passed over: it is a grid of levels with pupils' names in its cells; a list with a row for each "
    "pupil and the levels under 'Reading Dec 10' and the like can be read",
    "no_heading_row": "passed over: it has no heading row for pupils",
    "months_asked": "results of the months beside Part D's (asked)",
    "no_subject_asked": "passed over: no subject is named (asked)",
    "holds_something_else": "passed over: {because}",
    "no_results": "passed over: it has pupils but no results at a point in time of Part D",
    "other_years": "passed over: its results are of another school year ({heading!r})",
    "other_times": "passed over: its results are at no point in time of Part D, which are of one school year (as "
    "{heading!r})",
    "holds_targets": "passed over: {title!r} says that it holds no results",
    "no_heading_row_found": "no heading row for pupils was found",
    "no_results_found": "pupils, but no results in a subject at a time",
}
"""The words, in which {facts} are filled in; {value!r} shows a text between quotes."""
IN_NO_YEAR_GROUP = {"no_year_group", "no_single_year_group"}
"""Of a pupil who is in no figure because nobody knows in which."""
WITHOUT_RESULT = {"blank", "disregarded", "on_another_sheet"}
"""Of a cell: what is said of one that holds no result, or whose result counts elsewhere."""
UNCOUNTED = " the pupil counts in no percentage of the early years"


class Why(Struct, frozen=True, array_like=True):
    """A reason: its code, and what it is about.

    `part` among the facts is where a further table of a sheet begins; with `profile` a whole profile is lost by it.
    """

    code: str
    facts: Facts = field(default_factory=dict)

    @property
    def words(self) -> str:
        """The reason as a person reads it."""
        text = filled_in(REASONS[self.code], self.facts)
        if "profile" in self.facts:
            text += f":{UNCOUNTED}"
        return f"{self.facts['part']}: {text}" if "part" in self.facts else text

    @property
    def words_of_any(self) -> str:
        """The same without what the cell holds, so that a school's many odd texts are one reason."""
        if "value" not in self.facts:
            return self.words
        return filled_in(REASONS[self.code].replace("{value!r}", "{value}"), self.facts | {"value": "this"})

    def with_facts(self, **facts: Fact) -> "Why":
        """The same with further facts, or others."""
        return Why(self.code, self.facts | facts)


def why(code: str, **facts: Fact) -> Why:
    """A reason."""
    return Why(code, facts)
