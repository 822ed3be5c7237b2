"""An authority's own workbook filled where it is read: in the process with limits."""

from pathlib import Path

import msgspec

from siptui.intake.request_and_answer import Answer, FilledTemplate, ToFill
from siptui.records.problem import Facts, Problem
from siptui.records.values import BadValue
from siptui.sheets.cells import letters
from siptui.sheets.open_file import read_file, sheets_of
from siptui.workbooks.in_place.xml_splices import Unmarkable
from siptui.workbooks.template.answers import Answer as Asked
from siptui.workbooks.template.answers import AskedSheet
from siptui.workbooks.template.fill import filled
from siptui.workbooks.template.find_places import missing
from siptui.workbooks.template.plan import MAKER, Plan, digest_of, plan_of, question_of

LARGEST_FILLED = 64 << 20  # bytes; what crosses over is held in memory on both sides
MOST_PROBLEMS = 12


def fill_template(path: Path, wanted: ToFill) -> Answer:
    """The file at `path` filled, or why it cannot be. Raises Refused where it cannot be read."""
    data = read_file(path)
    try:
        plan = _remembered(data, wanted)
        new = plan is None
        if plan is None:
            plan = plan_of(data, sheets_of(path, data), wanted.asked)
        problems = _not_found(path.name, plan, wanted.asked)
        if problems and not (wanted.leave_out and any(its for some in plan.found.spots for its in some)):
            return Answer(problems=problems)
        content = filled(data, plan, wanted.asked)
    except Unmarkable as fault:
        what, do = f"cannot be filled: {fault}", "save it anew as .xlsx, in Excel or LibreOffice, and give that"
        return Answer(problems=[Problem(path.name, what, do, facts={"reason": str(fault)}, code="template_not_filled")])
    except BadValue as fault:
        what, facts = f"cannot be filled: a text {fault}", {"reason": str(fault)}
        return Answer(problems=[Problem(path.name, what, facts=dict(facts), code="text_not_for_workbook")])
    if len(content) > LARGEST_FILLED:
        what = f"is too large to be filled: {len(content) >> 20} MB"
        return Answer(
            problems=[Problem(path.name, what, "take what is not needed out of it", code="template_too_large")]
        )
    said = msgspec.msgpack.encode(plan) if new else b""
    notes = [*_notes(plan, wanted.asked), *(f"left out: it {problem.what}" for problem in problems)]
    return Answer(filled=FilledTemplate(content, plan.suffix, notes, said))


def _remembered(data: bytes, wanted: ToFill) -> Plan | None:
    """What is remembered of this very file, for the same question."""
    try:
        plan = msgspec.msgpack.decode(wanted.plan, type=Plan)
    except msgspec.DecodeError:
        return None
    known = (MAKER, digest_of(data), question_of(wanted.asked))
    return plan if (plan.made_by, plan.digest, plan.question) == known else None


def _not_found(name: str, plan: Plan, asked: list[AskedSheet]) -> list[Problem]:
    """What there are answers to, and no place for; and what was looked for."""
    groups: dict[tuple[str, str, bool], list[Asked]] = {}
    for sheet, answer, twice in missing(asked, plan.found):
        alone = "" if answer.heading else answer.name
        groups.setdefault((sheet.title, answer.heading or alone, twice), []).append(answer)
    problems = [_lacks(name, answers, twice) for (_, _, twice), answers in groups.items()]
    if len(problems) > MOST_PROBLEMS:
        more = len(problems) - MOST_PROBLEMS + 1
        what = f"has no place for {more} more kinds of answers"
        problems[MOST_PROBLEMS - 1 :] = [Problem(name, what, facts={"count": more}, code="more_places_not_found")]
    return problems


def _lacks(name: str, answers: list[Asked], twice: bool) -> Problem:
    first = answers[0]
    row = " and ".join(f"“{label}”" for label in first.labels if label)
    looked = f"a row with {row} under a heading “{first.heading}”" if first.heading else f"a cell beside {row}"
    count = f" and {len(answers) - 1} more like it" if len(answers) > 1 else ""
    what = f"has {'two places' if twice else 'no place'} for {first.name}{count}; looked for {looked}"
    do = "put such words there, or leave out what has no place: --leave-out"
    if twice:
        do = "take the words of one of the two out, for which is meant cannot be told; or --leave-out"
    facts: Facts = {"labels": first.labels, "heading": first.heading, "count": len(answers)}
    return Problem(name, what, do, facts=facts, code="place_twice" if twice else "place_not_found")


def _notes(plan: Plan, asked: list[AskedSheet]) -> list[str]:
    """What is to be known of it: the formulas that were left, what may act when it is opened, what it does not ask."""
    notes = list(plan.notes)
    if plan.left:
        some = ", ".join(f"{plan.sheets[n].name}!{letters(x)}{y + 1}" for n, y, x in plan.left[:4])
        more = " and others" if len(plan.left) > 4 else ""
        notes.append(f"the formulas in {some}{more} were left to reckon what stands there")
    count = sum(
        answer.value is not None and bool(its)
        for sheet, spots in zip(asked, plan.found.spots, strict=True)
        for answer, its in zip(sheet.answers, spots, strict=True)
    )
    return [f"{count} {'cell was' if count == 1 else 'cells were'} filled", *notes]
