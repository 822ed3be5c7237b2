"""Answers remembered for a school: a record field of one KEY=VALUE a line, changed with every import that is accepted.

Which are remembered is data (`schemas/tracking/remembered.toml`). An answer about a place in a file holds only for
files of the same layout, whose fingerprint is remembered with it; and none is remembered that names a point in time,
for the next file may have other results there.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from siptui.framework import data_file, kept_for_next_start
from siptui.framework.model import Data
from siptui.records.change import Record
from siptui.sheets.cells import plain
from siptui.tracking.proposal_types import ANSWERS
from siptui.tracking.questions.asking import LEAVE_OUT
from siptui.tracking.vocabulary.schema_tables import FOLDER

LAYOUT = "layout"
_WORD = re.compile(r"[^\W\d_]+")
LONGEST = 20_000  # characters that are remembered
SHORT = 3  # letters of a cell that is left out by its value; a longer word may be a name and is not kept


class Kinds(Data, frozen=True):
    """remembered.toml: the kinds of answers that hold for a school, and for a layout."""

    school: list[str]
    layout: list[str]


@lru_cache(maxsize=4)
def kinds(folder: Path = FOLDER) -> Kinds:
    """Which answers are remembered."""
    path = folder / "remembered.toml"
    return kept_for_next_start.ready("remembered", folder, Kinds, lambda: (data_file.read(path, Kinds), [folder]))


def remembered(record: Record) -> dict[str, str]:
    """The answers that are remembered for a school, also those for a layout that a file may not have."""
    return {k: v for k, v in _lines(record).items() if k != LAYOUT}


def applying(record: Record, layout: Callable[[], str]) -> dict[str, str]:
    """Those of them that hold for a file of that layout."""
    known = _lines(record)
    bound = {k for k in known if _kind(k) in kinds().layout}
    same = bool(bound) and known.get(LAYOUT) == layout()
    return {k: v for k, v in known.items() if k != LAYOUT and (same or k not in bound)}


def to_remember(
    record: Record,
    answers: Mapping[str, str],
    points: Iterable[str],
    layout: Callable[[], str],
    fit: Callable[[Mapping[str, str]], Mapping[str, str]] = dict,
) -> str:
    """What the field should hold once `answers` are accepted; `points` are the keys of points in time.

    `fit` leaves out those that name a pupil, which an earlier siptui may have kept.
    """
    times = set(points)
    given = {k: v for k, v in fit(answers).items() if _fits(k, v, times)}
    known = fit(_lines(record))
    bound = {k: v for k, v in given.items() if _kind(k) in kinds().layout}
    if bound and known.get(LAYOUT) != layout():
        known = {k: v for k, v in known.items() if _kind(k) not in kinds().layout} | {LAYOUT: layout()}
    lines = [f"{key}={value}" for key, value in sorted({**known, **given}.items())]
    while sum(len(line) + 1 for line in lines) > LONGEST:
        lines.pop()
    return "\n".join(lines)


def fit_to_keep(answers: Mapping[str, str]) -> dict[str, str]:
    """Answers without those whose key may be a pupil's name that stands where a level should."""
    return {k: v for k, v in answers.items() if not _may_name(k, v)}


def _kind(key: str) -> str:
    return key if key in kinds().layout else key.partition(":")[0]


def _fits(key: str, value: str, points: set[str]) -> bool:
    """Whether an answer is one to remember."""
    known = _kind(key) in (*kinds().school, *kinds().layout)
    timed = not points.isdisjoint(value.split())
    return known and not timed and "=" not in value and f"{key}{value}".isprintable() and not _may_name(key, value)


def _may_name(key: str, value: str) -> bool:
    """Whether a value may hold a pupil's name: one left out that is a word, or a word beside a number."""
    kind, _, raw = key.partition(":")
    longest = max(map(len, _WORD.findall(raw)), default=0)
    if any(map(str.isdigit, raw)):
        return kind == "value" and longest >= SHORT
    return kind == "value" and longest > SHORT and plain(value) == LEAVE_OUT


def _lines(record: Record) -> dict[str, str]:
    text = record.get(ANSWERS)
    if not isinstance(text, str):
        return {}
    parts = (line.rpartition("=") for line in text.split("\n"))
    return {key.strip(): value.strip() for key, equals, value in parts if equals and key.strip()}
