"""Where the judgements of a summary that somebody else drew up belong: with the visit that judged each."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from siptui.framework.model import Visit
from siptui.records.change import Record
from siptui.records.fields import Fields
from siptui.records.problem import Place
from siptui.records.proposal import Question
from siptui.rules.conditions import shown_rows
from siptui.rules.summary import part_f
from siptui.sheets.cells import Cell
from siptui.workbooks.others.found_cells import FoundCell

VISIT, YEAR = "visit", "year"
AROUND = timedelta(days=45)  # before the first term and after the last that belong to the year


class SummaryPlaces:
    """The paths of a summary's cells; `questions` are those that only a person can answer."""

    def __init__(self, fields: Fields, ours: Record, answers: Mapping[str, str]) -> None:
        self.fields, self.answers = fields, answers
        self.questions: list[Question] = []
        framework = fields.framework
        self._latest = {row.code: row.visit for section in part_f(framework, ours) for row in section.rows}
        self._judging: dict[str, list[Visit]] = {}
        for visit in framework.visits:
            for row in shown_rows(visit, ours):
                its = self._judging.setdefault(row.kip, [])
                its += [] if visit in its else [visit]

    def of(self, cells: Sequence[FoundCell]) -> Iterator[tuple[str, Cell, Place]]:
        """The path of each cell; none where which visit judged it is still to be said, or it is another year's."""
        day = self.fields.framework.roles.visit_date
        rows: dict[tuple[str, str, int | str], list[FoundCell]] = {}
        for each in cells:
            line = each.place.column if each.turned else each.place.row
            rows.setdefault((each.row.code, each.place.sheet, line), []).append(each)
        dates = [each.cell for each in cells if each.column == day and isinstance(each.cell, date)]
        another_year = [each for each in dates if not self._of_the_year(each)]
        if another_year and YEAR not in self.answers:
            asks = f"its dates are of another school year, such as {another_year[0]:%d/%m/%Y}; take its judgements "
            asks += "for this year, without the dates?"
            self.questions.append(Question(YEAR, asks, ["yes", "no"], "", "which_year"))
        for its in rows.values():
            on = next((each.cell for each in its if each.column == day), None)
            place = self._place(its[0], on if isinstance(on, date) else None)
            for each in its:
                if each.column != day:
                    yield f"{place[0]}/{each.column}" if place else "", each.cell, each.place
                elif not another_year:
                    yield f"{place[1]}/{each.column}" if place else "", each.cell, each.place

    def _place(self, found: FoundCell, on: date | None) -> tuple[str, str] | None:
        """Where a row is judged, and where its date stands."""
        code, row = found.row.code, found.row
        if row.paths:
            at = next(iter(row.paths.values())).rpartition("/")[0]
            return at, at
        judging = {visit.key: visit for visit in self._judging.get(code, [])}
        told = self.answers.get(VISIT, "")
        key = self._latest.get(code, "") or (told if told in judging else "")
        if not key and len(judging) == 1:
            key = next(iter(judging))
        if not key and on:
            terms = [term.key for term in self.fields.framework.calendar.terms if term.first <= on <= term.last]
            key = next((visit.key for visit in judging.values() if visit.term in terms), "")
        if key in judging:
            visit = judging[key]
            return f"{visit.judged_at}/{code}", visit.at
        if judging and not told and all(each.key != VISIT for each in self.questions):
            asks = "which visit judged what several visits may have judged, such as " + code + "?"
            choices = [visit.key for visit in self.fields.framework.visits]
            self.questions.append(Question(VISIT, asks, choices, str(found.place), "which_visit", place=found.place))
        return None

    def _of_the_year(self, day: date) -> bool:
        terms = self.fields.framework.calendar.terms
        return not terms or terms[0].first - AROUND <= day <= terms[-1].last + AROUND
