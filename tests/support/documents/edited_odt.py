"""What a school does to a note that it has saved as .odt, with odfpy: written on and over, tracked, commented."""

from io import BytesIO

from hypothesis import strategies as st
from msgspec import Struct
from odf import dc, office, table, teletype, text
from odf.element import Element
from odf.namespaces import TEXTNS
from odf.opendocument import load

from siptui.documents.answer_mark import mark_of
from support.documents.school_edits import AUTHOR, WORDS

WHEN = "2010-12-01T10:20:30"


class OdtEdit(Struct, frozen=True):
    """Words written behind an answer, or over it; tracked, or not."""

    words: str
    over: bool
    tracked: bool


ODT_EDITS = st.builds(OdtEdit, WORDS, st.booleans(), st.booleans())


class EditedOdt:
    """An .odt file in odfpy's hands."""

    def __init__(self, content: bytes) -> None:
        self._odt = load(BytesIO(content))
        marks = [mark for kind in (text.BookmarkStart, text.Bookmark) for mark in self._odt.getElementsByType(kind)]
        self._cells = {each.getAttribute("name"): _cell(each) for each in marks}
        self._changes: Element | None = None
        self._last = 0

    def edit(self, path: str, edit: OdtEdit) -> str:
        """Edit an answer; gives its whole text as it is then meant."""
        paragraphs = self._cells[mark_of(path)].getElementsByType(text.P)
        said = [teletype.extractText(each) for each in paragraphs]
        first, last = paragraphs[0], paragraphs[-1]
        if edit.over:
            self._emptied(paragraphs, edit.tracked)
            last, said = first, [edit.words]
        else:
            said[-1] += edit.words
        if edit.tracked:
            number = self._changed(text.Insertion())
            last.addElement(text.ChangeStart(changeid=number), check_grammar=False)
            teletype.addTextToElement(last, edit.words)
            last.addElement(text.ChangeEnd(changeid=number), check_grammar=False)
        else:
            teletype.addTextToElement(last, edit.words)
        return "\n".join(said)

    def comment(self, path: str, words: str) -> None:
        """A comment on an answer."""
        paragraph = self._cells[mark_of(path)].getElementsByType(text.P)[0]
        made = office.Annotation()
        made.addElement(dc.Creator(text=AUTHOR))
        made.addElement(dc.Date(text=WHEN))
        inside = text.P()
        teletype.addTextToElement(inside, words)
        made.addElement(inside)
        paragraph.addElement(made, check_grammar=False)

    def saved(self) -> bytes:
        """The file with what was done to it."""
        made = BytesIO()
        self._odt.write(made)
        return made.getvalue()

    def _emptied(self, paragraphs: list[Element], tracked: bool) -> None:
        """What stands in an answer struck out, the beginning of its bookmark apart."""
        first, *others = paragraphs
        gone = text.Deletion()
        struck = [teletype.extractText(each) for each in paragraphs]
        kept = ("text:bookmark-start", "text:bookmark")
        first.childNodes[:] = [each for each in first.childNodes if getattr(each, "tagName", "") in kept]
        cell = first.parentNode
        cell.childNodes[:] = [each for each in cell.childNodes if each not in others]
        if tracked and any(struck):
            number = self._changed(gone)
            for line in struck:
                paragraph = text.P()
                teletype.addTextToElement(paragraph, line)
                gone.addElement(paragraph)
            first.addElement(text.Change(changeid=number), check_grammar=False)

    def _changed(self, kind: Element) -> str:
        """A change that is tracked; gives its number."""
        if self._changes is None:
            body = self._odt.text
            self._changes = text.TrackedChanges()
            body.insertBefore(self._changes, body.firstChild)
        self._last += 1
        about = office.ChangeInfo()
        about.addElement(dc.Creator(text=AUTHOR))
        about.addElement(dc.Date(text=WHEN))
        kind.addElement(about)
        region = text.ChangedRegion(check_grammar=False)
        region.attributes[TEXTNS, "id"] = f"ct{self._last}"
        region.addElement(kind)
        self._changes.addElement(region)
        return f"ct{self._last}"


def _cell(element: Element) -> Element:
    while element.qname != table.TableCell().qname:
        element = element.parentNode
    return element
