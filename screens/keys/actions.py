"""Everything that a key does: its name, its keys, and what it does; where it applies, `where_keys_apply` says.

Bindings, the key bar, the help, the command palette, the README's table and a person's own keys are all drawn from
here; tests/screens/keys/test_actions.py fails where one of them says anything else. What is typed on a scale (1 to 4,
r, a, g) is no action: the framework says it.
"""

from collections.abc import Mapping

from msgspec import Struct
from textual.binding import Binding, BindingType

Keys = Mapping[str, str]
"""A person's own keys: an action's id, and its keys as Textual spells them, with commas between."""


class Action(Struct, frozen=True):
    """One thing that can be done. The first part of its id is the place where it applies."""

    id: str
    keys: str  # as Textual spells them, with commas between; a person's own may stand in for them
    run: str  # the method, as Textual writes it: `view('changes')` calls action_view
    does: str  # in a word or two, for the key bar and the palette
    says: str = ""  # in the help and the README; neighbours that say the same share a line there
    priority: bool = False  # before whatever is being typed in
    editing: bool = False  # of use only where cells are edited

    @property
    def where(self) -> str:
        """The place where it applies."""
        return self.id.partition(".")[0]


MOVE, PAGE = "Move", "A page up or down"
BLOCK, BLOCK_ENDS = "Choose a block", "Choose to the row's first or last cell"
COLUMN, ROW = "To the first or the last column", "To the first or the last row"
NEXT = "To the next field, or the one before"
KEEP = "Writing a text: keep it and go to the next field"
ACCEPT = "Editing a cell: accept it and move on"
ACCEPT_NEXT = "Editing a cell: accept it, next field or before"

