"""Figures that are no averages of points: shares, means, marks, by subject, year group and time; and of groups."""

from screens.grid.grid import Cell, Column, Row
from screens.importing.preview import NOTHING, Preview, Side
from siptui.framework.model import PointInTime
from siptui.tracking.preview.measure_names import MeasureNames
from siptui.tracking.preview.provenance import by_path
from siptui.tracking.proposal_types import Measurement

WHAT = 34  # characters for a year group and what is measured of it


def figures_side(preview: Preview) -> Side:
    """The figures of whole year groups; what would stay as it is, is dim."""
    return _side(preview, [each for each in preview.found.measured if not each.group])


def groups_side(preview: Preview) -> Side:
    """Each group's figures."""
    names = MeasureNames(preview.framework.progress)
    rows: list[Row] = []
    columns: list[Column] = []
    for group in dict.fromkeys(each.group for each in preview.found.measured if each.group):
        columns, some = _side(preview, [each for each in preview.found.measured if each.group == group])
        rows.append(Row(f"group {group}", (names.groups.get(group, group),), heading=True))
        rows += [Row(f"{group} {row.key}", row.cells, heading=True) if row.heading else row for row in some]
    return columns or _columns(_times(preview, preview.found.measured)), rows


def figure_in_words(preview: Preview, row: str, point: str) -> str:
    """A figure with all that is said of it, for the note."""
    names = MeasureNames(preview.framework.progress)
    for each in preview.found.measured:
        if (_key(each), each.point) == (row, point):
            of = names.groups.get(each.group, each.group)
            what = names.measures.get(each.measure, each.measure)
            beside = names.beside(each)
            place = f"{names.subject(each)} {names.year(each)}{f', {of}' if of else ''}: {what}"
            return f"{place}: {names.value(each)}{f'; {beside}' if beside else ''}"
    return ""


def _side(preview: Preview, figures: list[Measurement]) -> Side:
    names, times = MeasureNames(preview.framework.progress), _times(preview, figures)
    held = {(_key(each), each.point): each for each in figures}
    kept = {(_key(each), each.point): path for path, each in by_path(preview.found).items()}
    rows: list[Row] = []
    for subject in dict.fromkeys(each.subject for each in figures):
        mine = [each for each in figures if each.subject == subject]
        rows.append(Row(f"subject {subject}", (names.subject(mine[0]),), heading=True))
        for key, first in {_key(each): each for each in mine}.items():
            cells = [_cell(preview, names, held.get((key, p.key)), kept.get((key, p.key), "")) for p in times]
            measure = names.measures.get(first.measure, first.measure)
            rows.append(Row(key, (f"{names.year(first)}  {measure}", *cells)))
    return _columns(times), rows


def _times(preview: Preview, figures: list[Measurement]) -> list[PointInTime]:
    there = {each.point for each in figures}
    return [point for point in preview.framework.progress.times if point.key in there]


def _columns(times: list[PointInTime]) -> list[Column]:
    of_times = [Column(p.key, p.name.replace(" ", "\n", 1), 18, align="right") for p in times]
    return [Column("what", "\nYear, measure", WHAT), *of_times]


def _cell(preview: Preview, names: MeasureNames, each: Measurement | None, path: str) -> Cell:
    """`58 → 63% (5 of 8)`; one that stays as it is is dim, and so is what is kept nowhere."""
    if each is None:
        return NOTHING
    before = preview.record.get(path)
    moved = any(change.path == path for change in preview.found.changes)
    was = f"{before:g} → " if moved and isinstance(before, int | float) else ""
    mark = "*" if each.results_left_out else ""
    return Cell(f"{was}{mark}{names.value(each)}", "strong" if moved else "dim", value=str(each.value))


def _key(each: Measurement) -> str:
    return f"{each.group} {each.subject}/{each.year}/{each.measure}".strip()
