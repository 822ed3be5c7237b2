"""What a form asks, and what there is to say of an answer, can be read whole on a terminal of 80 columns."""

from pathlib import Path

import pytest

from screens.forms.definitions import DefinitionScreen
from screens.forms.form_as_grid import FormTable
from screens.forms.form_screen import FormScreen
from screens.forms.judgements import JudgementScreen
from screens.forms.year_summary import SummaryScreen
from screens.grid.filter_and_sort import Arrangement, in_lines
from screens.grid.grid import Grid
from screens.grid.layout import Row
from screens.school.forms_list import FormsScreen
from siptui.app import SiptuiApp
from siptui.framework import names
from siptui.framework.model import FieldsBlock
from siptui.records.change import Change
from siptui.store.store import Store
from support.piloting import opened, press, settle, shown


def words(rows: list[Row], column: int) -> str:
    return " ".join(" ".join(row.cell(column).text for row in rows).split())


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("framework", names())
def test_every_question_stands_whole_beside_its_answer(tmp_path: Path, framework: str, width: int) -> None:
    store = Store.create(tmp_path / "s", "tester", framework)
    school = store.add_school("Ashwell Primary", "primary", "AB")
    desk = SiptuiApp(store, school).desk
    asked = 0
    for form in [form for form in store.framework.forms if not form.confidential]:
        desk.watch = None  # nobody else is there
        table = FormTable(desk, school, form, "1" if form.occurs == "many" else "")
        table.width = width
        found = {lines[0].key: words(lines, 0) for lines in in_lines(table.rows())}
        for block in [block for block in form.blocks if isinstance(block, FieldsBlock)]:
            for field in [field for field in block.fields if not field.slot_names and field.kind != "ticks"]:
                if (path := f"{table.form.where(block)}/{field.key}") in found:
                    assert found[path] == " ".join(field.label.split())
                    asked += 1
    assert asked > 20


def test_a_row_is_found_by_a_word_it_goes_on_with_and_stays_whole() -> None:
    rows = [
        Row("h", ("A heading that is",), heading=True),
        Row("h#", ("long",), heading=True, goes_on=True),
        Row("a", ("Alder", "–")),
        Row("b", ("Birch and", "–")),
        Row("b#", ("cherry",), heading=True, goes_on=True),
    ]
    view = Arrangement()
    view.take(rows)
    view.narrow("cherry")
    assert [row.key for row in view.rows([])] == ["h", "h#", "b", "b#"]
    view.narrow("alder")
    assert [row.key for row in view.rows([])] == ["h", "h#", "a"]


async def test_a_long_finding_stands_whole_below_the_field(store: Store, ashwell: str) -> None:
    path = "visits/autumn/date"
    store.change(ashwell, [Change(path, "2011-03-03")])
    async with opened(store, ashwell, FormScreen(ashwell, "autumn"), size=(80, 24)) as pilot:
        pilot.app.screen.query_one(Grid).move_to(path, "value")
        await settle(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, FormScreen)
        assert " ".join(screen.table.findings[path].split()) in " ".join(shown(pilot).split())


async def test_the_definitions_on_an_evaluation_are_those_of_all_that_is_judged(store: Store, ashwell: str) -> None:
    async with opened(store, ashwell, JudgementScreen(ashwell, "autumn"), size=(120, 40)) as pilot:
        register = store.framework.register.judgement
        judged = [store.framework.scales[field.scale] for field in register if field.scale]
        pilot.app.screen.query_one(Grid).move_to("S1.1", next(f.key for f in register if f.kind == "text"))
        await press(pilot, "f4")
        screen = pilot.app.screen
        assert isinstance(screen, DefinitionScreen)
        whole = "".join(text for text, _ in screen.pieces())
        for scale in judged:
            assert scale.name in whole
            assert all((value.meaning or value.gist) in whole for value in scale.values)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_summary_has_the_names_whole(store: Store, ashwell: str, size: tuple[int, int]) -> None:
    async with opened(store, ashwell, SummaryScreen(ashwell), size=size) as pilot:
        grid = pilot.app.screen.query_one(Grid)
        named = {lines[0].key: words(lines, 1) for lines in in_lines(grid.rows) if not lines[0].heading}
        assert named == {kip.code: kip.name for kip in store.framework.register.kips if kip.section}
        assert "…" not in shown(pilot)


async def test_a_form_without_steps_names_no_key_for_them(store: Store, ashwell: str) -> None:
    for key, named in (("targets", False), ("autumn", True)):
        async with opened(store, ashwell, FormScreen(ashwell, key), size=(120, 40)) as pilot:
            assert ("F4 Steps" in shown(pilot)) is named


async def test_in_a_list_a_date_stands_in_its_column_and_not_in_the_name_too(store: Store, ashwell: str) -> None:
    store.new(ashwell, "alert", "2010-11-03")
    async with SiptuiApp(store, ashwell).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert isinstance(pilot.app.screen, FormsScreen)
        line = next(line for line in shown(pilot).splitlines() if "Alert 1" in line)
        assert line.count("3 Nov 10") == 1
