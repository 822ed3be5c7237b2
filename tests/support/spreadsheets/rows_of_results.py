"""Tables whose rows or columns are not those of `layouts.table`: one row a result, one a subject, every term across."""

from support.spreadsheets.invented_pupils import POINTS_IN_TIME, Pupil
from support.spreadsheets.layouts import Rows, Sheet, Style


def _who(child: Pupil, style: Style) -> list[object]:
    """The cells that say who a pupil is."""
    return [*(cell(child) for _, cell in style.who_columns), style.year_of(child)]


def _who_heads(style: Style) -> list[object]:
    return [*(name for name, _ in style.who_columns), style.year_heading]


def long_form(children: list[Pupil], style: Style, blanks: bool = True) -> list[Sheet]:
    """One row a result: the subject, the time and the level in columns of their own."""
    rows: Rows = [[line] for line in style.above] + [[*_who_heads(style), "Subject", "Term", "Level"]]
    for child in children:
        for subject in style.subjects:
            for point in style.points:
                if blanks or child.level(subject, point):
                    level = style.level(child.level(subject, point))
                    rows.append([*_who(child, style), style.subject(subject), style.when(point), level])
    return [Sheet("Results", rows)]


def subject_column(children: list[Pupil], style: Style) -> list[Sheet]:
    """A row for each pupil and subject, terms across."""
    rows: Rows = [[line] for line in style.above]
    rows.append([*_who_heads(style), "Subject", *(style.when(p) for p in style.points)])
    for child in children:
        for subject in style.subjects:
            cells = [style.level(child.level(subject, p)) for p in style.points]
            rows.append([*_who(child, style), style.subject(subject), *cells])
    return [Sheet("Tracking", rows)]


def every_term(children: list[Pupil], style: Style) -> list[Sheet]:
    """A column for every term since Year 1, "Reading Y3 Aut"; which are this year's depends on the pupil's year."""
    terms = [(year, term) for year in range(1, max(p.year for p in children) + 1) for term in ("Aut", "Spr", "Sum")]
    heads = [f"{style.subject(s)} Y{year} {term}" for s in style.subjects for year, term in terms]
    rows: Rows = [[line] for line in style.above] + [[*_who_heads(style), *heads]]
    for child in children:
        this_year = [(child.year - 1, "Sum"), *((child.year, term) for term in ("Aut", "Spr", "Sum"))]
        now = dict(zip(this_year, POINTS_IN_TIME, strict=True))
        row: list[object] = _who(child, style)
        for subject in style.subjects:
            for term in terms:
                code = child.level(subject, now[term]) if now.get(term) in style.points else ""
                row.append(style.level(code if term in now or term[0] > child.year else "1b"))
        rows.append(row)
    return [Sheet("Tracking", rows)]
