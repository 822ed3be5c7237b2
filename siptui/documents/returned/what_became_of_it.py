"""What became of a document besides its answers: what is gone, moved or new in it is said, and nothing guessed."""

from collections import Counter
from collections.abc import Iterator, Mapping

from siptui.documents.layout.note import Document
from siptui.documents.layout.page_content import Heading, Table, Words
from siptui.documents.returned.document_read import DocumentRead
from siptui.documents.returned.normal_text import normal
from siptui.records.controls_made_visible import quoted
from siptui.records.fields import Fields
from siptui.records.paths_in_words import full_name
from siptui.records.problem import Problem

ALSO = {
    "macros": ("holds macros, which were not run", "ask who sent it where they come from"),
    "outside": (
        "names pictures or templates elsewhere, which were not fetched",
        "ask who sent it where they come from",
    ),
    "footnotes": ("has footnotes, which were not read", "look at them in Word, and type in what is to stay"),
    "pictures": ("has pictures or charts in it, which are not kept", "look at them in Word"),
    "other_file": ("has another file put into it, which was not read", "open it in Word, save it and try again"),
    "many_comments": ("has more comments than a note has, and not all were read", "look at the others in Word"),
}
MOST_STRANGE = 20
"""Paragraphs from elsewhere that are said one by one."""


def what_became_of_it(
    file: str,
    read: DocumentRead,
    fields: Fields,
    printed: Document,
    said: Mapping[str, str],
    by_place: Mapping[int, str],
    revision: int | None,
) -> list[Problem]:
    """What became of the document besides: answers that are gone, words that stand elsewhere, what it brought along.

    `revision` is that it was made from, None where that is not known here.
    """
    problems = [Problem(file, *ALSO[code], code=f"document_{code}") for code in read.also if code in ALSO]
    gone = [cell.path for sheet in printed.sheets for cell in sheet.cells if cell.path not in said]
    if gone:
        named = ", ".join(full_name(fields.framework, fields, path) for path in gone[:3])
        more = f" and {len(gone) - 3} more" if len(gone) > 3 else ""
        what = f"{len(gone)} of its answers are not where they were: {named}{more}"
        do = "look there yourself; nothing was taken from them"
        problems.append(Problem(file, what, do, facts={"paths": gone}, code="answers_gone"))
    words = _words_printed(printed) | {normal(line) for n in by_place for line in read.cells[n].text.split("\n")}
    words |= {normal(printed.standing(revision or 0)), ""}
    strange = [text for text in read.outside if not all(normal(line) in words for line in text.split("\n"))]
    if revision is None:  # where each part stood then is not known
        strange = [text for text in strange if not text.startswith("revision ")]
    else:
        problems += _of_headings(file, read, printed)
    for text in strange[:MOST_STRANGE]:
        what, do = f"has words that are no answer: {quoted(text)}", "put them where they belong, if they do"
        problems.append(Problem(file, what, do, facts={"text": text[:200]}, code="words_outside"))
    if (unsaid := len(strange) - MOST_STRANGE) > 0:
        what, do = f"has {unsaid} more paragraphs that are no answers", "look at them in the document"
        problems.append(Problem(file, what, do, facts={"paragraphs": unsaid}, code="more_words_outside"))
    return problems


def _words_printed(printed: Document) -> set[str]:
    """Every paragraph that the document has printed, but for answers."""
    found = [printed.title, printed.whose]
    for sheet in printed.sheets:
        for piece in sheet.pieces:
            if isinstance(piece, Table):
                found += piece.columns
                found += [text for row in piece.rows for cell in row.cells for text in (cell.text, cell.help)]
            elif isinstance(piece, Heading):
                found.append(piece.text.replace("\n", " "))
            else:
                found.append(piece.text)
    return {normal(line) for text in found for line in text.split("\n")}


def _of_headings(file: str, read: DocumentRead, printed: Document) -> Iterator[Problem]:
    """Headings that are gone, or stand in another order."""
    pieces = [piece for sheet in printed.sheets for piece in sheet.pieces]
    headings = {normal(piece.text.replace("\n", " ")) for piece in pieces if isinstance(piece, Heading)}
    were = [text for piece in pieces for text in _flowing(piece) if text in headings]
    are = [text for each in read.flowing if (text := normal(each)) in headings]
    gone = list((Counter(were) - Counter(are)).elements())
    if gone:
        named = ", ".join(map(quoted, gone[:3])) + (f" and {len(gone) - 3} more" if len(gone) > 3 else "")
        what = f"{'1 of its headings is' if len(gone) == 1 else f'{len(gone)} of its headings are'} gone: {named}"
        do = "see whether more is gone with it; each answer is known by itself"
        yield Problem(file, what, do, facts={"headings": gone}, code="headings_gone")
    elif were != are and len(were) == len(are):
        first = next(text for text, was in zip(are, were, strict=True) if text != was)
        what = f"has its headings in another order, from {quoted(first)} on"
        do = "nothing hangs on it; each answer is known by itself"
        yield Problem(file, what, do, facts={"heading": first}, code="headings_moved")


def _flowing(piece: object) -> list[str]:
    if isinstance(piece, Heading):
        return [normal(piece.text.replace("\n", " "))]
    return [normal(line) for line in piece.text.split("\n")] if isinstance(piece, Words) else []
