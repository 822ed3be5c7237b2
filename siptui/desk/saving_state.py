"""How saving stands: a code with its facts, and the one place where they are put in words."""

from typing import Literal

from msgspec import Struct

from siptui.records.problem import Problem

Code = Literal["quiet", "saved", "saving", "waiting", "refused"]
"""Nothing typed yet; all on disk; on its way; the store cannot be written and is tried again; the store will not."""


class Saving(Struct, frozen=True):
    """How saving stands."""

    code: Code = "quiet"
    problem: Problem | None = None  # what keeps it from being written: of `waiting`
    left: int = 0  # texts that are not written yet: of `waiting`
    refused: int = 0  # texts that wait for a person, because the store will not have them: of `refused`

    @property
    def failed(self) -> bool:
        """Whether something typed is not on disk, and will not be soon."""
        return self.code in {"waiting", "refused"}


QUIET, SAVED, ON_ITS_WAY = Saving(), Saving("saved"), Saving("saving")

AWAY = {"server_away", "unsure"}
"""Codes of the faults of a store that lies elsewhere, and will be there again."""
WORDS: dict[Code, str] = {
    "quiet": "",
    "saved": "saved",
    "saving": "saving…",
    "waiting": "NOT SAVED",
    "refused": "NOT SAVED",
}


def in_a_word(state: Saving) -> str:
    """For the corner of every screen."""
    return WORDS[state.code]


def in_words(state: Saving) -> str:
    """What is wrong, for the note; "" where nothing is."""
    if state.code == "waiting" and state.problem:
        if state.problem.code in AWAY:
            kept = "a draft" if state.left == 1 else "drafts"
            return f"Not saved yet: {state.left}; kept as {kept}, sent when the server is back"
        return f"NOT SAVED: {state.problem.what}; {state.problem.do}; trying again"
    if state.code == "refused":
        texts = "1 text" if state.refused == 1 else f"{state.refused} texts"
        return f"NOT SAVED: the store did not take {texts}; kept as a draft"
    return ""
