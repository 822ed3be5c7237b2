"""A whole framework folder, and what of its forms others go by: the visits, the progress grid, the targets, Part F."""

from functools import cached_property
from typing import Literal

from msgspec import Struct, field

from siptui.framework.model import known_parts
from siptui.framework.model.base_struct import Data
from siptui.framework.model.blocks import FieldsBlock, JudgementRow
from siptui.framework.model.calendar import Calendar
from siptui.framework.model.form_fields import FormField
from siptui.framework.model.forms import Form
from siptui.framework.model.known_parts import Progress, Summary, Targets, Visit
from siptui.framework.model.rules import Rule
from siptui.framework.model.scales import Scale
from siptui.framework.model.steps import Way

Spelling = Literal["ise", "ize", "either"]
"""How verbs end that may end in -ise or in -ize."""
OFFICERS = {role: ["officer"] for role in ("manager", "head", "admin", "colleague", "guest")}
"""What these count as where a framework says nothing of it."""


class Roles(Data, frozen=True):
    """Where the caseload looks for what it shows of a school: paths, and of a visit the keys of its fields."""

    name: str = "school/name"
    phase: str = "school/phase"
    sip: str = "school/sip"
    headteacher: str = "school/headteacher"
    chair: str = "school/chair"
    number: str = "school/number"
    urn: str = "school/urn"
    postcode: str = "school/postcode"
    closed: str = ""  # the day since when a school is closed
    allocations: str = ""  # the table of who had a school: `sip`, `since`, `reason`
    declined: str = ""  # where a school's one refusal stands: `sip`, `on`, `reason`, `answer`
    person: str = "person/name"  # in a person's record
    nca: str = "person/nca"
    appointed: str = "person/appointed"
    accredited: str = "person/accredited"
    not_schools: str = "person/not_schools"
    phases: str = "phase"  # the scale of phases
    category_scale: str = ""  # of the school as a whole; "" where the authority has none
    category: str = ""  # the field of a visit that agrees it
    category_target: str = ""
    category_before: str = ""  # the path of last year's
    visit_date: str = "date"
    sent: str = "sent"
    next_date: str = "next_date"
    priorities: str = "priorities"
    actions: str = "actions"
    current: str = "current"  # of a judgement
    target: str = "target"
    evaluation: str = "evaluation"
    alerts: list[str] = []  # the forms that raise an alert
    concerns: list[str] = []  # those that say, while they are open, that a school causes concern


class Titles(Data, frozen=True):
    """What those are called who work with the forms, by what each is; for a SIP see `Framework.title_of`."""

    sip: str = ""
    manager: str = "Manager"
    head: str = "Head of school improvement"
    admin: str = "Administration"


class Access(Data, frozen=True):
    """What roles count as where forms say who fills them in and reads them, and who deploys.

    `counts_as` is by role; `colleague` is a SIP in another's school and before another's forms, who reads only, and
    `guest` whoever works in a shared store without being named in it. `deploys` are those who add schools and people
    and say whose a school is.
    """

    counts_as: dict[str, list[str]] = field(default_factory=lambda: dict(OFFICERS))
    deploys: list[str] = field(default_factory=lambda: ["manager", "admin"])


class NewYear(Data, frozen=True):
    """What a record of this year takes over from that of the year before.

    `keeps` are places that stay as they were: a path or all that lies below it. Forms that occur many times and whose
    keys are in `open_forms` stay while they are not over. `moves` are patterns of last year's places, and where each
    goes; what a `*` stood for stands where the other has one. The priorities that were agreed last go into the list at
    `priorities`, the actions that are still open into the table at `actions`, and which year it was at `year`. Points
    in time that both years' progress grids have are the same: what is known then is that of the year group below.
    """

    keeps: list[str] = []
    open_forms: list[str] = []
    moves: dict[str, str] = {}
    year: str = ""
    priorities: str = ""
    actions: str = ""


