"""The sides of a proposal as grids: before and after, what was not counted, the questions and what was answered."""

from collections.abc import Mapping

from msgspec import Struct
from textual.content import Content

from screens.frame.desk_screen import DeskScreen
from screens.grid.grid import Cell, Column, Row
from screens.importing.reading_file import ANSWERS
from screens.keys.key_names import spelled
from siptui.records.typed_and_shown import printable
from siptui.rules.progress import aps, shown
from siptui.tracking.proposal import Entry, GridCell, NotCounted, TrackingProposal
from siptui.tracking.questions.answers_in_words import about, chosen, words

Side = tuple[list[Column], list[Row]]
GIVEN = "given/"
GIVEN_NOW = "Answered ({grid.open} takes an answer back)"
GIVEN_BEFORE = "Remembered of this school's earlier files ({grid.open} forgets it, and asks again)"
EACH_CELL = " · {importing.left_out} shows every cell"
MOST_OF_A_KIND = 1000
NOTHING = Cell("–", "dim")


def figures(found: TrackingProposal) -> int:
    """How many figures would change."""
    return sum(change.path != ANSWERS for change in found.changes)


def in_short(screen: DeskScreen, found: TrackingProposal, file: str) -> Content:
    """What was read: how much, what it waits for, what was answered before, and whether the file is known."""
    asked, again = counted(len(found.questions), "question"), ""
    if found.again:
        again = f"\nThis very file was {printable(found.again)}"
    if not found.grid and found.questions:
        return Content(f"{file}: no average can be told yet; {asked} to answer first{_recalled(screen, found)}{again}")
    averages = counted(len(found.grid), "average")
    years = counted(len({cell.year for cell in found.grid}), "year group")
    pupils = counted(max((cell.pupils for cell in found.grid), default=0), "pupil")
    waiting = "; more once the questions are answered" if found.questions else ""
    return Content(f"{file}: {averages} in {years}, of up to {pupils}{waiting}{_recalled(screen, found)}{again}")


def _recalled(screen: DeskScreen, found: TrackingProposal) -> str:
    """That answers of earlier files were taken again: nobody else would miss a sheet that was left out last term."""
    number = counted(len(found.remembered_used), "answer")
    key = spelled("{importing.questions}", screen)
    return f"; {key} shows {number} remembered of earlier files" if found.remembered_used else ""


def by_place(found: TrackingProposal) -> dict[str, GridCell]:
    """The averages by their paths in the record."""
    return {f"progress/{c.subject}/{c.year}/{c.point}": c for c in found.grid}


def before_and_after(screen: DeskScreen, found: TrackingProposal) -> Side:
    """The progress grid, each figure as it stands and as it would be; what would stay is dim."""
    framework, record = screen.desk.framework, screen.desk.record(screen.school_id)
    progress, read = framework.progress, by_place(found)
    columns = [
        Column("year", "\nYear", 7),
        *(Column(p.key, p.name.replace(" ", "\n", 1), 14, align="right") for p in progress.points),
    ]
    rows: list[Row] = []
    for subject in progress.subjects:
        years = [y for y in progress.years if any((c.subject, c.year) == (subject.key, y) for c in found.grid)]
        if years:
            rows.append(Row(subject.key, (subject.name,), heading=True))
        for year in years:
            cells: list[Cell | str] = [f"Year {year}"]
            for point in progress.points:
                new = read.get(f"progress/{subject.key}/{year}/{point.key}")
                cells.append(_moved(aps(record, subject.key, year, point.key), new))
            rows.append(Row(f"progress/{subject.key}/{year}", tuple(cells)))
    also = [c for c in found.changes if c.path not in read and c.path != ANSWERS]
    if also:
        rows.append(Row("also", ("Also",), heading=True))
    for change in also:
        old = record.get(change.path)
        text = f"  {screen.desk.label(change.path)}: {'–' if old is None else old} → {change.new}"
        rows.append(Row(change.path, (text,), heading=True))
    return columns, rows


