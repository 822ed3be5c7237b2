"""Words that a person has added to the dictionary, one a line in a file of their settings folder."""

import re
from pathlib import Path

from siptui.framework.owner_checked_file import append_line, place_in_settings, read_own
from siptui.proofing.text_parts import WORD, plainly
from siptui.records.problem import Problem, Refused

VARIABLE = "SIPTUI_WORDS"
LARGEST = 256 * 1024
LONGEST = 60
CODE = re.compile(r"[\w'-]+")


def place_of_own_words() -> Path:
    """The file that holds a person's words, if they have any."""
    return place_in_settings("words.txt", VARIABLE)


def own_words() -> list[str]:
    """A person's words; none where there is no file, or one that is not theirs alone to write."""
    try:
        said = read_own(place_of_own_words(), LARGEST, links=True).decode("utf-8", "replace")
    except OSError:
        return []
    lines = (plainly(line.split("#")[0].strip()) for line in said.splitlines())
    return [line for line in lines if 0 < len(line) <= LONGEST]


def add_own_word(word: str) -> None:
    """Add a word to a person's own; one that is there already is not added twice. Raises Refused."""
    plain = plainly(word.strip())
    if len(plain) > LONGEST or not (WORD.fullmatch(plain) or CODE.fullmatch(plain)):
        what = "is no word that can be added" if plain else "there is no word here"
        raise Refused(Problem(plain[:LONGEST] or "own words", what, "choose a single word", code="no_word"))
    if plain in own_words():
        return
    place = place_of_own_words()
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        append_line(place, plain)
    except OSError as fault:
        reason = fault.strerror or str(fault)
        what = f"your words cannot be kept there: {reason}"
        do = f"make the file writable for you, or name another in {VARIABLE}"
        raise Refused(Problem(str(place), what, do, {"reason": reason}, code="words_not_kept")) from None
