"""Phrases that a person writes often, one a line in a file of their settings folder, beside their keys.

What stands in it may have been written by anybody who could: only a file of one's own is believed, and of it only what
can be shown.
"""

import os
from collections.abc import Sequence
from pathlib import Path

from siptui.framework.owner_checked_file import append_line, place_in_settings, read_own
from siptui.records.problem import Problem, Refused

VARIABLE = "SIPTUI_PHRASES"
LARGEST = 256 * 1024
LONGEST = 1000
"""Characters of a phrase."""
MOST = 500
"""Phrases that are offered; the first in the file are."""


def place_of_phrases() -> Path:
    """The file that holds a person's phrases, if they have any."""
    return place_in_settings("phrases.txt", VARIABLE)


def own_phrases() -> list[str]:
    """A person's phrases in the order they were kept; none where there is no file, or one that is not theirs alone."""
    try:
        said = read_own(place_of_phrases(), LARGEST, links=True).decode("utf-8", "replace")
    except OSError:
        return []
    lines = (_plainly(line) for line in said.split("\n") if not line.startswith("#"))
    return list(dict.fromkeys(line for line in lines if 0 < len(line) <= LONGEST))[:MOST]


def keep_phrase(phrase: str) -> str:
    """Keep a phrase, its lines as one, as it is offered from then on. Raises Refused."""
    plain = _plainly(phrase).lstrip("# ")
    if not 0 < len(plain) <= LONGEST:
        what = f"is longer than {LONGEST} characters" if plain else "there is nothing to keep here"
        raise Refused(Problem("phrases", what, "choose the words to be kept", code="no_phrase"))
    before = own_phrases()
    if plain not in before:
        if len(before) >= MOST:
            what = f"there are {MOST} phrases, which is all that can be offered"
            raise Refused(Problem("phrases", what, "remove one first", code="phrases_full"))
        place = place_of_phrases()
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            append_line(place, plain)
        except OSError as fault:
            raise _not_kept(place, fault) from None
    return plain


def remove_phrase(phrase: str) -> None:
    """Keep a phrase no longer; what else stands in the file stays. Raises Refused."""
    place = Path(os.path.realpath(place_of_phrases()))
    try:
        lines = read_own(place, LARGEST).decode("utf-8", "replace").split("\n")
        rest = "\n".join(line for line in lines if line.startswith("#") or _plainly(line) != phrase)
        beside = place.with_name(f".{place.name}.{os.getpid()}")
        beside.write_text(rest, "utf-8")
        beside.chmod(0o600)
        beside.replace(place)
    except OSError as fault:
        raise _not_kept(place, fault) from None


def phrases_with(phrases: Sequence[str], typed: str) -> list[str]:
    """The phrases in which words begin with all that was typed, in any order; those that themselves begin so first."""
    wanted = typed.casefold().split()
    found = []
    for phrase in phrases:
        words = ["".join(filter(str.isalnum, word)) for word in phrase.casefold().replace("-", " ").split()]
        if all(any(word.startswith(each) for word in words) for each in wanted):
            found.append(phrase)
    start = typed.casefold().strip()
    return sorted(found, key=lambda phrase: not phrase.casefold().startswith(start))


def _plainly(text: str) -> str:
    """A text on one line, with nothing in it that a terminal obeys."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _not_kept(place: Path, fault: OSError) -> Refused:
    reason = fault.strerror or str(fault)
    do = f"make the file writable for you, or name another in {VARIABLE}"
    what = f"your phrases cannot be kept there: {reason}"
    return Refused(Problem(str(place), what, do, {"reason": reason}, code="phrases_not_kept"))
