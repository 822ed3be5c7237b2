"""Questions that only a person can answer, the answers already given, and what somebody said without being asked."""

from collections.abc import Mapping

from msgspec import structs

from siptui.records.problem import Fact, Facts, Place, Refused
from siptui.records.proposal import Question
from siptui.sheets.cells import plain
from siptui.tracking.words.problems import problem
from siptui.tracking.words.questions import asks

LEAVE_OUT = "leave out"


class Asking:
    """Keeps the questions that arise while a file is read; one asked of several places is asked once."""

    def __init__(self, source: str, answers: Mapping[str, str]) -> None:
        self.source = source
        self.answers = answers
        self.remembered: Mapping[str, str] = {}  # answers of the school's earlier files, where none is given now
        self.used: dict[str, str] = {}  # those of them that answered a question
        self._asked: dict[str, Question] = {}
        self._more: dict[str, int] = {}
        self._first: dict[tuple[str, str], object] = {}
        self._about: set[str] = set()  # the keys of answers that are about something in the file

    def ask(self, key: str, code: str, choices: list[str], place: Place, **facts: Fact) -> str | None:
        """The answer to a question, as one of its choices; None while it is open. Raises Refused for another.

        `code` and `facts` say what is asked (`words.questions`), `key` by what it is answered.
        """
        if key in self._asked:
            self._more[key] += 1
            self._asked[key] = _with_more(self._asked[key], facts)
        else:
            where = f"{self.source}: {place}"
            self._asked[key] = Question(key, asks(code, facts), choices, where, code, facts, place)
            self._more[key] = 0
        return self.told(key, choices)

    def key_of(self, key: str, subject: str, about: object, sheet: str) -> str:
        """`key`; on a sheet where it would be about something else than before in a subject, one of the sheet's own."""
        same = self._first.setdefault((key, subject), about) == about
        return key if same else f"{key}:{sheet}"

    def told(self, key: str, choices: list[str]) -> str | None:
        """What was said under `key`, asked or not, as one of the choices. Raises Refused for another."""
        if key not in self.answers:
            known = plain(self.remembered.get(key, ""))
            choice = next((c for c in choices if plain(c) == known), None)
            if choice is not None:
                self.used[key] = choice
            return choice
        self._about.add(key)
        given = plain(self.answers[key])
        for choice in choices:
            if plain(choice) == given:
                return choice
        some = ", ".join(choices)
        raise Refused(problem(self.source, "no_such_answer", given=self.answers[key], key=key, choices=some))

    def told_of(self, what: str) -> dict[str, str]:
        """What was said of things of one kind ("value:"), now or for earlier files: by the thing's name, the key."""
        return {key.removeprefix(what): key for key in (*self.remembered, *self.answers) if key.startswith(what)}

    def said(self, key: str) -> str:
        """What was said under a key, as it was said."""
        return self.answers.get(key, self.remembered.get(key, ""))

    def use(self, key: str) -> None:
        """Note that what was said under `key` is about something in the file."""
        if key in self.answers:
            self._about.add(key)
        else:
            self.used[key] = self.remembered[key]

    @property
    def waits(self) -> bool:
        """Whether a question has no answer so far."""
        return any(key not in self.answers and key not in self.used for key in self._asked)

    def open(self) -> list[Question]:
        """The questions without an answer. Raises Refused for an answer to what was never asked nor is there."""
        never = [k for k in self.answers if k not in self._about]
        if never:
            keys = ", ".join(self._asked) or "none; this file asks nothing"
            raise Refused(*(problem(self.source, "no_such_question", key=k, keys=keys) for k in never))
        return [self._with_places(q) for k, q in self._asked.items() if k not in self.answers and k not in self.used]

    def _with_places(self, question: Question) -> Question:
        more = self._more[question.key]
        return structs.replace(question, where=f"{question.where} and {more} more") if more else question


def _with_more(question: Question, facts: Facts) -> Question:
    """A question that is asked of further places, with all that it lists there too."""
    lists = {k: v for k, v in question.facts.items() if isinstance(v, list)}
    further = {k: [*dict.fromkeys((*v, *more))] for k, v in lists.items() if isinstance(more := facts.get(k), list)}
    if further == lists:
        return question
    every: Facts = {**question.facts, **further}
    return structs.replace(question, facts=every, asks=asks(question.code, every))
