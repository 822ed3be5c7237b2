"""A school at a glance: what a partner looks for before opening it, in pictures of characters, a line each."""

import contextlib
from collections.abc import Iterator, Sequence
from datetime import date
from textwrap import wrap

from siptui.framework import Framework
from siptui.framework.model import Visit
from siptui.records.change import Record
from siptui.records.controls_made_visible import marked_line
from siptui.records.typed_and_shown import day
from siptui.reports import pictures
from siptui.reports.pictures import Dated, Picture, Rated, Stroke
from siptui.reports.review import days_left_in_words
from siptui.reports.review_columns import RANK, Section, sections_judged, worst
from siptui.rules.caseload.progress_made import Gain, course
from siptui.rules.caseload.standing import Signs
from siptui.rules.caseload_row import CaseloadRow
from siptui.rules.forms.deadlines import still_waited_for
from siptui.rules.summary import text

LABEL = 12
"""Columns of what a line is called."""
MOST_ACTIONS, LINES_OF_A_TEXT = 3, 2


def school_at_a_glance(
    framework: Framework, row: CaseloadRow, record: Record, today: date, width: int, sip: str = ""
) -> list[Picture]:
    """A school in lines of `width` columns; `sip` is the name of whoever visits it.

    What the school has nothing of has no line.
    """
    lines = [pictures.plain(row.name, "strong"), *_who(framework, row, record, width, sip), pictures.NOTHING]
    lines += _category(framework, row, width)
    lines += _ratings(framework, row, width)
    for part in (
        progress_in_lines(framework, record, row.gains, width),
        _actions(row, record, today, width),
        _year(framework, row, today),
    ):
        lines += [pictures.NOTHING, *part] if part else []
    words = _last_words(framework, record)
    lines += [pictures.NOTHING, _heading("Last words"), *_wrapped(words, width, "", 4)] if words else []
    return lines


def labelled(label: str, picture: Picture) -> Picture:
    """A picture after what it is called."""
    strokes = (Stroke(f"{label[: LABEL - 1]:<{LABEL}}", "dim"), *picture.strokes)
    return Picture(strokes, f"{label}: {picture.words}")


def _heading(label: str) -> Picture:
    return pictures.plain(label, "dim")


def _wrapped(words: str, width: int, before: str, most: int = LINES_OF_A_TEXT, colour: str = "") -> list[Picture]:
    """A text in so many lines at most, further lines below its beginning."""
    room, gap = max(12, width - len(before)), " " * len(before)
    found = wrap(marked_line(words), room, max_lines=most, placeholder="…") or [""]
    return [pictures.plain(f"{gap if n else before}{each}", colour) for n, each in enumerate(found)]


def _who(framework: Framework, row: CaseloadRow, record: Record, width: int, sip: str) -> Iterator[Picture]:
    title = framework.title_of("sip")
    visited = f"{title} {row.sip} {sip}".strip() if row.sip else f"no {title} yet"
    yield from _wrapped(" · ".join(filter(None, [row.phase, visited])), width, "", 1, "dim")
    roles = framework.roles
    named = [text(record, path) for path in (roles.headteacher, roles.chair)]
    if any(named):
        yield from _wrapped(" · ".join(filter(None, named)), width, "", 1, "dim")


def _category(framework: Framework, row: CaseloadRow, width: int) -> Iterator[Picture]:
    scale = framework.scales.get(framework.roles.category_scale)
    if scale is None:
        return
    label = scale.name.removeprefix("LA ").capitalize()
    for named in (True, False):
        drawn = pictures.category(scale, row.category, row.target, row.before, named)
        if drawn and (len(drawn.text) + LABEL <= width or not named):
            yield labelled(label, drawn)
            return


def rated(signs: Signs, row: CaseloadRow, section: Section) -> list[Rated]:
    """The worst rating that stands of each indicator of a section that is judged."""
    found = []
    for kip in section.kips:
        each = worst(signs, row, kip)
        found.append(Rated(signs.framework.register.kips[kip].code, each.letter, each.colour, each.colour))
    return found


