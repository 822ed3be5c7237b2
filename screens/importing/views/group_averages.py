"""The averages of each vulnerable group."""

from screens.grid.grid import Column, Row
from screens.importing.preview import NOTHING, Preview, Side, counted
from screens.importing.views.changes import by_place
from screens.importing.views.measured_figures import figure_in_words, groups_side
from siptui.rules.progress import shown


def groups(preview: Preview) -> Side:
    """Each group's averages, and in brackets of how many pupils."""
    if preview.framework.progress.results:
        return groups_side(preview)
    progress, found = preview.framework.progress, preview.found
    columns = [
        Column("what", "\nAverage (pupils)", 18),
        *(Column(p.key, p.name.replace(" ", "\n", 1), 13, align="right") for p in progress.points),
    ]
    rows: list[Row] = []
    cells = {(c.group, c.subject, c.year, c.point): c for c in found.groups_shown}
    for group in dict.fromkeys(c.group for c in found.groups_shown):
        rows.append(Row(f"group {group}", (group,), heading=True))
        for subject in progress.subjects:
            for year in progress.years:
                held = [cells.get((group, subject.key, year, point.key)) for point in progress.points]
                if any(held):
                    key = f"{group}/{subject.key}/{year}"
                    texts = [f"{shown(c.aps)} ({c.pupils})" if c else NOTHING for c in held]
                    rows.append(Row(key, (f"{subject.name} Year {year}", *texts)))
    return columns, rows


def group_figure(preview: Preview, row: str, point: str) -> str:
    """A group's figure in words, beside that of all."""
    if preview.framework.progress.results:
        return figure_in_words(preview, row, point)
    found, at = preview.found, preview.framework.progress.at
    cell = next((c for c in found.groups_shown if (f"{c.group}/{c.subject}/{c.year}", c.point) == (row, point)), None)
    every = by_place(preview).get(f"{at}/{cell.subject}/{cell.year}/{point}") if cell else None
    if cell is None or every is None:
        return ""
    of_all = f"all {shown(every.aps, 2)} ({every.pupils})"
    return f"{cell.group}: {shown(cell.aps, 2)}, {counted(cell.pupils, 'pupil')}; {of_all}"
