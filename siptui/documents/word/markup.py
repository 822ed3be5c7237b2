"""Texts as WordprocessingML: what no document can hold is left out, and line ends are paragraphs."""

from collections.abc import Sequence
from xml.sax.saxutils import escape

from siptui.documents.text_without_controls import plain


def attribute(text: str) -> str:
    """A text as the value of an attribute, on one line."""
    return escape(" ".join(plain(text).split()), {'"': "&quot;"})


def runs(text: str) -> str:
    """A line as runs."""
    if not text:
        return ""
    parts = [f'<w:t xml:space="preserve">{escape(part)}</w:t>' if part else "" for part in text.split("\t")]
    return f"<w:r>{'<w:tab/>'.join(parts)}</w:r>"


BOX_FONT = "MS Gothic"


def box(sign: str, ticked: bool) -> str:
    """A box that Word ticks by a click; it has no name, for LibreOffice would wrap one around what follows."""
    states = "".join(
        f'<w14:{name}State w14:val="{code}" w14:font="{BOX_FONT}"/>'
        for name, code in (("checked", "2612"), ("unchecked", "2610"))
    )
    font = f'<w:rFonts w:ascii="{BOX_FONT}" w:hAnsi="{BOX_FONT}" w:eastAsia="{BOX_FONT}" w:hint="eastAsia"/>'
    return (
        f'<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="{int(ticked)}"/>{states}</w14:checkbox></w:sdtPr>'
        f"<w:sdtContent><w:r><w:rPr>{font}</w:rPr><w:t>{sign}</w:t></w:r></w:sdtContent></w:sdt>"
    )


def boxes(signs: Sequence[tuple[str, str]], ticked: str, between: str) -> str:
    """Boxes to tick, each with the words beside it, as runs; `ticked` is the sign of one that is."""
    parts = [box(sign, sign == ticked) + (runs(f" {words}") if words else "") for sign, words in signs]
    return runs(between).join(parts)


def paragraph(content: str, style: str, properties: str = "") -> str:
    """Runs as a paragraph of a style."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{content}</w:p>'


def paragraphs(text: str, style: str, properties: str = "", before: str = "", after: str = "") -> str:
    """A text as paragraphs of a style; `before` and `after` stand at its very beginning and end."""
    lines = plain(text).split("\n")
    last = len(lines) - 1
    return "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>'
        f"{'' if n else before}{runs(line)}{after if n == last else ''}</w:p>"
        for n, line in enumerate(lines)
    )
