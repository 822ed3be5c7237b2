"""How alike those who visit schools judge, each beside all: numbers that say how many they rest on."""

from collections.abc import Iterable, Sequence
from statistics import median
from typing import Literal

from msgspec import Struct

from siptui.framework import Framework
from siptui.records.change import Record
from siptui.rules.caseload.judged_how import JudgedHow, judged_how
from siptui.rules.summary import text

Remark = Literal["never_red", "shortest", "unexplained", "unsent"]
IN_WORDS: dict[Remark, str] = {
    "never_red": "never gives red",
    "shortest": "writes least",
    "unexplained": "ratings move without a word",
    "unsent": "notes never sent",
}
FEWEST = 20
"""Evaluations of which at least so many are wanted before anything is remarked."""
FEWEST_REDS = 5
"""Reds that there would be if all judged alike: where fewer are to be looked for, to have none says little."""
HALF = 0.5
"""Below this part of what all write at the median, or above it of the moves without a word, it is remarked."""


class OfSip(Struct, frozen=True):
    """What somebody's judging comes to; a number of nothing is None, and what each rests on stands beside it."""

    sip: str
    schools: int
    visits: int
    ratings: int
    reds: int
    ambers: int
    evaluations: int
    words: float | None  # at the median
    moved: int
    unexplained: int
    sent: int
    days_to_send: float | None  # at the median
    unsent: int
    remarks: list[Remark] = []


def consistency(framework: Framework, records: Iterable[Record]) -> list[OfSip]:
    """Each who has schools among these records, by initials, and last of all (`sip` is "") everybody together."""
    by_sip: dict[str, list[JudgedHow]] = {}
    for record in records:
        by_sip.setdefault(text(record, framework.roles.sip), []).append(judged_how(framework, record))
    everybody = _told("", [each for found in by_sip.values() for each in found], None)
    return [*(_told(sip, by_sip[sip], everybody) for sip in sorted(by_sip) if sip), everybody]


def _told(sip: str, schools: Sequence[JudgedHow], everybody: OfSip | None) -> OfSip:
    found = JudgedHow()
    for each in schools:
        found.add(each)
    told = OfSip(
        sip,
        len(schools),
        found.visits,
        len(found.ratings),
        found.ratings.count("red"),
        found.ratings.count("amber"),
        len(found.words),
        median(found.words) if found.words else None,
        len(found.moved),
        found.moved.count(False),
        len(found.days),
        median(found.days) if found.days else None,
        found.unsent,
    )
    if everybody is not None:
        told.remarks.extend(_remarks(told, everybody))
    return told


def _remarks(told: OfSip, everybody: OfSip) -> Iterable[Remark]:
    looked_for = told.ratings * everybody.reds / everybody.ratings if everybody.ratings else 0
    if looked_for >= FEWEST_REDS and not told.reds:
        yield "never_red"
    if told.evaluations >= FEWEST and (told.words or 0) < HALF * (everybody.words or 0):
        yield "shortest"
    if told.moved >= FEWEST // 2 and told.unexplained > HALF * told.moved:
        yield "unexplained"
    if told.unsent and told.unsent > HALF * told.visits:
        yield "unsent"
