"""The list of what is to be chosen in a document that came back, and the two sides of each."""

from collections.abc import Sequence

from screens.frame.text_without_markup import Piece
from screens.grid.grid import Cell, Column, Row
from screens.importing.documents.choosing import Choosing, Item
from screens.importing.documents.side_by_side import MUTED, SideBySide
from screens.importing.preview import counted
from siptui.records.fields import Fields
from siptui.records.paths_in_words import full_name, in_words
from siptui.records.problem import Problem
from siptui.records.typed_and_shown import moment, printable

COLUMNS = [Column("what", "What", 30, grow=3), Column("theirs", "Theirs", 20, grow=4), Column("choice", "Choice", 12)]
HEADINGS = {"clash": "Changed on both sides", "change": "Changed by the school", "comment": "Comments"}
CHOSEN = {"theirs": "theirs", "ours": "ours", "edited": "edited", "": "choose"}
KEPT = {"theirs": "keep", "ours": "leave"}
SIGNS = {"theirs": "strong", "ours": "dim", "edited": "pending", "": "conflict"}
WHOLE = "Of the whole document"
PROBLEM = "problem "
"""How the key of a row begins that says what is wrong."""


def in_short(name: str, choosing: Choosing | None) -> str:
    """A document in a line: what it was made from, and how much there is in it."""
    if choosing is None:
        return name
    kinds = [item.kind for item in choosing.items]
    changes, clashes, comments = (kinds.count(kind) for kind in ("change", "clash", "comment"))
    some = [counted(changes, "answer") + " changed"] if changes else []
    some += [counted(clashes, "answer") + " changed on both sides"] if clashes else []
    some += [counted(comments, "comment")] if comments else []
    some += [counted(len(asked), "question")] if (asked := choosing.proposal.questions) else []
    said = ", ".join(some) or "nothing changed in it"
    if choosing.proposal.made_elsewhere:
        return f"{name}, not made by siptui and known by its headings and codes: {said}"
    unknown = "" if choosing.proposal.three_way else ", which is not known here: who changed what cannot be told"
    return f"{name}, made from revision {choosing.proposal.revision}{unknown}: {said}"


def rows_of(fields: Fields, choosing: Choosing | None, problems: Sequence[Problem]) -> list[Row]:
    """A row for each thing to choose in, under what kind it is; then what is wrong."""
    rows: list[Row] = []
    if choosing:
        for kind, title in HEADINGS.items():
            some = [item for item in choosing.items if item.kind == kind]
            rows += [Row(kind, (title,), heading=True)] if some else []
            rows += [_row(fields, choosing, item) for item in some]
    if problems:
        rows.append(Row("problems", ("To look at",), heading=True))
    for number, problem in enumerate(problems):
        rows.append(Row(f"{PROBLEM}{number}", (f"  {printable(problem.what)}", Cell(printable(problem.do), "dim"))))
    return rows


def _row(fields: Fields, choosing: Choosing, item: Item) -> Row:
    state = choosing.state(item)
    if item.comment is None:
        value = choosing.edited[item.key] if state == "edited" else item.theirs
        words, word, look = in_words(fields, item.path, value), CHOSEN[state], SIGNS[state]
    else:
        said = item.comment.comment
        words = f"{said.author or 'somebody'}: {said.text}"
        word, look = KEPT.get(state, ""), SIGNS[state]
        if not item.open:
            word, look = "kept already" if item.comment.kept else "not kept", "dim"
    return Row(
        item.key, (f"  {name_of(fields, item)}", Cell(printable(words), look if state else ""), Cell(word, look))
    )


def name_of(fields: Fields, item: Item) -> str:
    """What an item is of."""
    return full_name(fields.framework, fields, item.path) if item.path else WHOLE


def compare(sides: SideBySide, fields: Fields, choosing: Choosing, item: Item) -> None:
    """Show both sides of an item, word by word; of a comment what it is on, and its words."""
    ours = in_words(fields, item.path, item.ours) if item.path else ""
    if item.comment:
        said = item.comment.comment
        when = f", {moment(said.when)}" if said.when else ""
        on: list[Piece] = [(f"On “{said.on}”\n\n", MUTED)] if said.on else []
        sides.put((name_of(fields, item), f"{said.author or 'Somebody'}{when}"), [ours], [*on, said.text])
        return
    edited = choosing.state(item) == "edited"
    theirs = in_words(fields, item.path, choosing.edited[item.key] if edited else item.theirs)
    both = item.kind == "clash"
    below: list[Piece] = []
    if both and choosing.proposal.three_way:
        below = [("\n\nBefore, it was:\n", MUTED), (in_words(fields, item.path, item.base), MUTED)]
    titles = ("Ours, since" if both else "As it stands", "Edited here" if edited else "Theirs")
    sides.compare(titles, ours, theirs, below)
