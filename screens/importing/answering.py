"""What a person answers: a question, what a column or a value means, which sheets are left out."""

from collections.abc import Callable

from screens.importing.reading_file import ReadingScreen
from screens.importing.sheet_view import ROW, rows_of
from screens.importing.views import GIVEN
from siptui.records.typed_and_shown import printable
from siptui.tracking.proposal import NotCounted, SheetSeen, TrackingProposal
from siptui.tracking.questions.answers_in_words import words
from siptui.tracking.questions.choices import Meant, meanings, values

LEAVE_OUT, RESULTS = "leave out", "results"
COLUMN = "the column"


class AnsweringScreen(ReadingScreen):
    """Asks what is meant, and has the file read again with the answer."""

    def choose_answer(self, found: TrackingProposal, key: str) -> None:
        """Take the choice in that row of the questions, or take an answer back."""
        given = key.removeprefix(GIVEN)
        if key.startswith(GIVEN) and given in self.given:
            self.answer(given, None)
        elif key.startswith(GIVEN):
            self.forgotten.add(given)
            self.start(self.path, self.given)
        for question in found.questions:
            for choice in question.choices:
                if key == f"{question.key}={choice}":
                    self.answer(question.key, choice)

    def turn_sheet(self, seen: SheetSeen) -> None:
        """Leave a sheet out, or take it in; what was said of it before is taken back."""
        key = f"sheet:{seen.name}"
        if self.given.get(key) in {LEAVE_OUT, RESULTS}:
            self.answer(key, None)
        else:
            self.answer(key, LEAVE_OUT if seen.used else RESULTS)

    def ask_cell(self, found: TrackingProposal, seen: SheetSeen, row: str, letters: str) -> None:
        """Ask what a value means, if it was not counted; else what its column means."""
        odd = next((n for (y, x), n in rows_of(found, seen).items() if (str(y), x) == (row, letters)), None)
        if letters == ROW:
            self.say("Go to the column that means something else", problem=True)
        elif odd is not None and odd.value.strip():
            self.ask_value(odd, seen)
        else:
            self.ask_column(seen, letters)

    def ask_column(self, seen: SheetSeen, letters: str) -> None:
        """Ask what a column means."""
        each = next((c for c in seen.columns if c.letters == letters), None)
        if each is None:
            return
        index = seen.columns.index(each)
        some = zip(seen.numbers, seen.rows, strict=True)
        held = [row[index].strip() for n, row in some if n >= seen.first and index < len(row)]
        framework = self.desk.framework
        lines = [
            f"Column {letters} of {seen.name}. Its heading: {each.heading or 'none'}",
            f"Understood as: {words(framework, each.means) or 'nothing'}",
            f"It holds: {', '.join(text for text in held if text) or 'nothing in the first rows'}",
        ]
        choices = meanings(framework)
        key = f"means:{seen.name}!{letters}"
        now = self.given.get(key) or each.meant.answer
        self._ask(f"Column {letters}", lines, choices, now, lambda choice: self.answer(key, choice))

    def ask_value(self, each: NotCounted, seen: SheetSeen | None = None) -> None:
        """Ask what a value that was not counted means; on a sheet its column may be meant instead."""
        value = each.value.strip()
        key = f"value:{value}"
        lines = [
            f"Every cell that holds {value!r} counts as what you choose.",
            f"Not counted so far: {each.reason}",
        ]
        choices = values()
        if seen is not None:
            choices = [*choices, Meant(COLUMN, "The whole column means something else …", "The column")]

        def done(choice: str) -> None:
            if choice == COLUMN and seen is not None:
                self.ask_column(seen, each.column)
            else:
                self.answer(key, choice)

        self._ask(f"What is {value!r}?", lines, choices, self.given.get(key, ""), done)

    def _ask(self, title: str, lines: list[str], choices: list[Meant], now: str, done: Callable[[str], None]) -> None:
        from screens.importing.choice_list import ChoiceScreen

        about = "\n".join(printable(line) for line in lines)
        self.app.push_screen(ChoiceScreen([*self.where(), printable(title)], about, choices, now, done))
