"""Files of today's kinds read under today's framework: what each figure comes to, and what is asked."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from siptui.framework import Framework, load
from siptui.intake.read_in_child import read_tracking
from siptui.records.fields import Fields, fields_of
from siptui.tracking.proposal_types import Measurement, TrackingProposal

TODAY = "england_2025_26"
RECORD = {"school/name": "Ashwell Invented Primary", "school/phase": "primary"}

Shares = dict[str, tuple[int | None, int]]
"""By "subject year point measure", how many meet it, of how many."""


@cache
def under(name: str) -> tuple[Framework, Fields]:
    framework = load(name)
    return framework, fields_of(framework)


def read(path: Path, answers: Mapping[str, str] | None = None, framework: str = TODAY) -> TrackingProposal:
    """What a file would put into an invented school's record."""
    return read_tracking(path, *under(framework), RECORD, answers or {})


def asked(found: TrackingProposal) -> list[str]:
    return [question.key for question in found.questions]


def figure(found: TrackingProposal, place: str, group: str = "") -> Measurement:
    """The figure at "subject year point measure", of a group."""
    subject, year, point, measure = place.split()
    (one,) = [
        each
        for each in found.measured
        if (each.subject, str(each.year), each.point, each.measure, each.group)
        == (subject, year, point, measure, group)
    ]
    return one


def share(found: TrackingProposal, place: str, group: str = "") -> tuple[int | None, int]:
    """How many meet a measure, of how many."""
    one = figure(found, place, group)
    return one.met, one.pupils


def shares(
    found: TrackingProposal, subject: str, measures: str = "expected high"
) -> dict[str, list[tuple[int | None, int]]]:
    """By year group and time, the shares of a subject by some measures, without groups."""
    return {
        f"{each.year} {each.point}": [share(found, f"{subject} {each.year} {each.point} {m}") for m in measures.split()]
        for each in found.measured
        if each.subject == subject and each.year != "all" and not each.group
    }
