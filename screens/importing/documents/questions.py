"""What only a person can tell of a workbook that came back: asked in the list, answered from a list of choices."""

from collections.abc import Callable, Sequence

from screens.frame.desk_screen import DeskScreen
from screens.grid.grid import Cell, Row
from siptui.framework import Framework
from siptui.records.proposal import Question
from siptui.records.typed_and_shown import printable
from siptui.tracking.questions.meanings_to_choose import Meant

QUESTION = "question "
"""How the key of a row begins that asks something."""
HEADING, CHOOSE, ANSWERED = "Only you can tell", "answer", "answered"


class Questions:
    """The questions of a file: those that are open, every one that was, and what was answered."""

    def __init__(self) -> None:
        self.answers: dict[str, str] = {}
        self._open: list[Question] = []
        self._asked: dict[str, Question] = {}

    def read(self, questions: Sequence[Question]) -> None:
        """The file was read, with the answers so far, and asks these."""
        self._open = [*questions]
        self._asked |= {each.key: each for each in questions}

    @property
    def open(self) -> list[str]:
        """The keys of the rows of those that wait for an answer."""
        return [f"{QUESTION}{each.key}" for each in self._open]

    def find(self, row_key: str) -> Question | None:
        """The question in a row, open or answered."""
        return self._asked.get(row_key.removeprefix(QUESTION)) if row_key.startswith(QUESTION) else None

    def rows(self, framework: Framework) -> list[Row]:
        """Those that are open, then those that were answered."""
        waiting = {each.key for each in self._open}
        rows = [Row("questions", (HEADING,), heading=True)] if self._asked else []
        for key, each in sorted(self._asked.items(), key=lambda pair: pair[0] not in waiting):
            said = self.answers.get(key, "")
            words, word, look = in_words(framework, each, said), ANSWERED, "strong"
            if key in waiting:
                words, word, look = " or ".join(in_words(framework, each, c) for c in each.choices), CHOOSE, "conflict"
            where = f"{each.where}: " if each.where else ""
            rows.append(
                Row(f"{QUESTION}{key}", (f"  {printable(where + each.asks)}", printable(words), Cell(word, look)))
            )
        return rows


def in_words(framework: Framework, question: Question, choice: str) -> str:
    """A choice as it is shown: a visit by its name, a percentage with its sign."""
    if question.code == "which_percentage":
        return f"{choice} %"
    visits = {visit.key: visit.name for visit in framework.visits} if question.code == "which_visit" else {}
    return visits.get(choice, choice)


def ask(screen: DeskScreen, questions: Questions, question: Question, answered: Callable[[], None]) -> None:
    """Let what only a person can tell be chosen, over a screen; then the file has to be read again."""
    from screens.importing.choice_list import ChoiceScreen

    def chosen(choice: str) -> None:
        questions.answers[question.key] = choice
        answered()

    framework = screen.desk.framework
    about = printable(f"{question.where}: {question.asks}" if question.where else question.asks)
    choices = [Meant(each, printable(in_words(framework, question, each)), "Choose") for each in question.choices]
    now = questions.answers.get(question.key, "")
    screen.app.push_screen(ChoiceScreen([*screen.where(), "Question"], about, choices, now, chosen))
