"""Numbers of pupils who were in Reception then, among points: they may be scale points of the early years profile.

These have 1 to 9 too and no worth in points (facts.md §2): 8 in reading is not a point more than level 1c.
"""

from siptui.tracking.pupils.pupil_rows import Rows
from siptui.tracking.questions.asking import LEAVE_OUT, Asking
from siptui.tracking.results.which_column import place_of
from siptui.tracking.tables.around_header import titles
from siptui.tracking.tables.table import Column, Table
from siptui.tracking.vocabulary.headings import Headings
from siptui.tracking.vocabulary.levels import Levels, Worth
from siptui.tracking.vocabulary.profile_table import profile_table
from siptui.tracking.words.reasons import why

POINTS = "points"
PROFILE = "early years profile"  # a reason of headings.toml for leaving a column out


class ScalePoints:
    """Asks about such numbers in a table's columns of points."""

    def __init__(self, table: Table, rows: Rows, headings: Headings, levels: Levels, asking: Asking) -> None:
        self.table, self.rows, self.moments, self.asking = table, rows, headings.moments, asking
        self.worths = {*levels.points.values()}
        texts = (table.sheet.name, *titles(table))
        self.said = any(PROFILE in headings.says(text).left_out for text in texts)

    def ask(self, column: Column, worths: list[Worth]) -> bool:
        """Take such numbers out of `worths` if somebody says so; whether nobody has said it yet.

        They are asked about where the sheet speaks of the profile, or one is no level's worth as 8 is.
        """
        if self.rows.year_open:
            return False  # another answer may settle it
        now = self.moments.latest_school_year - self.moments.school_year(column.meaning.points[0])
        mine = [n for n, p in enumerate(self.rows.pupils) if p.year == now] if now > 0 else []
        found = {points for n in mine if (points := worths[n].points) is not None}
        if not found or max(found) > profile_table().most_points or not all(p.is_integer() for p in found):
            return False
        if found <= self.worths and not self.said:
            return False
        sheet = self.table.sheet
        answer = self.asking.ask(
            f"profile:{sheet.key}:points",
            "scale_points",
            [POINTS, LEAVE_OUT],
            place_of(self.table, column),
            sheet=sheet.key,
            heading=column.heading,
            most=f"{max(found):g}",
        )
        for n in (n for n in mine if answer == LEAVE_OUT and worths[n].points is not None):
            worths[n] = Worth(None, why("scale_point"))
        return answer is None
