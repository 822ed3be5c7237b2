"""What Word puts around, between and into answers: read as it reads on paper, or said, and never guessed."""

import copy
from collections.abc import Callable
from datetime import date

import pytest
from lxml import etree

from siptui.documents.export import content_of
from siptui.documents.identity import identity_of
from siptui.documents.layout.note import note
from siptui.documents.returned.proposal import DocumentProposal, document_proposal
from siptui.documents.returned.read import read_document
from siptui.framework import Framework
from siptui.records.change import Record
from siptui.records.fields import Fields, fields_of
from support.documents.edited_docx import EditedDocx
from support.documents.opened_docx import W
from support.documents.whole_year import whole_year

TEXT = "visits/autumn/judgements/S1.1/evaluation"
LEAD = "visits/autumn/actions/2/lead"
SAID = "One.\nTwo.\nThree."
NAMES = " ".join(
    f'xmlns:{prefix}="http://schemas.{name}"'
    for prefix, name in {
        "w": "openxmlformats.org/wordprocessingml/2006/main",
        "mc": "openxmlformats.org/markup-compatibility/2006",
        "a": "openxmlformats.org/drawingml/2006/main",
        "m": "openxmlformats.org/officeDocument/2006/math",
    }.items()
)
BOX = (
    "<w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r></w:p>"
    "</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>In a box.</w:t></w:r>"
    "</w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)
CONTENTS = (
    '<w:sdt><w:sdtContent><w:p><w:pPr><w:pStyle w:val="TOCHeading"/></w:pPr><w:r><w:t>Contents</w:t></w:r></w:p>'
    '<w:p><w:pPr><w:pStyle w:val="TOC1"/></w:pPr><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC '
    '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:hyperlink><w:r><w:t>Part A</w:t></w:r>'
    '<w:r><w:tab/><w:t>3</w:t></w:r></w:hyperlink><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    "</w:sdtContent></w:sdt>"
)
FIELD = [
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
    "<w:r><w:instrText> DATE </w:instrText></w:r>",
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
    "<w:r><w:t> 3 May</w:t></w:r>",
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
]
CELLS = "".join(f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>" for text in "ab")
TO_FILL = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>Click</w:t></w:r></w:sdtContent></w:sdt>"
Doing = Callable[[EditedDocx], None]


def made(markup: str) -> etree._Element:
    return etree.fromstring(f"<x {NAMES}>{markup}</x>")[0]


def paragraphs(document: EditedDocx) -> list[etree._Element]:
    return list(document.cell(TEXT).iter(f"{W}p"))


def around(markup: str, *, cell: bool = False) -> Doing:
    """Put something around the first words of the answer, or around its cell."""

    def do(document: EditedDocx) -> None:
        inner = document.cell(TEXT) if cell else paragraphs(document)[0].find(f"{W}r")
        assert inner is not None
        outer, parent = made(markup), inner.getparent()
        assert parent is not None
        parent.replace(inner, outer)
        [*_, deepest] = outer.iter()
        deepest.append(inner)

    return do


def behind(*markup: str) -> Doing:
    """Put something behind the first line of the answer."""
    return lambda document: paragraphs(document)[0].extend(map(made, markup))


def at_top(markup: str) -> Doing:
    """Put something on top of the document."""

    def do(document: EditedDocx) -> None:
        body = document.body.find(f"{W}body")
        assert body is not None
        body.insert(1, made(markup))

    return do


def struck_out(document: EditedDocx, how: str) -> None:
    """The second line taken out, and that tracked."""
    line = paragraphs(document)[1]
    properties = line.find(f"{W}pPr")
    assert properties is not None
    properties.append(made(f"<w:rPr><w:{how}/></w:rPr>"))
    for run in line.findall(f"{W}r"):
        gone = made(f"<w:{how}/>")
        line.replace(run, gone)
        gone.append(run)


def moved(document: EditedDocx) -> None:
    """The second line moved behind the third, and that tracked."""
    struck_out(document, "moveFrom")
    words = "<w:moveTo><w:r><w:t>Two.</w:t></w:r></w:moveTo>"
    paragraphs(document)[2].addnext(made(f"<w:p><w:pPr><w:rPr><w:moveTo/></w:rPr></w:pPr>{words}</w:p>"))


def joined(document: EditedDocx) -> None:
    """The end of the first line taken out."""
    first, second, _ = paragraphs(document)
    first.extend(second.findall(f"{W}r"))
    document.cell(TEXT).remove(second)


def row_added(document: EditedDocx) -> None:
    """A row of the actions copied, and written over."""
    row = document.row(LEAD)
    copied = copy.deepcopy(row)
    document.forget_marks(copied)
    for words in copied.iter(f"{W}t"):
        words.text = "Of a new row."
    row.addnext(copied)


def cell_taken_out(document: EditedDocx) -> None:
    properties = document.cell(LEAD).find(f"{W}tcPr")
    assert properties is not None
    properties.append(made("<w:cellDel/>"))


def spaces_made_hard(document: EditedDocx) -> None:
    for words in document.cell("visits/autumn/activities").iter(f"{W}t"):
        words.text = (words.text or "").replace(" ", "\u00a0")


def strict(document: EditedDocx) -> None:
    """As Word saves "Strict Open XML"."""
    name = W[1:-1].encode()
    whole = etree.tostring(document.body).replace(name, b"http://purl.oclc.org/ooxml/wordprocessingml/main")
    document.body = etree.fromstring(whole)


def first_line(more: str) -> str:
    return f"One.{more}\nTwo.\nThree."


UNCHANGED = SAID
WAYS: dict[str, tuple[Doing, str, list[str]]] = {
    "a control around words": (around("<w:sdt><w:sdtPr/><w:sdtContent/></w:sdt>"), UNCHANGED, []),
    "a control around a cell": (around("<w:sdt><w:sdtPr/><w:sdtContent/></w:sdt>", cell=True), UNCHANGED, []),
    "a smart tag": (around('<w:smartTag w:element="place"/>'), UNCHANGED, []),
    "a control to be filled in": (
        behind(TO_FILL),
        UNCHANGED,
        [],
    ),
    "hard spaces": (spaces_made_hard, UNCHANGED, []),
    "a table of contents": (at_top(CONTENTS), UNCHANGED, []),
    "strict": (strict, UNCHANGED, []),
    "a field": (behind(*FIELD), first_line(" 3 May"), []),
    "a simple field": (behind("<w:fldSimple><w:r><w:t> 3 May</w:t></w:r></w:fldSimple>"), first_line(" 3 May"), []),
    "a link": (behind("<w:hyperlink><w:r><w:t> there</w:t></w:r></w:hyperlink>"), first_line(" there"), []),
    "a symbol": (behind('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'), first_line("✓"), []),
    "a symbol unknown": (behind('<w:r><w:sym w:font="Mine" w:char="F012"/></w:r>'), first_line("\ufffd"), []),
    "a formula": (behind("<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>"), first_line("x=1"), []),
    "a box": (behind(BOX), first_line("\nIn a box."), []),
    "a table within": (
        lambda d: paragraphs(d)[0].addnext(made(f"<w:tbl><w:tr>{CELLS}</w:tr></w:tbl>")),
        first_line("\na\nb"),
        [],
    ),
    "lines joined": (joined, "One.Two.\nThree.", []),
    "a line struck out": (lambda d: struck_out(d, "del"), "One.\nThree.", []),
    "a line moved": (moved, "One.\nThree.\nTwo.", []),
    "a box elsewhere": (at_top(f"<w:p>{BOX}</w:p>"), UNCHANGED, ["words_outside"]),
    "a row added": (row_added, UNCHANGED, ["words_outside"] * 5),
    "a cell taken out": (cell_taken_out, UNCHANGED, ["answers_gone"]),
    "a footnote": (behind('<w:r><w:footnoteReference w:id="2"/></w:r>'), UNCHANGED, ["document_footnotes"]),
    "a picture": (behind("<w:r><w:drawing><a:blip/></w:drawing></w:r>"), UNCHANGED, ["document_pictures"]),
    "another file": (at_top("<w:altChunk/>"), UNCHANGED, ["document_other_file"]),
}


@pytest.fixture(scope="module")
def fields(framework: Framework) -> Fields:
    return fields_of(framework)


@pytest.fixture(scope="module")
def year(fields: Fields) -> Record:
    return whole_year(fields, words=3) | {TEXT: SAID, "visits/autumn/activities": "Lessons were seen."}


@pytest.fixture(scope="module")
def content(fields: Fields, year: Record) -> bytes:
    return content_of(note(fields, year, date.today(), "autumn"), fields, year, "ashwell", 7)


def back(fields: Fields, year: Record, document: EditedDocx) -> DocumentProposal:
    read = read_document(document.saved())
    identity = identity_of(read.properties)
    assert identity is not None
    return document_proposal("note.docx", read, identity, fields, year, year)


@pytest.mark.parametrize("way", WAYS)
def test_it_is_read_as_on_paper_or_said(fields: Fields, year: Record, content: bytes, way: str) -> None:
    do, expected, codes = WAYS[way]
    document = EditedDocx(content)
    do(document)
    found = back(fields, year, document)
    assert {c.path: c.new for c in found.merged.changes} == ({} if expected == UNCHANGED else {TEXT: expected})
    assert (found.merged.clashes, [p.code for p in found.problems]) == ([], codes)


def test_a_reply_is_a_comment_of_its_own(fields: Fields, year: Record, content: bytes) -> None:
    document = EditedDocx(content)
    document.comment(TEXT, "Mrs J Invented", "Not quite.")
    document.comment(TEXT, "Mr K Invented", "I agree with that.")
    said = [(each.path, each.comment.author, each.comment.text) for each in back(fields, year, document).comments]
    assert said == [(TEXT, "Mrs J Invented", "Not quite."), (TEXT, "Mr K Invented", "I agree with that.")]
