"""What an import prints before it asks for a yes: first what would change, then how much of everything else there is.

On a page of a terminal, unless all is asked for (`--details`).
"""

from collections.abc import Iterable, Iterator
from itertools import islice

from siptui.cli.printing import complain, counted, say, table_lines
from siptui.framework import Framework
from siptui.records.change import Change, Record
from siptui.rules.progress import shown
from siptui.tracking.proposal_types import ANSWERS, TrackingProposal

MOST_LINES = 38
"""That are printed unasked, of problems, questions and all else; two more say what became of it."""
MOST_PROBLEMS, MOST_QUESTIONS, MOST_REASONS, MOST_NOTES = 8, 10, 4, 4
MOST_PLACES = 4
MORE = "--details says everything, --json as data"


def figures(changes: Iterable[Change]) -> int:
    """How many changes are figures, and not what is remembered of answers."""
    return sum(1 for c in changes if c.path != ANSWERS)


def tell_wrong(found: TrackingProposal, details: bool) -> int:
    """Say what is wrong with the file and what it leaves open, to standard error; gives how many lines that took."""
    problems = [problem.line() for problem in found.problems]
    questions = [_asked(q.where, q.asks, q.key, q.choices) for q in found.questions]
    if not details:
        problems = _first(problems, MOST_PROBLEMS, "problems")
        questions = _first(questions, MOST_QUESTIONS, "questions")
    for line in (*problems, *questions):
        complain(line)
    return len(problems) + len(questions)


def tell_file(found: TrackingProposal, framework: Framework, record: Record, details: bool) -> None:
    """Say what is wrong, what is asked, what would change and what there is besides."""
    taken = tell_wrong(found, details)
    lines = list(_lines(found, framework, record, details))
    room = MOST_LINES - taken
    if not details and len(lines) > room:
        lines = [*lines[: room - 1], f"and {len(lines) - room + 1} more lines; {MORE}"]
    for line in lines:
        say(line)


def _lines(found: TrackingProposal, framework: Framework, record: Record, details: bool) -> Iterator[str]:
    if found.again:
        yield f"This very file was {found.again}."
    yield f"{counted(figures(found.changes), 'figure')} would change"
    yield from _grid(found, framework, record, details)
    yield from _measured(found, framework, record, details)
    yield from _early_years(found, framework)
    yield from _reasons(found, details)
    yield from _notes(found, details)
    yield from _details(found, framework) if details else _counts(found)


def _grid(found: TrackingProposal, framework: Framework, record: Record, details: bool) -> Iterator[str]:
    """The averages by subject, year group and point in time: of those year groups in which one would change."""
    if not found.grid:
        return
    moved = {c.path for c in found.changes}
    points = [p for p in framework.progress.points if any(c.point == p.key for c in found.grid)]
    names = {s.key: s.name for s in framework.progress.subjects}
    rows: dict[tuple[str, int], dict[str, str]] = {}
    for cell in found.grid:
        path = f"{framework.progress.at}/{cell.subject}/{cell.year}/{cell.point}"
        before = record.get(path)
        was = f"{shown(before, 2)}→" if path in moved and isinstance(before, int | float) else ""
        text = f"{was}{shown(cell.aps, 2)}{'*' * bool(cell.left_out)} {cell.pupils or 'as given'}"
        text += "" if path in moved else " ="
        rows.setdefault((cell.subject, cell.year), {})[cell.point] = text
    shown_rows = [
        (names.get(subject, subject), str(year), *(cells.get(p.key, "") for p in points))
        for (subject, year), cells in rows.items()
        if details or not all(text.endswith("=") for text in cells.values())
    ]
    if shown_rows:
        yield from table_lines(["Subject", "Year", *(p.label for p in points)], shown_rows, ["Year"], cut=True)
        incomplete = "; * incomplete: a pupil with a result is not counted in it" if found.incomplete else ""
        yield f"(average points, was→would be, and of how many pupils; = stands so already{incomplete})"
    if still := len(rows) - len(shown_rows):
        yield f"{counted(still, 'row')} of the grid would stay as they are"


