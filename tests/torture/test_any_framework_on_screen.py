"""Frameworks at random, of which nothing in the model is left out, on the screen: each form opens, is filled by keys,
begun, stepped and checked."""

import asyncio
import os
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from msgspec import inspect

from siptui.framework import FrameworkFault
from siptui.framework.checking import FILES
from siptui.framework.model import Form, Kind, Roles, Titles
from siptui.records.problem import Refused
from siptui.rules.findings import findings
from siptui.rules.how_far import can_be_begun, how_far
from siptui.rules.steps import steps_from
from siptui.store.store import Store
from support.frameworks.any_framework import Files, frameworks, write
from support.frameworks.forms_walked import walk

pytestmark = [pytest.mark.torture, pytest.mark.timeout(0)]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(frameworks())
def test_each_form_opens_is_filled_stepped_and_checked(files: Files) -> None:
    with tempfile.TemporaryDirectory() as folder:
        own = Path(os.environ["XDG_CONFIG_HOME"]) / "siptui" / "frameworks" / Path(folder).name
        write(own, files)
        try:
            store = Store.create(Path(folder) / "store", "tester", own.name)
        except FrameworkFault:
            return
        school = store.add_school("Ashwell", store.framework.phase_names()[0])
        for form in can_be_begun(store.fields, store.load(school).values):
            store.new(school, form.key)
        forms, _ = asyncio.run(walk(store, school, (80, 24)))
        assert forms
        for far in how_far(store.fields, store.load(school).values):
            form = store.framework.form(far.form)
            record = store.load(school).values
            for step in steps_from(store.framework, form, far.path, record)[:1]:
                try:
                    store.step(school, far.path, step.key, "2026-03-03", "why")
                except Refused:
                    continue
        findings(store.fields, store.load(school).values, date(2026, 3, 3))


OF_WHERE_IT_LIES = {"Form.key", "Identity.extends"}
"""Keys that are the file's name, and of frameworks that stand on another, which are tried by themselves."""


def keys_said(data: Any, kind: inspect.Type) -> Iterator[str]:
    """The keys of the model's structs, and the kinds that a word of it can be, that data of a file have."""
    if isinstance(kind, inspect.UnionType):
        tagged = [each for each in kind.types if isinstance(each, inspect.StructType) and each.tag is not None]
        meant = next((each for each in tagged if data.get(str(each.tag_field)) == each.tag), kind.types[0])
        yield from keys_said(data, meant)
    elif isinstance(kind, inspect.StructType):
        for field in kind.fields:
            if field.encode_name in data:
                yield f"{kind.cls.__name__}.{field.name}"
                yield from keys_said(data[field.encode_name], field.type)
    elif isinstance(kind, inspect.ListType | inspect.DictType):
        inner = kind.item_type if isinstance(kind, inspect.ListType) else kind.value_type
        for each in data if isinstance(data, list) else data.values():
            yield from keys_said(each, inner)
    elif isinstance(kind, inspect.LiteralType):
        yield f"{data!r} of {kind.values}"


def keys_there_are(kind: inspect.Type) -> Iterator[str]:
    """All of them."""
    if isinstance(kind, inspect.UnionType):
        for each in kind.types:
            yield from keys_there_are(each)
    elif isinstance(kind, inspect.StructType):
        for field in kind.fields:
            yield f"{kind.cls.__name__}.{field.name}"
            if kind.cls not in (Roles, Titles):
                yield from keys_there_are(field.type)
    elif isinstance(kind, inspect.ListType | inspect.DictType):
        yield from keys_there_are(kind.item_type if isinstance(kind, inspect.ListType) else kind.value_type)
    elif isinstance(kind, inspect.LiteralType) and {*kind.values} != {*get_args(Kind)}:  # fields have all of those
        yield from (f"{value!r} of {kind.values}" for value in kind.values if value)


def test_every_key_and_every_word_of_the_model_is_made() -> None:
    """Of each key, kind, way to reckon, rule and unit there is a framework at random that has it."""
    kinds = {stem: inspect.type_info(kind) for stem, kind in FILES.items()}
    of_form = inspect.type_info(Form)
    wanted = {key for kind in [*kinds.values(), of_form] for key in keys_there_are(kind)}
    wanted -= OF_WHERE_IT_LIES | {key for key in wanted if key.startswith(("Roles.", "Titles."))}
    wanted -= {key for key in wanted if key.startswith("'state' of ")}  # siptui's own

    @given(frameworks())
    @settings(max_examples=80, database=None, phases=[Phase.generate])
    def look(files: Files) -> None:
        for stem, file in files.items():
            wanted.difference_update(keys_said(file, kinds.get(stem, of_form)))

    for _ in range(40):  # what is rare comes in time
        if wanted:
            look()
    assert wanted == set()
