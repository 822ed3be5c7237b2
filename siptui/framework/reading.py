"""Reads a framework folder under `schemas/frameworks/`, checks it, and refuses a faulty one."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

from siptui.framework import data_file
from siptui.framework.data_file import FrameworkFault
from siptui.framework.model import (
    Calendar,
    FormField,
    Framework,
    FrontSheet,
    Identity,
    Progress,
    Register,
    Scales,
    Summary,
    Targets,
    Visits,
)

FILES: dict[str, type[Any]] = {
    "framework": Identity,
    "scales": Scales,
    "kips": Register,
    "front_sheet": FrontSheet,
    "visits": Visits,
    "progress": Progress,
    "targets": Targets,
    "summary": Summary,
    "calendar": Calendar,
}


def read(name: str, folder: Path, names: Collection[str]) -> tuple[Framework, list[Path]]:
    """Read and check the framework `name`, one of `names`; gives it with the folders that it is read from.

    Raises FrameworkFault.
    """
    if name not in names:
        raise FrameworkFault(f"{name}: there is no such framework; there are: {', '.join(names)}")
    lineage = _lineage(name, folder)
    parts = {stem: data_file.read(_nearest(lineage, stem), kind) for stem, kind in FILES.items()}
    framework = Framework(
        name=name,
        identity=parts["framework"],
        scales=parts["scales"].scales,
        rag_title=parts["scales"].rag_title,
        register=parts["kips"],
        front_sheet=parts["front_sheet"],
        visits=parts["visits"],
        progress=parts["progress"],
        targets=parts["targets"],
        summary=parts["summary"],
        calendar=parts["calendar"],
    )
    for stem, key, reason in _faults(framework):
        raise FrameworkFault(f"{_nearest(lineage, stem)}: {key}: {reason}")
    return framework, lineage


def _lineage(name: str, folder: Path) -> list[Path]:
    """The framework's own folder, then the one it extends, and so on."""
    found: list[Path] = []
    while name:
        here = folder / name
        if here in found:
            raise FrameworkFault(f"{here / 'framework.toml'}: extends: {name} extends itself")
        found.append(here)
        identity: Identity = data_file.read(here / "framework.toml", Identity)
        name = identity.extends
    return found


def _nearest(lineage: list[Path], stem: str) -> Path:
    for folder in lineage:
        path = folder / f"{stem}.toml"
        if path.exists():
            return path
    return lineage[0] / f"{stem}.toml"


def _faults(f: Framework) -> Iterator[tuple[str, str, str]]:
    """What one file says that another does not bear out: file, key, reason."""
    yield from _scale_faults(f)
    yield from _kip_faults(f)
    yield from _form_faults(f)
    yield from _calendar_faults(f)
    for key in (f.progress.increase.since, f.progress.increase.until):
        if key not in {p.key for p in f.progress.points}:
            yield "progress", "increase", f"there is no point in time {key!r}"
    phases = set(f.phase_names())
    for phase in set(f.progress.years_by_phase) - phases:
        yield "progress", f"years_by_phase: {phase}", "there is no such phase in scales.toml"
    for measure in f.targets.measures:
        for phase in set(measure.phases) - phases:
            yield "targets", f"measures: {measure.key}: phases", f"there is no phase {phase!r} in scales.toml"


def _kip_faults(f: Framework) -> Iterator[tuple[str, str, str]]:
    sections = {s.key for s in f.register.sections}
    codes = [k.code for k in f.register.kips]
    for code in _twice(codes):
        yield "kips", f"kips: {code}", "stands twice"
    for kip in f.register.kips:
        if kip.section and kip.section not in sections:
            yield "kips", f"kips: {kip.code}: section", f"there is no section {kip.section!r}"
        if "/" in kip.code:
            yield "kips", f"kips: {kip.code}: code", "may not hold a /, which parts a path"
    for visit in f.visits.visits:
        for row in visit.rows:
            if row.kip not in codes:
                yield "visits", f"visits: {visit.key}: kip", f"there is no KIP {row.kip!r} in kips.toml"
        for code in _twice(row.kip for row in visit.rows):
            yield "visits", f"visits: {visit.key}: kip", f"{code!r} stands twice in Part {visit.part}"


def _twice(keys: Iterable[str]) -> list[str]:
    return [key for key, count in Counter(keys).items() if count > 1]


def _calendar_faults(f: Framework) -> Iterator[tuple[str, str, str]]:
    terms = {t.key for t in f.calendar.terms}
    visits = {v.key for v in f.visits.visits}
    for visit in f.visits.visits:
        if visit.term not in terms:
            yield "visits", f"visits: {visit.key}: term", f"there is no term {visit.term!r} in calendar.toml"
    for line in f.calendar.programme:
        if line.visit and line.visit not in visits:
            yield "calendar", f"programme: {line.key}: visit", f"there is no visit {line.visit!r} in visits.toml"


def _groups(f: Framework) -> Iterator[tuple[str, str, list[FormField]]]:
    """Every group of fields whose keys must differ: file, key, fields."""
    yield "front_sheet", "school", f.front_sheet.school
    yield "front_sheet", "fields", f.front_sheet.fields
    yield "visits", "judgement", f.visits.judgement
    for visit in f.visits.visits:
        yield "visits", f"visits: {visit.key}: fields", visit.fields
    yield "progress", "comments", f.progress.comments
    yield "progress", "eyfs", f.progress.eyfs
    yield "progress", "groups", [*f.progress.groups, *f.progress.answers]
    yield "targets", "columns", f.targets.columns
    yield "targets", "fields", f.targets.fields
    yield "summary", "fields", f.summary.fields


def _form_faults(f: Framework) -> Iterator[tuple[str, str, str]]:
    """Fields that would share a path, or whose scale or printed texts do not fit."""
    for stem, where, fields in _groups(f):
        for key, reason in _field_faults(f, fields):
            yield stem, f"{where}: {key}", reason
    for key in _twice(v.key for v in f.visits.visits):
        yield "visits", f"visits: {key}", "stands twice"
    for key in _twice([*(m.key for m in f.targets.measures), *(field.key for field in f.targets.fields)]):
        yield "targets", f"measures: {key}", "stands twice"


def _field_faults(f: Framework, fields: list[FormField], table: FormField | None = None) -> Iterator[tuple[str, str]]:
    """What is wrong with these fields, which may be the columns of `table`: key, reason."""
    for key in _twice(field.key for field in fields):
        yield key, "stands twice"
    for field in fields:
        if not field.key or "/" in field.key:
            yield repr(field.key), "a key may not be empty or hold a /, which parts a path"
        if field.kind == "scale" and field.scale not in f.scales:
            yield f"{field.key}: scale", f"there is no scale {field.scale!r} in scales.toml"
        slots = len((table or field).slot_names)
        if len(field.presets) > slots:
            yield f"{field.key}: presets", f"are {len(field.presets)}, for {slots} slots"
        for key, reason in _field_faults(f, field.columns, field):
            yield f"{field.key}: {key}", reason


NEEDED_SCALES = ("phase", "kip_category", "la_category", "agreement", "progress")


def _scale_faults(f: Framework) -> Iterator[tuple[str, str, str]]:
    for name in NEEDED_SCALES:
        if name not in f.scales:
            yield "scales", f"scales: {name}", "is missing"
    for name, scale in f.scales.items():
        values = [v.value for v in scale.values]
        if not values or len(set(values)) < len(values):
            yield "scales", f"scales: {name}: values", "must be at least one, and all different"