def _ratings(framework: Framework, row: CaseloadRow, width: int) -> Iterator[Picture]:
    """A strip of letters a section, and by name those indicators that stand red and amber."""
    signs = Signs(framework)
    sections = [(section, rated(signs, row, section)) for section in sections_judged(framework)]
    strips = [pictures.strip(ratings, section.heading) for section, ratings in sections]
    line: list[Picture] = []
    for each in [strip for strip in strips if strip]:
        if line and len(pictures.beside([*line, each]).text) > width:
            yield pictures.beside(line)
            line = []
        line.append(each)
    if line:
        yield pictures.beside(line)
    for colour in list(RANK)[:3:2]:
        codes = [each.code for _, ratings in sections for each in ratings if each.letter and each.colour == colour]
        if codes:
            yield from _coded(colour, codes, width)


def _coded(colour: str, codes: Sequence[str], width: int) -> Iterator[Picture]:
    for n, line in enumerate(wrap(" ".join(codes), max(12, width - LABEL), max_lines=2, placeholder=" …")):
        drawn = pictures.plain(line, colour)
        yield labelled(colour.capitalize(), drawn) if not n else Picture((Stroke(" " * LABEL), *drawn.strokes), line)


def progress_in_lines(framework: Framework, record: Record, gains: Sequence[Gain], width: int) -> list[Picture]:
    """A sparkline a subject, from the year's beginning on, and what was made of what is expected."""
    grid, lines = framework.progress, list[Picture]()
    names = [point.label.replace("\n", " ") for point in grid.points]
    for subject, gain in zip(grid.subjects, gains, strict=False):
        found = course(framework, record, subject.key) if gain.counted else None
        if found is None:
            continue
        for short in (False, True):
            drawn = pictures.sparkline(found.made, found.expected, names)
            made = pictures.against(gain.made, gain.expected, found.expected, gain.counted < gain.of, short)
            line = labelled(subject.name, pictures.beside([drawn, made], gap=" "))
            if short or len(line.text) <= width:
                lines.append(line)
                break
    return lines


def _actions(row: CaseloadRow, record: Record, today: date, width: int) -> list[Picture]:
    """The agreed actions that are open, those that are late first."""
    if not row.actions:
        return []
    late = sum(1 for each in row.actions if each.is_late(today))
    lines = [_heading(f"Open actions: {len(row.actions)}" + (f", {late} late" if late else ""))]
    for each in sorted(row.actions, key=lambda a: (not a.is_late(today), a.by or "9999"))[:MOST_ACTIONS]:
        by = f" – by {day(each.by)}{', late' if each.is_late(today) else ''}" if each.by else ""
        number = each.path.rpartition("/")[2]
        what = " ".join(text(record, f"{each.path}/what").split()) or "(not named)"
        room = max(12, LINES_OF_A_TEXT * (width - 4) - len(by))
        what = what if len(what) <= room else what[: room - 1].rstrip() + "…"
        lines += _wrapped(what + by, width, f"{number} ", colour="amber" if each.is_late(today) else "")
    return lines


def _year(framework: Framework, row: CaseloadRow, today: date) -> list[Picture]:
    """The calendar of the year with its visits, the next one, and what is waited for."""
    terms, lines = framework.calendar.terms, list[Picture]()
    days = [*_dated(framework.visits, row)]
    if terms and days:
        lines += pictures.calendar(terms[0].first, terms[-1].last, days, today)
    if row.next_visit:
        lines.append(labelled("Next visit", pictures.plain(day(row.next_visit))))
    for due in still_waited_for(framework.calendar, row.waited_for, today)[:2]:
        left = due.left(today)
        lines.append(labelled("Answer due", pictures.plain(days_left_in_words(left), "red" if left < 0 else "")))
    return lines


def _dated(visits: Sequence[Visit], row: CaseloadRow) -> Iterator[Dated]:
    for visit, state in zip(visits, row.visits, strict=True):
        try:
            on = date.fromisoformat(state.date)
        except ValueError:
            continue
        yield Dated(f"{visit.name.casefold()} visit", on, bool(state.judged or state.sent))
    if row.next_visit and row.next_visit not in {state.date for state in row.visits}:
        with contextlib.suppress(ValueError):
            yield Dated("next visit", date.fromisoformat(row.next_visit), False)


def _last_words(framework: Framework, record: Record) -> str:
    """The last evaluation, in the order of the forms, that the latest visit with any has."""
    for visit in reversed(framework.visits):
        paths = [f"{visit.judged_at}/{row.kip}/{framework.roles.evaluation}" for row in visit.rows]
        for row, path in reversed([*zip(visit.rows, paths, strict=True)]):
            if words := " ".join(text(record, path).split()):
                return f"{row.kip}: {words}"
    return ""
