"""A text that was typed and is not in the store: where it belongs, what it is, and why it is not there."""

from typing import Literal

from msgspec import Struct

from siptui.desk.write_queue import Job, Outcome
from siptui.records.change import Change
from siptui.records.problem import Problem
from siptui.records.typed_and_shown import typed

Reason = Literal["waiting", "refused", "clash"]
"""The store cannot be written just now; it will not have it; somebody else has written there, and nobody has chosen."""


class NotSaved(Struct, frozen=True):
    """One text of an edit that is not in the store."""

    edit: Job | Outcome
    change: Change
    reason: Reason
    problems: tuple[Problem, ...] = ()

    @property
    def school_id(self) -> str:
        """The school that it was typed for."""
        return self.edit.school_id

    @property
    def text(self) -> str:
        """The text as it was typed; "" where a field was cleared."""
        return typed(self.change.new)


def why(text: NotSaved) -> str:
    """Why a text is not saved, in words."""
    if text.reason == "clash":
        return "somebody else changed this while you did; theirs stands until you choose"
    said = "; ".join(problem.line() for problem in text.problems)
    if text.reason == "refused":
        return f"the store did not take it: {said}"
    return f"{said}; trying again" if said else "on its way to the store"
