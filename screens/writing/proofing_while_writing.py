"""A text looked through while it is written: whenever its writer pauses, and when they walk from mark to mark."""

import asyncio
from collections.abc import Callable
from typing import Protocol

from screens.keys.key_names import spelled
from screens.writing.writing_area import WritingArea
from siptui.proofing.mark import Mark
from siptui.proofing.marks_in_words import wrong
from siptui.records.problem import Refused

PAUSE = 0.4
"""Seconds after a key in which those that follow are waited for."""
PATIENCE = 2.0
"""Seconds that an answer is waited for; a text is looked through in some hundredths of one."""
TAKES = "{pane.instead} {first}"
ADDS = "{pane.own_word} my word"
NO_MARK = "Nothing is marked here"
NOTHING_MEANT = "Nothing comes near to it: write what was meant"
ANOTHER = "{pane.instead} again: {next}"


class Proof(Protocol):
    """What looks through one text, wherever that is done."""

    async def marks(self, text: str) -> list[Mark]:
        """The marks of the text as it is now. Raises Refused."""
        ...

    async def keep_word(self, word: str) -> None:
        """Add a word to the writer's own. Raises Refused."""
        ...


class ProofingWhileWriting:
    """Of one area: asks, shows what is found, and puts what was meant in the place of what is marked."""

    def __init__(self, area: WritingArea, counted: Callable[[], None], say: Callable[[str, bool], None]) -> None:
        """`counted` is called when there may be another number of marks; `say` tells a person, True of a problem."""
        self._area = area
        self._counted = counted
        self._say = say
        self._proof: Proof | None = None
        self._typed = asyncio.Event()
        self._put: tuple[int, str, list[str]] | None = None  # what was put last: where, what, and what is next

    def begin(self, proof: Proof | None) -> None:
        """Another text is being written."""
        self._proof, self._put = proof, None
        self._typed.set()

    def typed(self) -> None:
        """The text has changed."""
        self._typed.set()

    @property
    def count(self) -> int:
        """How many marks there are to be looked at."""
        return len(self._area.marks.shown(self._area.cursor)) if self._area.marks.all else 0

    async def work(self) -> None:
        """Look the text through at every pause, for as long as it is being written."""
        while self._proof is not None:
            await self._typed.wait()
            await asyncio.sleep(PAUSE)
            self._typed.clear()
            if not await self.look():
                return  # it has been said why not

    async def look(self) -> bool:
        """Look the text through as it is now; whether that could be done."""
        proof, text = self._proof, self._area.text
        if proof is None:
            return False
        try:
            marks = await asyncio.wait_for(proof.marks(text), PATIENCE)
        except Refused as fault:
            self._say(str(fault), True)
            return False
        except TimeoutError:
            return True  # at the next pause, then
        if proof is self._proof:
            self._area.found(text, marks)
            self._counted()
        return True

    async def walk(self) -> bool:
        """Go to the next mark, and say what is wrong; False where there is none behind the one that was looked at."""
        await self.look()
        area, marks = self._area, self._area.marks
        mark = marks.next(area.cursor)
        if mark is None:
            return False
        area.go_to(mark)
        takes = TAKES.replace("{first}", mark.suggestions[0].strip() or "mends it") if mark.suggestions else ""
        adds = ADDS if mark.code == "spelling" else ""
        said = [f"{marks.number()} of {len(marks.all)}: {wrong(mark)}", *filter(None, (takes, adds))]
        self._say(spelled(" · ".join(said), area), False)
        return True

    def _here(self) -> Mark | None:
        """The mark under the cursor, or right before it."""
        cursor, marks = self._area.cursor, self._area.marks
        return marks.at or next((m for m in marks.all if m.start <= cursor <= m.end), None)

    def instead(self) -> None:
        """Put what was meant in the place of what is marked; at once again, the next that may have been meant."""
        area, put = self._area, self._put
        if put and put[2] and area.cursor == put[0] + len(put[1]) and area.text[put[0] : area.cursor] == put[1]:
            start, end, (first, *others) = put[0], area.cursor, put[2]
        elif (mark := self._here()) is None:
            self._say(NO_MARK, False)
            return
        elif not mark.suggestions:
            self._say(NOTHING_MEANT, False)
            return
        else:
            start, end, (first, *others) = mark.start, mark.end, mark.suggestions
        area.put(start, end, first)
        self._put = (start, first, others)
        again = spelled(ANOTHER.replace("{next}", others[0]), area) if others else ""
        self._say(again, False)

    async def own_word(self) -> None:
        """Add the word that is marked to the writer's own."""
        mark, proof = self._here(), self._proof
        if mark is None or proof is None or mark.code != "spelling":
            self._say(NO_MARK, False)
            return
        try:
            await proof.keep_word(mark.word)
        except Refused as fault:
            self._say(str(fault), True)
            return
        self._say(f"“{mark.word}” is one of your words now", False)
        await self.look()
