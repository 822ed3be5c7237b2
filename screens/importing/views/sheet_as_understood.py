"""A sheet as it was understood: the file's own first rows, under what each column was taken to mean."""

from textwrap import wrap

from screens.grid.grid import Cell, Column, Row
from screens.importing.preview import Preview, Side
from siptui.tracking.proposal_types import ColumnSeen, NotCounted, SheetSeen, TrackingProposal
from siptui.tracking.questions.answers_in_words import words
from siptui.tracking.words.columns import AS_SAID

ROW = "row"
NARROW, MIDDLING, WIDE = 5, 9, 14
TITLE_LINES = 3
CHANGE = " · {grid.open} changes it"
SAYS = " · {grid.open} says what a column means"
TAKE_IN = " · {importing.sheet} takes it in"
SHORT = {"not_understood": "not understood", AS_SAID: "left out, as you said"}
"""How some reasons for leaving a column out are put in its title."""


def rows_of(found: TrackingProposal, seen: SheetSeen) -> dict[tuple[int, str], NotCounted]:
    """The cells that were not counted in the rows of a sheet that are shown, by row and column's letters."""
    rows = {*seen.numbers}
    return {(n.row, n.column): n for n in found.not_counted if n.row in rows and n.sheet == seen.name and n.column}


def sheet(preview: Preview) -> Side:
    """The grid: a column's title is its letters, and below what it means."""
    found, seen = preview.found, preview.seen
    meant = [_short(each) or words(preview.framework, each.means) for each in seen.columns]
    titles = [_title(seen, index, each) for index, each in enumerate(meant)]
    height = max((len(lines) for lines, _ in titles), default=0)
    columns = [Column(ROW, "Row", 4, align="right")]
    for each, (lines, width) in zip(seen.columns, titles, strict=True):
        blank = [""] * (height - len(lines))
        columns.append(Column(each.letters, "\n".join([each.letters, *lines, *blank]), width))
    odd = {*rows_of(found, seen), *((each.row, each.letters) for each in seen.named)}
    rows: list[Row] = []
    passed = {n.row for n in found.not_counted if n.sheet == seen.name and not n.column}
    before = seen.numbers[0] - 1 if seen.numbers else 0
    for number, texts in zip(seen.numbers, seen.rows, strict=True):
        if number > before + 1:
            rows.append(Row(f"before {number}", (_passed_over(before + 1, number - 1),), heading=True))
        before = number
        if title := _lone(seen, number, texts):
            rows.append(Row(str(number), (f"{number:>4} {title}",), heading=True))
            continue
        cells: list[Cell | str] = [Cell(str(number), "dim")]
        for each, text in zip(seen.columns, [*texts, *[""] * len(seen.columns)], strict=False):
            style = _style(seen, number, each, text, (number, each.letters) in odd)
            cells.append(Cell(text, style if number not in passed else "dim"))
        rows.append(Row(str(number), tuple(cells)))
    return columns, rows


def _passed_over(first: int, last: int) -> str:
    """Stands for rows of the file that are not shown."""
    return f"   … rows {first} to {last} …" if last > first else f"   … row {first} …"


def _lone(seen: SheetSeen, number: int, texts: list[str]) -> str:
    """A text that stands alone in its row, above the headings or where there are none: it may run on."""
    held = [text for text in texts if text.strip()]
    above = not seen.used or number < seen.header_rows[0]
    return held[0] if above and len(held) == 1 and texts[0] == held[0] else ""


def _short(each: ColumnSeen) -> str:
    return SHORT.get(str(each.meant.facts.get("name")), "") if each.meant.code == "left_out" else ""


def _title(seen: SheetSeen, index: int, means: str) -> tuple[list[str], int]:
    """What a column means, in lines, and how wide it is to be: by its values and these words, less by its heading."""
    width = NARROW
    for number, texts in zip(seen.numbers, seen.rows, strict=True):
        length = len(texts[index].strip()) if index < len(texts) else 0
        width = max(width, min(length, WIDE if number >= seen.first else MIDDLING))
    if not means:
        return ["–"], width
    width = min(WIDE, max(width, *(len(word) for word in means.split())))
    while width < WIDE and len(wrap(means, width)) > TITLE_LINES:
        width += 1
    lines = wrap(means[:1].upper() + means[1:], width)
    return [*lines[: TITLE_LINES - 1], *[" ".join(lines[TITLE_LINES - 1 :])] * (len(lines) >= TITLE_LINES)], width


def _style(seen: SheetSeen, number: int, each: ColumnSeen, text: str, odd: bool) -> str:
    if number in seen.header_rows:
        return "strong"
    if odd and text.strip():
        return "finding"
    counts = seen.used and number >= seen.first and each.means and not each.meant.left_out
    return "" if counts else "dim"


def begins(seen: SheetSeen) -> tuple[str, str]:
    """The cell that a refusal is about; else the first row of pupils, or what holds more than a title."""
    if seen.named:
        return str(seen.named[0].row), seen.named[0].letters
    some = zip(seen.numbers, seen.rows, strict=True)
    row = seen.first or next((n for n, row in some if sum(map(bool, map(str.strip, row))) > 1), 1)
    return str(row), seen.columns[0].letters if seen.columns else ROW


def about(preview: Preview) -> str:
    """A line about the sheet: which it is, and where its header was found, or why it is not used."""
    seen, of = preview.seen, len(preview.found.seen)
    which = f"Sheet {preview.found.seen.index(seen) + 1} of {of}: {seen.name}" if of > 1 else f"Sheet {seen.name}"
    out = seen.because is not None and seen.because.code == AS_SAID
    return preview.with_hint(which + _headings(seen), TAKE_IN if out else SAYS)


def _headings(seen: SheetSeen) -> str:
    if not seen.used:
        return f" · {seen.why}"
    header = seen.header_rows
    row = f"row {header[0]}" if len(header) == 1 else f"rows {header[0]} to {header[-1]}" if header else "no row"
    return f" · headings in {row}, pupils from row {seen.first}"


def said_of(preview: Preview, row: str, letters: str) -> str:
    """A line about a cell: why it is refused or was not counted; else about its column."""
    return preview.with_hint(_said_of(preview, row, letters), CHANGE)


def _said_of(preview: Preview, row: str, letters: str) -> str:
    seen = preview.seen
    named = next((each for each in seen.named if (str(each.row), each.letters) == (row, letters)), None)
    if named:
        return f"{letters}{row}: {named.says}"
    odd = rows_of(preview.found, seen).get((int(row), letters)) if row.isdigit() else None
    if odd and odd.value.strip():
        return f"{letters}{row} {odd.value.strip()!r} is not counted: {odd.reason}"
    return _column(preview, letters)


def _column(preview: Preview, letters: str) -> str:
    """A line about a column: its heading, whole, and what it means."""
    each = next((c for c in preview.seen.columns if c.letters == letters), None)
    if each is None:
        return ""
    heading = " ".join(each.heading.split())
    means = words(preview.framework, each.means) or "nothing; it has no heading"
    return f"Column {letters} {heading!r}: {means}" if heading else f"Column {letters}: {means}"
