"""What one file of a framework says that another does not bear out."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import Struct

from siptui.framework.model import (
    COMMENT_COLUMNS,
    AnyBlock,
    Computed,
    FieldsBlock,
    Form,
    FormField,
    Framework,
    JudgementsBlock,
    MeasuresBlock,
    ProgressBlock,
    RubricBlock,
    Scale,
    SummaryBlock,
    TableBlock,
    Term,
)
from siptui.framework.places import static_places
from siptui.framework.references import dangling


class Fault(Struct, frozen=True):
    """The file (without its ending, below the framework's folder), the key in it, and why."""

    file: str
    key: str
    reason: str


def faults(f: Framework) -> Iterator[Fault]:
    """Everything that is wrong with a framework whose files can be read one by one."""
    yield from _scale_faults(f)
    yield from _kip_faults(f)
    yield from _way_faults(f)
    for form in f.forms:
        yield from _form_faults(f, form)
    yield from _place_faults(f)
    yield from _rule_faults(f)
    yield from _calendar_faults(f)
    yield from (Fault(*each) for each in dangling(f))


def _twice(keys: Iterable[str]) -> list[str]:
    return [key for key, count in Counter(keys).items() if count > 1]


def _no_path(key: str) -> bool:
    return not key or "/" in key or "#" in key or "*" in key


PATH_REASON = "a key may not be empty or hold a /, # or *, which stand for other things in a path"
PLAIN = re.compile(r"[a-z0-9_]+")
"""What is typed as part of a path, by whoever sets a value or writes a condition, is easy to type."""


def _no_key(key: str) -> str:
    """Why this is no key of a form, a field, a table or a rubric; "" where it is one."""
    if _no_path(key):
        return PATH_REASON
    return "" if PLAIN.fullmatch(key) else "a key is small letters, digits and _; what people read is the label"


def _scale_faults(f: Framework) -> Iterator[Fault]:
    if f.roles.phases not in f.scales:
        yield Fault("scales", f"scales: {f.roles.phases}", "is missing")
    for name, scale in f.scales.items():
        yield from (Fault("scales", f"scales: {name}: {key}", reason) for key, reason in _one_scale(scale))
    if (role := f.roles.category_scale) and role not in f.scales:
        yield Fault("framework", "roles: category_scale", f"there is no scale {role!r} in scales.toml")


def _one_scale(scale: Scale) -> Iterator[tuple[str, str]]:
    values = [v.value for v in scale.values]
    if not values or len(set(values)) < len(values):
        yield "values", "must be at least one, and all different"
    for what in ("key", "mark"):
        for twice in _twice(getattr(v, what).casefold() for v in scale.values if getattr(v, what)):
            yield f"values: {what}", f"{twice!r} stands for two values"
    yield from _ambiguous(scale)
    for value in scale.values:
        if value.under and value.under not in values:
            yield f"values: {value.value}: under", f"there is no value {value.under!r}"
    for kept in _twice([*values, *(v.value for old in scale.earlier for v in old.values)]):
        if kept not in _twice(values):
            yield "earlier", f"{kept!r} is a value of two versions: an answer could not tell which it is of"


def _ambiguous(scale: Scale) -> Iterator[tuple[str, str]]:
    """What could be typed for two values: the name of one is the key of another."""
    stands: dict[str, str] = {}
    for value in scale.values:
        for way in (value.value, value.key, value.mark, value.name):
            said = " ".join(way.split()).casefold()
            if said and stands.setdefault(said, value.value).casefold() != value.value.casefold():
                yield f"values: {value.value}", f"{way!r} would mean {stands[said]!r} too"


def _kip_faults(f: Framework) -> Iterator[Fault]:
    sections = {s.key for s in f.register.sections}
    for code in _twice(k.code for k in f.register.kips):
        yield Fault("kips", f"kips: {code}", "stands twice")
    for kip in f.register.kips:
        if kip.section and kip.section not in sections:
            yield Fault("kips", f"kips: {kip.code}: section", f"there is no section {kip.section!r}")
        if _no_path(kip.code):
            yield Fault("kips", f"kips: {kip.code}: code", PATH_REASON)
    for key, reason in _field_faults(f, f.register.judgement):
        yield Fault("kips", f"judgement: {key}", reason)


def _way_faults(f: Framework) -> Iterator[Fault]:
    for name, way in f.ways.items():
        states = [s.key for s in way.states]
        if not states:
            yield Fault("steps", f"ways: {name}: states", "must be at least one")
        for twice in _twice(states) + _twice(s.key for s in way.steps):
            yield Fault("steps", f"ways: {name}: {twice}", "stands twice")
        for step in way.steps:
            for state in [*step.start, step.to]:
                if state not in states:
                    yield Fault("steps", f"ways: {name}: {step.key}", f"there is no state {state!r}")


def _form_faults(f: Framework, form: Form) -> Iterator[Fault]:
    file = f"forms/{form.key}"
    if wrong := _no_key(form.key):
        yield Fault("framework", f"forms: {form.key}", wrong)
    if form.way and form.way not in f.ways:
        yield Fault(file, "way", f"there is no way {form.way!r} in steps.toml")
    if form.occurs == "visit" and form.term and form.term not in {t.key for t in f.calendar.terms}:
        yield Fault(file, "term", f"there is no term {form.term!r} in calendar.toml")
    parts = {part.key for part in form.parts}
    phases = set(f.phase_names()) if f.roles.phases in f.scales else set()
    yield from (Fault(file, "phases", f"there is no phase {p!r} in scales.toml") for p in set(form.phases) - phases)
    for number, block in enumerate(form.blocks, start=1):
        where = f"blocks: {number}"
        if block.part and block.part not in parts:
            yield Fault(file, f"{where}: part", f"there is no part {block.part!r}")
        for key, reason in _block_faults(f, block, phases):
            yield Fault(file, f"{where}: {key}", reason)
    yield from _names_faults(form)


def _names_faults(form: Form) -> Iterator[Fault]:
    """A date that is no field."""
    file = f"forms/{form.key}"
    known = {field.key for field in form.fields} | {f"{f.key}_remark" for f in form.fields if f.remark}
    if form.dated and form.dated not in known:
        yield Fault(file, "dated", f"there is no field {form.dated!r}")
    if form.ended and form.ended not in known:
        yield Fault(file, "ended", f"there is no field {form.ended!r}")


def _block_faults(f: Framework, block: AnyBlock, phases: set[str]) -> Iterator[tuple[str, str]]:
    match block:
        case FieldsBlock():
            yield from _field_faults(f, block.fields)
        case TableBlock():
            yield from _table_faults(f, block)
        case JudgementsBlock():
            yield from _judgement_faults(f, block)
        case ProgressBlock():
            yield from _progress_faults(f, block, phases)
        case MeasuresBlock():
            yield from _field_faults(f, block.columns)
            for measure in block.measures:
                if wrong := _no_key(measure.key):
                    yield repr(measure.key), wrong
                for phase in set(measure.phases) - phases:
                    yield f"measures: {measure.key}: phases", f"there is no phase {phase!r} in scales.toml"
        case SummaryBlock():
            yield from _field_faults(f, block.fields)
        case RubricBlock():
            yield from _rubric_faults(f, block)
        case _:
            pass


def _table_faults(f: Framework, block: TableBlock) -> Iterator[tuple[str, str]]:
    if wrong := _no_key(block.key):
        yield repr(block.key), wrong
    yield from ((f"{block.key}: rows", f"{row!r}: {PATH_REASON}") for row in block.rows if _no_path(row))
    if (block.rows and block.slots) or (block.rows_of and (block.rows or block.slots)):
        yield f"{block.key}: rows", "has more than one of slots, rows and rows_of"
    if block.role == "comments":
        yield from ((f"{block.key}: {key}", reason) for key, reason in _comments_faults(block))
    for key, reason in _field_faults(f, block.columns, len(block.rows) or block.slots):
        yield f"{block.key}: {key}", reason


def _comments_faults(block: TableBlock) -> Iterator[tuple[str, str]]:
    """What keeps a table from being one that comments are kept in."""
    if block.rows or block.slots or block.rows_of:
        yield "role", "comments need a table of as many rows as there are: leave out slots, rows and rows_of"
    kinds = {column.key: column.kind for column in block.columns}
    for key, allowed in COMMENT_COLUMNS.items():
        if kinds.get(key) not in allowed:
            yield "role", f"comments need a column {key!r} of the kind {' or '.join(allowed)}"


NO_TEXTS = "are missing: say what each grade means; where nothing is said of grades, make it a table with rows"


def _rubric_faults(f: Framework, block: RubricBlock) -> Iterator[tuple[str, str]]:
    for key in (block.key, *(row.key for row in block.rows)):
        if wrong := _no_key(key):
            yield repr(key), wrong
    scale = f.scales.get(block.scale)
    if scale is None:
        yield f"{block.key}: scale", f"there is no scale {block.scale!r} in scales.toml"
        return
    for row in block.rows:
        if not row.texts:
            where = f"the form {block.texts_of!r} says nothing of it" if block.texts_of else NO_TEXTS
            yield f"rows: {row.key}: texts", where
        for value in row.texts:
            if scale.find(value) is None:
                yield f"rows: {row.key}: texts", f"{value!r} is not on the scale {block.scale}"


def _judgement_faults(f: Framework, block: JudgementsBlock) -> Iterator[tuple[str, str]]:
    codes = {kip.code for kip in f.register.kips}
    rows = [row.kip for section in block.sections for row in section.rows]
    yield from (("kip", f"there is no KIP {code!r} in kips.toml") for code in rows if code not in codes)
    yield from (("kip", f"{code!r} stands twice in this part") for code in _twice(rows))


def _progress_faults(f: Framework, block: ProgressBlock, phases: set[str]) -> Iterator[tuple[str, str]]:
    points = {p.key for p in block.points}
    keys = [p.key for p in block.points] + [s.key for s in block.subjects]
    keys += [m.key for m in block.measures] + [g.key for g in block.groups]
    yield from ((repr(key), PATH_REASON) for key in keys if _no_path(key))
    for key in (block.increase.since, block.increase.until) if block.increase else ():
        if key not in points:
            yield "increase", f"there is no point in time {key!r}"
    for subject in block.subjects:
        for measure in {*subject.measures} - {m.key for m in block.measures}:
            yield f"subjects: {subject.key}: measures", f"there is no measure {measure!r}"
        for year in {*subject.years} - {*block.years}:
            yield f"subjects: {subject.key}: years", f"the grid has no year group {year}"
    for phase in set(block.years_by_phase) - phases:
        yield f"years_by_phase: {phase}", "there is no such phase in scales.toml"
    yield from _field_faults(f, [*block.comments, *block.answers])


def _field_faults(f: Framework, fields: list[FormField], rows: int = 0) -> Iterator[tuple[str, str]]:
    """What is wrong with these fields, which may be the columns of a table of so many rows: key, reason."""
    for key in _twice(field.key for field in fields):
        yield key, "stands twice"
    for field in fields:
        if wrong := _no_key(field.key):
            yield repr(field.key), wrong
        yield from ((f"{field.key}: rows", f"{row!r}: {PATH_REASON}") for row in field.rows if _no_path(row))
        if field.kind in ("scale", "ticks") and field.scale not in f.scales:
            yield f"{field.key}: scale", f"there is no scale {field.scale!r} in scales.toml"
        if field.scale and field.scale not in f.scales and field.kind not in ("scale", "ticks"):
            yield f"{field.key}: scale", f"there is no scale {field.scale!r} in scales.toml"
        if (field.kind == "computed") != (field.computed is not None):
            yield f"{field.key}: computed", "says how a field of kind computed is reckoned, and of no other"
        if field.computed:
            yield from ((f"{field.key}: computed", reason) for reason in _computed_faults(field.computed))
        slots = rows or len(field.slot_names)
        if len(field.presets) > slots:
            yield f"{field.key}: presets", f"are {len(field.presets)}, for {slots} slots"
        yield from _phase_faults(f, field, slots)


def _phase_faults(f: Framework, field: FormField, slots: int) -> Iterator[tuple[str, str]]:
    """What is wrong with what a field has printed for schools of some phases."""
    phases = f.scales.get(f.roles.phases)
    for phase, presets in field.presets_by_phase.items():
        if phases is None or phases.find(phase) is None:
            yield f"{field.key}: presets_by_phase: {phase}", "there is no such phase in scales.toml"
        if len(presets) > slots:
            yield f"{field.key}: presets_by_phase: {phase}", f"are {len(presets)}, for {slots} slots"


def _computed_faults(computed: Computed) -> Iterator[str]:
    if not computed.of:
        yield "of: must name something that it is reckoned from"
    if computed.how == "status" and len(computed.words) != 3:
        yield "words: a status has three, for none, some and all that are filled"
    if computed.how == "lookup" and not computed.table:
        yield "table: is missing"
    if computed.how == "percentage" and bool(computed.counts) == bool(computed.among):
        yield "counts: a percentage has either counts or among"
    if bool(computed.dated) != bool(computed.days):
        yield "days: and dated go together"


def _place_faults(f: Framework) -> Iterator[Fault]:
    """Two fields that would share a path, and forms that share a key."""
    for key in _twice(form.key for form in f.forms):
        yield Fault("framework", f"forms: {key}", "stands twice")
    taken: dict[str, str] = {}
    for form in f.forms:
        for place in static_places(f, form):
            other = taken.setdefault(place.path, form.key)
            if other != form.key:
                yield Fault(f"forms/{form.key}", place.path, f"is a place of the form {other} too")
    for form in f.forms:
        for twice in _twice(place.path for place in static_places(f, form)):
            yield Fault(f"forms/{form.key}", twice, "stands twice")
        for twice in _twice(_keys(form)):
            yield Fault(
                f"forms/{form.key}",
                twice,
                "is the place of two things: fields, tables and rubrics need keys of their own",
            )
    yield from _covered(f)


def _keys(form: Form) -> Iterator[str]:
    """Where the fields, tables and rubrics of a form lie."""
    for block in form.blocks:
        at = form.where(block)
        if isinstance(block, FieldsBlock):
            yield from (f"{at}/{field.key}" for field in block.fields)
        elif isinstance(block, TableBlock | RubricBlock):
            yield f"{at}/{block.key}"


def _covered(f: Framework) -> Iterator[Fault]:
    """Values with others below them; a figure of all, with those of its groups below, may have them."""
    places = {place.path: place for form in f.forms for place in static_places(f, form)}
    for path, place in places.items():
        above = path
        while above := above.rpartition("/")[0]:
            if (over := places.get(above)) and (over.asked or place.asked):
                yield Fault(f"forms/{place.form}", path, f"lies below {above}, which is a value itself")


def _rule_faults(f: Framework) -> Iterator[Fault]:
    forms = {form.key for form in f.forms}
    for rule in f.rules:
        for form in set(rule.forms) - forms:
            yield Fault("rules", f"rules: {rule.key}: forms", f"there is no form {form!r}")


def _calendar_faults(f: Framework) -> Iterator[Fault]:
    for term in f.calendar.terms:
        for key, reason in _term_faults(term):
            yield Fault("calendar", f"terms: {term.key}: {key}", reason)
    visits = {form.key for form in f.forms}
    for line in f.calendar.programme:
        if line.visit and line.visit not in visits:
            yield Fault("calendar", f"programme: {line.key}: visit", f"there is no form {line.visit!r}")
        if line.form and line.form not in {form.key for form in f.forms}:
            yield Fault("calendar", f"programme: {line.key}: form", f"there is no form {line.form!r}")


def _term_faults(term: Term) -> Iterator[tuple[str, str]]:
    if term.last < term.first:
        yield "last", f"{term.last} is before its first day, {term.first}"
    since, until = term.half_term_first, term.half_term_last
    if (since is None) != (until is None):
        yield (
            "half_term_last" if since else "half_term_first",
            "is missing: a half-term holiday has both days, or neither",
        )
    elif since and until and term.first <= term.last and not term.first <= since <= until <= term.last:
        yield "half_term_first", "the half-term holiday does not lie in the term, first day before last"