def _measured(found: TrackingProposal, framework: Framework, record: Record, details: bool) -> Iterator[str]:
    """The figures that are no averages of points, by subject, year group and measure; with `details` also of groups."""
    if not found.measured:
        return
    from siptui.tracking.preview.measure_names import MeasureNames
    from siptui.tracking.preview.provenance import by_path

    names, moved = MeasureNames(framework.progress), {c.path for c in found.changes}
    times = [p for p in framework.progress.times if any(each.point == p.key for each in found.measured)]
    rows: dict[tuple[str, str, str], dict[str, str]] = {}
    for path, each in by_path(found).items():
        if (each.group and not details) or each.subject in names.kinds.profile.goals:
            continue
        before = record.get(path)
        was = f"{before:g}→" if path in moved and isinstance(before, int | float) else ""
        stays = " =" if path in record and path not in moved else ""
        of = f": {names.groups.get(each.group, each.group)}" if each.group else ""
        what = f"{names.measures.get(each.measure, each.measure)}{of}"
        rows.setdefault((names.subject(each), names.year(each), what), {})[each.point] = (
            f"{was}{names.value(each)}{'*' * bool(each.results_left_out)}{stays}"
        )
    shown_rows = [(*key, *(cells.get(p.key, "") for p in times)) for key, cells in rows.items()]
    if shown_rows:
        yield from table_lines(["Subject", "Year", "Of what", *(p.label for p in times)], shown_rows, cut=True)
        starred = any(each.results_left_out for each in found.measured)
        yield "(was→would be; = stands so already" + ("; * incomplete: a result is not counted in it)" * starred or ")")
    if groups := sum(bool(each.group) for each in found.measured):
        yield f"{counted(groups, 'figure')} of groups" + ("" if details else f" ({MORE})")


def _early_years(found: TrackingProposal, framework: Framework) -> Iterator[str]:
    early = found.eyfs
    if early is None:
        return
    reasons = ", ".join(f"{count} {reason}" for reason, count in early.reasons.items())
    left = f"; left out: {early.left_out} ({reasons})" if early.left_out else ""
    yield f"Early years profile of {early.pupils} pupils{left}:"
    for field in framework.progress.eyfs:
        if field.key in early.percentages:
            yield f"  {shown(early.percentages[field.key])}  {field.label}"
    if early.gap:
        of = f"the mean of the lowest {early.gap.lowest} pupils, {shown(early.gap.lowest_mean)}"
        yield f"  {shown(early.gap.percent)}  NI 92: {of}, below the median {shown(early.gap.median)}, in % of it"


def _reasons(found: TrackingProposal, details: bool) -> Iterator[str]:
    """Why cells and rows were not counted, the most frequent reason first."""
    if not found.not_counted:
        return
    where: dict[str, list[tuple[str, str]]] = {}
    for each in found.not_counted:
        where.setdefault(each.reason, []).append((each.sheet, f"{each.column}{each.row or ''}"))
    yield f"{counted(len(found.not_counted), 'cell or row was', 'cells or rows were')} not counted:"
    lines = [
        f"  {len(places):>6,}  {reason}: {_places(places[:MOST_PLACES])}{' …' if len(places) > MOST_PLACES else ''}"
        for reason, places in sorted(where.items(), key=lambda pair: -len(pair[1]))
    ]
    yield from lines if details else _first(lines, MOST_REASONS, "reasons", "  ")


def _places(places: list[tuple[str, str]]) -> str:
    """`Oaks!B3, B5, Elms!C4`: a sheet is named where it begins."""
    told, last = [], None
    for sheet, cell in places:
        told.append(cell if sheet == last and cell else f"{sheet}!{cell}".rstrip("!"))
        last = sheet
    return ", ".join(told)


