"""The views of what was read, as tabs: which there are, and how much is in those that matter before a yes."""

from textual.content import Content

from screens.frame.desk_screen import DeskScreen
from screens.importing.views import figures
from screens.keys.key_names import spelled
from siptui.tracking.proposal import TrackingProposal

CHANGES, UNDERSTOOD, LEFT_OUT, QUESTIONS = "changes", "understood", "left out", "questions"
GROUPS, NOTES = "groups", "notes"
EMPTY = {
    CHANGES: "No figures",
    LEFT_OUT: "Every result was counted",
    QUESTIONS: "No questions",
    GROUPS: "The file tracks no group of pupils",
    NOTES: "No notes",
}


def tabs_of(found: TrackingProposal) -> dict[str, str]:
    """The views of a file that was read."""
    every = {
        CHANGES: f"{{importing.changes}} Changes {figures(found)}",
        UNDERSTOOD: "{importing.understood} Columns",
        LEFT_OUT: f"{{importing.left_out}} Not counted {len(found.not_counted):,}",
        QUESTIONS: f"{{importing.questions}} Questions {len(found.questions) or ''}".rstrip(),
        GROUPS: "{importing.groups} Groups",
        NOTES: "{importing.notes} Notes",
    }
    return {view: text for view, text in every.items() if view != UNDERSTOOD or found.seen}


def tabs_of_refused(found: TrackingProposal, answers: int) -> dict[str, str]:
    """The views of one that is refused: why, its own rows where it could be opened, and what was said of them."""
    tabs = {CHANGES: f"{{importing.changes}} What is wrong {len(found.problems)}"}
    if found.seen:
        tabs[UNDERSTOOD] = "{importing.understood} Columns"
    if answers:
        tabs[QUESTIONS] = f"{{importing.questions}} Your answers {answers}"
    return tabs


def drawn(screen: DeskScreen, tabs: dict[str, str], view: str, waiting: bool) -> Content:
    """The tabs on a line, if there is a choice; the one that is shown stands out, and questions that are `waiting`."""
    pieces: list[tuple[str, str]] = []
    for each, text in tabs.items() if len(tabs) > 1 else ():
        style = "bold reverse" if each == view else "$text-error" if each == QUESTIONS and waiting else ""
        pieces += [(f" {spelled(text, screen)} ", style)]
    return Content.assemble(*pieces)
