"""Every place a record has under a framework, by path.

A record is flat: a mapping from path (`visits/autumn/judgements/S1.1/current`) to value. The paths there are
follow from the framework's forms, so that one table serves checking, the screens, the workbooks and `get`.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from siptui.framework import Framework, load
from siptui.framework.model import FormField
from siptui.records.values import Field

Fields = dict[str, Field]


class NoSuchPath(Exception):
    """A path that no form of the framework has; its text suggests those that come near."""


def fields_of(framework: Framework) -> Fields:
    """Every field of the framework by its path, in the order of the forms."""
    return {field.path: field for field in _walk(framework)}


@lru_cache(maxsize=4)
def fields_named(framework_name: str) -> Fields:
    """`fields_of` the framework of that name, reckoned once."""
    return fields_of(load(framework_name))


def field_at(fields: Fields, path: str, framework: Framework) -> Field:
    """The field at `path`. Raises NoSuchPath with what to do instead."""
    if path in fields:
        return fields[path]
    raise NoSuchPath(_why_not(fields, path, framework))


def _why_not(fields: Fields, path: str, framework: Framework) -> str:
    from difflib import get_close_matches

    parts = path.split("/")
    if parts[0] == "summary" and len(parts) == 3:
        judged = [v for v in framework.visits.visits if parts[1] in {r.kip for r in v.rows}]
        if judged:
            instead = f"visits/{judged[-1].key}/judgements/{parts[1]}/{parts[2]}"
            return f"{path}: is taken from the visits; set {instead} instead"
    below = [p for p in fields if p.startswith(path.rstrip("/") + "/")]
    if below:
        return f"{path}: is a form and not a field; name one in it, such as {below[0]}"
    near = get_close_matches(path, fields, n=3, cutoff=0.6)
    do = f"did you mean {' or '.join(near)}?" if near else f"name one such as {next(iter(fields))}"
    return f"{path[:200] or '(nothing)'}: there is no such field; {do}"


def _walk(f: Framework) -> Iterator[Field]:
    yield from _form(f, "school", f.front_sheet.school)
    yield from _form(f, "front", f.front_sheet.fields)
    for visit in f.visits.visits:
        yield from _form(f, f"visits/{visit.key}", visit.fields)
        for row in visit.rows:
            yield from _form(f, f"visits/{visit.key}/judgements/{row.kip}", f.visits.judgement)
    yield from _form(f, "progress", [*f.progress.groups, *f.progress.answers])
    yield from _form(f, "progress/eyfs", f.progress.eyfs)
    for subject in f.progress.subjects:
        for year in f.progress.years:
            base = f"progress/{subject.key}/{year}"
            for point in f.progress.points:
                yield Field(f"{base}/{point.key}", f"{subject.name} Year {year} {point.label}", "points")
            yield from _form(f, base, f.progress.comments)
    yield from _form(f, "targets", f.targets.fields)
    for measure in f.targets.measures:
        for column in f.targets.columns:
            kind = measure.unit if column.kind == "number" else column.kind
            scale = f.scales.get(column.scale)
            yield Field(f"targets/{measure.key}/{column.key}", f"{measure.name}: {column.label}", kind, scale)
    judged = {row.kip for visit in f.visits.visits for row in visit.rows}
    for kip in f.register.kips:
        if kip.section and kip.code not in judged:
            yield from _form(f, f"summary/{kip.code}", f.summary.fields)


def _form(f: Framework, base: str, form: Iterable[FormField]) -> Iterator[Field]:
    for each in form:
        here = f"{base}/{each.key}"
        if not each.slot_names:
            yield _field(f, here, each, each.preset)
        for number, slot in enumerate(each.slot_names):
            if each.columns:
                for column in each.columns:
                    yield _field(f, f"{here}/{slot}/{column.key}", column, column.preset_at(number))
            else:
                yield _field(f, f"{here}/{slot}", each, each.preset_at(number))


def _field(f: Framework, path: str, form: FormField, preset: str) -> Field:
    return Field(path, form.label, form.kind, f.scales.get(form.scale), preset, form.prompt, form.required)
