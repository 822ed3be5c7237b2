"""What proofing finds in the records of a store, for `check`."""

from collections.abc import Iterator
from functools import cached_property

from msgspec import Struct

from siptui.proofing.mark import Mark
from siptui.proofing.marks_in_words import in_words
from siptui.proofing.own_words import own_words
from siptui.proofing.record_texts import known_of, texts_of
from siptui.records.change import Record
from siptui.records.problem import Facts
from siptui.store.store import Store

AROUND = 24  # characters of the text that are printed on either side of what is marked


class Marked(Struct, frozen=True):
    """A mark as it is printed: as a finding, whose rule is the mark's code, and with its facts."""

    subject: str
    path: str
    rule: str
    message: str
    code: str
    facts: Facts
    source: str = ""


class Drafts:
    """The drafts in a store; without `spelling` only their slips are looked for."""

    def __init__(self, store: Store, spelling: bool) -> None:
        self.store = store
        self.spelling = spelling

    @cached_property
    def _schools(self) -> list[str]:
        return [row.name for row in self.store.overview()[0]]

    @cached_property
    def _people(self) -> list[str]:
        return [each if isinstance(each, str) else each.name for each in self.store.office.people.values()]

    @cached_property
    def _own(self) -> list[str]:
        return own_words()

    def marked(self, subject: str, record: Record, below: str = "") -> Iterator[Marked]:
        """Every mark in a subject's texts, by text and place; in those of the form at `below`, where it is named."""
        texts = texts_of(self.store.fields, record, below)
        if not texts:
            return
        from siptui.proofing.proof import marks  # takes longer than all else where nothing is written yet

        known = known_of(self.store.fields, record, schools=self._schools, people=self._people, own=self._own)
        for mark in marks(texts, known, spelling=self.spelling):
            text = f"{in_words(mark)} · {_around(texts[mark.path], mark)}"
            yield Marked(subject, mark.path, mark.code, text, mark.code, _facts(mark))


def _facts(mark: Mark) -> Facts:
    return {"word": mark.word, "start": mark.start, "end": mark.end, "suggestions": mark.suggestions}


def _around(text: str, mark: Mark) -> str:
    """The words around a mark, on one line."""
    start, end = max(0, mark.start - AROUND), min(len(text), mark.end + AROUND)
    if start:
        start = text.find(" ", start, mark.start) + 1 or start
    if end < len(text):
        last = text.rfind(" ", mark.end, end)
        end = last if last > mark.end else end
    said = "".join(" " if c in "\n\t" else c for c in text[start:end])
    return ("… " if start else "") + said + (" …" if end < len(text) else "")
