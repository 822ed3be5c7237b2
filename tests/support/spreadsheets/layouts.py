"""Tracking workbooks made of parts: wordings, headings, totals, and how pupils are spread over tables and sheets."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from support.spreadsheets.invented_pupils import POINTS_IN_TIME, SUBJECTS, WORTH, Pupil
from support.spreadsheets.school_wordings import EXTRAS, NAMES, NOTATIONS, WHENS, WHO, YEARS, points_of, when_of_year

Rows = list[list[object]]
Told = tuple[str, Callable[[Pupil], object]]
"""A column that is no result: its heading, and what stands in it."""


@dataclass
class Sheet:
    """A sheet as it is to be written: cells by row, and ranges like "B1:C1" that are merged."""

    name: str
    rows: Rows
    merges: list[str] = field(default_factory=list)
    hidden: bool = False
    hidden_rows: set[int] = field(default_factory=set)


@dataclass(frozen=True)
class Style:
    """How a school lays a table out; every field is a choice from the lists above, or a number."""

    whens: str = "months"
    names: str = "plain"
    notation: str = "levels"
    years: str = "Y3"
    who: str = "upn and names"
    header: str = "one row"  # "when first", "subject over when", "when over subject", "three rows"
    fill: str = "merged"  # how a heading spans: "merged", "first" (in the first cell only), "repeated"
    points: tuple[str, ...] = POINTS_IN_TIME
    subjects: tuple[str, ...] = SUBJECTS
    year: str = "column"  # "none": said elsewhere; "class": said by the class alone
    extras: tuple[str, ...] = ()
    totals: str = "none"  # "end", "classes"
    repeated: int = 0  # the headings again after so many pupils
    above: tuple[str, ...] = ()
    left: int = 0  # empty columns
    with_points: bool = False  # each level has its points beside it
    average: str = "Average"  # what the row of averages is called
    when_words: tuple[object, ...] = ()
    subject_words: tuple[str, ...] = ()
    first: tuple["Told", ...] = ()  # columns before those that say who a pupil is
    more: tuple["Told", ...] = ()  # and after the results
    year_heading: str = "Year"
    year_cell: Callable[[Pupil], object] | None = None
    write: Callable[[str], object] | None = None  # how a level is written, where no notation of the lists says so

    def subject(self, subject: str) -> str:
        return (self.subject_words or NAMES[self.names])[SUBJECTS.index(subject)]

    def level(self, code: str) -> object:
        return (self.write or NOTATIONS[self.notation])(code)

    def year_of(self, pupil: Pupil) -> object:
        return self.year_cell(pupil) if self.year_cell else YEARS[self.years](pupil.year)

    @property
    def who_columns(self) -> "list[Told]":
        """What comes before the year group."""
        return [*self.first, *WHO[self.who]]

    def when(self, point: str) -> object:
        return (self.when_words or WHENS[self.whens])[POINTS_IN_TIME.index(point)]


@dataclass(frozen=True)
class Column:
    """A column of results or of something else: what stands over it, and what is in it."""

    subject: str
    when: object
    kind: str
    cell: Callable[[Pupil], object]
    extra: bool = False


def columns(style: Style, named: bool = True, timed: bool = True) -> list[Column]:
    """Columns for each subject and point; `named`, `timed`: whether the headings tell the subject and the time."""
    made: list[Column] = []
    pairs = [(s, p) for s in style.subjects for p in style.points]
    if style.header == "when over subject":
        pairs.sort(key=lambda pair: POINTS_IN_TIME.index(pair[1]))
    for subject, point in pairs:
        word, when = style.subject(subject) if named else "", style.when(point) if timed else ""
        kind = "Points" if "points" in style.notation else "Level"
        kind = kind if style.header == "three rows" or style.with_points else ""
        made.append(Column(word, when, kind, lambda p, s=subject, t=point: style.level(p.level(s, t))))
        if style.with_points:
            made.append(Column(word, when, "Pts", lambda p, s=subject, t=point: points_of(p.level(s, t))))
    for name in style.extras:
        heading, cell = EXTRAS[name]
        for subject in style.subjects if "{}" in heading else ("",):
            made.append(Column("", heading.format(style.subject(subject) if subject else ""), "", cell, True))
    made += [Column("", heading, "", cell, True) for heading, cell in style.more]
    return made


def letter(index: int) -> str:
    return chr(65 + index) if index < 26 else letter(index // 26 - 1) + letter(index % 26)


def one_row(style: Style, made: list[Column]) -> list[object]:
    """A heading for each column that says all of it; a date alone stays a date."""
    row: list[object] = []
    for column in made:
        parts = [column.subject, column.when, column.kind]
        if style.header == "when first":
            parts[:2] = parts[1::-1]
        parts = [part for part in parts if part]
        row.append(parts[0] if len(parts) == 1 else " ".join(map(str, parts)))
    return row


def spans(rows: Rows, first: int) -> list[tuple[int, int, int]]:
    """What spans several columns in all but the last of these header rows, as (row, first column, last column)."""
    found: list[tuple[int, int, int]] = []
    for y, row in enumerate(rows[:-1]):
        above = rows[y - 1] if y else row
        x = first
        while x < len(row):
            end = x
            while end + 1 < len(row) and row[x] and (row[end + 1], above[end + 1]) == (row[x], above[x]):
                end += 1
            if end > x:
                found.append((y, x, end))
            x = end + 1
    return found


def headings(style: Style, who: list[str], made: list[Column]) -> tuple[Rows, list[tuple[int, int, int]]]:
    """The header rows, and what is merged in them as (row, first column, last column)."""
    if style.header in ("one row", "when first"):
        return [[*who, *one_row(style, made)]], []
    if style.header == "three rows":
        levels = [[(c.subject, c.when, c.kind)[y] for c in made] for y in range(3)]
    elif style.header == "when over subject":
        levels = [[c.when for c in made], [f"{c.subject} {c.kind}".strip() for c in made]]
    else:
        levels = [[c.subject for c in made], [f"{c.when} {c.kind}" if c.kind else c.when for c in made]]
    for x, column in enumerate(made):
        if column.extra:  # its heading is in the last row alone
            for level in levels:
                level[x] = ""
            levels[-1][x] = column.when
    rows: Rows = [[*[None] * len(who), *(cell or None for cell in level)] for level in levels]
    rows[-1][: len(who)] = who
    merges = spans(rows, len(who))
    if style.fill != "repeated":
        for y, x, end in merges:
            rows[y][x + 1 : end + 1] = [None] * (end - x)
    return rows, merges if style.fill == "merged" else []


def table(children: list[Pupil], style: Style, named: bool = True, timed: bool = True) -> tuple[Rows, list[str]]:
    """A table of pupils, with what stands above and below, and its merged ranges."""
    who = style.who_columns
    if style.year == "column":
        who.append((style.year_heading, style.year_of))
    elif style.year == "class":
        who.append(("Class", lambda p: p.group))
    made = columns(style, named, timed)
    head, merged = headings(style, [name for name, _ in who], made)
    rows: Rows = [[line] for line in style.above]
    top = len(rows)
    rows += head
    groups = sorted({p.group for p in children}) if style.totals == "classes" else [""]
    count = 0
    for group in groups:
        block = [p for p in children if not group or p.group == group]
        for pupil in block:
            if style.repeated and count and count % style.repeated == 0:
                rows += [list(row) for row in head]
            rows.append([*(cell(pupil) for _, cell in who), *(column.cell(pupil) for column in made)])
            count += 1
        if style.totals != "none":
            rows += _totals(block, len(who), made, style)
    ranges = [f"{letter(x + style.left)}{y + top + 1}:{letter(end + style.left)}{y + top + 1}" for y, x, end in merged]
    return [[None] * style.left + row if row else row for row in rows], ranges


def _totals(block: list[Pupil], width: int, made: list[Column], style: Style) -> Iterator[list[object]]:
    """Rows below pupils: their number and their averages, as schools add them."""

    def worth(column: Column) -> list[float]:
        texts = [str(column.cell(p)).strip().lower().removeprefix("level ").removeprefix("l") for p in block]
        known = {code.lower(): points for code, points in WORTH.items()}
        return [known[t] if t in known else float(t) for t in texts if t in known or t.replace(".", "").isdigit()]

    def row(label: str, reckon: Callable[[list[float]], object]) -> list[object]:
        return [label, *[None] * (width - 1), *(reckon(worth(c)) if worth(c) else None for c in made)]

    yield row(style.average, lambda values: round(sum(values) / len(values), 1))
    yield []
    if style.totals == "end":
        yield row("Number of pupils", len)
        yield row("Total", sum)
        yield row("Boys", lambda values: max(values))
        yield row("% L4+", lambda values: f"{100 * sum(v > 24 for v in values) // len(values)}%")


Spread = Callable[[list[Pupil], Style], list[Sheet]]

# ---- how a school spreads its pupils over sheets ------------------------------------------------------------------


def one_sheet(children: list[Pupil], style: Style, name: str = "Tracking") -> list[Sheet]:
    return [Sheet(name, *table(children, style))]


def _years(children: list[Pupil]) -> list[int]:
    return sorted({p.year for p in children})


def sheet_a_year(children: list[Pupil], style: Style, words: bool = False) -> list[Sheet]:
    """`words`: the points in time in the words of the sheet's own year group."""
    sheets: list[Sheet] = []
    for year in _years(children):
        own = replace(style, year="none", when_words=when_of_year(year) if words else ())
        sheets.append(Sheet(f"Year {year}", *table([p for p in children if p.year == year], own)))
    return sheets


