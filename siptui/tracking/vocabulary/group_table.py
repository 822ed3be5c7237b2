"""The vulnerable groups and the words by which a column says that a pupil is in one."""

from functools import lru_cache
from pathlib import Path

from msgspec import field

from siptui.framework import data_file, kept_for_next_start
from siptui.framework.model import Data
from siptui.tracking.vocabulary.schema_tables import FOLDER


class Group(Data, frozen=True):
    """A group of pupils and the values that put a pupil into it; `phrase` is what a sentence calls them."""

    name: str
    phrase: str
    values: list[str] = field(default_factory=list)
    yes: bool = False  # whether a plain yes does so
    includes: list[str] = field(default_factory=list)  # groups of the same column whose pupils are all in this one


class GroupColumn(Data, frozen=True):
    """A column of headings.toml, its groups, and the values that mean none of them."""

    column: str
    groups: list[Group]
    yes_no: bool = False
    no: list[str] = field(default_factory=list)
    only_beside: dict[str, list[str]] = field(default_factory=dict)  # values, and what must stand in the file too


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


@lru_cache(maxsize=4)
def group_table(folder: Path = FOLDER) -> GroupTable:
    """The table of groups."""
    path = folder / "groups.toml"
    return kept_for_next_start.ready("groups", folder, GroupTable, lambda: (data_file.read(path, GroupTable), [folder]))
