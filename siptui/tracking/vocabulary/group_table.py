"""The vulnerable groups and the words by which a column says that a pupil is in one."""

from functools import lru_cache
from pathlib import Path

from msgspec import field, structs

from siptui.framework import data_file, kept_for_next_start
from siptui.framework.model import Data
from siptui.tracking.vocabulary.schema_tables import FOLDER


class Group(Data, frozen=True):
    """A group of pupils and the values that put a pupil into it; `phrase` is what a sentence calls them."""

    name: str
    phrase: str
    values: list[str] = field(default_factory=list)
    key: str = ""  # its place in the record; "" where figures are kept of none
    yes: bool = False  # whether a plain yes does so
    includes: list[str] = field(default_factory=list)  # groups of the same column whose pupils are all in this one


class GroupColumn(Data, frozen=True):
    """A column of headings.toml, its groups, and the values that mean none of them."""

    column: str
    groups: list[Group]
    yes_no: bool = False
    no: list[str] = field(default_factory=list)
    only_beside: dict[str, list[str]] = field(default_factory=dict)  # values, and what must stand in the file too
    others: str = ""  # what those are called of whom the column says that they are in none


class GroupTable(Data, frozen=True):
    """groups.toml."""

    fewest: int
    notable: float
    yes: list[str]
    no: list[str]
    silent: list[str]
    columns: list[GroupColumn]

    @property
    def groups(self) -> dict[str, Group]:
        """Every group by its name, in order."""
        return {g.name: g for column in self.columns for g in column.groups}


class OtherGroups(Data, frozen=True):
    """NAME/groups.toml: columns of groups that take the place of common ones where results are of other kinds."""

    columns: list[GroupColumn]


@lru_cache(maxsize=4)
def group_table(folder: Path = FOLDER, results: str = "") -> GroupTable:
    """The table of groups that goes with some kinds of result."""
    path = folder / "groups.toml"
    where = [folder, folder / results] if results else [folder]
    name = f"groups-{results}" if results else "groups"
    return kept_for_next_start.ready(name, folder, GroupTable, lambda: (_groups(path, folder, results), where))


def _groups(path: Path, folder: Path, results: str) -> GroupTable:
    table = data_file.read(path, GroupTable)
    if not results:
        return table
    other = data_file.read(folder / results / "groups.toml", OtherGroups).columns
    instead = {column.column for column in other}
    return structs.replace(table, columns=[*other, *(c for c in table.columns if c.column not in instead)])
