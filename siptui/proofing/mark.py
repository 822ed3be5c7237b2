"""What proofing finds, and what it is told of whose draft it is; both cross to a process of its own and back."""

from msgspec import Struct

from siptui.framework.model import Spelling

CODES = (
    "spelling",
    "other_ending",
    "hardly_meant",
    "doubled_word",
    "doubled_sign",
    "doubled_space",
    "space_before",
    "no_space_after",
    "no_space_before",
    "no_full_stop",
    "no_capital",
    "a_or_an",
    "bracket_open",
    "bracket_closed",
    "quote_open",
    "quote_closed",
    "placeholder",
    "no_such_code",
    "other_school",
)
"""Every kind of mark there is."""


class Mark(Struct, frozen=True):
    """A place in a text that wants looking at: `text[start:end]` is `word`, in characters counted from 0.

    `suggestions` are what could stand there instead, the likeliest first ("": nothing at all).
    """

    path: str
    start: int
    end: int
    code: str  # one of CODES
    word: str
    suggestions: list[str] = []


class Known(Struct, frozen=True):
    """What is known where a draft is written, beside the dictionary.

    `words` are names of people and schools, what the framework's forms are called, and words of one's own; `codes` the
    indicators', as in the framework; `school` whose note it is ("": nobody's), `other_schools` the caseload's others;
    `lists` the paths of texts that are entries of a list, where what is no sentence needs no full stop.
    """

    words: list[str] = []
    codes: list[str] = []
    school: str = ""
    other_schools: list[str] = []
    lists: list[str] = []
    spelling: Spelling = "ise"
