"""steps.toml: the ways that a form goes, as states and the steps between them."""

from msgspec import field

from siptui.framework.model.base_struct import Data


class State(Data, frozen=True):
    """Where a form can stand. In one that is `locked` only the fields named in `open` may be edited, and no others.

    With `parts`, of the parts only those are filled in while it stands here. What stood when a form came to a
    `final` state can be read again for good. `since` is a field whose filling says that the form stands here, for
    records in which no step was ever taken.
    """

    key: str
    name: str
    locked: bool = False
    open: list[str] = []
    parts: list[str] = []
    final: bool = False
    since: str = ""


class Step(Data, frozen=True):
    """A step from one of some states to another.

    `who` are roles that may take it (none: anybody). `asks` is the question put before it, `reason` that a reason is to
    be given. `dates` is the field of the form that gets its day. With `whole` it is not taken while something needed is
    empty, or a rule that names it among its `steps` finds anything; with `proofed` it is asked about while proofing
    finds anything in what is written.
    """

    key: str
    name: str
    start: list[str] = field(name="from")
    to: str
    who: list[str] = []
    asks: str = ""
    reason: bool = False
    dates: str = ""
    whole: bool = False
    proofed: bool = False


class Way(Data, frozen=True):
    """The way of a form; it begins in the first state."""

    name: str
    states: list[State]
    steps: list[Step]

    def state(self, key: str) -> State:
        """The state of that key; the first where there is none such."""
        return next((s for s in self.states if s.key == key), self.states[0])


class Ways(Data, frozen=True):
    """steps.toml."""

    ways: dict[str, Way] = {}
