"""A file in a line or two: how much was read of it, what it waits for, and what to do next."""

from textual.content import Content

from screens.importing.preview import Preview, counted
from screens.importing.views import refused_file
from screens.importing.views.changes import INCOMPLETE
from siptui.records.typed_and_shown import printable
from siptui.tracking.proposal_types import ALL_YEARS, GridCell, Measurement

OPEN = "There are open questions: {importing.questions} shows them"
NOTHING_NEW = "There is nothing to change: these figures stand there already"


def in_short(preview: Preview) -> Content:
    """What was read: how much, what it waits for, what was answered before, and whether the file is known."""
    found, file = preview.found, preview.file
    asked, again = counted(len(found.questions), "question"), ""
    if found.again:
        again = f"\nThis very file was {printable(found.again)}"
    cells: list[GridCell | Measurement] = [*found.grid]
    cells += [each for each in found.measured if not each.group and each.year != ALL_YEARS]
    what = "figure" if preview.framework.progress.results else "average"
    if not cells and found.questions:
        return Content(f"{file}: no {what} can be told yet; {asked} to answer first{_recalled(preview)}{again}")
    averages = counted(len(cells), what)
    years = counted(len({cell.year for cell in cells}), "year group")
    most = max((cell.pupils for cell in cells), default=0)
    pupils = f"of up to {counted(most, 'pupil')}" if most else "as given by the school"
    waiting = "; more once the questions are answered" if found.questions else ""
    said = f"{file}: {averages} in {years}, {pupils}{waiting}{_recalled(preview)}"
    return Content(said + _incomplete(preview) + again)


def _incomplete(preview: Preview) -> str:
    """What the mark beside a figure means, and who is in none."""
    some, nowhere = len(preview.found.incomplete), preview.found.in_no_year_group
    said = []
    if some:
        what = "1 is" if some == 1 else f"{some:,} are"
        said.append(f"{INCOMPLETE} {what} incomplete: a pupil with a result is not counted in it")
    if nowhere:
        what = "1 pupil without a year group is" if nowhere == 1 else f"{nowhere:,} pupils without a year group are"
        said.append(f"{what} in no figure")
    return "".join(f"\n{line}" for line in said)


def _recalled(preview: Preview) -> str:
    """That answers of earlier files were taken again: nobody else would miss a sheet that was left out last term."""
    used = preview.found.remembered_used
    key = preview.spell("{importing.questions}")
    return f"; {key} shows {counted(len(used), 'answer')} remembered of earlier files" if used else ""


def advice(preview: Preview, listed: bool) -> tuple[str, bool]:
    """What to do next, and whether that is because something is wrong; `listed` as in `refused_file.hint`."""
    found = preview.found
    if preview.refused:
        return refused_file.hint(preview, listed), True
    if found.questions:
        return preview.spell("Answer the questions first: {grid.open} on an answer chooses it"), True
    if not found.changes:
        return "Nothing would change: these figures stand there already", False
    if found.problems:
        return refused_file.line(found.problems[0]), True
    return preview.spell("{importing.accept} imports these figures; {everywhere.back} leaves all as it was"), False


def hindrance(preview: Preview) -> str:
    """Why it cannot be accepted, "" where it can."""
    if preview.found.questions:
        return preview.spell(OPEN)
    return "" if preview.found.changes else NOTHING_NEW