ACTIONS = (
    Action("app.find", "ctrl+p", "command_palette", "Find", "Find a school, a person, words, a command", priority=True),
    Action("app.draw_again", "ctrl+l", "draw_again", "Draw again", "Draw the screen again", priority=True),
    Action("app.unsaved", "f12", "unsaved", "Not saved", "What is not saved, and why", priority=True),
    Action("app.lock", "f10", "lock_vault", "Lock", "Lock the vault at once, if it is open", priority=True),
    Action("app.quit", "ctrl+q", "quit", "Quit", "Quit; everything is saved", priority=True),
    Action("everywhere.back", "escape", "back", "Back", "Go back"),
    # F1 while something is typed in.
    Action("everywhere.help", "question_mark,f1", "help", "Help", "What this screen is for, and its keys"),
    Action("everywhere.message", "f5", "message", "Whole message", "Show the message in the last line but one whole"),
    Action("everywhere.undo", "ctrl+z", "undo", "Undo", "Undo, redo"),
    Action("everywhere.redo", "ctrl+y", "redo", "Redo", "Undo, redo"),
    Action("dialog.help", "question_mark,f1", "help", "Help", "What is asked here, and the keys"),
    Action("grid.up", "up", "move('up')", "Up", MOVE),
    Action("grid.down", "down", "move('down')", "Down", MOVE),
    Action("grid.left", "left", "move('left')", "Left", MOVE),
    Action("grid.right", "right", "move('right')", "Right", MOVE),
    Action("grid.page_up", "pageup", "move('page_up')", "Page up", PAGE),
    Action("grid.page_down", "pagedown", "move('page_down')", "Page down", PAGE),
    Action("grid.row_start", "home", "move('row_start')", "First column", COLUMN),
    Action("grid.row_end", "end", "move('row_end')", "Last column", COLUMN),
    Action("grid.first", "ctrl+home", "move('first')", "First row", ROW),
    Action("grid.last", "ctrl+end", "move('last')", "Last row", ROW),
    Action("grid.next", "tab", "next_field(1)", "Next field", NEXT, editing=True),
    Action("grid.previous", "shift+tab", "next_field(-1)", "Field before", NEXT, editing=True),
    Action("grid.open", "enter", "open", "Open, or edit"),
    Action("grid.edit", "f2", "edit", "Edit the cell", editing=True),
    Action("grid.clear", "delete,backspace", "clear", "Clear", "Clear the cell or the block", editing=True),
    # Only those that terminals do not keep for their own scrolling; F8 serves for all the others.
    Action("grid.extend_up", "shift+up", "move('up', True)", "Block: up", BLOCK),
    Action("grid.extend_down", "shift+down", "move('down', True)", "Block: down", BLOCK),
    Action("grid.extend_left", "shift+left", "move('left', True)", "Block: left", BLOCK),
    Action("grid.extend_right", "shift+right", "move('right', True)", "Block: right", BLOCK),
    Action("grid.extend_row_start", "shift+home", "move('row_start', True)", "Block: first column", BLOCK_ENDS),
    Action("grid.extend_row_end", "shift+end", "move('row_end', True)", "Block: last column", BLOCK_ENDS),
    Action("grid.choose", "f8", "choose", "Choose a block", "Choose a block with the arrows; Esc lets it go"),
    Action("grid.choose_all", "ctrl+a", "choose_all", "Choose all", "Choose all cells"),
    Action("grid.copy", "ctrl+c", "copy", "Copy", "Copy the cell or the block"),
    Action(
        "grid.copy_headed",
        "ctrl+k",
        "copy(True)",
        "Copy with headings",
        "Copy with headings: the block, or the whole table",
    ),
    Action(
        "grid.paste",
        "ctrl+v",
        "paste",
        "Paste",
        "Paste what was copied in siptui",
        editing=True,
    ),
    Action("grid.filter", "slash", "filter", "Filter", "Show only the rows with some words in them"),
    Action("grid.sort", "f6", "sort", "Sort by column", "Sort by this column; again, downwards"),
    Action("grid.drop", "escape", "drop", "All rows", "Let a block go, or show all rows again"),
    Action("filter.submit", "down", "submit", "Back to the rows", "Filtering: back to the rows"),
    Action("filter.all_rows", "escape", "all_rows", "All rows", "Filtering: show all rows again"),
    Action("bar.right", "tab", "accept('right')", "Accept, next field", ACCEPT_NEXT),
    Action("bar.left", "shift+tab", "accept('left')", "Accept, field before", ACCEPT_NEXT),
    Action("bar.enter", "enter", "accept('enter')", "Accept, next row", ACCEPT),
    Action("bar.up", "up", "accept('up')", "Accept, row above", ACCEPT),
    Action("bar.down", "down", "accept('down')", "Accept, row below", ACCEPT),
    Action("bar.cancel", "escape", "cancel", "Leave unchanged", "Editing a cell: leave it as it was"),
    # Undo here is of the typing; the screen's own would take back what was saved before.
    Action(
        "bar.restore",
        "ctrl+z,ctrl+y",
        "restore",
        "The text as it was",
        "Editing a cell: the text as it was",
    ),
    Action(
        "pane.leave",
        "escape",
        "leave('stay')",
        "Keep the text",
        "Writing a text: keep it and go back",
        priority=True,
    ),
    Action("pane.next", "tab", "leave('right')", "Next field", KEEP),
    Action("pane.previous", "shift+tab", "leave('left')", "Field before", KEEP),
    # Before the area's own Ctrl+E, which goes to the line's end.
    Action(
        "pane.outside",
        "ctrl+e",
        "outside",
        "Your own editor",
        "Writing a text: your own editor",
        priority=True,
    ),
    Action(
        "pane.instead",
        "ctrl+r",
        "instead",
        "What was meant",
        "Writing a text: put what was meant; again, another",
    ),
    Action("pane.own_word", "f2", "own_word", "My word", "Writing a text: add the marked word to your own"),
    Action("pane.phrase", "f6", "phrase", "Phrases", "Writing a text: put one of your phrases here"),
    Action(
        "pane.keep_phrase",
        "f8",
        "keep_phrase",
        "Keep phrase",
        "Writing a text: keep this sentence as a phrase",
    ),
    Action("phrases.down", "down", "move('down')", "Next", "Phrases: the next, or the one before"),
    Action("phrases.up", "up", "move('up')", "Before", "Phrases: the next, or the one before"),
    Action("phrases.remove", "ctrl+d", "remove", "Remove", "Phrases: keep this one no longer", priority=True),
    Action("phrases.leave", "escape", "leave", "None", "Phrases: write none"),
    Action("caseload.sort", "s", "sort", "Sort", "Sort by name, person, category, reds, visit, days"),
    Action("caseload.people", "p", "people", "People", "Who works here, the office, and the forms of each"),
    Action("caseload.review", "v", "review", "Review", "Review every school: who needs a call, and why"),
    Action("caseload.due", "d", "due", "Due", "What is due, and what is arranged"),
    Action("caseload.preview", "space", "app.preview", "Preview", "The school under the cursor at a glance"),
    Action("caseload.years", "y", "app.years", "Years", "The years beside each other, and the way into one"),
    Action("years.review", "v", "review", "Review", "Review every school of the year"),
    Action("due.whose", "m", "whose", "Only theirs", "Only what concerns whose this is; again, everything"),
    Action("review.sort", "s", "sort", "Worst first", "The worst in this column first; again, by name"),
    Action("review.group", "g", "group", "Group", "Group the schools: by SIP, phase, category, target, or not"),
    Action("review.map", "h", "map", "Map", "Every indicator of every school"),
    Action("review.spread", "equals_sign", "spread", "How many", "How many schools have each value"),
    Action("review.alert", "exclamation_mark", "raise_alert", "Raise alert", "Raise an alert about the school"),
    Action("map.turn", "t", "turn", "Next", "Show the next thing that is judged"),
    Action("counted.leave", "escape", "leave", "Back", "Go back"),
    Action("caseload.new", "n", "new", "New school", "Add a school"),
    Action("caseload.allocate", "a", "allocate", "Give it to", "Give the school to somebody else"),
    Action("naming.leave", "escape", "leave", "Leave it", "Leave all as it was"),
    Action("giving.leave", "escape", "leave", "Leave it", "Leave all as it was"),
    Action("people.schools", "s", "schools", "Schools", "Show the schools of the person in the caseload"),
    Action("people.evaluations", "e", "evaluations", "Evaluations", "What schools and governors say of each"),
    Action("evaluations.one", "m", "one", "Only theirs", "Only one person's; again, everybody's"),
    Action(
        "person.preview",
        "space",
        "app.preview",
        "Preview",
        "The form under the cursor at a glance",
    ),
    Action("person.new", "n", "new", "New form", "Begin a new form"),
    Action("person.import", "i", "import", "Import", "Read a form that came back as a document"),
    Action("person.export", "x", "export", "Export", "Write the form as a document"),
    Action(
        "school.preview",
        "space",
        "app.preview",
        "Preview",
        "The form under the cursor at a glance",
    ),
    Action("school.new", "n", "new", "New form", "Begin a new form"),
    Action("school.import", "i", "import", "Import", "Read a tracking file, or a returned note"),
    Action("school.alert", "exclamation_mark", "raise_alert", "Raise alert", "Raise an alert"),
    Action("school.export", "x", "export", "Export", "Write the form as a document or workbook"),
    Action("school.vault", "v", "vault", "Vault", "Confidential forms, in a vault of your own"),
    Action("school.years", "y", "app.years", "Years", "The school's years, and the way into one"),
    Action(
        "vault.preview",
        "space",
        "app.preview",
        "Preview",
        "The form under the cursor at a glance",
    ),
    Action("vault.new", "n", "new", "New form", "Begin a new form"),
    Action("vault.import", "i", "import", "Import", "Read a form that came back"),
    Action("vault.export", "x", "export", "Export", "Write the form to a file, in the clear"),
    Action("unlocking.leave", "escape", "leave", "Leave it locked", "Leave the vault locked"),
    Action("making.leave", "escape", "leave", "Make none", "Go back, and make no vault"),
    Action("beginning.leave", "escape", "leave", "Begin none", "Go back, and begin none"),
    Action("editing.history", "f3", "history", "Who wrote this", "Who wrote this, and what stood here before"),
    Action("editing.source", "f9", "source", "Where from", "Where this came from: a file, or who typed it"),
    Action("source.history", "f3", "history", "Who wrote this", "Who wrote this, and what stood here before"),
    Action("editing.carry", "ctrl+t", "carry", "As before", "Take over what was said of this before"),
    Action(
        "editing.finding",
        "f7",
        "finding",
        "To look at",
        "To the next mark, finding or need",
    ),
    Action("form.sections", "ctrl+g", "sections", "Sections", "Go to a section of the form"),
    Action("form.steps", "f4", "steps", "Steps", "Where the form stands, and the steps from there"),
    Action("sections.leave", "escape", "leave", "Stay", "Stay where one is"),
    Action("stepping.leave", "escape", "leave", "No step", "Leave the form as it stands"),
    Action("unproofed.walk", "f7,enter", "answer('walk')", "Look at them", "Go to what is marked"),
    Action("unproofed.take", "y", "answer('take')", "All the same", "Take the step all the same"),
    Action("unproofed.leave", "escape", "answer('')", "Leave it", "Leave the form as it stands"),
    Action("judgements.evaluate", "e", "evaluate", "Evaluate", "Write the evaluation"),
    Action("judgements.define", "f4,d", "define", "Definitions", "Definitions in full"),
    Action("progress.import", "ctrl+o,i", "import", "Import tracking", "Read the school's tracking spreadsheet"),
    Action("progress.groups", "ctrl+g,g", "groups", "Groups", "Show every group of pupils, or those with figures"),
    Action("progress.early_years", "f4,y", "early_years", "Form around it", "What the form asks beside the grid"),
    Action("summary.export", "f4,x", "export", "Export", "Write the workbook for the governors"),
    Action("importing.accept", "y", "accept", "Yes, import", "Make these changes"),
    Action("importing.no", "n", "back", "No", "Leave all as it was"),
    Action("importing.changes", "1", "view('changes')", "Changes", "The figures that would change"),
    Action(
        "importing.understood",
        "2",
        "view('understood')",
        "Columns",
        "The file's rows, and what each column means",
    ),
    Action("importing.left_out", "3", "view('left out')", "Not counted", "Every cell not counted, and why"),
    Action("importing.questions", "4", "view('questions')", "Questions", "What only you can answer"),
    Action("importing.groups", "5", "view('groups')", "Groups", "The averages of each vulnerable group"),
    Action("importing.notes", "6", "view('notes')", "Notes", "Suggested comments, and what else there is to say"),
    Action("importing.next_sheet", "s", "next_sheet", "Next sheet", "The next sheet's columns"),
    Action("importing.sheet", "x", "sheet", "Leave sheet out", "Leave this sheet out, or take it in"),
    Action("importing.file", "f", "file", "Other file", "Choose another file"),
    Action("returned.accept", "y", "accept", "Yes, take over", "Make the changes as they are chosen, in one edit"),
    Action("returned.theirs", "t", "choose('theirs')", "Theirs", "Take theirs, or keep the comment"),
    Action("returned.ours", "o", "choose('ours')", "Ours", "Leave ours, or the comment"),
    Action("returned.edit", "e", "edit", "Edit", "Make your own of the two"),
    Action("returned.turn", "space", "turn", "More of the text", "The next page of the texts"),
    Action(
        "files.folder", "f4", "folder", "Whole folder", "Read all that came back in the inbox, or in the folder typed"
    ),
    Action("folder.accept", "y", "accept", "Yes, take over", "Take over all files marked so, each in one edit"),
    Action("folder.leave_out", "x", "leave_out", "Leave out", "Leave a file out, or take it in again"),
    Action("files.remove", "delete", "remove", "Remove file", "Remove a file from the inbox; asks first"),
    Action("path.complete", "tab", "complete", "Complete", "Complete the file's name"),
    Action("path.down", "down", "down", "Choose below", "Choose from the files below"),
    Action("pasting.all", "y", "take('all')", "Paste", "Paste all that fits, in one edit"),
    Action("pasting.empty", "e", "take('empty')", "Into empty cells", "Paste only what goes into empty cells"),
    Action("pasting.leave", "escape,n", "leave", "Paste nothing", "Leave all as it was"),
    Action("removing.yes", "y", "answer(True)", "Remove it", "Remove the file from the inbox"),
    Action("removing.no", "escape,n", "answer(False)", "Keep it", "Leave the file in the inbox"),
    Action("export.next", "down", "other(1)", "Another", "What is written: the next, or the one before"),
    Action("export.before", "up", "other(-1)", "The one before", "What is written: the next, or the one before"),
    Action("export.leave", "escape", "leave", "Write nothing", "Go back, and write nothing"),
    Action("template.leave", "escape", "leave", "Write nothing", "Go back, and write nothing"),
    Action("leaving_out.yes", "l", "answer(True)", "Leave it out", "Write the rest, and leave out what has no place"),
    Action("leaving_out.no", "escape,n", "answer(False)", "Write nothing", "Go back, and write nothing"),
    Action("replace.yes", "r", "answer(True)", "Replace it", "Replace the file that is there"),
    Action("replace.no", "escape,n", "answer(False)", "Keep it", "Keep the file that is there"),
    Action("password.back", "escape", "leave", "Leave it closed", "Leave the file closed"),
    Action("choosing.leave_out", "x", "leave_out", "Leave out", "Leave it out"),
    Action("history.put_back", "p", "put_back", "Put it back", "Make this the field's value again"),
    Action("history.turn", "space", "turn", "More of the text", "The next page of the text"),
    Action("clash.mine", "m", "mine", "Mine", "Keep mine"),
    Action("clash.theirs", "t", "theirs", "Theirs", "Keep theirs"),
    Action("clash.both", "b", "both", "Both", "Keep both, theirs first"),
    Action("clash.later", "escape", "later", "Later", "Decide later"),
    Action("drafts.keep", "k", "keep", "Keep it"),
    Action("drafts.throw", "x", "throw", "Throw it away"),
    Action("drafts.copy", "c", "copy_out", "Copy", "Copy the text to the clipboard"),
    Action("drafts.next", "n", "next", "Next", "The next one"),
    Action("drafts.later", "escape", "later", "Later", "Leave it until the next start"),
    Action("unsaved.again", "t", "again", "Try again", "Ask the store once more; of a clash, choose"),
    Action("unsaved.copy", "c", "copy_out", "Copy", "Copy this text to the clipboard"),
    Action("unsaved.write", "w", "write_out", "Write out", "Write all these texts to a file"),
    Action("unsaved.throw", "x", "throw", "Throw it away", "Throw this text away; asks first"),
    Action("unsaved.turn", "space", "turn", "More of the text", "The next page of the text"),
    Action("definitions.back", "escape,f4,d,enter,q", "dismiss", "Back", "Go back"),
    Action("help.back", "escape,question_mark,enter,q", "dismiss", "Back", "Go back"),
    Action("message.back", "escape,enter,q", "dismiss", "Back", "Go back"),
)
NAMED = {action.id: action for action in ACTIONS}


def bindings(where: str) -> list[BindingType]:
    """The bindings of the class that is a place."""
    return [Binding(a.keys, a.run, a.does, show=False, priority=a.priority, id=a.id) for a in actions_of(where)]


def actions_of(where: str) -> list[Action]:
    """The actions of a place itself."""
    return [action for action in ACTIONS if action.where == where]
