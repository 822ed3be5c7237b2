"""What is kept in history of where the figures of an import came from: no pupil's name, no cell's text."""

from collections.abc import Iterable, Mapping

from msgspec import structs

from siptui.records.fields import Fields
from siptui.records.source import Figure, GroupFigure, Source
from siptui.records.values import parse
from siptui.tracking.figures.counting import Tally
from siptui.tracking.proposal_types import ALL_YEARS, Measurement, TrackingProposal
from siptui.tracking.tables.schools_own_averages import GivenAverage


def proposed(found: TrackingProposal) -> dict[str, float]:
    """Every figure of a proposal by its path in a record. A percentage is kept to a tenth, as forms print it."""
    figures = {_path(c.subject, c.year, c.point): c.aps for c in found.grid}
    if found.eyfs:
        figures |= {f"progress/eyfs/{key}": round(value, 1) for key, value in found.eyfs.percentages.items()}
    return figures | {path: each.value for path, each in by_path(found).items()}


def by_path(found: TrackingProposal) -> dict[str, Measurement]:
    """The figures that are no averages of points by their paths; of all year groups together nothing is kept."""
    figures = {}
    for each in found.measured:
        if each.year != ALL_YEARS:
            below = f"/{each.group}" if each.group else ""
            figures[f"progress/{each.subject}/{each.year}/{each.point}/{each.measure}{below}"] = each
    return {path: structs.replace(each, value=round(each.value, 1)) for path, each in figures.items()}


def _path(subject: str, year: int, point: str) -> str:
    return f"progress/{subject}/{year}/{point}"


def provenance(
    found: TrackingProposal,
    tally: Tally,
    answers: Mapping[str, str],
    pupils: dict[str, list[str]],
    fields: Fields,
    given: Iterable[GivenAverage] = (),
) -> Source:
    """Where each figure comes from, also those that stand already as the file has them."""
    figures: dict[str, Figure] = {}
    groups: dict[str, dict[str, GroupFigure]] = {}
    for of in found.groups:
        if of.pupils >= tally.membership.table.fewest:
            path = _path(of.subject, of.year, of.point)
            groups.setdefault(path, {})[of.group] = GroupFigure(of.aps, of.pupils)
    said = {_path(g.subject, g.year, g.point): g.column for g in given}
    places = {_path(*place): counted for place, counted in tally.places.items()}
    measured = by_path(found)
    for path, value in proposed(found).items():
        if path not in fields:
            continue
        kept = parse(fields[path], value)
        number = kept if isinstance(kept, int | float) else None
        if path in places:
            counted = places[path]
            left_out = sum(counted.reasons.values())
            some = groups.get(path, {})
            about = (counted.columns, len(counted.points), left_out, counted.reasons, some, number)
            figures[path] = Figure(*about, counted.results_left_out)
        elif path in measured:
            each = measured[path]
            about = (each.columns, each.pupils, each.left_out, each.reasons, {}, number)
            figures[path] = Figure(*about, each.results_left_out)
        elif path in said:
            figures[path] = Figure([f"{said[path]} as given by the school"], 0, value=number)
        elif found.eyfs:
            early = found.eyfs
            figures[path] = Figure(early.columns, early.pupils, early.left_out, early.reasons, value=number)
    return Source(found.source, found.sha256, figures, dict(answers), pupils)
