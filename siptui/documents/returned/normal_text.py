"""Texts from documents, made alike where they say the same."""

from siptui.documents.text_without_controls import plain


def normal(text: str) -> str:
    """A text without what Word and LibreOffice change of themselves: kinds of hyphen, spaces at ends of lines."""
    text = plain(text).replace("\u2011", "-").replace("\u00ad", "").replace("\u00a0", " ")
    return "\n".join(line.rstrip() for line in text.split("\n")).strip()
