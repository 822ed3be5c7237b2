"""Whether what was made of a school's workbook can be trusted: every figure right, or asked, or shown as incomplete."""

import re
from collections import Counter
from itertools import combinations
from math import comb, isclose
from pathlib import Path

from siptui.records.problem import Refused
from siptui.records.proposal import Question
from siptui.tracking.proposal_types import TrackingProposal
from support.layout_kinds.school import Asked, Place, School
from support.spreadsheets.judging import figures, reading

MOST_SUMS = 50_000
ROUNDS = 12


class Untrue(AssertionError):
    """A figure that is not so and of which nothing says so, or a question without a true answer."""


def trust(path: Path, school: School, seen: Counter[str] | None = None) -> str:
    """ "right", "incomplete", "refused", or "asked" where a question is not the one of a kind. Raises Untrue.

    Questions are answered as the school would answer, a round after the other; `seen` counts those of the first.
    """
    truth, answers = school.truth(), dict[str, str]()
    for turn in range(ROUNDS):
        try:
            found = reading(path, answers)
        except Refused as refused:
            if "is no answer to" in str(refused):
                raise Untrue(str(refused)) from refused
            return f"refused: {refused}"
        faults = [text for place in _places(found, truth) if (text := _fault(place, found, truth))]
        if faults:
            raise Untrue("; ".join(faults[:4]) + f" ({len(faults)} wrong, answers {answers})")
        open_ = [_asked(question) for question in found.questions]
        if seen is not None and not turn:
            seen.update(asked.key.partition(":")[0] for asked in open_)
        if not open_:
            return "right" if all(p in figures(found) and _right(p, found, truth) for p in truth) else "incomplete"
        new = {asked.key: said for asked in open_ if (said := _said(asked, school))}
        if not new:
            return "asked: " + "\n  ".join(f"{a.key} | {a.asks} | {a.choices}" for a in open_)
        answers |= new
    raise Untrue(f"asked again and again: {answers}")


def _asked(question: Question) -> Asked:
    """What a person sees of a question."""
    heading, rows = str(question.facts.get("heading", "")), str(question.facts.get("rows", ""))
    sheet = question.place.sheet if question.place else ""
    numbers = tuple(map(int, re.findall(r"\d+", rows.partition(" and ")[0])))
    return Asked(question.key, heading, question.asks, tuple(question.choices), sheet, numbers)


def _said(asked: Asked, school: School) -> str:
    """The school's answer, which must be among the choices."""
    for answer in school.answers:
        if said := answer(asked):
            if said not in asked.choices:
                raise Untrue(f"{said!r} is no choice of {asked.key}: {asked.choices}")
            return said
    return ""


def _places(found: TrackingProposal, truth: dict[Place, list[float]]) -> list[Place]:
    return sorted({*truth, *figures(found)})


def _right(place: Place, found: TrackingProposal, truth: dict[Place, list[float]]) -> bool:
    aps, pupils = figures(found)[place]
    known = truth.get(place, [])
    return pupils == len(known) and isclose(aps, sum(known) / len(known), abs_tol=1e-9)


def _fault(place: Place, found: TrackingProposal, truth: dict[Place, list[float]]) -> str:
    """What is wrong with an average; "" if nothing is."""
    got, known = figures(found), truth.get(place, [])
    if place not in got:
        listed = found.questions or any(c.left_out for c in found.columns) or found.not_counted
        return "" if listed else f"{place} is silently missing"
    if not known:
        return f"{place}: {got[place]} for nothing"
    if _right(place, found, truth):
        return ""
    aps, pupils = got[place]
    cell = next(c for c in found.grid if (c.subject, c.year, c.point) == place)
    marked = cell.left_out
    if pupils < len(known) <= pupils + marked and found.not_counted and _part(known, pupils, aps * pupils):
        return ""
    return f"{place}: {got[place]} for ({sum(known) / len(known):.3f}, {len(known)}), {marked} marked"


def _part(known: list[float], count: int, total: float) -> bool:
    """Whether so many of the known points make the sum."""
    if comb(len(known), count) > MOST_SUMS:
        return True
    return any(isclose(sum(some), total, abs_tol=1e-6) for some in combinations(known, count))
