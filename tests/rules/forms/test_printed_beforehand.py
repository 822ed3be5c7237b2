"""What a form has printed in a place, by the school's phase."""

from pathlib import Path

import pytest

from screens.forms.form_screen import FormScreen
from siptui.documents.export import write_document
from siptui.framework import Framework, load
from siptui.records.fields import fields_of
from siptui.rules.forms.printed_beforehand import printed
from siptui.store.store import Store
from support.piloting import opened, press

SECONDARY, OTHER = "secondary", "primary"


def groups(framework: Framework) -> tuple[str, str]:
    """The form and the list whose second row is printed for secondary schools alone."""
    for form in framework.forms:
        for field in form.fields:
            if SECONDARY in field.presets_by_phase:
                return form.key, field.key
    raise AssertionError("no list has rows by phase")


@pytest.mark.parametrize("name", ["milton_keynes_2010_11", "norfolk_2010_11"])
def test_the_second_group_of_a_secondary_school_is_gifted_and_talented(name: str) -> None:
    framework = load(name)
    form, key = groups(framework)
    fields = fields_of(framework)
    places = [fields[f"{framework.form(form).place}/{key}/{slot}"] for slot in (1, 2, 3)]

    def all_three(phase: str) -> list[str]:
        return [printed(framework, {framework.roles.phase: phase}, place) for place in places]

    assert all_three(SECONDARY) == ["SEND", "G&T", ""]
    assert all_three(OTHER) == ["SEND", "", ""]


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize("phase", [SECONDARY, OTHER])
async def test_it_is_on_the_screen_and_on_paper(
    store: Store, tmp_path: Path, phase: str, size: tuple[int, int]
) -> None:
    school = store.add_school("Birch School", phase)
    form, key = groups(store.framework)
    place = f"{store.framework.form(form).place}/{key}"
    async with opened(store, school, FormScreen(school, form), size=size) as pilot:
        screen = pilot.app.screen
        grid = screen.editor.grid

        def second() -> str:
            row = grid.row(f"{place}/2")
            return row.cell(1).text if row else ""

        assert second() == ("G&T" if phase == SECONDARY else "")
        if phase == SECONDARY:  # another group is put in its place, and the printed word comes back when it goes
            grid.move_to(f"{place}/2")
            await press(pilot, *"Travellers", "enter")
            assert store.load(school).values[f"{place}/2"] == "Travellers"
            assert second() == "Travellers"
            grid.move_to(f"{place}/2")
            await press(pilot, "delete")
            assert second() == "G&T"
    found = store.load(school)
    out = tmp_path / "d.docx"
    write_document(store.fields, found.values, school, found.revision, out, form=store.framework.form(form).place)
    from docx2python import docx2python

    with docx2python(out) as read:
        cells = {cell.strip() for line in read.text.splitlines() for cell in line.split("\t")}
        assert bool({"G&T", "G&amp;T"} & cells) == (phase == SECONDARY)
