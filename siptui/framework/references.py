"""What rules, steps and fields of a framework name, where there is no such thing: a rule of a field that is none would
find nothing for ever, and nobody would know.
"""

from collections.abc import Iterator
from string import Formatter

from msgspec import structs

from siptui.framework.model import AnyBlock, Computed, FieldsBlock, Form, FormField, Framework, Rule, TableBlock
from siptui.framework.places import ANY, static_places

EACH = "*"
ALWAYS = "always"
OF_TWO = ("no_worse", "not_before", "sums_to")
"""Kinds of rule that compare with what `than` says."""
DAYS = ("today", "term:first", "term:last")
IN_MESSAGES, IN_CARRIED, IN_TITLES = ("label", "count", "value"), ("before", "row"), ("number", "date")


class Named:
    """The places of a framework by how many segments they have, to look patterns up in."""

    def __init__(self, f: Framework) -> None:
        self._by_length: dict[int, list[list[str]]] = {}
        for form in f.forms:
            for place in static_places(f, form):
                segments = place.path.split("/")
                self._by_length.setdefault(len(segments), []).append(segments)

    def has(self, pattern: str) -> bool:
        """Whether a pattern from the top of the record fits some place; `*` in it, and `#` in a place, are anything."""
        wanted = pattern.split("/")
        return any(
            all(w == EACH or s in (ANY, w) for w, s in zip(wanted, segments, strict=True))
            for segments in self._by_length.get(len(wanted), ())
        )

    def below(self, folder: str) -> bool:
        """Whether there are places below a folder of a record."""
        return any("/".join(each).startswith(f"{folder}/") for places in self._by_length.values() for each in places)

    def near(self, folder: str, pattern: str) -> bool:
        """The same of a name or pattern in that folder of a record, or one above; with a leading / from the top."""
        if pattern.startswith("/"):
            return self.has(pattern[1:])
        while folder and not self.has(f"{folder}/{pattern}"):
            folder = folder.rpartition("/")[0]
        return bool(folder) or self.has(pattern)


def dangling(f: Framework) -> Iterator[tuple[str, str, str]]:
    """Every name that leads nowhere: file, key, reason."""
    places = Named(f)
    for form in f.forms:
        for key, reason in [*_of_form(f, form), *_of_fields(f, form, places)]:
            yield f"forms/{form.key}", key, reason
    for key, reason in _of_ways(f):
        yield "steps", f"ways: {key}", reason
    for rule in f.rules:
        for key, reason in _of_rule(f, rule, places):
            yield "rules", f"rules: {rule.key}: {key}", reason


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
            for name in _reckoned_from(field.computed):
                if not places.near(folder, name):
                    yield f"{field.key}: computed", f"there is no place {name!r}"
            for path in field.carried_from:
                if _named(path) - {*IN_CARRIED}:
                    yield f"{field.key}: carried_from", f"{path!r} may hold {{before}} and {{row}} alone"
                elif not _carried(f, path, places):
                    yield f"{field.key}: carried_from", f"there is no place {path!r}"


def _reckoned_from(computed: Computed | None) -> list[str]:
    return [*computed.of, *([computed.among] if computed.among else [])] if computed else []


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
    for each in set(rule.steps) - _steps(f, forms):
        yield "steps", f"there is no step {each!r} on the way of its forms"
    for each in set(rule.states) - _states(f, forms):
        yield "states", f"there is no state {each!r} on the way of its forms"
    for name in _named(rule.message) - {*IN_MESSAGES}:
        yield "message", f"{{{name}}} means nothing here: it may hold {{label}}, {{count}} and {{value}}"


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
