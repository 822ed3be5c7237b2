"""A form: a file of the folder `forms/` of a framework."""

from typing import Literal

from siptui.framework.model.base_struct import Data, When
from siptui.framework.model.blocks import AnyBlock, FieldsBlock, JudgementsBlock, TableBlock
from siptui.framework.model.calendar import Deadline
from siptui.framework.model.form_fields import FormField

FormKind = Literal["", "front", "note", "progress", "targets", "summary"]
"""What a form is to the command line, the caseload and the workbooks."""


class Part(Data, frozen=True):
    """A part of a form, and who fills it in (a role such as "school" or "sip")."""

    key: str
    title: str
    owner: str = ""


class Form(Data, frozen=True):
    """What is asked of a school, a person or the office, once, at a visit, or as often as there is need.

    Its places lie at `at`: of one that is filled once by its key, of a visit's at `visits/KEY`, of one that occurs many
    times at `forms/KEY/NUMBER`. `dated` is the field that dates it, `ended` the one that says, where it goes no way,
    that it is over; `titled` names one of many, and may hold {number}, {date} and names of fields. What is
    `confidential` is offered nowhere but in a vault.
    """

    title: str
    blocks: list[AnyBlock]
    key: str = ""  # of the file's name
    name: str = ""  # where there is room for a word or two
    letter: str = ""
    kind: FormKind = ""
    about: Literal["school", "person", "office"] = "school"
    occurs: Literal["once", "visit", "many"] = "once"
    at: str = ""
    term: str = ""
    intro: str = ""
    fills: list[str] = []
    reads: list[str] = []
    gets: list[str] = []
    phases: list[str] = []  # of school that have it; none: all
    shown_when: When = {}
    way: str = ""  # of steps.toml
    dated: str = ""
    ended: str = ""
    titled: str = ""
    deadlines: list[Deadline] = []
    parts: list[Part] = []
    confidential: bool = False

    @property
    def called(self) -> str:
        """Its name away from its own screen: of a termly visit's, that it is a visit, said once."""
        return f"{self.name} visit" if self.occurs == "visit" and "visit" not in self.name.casefold() else self.name

    @property
    def place(self) -> str:
        """Where its places lie; of one that occurs many times with `#` for the number."""
        base = self.at or {"once": "", "visit": "visits/", "many": "forms/"}[self.occurs] + self.key
        return f"{base}/#" if self.occurs == "many" else base

    def place_of(self, path: str) -> str:
        """The place of the one of them that a path lies in; "" where the path does not tell which."""
        if self.occurs != "many":
            return self.place
        base = self.place.removesuffix("#")
        number = path.removeprefix(base).split("/")[0] if path.startswith(base) else ""
        return base + number if number else ""

    def path(self, place: str, key: str) -> str:
        """Where the field of that key is, of the one of them at a place; "" where it asks for no such field."""
        for block in self.blocks:
            if isinstance(block, FieldsBlock) and any(field.key == key for field in block.fields):
                return self.numbered(place, f"{self.where(block)}/{key}")
        return ""

    def numbered(self, place: str, path: str) -> str:
        """A path of its places, as that of the one of them at a place."""
        return place + path.removeprefix(self.place) if f"{path}/".startswith(f"{self.place}/") else path

    def where(self, block: AnyBlock) -> str:
        """Where a block's places lie."""
        if block.at.startswith("/"):
            return block.at[1:]
        return f"{self.place}/{block.at}" if block.at else self.place

    @property
    def fields(self) -> list[FormField]:
        """Every field that is asked outside tables, in order."""
        return [field for block in self.blocks if isinstance(block, FieldsBlock) for field in block.fields]

    @property
    def tables(self) -> list[TableBlock]:
        """Its tables, in order."""
        return [block for block in self.blocks if isinstance(block, TableBlock)]

    @property
    def comments(self) -> TableBlock | None:
        """The table that the comments are kept in which a school makes in the document."""
        return next((table for table in self.tables if table.role == "comments"), None)

    @property
    def judgements(self) -> JudgementsBlock | None:
        """The indicators that it judges."""
        return next((block for block in self.blocks if isinstance(block, JudgementsBlock)), None)
