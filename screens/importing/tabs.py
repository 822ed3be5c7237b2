"""The views of a file as tabs: which there are, what each shows, and how much is in those that matter before a yes."""

from collections.abc import Callable

from msgspec import Struct
from textual.content import Content

from screens.importing.preview import Preview, Side
from screens.importing.views import refused_file, sheet_as_understood
from screens.importing.views.changes import before_and_after, figure, figures
from screens.importing.views.group_averages import group_figure, groups
from screens.importing.views.not_counted import not_counted, reason_of
from screens.importing.views.questions import answered, questions, whole
from screens.importing.views.suggested_comments_and_notes import notes
from siptui.tracking.proposal_types import TrackingProposal

CHANGES, UNDERSTOOD, LEFT_OUT, QUESTIONS = "changes", "understood", "left out", "questions"
GROUPS, NOTES = "groups", "notes"


class View(Struct, frozen=True):
    """One side of a file: how it is drawn, and what the note says of it."""

    side: Callable[[Preview], Side]
    of_cell: Callable[[Preview, str, str], str] = lambda *_: ""  # by row and column; "" leaves what is said
    hint: Callable[[Preview], str] = lambda _: ""  # on opening it; "" for the advice on the whole file
    empty: str = "Nothing"
    frozen: int = 0  # columns that stay in view


def _hint_not_counted(preview: Preview) -> str:
    some = "{grid.open} on a cell says what it means; {grid.filter} finds a word"
    return preview.spell(some) if preview.found.not_counted else ""


def _hint_groups(preview: Preview) -> str:
    """What is not shown is said: of fewer pupils one could be told."""
    few = f"; groups of fewer than {preview.found.fewest} pupils are not shown" if preview.found.fewest > 1 else ""
    return f"Each group's average, and in brackets how many pupils{few}"


VIEWS = {
    CHANGES: View(before_and_after, figure, empty="No figures", frozen=1),
    UNDERSTOOD: View(sheet_as_understood.sheet, sheet_as_understood.said_of, sheet_as_understood.about, frozen=1),
    LEFT_OUT: View(not_counted, reason_of, hint=_hint_not_counted, empty="Every result was counted"),
    QUESTIONS: View(questions, whole, empty="No questions"),
    GROUPS: View(
        groups,
        group_figure,
        _hint_groups,
        empty="The file tracks no group of pupils",
        frozen=1,
    ),
    NOTES: View(
        notes, hint=lambda p: p.spell("{grid.open} shows a line whole; {grid.copy} copies it"), empty="No notes"
    ),
}
REFUSED = VIEWS | {CHANGES: View(refused_file.reasons, empty="", frozen=1)}
"""What the views are of a file that is refused: why, in the place of changes."""


def view_of(preview: Preview, key: str) -> View:
    """What a tab shows."""
    return (REFUSED if preview.refused else VIEWS)[key]


def tabs_of(preview: Preview) -> dict[str, str]:
    """The views that there are of a file, and what stands on their tabs."""
    found = preview.found
    if preview.refused:
        return _tabs_of_refused(found, len(answered(preview)))
    every = {
        CHANGES: f"{{importing.changes}} Changes {figures(found)}",
        UNDERSTOOD: "{importing.understood} Columns",
        LEFT_OUT: f"{{importing.left_out}} Not counted {len(found.not_counted):,}",
        QUESTIONS: f"{{importing.questions}} Questions {len(found.questions) or ''}".rstrip(),
        GROUPS: "{importing.groups} Groups",
        NOTES: "{importing.notes} Notes",
    }
    return {view: text for view, text in every.items() if view != UNDERSTOOD or found.seen}


def _tabs_of_refused(found: TrackingProposal, answers: int) -> dict[str, str]:
    """Why, its own rows where it could be opened, and what was said of them."""
    tabs = {CHANGES: f"{{importing.changes}} What is wrong {len(found.problems)}"}
    if found.seen:
        tabs[UNDERSTOOD] = "{importing.understood} Columns"
    if answers:
        tabs[QUESTIONS] = f"{{importing.questions}} Your answers {answers}"
    return tabs


def first_view(preview: Preview) -> str:
    """What is shown first: what is to be answered or told before anything else."""
    if preview.refused and preview.found.seen:
        return UNDERSTOOD
    return QUESTIONS if preview.found.questions else CHANGES


def drawn(preview: Preview, view: str) -> Content:
    """The tabs on a line, if there is a choice; the one that is shown stands out, and questions that wait."""
    pieces: list[tuple[str, str]] = []
    tabs, waiting = tabs_of(preview), bool(preview.found.questions)
    for each, text in tabs.items() if len(tabs) > 1 else ():
        style = "bold reverse" if each == view else "$text-error" if each == QUESTIONS and waiting else ""
        pieces += [(f" {preview.spell(text)} ", style)]
    return Content.assemble(*pieces)
