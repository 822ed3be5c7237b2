"""The early learning goals: "Writing" is one where most of them have a column, and a subject elsewhere."""

from msgspec import structs

from siptui.tracking.tables.table import Column, Table
from siptui.tracking.vocabulary.headings import Headings, Meaning, tokens
from siptui.tracking.vocabulary.kind_table import Profile


def settle_goals(table: Table, profile: Profile, headings: Headings) -> None:
    """Have the columns of a profile be results in its goals, taken at the end of the year group that it is of."""
    if not profile.goals:
        return
    words = {tokens(word): goal for goal, listed in profile.goals.items() for word in listed}
    found: dict[int, tuple[str, Meaning]] = {}
    for column in table.columns:
        said = tokens(column.heading)
        goal = words.get(said) or words.get(said[-2:])
        if goal:
            found[column.index] = goal, column.meaning
    if len({goal for goal, _ in found.values()}) < profile.least_goals:
        return
    times = headings.moments.summers_of(profile.year_group)
    for column in (c for c in table.columns if c.index in found):
        column.meaning = _meaning(column, found[column.index][0], times)


def _meaning(column: Column, goal: str, times: list[tuple[int, str]]) -> Meaning:
    """A result in a goal: when, its heading says, or the year group that a pupil is in now."""
    said = column.meaning
    if len(said.points) == 1 and said.dated and not said.by_year:
        return structs.replace(said, kind="result", name="", subject=goal, notation="", by_year=())
    points = tuple(point for _, point in times)
    return Meaning("result", "", goal, points, sure=False, dated=True, by_year=tuple(times))
