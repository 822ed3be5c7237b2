"""The words of what proofing finds, put to its codes in one place."""

from siptui.proofing.mark import Mark

WORDS = {
    "spelling": "“{word}” is in no list of words",
    "other_ending": "“{word}” has the ending that this authority does not write",
    "hardly_meant": "“{word}” is hardly what was meant",
    "doubled_word": "“{word}” says a word twice",
    "doubled_sign": "“{word}” stands where one sign is enough",
    "doubled_space": "more than one space",
    "space_before": "a space before “{sign}”",
    "no_space_after": "no space after “{sign}”",
    "no_space_before": "no space before “{sign}”",
    "no_full_stop": "the paragraph ends without a full stop, after “{word}”",
    "no_capital": "“{word}” is without a capital here",
    "a_or_an": "“{word}” before this word",
    "bracket_open": "“{word}” is opened and never closed",
    "bracket_closed": "“{word}” closes what was never opened",
    "quote_open": "a quotation is opened here and never closed",
    "quote_closed": "a quotation is closed here that was never opened",
    "placeholder": "“{word}” still waits to be filled in",
    "no_such_code": "there is no {word} in this framework",
    "other_school": "“{word}” is another school of the caseload",
}

OFFERS = {"spelling", "a_or_an", "other_ending", "hardly_meant", "no_such_code"}
"""Codes whose suggestions are said; what the others suggest is plain from what is wrong."""
OFFERED = 3


def wrong(mark: Mark) -> str:
    """What is wrong."""
    if mark.code == "space_before" and not mark.word[:1].isspace():
        return f"a space after “{mark.word[:1]}”"
    return WORDS[mark.code].format(word=mark.word, sign=mark.word.strip()[:1])


def in_words(mark: Mark) -> str:
    """What is wrong, and what could stand there instead."""
    said = wrong(mark)
    offered = mark.suggestions[:OFFERED] if mark.code in OFFERS else []
    return f"{said}; did you mean {' or '.join(offered)}?" if offered else said
