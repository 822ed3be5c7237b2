"""What a school does to a note, at random, with libraries that know nothing of ours: docx-revisions, python-docx."""

from io import BytesIO

import docx
from docx.document import Document
from docx.text.paragraph import Paragraph
from docx_revisions import RevisionParagraph
from hypothesis import strategies as st
from lxml import etree
from msgspec import Struct

from siptui.documents.answer_mark import mark_of
from support.documents.opened_docx import W

AUTHOR = "Mrs J Invented"
# Without tabs: docx-revisions strikes out other words behind them (findings/docx_revisions_strikes_out_other_words.sh).
WORDS = st.text(
    st.sampled_from("abc XYZ 09 .,;:!?'\"’“”–—-\u2011&<>£é/()%"),
    min_size=1,
    max_size=30,
).map(lambda text: f"w{text.strip()}")


class Edit(Struct, frozen=True):
    """Words struck out of a paragraph of an answer, and others written at its end; tracked, or not."""

    paragraph: int
    start: float  # as a share of the paragraph
    end: float
    words: str
    tracked: bool


EDITS = st.builds(Edit, st.integers(0, 3), st.floats(0, 1), st.floats(0, 1), WORDS, st.booleans())


class EditedByOthers:
    """A .docx file in python-docx's hands."""

    def __init__(self, content: bytes) -> None:
        self.word: Document = docx.Document(BytesIO(content))
        starts = self.word.element.body.iter(f"{W}bookmarkStart")
        self._cells = {str(each.get(f"{W}name")): next(each.iterancestors(f"{W}tc")) for each in starts}

    def edit(self, path: str, edit: Edit) -> str:
        """Edit an answer; gives its whole text as it is then meant."""
        paragraphs = self._paragraphs(path)
        nth = edit.paragraph % len(paragraphs)
        lines = [each.text for each in paragraphs]
        line = lines[nth]
        start, end = sorted(int(share * len(line)) for share in (edit.start, edit.end))
        if edit.tracked:
            tracked = RevisionParagraph.from_paragraph(paragraphs[nth])
            if end > start:
                tracked.add_tracked_deletion(start, end, author=AUTHOR)
            tracked.add_tracked_insertion(edit.words, author=AUTHOR)
            lines[nth] = line[:start] + line[end:] + edit.words
        else:
            [run, *others] = paragraphs[nth].runs or [paragraphs[nth].add_run()]
            run.text = line[:start] + edit.words + line[end:]
            for each in others:
                each.text = ""
            lines[nth] = run.text
        return "\n".join(lines)

    def comment(self, path: str, words: str) -> None:
        """A comment on an answer."""
        runs = [run for paragraph in self._paragraphs(path) for run in paragraph.runs]
        self.word.add_comment(runs or [self._paragraphs(path)[0].add_run(" ")], words, AUTHOR, "JI")

    def saved(self) -> bytes:
        """The file with what was done to it."""
        made = BytesIO()
        self.word.save(made)
        return made.getvalue()

    def _paragraphs(self, path: str) -> list[Paragraph]:
        cell = self._cells[mark_of(path)]
        assert isinstance(cell, etree._Element)
        return [Paragraph(each, self.word._body) for each in cell.findall(f"{W}p")]  # type: ignore[arg-type]
