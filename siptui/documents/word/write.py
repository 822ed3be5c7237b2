"""A document as a Word file, by python-docx."""

from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from xml.sax.saxutils import escape

from docx import Document as new_document
from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from siptui.documents.identity import Identity
from siptui.documents.layout.note import Document
from siptui.documents.layout.page_content import Heading, Sheet, Table, Words
from siptui.documents.text_without_controls import plain
from siptui.documents.word.markup import paragraphs
from siptui.documents.word.page_setup import section_markup, set_modern, set_page, set_styles, width
from siptui.documents.word.tables import KEEP, Numbers, table_markup

DRAFT = "DRAFT"
LONGEST_FOOT = 76  # characters of the title and of whose it is, beside the rest of the line
GAP = '<w:p><w:pPr><w:pStyle w:val="Gap"/></w:pPr></w:p>'
OF_2010 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006"


def word_document(document: Document, identity: Identity, author: str) -> bytes:
    """The content of a .docx file."""
    word = new_document()
    set_styles(word)
    set_modern(word)
    revision = int(identity.revision)
    set_page(word, _foot(document, revision), DRAFT if document.draft else "")
    _fill(word, document, revision)
    core = word.core_properties
    core.title, core.subject = plain(document.title)[:255], plain(document.whose)[:255]
    core.author = core.last_modified_by = plain(author)[:255]
    core.language, core.comments = "en-GB", ""
    core.created = core.modified = datetime.now(UTC).replace(tzinfo=None)
    core.revision = 1
    _keep(word, identity.properties())
    made = BytesIO()
    word.save(made)
    return made.getvalue()


def _foot(document: Document, revision: int) -> str:
    """What stands at the foot of each page before its number, on one line."""
    whose = _cut(document.whose, LONGEST_FOOT // 2)
    title = _cut(document.title, LONGEST_FOOT - len(whose))
    told = [title, whose, f"revision {revision}" if revision else "", DRAFT if document.draft else ""]
    return "  ·  ".join(each for each in told if each)


def _cut(text: str, most: int) -> str:
    text = " ".join(plain(text).split())
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _fill(word: WordDocument, document: Document, revision: int) -> None:
    body = word.element.body
    parts: list[str] = []
    numbers, wide = Numbers(), False
    for nth, sheet in enumerate(document.sheets):
        if sheet.wide != wide:
            if nth:  # an empty page would come before the first
                parts.append(f"<w:p><w:pPr><w:sectPr>{section_markup(wide)}</w:sectPr></w:pPr></w:p>")
            wide = sheet.wide
            turn = False
        else:
            turn = nth > 0
        made = _sheet(sheet, wide, turn, numbers)
        parts += made if nth else _with_top(made, document, document.standing(revision))
    whole = parse_xml(f"<w:body {nsdecls('w')} {OF_2010}>{''.join(parts)}</w:body>")
    last = body.sectPr
    for each in list(whole):
        last.addprevious(each)
    feet = [each for each in last if each.tag.endswith("Reference")]
    for each in list(last):
        last.remove(each)
    last.extend(list(parse_xml(f"<w:sectPr {nsdecls('w')}>{section_markup(wide)}</w:sectPr>")))
    first = next(body.iter(qn("w:sectPr")))
    for each in reversed(feet):  # what the first section has at head and foot, those that follow have too
        first.insert(0, each)


def _with_top(parts: list[str], document: Document, standing: str) -> list[str]:
    """The first form under what the document is; with its own title where that is the document's."""
    whose = [paragraphs(document.whose, "Subtitle")] if document.whose else []
    top = [*whose, *([paragraphs(standing, "Standing")] if standing else [])]
    if document.sheets[0].title == document.title:
        return [parts[0], *top, *parts[1:]]
    return [paragraphs(document.title, "Title"), *top, *parts]


def _sheet(sheet: Sheet, wide: bool, turn: bool, numbers: Numbers) -> list[str]:
    parts: list[str] = []
    after_table = False
    for piece in sheet.pieces:
        if isinstance(piece, Heading):
            begins = "<w:pageBreakBefore/>" if turn and piece.level == 1 else ""
            parts.append(paragraphs(piece.text.replace("\n", " "), f"Heading{piece.level}", begins))
        elif isinstance(piece, Words):
            kept = KEEP if piece.helps else ""
            parts.append(paragraphs(piece.text.replace("\n\n", "\n"), "Help" if piece.helps else "Normal", kept))
        elif isinstance(piece, Table):
            parts += [GAP] if after_table else []
            parts.append(table_markup(piece, width(wide), numbers))
        after_table = isinstance(piece, Table)
    return [*parts, GAP] if after_table else parts


def _keep(word: WordDocument, properties: Mapping[str, str]) -> None:
    """Add properties of our own, each as text."""
    ours = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
    each = "".join(
        f'<property fmtid="{ours}" pid="{n}" name="{name}"><vt:lpwstr>{escape(value)}</vt:lpwstr></property>'
        for n, (name, value) in enumerate(properties.items(), start=2)
    )
    spaces = f'xmlns="{PROPERTIES}/custom-properties" xmlns:vt="{PROPERTIES}/docPropsVTypes"'
    whole = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties {spaces}>{each}</Properties>'
    kind = CONTENT_TYPE.OFC_CUSTOM_PROPERTIES
    package = word.part.package
    part = Part(PackURI("/docProps/custom.xml"), kind, whole.encode(), package)
    package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)