def sheet_a_year_in_its_words(children: list[Pupil], style: Style) -> list[Sheet]:
    """ "End Y2", "Y3 Aut" on the sheet of Year 3."""
    return sheet_a_year(children, style, words=True)


def sheet_a_class(children: list[Pupil], style: Style) -> list[Sheet]:
    return [
        Sheet(f"Class {group}", *table([p for p in children if p.group == group], style))
        for group in sorted({p.group for p in children})
    ]


def sheet_a_subject(children: list[Pupil], style: Style) -> list[Sheet]:
    return [
        Sheet(style.subject(s).strip(), *table(children, replace(style, subjects=(s,)), named=False))
        for s in style.subjects
    ]


def sheet_a_term(children: list[Pupil], style: Style) -> list[Sheet]:
    return [
        Sheet(str(style.when(p)).replace("/", "-"), *table(children, replace(style, points=(p,)), timed=False))
        for p in style.points
    ]


def subjects_below(children: list[Pupil], style: Style) -> list[Sheet]:
    """A table for each subject below the last, its subject in a row above it."""
    rows: Rows = []
    for subject in style.subjects:
        part, _ = table(children, replace(style, subjects=(subject,)), named=False)
        rows += [[style.subject(subject)], *part, []]
    return [Sheet("Tracking", rows)]


