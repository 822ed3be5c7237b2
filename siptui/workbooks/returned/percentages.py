"""What is meant by a percentage of 1 or less: 0.85 may be 85 % typed with its sign, or less than one in a hundred."""

from collections.abc import Mapping, Sequence

from siptui.framework.places import Field
from siptui.records.problem import Place
from siptui.records.proposal import Question
from siptui.sheets.cells import Cell, Sheet, index_of

PLAINLY = 10
"""Percentages that are at least this are typed without a sign, and 0.85 beside them is none of a hundredth."""


class Percentages:
    """Percentages as they are meant; `questions` are of those that nothing settles."""

    def __init__(self, sheets: Sequence[Sheet], answers: Mapping[str, str]) -> None:
        self._sheets = {sheet.name: sheet for sheet in sheets}
        self._answers = answers
        self.questions: list[Question] = []

    def meant(self, place: Field, cell: Cell, where: Place, turned: bool = False) -> Cell | None:
        """What a cell means for the answer at a place, as all cells but percentages as it stands; None if it is asked.

        The cell's format settles it, or those beside it in its row; of a table that is `turned`, in its column.
        """
        if place.kind != "percent":
            return cell
        if isinstance(cell, str):
            return cell.replace("%", "").strip() if cell.strip().endswith("%") else cell
        if isinstance(cell, bool) or not isinstance(cell, int | float) or not 0 < cell <= 1:
            return cell
        hundredfold = round(100 * cell, 10)
        sheet = self._sheets.get(where.sheet)
        y, x = where.row - 1, index_of(where.column)
        if sheet is None or (y, x) in sheet.percents:
            return hundredfold
        rows = sheet.rows
        line = [row[x] for row in rows if x < len(row)] if turned else (rows[y] if y < len(rows) else [])
        own = y if turned else x
        others = [c for at, c in enumerate(line) if at != own]
        beside = [c for c in others if isinstance(c, int | float) and not isinstance(c, bool)]
        if cell < 1 and beside and min(beside) >= PLAINLY:
            return hundredfold
        key = f"percent:{where}"
        choices = [f"{hundredfold:.12g}", f"{cell:.12g}"]
        if self._answers.get(key) in choices:
            return float(self._answers[key])
        asks = f"is {cell:.12g} in {place.label!r} {choices[0]} % typed with its sign, or {choices[1]} %?"
        self.questions.append(Question(key, asks, choices, str(where), "which_percentage", place=where))
        return None
