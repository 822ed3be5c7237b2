"""Characters that a terminal would obey, made visible: ESC as `␛`, a reversal of direction as `<U+202E>`.

They come in with files, file names and whatever else others have written. Pure, and imports nothing.
"""

_PICTURES = 0x2400  # U+2400 is the picture of NUL, U+241B that of ESC ...
_DELETE = 0x7F
TURNING = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
"""Embeddings, overrides and isolates of direction, which make a line read otherwise than it is."""
_BREAKING = (0x2028, 0x2029)  # of lines and paragraphs, which some programs take for a new line
_KEPT = "\n\t"
_MARKS: dict[int, str] = {
    **{code: chr(_PICTURES + code) for code in range(0x20)},
    _DELETE: "␡",
    **{code: f"<U+{code:04X}>" for code in (*range(0x80, 0xA0), *TURNING, *_BREAKING)},
}
_IN_TEXT = {code: mark for code, mark in _MARKS.items() if chr(code) not in _KEPT}
_IN_LINE = {**_IN_TEXT, ord("\n"): "⏎"}
_IN_JSON = {code: f"\\u{code:04x}" for code in _MARKS if chr(code) not in _KEPT}
LONGEST_QUOTE = 80  # characters of a cell or an answer that are said again in a message


def marked(text: str) -> str:
    """`text` with its line ends and tabs, and marks for every other control and turn of direction."""
    return _halves(text, "<U+{:04X}>").translate(_IN_TEXT) if _has_any(text) else text


def marked_line(text: str) -> str:
    """The same on one line: a line end within it is shown as ⏎."""
    return _halves(text, "<U+{:04X}>").translate(_IN_LINE) if _has_any(text) else text


def escaped_json(text: str) -> str:
    """JSON with them as its own escapes, so that it says the same and is safe to print."""
    return _halves(text, "\\u{:04x}").translate(_IN_JSON) if _has_any(text) else text


def cleaned(text: str) -> str:
    """A name that came from outside, as it is kept: on one line and without them."""
    if not _has_any(text):
        return text
    plain = _halves(text, "\N{REPLACEMENT CHARACTER}")
    return " ".join("".join(c for c in plain if c.isspace() or ord(c) not in _MARKS).split())


def quoted(text: object) -> str:
    """A text from a file within a message: in quotation marks, on one line, its first 80 characters."""
    whole = str(text)
    some = whole if len(whole) <= LONGEST_QUOTE else whole[: LONGEST_QUOTE - 1] + "…"
    return repr(some)


def _has_any(text: str) -> bool:
    return not text.isprintable()  # which is quick, and true of no text that holds one


def _halves(text: str, form: str) -> str:
    """Halves of a pair of code units, which are no characters; those of a file's name stand for bytes."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return "".join(form.format(ord(c)) if "\ud800" <= c <= "\udfff" else c for c in text)
    return text