def years_below(children: list[Pupil], style: Style) -> list[Sheet]:
    """A table for each year group below the last, its year in a row above it."""
    rows: Rows = []
    for year in _years(children):
        part, _ = table([p for p in children if p.year == year], replace(style, year="none"))
        rows += [[f"Year {year}"], *part, []]
    return [Sheet("Tracking", rows)]


def beside(parts: list[Rows]) -> Rows:
    """Tables side by side, an empty column between them."""
    widths = [max(map(len, part)) for part in parts]
    rows: Rows = []
    for y in range(max(map(len, parts))):
        row: list[object] = []
        for part, width in zip(parts, widths, strict=True):
            cells = part[y] if y < len(part) else []
            row += [*cells, *[None] * (width - len(cells)), None]
        rows.append(row[:-1])
    return rows


def subjects_beside(children: list[Pupil], style: Style) -> list[Sheet]:
    """The same pupils again in a table for each subject, side by side; the subject is in the headings."""
    parts = [table(children, replace(style, subjects=(s,), above=()))[0] for s in style.subjects]
    return [Sheet("Tracking", beside(parts))]


def years_beside(children: list[Pupil], style: Style) -> list[Sheet]:
    """A table for each year group, side by side, with the year as a column of it."""
    own = replace(style, above=(), year="column")
    return [Sheet("Tracking", beside([table([p for p in children if p.year == y], own)[0] for y in _years(children)]))]


def year_sections(children: list[Pupil], style: Style) -> list[Sheet]:
    """One header; a row "Year 3" before its pupils."""
    rows, ranges = table([], replace(style, year="none"))
    for year in _years(children):
        part, _ = table([p for p in children if p.year == year], replace(style, year="none", above=()))
        count = len(headings(style, [], columns(style))[0])
        rows += [[None] * style.left + [f"Year {year}"], *part[count:]]
    return [Sheet("Tracking", rows, ranges)]
