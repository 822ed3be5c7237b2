"""Reads a framework folder under `schemas/frameworks/`, and refuses a faulty one."""

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from msgspec import structs

from siptui.framework import data_file
from siptui.framework.data_file import FrameworkFault
from siptui.framework.faults import Fault, faults
from siptui.framework.model import (
    AnyBlock,
    Calendar,
    Form,
    Framework,
    Identity,
    Register,
    RubricBlock,
    Rule,
    Rules,
    Scale,
    Scales,
    Way,
    Ways,
)

FORMS = "forms"
"""The folder of a framework that holds a file a form."""

T = TypeVar("T")


def read(name: str, folder: Path, names: Collection[str]) -> tuple[Framework, list[Path]]:
    """Read and check the framework `name`, one of `names`; gives it with the folders that it is read from.

    Raises FrameworkFault.
    """
    if name not in names:
        raise FrameworkFault(f"{name}: there is no such framework; there are: {', '.join(names)}")
    lineage = lineage_of(name, folder)
    framework = assembled(name, lineage)
    for fault in faults(framework):
        raise FrameworkFault(f"{_file(lineage, fault)}: {fault.key}: {fault.reason}")
    return framework, lineage


def lineage_of(name: str, folder: Path) -> list[Path]:
    """The framework's own folder, then the one it extends, and so on. Raises FrameworkFault."""
    found: list[Path] = []
    while name:
        here = folder / name
        if here in found:
            raise FrameworkFault(f"{here / 'framework.toml'}: extends: {name} extends itself")
        found.append(here)
        name = data_file.read(here / "framework.toml", Identity).extends
    return found


def assembled(name: str, lineage: list[Path]) -> Framework:
    """The framework of a lineage of folders: what a folder lacks stands in the next. Raises FrameworkFault.

    Scales, ways and rules are taken over one by one, so that a folder holds only its own; all else by the file.
    """
    identities = [data_file.read(here / "framework.toml", Identity) for here in lineage]
    own = identities[0]
    listed = next((each.forms for each in identities if each.forms), [])
    scales: dict[str, Scale] = {}
    ways: dict[str, Way] = {}
    rules: dict[str, Rule] = {}
    rag_title = ""
    for here in reversed(lineage):
        if found := _optional(here / "scales.toml", Scales):
            scales |= found.scales
            rag_title = found.rag_title or rag_title
        if steps := _optional(here / "steps.toml", Ways):
            ways |= steps.ways
        if checked := _optional(here / "rules.toml", Rules):
            taken: Iterable[Rule] = checked.rules if here == lineage[0] else _that_apply(checked.rules, listed)
            rules |= {rule.key: rule for rule in taken}
    return Framework(
        name=name,
        identity=own,
        scales=scales,
        register=_nearest(lineage, "kips", Register) or Register(),
        forms=_with_criteria([_form(lineage, key) for key in listed]),
        calendar=_nearest(lineage, "calendar", Calendar) or Calendar(),
        ways=ways,
        rules=list(rules.values()),
        rag_title=rag_title,
    )


def _that_apply(rules: list[Rule], listed: list[str]) -> Iterator[Rule]:
    """Rules that are taken over, each for those of its forms that the framework has."""
    for rule in rules:
        forms = [form for form in rule.forms if form in listed]
        if forms or not rule.forms:
            yield structs.replace(rule, forms=forms)


def _form(lineage: list[Path], key: str) -> Form:
    form = _nearest(lineage, f"{FORMS}/{key}", Form)
    if form is None:
        raise FrameworkFault(f"{lineage[0] / 'framework.toml'}: forms: {key}: there is no file {FORMS}/{key}.toml")
    return structs.replace(form, key=key, name=form.name or form.title)


def _with_criteria(forms: list[Form]) -> list[Form]:
    """The forms, each rubric that takes its texts from another's having them."""
    texts = {
        (form.key, row.key): row.texts
        for form in forms
        for block in form.blocks
        if isinstance(block, RubricBlock)
        for row in block.rows
    }

    def whole(block: AnyBlock) -> AnyBlock:
        if not isinstance(block, RubricBlock) or not block.texts_of:
            return block
        rows = [structs.replace(r, texts=r.texts or texts.get((block.texts_of, r.key), {})) for r in block.rows]
        return structs.replace(block, rows=rows)

    return [structs.replace(form, blocks=[whole(block) for block in form.blocks]) for form in forms]


def _optional(path: Path, kind: type[T]) -> T | None:
    return data_file.read(path, kind) if path.exists() else None


def _nearest(lineage: list[Path], stem: str, kind: type[T]) -> T | None:
    return next((data_file.read(path, kind) for here in lineage if (path := here / f"{stem}.toml").exists()), None)


def _file(lineage: list[Path], fault: Fault) -> Path:
    """The file that a fault is in, as the framework has it."""
    paths = [here / f"{fault.file}.toml" for here in lineage]
    return next((path for path in paths if path.exists()), paths[0])
