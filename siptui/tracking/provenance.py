"""What is kept in history of where the figures of an import came from: no pupil's name, no cell's text."""

from collections.abc import Mapping
from hashlib import file_digest
from pathlib import Path

from siptui.records.fields import Fields
from siptui.records.source import Figure, GroupFigure, Source
from siptui.records.values import parse
from siptui.tracking.counting import Place, Tally
from siptui.tracking.proposal import TrackingProposal


def digest(path: Path) -> str:
    """The file's SHA-256 in hexadecimal; "" where it cannot be read, which whoever reads it will say."""
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        return ""


def provenance(
    found: TrackingProposal, tally: Tally, answers: Mapping[str, str], pupils: dict[str, list[str]], fields: Fields
) -> Source:
    """Where each figure of the grid comes from, also of those that stand already as the file has them."""
    figures: dict[str, Figure] = {}
    groups: dict[Place, dict[str, GroupFigure]] = {}
    for of in found.groups:
        if of.pupils >= tally.membership.table.fewest:
            groups.setdefault((of.subject, of.year, of.point), {})[of.group] = GroupFigure(of.aps, of.pupils)
    for cell in found.grid:
        path = f"progress/{cell.subject}/{cell.year}/{cell.point}"
        if path in fields:
            place = (cell.subject, cell.year, cell.point)
            counted = tally.places[place]
            value = parse(fields[path], cell.aps)
            figures[path] = Figure(
                counted.columns,
                cell.pupils,
                sum(counted.reasons.values()),
                counted.reasons,
                groups.get(place, {}),
                value if isinstance(value, int | float) else None,
            )
    return Source(found.source, found.sha256, figures, dict(answers), pupils)
