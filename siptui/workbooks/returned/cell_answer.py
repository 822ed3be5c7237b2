"""The answer that a cell holds, read back from whatever a program or a person made of it."""

from datetime import datetime

from siptui.framework.places import Field
from siptui.records.values import TICKED, Value, parse
from siptui.sheets.cells import Cell


def answer_in(place: Field, found: Cell) -> Value | None:
    """The answer that a cell holds; what the form has printed there is none. Raises BadValue."""
    if isinstance(found, bool):
        return parse(place, TICKED if found else "no") if place.kind == "tick" else parse(place, str(found))
    if isinstance(found, datetime) and place.kind == "time":
        return parse(place, f"{found:%H:%M}")
    if isinstance(found, float) and found == int(found) and place.kind not in ("points", "number"):
        found = int(found)
    if isinstance(found, str):
        text = "\n".join(line.rstrip() for line in found.replace("\r\n", "\n").split("\n")).strip()
        if text == place.preset.strip():
            return None
        return parse(place, text)
    return parse(place, found)
