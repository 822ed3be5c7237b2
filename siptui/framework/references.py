"""What rules, steps and fields of a framework name, where there is no such thing: a rule of a field that is none would
find nothing for ever, and nobody would know.
"""

from collections.abc import Iterator
from difflib import get_close_matches
from string import Formatter

from msgspec import structs

from siptui.framework import never_met, never_reckoned
from siptui.framework.model import AnyBlock, Computed, FieldsBlock, Form, FormField, Framework, Roles, Rule, TableBlock
from siptui.framework.model.form_fields import TOLD_DATE
from siptui.framework.places import ANY, EACH, Named, static_places

ALWAYS = "always"
OF_TWO = ("no_worse", "not_before", "sums_to")
"""Kinds of rule that compare with what `than` says."""
DAYS = ("today", "term:first", "term:last")
IS_DAY = ("date", "signature", "computed")
"""Kinds of field that hold a day, or may."""
IN_MESSAGES, IN_CARRIED, IN_TITLES = ("label", "count", "value"), ("before", "row"), ("number", "date")


def dangling(f: Framework) -> Iterator[tuple[str, str, str]]:
    """Every name that leads nowhere: file, key, reason."""
    places = Named(f)
    for form in f.forms:
        found = [*_of_form(f, form), *_of_fields(f, form, places), *never_met.in_form(f, form, places)]
        for key, reason in found:
            yield f"forms/{form.key}", key, reason
    for key, reason in _of_roles(f, places):
        yield "framework", f"roles: {key}", reason
    for key, reason in _of_new_year(f, places):
        yield "framework", f"new_year: {key}", reason
    for key, reason in never_met.in_judgement(f, places):
        yield "kips", f"judgement: {key}", reason
    for key, reason in _of_ways(f):
        yield "steps", f"ways: {key}", reason
    for rule in f.rules:
        for key, reason in _of_rule(f, rule, places):
            yield "rules", f"rules: {rule.key}: {key}", reason


OF_RECORD = ("sip", "headteacher", "chair", "number", "category_before", "closed")
OF_PERSON = ("person", "nca", "appointed", "accredited", "not_schools")
COLUMNS = {"allocations": ("1/sip", "1/since", "1/reason"), "declined": ("sip", "on", "reason", "answer")}
"""What there must be below a role that is a folder of places."""
FORMS = ("alerts", "concerns")
OF_VISIT = ("category", "category_target", "visit_date", "sent", "next_date", "priorities", "actions")
OF_JUDGEMENT = ("current", "target", "evaluation")
"""Roles by what each is: a path in a record, a field of a visit, a field of a judgement."""


def _of_roles(f: Framework, places: Named) -> Iterator[tuple[str, str]]:
    """Roles that were said otherwise than they are by themselves, and are nowhere."""
    for key in ("name", "phase"):
        if not places.has(name := getattr(f.roles, key)):
            yield key, f"no form has a field {name!r}: where a school's {key} is kept, without which none can be added"
    said = {key: value for key, value in structs.asdict(f.roles).items() if value != getattr(Roles(), key)}
    at_visits = [key for form in f.forms if form.occurs == "visit" for key in [*_keys(form)]]
    judged = [field.key for field in f.register.judgement]
    for key, name in said.items():
        if key in (*OF_RECORD, *OF_PERSON) and not places.has(name):
            yield key, f"there is no field {name!r}"
        elif missing := [each for each in COLUMNS.get(key, ()) if not places.has(f"{name}/{each}")]:
            yield key, f"there is no field {f'{name}/{missing[0]}'!r}"
        elif key in FORMS:
            known = [form.key for form in f.forms]
            yield from ((key, f"there is no form {each!r}{_near(each, known)}") for each in name if each not in known)
        elif key in OF_VISIT and name not in at_visits:
            yield key, f"no visit has a field {name!r}{_near(name, at_visits)}"
        elif key in OF_JUDGEMENT and name not in judged:
            yield key, f"there is no field {name!r} in the judgement of kips.toml{_near(name, judged)}"