class Identity(Data, frozen=True):
    """framework.toml: whose forms these are, which year, and which forms in which order."""

    title: str
    authority: str
    year: str  # "2010-11"
    extends: str = ""  # another framework, whose files stand in for those this folder lacks
    forms: list[str] = []  # none: those of the framework that it extends
    roles: Roles = Roles()
    titles: Titles = Titles()
    new_year: NewYear = NewYear()
    access: Access = Access()
    spelling: Spelling = "ise"  # which of organise and organize a draft is held to; "either" leaves both


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
    was: list[str] = []


class Register(Data, frozen=True):
    """kips.toml: the KIPs, in Part F's order, under Part F's sections; and what is asked of each where it is judged."""

    sections: list[Section] = []
    kips: list[KIP] = []
    judgement: list[FormField] = []
    judgement_title: str = ""  # over the judgement tables of every part


class Framework(Struct, frozen=True, dict=True):
    """A whole framework folder."""

    name: str
    identity: Identity
    scales: dict[str, Scale]
    register: Register
    forms: list[Form]
    calendar: Calendar
    ways: dict[str, Way] = {}
    rules: list[Rule] = []
    rag_title: str = ""

    @property
    def roles(self) -> Roles:
        """Where the caseload looks for what it shows."""
        return self.identity.roles

    @property
    def access(self) -> Access:
        """What roles count as, and who deploys."""
        return self.identity.access

    @property
    def new_year(self) -> NewYear:
        """What a record takes over from the year before."""
        return self.identity.new_year

    @cached_property
    def _forms(self) -> dict[str, Form]:
        return {form.key: form for form in self.forms}

    def form(self, key: str) -> Form:
        """The form of that key. Raises KeyError."""
        return self._forms[key]

    def of_kind(self, kind: str) -> Form | None:
        """The first form of a kind: front, progress, targets, summary."""
        return next((form for form in self.forms if form.kind == kind), None)

    @cached_property
    def visits(self) -> list[Visit]:
        """The termly visits, in the order of the year."""
        return [known_parts.visit(form) for form in self.forms if form.occurs == "visit" and form.about == "school"]

    def visit(self, key: str) -> Visit:
        """The visit of that key. Raises KeyError."""
        for visit in self.visits:
            if visit.key == key:
                return visit
        raise KeyError(key)

    @cached_property
    def progress(self) -> Progress:
        """The progress grid."""
        return known_parts.progress(self.forms)

    @cached_property
    def targets(self) -> Targets:
        """What targets are set for."""
        return known_parts.targets(self.forms)

    @cached_property
    def summary(self) -> Summary:
        """Part F."""
        return known_parts.summary(self.forms)

    @cached_property
    def school_fields(self) -> list[FormField]:
        """What is asked of who the school is: the fields beside its name."""
        where = self.roles.name.rpartition("/")[0]
        return [
            field
            for form in self.forms
            for block in form.blocks
            if isinstance(block, FieldsBlock) and form.where(block) == where
            for field in block.fields
        ]

    @cached_property
    def _labels(self) -> dict[str, str]:
        """What a plain field is called, by its path."""
        return {
            f"{form.where(block)}/{field.key}": field.short or field.label
            for form in reversed(self.forms)
            for block in form.blocks
            if isinstance(block, FieldsBlock)
            for field in block.fields
        }

    def label_at(self, path: str, otherwise: str = "") -> str:
        """What the forms call the plain field at a path."""
        return self._labels.get(path, otherwise)

    def title_of(self, role: str) -> str:
        """What somebody is called who is `sip`, `manager`, `head` or `admin`, or whom the forms name; else the role."""
        named = {"headteacher": self.roles.headteacher, "chair": self.roles.chair}
        called = getattr(self.identity.titles, role, "") or self.label_at(named.get(role, ""), role)
        return self.label_at(self.roles.sip, "Adviser") if called == "sip" else called

    @cached_property
    def _kips(self) -> dict[str, KIP]:
        return {kip.code: kip for kip in self.register.kips}

    def kip(self, code: str) -> KIP:
        """The KIP of that code. Raises KeyError."""
        return self._kips[code]

    def row_name(self, row: JudgementRow) -> str:
        """What a part calls the KIP: its own wording, or Part F's."""
        return row.name or self.kip(row.kip).name

    def phase_names(self) -> list[str]:
        """The phases of school, as kept in a record."""
        return [v.value for v in self.scales[self.roles.phases].values]
