"""Before and after: the progress grid, each figure as it stands and as it would be."""

from screens.grid.grid import Cell, Column, Row
from screens.importing.preview import NOTHING, Preview, Side, counted
from screens.importing.views.measured_figures import figure_in_words, figures_side
from siptui.framework.model import PointInTime, Subject
from siptui.rules.progress import aps, shown
from siptui.tracking.proposal_types import ANSWERS, GridCell, TrackingProposal

INCOMPLETE = "*"
"""Beside an average in which a pupil with a result is not counted."""


def figures(found: TrackingProposal) -> int:
    """How many figures would change."""
    return sum(change.path != ANSWERS for change in found.changes)


def by_place(preview: Preview) -> dict[str, GridCell]:
    """The averages by their paths in the record."""
    at = preview.framework.progress.at
    return {f"{at}/{c.subject}/{c.year}/{c.point}": c for c in preview.found.grid}


def before_and_after(preview: Preview) -> Side:
    """The progress grid; what would stay is dim. Below it what else would change."""
    if preview.framework.progress.results:
        return figures_side(preview)
    progress, read = preview.framework.progress, by_place(preview)
    columns = [
        Column("year", "\nYear", 7),
        *(Column(p.key, p.name.replace(" ", "\n", 1), 14, align="right") for p in progress.points),
    ]
    rows: list[Row] = []
    for subject in progress.subjects:
        years = [y for y in progress.years if any((c.subject, c.year) == (subject.key, y) for c in preview.found.grid)]
        if years:
            rows.append(Row(subject.key, (subject.name,), heading=True))
        rows += [_year(preview, read, subject, year, progress.points) for year in years]
    return columns, rows + _also(preview, read)


def _year(preview: Preview, read: dict[str, GridCell], subject: Subject, year: int, points: list[PointInTime]) -> Row:
    """A year group's figures in a subject."""
    at = preview.framework.progress.at
    cells: list[Cell | str] = [f"Year {year}"]
    for point in points:
        new = read.get(f"{at}/{subject.key}/{year}/{point.key}")
        cells.append(_moved(aps(preview.framework, preview.record, subject.key, year, point.key), new))
    return Row(f"{at}/{subject.key}/{year}", tuple(cells))


def _also(preview: Preview, read: dict[str, GridCell]) -> list[Row]:
    """What would change beside the averages."""
    also = [c for c in preview.found.changes if c.path not in read and c.path != ANSWERS]
    rows = [Row("also", ("Also",), heading=True)] if also else []
    for change in also:
        old = preview.record.get(change.path)
        text = f"  {preview.label(change.path)}: {'–' if old is None else old} → {change.new}"
        rows.append(Row(change.path, (text,), heading=True))
    return rows


def _moved(now: float | None, new: GridCell | None) -> Cell:
    """`18.2 → 19.4`; one that stays, or that the file says nothing of, is dim, and an incomplete one has a mark."""
    if new is None:
        return Cell(shown(now), "dim") if now is not None else NOTHING
    mark = INCOMPLETE if new.left_out else ""
    if now is not None and shown(now, 6) == shown(new.aps, 6):
        return Cell(mark + shown(now), "dim", value=str(new.aps))
    places = 2 if now is not None and shown(now) == shown(new.aps) else 1
    before = f"{shown(now, places)} → " if now is not None else "→ "
    return Cell(before + mark + shown(new.aps, places), "strong", value=str(new.aps))


def figure(preview: Preview, row: str, point: str) -> str:
    """One figure in words, for the note."""
    if preview.framework.progress.results:
        return figure_in_words(preview, row, point)
    progress, path = preview.framework.progress, f"{row}/{point}"
    name = preview.label(path) if path in preview.fields else ""
    if not name:
        return ""
    cell = by_place(preview).get(path)
    if cell is None:
        waits = "nothing from the file before the questions are answered"
        return f"{name}: {waits if preview.found.questions else 'nothing in the file; what stands there stays'}"
    now = aps(preview.framework, preview.record, cell.subject, cell.year, cell.point)
    stands = f"now {shown(now, 2)}" if now is not None else "now empty"
    when = next(p.name for p in progress.points if p.key == cell.point)
    subject = next(s.name for s in progress.subjects if s.key == cell.subject)
    pupils = counted(cell.pupils, "pupil") if cell.pupils else "the school's own reckoning"
    if cell.left_out:
        pupils += f", {cell.left_out} with a result not counted"
    return f"{subject} Year {cell.year}, {when}: {shown(cell.aps, 2)} from {pupils}; {stands}"
