"""What there is to choose in a document that came back, and what has been chosen; without a widget."""

from typing import Literal

from msgspec import UNSET, Struct

from siptui.documents.returned.comments_to_keep import CommentRead
from siptui.documents.returned.proposal import DocumentProposal
from siptui.records.change import Change
from siptui.records.values import Value
from siptui.records.versions.merge import Choice, resolved, same

Kind = Literal["clash", "change", "comment"]


class Item(Struct, frozen=True):
    """One thing to choose in: its key, the path of the answer that it is of ("" for none), as it stands and theirs.

    `base` is what a clash was made from; `comment` what is said.
    """

    key: str
    kind: Kind
    path: str
    ours: Value | None = None
    theirs: Value | None = None
    base: Value | None = None
    comment: CommentRead | None = None

    @property
    def open(self) -> bool:
        """Whether there is anything to choose: not in a comment that is kept already, or cannot be."""
        return self.comment is None or bool(self.comment.changes)


class Choosing:
    """The items of a proposal, what clashes first, and what was chosen of each."""

    def __init__(self, proposal: DocumentProposal, values: dict[str, Value], before: "Choosing | None" = None) -> None:
        """`values` is the record that the proposal was made for; of what there was `before` it was read again, what was
        chosen is kept where it is the same thing still."""
        self.proposal = proposal
        merged = proposal.merged
        self.items = [Item(c.path, "clash", c.path, c.ours, c.theirs, c.base) for c in merged.clashes]
        self.items += [Item(c.path, "change", c.path, None if c.old is UNSET else c.old, c.new) for c in merged.changes]
        for number, read in enumerate(proposal.comments):
            ours = values.get(read.path) if read.path else None
            self.items.append(Item(f"comment {number}", "comment", read.path, ours, comment=read))
        self.chosen: dict[str, Choice] = {}
        self.edited: dict[str, Value | None] = {}
        if before:
            still = {item.key for item in self.items if before.find(item.key) == item}
            self.chosen |= {key: choice for key, choice in before.chosen.items() if key in still}
            self.edited |= {key: value for key, value in before.edited.items() if key in still}

    @property
    def waiting(self) -> list[Item]:
        """What both changed, and nobody has chosen in."""
        return [item for item in self.items if not self.state(item)]

    @property
    def made(self) -> int:
        """How many choices somebody has made."""
        return len({*self.chosen, *self.edited})

    def find(self, key: str) -> Item | None:
        """The item of that key."""
        return next((item for item in self.items if item.key == key), None)

    def state(self, item: Item) -> Literal["ours", "theirs", "edited", ""]:
        """What is to become of it; "" while somebody has still to choose."""
        if item.key in self.edited:
            return "edited"
        return self.chosen.get(item.key, "" if item.kind == "clash" else "theirs")

    def choose(self, item: Item, choice: Choice) -> None:
        """Take theirs, or leave ours."""
        self.edited.pop(item.key, None)
        self.chosen[item.key] = choice

    def edit(self, item: Item, value: Value | None) -> None:
        """Take what somebody made of it."""
        self.chosen.pop(item.key, None)
        self.edited.pop(item.key, None)
        if same(value, item.theirs):
            self.chosen[item.key] = "theirs"
        elif same(value, item.ours):
            self.chosen[item.key] = "ours"
        else:
            self.edited[item.key] = value

    def changes(self) -> list[Change]:
        """What is to be written, as it was chosen."""
        found = list(resolved(self.proposal.merged, self.chosen, self.edited).changes)
        for item in self.items:
            if item.comment and self.state(item) == "theirs":
                found += item.comment.changes
        return found
