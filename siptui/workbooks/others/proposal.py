"""What a workbook that siptui did not make proposes: known by its headings and codes, asked where that is not sure.

Nobody can tell what it was made from: what is empty here is taken from it, and where both hold something, and not the
same, that is shown side by side. A blank in it says nothing.
"""

from collections.abc import Iterator, Mapping, Sequence

from siptui.documents.returned.merge_with_record import merged_with
from siptui.documents.returned.proposal import DocumentProposal
from siptui.framework.places import Field
from siptui.records.change import Record
from siptui.records.controls_made_visible import quoted
from siptui.records.fields import Fields
from siptui.records.paths_in_words import full_name
from siptui.records.problem import Fact, Place, Problem
from siptui.records.proposal import Question
from siptui.records.values import NOT_TYPED, BadValue, Value
from siptui.rules.summary import text
from siptui.sheets.cells import UNSAVED, Cell, Sheet, shown
from siptui.workbooks.others.expected_cells import called, expected_form
from siptui.workbooks.others.found_cells import FoundForm, find_cells
from siptui.workbooks.others.summary_places import YEAR, SummaryPlaces
from siptui.workbooks.ours.identity import KINDS, SUMMARY
from siptui.workbooks.returned.cell_answer import answer_in
from siptui.workbooks.returned.percentages import Percentages
from siptui.workbooks.returned.proposal import ERRORS

LEAST = 3
"""Answers that must be found for a workbook to be taken for a form."""
SCHOOL = "school"
MOST_STRANGE = 20


def others_proposal(
    file: str,
    sheets: Sequence[Sheet],
    subject: str,
    fields: Fields,
    ours: Record,
    answers: Mapping[str, str],
    kind: str = "",
) -> DocumentProposal | None:
    """What a workbook proposes to a school's record, as the form of a `kind`, or whichever it is; None if it is none.

    `answers` are those to earlier questions, by their keys.
    """
    which, found = recognised(sheets, fields, ours, answers, kind)
    if found is None:
        return None
    problems: list[Problem] = []
    questions = [*found.questions, *_of_school(sheets, fields, ours, answers)]
    answered = _Answered(file, fields, problems, sheets, answers)
    if which == SUMMARY:
        places = SummaryPlaces(fields, ours, answers)
        for path, cell, place in places.of(found.cells):
            answered.take(path, cell, place)
        questions += places.questions
        if answers.get(YEAR) == "no":
            answered.theirs.clear()
    else:
        for each_cell in found.cells:
            path = each_cell.row.paths.get(each_cell.column, "")
            answered.take(path, each_cell.cell, each_cell.place, each_cell.turned)
    for path, cell, place in found.beside:
        answered.take(path, cell, place)
    questions += answered.percentages.questions
    problems += _strange(file, found)
    stopped = any(each.key in (SCHOOL, YEAR) for each in questions) or answers.get(SCHOOL) == "no"
    theirs = {} if stopped else answered.sure()
    merged = merged_with(file, fields, None, ours, theirs, "keeps", problems)
    return DocumentProposal(
        subject=subject,
        kind=which,
        revision=0,
        three_way=False,
        merged=merged,
        problems=problems,
        questions=questions,
        made_elsewhere=True,
    )


def recognised(
    sheets: Sequence[Sheet], fields: Fields, ours: Record, answers: Mapping[str, str], kind: str = ""
) -> tuple[str, FoundForm | None]:
    """Which kind of form the sheets hold most of, and what they hold of it; none where that is next to nothing."""
    best: tuple[int, str, FoundForm | None] = (LEAST - 1, "", None)
    for each in [kind] if kind else KINDS:
        form = expected_form(fields, ours, each)
        found = find_cells(sheets, form, answers) if form else FoundForm()
        if found.cells and found.count > best[0]:
            best = (found.count, each, found)
    return best[1:]


class _Answered:
    """What cells say, by path; what two cells say differently is neither's."""

    def __init__(
        self, file: str, fields: Fields, problems: list[Problem], sheets: Sequence[Sheet], answers: Mapping[str, str]
    ) -> None:
        self.file, self.fields, self.problems = file, fields, problems
        self.theirs: dict[str, Value | None] = {}
        self._where: dict[str, Place] = {}
        self._apart: set[str] = set()
        self.percentages = Percentages(sheets, answers)

    def take(self, path: str, cell: Cell, where: Place, turned: bool = False) -> None:
        """Take what a cell says for the answer at a path."""
        place = self.fields.find(path) if path else None
        if place is None or place.kind in NOT_TYPED:
            return
        if cell == UNSAVED or cell in ERRORS:
            self._say(place, where, f"holds {quoted(shown(cell))}, and no answer", "no_result")
            return
        meant = self.percentages.meant(place, cell, where, turned)
        if meant is None:
            return
        try:
            value = answer_in(place, meant)
        except BadValue as fault:
            self._say(place, where, f"{quoted(shown(cell))}: {fault}", "bad_value")
            return
        if value is None:
            return
        if path in self.theirs and self.theirs[path] != value:
            if path not in self._apart:
                what = f"stands here otherwise than in {self._where[path]}; neither was taken"
                self._say(place, where, what, "two_answers")
            self._apart.add(path)
        self.theirs.setdefault(path, value)
        self._where.setdefault(path, where)

    def sure(self) -> dict[str, Value | None]:
        """What stands once, or everywhere the same."""
        return {path: value for path, value in self.theirs.items() if path not in self._apart}

    def _say(self, place: Field, where: Place, what: str, code: str) -> None:
        said = f"{full_name(self.fields.framework, self.fields, place.path)}: {what}"
        facts: dict[str, Fact] = {"path": place.path}
        self.problems.append(
            Problem(f"{self.file}: {where}", said, "type it by hand", facts=facts, code=code, place=where)
        )


def _of_school(sheets: Sequence[Sheet], fields: Fields, ours: Record, answers: Mapping[str, str]) -> Iterator[Question]:
    """Whether it is of this school, where it names another."""
    framework = fields.framework
    label = next((f.label for f in framework.school_fields if framework.roles.name.endswith(f"/{f.key}")), "")
    labels = {called(each.label) for each in framework.school_fields}
    name = text(ours, framework.roles.name)
    for sheet in sheets if label and SCHOOL not in answers else ():
        for y, row in enumerate(sheet.rows[:30]):
            for x, cell in enumerate(row[:20]):
                head, _, tail = shown(cell).partition(":")
                if called(head) != called(label):
                    continue
                beside = tail.strip() or next((shown(c) for c in row[x + 1 : x + 8] if shown(c).strip()), "")
                if (
                    beside
                    and called(beside) not in labels
                    and not (set(called(beside).split()) <= set(called(name).split()))
                ):
                    where = Place(sheet.name, "A", y + 1)
                    asks = f"it names the school {quoted(beside)}; is it of {name}?"
                    yield Question(SCHOOL, asks, ["yes", "no"], str(where), "which_school", place=where)
                    return


def _strange(file: str, found: FoundForm) -> Iterator[Problem]:
    for where, words in found.strange[:MOST_STRANGE]:
        what, do = f"{quoted(words)} is no row of the form, and was left out", "type in by hand what belongs here"
        yield Problem(f"{file}: {where}", what, do, facts={"text": words[:200]}, code="row_not_known", place=where)