def _moved(now: float | None, new: GridCell | None) -> Cell:
    """`18.2 → 19.4`; one that stays, or that the file says nothing of, is dim."""
    if new is None:
        return Cell(shown(now), "dim") if now is not None else NOTHING
    if now is not None and shown(now, 6) == shown(new.aps, 6):
        return Cell(shown(now), "dim", value=str(new.aps))
    places = 2 if now is not None and shown(now) == shown(new.aps) else 1
    before = f"{shown(now, places)} → " if now is not None else "→ "
    return Cell(before + shown(new.aps, places), "strong", value=str(new.aps))


def figure(screen: DeskScreen, found: TrackingProposal, row: str, point: str) -> str:
    """One figure in words, for the note."""
    framework = screen.desk.framework
    path = f"{row}/{point}"
    cell = by_place(found).get(path)
    name = screen.desk.label(path) if path in screen.desk.fields else ""
    if not name:
        return ""
    if cell is None:
        waits = "nothing from the file before the questions are answered"
        return f"{name}: {waits if found.questions else 'nothing in the file; what stands there stays'}"
    now = aps(screen.desk.record(screen.school_id), cell.subject, cell.year, cell.point)
    stands = f"now {shown(now, 2)}" if now is not None else "now empty"
    when = next(p.name for p in framework.progress.points if p.key == cell.point)
    subject = next(s.name for s in framework.progress.subjects if s.key == cell.subject)
    return f"{subject} Year {cell.year}, {when}: {shown(cell.aps, 2)} from {counted(cell.pupils, 'pupil')}; {stands}"


def groups(screen: DeskScreen, found: TrackingProposal) -> Side:
    """Each vulnerable group's averages."""
    progress = screen.desk.framework.progress
    columns = [
        Column("what", "\nAverage (pupils)", 18),
        *(Column(p.key, p.name.replace(" ", "\n", 1), 13, align="right") for p in progress.points),
    ]
    rows: list[Row] = []
    cells = {(c.group, c.subject, c.year, c.point): c for c in found.groups}
    for group in dict.fromkeys(c.group for c in found.groups):
        rows.append(Row(f"group {group}", (group,), heading=True))
        for subject in progress.subjects:
            for year in progress.years:
                held = [cells.get((group, subject.key, year, point.key)) for point in progress.points]
                if any(held):
                    key = f"{group}/{subject.key}/{year}"
                    texts = [f"{shown(c.aps)} ({c.pupils})" if c else NOTHING for c in held]
                    rows.append(Row(key, (f"{subject.name} Year {year}", *texts)))
    return columns, rows


def group_figure(found: TrackingProposal, row: str, point: str) -> str:
    """A group's figure in words, beside that of all."""
    cell = next((c for c in found.groups if (f"{c.group}/{c.subject}/{c.year}", c.point) == (row, point)), None)
    every = by_place(found).get(f"progress/{cell.subject}/{cell.year}/{point}") if cell else None
    if cell is None or every is None:
        return ""
    of_all = f"all {shown(every.aps, 2)} ({every.pupils})"
    return f"{cell.group}: {shown(cell.aps, 2)}, {counted(cell.pupils, 'pupil')}; {of_all}"


def counted(number: int, what: str) -> str:
    """`1 pupil`, `2 pupils`."""
    return f"1 {what}" if number == 1 else f"{number:,} {what}s"


def notes(screen: DeskScreen, found: TrackingProposal) -> Side:
    """What else there is to say: wording for comments to copy from, attainment on entry, and what was noticed."""
    sections: dict[str, list[str]] = {
        "Noticed": found.notes,
        "Suggested for the comments ({grid.copy} copies; nothing is typed in by itself)": found.suggestions,
        "Attainment on entry": [_entry(each) for each in found.entry],
        "Early years": _early_years(found),
    }
    rows: list[Row] = []
    for title, texts in sections.items():
        if texts:
            rows.append(Row(title, (spelled(title, screen),), heading=True))
        for text in map(printable, texts):
            rows.append(Row(f"{len(rows)}", (Cell(f"  {text}", value=text),)))
    return [Column("note", "", 40, grow=1)], rows


