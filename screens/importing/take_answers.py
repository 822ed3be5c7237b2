"""What a person answers: a question, what a column or a value means, which sheets are left out."""

from collections.abc import Callable

from screens.frame.desk_screen import DeskScreen
from screens.importing.chosen_file import ChosenFile
from screens.importing.preview import Preview
from screens.importing.views.questions import GIVEN
from screens.importing.views.sheet_as_understood import ROW, rows_of
from siptui.records.typed_and_shown import printable
from siptui.tracking.proposal_types import NotCounted, SheetSeen
from siptui.tracking.questions.answers_in_words import words
from siptui.tracking.questions.meanings_to_choose import Meant, meanings, values

LEAVE_OUT, RESULTS = "leave out", "results"
COLUMN = "the column"


def turn_sheet(file: ChosenFile, seen: SheetSeen) -> None:
    """Leave a sheet out, or take it in; what was said of it before is taken back."""
    key = f"sheet:{seen.name}"
    if file.given.get(key) in {LEAVE_OUT, RESULTS}:
        file.answer(key, None)
    else:
        file.answer(key, LEAVE_OUT if seen.used else RESULTS)


class MeaningAsker:
    """Asks over a screen what is meant, and has the file read again with the answer."""

    def __init__(self, screen: DeskScreen, file: ChosenFile) -> None:
        self._screen, self._file = screen, file

    def answer_chosen(self, preview: Preview, key: str) -> None:
        """Take the choice in that row of the questions, or take an answer back."""
        given = key.removeprefix(GIVEN)
        if key.startswith(GIVEN) and given in self._file.given:
            self._file.answer(given, None)
        elif key.startswith(GIVEN):
            self._file.forget(given)
        for question in preview.found.questions:
            for choice in question.choices:
                if key == f"{question.key}={choice}":
                    self._file.answer(question.key, choice)

    def ask_cell(self, preview: Preview, row: str, letters: str) -> None:
        """Ask what a value means, if it was not counted; else what its column means."""
        seen = preview.seen
        odd = next((n for (y, x), n in rows_of(preview.found, seen).items() if (str(y), x) == (row, letters)), None)
        if letters == ROW:
            self._screen.say("Go to the column that means something else", problem=True)
        elif odd is not None and odd.value.strip():
            self._ask_value(odd, seen)
        else:
            self._ask_column(seen, letters)

    def ask_not_counted(self, preview: Preview, row: str) -> None:
        """Ask what a value means that stands among what was not counted."""
        each = next((n for at, n in enumerate(preview.found.not_counted) if str(at) == row), None)
        if each and each.column and each.value.strip():
            self._ask_value(each)
        elif each:
            self._screen.say("Only a cell that holds something can mean something else", problem=True)

    def _ask_column(self, seen: SheetSeen, letters: str) -> None:
        each = next((c for c in seen.columns if c.letters == letters), None)
        if each is None:
            return
        index = seen.columns.index(each)
        some = zip(seen.numbers, seen.rows, strict=True)
        held = [row[index].strip() for n, row in some if n >= seen.first and index < len(row)]
        framework = self._screen.desk.framework
        lines = [
            f"Column {letters} of {seen.name}. Its heading: {each.heading or 'none'}",
            f"Understood as: {words(framework, each.means) or 'nothing'}",
            f"It holds: {', '.join(text for text in held if text) or 'nothing in the first rows'}",
        ]
        choices = meanings(framework)
        key = f"means:{seen.name}!{letters}"
        now = self._file.given.get(key) or each.meant.answer
        self._ask(f"Column {letters}", lines, choices, now, lambda choice: self._file.answer(key, choice))

    def _ask_value(self, each: NotCounted, seen: SheetSeen | None = None) -> None:
        """On a sheet that is shown its column may be meant instead."""
        value = each.value.strip()
        key = f"value:{value}"
        lines = [
            f"Every cell that holds {value!r} counts as what you choose.",
            f"Not counted so far: {each.reason}",
        ]
        choices = values(self._screen.desk.framework)
        if seen is not None:
            choices = [*choices, Meant(COLUMN, "The whole column means something else …", "The column")]

        def done(choice: str) -> None:
            if choice == COLUMN and seen is not None:
                self._ask_column(seen, each.column)
            else:
                self._file.answer(key, choice)

        self._ask(f"What is {value!r}?", lines, choices, self._file.given.get(key, ""), done)

    def _ask(self, title: str, lines: list[str], choices: list[Meant], now: str, done: Callable[[str], None]) -> None:
        from screens.importing.choice_list import ChoiceScreen

        about = "\n".join(printable(line) for line in lines)
        way = [*self._screen.where(), printable(title)]
        self._screen.app.push_screen(ChoiceScreen(way, about, choices, now, done))
