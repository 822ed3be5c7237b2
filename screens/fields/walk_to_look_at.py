"""The walk through what there is to look at: the marks of the text that is open, then field by field of the form.

What the rules find is known at once; the texts are looked through by a process of its own. That is waited for, and the
keys that come meanwhile wait too: they are meant for where the walk leads.
"""

import asyncio
from collections.abc import Iterator, Sequence
from typing import cast

from screens.fields.editable_grid import FieldEditor
from screens.frame.desk_screen import DeskScreen, OnDesk
from screens.grid.cursor_and_scrolling import Place
from siptui.records.problem import Refused

NOTHING = "There is nothing to look at here"
PATIENCE = 2.0
"""Seconds that the texts are waited for; a year's are looked through in half a second."""
SLOW = "The texts are still being looked through: press it again in a moment"


async def walk(screen: DeskScreen, editor: FieldEditor, *, first: bool = False, marked: bool = False) -> str:
    """Go to the next mark of the open text, or to the next field; a text that is marked is opened at its first mark.

    `first` goes to the first field and not to the next, `marked` only to where a text is marked. After the last one of
    a block the walk goes on in the form whose screen lies below. Gives what there is to look at, "" where the walk came
    to no field.
    """
    if editor.pane.editing and await editor.pane.proofing.walk():
        return ""
    if not screen.leave():
        return ""
    table, proofreader = editor.table, cast(OnDesk, screen.app).proofreader
    try:
        await asyncio.wait_for(proofreader.look(table.school_id, table.place), PATIENCE)
        without = ""
    except Refused as fault:
        without = str(fault)
    except TimeoutError:
        without = SLOW
    table.proofed = lambda path, text: proofreader.marks(table.school_id, path, text)
    below = _form_below(screen)
    if below and not first and not _ahead(editor, [*cells_to_look_at(editor)]):
        screen.app.pop_screen()
        below.call_next(below.run_action, "finding")
        return ""
    said = next_to_look_at(editor, first, marked)
    screen.say(said or without or NOTHING, problem=bool(without and not said))
    field = editor.under_cursor()
    if said and field and field.kind == "text" and table.marks(field.path):
        editor.write(field)
        if editor.pane.editing:
            await editor.pane.proofing.walk()
    return said


def _form_below(screen: DeskScreen) -> DeskScreen | None:
    """The screen of the form whose block this is, where it was opened from there."""
    stack = screen.app.screen_stack
    below = stack[-2] if len(stack) > 1 and stack[-1] is screen else None
    return below if isinstance(below, DeskScreen) and below.edits and below.school_id == screen.school_id else None


def cells_to_look_at(editor: FieldEditor, marked: bool = False) -> Iterator[tuple[Place, str]]:
    """The cells in which there is something to look at, or a text that is marked, and what; in the grid's order."""
    grid, table = editor.grid, editor.table
    for row in grid.rows:
        columns = row.shape.columns if row.shape else grid.columns
        if not row.heading and (found := table.beyond(row.key, marked)):
            yield (row.key, columns[-1].key), f"{row.cell(0).text}: {found}"
            continue
        for column in () if row.heading else columns:
            field = table.field_in(row.key, column.key)
            if field and (said := table.to_look_at(field.path, marked)):
                yield (row.key, column.key), f"{table.label(field.path)}: {said}"


def next_to_look_at(editor: FieldEditor, first: bool = False, marked: bool = False) -> str:
    """Go to the next of these cells, after the last to the first; says what there is, "" where there is nothing."""
    cells = list(cells_to_look_at(editor, marked))
    if not cells:
        return ""
    ahead = [] if first else _ahead(editor, cells)
    number = ahead[0] if ahead else 0
    editor.grid.move_to(*cells[number][0])
    return f"{number + 1} of {len(cells)} to look at · {cells[number][1]}"


def _ahead(editor: FieldEditor, cells: Sequence[tuple[Place, str]]) -> list[int]:
    """Which of the cells, by number, come after the cursor's."""
    view = editor.grid.view
    order = {row.key: number for number, row in enumerate(editor.grid.rows) if not row.heading}

    def stands(place: Place) -> tuple[int, int]:
        row = order[place[0]]
        return row, view.column_index(place[1], row) or 0

    return [n for n, (place, _) in enumerate(cells) if stands(place) > (view.row, view.column)]