def _of_new_year(f: Framework, places: Named) -> Iterator[tuple[str, str]]:
    """What a new year takes over, or where it puts it, that is nowhere."""
    new = f.new_year
    known = [form.key for form in f.forms if form.occurs == "many"]
    for each in new.keeps:
        if not places.has(each) and not places.below(each):
            yield "keeps", f"there is no field {each!r}, and none below it"
    for each in new.open_forms:
        if each not in known:
            yield "open_forms", f"there is no form {each!r} that occurs many times{_near(each, known)}"
    for pattern, place in new.moves.items():
        if not places.has(place):
            yield "moves", f"there is no field {place!r}"
        elif pattern.count(EACH) != place.count(EACH):
            yield "moves", f"{pattern!r} and {place!r} have not as many * as each other"
    for key, place in (("year", new.year), ("priorities", f"{new.priorities}/1"), ("actions", f"{new.actions}/1/what")):
        if getattr(new, key) and not places.has(place):
            yield key, f"there is no field {place!r}"


def _keys(form: Form) -> Iterator[str]:
    yield from (field.key for field in form.fields)
    yield from (table.key for table in form.tables)


def taken_over(f: Framework, rule: Rule, places: Named) -> Rule | None:
    """A rule of the framework that this one extends, for what this one has of what it names; None for nothing.

    A form of the same key can be another here, without some of the fields, and go another way.
    """
    forms = [form for form in f.forms if form.key in rule.forms or not rule.forms]
    of = [name for name in rule.of if any(places.has(_pattern(form, name)) for form in forms)]
    forms = [form for form in forms if not of or any(places.has(_pattern(form, name)) for name in of)]
    steps, states = _steps(f, forms), _states(f, forms)
    cut = structs.replace(
        rule,
        forms=[form.key for form in forms] if rule.forms else [],
        of=of,
        steps=[each for each in rule.steps if each in steps],
        states=[each for each in rule.states if each in states],
    )
    nothing = not forms or (rule.of and not of) or (rule.states and not cut.states)
    return None if nothing or any(True for _ in _of_rule(f, cut, places)) else cut


def _steps(f: Framework, forms: list[Form]) -> set[str]:
    return {step.key for form in forms if form.way in f.ways for step in f.ways[form.way].steps}


def _states(f: Framework, forms: list[Form]) -> set[str]:
    return {state.key for form in forms if form.way in f.ways for state in f.ways[form.way].states}


def _asked(block: AnyBlock) -> list[FormField]:
    if isinstance(block, FieldsBlock):
        return block.fields
    return block.columns if isinstance(block, TableBlock) else []


def _of_form(f: Framework, form: Form) -> Iterator[tuple[str, str]]:
    way = f.ways.get(form.way)
    steps = {ALWAYS, *(step.key for step in way.steps)} if way else {ALWAYS}
    for block in form.blocks:
        for field in _asked(block):
            for step in set(field.needed) - steps:
                yield f"{field.key}: needed", f"there is no step {step!r} on the way of this form"
    for due in form.deadlines:
        dates = [field.key for field in form.fields if field.kind in IS_DAY]
        if due.anchor and " " not in due.anchor and due.anchor not in dates:
            yield (
                f"deadlines: {due.key}: anchor",
                f"{due.anchor!r} is no date field of this form{_near(due.anchor, dates)}",
            )
    for name in _named(form.titled) - {*IN_TITLES, *(field.key for field in form.fields)}:
        yield "titled", f"there is no field {name!r}"


def _of_fields(f: Framework, form: Form, places: Named) -> Iterator[tuple[str, str]]:
    for block in form.blocks:
        folder = form.where(block)
        if isinstance(block, TableBlock):
            folder = f"{folder}/{block.key}/{(block.rows or ['1' if block.slots else ANY])[0]}"
            if block.rows_of and not places.below(block.rows_of):
                yield f"{block.key}: rows_of", f"there is no table or list {block.rows_of!r}"
            elif block.row_label and not places.has(f"{block.rows_of}/{EACH}/{block.row_label}"):
                yield f"{block.key}: row_label", f"{block.rows_of!r} has no column {block.row_label!r}"
        for field in _asked(block):
            if field.computed:
                for reason in _of_computed(f, field, field.computed, folder, places):
                    yield f"{field.key}: computed", reason
            for path in field.carried_from:
                if _named(path) - {*IN_CARRIED}:
                    yield f"{field.key}: carried_from", f"{path!r} may hold {{before}} and {{row}} alone"
                elif not _carried(f, path, places):
                    yield f"{field.key}: carried_from", f"there is no place {path!r}"
            for reason in _of_tells(f, form, field):
                yield f"{field.key}: tells", reason


