"""Where keys apply: every screen, and part of one, that has keys of its own; what its key bar and its help name.

A place is named by the first part of the ids of its actions.
"""

from collections.abc import Sequence

from msgspec import Struct

from screens.keys.actions import NAMED, Action, Keys, actions_of


class Place(Struct, frozen=True):
    """A screen, or a part of one: what else applies there, and what its key bar names."""

    name: str
    within: tuple[str, ...] = ()  # the places whose actions apply here too
    parts: tuple[str, ...] = ()  # those that have the keys while they are worked in
    bar: tuple[str, ...] = ()  # ids, each with a word of its own after it where that is clearer here
    # Those of them named only if they fit, the most wanted first.
    where_room: tuple[str, ...] = ("editing.history", "pane.outside")
    without: tuple[str, ...] = ()  # ids of its parts' that do nothing here


DIALOG = ("dialog", "app")
DESK, TABLE, FORM = ("everywhere", "app"), ("grid", "filter"), ("grid", "filter", "bar", "pane")
EDITS = ("grid.clear Clear", "everywhere.undo", "everywhere.back", "editing.history")

PLACES = {
    "app": Place("Everywhere"),
    "everywhere": Place("Everywhere", ("app",), TABLE),
    "dialog": Place("Every dialog", ("app",)),
    "grid": Place("Tables"),
    "filter": Place("Filtering a table", ("app",), (), ("filter.submit To the rows", "filter.all_rows")),
    # As near as may be to the bar of a form, which it takes the place of at every edit: what differs is sent.
    "bar": Place(
        "Editing a cell",
        ("app",),
        (),
        ("bar.enter Keep", "bar.right Ahead", "bar.restore Undo", "bar.cancel Back", "editing.history"),
    ),
    "pane": Place(
        "Writing a text",
        ("app",),
        (),
        (
            "pane.leave Keep",
            "pane.next Ahead",
            "pane.outside Editor",
            "pane.phrase Phrase",
            "editing.finding Marks",
        ),
        ("pane.outside", "editing.finding", "pane.phrase"),
    ),
    "phrases": Place("Putting a phrase", DIALOG),
    "caseload": Place(
        "Caseload",
        DESK,
        TABLE,
        (
            "grid.open Open",
            "grid.filter",
            "caseload.sort",
            "caseload.review",
            "caseload.due",
            "caseload.people",
            "caseload.preview",
            "app.find",
            "app.quit",
        ),
        ("caseload.due", "caseload.preview", "caseload.people", "app.quit"),
    ),
    "review": Place(
        "Review",
        DESK,
        TABLE,
        (
            "grid.open Open",
            "review.sort",
            "review.group",
            "review.map",
            "review.spread",
            "grid.filter",
            "everywhere.back",
        ),
        ("review.spread", "grid.filter"),
    ),
    "years": Place("Years", DESK, TABLE, ("grid.open Open", "years.review", "everywhere.back")),
    "due": Place("Due", DESK, TABLE, ("grid.open Open", "due.whose", "grid.filter", "everywhere.back")),
    "map": Place("Map of indicators", DESK, TABLE, ("grid.open Open", "map.turn", "grid.filter", "everywhere.back")),
    "counted": Place("What a figure counts", DIALOG, ("grid",)),
    "naming": Place("Asked for a line", DIALOG),
    "giving": Place("Asked to choose", DIALOG, ("grid",)),
    "people": Place(
        "People",
        DESK,
        TABLE,
        ("grid.open Open", "grid.filter", "people.schools", "people.evaluations", "everywhere.back"),
    ),
    "evaluations": Place("Evaluations", DESK, TABLE, ("evaluations.one", "grid.filter", "everywhere.back")),
    "person": Place(
        "Forms of a person or the office",
        DESK,
        TABLE,
        (
            "grid.open Open",
            "person.new New",
            "person.import",
            "person.export",
            "person.preview",
            "everywhere.undo",
            "everywhere.back",
        ),
        ("everywhere.undo", "person.preview"),
    ),
    "school": Place(
        "School",
        DESK,
        TABLE,
        (
            "grid.open Open",
            "school.new New",
            "school.import Import",
            "school.export",
            "school.preview",
            "school.vault",
            "everywhere.undo",
            "everywhere.back",
        ),
        ("school.preview", "school.vault", "everywhere.undo"),
    ),
    "vault": Place(
        "Vault",
        DESK,
        TABLE,
        (
            "grid.open Open",
            "vault.new New",
            "vault.import",
            "vault.export",
            "vault.preview",
            "everywhere.undo",
            "app.lock",
            "everywhere.back",
        ),
        ("everywhere.undo",),
    ),
    "unlocking": Place("Opening the vault", DIALOG),
    "making": Place("Making a vault", DIALOG),
    "beginning": Place("Beginning a form", DIALOG, ("grid",)),
    "editing": Place("Forms and grids", DESK, FORM, ("grid.open Edit", *EDITS)),
    "form": Place(
        "A form",
        ("editing", *DESK),
        FORM,
        ("grid.open Edit", *EDITS, "form.steps Steps", "form.sections Go to"),
        ("form.steps", "form.sections", "grid.clear", "editing.history"),
    ),
    "sections": Place("Sections of a form", DIALOG, ("grid", "filter")),
    "stepping": Place("Steps of a form", DIALOG, ("grid",)),
    "unproofed": Place("Sending what is marked", DIALOG),
    "judgements": Place(
        "Judgements", ("editing", *DESK), FORM, ("grid.open Evaluate", "judgements.define Define", *EDITS)
    ),
    "progress": Place(
        "Progress",
        ("editing", *DESK),
        FORM,
        (
            "grid.open Edit",
            "progress.import Import",
            "progress.early_years Form",
            "editing.source Source",
            "everywhere.undo",
            "grid.clear Clear",
            "everywhere.back",
            "editing.history",
            "progress.groups Groups",
        ),
        # At 80 columns there is room for one of these.
        ("everywhere.undo", "grid.open", "grid.clear", "editing.history", "progress.groups"),
    ),
    "summary": Place(
        "Summary",
        ("editing", *DESK),
        FORM,
        (
            "summary.export",
            "grid.open Edit",
            "everywhere.undo",
            "grid.clear Clear",
            "everywhere.back",
            "editing.history",
        ),
    ),
    "importing": Place(
        "Import",
        DESK,
        TABLE,
        (
            "importing.accept",
            "importing.next_sheet",
            "importing.sheet Skip sheet",
            "importing.file File",
            "everywhere.back",
        ),
    ),
    "returned": Place(
        "A document that came back",
        DESK,
        (*TABLE, "pane"),
        ("returned.accept", "returned.theirs", "returned.ours", "returned.edit", "returned.turn", "everywhere.back"),
        ("returned.turn",),
    ),
    "files": Place(
        "Choosing a file",
        DESK,
        TABLE,
        ("grid.open Choose", "files.folder Folder", "files.remove Remove", "grid.filter", "everywhere.back"),
    ),
    "path": Place(
        "Naming a file",
        DESK,
        (),
        ("path.complete", "path.down", "files.folder Folder", "grid.open Choose", "everywhere.back"),
        ("grid.open",),
    ),
    "folder": Place(
        "A folder that came back",
        DESK,
        TABLE,
        ("folder.accept", "grid.open Open", "folder.leave_out", "grid.filter", "everywhere.back"),
        ("grid.filter",),
    ),
    "pasting": Place("Before pasting a block", DIALOG, ("grid",)),
    "removing": Place("Removing a file", DIALOG),
    "export": Place("Writing a file", DIALOG, ("path",), without=("path.down",)),
    "template": Place("Choosing a workbook to fill", DIALOG, ("path",), without=("path.down",)),
    "leaving_out": Place("What a workbook has no place for", DIALOG),
    "replace": Place("Replacing a file", DIALOG),
    "password": Place("A locked file", DIALOG),
    "choosing": Place(
        "Choosing", DESK, TABLE, ("grid.open Choose", "grid.filter", "choosing.leave_out", "everywhere.back")
    ),
    "history": Place("History", DESK, TABLE, ("history.put_back", "history.turn", "everywhere.back")),
    "source": Place("Where a figure came from", DESK, TABLE, ("source.history", "everywhere.back")),
    "clash": Place("A clash", DIALOG),
    "drafts": Place("What was not saved", DIALOG),
    "unsaved": Place(
        "What is not saved",
        DESK,
        TABLE,
        (
            "unsaved.again",
            "unsaved.copy",
            "unsaved.write Write to a file",
            "unsaved.throw Throw away",
            "everywhere.back",
            "unsaved.turn",
        ),
        ("unsaved.turn",),
    ),
    "definitions": Place("Definitions", ("app",)),
    "help": Place("Help", ("app",)),
    "message": Place("A long message", ("app",)),
}


