"""The parts of a framework that others go by than the form's own screen: visits, progress grid, targets, Part F.

Each is drawn from the forms, and says where in the record its places lie. Where a framework has no such form, it is
empty.
"""

from collections.abc import Sequence

from msgspec import Struct

from siptui.framework.model.blocks import (
    FieldsBlock,
    Increase,
    JudgementRow,
    JudgementSection,
    Measure,
    MeasuresBlock,
    PointInTime,
    ProgressBlock,
    ProgressMeasure,
    PupilGroup,
    Subject,
    SummaryBlock,
)
from siptui.framework.model.form_fields import FormField
from siptui.framework.model.forms import Form


class Visit(Struct, frozen=True):
    """A termly visit and the part of the note that records it."""

    key: str
    at: str
    part: str  # "A"
    term: str
    name: str  # "Autumn"
    title: str
    fields: list[FormField]
    sections: list[JudgementSection]
    judged_at: str

    @property
    def focus(self) -> str:
        """What the visit is about, as the form has it printed: the preset of its first field that has one."""
        return next((field.preset for field in self.fields if field.preset), "")

    @property
    def rows(self) -> list[JudgementRow]:
        """Every judgement row of the part, in order."""
        return [row for section in self.sections for row in section.rows]


class Progress(Struct, frozen=True):
    """The progress grid of a school, with what is asked beside it.

    `points` are those of average points, none where the grid has `measures` alone; `times` those of either.
    """

    title: str
    at: str
    points: list[PointInTime]
    subjects: list[Subject]
    years: list[int]
    years_by_phase: dict[str, list[int]]
    increase: Increase | None
    comments: list[FormField]
    answers: list[FormField]
    subject_label: str
    year_label: str
    eyfs_title: str
    eyfs_at: str
    eyfs: list[FormField]
    groups: list[FormField]
    results: str = ""
    average: bool = True
    times: list[PointInTime] = []
    measures: list[ProgressMeasure] = []
    pupil_groups: list[PupilGroup] = []
    year_names: dict[str, str] = {}

    def year_name(self, year: int) -> str:
        """What a year group is called: `Year 3`; that before Year 1 is Reception, also where the grid has it not."""
        return self.year_names.get(str(year), f"Year {year}" if year else "Reception")


class Targets(Struct, frozen=True):
    """The measures that a school sets targets for."""

    title: str
    at: str
    columns: list[FormField]
    fields: list[FormField]
    measures: list[Measure]


class Summary(Struct, frozen=True):
    """Part F; `fields` are what a row holds that no visit judges."""

    title: str
    at: str
    kip_heading: str
    category_heading: str
    fields: list[FormField]


def visit(form: Form, place: str = "") -> Visit:
    """A form that is filled in at a visit, or whatever judges indicators as a visit does, at a place of its own."""
    judged = form.judgements
    place = place or form.place
    return Visit(
        key=form.key,
        at=place,
        part=form.letter,
        term=form.term,
        name=form.name,
        title=form.title,
        fields=form.fields,
        sections=judged.sections if judged else [],
        judged_at=form.numbered(place, form.where(judged)) if judged else f"{place}/judgements",
    )


def progress(forms: Sequence[Form]) -> Progress:
    """The form that has a progress grid."""
    for form in forms:
        for grid in form.blocks:
            if isinstance(grid, ProgressBlock):
                early = next((b for b in form.blocks if isinstance(b, FieldsBlock) and b.role == "early_years"), None)
                return Progress(
                    title=form.title,
                    at=form.where(grid),
                    points=grid.points if grid.average else [],
                    subjects=grid.subjects,
                    years=grid.years,
                    years_by_phase=grid.years_by_phase,
                    increase=grid.increase,
                    comments=grid.comments,
                    answers=grid.answers,
                    subject_label=grid.subject_label,
                    year_label=grid.year_label,
                    eyfs_title=early.title if early else "",
                    eyfs_at=form.where(early) if early else "",
                    eyfs=early.fields if early else [],
                    groups=[f for b in form.blocks if isinstance(b, FieldsBlock) and b is not early for f in b.fields],
                    results=grid.results,
                    average=grid.average,
                    times=grid.points,
                    measures=grid.measures,
                    pupil_groups=grid.groups,
                    year_names=grid.year_names,
                )
    return Progress("", "", [], [], [], {}, None, [], [], "", "", "", "", [], [])


def targets(forms: Sequence[Form]) -> Targets:
    """The form that has measures."""
    for form in forms:
        for block in form.blocks:
            if isinstance(block, MeasuresBlock):
                return Targets(form.title, form.where(block), block.columns, form.fields, block.measures)
    return Targets("", "", [], [], [])


def summary(forms: Sequence[Form]) -> Summary:
    """The form that has the summary."""
    for form in forms:
        for block in form.blocks:
            if isinstance(block, SummaryBlock):
                return Summary(form.title, form.where(block), block.kip_heading, block.category_heading, block.fields)
    return Summary("", "", "", "", [])
