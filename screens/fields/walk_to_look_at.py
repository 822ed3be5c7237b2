"""The walk through what there is to look at: the marks of the text that is open, then field by field of the form.

What the rules find is known at once; the texts are looked through by a process of its own. That is waited for, and the
keys that come meanwhile wait too: they are meant for where the walk leads.
"""

import asyncio
from collections.abc import Iterator
from typing import cast

from screens.fields.editable_grid import FieldEditor
from screens.frame.desk_screen import DeskScreen, OnDesk
from screens.grid.cursor_and_scrolling import Place
from siptui.records.problem import Refused

NOTHING = "There is nothing to look at here"
PATIENCE = 2.0
"""Seconds that the texts are waited for; a year's are looked through in half a second."""
SLOW = "The texts are still being looked through: press it again in a moment"


async def walk(screen: DeskScreen, editor: FieldEditor) -> None:
    """Go to the next mark of the open text, or to the next field; a text that is marked is opened at its first mark."""
    if editor.pane.editing and await editor.pane.proofing.walk():
        return
    if not screen.leave():
        return
    table, proofreader = editor.table, cast(OnDesk, screen.app).proofreader
    try:
        await asyncio.wait_for(proofreader.look(table.school_id, table.place), PATIENCE)
        without = ""
    except Refused as fault:
        without = str(fault)
    except TimeoutError:
        without = SLOW
    table.proofed = lambda path, text: proofreader.marks(table.school_id, path, text)
    said = next_to_look_at(editor)
    screen.say(said or without or NOTHING, problem=bool(without and not said))
    field = editor.under_cursor()
    if said and field and field.kind == "text" and table.marks(field.path):
        editor.write(field)
        if editor.pane.editing:
            await editor.pane.proofing.walk()


def cells_to_look_at(editor: FieldEditor) -> Iterator[tuple[Place, str]]:
    """The cells in which there is something to look at, and what, in the order of the grid."""
    grid, table = editor.grid, editor.table
    for row in grid.rows:
        columns = row.shape.columns if row.shape else grid.columns
        if not row.heading and (found := table.beyond(row.key)):
            yield (row.key, columns[-1].key), f"{row.cell(0).text}: {found}"
            continue
        for column in () if row.heading else columns:
            field = table.field_in(row.key, column.key)
            if field and (found := table.to_look_at(field.path)):
                yield (row.key, column.key), f"{table.label(field.path)}: {found}"


def next_to_look_at(editor: FieldEditor) -> str:
    """Go to the next of these cells, after the last to the first; says what there is, "" where there is nothing."""
    cells = list(cells_to_look_at(editor))
    if not cells:
        return ""
    view = editor.grid.view
    order = {row.key: number for number, row in enumerate(editor.grid.rows) if not row.heading}

    def stands(place: Place) -> tuple[int, int]:
        row = order[place[0]]
        return row, view.column_index(place[1], row) or 0

    ahead = [n for n, (place, _) in enumerate(cells) if stands(place) > (view.row, view.column)]
    number = ahead[0] if ahead else 0
    editor.grid.move_to(*cells[number][0])
    return f"{number + 1} of {len(cells)} to look at · {cells[number][1]}"
