"""What an import says beside the figures: of its groups, its pupils, and what was remembered."""

import sys
from collections.abc import Iterable

from siptui.cli.printing import say
from siptui.framework import Framework
from siptui.records.change import Change
from siptui.rules.progress import shown
from siptui.tracking.proposal import ANSWERS, TrackingProposal


def figures(changes: Iterable[Change]) -> int:
    """How many changes are figures, and not what is remembered of answers."""
    return sum(1 for c in changes if c.path != ANSWERS)


def tell_outcomes(found: TrackingProposal, framework: Framework) -> None:
    """Print them."""
    if found.again:
        say(f"This very file was {found.again}.")
    _tell_groups(found, framework)
    _tell_early_years(found, framework)
    for each in found.entry:
        of = f"{shown(each.mean, 2)} {each.unit if each.unit == 'points' else 'on the average'}"
        say(f"{each.heading} ({each.sheet}!{each.column}), Year {each.year}: {of} ({each.pupils} pupils)")
    if found.suggestions:
        say("Suggested for the comments of Part D (nothing is typed in by itself):")
        for text in found.suggestions:
            say(f"  {text}")
    for note in found.notes:
        say(f"Note: {note}.")
    if found.remembered_used:
        say("Answered as for the school's earlier files (give --answer KEY=VALUE to answer otherwise):")
        for key, value in found.remembered_used.items():
            say(f"  {key}={value}")


def _tell_groups(found: TrackingProposal, framework: Framework) -> None:
    """The groups' averages at the latest point in time that each subject and year group has results at."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    if not found.groups:
        return
    names = {p.key: p.name for p in framework.progress.points}
    latest = {(c.subject, c.year): c.point for c in sorted(found.grid, key=lambda c: c.point)}
    last = [g for g in found.groups if latest[g.subject, g.year] == g.point]
    subjects = [s for s in framework.progress.subjects if any(g.subject == s.key for g in last)]
    table = Table("Year", "Group", *(s.name for s in subjects), box=None, pad_edge=False)
    cells = {(g.year, g.group, g.subject): f"{shown(g.aps, 2)} ({g.pupils})" for g in last}
    for year, group in dict.fromkeys((g.year, g.group) for g in sorted(last, key=lambda g: g.year)):
        row = [cells.get((year, group, s.key), "") for s in subjects]
        table.add_row(str(year), Text(group), *row)
    points = " or ".join(names[p] for p in dict.fromkeys(sorted(g.point for g in last)))
    say(f"Groups, in {points} (average points, and of how many pupils):")
    width = None if sys.stdout.isatty() else 120
    Console(markup=False, highlight=False, emoji=False, width=width).print(table)


def _tell_early_years(found: TrackingProposal, framework: Framework) -> None:
    early = found.eyfs
    if early is None:
        return
    reasons = ", ".join(f"{count} {reason}" for reason, count in early.reasons.items())
    left = f"; left out: {early.left_out} ({reasons})" if early.left_out else ""
    say(f"Early years profile of {early.pupils} pupils{left}:")
    for field in framework.progress.eyfs:
        if field.key in early.percentages:
            say(f"  {shown(early.percentages[field.key])}  {field.label}")
    if early.gap:
        of = f"the mean of the lowest {early.gap.lowest} pupils, {shown(early.gap.lowest_mean)}"
        say(f"  {shown(early.gap.percent)}  NI 92: {of}, below the median {shown(early.gap.median)}, in % of it")
