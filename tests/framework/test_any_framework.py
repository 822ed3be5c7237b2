"""Any framework loads, or is refused with the file and the key; all its places are found, and hold what is typed."""

import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siptui.framework import Framework, FrameworkFault
from siptui.framework.folders import Home, Places
from siptui.framework.places import ANY, Field, static_places
from siptui.framework.reading import read
from siptui.records.change import Record
from siptui.records.fields import Fields
from siptui.records.typed_and_shown import typed
from siptui.records.values import NOT_TYPED, BadValue, parse
from siptui.rules.computed import reckoned
from siptui.rules.findings import findings
from siptui.rules.needed import missing, numbers_of
from support.examples import examples
from support.frameworks.any_framework import Files, frameworks, write
from support.frameworks.slips import SLIPS, Slip

EXAMPLES = examples(15)
TODAY = date(2025, 11, 11)
TYPED: dict[str, list[str]] = {
    "line": ["Ms A. Hornbeam", "=1+1", "  padded  "],
    "text": ["One line.\nAnother.", "0"],
    "person": ["PT"],
    "link": ["a file of the school's"],
    "date": ["7/10/2025", "2025-10-07"],
    "time": ["9.15am", "14:05"],
    "duration": ["1.5", "2"],
    "money": ["£1,250.50", "0"],
    "number": ["12", "0.5"],
    "whole": ["0", "31"],
    "percent": ["62%", "0", "100"],
    "points": ["15.5"],
    "tick": ["yes", "x"],
}


def loaded(files: Files) -> Framework:
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder) / "any", files)
        return read("any", Home(Path(folder) / "any", "folder"), Places(package=Path(folder)))[0]


def numbered(path: str) -> str:
    """A place that there can be any number of, the third of each."""
    return "/".join("3" if segment == ANY else segment for segment in path.split("/"))


def words_for(field: Field) -> list[str]:
    """What a person types into a field."""
    if field.scale and field.kind == "scale":
        return [way for v in field.scale.values for way in (v.value, v.name, v.key, v.mark) if way]
    said = TYPED[field.kind]
    return [each[: field.most].strip() or "x" for each in said] if field.most else said


@given(frameworks())
@settings(max_examples=EXAMPLES)
def test_a_sound_framework_loads_and_its_places_are_all_different_and_found(files: Files) -> None:
    framework = loaded(files)
    places = [field for form in framework.forms for field in static_places(framework, form)]
    assert len({field.path for field in places}) == len(places)
    fields = Fields(framework, confidential=True)
    for field in places:
        path = numbered(field.path)
        found = fields.find(path)
        assert found is not None, path
        assert (found.path, found.form, found.kind, found.label) == (path, field.form, field.kind, field.label)


@given(frameworks())
@settings(max_examples=EXAMPLES)
def test_what_is_typed_into_any_place_is_read_back(files: Files) -> None:
    framework = loaded(files)
    for field in {f.path: f for form in framework.forms for f in static_places(framework, form)}.values():
        if field.kind in NOT_TYPED:
            with pytest.raises(BadValue):
                parse(field, "1")
            continue
        for said in words_for(field):
            value = parse(field, said)
            assert value is not None, (field.kind, said)
            assert parse(field, typed(value)) == value, (field.kind, said)
        if field.scale and field.kind == "scale":
            for value in field.scale.values:
                for way in (value.value, value.name, value.key, value.mark):
                    assert not way or parse(field, way) == value.value, way


@given(frameworks(), st.data())
@settings(max_examples=EXAMPLES)
def test_of_any_record_everything_is_reckoned_and_every_rule_looks(files: Files, data: st.DataObject) -> None:
    framework = loaded(files)
    fields = Fields(framework, confidential=True)
    record: Record = {}
    for form in framework.forms:
        for field in static_places(framework, form):
            if field.kind not in NOT_TYPED and data.draw(st.integers(0, 3)):
                place = fields[numbered(field.path)]
                record[place.path] = parse(place, data.draw(st.sampled_from(words_for(place)))) or 0
    for form in framework.forms:
        for field in static_places(framework, form):
            found = reckoned(fields, record, fields[numbered(field.path)], TODAY)
            assert found.counted <= found.of == len(found.paths)
        for number in numbers_of(form, record):
            for each in missing(fields, form, form.place.replace(ANY, number), record):
                assert each.path not in record
    for finding in findings(fields, record, TODAY):
        assert fields.find(finding.path), finding
        assert finding.message


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.says)
@given(frameworks(), st.data())
@settings(max_examples=max(4, EXAMPLES // 8))  # of each of the slips
def test_a_slip_is_refused_with_the_file_and_the_key(slip: Slip, files: Files, data: st.DataObject) -> None:
    where: Any = slip.make(files, lambda choices: data.draw(st.sampled_from(choices)))
    if where is None:
        return  # nothing in it that this slip could be made with
    with pytest.raises(FrameworkFault) as refused:
        loaded(files)
    file, _, said = str(refused.value).partition(".toml: ")
    assert file.endswith(f"/any/{where}"), refused.value
    key, _, reason = said.partition(": ")
    assert key
    assert reason


def test_every_slip_can_be_made() -> None:
    """Of each kind of slip one is made at least, so that none of the tests above tests nothing."""
    unmade = {slip.says for slip in SLIPS}

    @given(frameworks(), st.data())
    @settings(max_examples=60, database=None)
    def try_each(files: Files, data: st.DataObject) -> None:
        for slip in SLIPS:
            if slip.says in unmade and slip.make(files, lambda choices: data.draw(st.sampled_from(choices))):
                unmade.discard(slip.says)

    try_each()
    assert unmade == set()
