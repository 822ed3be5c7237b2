"""The note of visit, or any form, written to a file: .docx, or .pdf where LibreOffice is on the machine."""

from datetime import date
from pathlib import Path

from siptui.documents.identity import Identity, digest_of
from siptui.documents.layout.note import Document, note, one_form
from siptui.records.change import Record
from siptui.records.fields import Fields
from siptui.rules.summary import text
from siptui.store.files.export_file import check, save_bytes
from siptui.store.files.untouched_since_export import signed

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
    part: str = "",
    blank: bool = False,
    today: date | None = None,
    replace: bool = False,
) -> list[str]:
    """Write the note, or the form of that path, to `out`. Gives what to know of it.

    Of a form it may be one part alone, for whoever fills that in; and `blank`, as it is of an empty record.
    Raises Refused, and then `out` is as it was: also for a file that is there, unless it is to `replace` it.
    """
    suffix = PDF if out.suffix.lower() == PDF else WORD
    check(out, suffix, replace)
    day = today or date.today()
    document = note(fields, record, day, visit) if form == NOTE else one_form(fields, record, form, day, part, blank)
    content = content_of(document, fields, record, subject, revision)
    if suffix == PDF:
        from siptui.documents.pdf import as_pdf

        content = as_pdf(content, out)
    save_bytes(signed(content), out, suffix, replace)
    return [f"it is a draft ({', '.join(document.states)})"] if document.draft and document.states else []


def content_of(document: Document, fields: Fields, record: Record, subject: str, revision: int) -> bytes:
    """A document as the content of a Word file."""
    from siptui.documents.word.write import word_document

    framework = fields.framework
    told = (document.part, "yes" if document.blank else "")
    identity = Identity(subject, document.form, framework.name, str(revision), digest_of(record), *told)
    author = text(record, framework.roles.sip) or framework.identity.authority
    return word_document(document, identity, author)
