"""The cumulative note of visit: the front sheet, the visits as far as they are written, what goes with them."""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from siptui.documents.layout.answers import Answers
from siptui.documents.layout.form_layout import form_sheet
from siptui.documents.layout.page_content import Cell, Heading, Piece, Row, Sheet, Table, Words
from siptui.framework import Framework
from siptui.framework.model import Form, JudgementsBlock, Part
from siptui.framework.places import ANY
from siptui.records.change import Record
from siptui.records.fields import Fields
from siptui.records.paths_in_words import NO_LONGER_ASKED, not_asked
from siptui.records.problem import Facts, Problem, Refused
from siptui.records.typed_and_shown import typed
from siptui.records.values import Value
from siptui.rules.how_far import has, title_of
from siptui.rules.steps import state_of
from siptui.rules.summary import text

BEHIND = ("progress", "targets", "summary")
"""The kinds of form that go with the visits, behind them."""


class Document(Struct, frozen=True):
    """A document: what it is called, of whom it is, its pages, and where it stands on its way ("" where it has none).

    `draft` while it is not yet as it will stay; `form` is what it was asked for by (`note`, or a form's path), `part`
    the key of the one part of the form that it has, `blank` where it was asked for without answers.
    """

    title: str
    whose: str
    form: str
    sheets: list[Sheet]
    states: list[str] = []
    draft: bool = False
    part: str = ""
    blank: bool = False

    def standing(self, revision: int) -> str:
        """The line that says which revision it is and where each part stands; "" of a blank one without either."""
        return "  ·  ".join([*([f"revision {revision}"] if revision else []), *self.states])


def note(fields: Fields, record: Record, today: date, visit: str = "") -> Document:
    """The note of a school's year, or that of one of its visits. Raises Refused for a visit that there is not."""
    framework = fields.framework
    visits = [form for form in fields.forms if form.kind == "note" and has(framework, form, record)]
    if visit:
        wanted = [
            form for form in visits if visit.casefold() in (form.key, form.name.casefold(), form.letter.casefold())
        ]
        if not wanted:
            known = [form.key for form in visits]
            raise Refused(
                Problem(
                    visit[:80],
                    "is no visit of these forms",
                    f"there are: {', '.join(known)}",
                    facts={"visit": visit[:80], "known": known},
                    code="no_such_visit",
                )
            )
        forms = wanted
    else:
        front = [f for f in fields.forms if f.kind == "front" and has(framework, f, record)]
        written = [f for f in visits if any(path.startswith(f"{f.place}/") for path in record)]
        behind = [f for f in fields.forms if f.kind in BEHIND and has(framework, f, record)]
        forms = [*front, *written, *behind]
    states = [(f, s) for f in forms if (s := state_of(framework, f, f.place, record))]
    draft = not states or any(not state.locked for _, state in states)
    sheets = [
        form_sheet(Answers(fields, record, today, _open(framework, f, record, draft), brief=True), f) for f in forms
    ]
    if visit:
        sheets[0].pieces.insert(1, _whose(fields, record, today))
    if any(f.judgements for f in forms) and (meanings := definitions(framework)):
        sheets.append(meanings)
    title = forms[0].title if visit else framework.identity.title
    return Document(
        title,
        text(record, framework.roles.name),
        f"note {forms[0].key}" if visit else "note",
        sheets,
        [f"{f.name}: {state.name}" for f, state in states],
        draft,
    )


def _no_longer_asked(fields: Fields, record: Record, place: str) -> Iterator[Piece]:
    """What the record keeps of a form that the framework asks no more: to be read, and no answer that comes back."""
    left = {path: value for path, value in not_asked(fields, record).items() if path.startswith(f"{place}/")}
    if left:
        title = NO_LONGER_ASKED.capitalize()
        named = [(path.removeprefix(f"{place}/"), typed(left[path])) for path in sorted(left)]
        rows = [Row([Cell(name, label=True), Cell(said)]) for name, said in named]
        yield Heading(2, title)
        yield Table(title, [1, 2], ["Field, as it was called", "What stands in it"], rows)


