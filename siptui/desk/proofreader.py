"""What proofing finds in the texts of the school that is open, asked of a process of its own and kept by text.

Nothing here waits on the event loop: whoever asks goes on with the keys until the answer comes.
"""

import asyncio
from collections.abc import Collection, Mapping

from siptui.desk.open_records import Desk
from siptui.desk.proofing_process import ProofingProcess
from siptui.proofing.mark import Mark
from siptui.proofing.own_words import add_own_word, own_words
from siptui.proofing.record_texts import known_of, texts_of
from siptui.records.change import Record
from siptui.records.problem import Problem, Refused


class Proofreader:
    """The marks of one school's texts; of another school they are forgotten."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._process = ProofingProcess()
        self._school = ""
        self._found: dict[str, tuple[str, list[Mark]]] = {}  # by path: the text that they are of, and its marks
        self._words = 0  # of one's own that were added here

    def begin(self) -> None:
        """Have the process get ready; returns at once."""
        self._process.begin()

    def end(self) -> None:
        """Let go of the process."""
        self._process.end()

    def marks(self, school_id: str, path: str, text: str) -> list[Mark]:
        """What is known to be marked in a text; [] of one that has not been looked through as it stands."""
        of, found = self._found.get(path, ("", [])) if school_id == self._school else ("", [])
        return found if of == text else []

    async def look(self, school_id: str, below: str = "") -> int:
        """Look through the texts of a school, or of those `below` one form's place, that may be written in now.

        Gives how many marks there are. Raises Refused where the process cannot say.
        """
        record = self._desk.record(school_id)
        texts = await asyncio.to_thread(texts_of, self._desk.fields, record, below)
        await self._look(school_id, record, texts, [p for p, t in texts.items() if not self._is_known(school_id, p, t)])
        return sum(len(self.marks(school_id, path, text)) for path, text in texts.items())

    async def look_at(self, school_id: str, path: str, text: str) -> list[Mark]:
        """The marks of one text, as it is being written. Raises Refused."""
        if text.strip() and not self._is_known(school_id, path, text):
            record = self._desk.record(school_id)
            form = self._desk.fields.form_of(path)
            below = form.place_of(path) if form else ""
            texts = await asyncio.to_thread(texts_of, self._desk.fields, record, below or "")
            await self._look(school_id, {**record, path: text}, texts | {path: text}, [path])
        return self.marks(school_id, path, text)

    async def keep_word(self, word: str) -> None:
        """Add a word to one's own; it is marked nowhere any more. Raises Refused, also for one out of a vault."""
        if self._desk.confidential:
            what = "stands in what is confidential, and is kept in no list of words"
            raise Refused(Problem(word, what, "add it where you write elsewhere", code="confidential_word"))
        await asyncio.to_thread(add_own_word, word)
        self._words += 1
        self._found.clear()

    def of_text(self, school_id: str, path: str) -> "TextProof":
        """What looks through one text while it is written."""
        return TextProof(self, school_id, path)

    def _is_known(self, school_id: str, path: str, text: str) -> bool:
        return school_id == self._school and path in self._found and self._found[path][0] == text

    async def _look(self, school_id: str, record: Record, texts: Mapping[str, str], only: Collection[str]) -> None:
        if not only:
            return
        words = self._words
        found = await asyncio.to_thread(self._ask, record, texts, only)
        if words != self._words:
            return  # it did not know yet of a word that was added meanwhile; whoever wants to know asks again
        if school_id != self._school:
            self._school, self._found = school_id, {}
        for path in only:
            self._found[path] = (texts[path], [mark for mark in found if mark.path == path])

    def _ask(self, record: Record, texts: Mapping[str, str], only: Collection[str]) -> list[Mark]:
        """Runs in a thread."""
        desk = self._desk
        schools = [row.name for row in desk.rows]
        people = [each if isinstance(each, str) else each.name for each in desk.store.office.people.values()]
        known = known_of(desk.fields, record, schools=schools, people=people, own=own_words())
        return self._process.marks(texts, known, only=only)


class TextProof:
    """Looks through the text at one path."""

    def __init__(self, proofreader: Proofreader, school_id: str, path: str) -> None:
        self._proofreader, self._school_id, self._path = proofreader, school_id, path

    async def marks(self, text: str) -> list[Mark]:
        """The marks of the text as it is now. Raises Refused."""
        return await self._proofreader.look_at(self._school_id, self._path, text)

    async def keep_word(self, word: str) -> None:
        """Add a word to the writer's own. Raises Refused."""
        await self._proofreader.keep_word(word)
