"""Every colour of the palette has a look of its own, and no value is told by its colour alone."""

from typing import get_args

import pytest

from screens.fields.about_field import COLOURS
from screens.forms.judgements import NARROW
from screens.forms.lines.tables import mark_width
from screens.grid.grid import Grid
from screens.grid.layout import fit
from screens.grid.painter import PALETTE
from siptui.app import SiptuiApp
from siptui.framework import load, names
from siptui.framework.folders import Places
from siptui.framework.model import Colour, Framework
from siptui.store.store import Store
from support.piloting import settle
from support.places import ROOT

ALL = set(get_args(Colour)) - {""}
SMALL = ROOT / "tests" / "framework" / "small_frameworks"


def frameworks() -> list[Framework]:
    small = [load(path.name, Places(package=SMALL)) for path in sorted(SMALL.iterdir())]
    return [*(load(name) for name in names()), *small]


def test_the_palette_is_the_models() -> None:
    assert set(PALETTE) == ALL == set(COLOURS)
    assert len(set(COLOURS.values())) == len(ALL)


@pytest.mark.parametrize("theme", ["dark", "light", "safe"])
async def test_no_two_colours_look_alike_in_a_grid(store: Store, ashwell: str, monkeypatch, theme: str) -> None:
    monkeypatch.setenv("SIPTUI_THEME", theme)
    async with SiptuiApp(store).run_test() as pilot:
        await settle(pilot)
        grid = pilot.app.screen.query_one(Grid)
        looks = {str(grid.get_component_rich_style(f"grid--{name}")) for name in PALETTE}
        assert len(looks) == len(PALETTE)


def test_what_stands_in_a_cell_tells_every_value_of_a_coloured_scale_apart() -> None:
    for framework in frameworks():
        for name, scale in framework.scales.items():
            if not any(value.colour for value in scale.values):
                continue
            for width, shown in (
                (NARROW, [value.mark or value.value for value in scale.values]),
                (mark_width(scale), [value.mark or value.name for value in scale.values]),
            ):
                cells = [fit(text, width) for text in shown]
                assert len(set(cells)) == len(cells), f"{framework.name}: {name}: {cells}"
