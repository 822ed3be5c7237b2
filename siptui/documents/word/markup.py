"""Texts as WordprocessingML: what no document can hold is left out, and line ends are paragraphs."""

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


def paragraphs(text: str, style: str, properties: str = "", before: str = "", after: str = "") -> str:
    """A text as paragraphs of a style; `before` and `after` stand at its very beginning and end."""
    lines = plain(text).split("\n")
    last = len(lines) - 1
    return "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>'
        f"{'' if n else before}{runs(line)}{after if n == last else ''}</w:p>"
        for n, line in enumerate(lines)
    )
