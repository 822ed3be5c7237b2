"""What there is to say about a field beside what it holds: what is asked, what may be chosen, what was said before."""

from collections.abc import Iterator

from screens.fields.record_as_grid import FieldTable
from screens.frame.colours_of_values import COLOURS
from screens.frame.text_without_markup import Piece
from siptui.framework.model import Scale
from siptui.records.values import Field


def about_field(table: FieldTable, field: Field, how_to_take_over: str) -> list[Piece]:
    """What there is to say about a field, as its record stands; the last says which key takes over what was before."""
    pieces: list[Piece] = []
    for said in filter(None, (field.prompt, table.note(field))):
        pieces.append((f"{said}\n", ""))
    value = table.value(field.path)
    if field.scale is not None and told_apart(table, field):
        pieces += choices(field.scale, value, table.meanings(field))
    if before := table.carried(field):
        form = table.desk.framework.form(before.form)
        name = form.called
        apart = "\n" if pieces else ""
        pieces += [(f"{apart}{name}: ", "bold"), (f"{before.words}\n", "")]
        if not value:
            pieces.append((how_to_take_over, "$text-muted"))
    return pieces


def told_apart(table: FieldTable, field: Field) -> bool:
    """Whether what may be chosen needs a line each: where values have meanings, or what was given is of old.

    Else their keys and names stand in one line, which costs a slow terminal less.
    """
    scale = field.scale
    if scale is None or field.kind != "scale":
        return False
    said = any(v.gist or v.meaning for v in scale.values)
    return said or bool(table.meanings(field) or scale.version(table.value(field.path)))


def choices(scale: Scale, chosen: str, meanings: dict[str, str]) -> Iterator[Piece]:
    """A scale's values, a line each with its key and its meaning; the one that is chosen stands out."""
    for value in scale.values:
        mark, style = ("›", "bold") if value.value == chosen else (" ", "")
        key = value.key or value.mark
        yield f"{mark}{key}{' ' if key else ''}{value.name}", f"{style} {COLOURS.get(value.colour, '')}".strip()
        yield f"  {meanings.get(value.value) or value.gist or value.meaning}\n", style
    if old := scale.version(chosen):
        found = scale.find(chosen)
        until = f"{old.until:%d %b %Y}".lstrip("0")
        yield f"›{found.name if found else chosen}  of the scale until {until}; it stands as it was given\n", "bold"
