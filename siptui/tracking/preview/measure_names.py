"""What measures, their subjects and groups are called, and a figure as a person reads it."""

from functools import cached_property

from siptui.framework.model import Progress
from siptui.rules.progress import shown
from siptui.tracking.proposal_types import Measurement
from siptui.tracking.vocabulary.group_table import group_table
from siptui.tracking.vocabulary.kind_table import Measured, kind_table

MEANS = ("mean", "number")
"""How figures are reckoned that are no per cents."""


class MeasureNames:
    """The names that go with a framework's kinds of result; of a measure that its grid has, the grid's."""

    def __init__(self, progress: Progress) -> None:
        self.progress, self.kinds = progress, kind_table(progress.results)

    @cached_property
    def subjects(self) -> dict[str, str]:
        """By key; also those that are no subject of the grid, such as a goal."""
        combined = {each.subject: each.name[:1].upper() + each.name[1:] for each in reversed(self.kinds.combined)}
        goals = {code: words[0][:1].upper() + words[0][1:] for code, words in self.kinds.profile.goals.items()}
        return combined | goals | {each.key: each.name for each in self.progress.subjects}

    @cached_property
    def groups(self) -> dict[str, str]:
        """By key, with "Not" before those who are not in a group."""
        columns = group_table(results=self.progress.results).columns
        mine = {group.key: group.name for column in columns for group in column.groups if group.key}
        others = {c.others: f"Not {c.groups[0].name[:1].lower()}{c.groups[0].name[1:]}" for c in columns if c.others}
        return mine | others

    @cached_property
    def measures(self) -> dict[str, str]:
        """By key."""
        return {m.key: m.name for m in reversed(self._measured)} | {m.key: m.name for m in self.progress.measures}

    @cached_property
    def no_shares(self) -> set[str]:
        """The measures that are no per cents."""
        return {m.key for m in self._measured if m.how in MEANS}

    @cached_property
    def _measured(self) -> list[Measured]:
        of_kinds = [m for kind in self.kinds.kinds for m in kind.measures]
        return [*of_kinds, *(m for each in self.kinds.combined for m in each.measures)]

    def subject(self, each: Measurement) -> str:
        """The subject of a figure."""
        return self.subjects.get(each.subject, each.subject)

    def year(self, each: Measurement) -> str:
        """Its year group."""
        return self.progress.year_name(each.year) if isinstance(each.year, int) else "All years"

    def value(self, each: Measurement) -> str:
        """The figure, with how many pupils it is of: `63% (5 of 8)`, `102.5 (14)`."""
        if each.measure in self.no_shares:
            return f"{shown(each.value)} ({each.pupils})"
        of = (
            f"{each.met} of {each.pupils}"
            if each.met is not None
            else f"of {each.pupils}"
            if each.pupils
            else "as given"
        )
        return f"{shown(each.value, 0)}% ({of})"

    def beside(self, each: Measurement) -> str:
        """What is said of a figure beside it: of whom else it could be, who is left out, another year group then."""
        said = [
            f"{shown(each.of_judged, 0)}% of the {each.judged} with a result" if each.of_judged is not None else "",
            f"{shown(each.of_cohort, 0)}% of all {each.cohort}" if each.of_cohort is not None else "",
            f"left out: {', '.join(f'{n} {why}' for why, n in each.reasons.items())}" if each.reasons else "",
            f"Year {each.then} then" if each.then else "in Reception then" if each.then == 0 else "",
            self._national(each),
        ]
        return "; ".join(filter(None, said))

    def _national(self, each: Measurement) -> str:
        if each.national is None:
            return ""
        sign = "" if each.measure in self.no_shares else "%"
        return f"England {each.national:g}{sign} in {each.national_of[:4]} ({each.source})"
