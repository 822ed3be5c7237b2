"""The note of visit, or any form, written to a file: .docx, or .pdf where LibreOffice is on the machine."""

from datetime import date
from pathlib import Path

from siptui.documents.identity import Identity, digest_of
from siptui.documents.layout.note import Document, note, one_form
from siptui.records.change import Record
from siptui.records.fields import Fields
from siptui.rules.summary import text
from siptui.store.files.export_file import check, save_bytes

WORD, PDF = ".docx", ".pdf"
NOTE = "note"


def write_document(
    fields: Fields,
    record: Record,
    subject: str,
    revision: int,
    out: Path,
    *,
    form: str = NOTE,
    visit: str = "",
    today: date | None = None,
    replace: bool = False,
) -> list[str]:
    """Write the note, or the form of that path, to `out`; of an empty record, the blank form. Gives what to know of it.

    Raises Refused, and then `out` is as it was: also for a file that is there, unless it is to `replace` it.
    """
    suffix = PDF if out.suffix.lower() == PDF else WORD
    check(out, suffix, replace)
    day = today or date.today()
    document = note(fields, record, day, visit) if form == NOTE else one_form(fields, record, form, day)
    content = content_of(document, fields, record, subject, revision)
    if suffix == PDF:
        from siptui.documents.pdf import as_pdf

        content = as_pdf(content, out)
    save_bytes(content, out, suffix, replace)
    return [f"it is a draft ({', '.join(document.states)})"] if document.draft and document.states else []


def content_of(document: Document, fields: Fields, record: Record, subject: str, revision: int) -> bytes:
    """A document as the content of a Word file."""
    from siptui.documents.word.write import word_document

    framework = fields.framework
    identity = Identity(subject, document.form, framework.name, str(revision), digest_of(record))
    author = text(record, framework.roles.sip) or framework.identity.authority
    return word_document(document, identity, author)