def _of_tells(f: Framework, form: Form, field: FormField) -> Iterator[str]:
    """What is wrong with what a confidential date sets in the shared record: that, and never more."""
    if field.tells and not (form.confidential and field.kind == "date" and not field.slot_names):
        yield "is of a date in a confidential form only"
        return
    shared = (
        {}
        if not field.tells
        else {p.path: p for each in f.forms if not each.confidential for p in static_places(f, each)}
    )
    for path, value in field.tells.items():
        found = shared.get(path)
        if found is None:
            yield f"there is no place {path!r} in the shared record"
        elif value != TOLD_DATE and not (found.scale and found.scale.find(value)):
            yield f"{value!r} is neither {TOLD_DATE} nor an answer on the scale of {path!r}"
        elif value == TOLD_DATE and found.kind != "date":
            yield f"{path!r} is no date"


def _of_computed(f: Framework, field: FormField, computed: Computed, folder: str, places: Named) -> Iterator[str]:
    for name in [*computed.of, *([computed.among] if computed.among else [])]:
        if not places.nearest(folder, name):
            yield f"there is no place {name!r}"
    yield from never_reckoned.in_computed(f, field, folder, places)


def _carried(f: Framework, path: str, places: Named) -> bool:
    """Whether it is a place at one of the visits, for one of the rows."""
    return any(places.has(path.format(before=visit, row=EACH)) for visit in [v.at for v in f.visits] or [""])


def _of_ways(f: Framework) -> Iterator[tuple[str, str]]:
    for name, way in f.ways.items():
        forms = [form for form in f.forms if form.way == name]
        known = {field.key for form in forms for field in form.fields}
        said = [(step.key, step.dates) for step in way.steps] + [(state.key, state.since) for state in way.states]
        for key, field in said if forms else ():
            if field and field not in known:
                yield f"{name}: {key}", f"no form that goes this way has a field {field!r}"


def _of_rule(f: Framework, rule: Rule, places: Named) -> Iterator[tuple[str, str]]:
    forms = [form for form in f.forms if not rule.forms or form.key in rule.forms]
    for name in rule.of:
        if not any(places.has(_pattern(form, name)) for form in forms):
            yield "of", f"there is no place {name!r}"
    than = rule.kind in OF_TWO and not _is_number(rule.than)
    if than and not any(places.has(_pattern(form, rule.than)) for form in forms):
        yield "than", f"there is no place {rule.than!r}"
    for key, day in (("first", rule.first), ("last", rule.last)):
        said = day and day not in DAYS and not day[:4].isdecimal()
        if said and not any(places.has(_pattern(form, day)) for form in forms):
            yield key, f"{day!r} is no date, no place, and none of {', '.join(DAYS)}"
    folders = [folder for form in forms for folder in _looked_in(f, form, rule, places)]
    yield from never_met.in_rule(f, rule, folders, places)
    for each in set(rule.steps) - _steps(f, forms):
        yield "steps", f"there is no step {each!r} on the way of its forms"
    for each in set(rule.states) - _states(f, forms):
        yield "states", f"there is no state {each!r} on the way of its forms"
    for name in _named(rule.message) - {*IN_MESSAGES}:
        yield "message", f"{{{name}}} means nothing here: it may hold {{label}}, {{count}} and {{value}}"


def _looked_in(f: Framework, form: Form, rule: Rule, places: Named) -> Iterator[str]:
    """The folders of a record in which a rule looks at a form; without `of`, all that the form has."""
    of = [field for name in rule.of for field in places.fitting(_pattern(form, name))]
    found = of if rule.of else list(static_places(f, form))
    yield from dict.fromkeys(field.path.rpartition("/")[0] for field in found)


def _near(name: str, known: list[str]) -> str:
    near = get_close_matches(name, known, n=1, cutoff=0.6)
    return f"; did you mean {near[0]}?" if near else ""


def _pattern(form: Form, name: str) -> str:
    return name[1:] if name.startswith("/") else f"{form.place}/{name}"


def _is_number(said: str) -> bool:
    return said.replace(".", "", 1).isdecimal()


def _named(text: str) -> set[str]:
    """What stands in braces in a text; a brace alone counts as a name of nothing."""
    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        return {""}