def _notes(found: TrackingProposal, details: bool) -> Iterator[str]:
    notes = [f"Note: {note.rstrip('.')}." for note in found.notes]
    yield from notes if details else _first(notes, MOST_NOTES, "notes")


def _counts(found: TrackingProposal) -> Iterator[str]:
    """How much there is of what only `--details` says."""
    left_out = sum(1 for c in found.columns if c.left_out)
    groups = len(found.groups_shown)
    told = [
        counted(left_out, "column was left out", "columns were left out") if left_out else "",
        counted(groups, "average of a group", "averages of groups") if groups else "",
        counted(len(found.entry), "mean of earlier attainment", "means of earlier attainment") if found.entry else "",
        counted(len(found.suggestions), "comment is suggested", "comments are suggested") if found.suggestions else "",
        f"{counted(len(found.remembered_used), 'answer')} as for the school's earlier files"
        if found.remembered_used
        else "",
    ]
    if any(told):
        yield f"{'; '.join(filter(None, told))} ({MORE})"
    elif found.not_counted:
        yield f"({MORE})"


def _details(found: TrackingProposal, framework: Framework) -> Iterator[str]:
    left_out = [c for c in found.columns if c.left_out]
    if left_out:
        yield "Columns left out:"
    for column in left_out:
        yield f"  {column.sheet} {column.column}  {' '.join(column.heading.split())}: {column.means}"
    yield from _groups(found, framework)
    for each in found.entry:
        of = f"{shown(each.mean, 2)} {each.unit if each.unit == 'points' else 'on the average'}"
        year = framework.progress.year_name(each.year)
        yield f"{each.heading} ({each.sheet}!{each.column}), {year}: {of} ({each.pupils} pupils)"
    if found.suggestions:
        yield "Suggested for the comments of Part D (nothing is typed in by itself):"
    yield from (f"  {text}" for text in found.suggestions)
    if found.remembered_used:
        yield "Answered as for the school's earlier files (give --answer KEY=VALUE to answer otherwise):"
    yield from (f"  {key}={value}" for key, value in found.remembered_used.items())
    if found.not_counted:
        yield "(--json lists every cell that was not counted)"


def _groups(found: TrackingProposal, framework: Framework) -> Iterator[str]:
    """The groups' averages at the latest point in time that each subject and year group has results at.

    A group of a few pupils tells of each of them, and is not printed.
    """
    names = {p.key: p.name for p in framework.progress.points}
    latest = {(c.subject, c.year): c.point for c in sorted(found.grid, key=lambda c: c.point)}
    last = [g for g in found.groups_shown if latest[g.subject, g.year] == g.point]
    if not last:
        return
    subjects = [s for s in framework.progress.subjects if any(g.subject == s.key for g in last)]
    cells = {(g.year, g.group, g.subject): f"{shown(g.aps, 2)} ({g.pupils})" for g in last}
    rows = [
        (str(year), group, *(cells.get((year, group, s.key), "") for s in subjects))
        for year, group in dict.fromkeys((g.year, g.group) for g in sorted(last, key=lambda g: g.year))
    ]
    points = " or ".join(names[p] for p in dict.fromkeys(sorted(g.point for g in last)))
    yield f"Groups, in {points} (average points, and of how many pupils):"
    yield from table_lines(["Year", "Group", *(s.name for s in subjects)], rows, ["Year"])


def _asked(where: str, asks: str, key: str, choices: list[str]) -> str:
    some = ", ".join(choices)
    each = ", or say what each is, as with --answer 'value:2d=2b'" if key == "unknown" else ""
    return " ".join(f"{where}: {asks}; answer with --answer '{key}=...', one of: {some}{each}".split())


def _first(lines: list[str], most: int, called: str, indent: str = "") -> list[str]:
    """The first of many lines, and how many more there are."""
    if len(lines) <= most:
        return lines
    return [*islice(lines, most), f"{indent}and {len(lines) - most:,} more {called}"]
