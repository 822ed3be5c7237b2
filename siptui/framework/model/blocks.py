"""The blocks that a form is made of: each is one way to ask, or to show, and says where in the record answers lie."""

from collections.abc import Iterable
from typing import Literal

from siptui.framework.model.base_struct import Data, When
from siptui.framework.model.form_fields import FormField, Kind

COMMENT_COLUMNS = {"who": ("person", "line"), "when": ("line",), "about": ("line",), "comment": ("text",)}
"""The columns of a table that comments are kept in, by key, and the kinds that each may be of."""


class Block(Data, frozen=True, tag_field="block", kw_only=True):
    """What every block has.

    `at` is where its places lie below the form's own; with a leading / from the top of the record. `part` is the part
    of the form that it belongs to.
    """

    title: str = ""
    prompt: str = ""
    at: str = ""
    part: str = ""
    shown_when: When = {}


class FieldsBlock(Block, frozen=True, tag="fields", kw_only=True):
    """Fields, one below another; `role` says that they are what early years profiles are imported into."""

    fields: list[FormField]
    role: Literal["", "early_years"] = ""


class TableBlock(Block, frozen=True, tag="table", kw_only=True):
    """A table: columns of fields, at `key/ROW/COLUMN`.

    Its rows are numbered (at most `slots`; 0 is as many as are needed), or named (`rows`), or those of another list:
    `rows_of` is the path of a table or list elsewhere in the record (`plan/objectives`), whose `row_label` column says
    what a row is called. A row keeps its number for good: one that is emptied is not given to another. Where its `role`
    is "comments", the comments in a document that comes back are kept in it: whose, when, of what, and their words, in
    the columns of `COMMENT_COLUMNS`; the others are for whoever answers.
    """

    key: str
    columns: list[FormField]
    slots: int = 0
    rows: list[str] = []
    row_labels: list[str] = []
    rows_of: str = ""
    row_label: str = ""
    role: Literal["", "comments"] = ""
    was: list[str] = []


class JudgementRow(Data, frozen=True):
    """A KIP as one part of the note asks for it; `name` and `prompt` only where they are this part's own."""

    kip: str
    name: str = ""
    prompt: str = ""
    shown_when: When = {}


class JudgementSection(Data, frozen=True):
    """A table of judgements in a part; `prompt` serves each row without its own."""

    title: str
    rows: list[JudgementRow]
    prompt: str = ""
    shown_when: When = {}


class JudgementsBlock(Block, frozen=True, tag="judgements", kw_only=True):
    """Indicators judged: for each row the columns of kips.toml, at `judgements/CODE/COLUMN`."""

    sections: list[JudgementSection]


class PointInTime(Data, frozen=True):
    """A moment at which progress is measured, such as 2010-12."""

    key: str
    label: str
    name: str


class Subject(Data, frozen=True):
    """A subject that progress is measured in; in these year groups, by these measures alone, where any are named."""

    key: str
    name: str
    years: list[int] = []
    measures: list[str] = []


class Increase(Data, frozen=True):
    """The column that is reckoned and never typed: what stands at `until` less what stands at `since`.

    `expected` is how many points a year group is expected to make meanwhile, by year; none where no figure is agreed.
    """

    label: str
    since: str
    until: str
    expected: dict[str, float] = {}


class ProgressMeasure(Data, frozen=True):
    """What is measured of a year group besides its average: `SUBJECT/YEAR/POINT/KEY`, and per group `/KEY/GROUP`."""

    key: str
    name: str
    kind: Kind = "percent"


class PupilGroup(Data, frozen=True):
    """A group of pupils that a measure is also taken of."""

    key: str
    name: str


class ProgressBlock(Block, frozen=True, tag="progress", kw_only=True):
    """The progress grid (Part D): subjects and year groups down, points in time across.

    Without `average` the grid has no average points, and `measures` alone. `answers` are what imports remember; they
    are on no form. `results` names the kinds of result by which schools' files are read (`schemas/tracking/NAME`).
    """

    points: list[PointInTime]
    subjects: list[Subject]
    years: list[int]
    years_by_phase: dict[str, list[int]] = {}
    average: bool = True
    results: str = ""
    increase: Increase | None = None
    measures: list[ProgressMeasure] = []
    groups: list[PupilGroup] = []
    comments: list[FormField] = []  # asked for each subject and year
    answers: list[FormField] = []
    subject_label: str = "Subject"
    year_label: str = "Year group"
    year_names: dict[str, str] = {}  # of years that are not called "Year 3"

    def year_name(self, year: int) -> str:
        """What a year group is called: `Year 3`."""
        return self.year_names.get(str(year), f"Year {year}")

    def years_of(self, subject: Subject, years: Iterable[int]) -> list[int]:
        """Those of some year groups that a subject is measured in."""
        return [year for year in years if not subject.years or year in subject.years]

    def measures_of(self, subject: Subject) -> list[ProgressMeasure]:
        """What is measured of a subject besides its average."""
        return [each for each in self.measures if not subject.measures or each.key in subject.measures]


class Measure(Data, frozen=True):
    """A measure that targets are set for (Part E), and the phases of school that set it."""

    key: str
    name: str
    phases: list[str] = []
    statutory: bool = False
    unit: Kind = "percent"
    note: str = ""


class MeasuresBlock(Block, frozen=True, tag="measures", kw_only=True):
    """Measures down, what is set for each across, at `MEASURE/COLUMN`."""

    columns: list[FormField]
    measures: list[Measure]


class SummaryBlock(Block, frozen=True, tag="summary", kw_only=True):
    """Every KIP's latest judgement of the year (Part F), in the sections of kips.toml.

    `fields` are what a row holds that no visit judges, at `CODE/FIELD`; the others are reckoned.
    """

    kip_heading: str
    category_heading: str
    fields: list[FormField]


class RubricRow(Data, frozen=True):
    """An area of a rubric, with what each grade says of it: a statement or several for each value of the scale."""

    key: str
    label: str
    texts: dict[str, list[str]] = {}


class RubricBlock(Block, frozen=True, tag="rubric", kw_only=True):
    """A text for each area and grade.

    Asks for nothing where it has neither `grade` nor `statements`. `grade` is the label of one grade a row, at
    `KEY/ROW/grade`; with `statements` each statement is ticked, at `KEY/ROW/VALUE_1`; `remark` is the label of a text
    beside, at `KEY/ROW/remark`. `texts_of` is a form whose rubric says what the rows of the same key that have no texts
    of their own say, so that criteria which stand in several forms are written once.
    """

    key: str
    scale: str
    rows: list[RubricRow]
    texts_of: str = ""
    grade: str = ""
    statements: bool = False
    remark: str = ""


class WordsBlock(Block, frozen=True, tag="words", kw_only=True):
    """Words that are printed on the form."""

    text: str


AnyBlock = (
    FieldsBlock | TableBlock | JudgementsBlock | ProgressBlock | MeasuresBlock | SummaryBlock | RubricBlock | WordsBlock
)
