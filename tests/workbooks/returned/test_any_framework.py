"""Any framework's forms go out as workbooks and come back: untouched they propose nothing, edited just that."""

import tempfile
from pathlib import Path

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from siptui.framework import Framework
from siptui.framework.folders import Home, Places
from siptui.framework.places import ANY
from siptui.framework.reading import read
from siptui.records.fields import Fields, fields_of
from siptui.records.problem import Refused
from siptui.records.values import NOT_TYPED, Field, Value
from siptui.rules.steps import why_locked
from siptui.workbooks.returned.marked_answers import marked_answers
from support.examples import examples
from support.frameworks.any_framework import Files, frameworks, write
from support.workbooks.returned_workbook import edited, found, proposed, sheets_in, type_over, written

EXAMPLES = examples(6)
HELD: dict[str, list[Value]] = {
    "line": ["Ms A. Hornbeam", "=1+1"],
    "text": ["One line.\nAnother.", "0"],
    "person": ["PT", "QU"],
    "link": ["a file", "another"],
    "date": ["2025-10-07", "2025-11-08"],
    "time": ["09:15", "14:05"],
    "duration": [1.5, 2],
    "money": [1250.5, 0],
    "number": [12, 0.5],
    "whole": [0, 31],
    "percent": [62, 12.5],
    "points": [15.5, 15.25],
    "tick": ["yes"],
}


def loaded(files: Files) -> Framework:
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder) / "any", files)
        return read("any", Home(Path(folder) / "any", "folder"), Places(package=Path(folder)))[0]


def held(place: Field, nth: int) -> Value | None:
    if place.scale:
        values = [value.value for value in place.scale.values]
        return values[nth % len(values)] if values else None
    those = HELD.get(place.kind, [])
    value = those[nth % len(those)] if those else None
    return value[: place.most] if place.most and isinstance(value, str) else value


def filled(fields: Fields, data: st.DataObject) -> dict[str, Value]:
    record: dict[str, Value] = {}
    share, seed = data.draw(st.floats(0, 1)), data.draw(st.randoms(use_true_random=False))
    for path, place in fields.items():
        value = held(place, seed.randrange(2))
        if place.kind not in NOT_TYPED and value is not None and seed.random() < share and ANY not in path:
            record[path] = value
    return record | {"school/name": "Alder School", "school/phase": "primary"}


@settings(max_examples=EXAMPLES, deadline=None, phases=(Phase.generate,))
@given(frameworks(), st.data())
def test_any_form_goes_out_and_comes_back(files: Files, data: st.DataObject) -> None:
    fields = fields_of(loaded(files))
    record = filled(fields, data)
    with tempfile.TemporaryDirectory() as folder:
        for form in fields.forms:
            out, place = Path(folder) / "a.xlsx", form.place.replace(ANY, "1")
            try:
                written(fields, record, place, out)
            except Refused as fault:
                if fault.problems[0].code != "nothing_to_write":
                    raise
                continue
            assert (place, found(proposed(out, fields, record))) == (place, ({}, [], []))
            _edits_come_back(fields, record, out, data)


def _edits_come_back(fields: Fields, record: dict[str, Value], out: Path, data: st.DataObject) -> None:
    answers = [each.path for each in marked_answers(sheets_in(out)).answers]
    once = sorted(path for path in set(answers) if answers.count(path) == 1)
    chosen = data.draw(st.lists(st.sampled_from(once), unique=True, max_size=3)) if once else []
    wanted: dict[str, Value | None] = {}

    def edit(book: object) -> None:
        for path in chosen:
            place = fields[path]
            other = next((v for n in range(2) if (v := held(place, n)) not in (None, record.get(path))), None)
            if place.kind in NOT_TYPED or other is None or why_locked(fields, record, path):
                continue
            wanted[path] = other
            type_over(book, out, path, other)  # type: ignore[arg-type]

    edited(out, edit)  # type: ignore[arg-type]
    assert found(proposed(out, fields, record)) == (wanted, [], [])
