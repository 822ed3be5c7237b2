"""The comments of a file of any kind, put on its sheets. Runs in the process with limits (`siptui.intake`)."""

import re
from collections.abc import Iterable

from siptui.sheets.cells import CellComment, Sheet

MOST = 300
"""Comments of a sheet that are kept: more than anybody writes."""
LONGEST = 8000  # characters of one
STAND_IN = "[Threaded comment]"
"""How the note begins that old programs are shown instead of a conversation; behind it "Comment:" and the words."""
_BEFORE_WORDS = re.compile(r"\n[^\S\n]*[^\s:][^\n:]{0,40}:[^\S\n]*\n")


def add_comments(data: bytes, sheets: list[Sheet]) -> None:
    """Put what was remarked on cells on the sheets of the file that holds `data`; what cannot be found is left out."""
    try:
        found = _found(data)
    except Exception:  # noqa: BLE001 - whatever a broken part brings about, the cells were read
        return
    by_name = found if isinstance(found, dict) else dict(zip((s.name for s in sheets), found, strict=False))
    for sheet in sheets:
        sheet.comments = list(_plain(by_name.get(sheet.name, [])))[:MOST]


def _found(data: bytes) -> dict[str, list[CellComment]] | list[list[CellComment]]:
    """By the sheet's name, or sheet by sheet."""
    if not data.startswith(b"PK"):
        from siptui.sheets.comments_on_cells.xls_notes import notes

        return notes(data)
    if b"content.xml" in data[-65536:]:  # where a zip names its parts
        from siptui.sheets.comments_on_cells.ods_annotations import annotations

        return annotations(data)
    from siptui.sheets.comments_on_cells.xlsx_comments import comments

    return comments(data)


def _plain(comments: Iterable[CellComment]) -> Iterable[CellComment]:
    """Comments with words, each once, without what programs write before the words."""
    seen = set()
    for each in comments:
        text = each.text[: 2 * LONGEST].replace("\r\n", "\n").replace("\r", "\n").strip()
        author = each.author.strip()
        if author.startswith("tc=") or text.startswith(STAND_IN):
            author, text = "", _BEFORE_WORDS.split(text, maxsplit=1)[-1].strip()
        first, _, rest = text.partition("\n")
        if first.endswith(":") and rest.strip() and (not author or first[:-1].strip() == author):
            author, text = first[:-1].strip(), rest.strip()  # Excel begins a note with whose it is
        found = CellComment(each.row, each.column, author[:200], each.when, text[:LONGEST])
        if found.text and found not in seen:
            seen.add(found)
            yield found
