"""Values of children by the groups that the file tells of, and of those whom it says to be in none.

Of few pupils nothing is shown; nor of two groups that make up everybody, where one is of few: the other would tell.
"""

from siptui.tracking.figures.counting import Tally
from siptui.tracking.vocabulary.group_table import GroupColumn


class ToldGroups:
    """The groups that figures are kept of, by their keys, in the order of the data."""

    def __init__(self, tally: Tally) -> None:
        self.tally = tally
        self.columns = tally.group_table.columns
        self._known: dict[int, tuple[dict[int, float], dict[str, list[float]]]] = {}
        self.order = [key for column in self.columns for key in _keys_of(column)]

    def of(self, held: dict[int, float]) -> dict[str, list[float]]:
        """The values of each group, by child; of the very same results several measures are taken."""
        if id(held) in self._known:
            return self._known[id(held)][1]
        found = self._of(held)
        self._known[id(held)] = held, found
        return found

    def _of(self, held: dict[int, float]) -> dict[str, list[float]]:
        found: dict[str, list[float]] = {}
        for told, some in self.tally.by_told(held.keys(), held.values()):
            for column in self.columns:
                groups = told.get(column.column)
                for key in _keys(column, groups) if groups is not None else ():
                    found.setdefault(key, []).extend(some)
        return {key: found[key] for key in self.order if key in found}

    def shown(self, held: dict[int, float]) -> set[str]:
        """The groups that are large enough to be shown."""
        sizes = {group: len(some) for group, some in self.of(held).items()}
        small = {group for group, size in sizes.items() if size < self.tally.group_table.fewest}
        for column in (c for c in self.columns if c.others):
            both = {*_keys_of(column)}
            small |= both if small & both else set()
        return sizes.keys() - small

    def others_of(self, group: str) -> list[str]:
        """What those are called who are not in a group."""
        return [c.others for c in self.columns if c.others and any(g.key == group for g in c.groups)]


def _keys(column: GroupColumn, groups: frozenset[str]) -> list[str]:
    if not groups:
        return [column.others] if column.others else []
    return [group.key for group in column.groups if group.name in groups and group.key]


def _keys_of(column: GroupColumn) -> list[str]:
    return [*(group.key for group in column.groups if group.key), *([column.others] if column.others else [])]
