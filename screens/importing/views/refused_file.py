"""A file that is refused: why, and what a person may do about it beside its own rows."""

from msgspec.structs import replace
from textual.content import Content

from screens.grid.grid import Column, Row
from screens.importing.preview import Preview, Side
from siptui.records.problem import Problem
from siptui.records.typed_and_shown import printable
from siptui.tracking.proposal_types import TrackingProposal

SAY = "Nothing was changed. {grid.open} on a column says what it means"
MORE = "{importing.changes} shows all {count}"
KNOWN = "{importing.questions} shows what is remembered of earlier files"
WHOLE = "{grid.open} shows a line whole; {importing.file} chooses another file"
OTHER = "{importing.file} chooses another file"


DONE_HERE = {
    "no_table": "A heading row with UPN or surname, year group, and results such as 'Reading Dec 10' is needed, or say "
    "what a column means"
}
"""What to do about a Problem, by its code, where its own words name the command line."""


def what_to_do(problem: Problem) -> str:
    """What to do about it on this screen."""
    return DONE_HERE.get(problem.code, problem.do)


def line(problem: Problem) -> str:
    """The Problem on one line, with what to do about it on this screen."""
    return replace(problem, do=what_to_do(problem)).line()


def why(preview: Preview) -> Content:
    """What is wrong first, where, and what to do."""
    found = preview.found
    first = found.problems[0]
    pieces: list[tuple[str, str]] = [(printable(f"{first.where}: {first.what}"), "bold $text-error")]
    if do := what_to_do(first):
        pieces += [(f"\n{printable(do[:1].upper() + do[1:])}", "$foreground")]
    if len(found.problems) > 1:
        pieces += [(f" · {preview.spell(MORE).replace('{count}', str(len(found.problems)))}", "$text-muted")]
    if found.seen:
        pieces += [(f"\n{preview.spell(SAY)}", "$text-muted")]
    if found.remembered_used:
        pieces += [(f"\n{preview.spell(KNOWN)}", "$text-muted")]
    return Content.assemble(*pieces)


def hint(preview: Preview, listed: bool) -> str:
    """What can be done about it; `listed` where all that is wrong stands in a list."""
    if listed and reasons(preview)[1]:
        return preview.spell(WHOLE)
    return f"{preview.file} was not read; nothing was changed · {preview.spell(OTHER)}"


def sheet_of(found: TrackingProposal) -> int:
    """The sheet that is wrong, if it is said; else the first that holds a table, or the first."""
    first = found.problems[0]
    sheet = first.place.sheet if first.place else first.facts.get("sheet")
    named = [n for n, seen in enumerate(found.seen) if sheet == seen.name]
    headed = [n for n, seen in enumerate(found.seen) if seen.header_rows]
    return next(iter([*named, *headed]), 0)


def reasons(preview: Preview) -> Side:
    """All that is wrong, unless it is said above already and there is nothing else to see."""
    found = preview.found
    problems = found.problems if found.seen or len(found.problems) > 1 else []
    file = f"{found.source}: "
    rows = [
        Row(str(n), tuple(map(printable, (p.what, p.where.removeprefix(file), what_to_do(p)))))
        for n, p in enumerate(problems)
    ]
    columns = [Column("what", "What is wrong", 30, grow=3), Column("where", "Where", 16)]
    return [*columns, Column("do", "What to do", 24, grow=2)] if rows else [Column("nothing", "", 1)], rows
