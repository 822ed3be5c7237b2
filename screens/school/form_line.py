"""A form of a school, a person or the office as a line of their list: its date, how far it is, where it stands."""

from screens.grid.layout import Cell, Row
from siptui.framework import Framework
from siptui.framework.model import Form
from siptui.framework.places import ANY
from siptui.records.change import Record
from siptui.records.fields import Fields
from siptui.records.typed_and_shown import day
from siptui.rules.how_far import HowFar, so_far, title_of
from siptui.rules.summary import text

LETTER = "part"
"""The key of the column that has the forms' letters."""


def form_line(fields: Fields, record: Record, found: HowFar, lettered: bool) -> Row:
    """The line of a form; of one that occurs many times, of each of them. Its letter is first where forms have any."""
    form = fields.framework.form(found.form)
    many = form.occurs == "many"
    key = f"{form.key}/{found.path.rpartition('/')[2]}" if many else form.key
    path = form.path(found.path, form.dated) if form.dated else ""
    date = text(record, path) if path else ""
    filled = f"{found.filled} filled in" if found.filled else ""
    words = filled if many else so_far(fields, form, record)
    called = title_of(fields, form, found.path, record, with_date=False) if many else form.called
    cells = (
        without_letter(form, called) if lettered else called,
        Cell(day(date), value=date),
        Cell(words or "–", "" if words else "dim"),
        Cell(str(found.missing), "amber") if found.missing and found.filled else Cell(""),
        _state(fields.framework, found),
    )
    return Row(key, (form.letter, *cells) if lettered else cells)


def without_letter(form: Form, called: str) -> str:
    """What a form is called, beside its letter."""
    rest = called.removeprefix(f"{form.letter} ") or called
    return rest[0].upper() + rest[1:]


def _state(framework: Framework, found: HowFar) -> Cell:
    """The state that a form stands in; of one that nothing is in yet, nothing."""
    form = framework.form(found.form)
    way = framework.ways.get(form.way)
    if way is None or not found.state or not (found.filled or ANY in form.place):
        return Cell("")
    state = way.state(found.state)
    return Cell(state.name, "strong" if state.locked else "")
