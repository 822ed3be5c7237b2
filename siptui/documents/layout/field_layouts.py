"""Blocks of fields and tables as they stand on paper: short answers in pairs, long ones in a box, lists row by row."""

from collections.abc import Iterator
from itertools import groupby

from msgspec import structs

from siptui.documents.layout.answers import Answers
from siptui.documents.layout.page_content import Cell, Row, Table
from siptui.framework.model import FieldsBlock, Form, FormField, TableBlock
from siptui.framework.places import ANY, Field, block_places
from siptui.rules.conditions import holds

SPARE = 3  # rows of a list left to write in, where it is still being filled in
MOST_ROWS = 100
WIDTHS = {"text": 10, "line": 4, "person": 4, "link": 4, "date": 3}
OF_COMMENTS = {"when": 3, "about": 8}
"""Widths of columns of a table of comments, where they are not those of their kind."""
LABEL, ANSWER = 3, 7


def fields_pieces(answers: Answers, form: Form, number: str, block: FieldsBlock) -> Iterator[Table]:
    """Fields one below another."""
    framework = answers.fields.framework
    at = form.where(block).replace(ANY, number)
    pairs: list[Row] = []

    def flushed() -> Iterator[Table]:
        if pairs:
            yield Table(block.title or form.name or form.title, [LABEL, ANSWER], [], list(pairs))
            pairs.clear()

    places = (structs.replace(p, path=p.path.replace(ANY, number)) for p in block_places(framework, form, block))
    for asked, group in groupby(places, key=lambda place: place.asked):
        if asked is None or not holds(asked.shown_when, answers.record, at):
            continue
        its = [place for place in group if place.kind != "state"]
        if asked.slot_names or asked.kind == "ticks":
            yield from flushed()
            yield _list(answers, asked, its)
            continue
        for place in its:
            label = asked.label if place.label == asked.label else f"{asked.label}: {place.label}"
            if place.label.startswith(asked.label):
                label = place.label
            if place.kind == "text":
                yield from flushed()
                yield _box(answers, label, place)
            else:
                cell = answers.cell(place, boxes=True)
                pairs.append(Row([Cell(label, label=True, help=help_of(answers, place)), cell]))
    yield from flushed()


def help_of(answers: Answers, place: Field) -> str:
    """What helps to fill in a place, while it can be filled in and is not."""
    return place.prompt if answers.open and not answers.filled(place) else ""


def _box(answers: Answers, label: str, place: Field) -> Table:
    named = Row([Cell(label, label=True, help=help_of(answers, place))], kept=True)
    return Table(label, [1], [], [named, Row([answers.cell(place)])])


def _list(answers: Answers, asked: FormField, places: list[Field]) -> Table:
    """What has slots, or is ticked: a row each, under its label."""
    ticks = asked.kind == "ticks"
    numbered = not ticks and not asked.rows
    its = places if ticks or answers.open else [p for p in places if answers.filled(p)] or places[:1]
    head = Row([Cell(asked.label, label=True, help=help_of(answers, its[0]), span=2)], kept=True)
    rows = []
    for place in its:
        name = place.label if ticks else place.row or place.path.rpartition("/")[2]
        cells = [Cell(name, label=True, centred=numbered), answers.cell(place)]
        rows.append(Row(cells))
    return Table(asked.label, [1, 16] if numbered else [LABEL, ANSWER], [], [head, *rows])


def table_pieces(answers: Answers, form: Form, number: str, block: TableBlock) -> Iterator[Table]:
    """A table of the form: its rows that are filled, and some to write in while it is open."""
    base = f"{form.where(block).replace(ANY, number)}/{block.key}/"
    lines: dict[str, list[Field]] = {}
    for place in block_places(answers.fields.framework, form, block):
        path = place.path.replace(ANY, number, 1) if ANY in form.place else place.path
        lines.setdefault(path.removeprefix(base).partition("/")[0], []).append(structs.replace(place, path=path))
    if ANY in lines:
        template = lines.pop(ANY)
        for name, row in _numbered_rows(answers, block, base):
            lines[name] = [structs.replace(p, path=base + name + p.path[len(base) + 1 :], row=row) for p in template]
    elif not block.rows:
        lines = _as_far_as_filled(answers, lines)
    first = next(iter(lines.values()), [])
    columns = [_heading(place) for place in first]
    own = OF_COMMENTS if block.role == "comments" else {}
    widths = [own.get(place.path.rpartition("/")[2]) or WIDTHS.get(place.kind, 2) for place in first]
    rows = [
        Row([Cell(its[0].row or name, label=True, centred=len(its[0].row or name) < 3), *map(answers.cell, its)])
        for name, its in lines.items()
    ]
    short = all(len(row.cells[0].text) < 3 for row in rows)
    if rows:
        # A number takes a twelfth of the other columns, however few they are.
        shares = [sum(widths), *(12 * each for each in widths)] if short else [4, *widths]
        yield Table(block.title or block.key, shares, ["No." if short else "", *columns], rows)


def _heading(place: Field) -> str:
    asked = place.asked
    if asked is None or place.label.startswith(asked.label):
        return place.label
    return f"{asked.label}: {place.label}"


def _numbered_rows(answers: Answers, block: TableBlock, base: str) -> Iterator[tuple[str, str]]:
    """The rows that there are of a table without an end, by segment and name; and some more."""
    record = answers.record
    if block.rows_of:
        listed = {
            p.removeprefix(f"{block.rows_of}/").split("/")[0] for p in record if p.startswith(f"{block.rows_of}/")
        }
        for name in sorted(listed, key=_in_order):
            yield name, str(record.get(f"{block.rows_of}/{name}/{block.row_label}") or name)
        return
    there = sorted({p.removeprefix(base).split("/")[0] for p in record if p.startswith(base)}, key=_in_order)
    numbers = [name for name in there if name.isdecimal()][:MOST_ROWS]
    last = int(numbers[-1]) if numbers else 0
    spare = range(last + 1, last + 1 + SPARE) if answers.open or not numbers else ()
    yield from ((name, name) for name in [*numbers, *map(str, spare)])


def _in_order(name: str) -> tuple[int, str]:
    return (int(name), "") if name.isdecimal() else (10**9, name)


def _as_far_as_filled(answers: Answers, lines: dict[str, list[Field]]) -> dict[str, list[Field]]:
    """Of numbered rows those that are filled, and some to write in while the form is open."""
    filled = {name for name, its in lines.items() if any(answers.filled(place) for place in its)}
    spare = [name for name in lines if name not in filled][: SPARE if answers.open or not filled else 0]
    return {name: its for name, its in lines.items() if name in filled or name in spare}