def one_form(fields: Fields, record: Record, place: str, today: date, part: str = "", blank: bool = False) -> Document:
    """A form by its path (`front`, `visits/autumn`, `forms/alert/1`), or one part of it, or without its answers.

    Raises Refused where there is none such.
    """
    framework, place = fields.framework, place.strip("/")
    form = fields.form_at(place)
    if form is None:
        known = [each.place.replace(ANY, "1") for each in fields.forms]
        what, do = "is no form", f"name one such as {' or '.join(known[:3])}; `siptui forms` lists them"
        raise Refused(
            Problem(
                place[:80] or "(nothing)", what, do, facts={"path": place[:80], "known": known}, code="no_such_form"
            )
        )
    only = part_meant(form, part) if part else None
    if blank:
        record = without_answers(fields, record, place)
    state = state_of(framework, form, place, record)
    still_open = state is None or not state.locked
    draft = state is not None and still_open and not blank and only is None  # a page to be filled in is no draft
    number = place.removeprefix(form.place.removesuffix(ANY)) if form.occurs == "many" else ""
    sheet = form_sheet(Answers(fields, record, today, still_open), form, number, only.key if only else "")
    if not any(form.where(block) == framework.roles.name.rpartition("/")[0] for block in form.blocks):
        sheet.pieces.insert(1, _whose(fields, record, today))
    if only is None and not blank:
        sheet.pieces.extend(_no_longer_asked(fields, record, place))
    sheets = [sheet]
    judged = any(isinstance(block, JudgementsBlock) for block in form.blocks if only is None or block.part == only.key)
    if judged and (meanings := definitions(framework)):
        sheets.append(meanings)
    title = ": ".join([title_of(fields, form, place, record), *([only.title] if only else [])])
    whose = text(record, framework.roles.name) or text(record, framework.roles.person)
    standing = [state.name] if state and not blank else []
    return Document(title, whose, place, sheets, standing, draft, only.key if only else "", blank)


def part_meant(form: Form, part: str) -> Part:
    """The part of a form by its key, its title or whoever fills it in. Raises Refused where there is none such."""
    wanted = part.casefold().strip()
    for each in form.parts:
        if wanted in (each.key.casefold(), each.title.casefold(), each.owner.casefold()):
            return each
    known = [each.key for each in form.parts]
    do = f"there are: {', '.join(known)}" if known else "this form has no parts; leave it out"
    facts: Facts = {"part": part[:80], "known": known}
    raise Refused(Problem(part[:80], "is no part of that form", do, facts=facts, code="no_such_part"))


def without_answers(fields: Fields, record: Record, place: str) -> dict[str, Value]:
    """A record without what is answered in the form at a place; whose it is stays."""
    roles = fields.framework.roles
    who = (roles.name, roles.phase, roles.sip, roles.headteacher, roles.chair, roles.person)

    def inside(path: str) -> bool:
        form = fields.form_of(path)
        return form is not None and form.place_of(path) == place

    return {path: value for path, value in record.items() if path in who or not inside(path)}


def _open(framework: Framework, form: Form, record: Record, draft: bool) -> bool:
    state = state_of(framework, form, form.place, record)
    return draft if state is None else not state.locked


def _whose(fields: Fields, record: Record, today: date) -> Table:
    """Who the school is, above a form that does not ask it; to be read, and not to be filled in."""
    roles = fields.framework.roles
    answers = Answers(fields, record, today)
    rows = []
    paths = [roles.person] if roles.person in record else [roles.name, roles.sip, roles.headteacher, roles.chair]
    for path in paths:
        if field := fields.find(path):
            rows.append(Row([Cell(field.label, label=True), Cell(answers.cell(field).text)]))
    return Table("Whose it is", [3, 7], [], rows)


def definitions(framework: Framework) -> Sheet | None:
    """What the graded letters mean that indicators are judged by; None where no scale says."""
    keys = dict.fromkeys(field.scale for field in framework.register.judgement if field.scale)
    pieces: list[Piece] = []
    for scale in (framework.scales[key] for key in keys):
        rows = [
            Row([Cell(f"{value.mark} {value.name}".strip(), colour=value.colour, label=True), Cell(value.meaning)])
            for value in scale.values
            if value.meaning and value.colour
        ]
        if rows:
            pieces.append(Heading(2, scale.name))
            pieces += [Words(scale.note)] if scale.note else []
            pieces.append(Table(scale.name, [2, 12], ["Rating", "What it means"], rows))
    title = framework.rag_title or "What the ratings mean"
    return Sheet(title, [Heading(1, title), *pieces]) if pieces else None
