"""Reads a framework's folder, and refuses a faulty one."""

from pathlib import Path
from typing import TypeVar

from msgspec import structs

from siptui.framework.data_file import FrameworkFault
from siptui.framework.faults import Fault, faults
from siptui.framework.folders import IDENTITY, Home, Places, lineage_of
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
from siptui.framework.places import Named
from siptui.framework.references import taken_over

FORMS = "forms"
"""The folder of a framework that holds a file a form."""

T = TypeVar("T")


def read(name: str, home: Home, places: Places) -> tuple[Framework, list[Path]]:
    """Read and check the framework `name`, which lies at `home`; gives it with the folders that it is read from.

    Raises FrameworkFault.
    """
    lineage = lineage_of(home, places)
    framework = assembled(name, lineage)
    for fault in faults(framework):
        raise FrameworkFault(f"{file_of(lineage, fault)}: {fault.key}: {fault.reason}")
    return framework, [each.folder for each in lineage]


def assembled(name: str, lineage: list[Home]) -> Framework:
    """The framework of a lineage of folders: what a folder lacks stands in the next. Raises FrameworkFault.

    Scales, ways and rules are taken over one by one, so that a folder holds only its own; all else by the file.
    """
    identities = [here.read(IDENTITY, Identity) for here in lineage]
    own = identities[0]
    listed = next((each.forms for each in identities if each.forms), [])
    scales: dict[str, Scale] = {}
    ways: dict[str, Way] = {}
    rules: dict[str, Rule] = {}
    own_rules: set[str] = set()
    rag_title = ""
    for here in reversed(lineage):
        if found := here.optional("scales", Scales):
            scales |= found.scales
            rag_title = found.rag_title or rag_title
        if steps := here.optional("steps", Ways):
            ways |= steps.ways
        if checked := here.optional("rules", Rules):
            rules |= {rule.key: rule for rule in checked.rules}
            own_rules = {rule.key for rule in checked.rules} if here == lineage[0] else set()
    framework = Framework(
        name=name,
        identity=own,
        scales=scales,
        register=_nearest(lineage, "kips", Register) or Register(),
        forms=_with_criteria([_form(lineage, key) for key in listed]),
        calendar=_nearest(lineage, "calendar", Calendar) or Calendar(),
        ways=ways,
        rag_title=rag_title,
    )
    return structs.replace(framework, rules=_that_apply(framework, list(rules.values()), own_rules))


def _that_apply(framework: Framework, rules: list[Rule], own: set[str]) -> list[Rule]:
    """Its own rules, and those that it takes over as far as it has what they name."""
    if len(own) == len(rules):
        return rules
    places = Named(framework)
    applied = (rule if rule.key in own else taken_over(framework, rule, places) for rule in rules)
    return [rule for rule in applied if rule]


def _form(lineage: list[Home], key: str) -> Form:
    form = _nearest(lineage, f"{FORMS}/{key}", Form)
    if form is None:
        raise FrameworkFault(f"{lineage[0].path(IDENTITY)}: forms: {key}: there is no file {FORMS}/{key}.toml")
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


def _nearest(lineage: list[Home], stem: str, kind: type[T]) -> T | None:
    return next((found for here in lineage if (found := here.optional(stem, kind)) is not None), None)


def file_of(lineage: list[Home], fault: Fault) -> Path:
    """The file that a fault is in, as the framework has it."""
    paths = [here.path(fault.file) for here in lineage]
    return next((path for path in paths if path.exists()), paths[0])
