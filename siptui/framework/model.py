"""What a framework folder holds, typed: one struct a file.

A framework is a year of one authority's forms (DESIGN, idea 1). Every struct is frozen and refuses keys it
does not know, so that a slip in a data file is found on loading and not at a governors' meeting.
"""

from datetime import date
from typing import Literal

from msgspec import Struct

Kind = Literal["line", "text", "scale", "date", "number", "percent", "whole", "points"]


class Data(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Base of everything read from a data file."""


class FormField(Data, frozen=True):
    """One thing a form asks.

    A plain field is one place in the record. With `slots` it is a numbered list of them (`priorities/1`); with
    `columns` each slot (or each of `rows`) is a row of a small table (`actions/1/lead`).
    """

    key: str
    label: str
    short: str = ""  # the label where there is room for a word
    kind: Kind = "text"
    scale: str = ""  # for kind "scale": which of scales.toml
    prompt: str = ""  # help shown while it is filled in
    preset: str = ""  # what the form has printed in it
    required: bool = False  # may be changed, never emptied
    presets: list[str] = []  # the same slot by slot, where the slots differ
    place: Literal["header", "before", "after"] = "after"  # of the judgements, in a visit
    slots: int = 0
    rows: list[str] = []
    columns: list["FormField"] = []

    @property
    def slot_names(self) -> list[str]:
        """The path segments of its slots, in order; none for a plain field."""
        return self.rows or [str(n + 1) for n in range(self.slots)]

    def preset_at(self, slot: int) -> str:
        """What the form has printed in the slot of that index, counted from 0."""
        return self.presets[slot] if slot < len(self.presets) else self.preset


class ScaleValue(Data, frozen=True):
    """One value of a scale; `value` is what a record keeps, `mark` what a narrow cell shows, `key` what is typed."""

    value: str
    name: str
    mark: str = ""
    key: str = ""
    colour: Literal["", "red", "amber", "green"] = ""
    gist: str = ""  # the meaning in a line, for choosing by
    meaning: str = ""


class Scale(Data, frozen=True):
    """An ordered list of values, best first."""

    name: str
    values: list[ScaleValue]
    note: str = ""

    def find(self, value: str) -> ScaleValue | None:
        """The entry kept as `value`, or None."""
        return next((v for v in self.values if v.value == value), None)


class Identity(Data, frozen=True):
    """framework.toml: whose forms these are and which year."""

    title: str
    authority: str
    year: str  # "2010-11"
    extends: str = ""  # another framework, whose files stand in for those this folder lacks


class Section(Data, frozen=True):
    """A heading of Part F and the KIPs' prefix in it."""

    key: str
    title: str


class KIP(Data, frozen=True):
    """A Key Indicator of Performance; with an empty `section` it has no row in Part F."""

    code: str
    name: str
    section: str = ""
    optional: bool = False


class Register(Data, frozen=True):
    """kips.toml: the KIPs, in Part F's order, under Part F's sections."""

    sections: list[Section]
    kips: list[KIP]


class JudgementRow(Data, frozen=True):
    """A KIP as one part of the note asks for it; `name` and `prompt` only where they are this part's own."""

    kip: str
    name: str = ""
    prompt: str = ""


class JudgementSection(Data, frozen=True):
    """A table of judgements in a part; `prompt` serves each row without its own."""

    title: str
    rows: list[JudgementRow]
    prompt: str = ""


class Visit(Data, frozen=True):
    """A termly visit and the part of the note that records it."""

    key: str  # "autumn", the path segment
    part: str  # "A"
    term: str
    name: str  # "Autumn"
    title: str
    fields: list[FormField]
    sections: list[JudgementSection]

    @property
    def focus(self) -> str:
        """What the visit is about, as the form has it printed: the preset of the field `focus`."""
        return next((field.preset for field in self.fields if field.key == "focus"), "")

    @property
    def rows(self) -> list[JudgementRow]:
        """Every judgement row of the part, in order."""
        return [row for section in self.sections for row in section.rows]


class Visits(Data, frozen=True):
    """visits.toml: Parts A, B and C, and what is asked of each KIP in them."""

    judgement: list[FormField]
    visits: list[Visit]
    judgement_title: str = ""  # over the judgement tables of every part


class FrontSheet(Data, frozen=True):
    """front_sheet.toml: who the school is, and the note's first pages; `intro` says what the note is for."""

    title: str
    school: list[FormField]
    fields: list[FormField]
    intro: str = ""


class PointInTime(Data, frozen=True):
    """A moment at which progress is measured, such as 2010-12."""

    key: str
    label: str
    name: str


class Subject(Data, frozen=True):
    """A subject that progress is measured in."""

    key: str
    name: str


class Increase(Data, frozen=True):
    """The column that is reckoned and never typed: APS at `until` less APS at `since`."""

    label: str
    since: str
    until: str


class Progress(Data, frozen=True):
    """progress.toml: Part D."""

    title: str
    points: list[PointInTime]
    increase: Increase
    subjects: list[Subject]
    years: list[int]
    years_by_phase: dict[str, list[int]]
    comments: list[FormField]  # asked for each subject and year
    eyfs_title: str
    eyfs: list[FormField]
    groups: list[FormField]
    answers: list[FormField] = []  # what imports remember; on no form
    subject_label: str = "Subject"
    year_label: str = "Year group"


class Measure(Data, frozen=True):
    """A measure of Part E and the phases of school that set it."""

    key: str
    name: str
    phases: list[str]
    statutory: bool = False
    unit: Kind = "percent"
    note: str = ""


class Targets(Data, frozen=True):
    """targets.toml: Part E."""

    title: str
    columns: list[FormField]  # asked for each measure
    fields: list[FormField]
    measures: list[Measure]


class Summary(Data, frozen=True):
    """summary.toml: Part F; `fields` are what a row holds that no visit judges."""

    title: str
    kip_heading: str
    category_heading: str
    fields: list[FormField]


class Term(Data, frozen=True):
    """A term of the school year, with its half-term holiday."""

    key: str
    name: str
    first: date
    last: date
    half_term_first: date
    half_term_last: date


class Day(Data, frozen=True):
    """A day for training and meeting, for no particular school."""

    key: str
    name: str
    on: date


class ProgrammeVisit(Data, frozen=True):
    """A line of the annual programme; days are of a school day, `visit` names a part where one records it."""

    key: str
    name: str
    term: str
    focus: str
    in_school_days: float
    prep_days: float
    people: list[str]
    visit: str = ""
    condition: str = ""


class Deadline(Data, frozen=True):
    """Something due. Either a fixed date (`on`) or `count` units before or after an anchor."""

    key: str
    name: str
    anchor: str = ""
    count: int = 0
    unit: Literal["", "day", "working day", "week", "term", "year"] = ""
    side: Literal["", "before", "after", "at once"] = ""
    on: date | None = None
    who: str = ""
    note: str = ""


class Calendar(Data, frozen=True):
    """calendar.toml: terms, CPD days, the programme of visits, deadlines."""

    terms: list[Term]
    cpd: list[Day]
    programme: list[ProgrammeVisit]
    deadlines: list[Deadline]


class Scales(Data, frozen=True):
    """scales.toml; `rag_title` is the heading of Part G, which defines the RAG-ratings."""

    scales: dict[str, Scale]
    rag_title: str = ""


class Framework(Data, frozen=True):
    """A whole framework folder."""

    name: str
    identity: Identity
    scales: dict[str, Scale]
    register: Register
    front_sheet: FrontSheet
    visits: Visits
    progress: Progress
    targets: Targets
    summary: Summary
    calendar: Calendar
    rag_title: str = ""

    def visit(self, key: str) -> Visit:
        """The visit of that key. Raises KeyError."""
        for visit in self.visits.visits:
            if visit.key == key:
                return visit
        raise KeyError(key)

    def kip(self, code: str) -> KIP:
        """The KIP of that code. Raises KeyError."""
        for kip in self.register.kips:
            if kip.code == code:
                return kip
        raise KeyError(code)

    def row_name(self, row: JudgementRow) -> str:
        """What a part calls the KIP: its own wording, or Part F's."""
        return row.name or self.kip(row.kip).name

    def phase_names(self) -> list[str]:
        """The phases of school, as kept in a record."""
        return [v.value for v in self.scales["phase"].values]