def _entry(each: Entry) -> str:
    """A column of attainment on entry, in words."""
    of = "points" if each.unit == "points" else "on the file's own scale"
    place = f"{each.heading} ({each.sheet}!{each.column})"
    return f"Year {each.year}, {place}: {shown(each.mean, 2)} {of}, {counted(each.pupils, 'pupil')}"


def _early_years(found: TrackingProposal) -> list[str]:
    """The profiles, in words; the percentages themselves are among the changes."""
    if found.eyfs is None:
        return []
    out = f"; {found.eyfs.left_out} left out" if found.eyfs.left_out else ""
    said = [f"{counted(found.eyfs.pupils, 'pupil')} with a profile{out}"]
    return said + [f"  {count} {reason}" for reason, count in found.eyfs.reasons.items()]


def left_out(found: TrackingProposal) -> Side:
    """Every cell, row and sheet that was not counted, under the reason."""
    columns = [
        Column("sheet", "Sheet", 18, grow=1),
        Column("cell", "Cell", 8),
        Column("value", "Holds", 12, grow=1),
        Column("reason", "Not counted, because", 30, grow=3),
    ]
    by_reason: dict[str, list[tuple[int, NotCounted]]] = {}
    for number, each in enumerate(found.not_counted):
        by_reason.setdefault(_alike(each), []).append((number, each))
    rows: list[Row] = []
    for reason, some in by_reason.items():
        more = f", of which the first {MOST_OF_A_KIND:,} are shown" if len(some) > MOST_OF_A_KIND else ""
        count = f" ({len(some):,}{more})" if len(some) > 1 else ""
        rows.append(Row(f"reason {reason}", (reason[:1].upper() + reason[1:] + count,), heading=True))
        for number, each in some[:MOST_OF_A_KIND]:
            rows.append(Row(str(number), (f"  {each.sheet}", _place(each), each.value, Cell(each.reason, "dim"))))
    return columns, rows


def _alike(each: NotCounted) -> str:
    """The reason without the cell's own value, so that a school's many odd texts come under one heading."""
    return each.why.words_of_any


def _place(each: NotCounted) -> Cell | str:
    if not each.row:
        return Cell("sheet", "dim")
    return f"{each.column}{each.row}" if each.column else Cell(f"row {each.row}", "dim")


def questions(screen: DeskScreen, found: TrackingProposal, answered: list["Answered"]) -> Side:
    """What only a person can tell, with the answers to choose from; and what was answered."""
    framework = screen.desk.framework
    rows: list[Row] = []
    for question in found.questions:
        rows.append(Row(question.key, (question.asks,), heading=True))
        more = spelled(EACH_CELL, screen) if question.key == "unknown" else ""
        rows.append(Row(f"{question.key} where", (f"  {question.where}{more}",), heading=True))
        rows += [Row(f"{question.key}={choice}", (f"    {words(framework, choice)}",)) for choice in question.choices]
    for title in dict.fromkeys(each.title for each in answered):
        rows.append(Row(title, (spelled(title, screen),), heading=True))
        some = [each for each in answered if each.title == title]
        rows += [Row(GIVEN + e.key, (f"    {e.about}", chosen(framework, e.key, e.choice))) for e in some]
    return [Column("choice", "", 40, grow=3), Column("answer", "", 24, grow=2)], rows


class Answered(Struct, frozen=True):
    """An answer: under which title it is shown, its key, what that is about, and what was chosen."""

    title: str
    key: str
    about: str
    choice: str


def answered(given: Mapping[str, str], remembered: Mapping[str, str], asked: Mapping[str, str]) -> list[Answered]:
    """What was answered now, and what is remembered of earlier files; `asked` are questions by their keys."""
    some = [(GIVEN_NOW, key, choice) for key, choice in given.items()]
    some += [(GIVEN_BEFORE, key, choice) for key, choice in remembered.items() if key not in given]
    return [Answered(title, key, about(key, asked), choice) for title, key, choice in some]
