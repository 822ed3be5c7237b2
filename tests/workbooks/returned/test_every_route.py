"""Random records out, through nobody's hands, LibreOffice's or another library's, and in: exactly the edits come back.

Of every kind and every type of school, under all frameworks; hypothesis draws the records and the edits, all files of
one drawing go through one start of the program.
"""

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from msgspec import Struct

from siptui.framework import load, names
from siptui.records.change import Record
from siptui.records.fields import Fields, fields_of
from siptui.records.problem import Refused
from siptui.workbooks.export import KINDS
from support.documents.libreoffice import PROGRAM, saved_as
from support.workbooks.edits_at_random import edit_at_random, some_of_a_year
from support.workbooks.returned_workbook import found, proposed, written

NOTHING = ("nothing_to_write", "no_targets_for_phase")
ROUTES = {"untouched": (), "xlsx": ("xlsx",), "ods": ("ods",), "xls": ("xls",), "ods and back": ("ods", "xlsx")}
DRAWINGS = 1  # each is of about a hundred files on each route


class Sent(Struct):
    """A workbook that went out, of which record; what was typed into it before it went on its way."""

    about: tuple[str, str, str]
    fields: Fields
    record: Record
    file: Path
    wanted: Record


def sent(folder: Path, seed: int) -> list[Sent]:
    """A workbook of each kind of a school of each phase, under each framework; about half of them typed in."""
    chance, made = random.Random(seed), list[Sent]()
    for name in names():
        fields = fields_of(load(name))
        for phase in fields.framework.phase_names():
            for form in (*KINDS, "note"):
                record = some_of_a_year(fields, phase, chance.random(), chance)
                out = folder / f"{len(made)}.xlsx"
                try:
                    file = written(fields, record, form, out)
                except Refused as fault:
                    assert fault.problems[0].code in NOTHING  # noqa: PT017 - nothing else may be refused
                    continue
                wanted = edit_at_random(fields, record, file, chance) if chance.random() < 0.5 else {}
                made.append(Sent((name, phase, form), fields, record, file, wanted))
    return made


@pytest.mark.torture
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("route", ROUTES)
@settings(
    max_examples=DRAWINGS,
    deadline=None,
    phases=(Phase.generate,),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(seed=st.integers(0, 1_000_000))
def test_exactly_the_edits_come_back(tmp_path_factory: pytest.TempPathFactory, route: str, seed: int) -> None:
    assert PROGRAM, "LibreOffice is not on this machine, and torture insists on it"
    folder = tmp_path_factory.mktemp("route")
    every = sent(folder, seed)
    files = [each.file for each in every]
    for number, suffix in enumerate(ROUTES[route]):
        batches = [files[at : at + 40] for at in range(0, len(files), 40)]
        files = [saved for some in batches for saved in saved_as(folder, some, suffix, folder / f"{number}")]
    wrong = []
    for each, file in zip(every, files, strict=True):
        came = found(proposed(file, each.fields, each.record, blank="erases"))
        if came != (each.wanted, [], []):
            wrong.append((*each.about, each.wanted, *came))
    assert wrong == []