def in_bar(where: str) -> list[tuple[Action, str]]:
    """What a place's key bar names, and by which word. How to get help is named everywhere."""
    named = [entry.partition(" ") for entry in PLACES[where].bar]
    found = [(NAMED[id_], word or NAMED[id_].does) for id_, _, word in named]
    helps = "dialog.help" if "dialog" in (where, *PLACES[where].within) else "everywhere.help"
    return [*found, (NAMED[helps], "Help")]


def commands(where: str) -> list[tuple[Action, str]]:
    """What the palette offers at a screen, and by which word: what the key bar names, and what else is its own."""
    named = in_bar(where)
    also = [(a, a.does) for a in actions_of(where) if a not in [action for action, _ in named]]
    return [(action, word) for action, word in (*named, *also) if action.run != "command_palette"]


def everything_at(where: str, own: Keys) -> list[Action]:
    """All that applies at a screen: what its key bar names, what else is its own, then what it shares."""
    place = PLACES[where]
    taken = {key for a in actions_of(where) for key in own.get(a.id, a.keys).split(",")}
    found = [action for action, _ in in_bar(where)] + actions_of(where)
    for shared in (*place.parts, *place.within):
        found += [a for a in actions_of(shared) if "bar" in place.parts or not a.editing]
    # What a screen does with a key, nothing that it shares does there.
    hidden = {a for a in found if a.where in place.within and taken.issuperset(own.get(a.id, a.keys).split(","))}
    return [action for action in dict.fromkeys(found) if action not in hidden and action.id not in place.without]


def sharing_lines(actions: Sequence[Action]) -> list[list[Action]]:
    """Actions in their order; those of a place that say the same together."""
    lines: dict[tuple[str, str], list[Action]] = {}
    for action in actions:
        lines.setdefault((action.where, action.says or action.does), []).append(action)
    return list(lines.values())
