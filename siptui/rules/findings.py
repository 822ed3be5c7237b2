"""What a form's reader would send back: what the framework's rules find in a record.

Each kind of rule is a function here; each use of one, with its source and its words, is an entry of rules.toml.
"""

from collections.abc import Callable, Iterator
from datetime import date

from msgspec import Struct

from siptui.framework.model import Form, Rule
from siptui.framework.places import ANY, EACH, STATE, Field
from siptui.records.change import Record
from siptui.records.fields import Fields, fits
from siptui.rules.conditions import holds
from siptui.rules.field_patterns import bound, everywhere
from siptui.rules.needed import is_asked, missing, numbers_of
from siptui.rules.summary import part_f, undated


class Finding(Struct, frozen=True):
    """What a rule says of the field at `path`; `rule` is its key, `source` where it stands written."""

    path: str
    rule: str
    message: str
    source: str


class _Looked(Struct, frozen=True):
    """A rule at a form of a record: `place` is where that form's places lie."""

    rule: Rule
    form: Form
    place: str
    fields: Fields
    record: Record
    today: date

    def pattern(self, name: str) -> str:
        """A name or pattern of the rule, from the top of the record."""
        return name[1:] if name.startswith("/") else f"{self.place}/{name}"

    def of(self) -> list[Field]:
        """The places that the rule is about, of those that are asked as the form stands."""
        found = [f for name in self.rule.of for f in everywhere(self.fields, self.record, self.pattern(name))]
        return [field for field in found if is_asked(self.fields, self.record, field)]

    def first_rows(self) -> list[Field]:
        """The same in the first rows of tables that have none yet."""
        first = (self.fields.find(self.pattern(name).replace(EACH, "1")) for name in self.rule.of)
        return [field for field in first if field and is_asked(self.fields, self.record, field)]

    def filled(self) -> list[Field]:
        return [field for field in self.of() if field.path in self.record and self.when(field)]

    def text(self, path: str) -> str:
        value = self.record.get(path)
        return "" if value is None else str(value)

    def number(self, path: str) -> float | None:
        value = self.record.get(path)
        return float(value) if isinstance(value, int | float) else None

    def than(self, path: str) -> Field | None:
        """The place that `than` means beside the place `path`: each `*` stands for what it stood for in `of`."""
        for name in self.rule.of:
            wanted = self.pattern(name).split("/")
            if fits(wanted, path):
                stars = iter(bound(wanted, path))
                segments = self.pattern(self.rule.than).split("/")
                return self.fields.find("/".join(next(stars, EACH) if s == EACH else s for s in segments))
        return None

    def when(self, field: Field) -> bool:
        return holds(self.rule.when, self.record, field.path.rpartition("/")[0])

    def says(self, field: Field, **more: object) -> Finding:
        label = f"{field.row} {field.label}".strip() if field.row else field.label
        known = {"label": label, "count": "", "value": self.text(field.path)} | more
        return Finding(field.path, self.rule.key, self.rule.message.format_map(known), self.rule.source)


def findings(fields: Fields, record: Record, today: date, only: Form | None = None) -> list[Finding]:
    """What the rules find in a record, or in one form of it, in the order of the forms and then of the rules."""
    framework = fields.framework
    found: list[Finding] = []
    for form in fields.forms if only is None else [only]:
        for number in numbers_of(form, record):
            place = form.place.replace(ANY, number)
            if not any(path.startswith(f"{place}/") for path in record):
                continue  # it is not begun
            for rule in framework.rules:
                if not rule.forms or form.key in rule.forms:
                    found += KINDS[rule.kind](_Looked(rule, form, place, fields, record, today))
    said = {each.path for each in found}
    return list(dict.fromkeys([*found, *(each for each in _undated(fields, record) if each.path not in said)]))


def by_path(found: list[Finding]) -> dict[str, str]:
    """What is found, in words, by the path of the field that would mend it."""
    said: dict[str, str] = {}
    for each in found:
        before = said.get(each.path, "")
        said[each.path] = f"{before}{' ' if before.endswith('.') else '; ' * bool(before)}{each.message}"
    return said


def _undated(fields: Fields, record: Record) -> Iterator[Finding]:
    """Judgements of a visit without a date: the summary would stand without one."""
    framework = fields.framework
    rows = [row for section in part_f(framework, record) for row in section.rows]
    for row in undated(rows):
        visit = framework.visit(row.visit).at if row.visit else row.path
        yield Finding(f"{visit}/{framework.roles.visit_date}", "undated", "judged, but without a date", "")


# -- the kinds


def _filled(at: _Looked) -> Iterator[Finding]:
    yield from (at.says(f) for f in at.of() if f.path not in at.record and at.when(f))


def _at_most(at: _Looked) -> Iterator[Finding]:
    there = at.filled()
    if len(there) > at.rule.count:
        yield at.says(there[at.rule.count], count=len(there))


def _at_least(at: _Looked) -> Iterator[Finding]:
    places, there = at.of() or at.first_rows(), at.filled()
    if len(there) < at.rule.count and places and at.when(places[0]):
        yield at.says(next((f for f in places if f not in there), places[-1]), count=len(there))


