"""Reads a framework folder under `schemas/frameworks/`, checks it, and refuses a faulty one."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from schemas import ROOT
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

FOLDER = ROOT / "frameworks"
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


class FrameworkFault(Exception):
    """A framework that cannot be used; its text names the file, the key and the reason."""


def names(folder: Path = FOLDER) -> list[str]:
    """The frameworks there are, by name."""
    return sorted(p.parent.name for p in folder.glob("*/framework.toml"))


@lru_cache(maxsize=4)
def load(name: str, folder: Path = FOLDER) -> Framework:
    """Read and check the framework `name`. Raises FrameworkFault."""
    if name not in names(folder):
        raise FrameworkFault(f"{name}: there is no such framework; there are: {', '.join(names(folder))}")
    lineage = _lineage(name, folder)
    parts = {stem: _decode(_nearest(lineage, stem), kind) for stem, kind in FILES.items()}
    framework = Framework(
        name=name,
        identity=parts["framework"],
        scales=parts["scales"].scales,
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
    return framework


def _lineage(name: str, folder: Path) -> list[Path]:
    """The framework's own folder, then the one it extends, and so on."""
    found: list[Path] = []
    while name:
        here = folder / name
        if here in found:
            raise FrameworkFault(f"{here / 'framework.toml'}: extends: {name} extends itself")
        found.append(here)
        identity: Identity = _decode(here / "framework.toml", Identity)
        name = identity.extends
    return found


def _nearest(lineage: list[Path], stem: str) -> Path:
    for folder in lineage:
        path = folder / f"{stem}.toml"
        if path.exists():
            return path
    return lineage[0] / f"{stem}.toml"


def _decode(path: Path, kind: type[Any]) -> Any:
    try:
        return msgspec.toml.decode(path.read_bytes(), type=kind)
    except OSError as fault:
        raise FrameworkFault(f"{path}: cannot be read: {fault.strerror}") from fault
    except msgspec.ValidationError as fault:
        reason, _, key = str(fault).partition(" - at `$")
        raise FrameworkFault(f"{path}: {key.strip('.`') or 'top'}: {reason}") from fault
    except (msgspec.DecodeError, ValueError) as fault:
        raise FrameworkFault(f"{path}: not TOML: {fault}") from fault


def _faults(f: Framework) -> Iterator[tuple[str, str, str]]:
    """What one file says that another does not bear out: file, key, reason."""
    yield from _scale_faults(f)
    yield from _kip_faults(f)
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
    for code in {c for c in codes if codes.count(c) > 1}:
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
        if visit.term not in {t.key for t in f.calendar.terms}:
            yield "visits", f"visits: {visit.key}: term", f"there is no term {visit.term!r} in calendar.toml"


NEEDED_SCALES = ("phase", "kip_category", "la_category", "agreement", "progress")


def _scale_faults(f: Framework) -> Iterator[tuple[str, str, str]]:
    for name in NEEDED_SCALES:
        if name not in f.scales:
            yield "scales", f"scales: {name}", "is missing"
    for name, scale in f.scales.items():
        values = [v.value for v in scale.values]
        if not values or len(set(values)) < len(values):
            yield "scales", f"scales: {name}: values", "must be at least one, and all different"
    groups: dict[str, list[FormField]] = {
        "front_sheet": [*f.front_sheet.school, *f.front_sheet.fields],
        "visits": [*f.visits.judgement, *(x for v in f.visits.visits for x in v.fields)],
        "progress": [*f.progress.comments, *f.progress.eyfs, *f.progress.groups],
        "targets": [*f.targets.columns, *f.targets.fields],
        "summary": f.summary.fields,
    }
    for stem, fields in groups.items():
        for field in fields:
            for each in (field, *field.columns):
                if each.kind == "scale" and each.scale not in f.scales:
                    yield stem, f"{each.key}: scale", f"there is no scale {each.scale!r} in scales.toml"