def _text_with(at: _Looked) -> Iterator[Finding]:
    yield from (at.says(f) for f in at.of() if at.when(f) and not at.text(f.path).strip())


def _no_worse(at: _Looked) -> Iterator[Finding]:
    for field in at.filled():
        other = at.than(field.path)
        if field.scale is None or other is None:
            continue
        mine, theirs = field.scale.place(at.text(field.path)), field.scale.place(at.text(other.path))
        if mine is not None and theirs is not None and mine > theirs:
            yield at.says(field)


def _speaks_of(at: _Looked) -> Iterator[Finding]:
    for field in at.of():
        text = at.text(field.path).casefold()
        if text and at.when(field) and not any(word.casefold() in text for word in at.rule.words):
            yield at.says(field)


def _silent_on(at: _Looked) -> Iterator[Finding]:
    for field in at.of():
        text = at.text(field.path).casefold()
        said = next((word for word in at.rule.words if word.casefold() in text), "")
        if said and at.when(field):
            yield at.says(field, value=said)


def _day(at: _Looked, said: str) -> str:
    """An ISO date that a rule gives, or that stands at the path that it gives; "" where there is none."""
    if not said:
        return ""
    if said[:4].isdecimal():
        return said
    term = next((t for t in at.fields.framework.calendar.terms if t.key == at.form.term), None)
    if term and said in ("term:first", "term:last"):
        return (term.first if said == "term:first" else term.last).isoformat()
    if said == "today":
        return at.today.isoformat()
    return at.text(at.pattern(said))


def _within(at: _Looked) -> Iterator[Finding]:
    first, last = _day(at, at.rule.first), _day(at, at.rule.last)
    for field in at.filled():
        day = at.text(field.path)
        if (first and day < first) or (last and day > last):
            yield at.says(field)


def _not_before(at: _Looked) -> Iterator[Finding]:
    for field in at.filled():
        other = at.than(field.path)
        before = at.text(other.path) if other else ""
        if before and at.text(field.path) < before:
            yield at.says(field)


def _moved_in_words(at: _Looked) -> Iterator[Finding]:
    """A judgement that another visit gave otherwise, with no word on why."""
    framework = at.fields.framework
    roles, visits = framework.roles, framework.visits
    here = next((i for i, visit in enumerate(visits) if visit.key == at.form.key), None)
    for row in visits[here].rows if here is not None else ():
        base = f"{visits[here or 0].judged_at}/{row.kip}"
        now = at.text(f"{base}/{roles.current}")
        earlier = (at.text(f"{v.judged_at}/{row.kip}/{roles.current}") for v in reversed(visits[:here]))
        before = next((value for value in earlier if value), "")
        field = at.fields.find(f"{base}/{roles.evaluation}")
        if field and now and before and now != before and not at.text(field.path).strip():
            yield at.says(field, value=f"{before} → {now}")


def _sums_to(at: _Looked) -> Iterator[Finding]:
    places = at.of()
    numbers = [n for f in places if (n := at.number(f.path)) is not None]
    try:
        wanted: float | None = float(at.rule.than)
    except ValueError:
        wanted = at.number(at.pattern(at.rule.than))
    if numbers and wanted is not None and len(numbers) == len(places) and round(sum(numbers) - wanted, 6):
        yield at.says(places[0], count=f"{round(sum(numbers), 6):g}", value=f"{wanted:g}")


def _between(at: _Looked) -> Iterator[Finding]:
    for field in at.filled():
        number = at.number(field.path)
        if number is not None and not at.rule.least <= number <= at.rule.most:
            yield at.says(field)


def _exactly_one(at: _Looked) -> Iterator[Finding]:
    there = at.filled()
    if len(there) != 1 and at.of():
        yield at.says(there[1] if there else at.of()[0], count=len(there))


def _all_different(at: _Looked) -> Iterator[Finding]:
    seen: set[str] = set()
    for field in at.filled():
        said = " ".join(at.text(field.path).casefold().split())
        if said in seen:
            yield at.says(field)
        seen.add(said)


def _state_complete(at: _Looked) -> Iterator[Finding]:
    if at.text(f"{at.place}/{STATE}") in at.rule.states:
        way = at.fields.framework.ways.get(at.form.way)
        empty: dict[str, Field] = {}
        for step in ["", *(each.key for each in way.steps)] if way else [""]:
            empty |= {field.path: field for field in missing(at.fields, at.form, at.place, at.record, step)}
        yield from (at.says(field) for field in empty.values())


KINDS: dict[str, Callable[[_Looked], Iterator[Finding]]] = {
    "filled": _filled,
    "at_most": _at_most,
    "at_least": _at_least,
    "text_with": _text_with,
    "no_worse": _no_worse,
    "speaks_of": _speaks_of,
    "silent_on": _silent_on,
    "within": _within,
    "not_before": _not_before,
    "moved_in_words": _moved_in_words,
    "sums_to": _sums_to,
    "between": _between,
    "exactly_one": _exactly_one,
    "all_different": _all_different,
    "state_complete": _state_complete,
}
