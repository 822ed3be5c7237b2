"""What a workbook of ours that came back proposes: the three-way merge that documents take too."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence

from siptui.documents.identity import Identity
from siptui.documents.returned.merge_with_record import known_base, merged_with
from siptui.documents.returned.proposal import DocumentProposal
from siptui.framework.places import Field
from siptui.records.change import Edit, Record
from siptui.records.controls_made_visible import quoted
from siptui.records.fields import Fields
from siptui.records.paths_in_words import full_name
from siptui.records.problem import Problem
from siptui.records.typed_and_shown import typed
from siptui.records.values import NOT_TYPED, BadValue, Value
from siptui.records.versions.merge import Blank
from siptui.rules.forms.printed_beforehand import as_printed
from siptui.rules.summary import part_f
from siptui.sheets.cells import UNSAVED, Cell, Sheet, shown
from siptui.workbooks.ours.identity import KINDS, SUMMARY
from siptui.workbooks.returned.cell_answer import answer_in
from siptui.workbooks.returned.marked_answers import MarkedAnswer, MarkedSheets, marked_answers
from siptui.workbooks.returned.percentages import Percentages
from siptui.workbooks.returned.remarks import remarks

ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"})
"""What stands in a cell whose formula came to nothing."""
CLOSE = 1e-9  # between numbers that are one, whatever a program makes of the last digits


def workbook_proposal(
    file: str,
    sheets: Sequence[Sheet],
    identity: Identity,
    fields: Fields,
    ours: Record,
    base: Record | None,
    blank: Blank = "keeps",
    backwards: Callable[[], Iterable[Edit]] = tuple,
    answers: Mapping[str, str] | None = None,
) -> DocumentProposal:
    """What a workbook of ours, read again, would change in `ours`; `base` is the record of the revision it names.

    `backwards` gives the history of the record, told from its end; `answers` are those to its questions.
    """
    problems: list[Problem] = []
    known = known_base(file, identity, base, problems)
    record = ours if known is None else known
    found = marked_answers(sheets)
    percentages = Percentages(sheets, answers or {})
    theirs = _theirs(file, found, fields, record, _reckoned(identity, fields, record), percentages, problems)
    merged = merged_with(file, fields, known, ours, theirs, blank, problems)
    problems += _said(file, found, fields)
    said = remarks(file, sheets, found.answers, fields, ours, merged.changes, backwards, problems)
    return DocumentProposal(
        subject=identity.subject,
        kind=identity.form.split()[0] if identity.form in KINDS or identity.form.startswith("note") else "form",
        revision=int(identity.revision),
        three_way=known is not None,
        merged=merged,
        problems=problems,
        comments=said,
        questions=percentages.questions,
    )


def _reckoned(identity: Identity, fields: Fields, record: Record) -> dict[str, Value]:
    """What the summary shows at places that hold something else: a target that a later visit left as it was."""
    if identity.form != SUMMARY:
        return {}
    framework = fields.framework
    visits, roles = {visit.key: visit for visit in framework.visits}, framework.roles
    rows = [row for section in part_f(framework, record) for row in section.rows if row.visit in visits]
    return {f"{visits[row.visit].judged_at}/{row.code}/{roles.target}": row.target for row in rows if row.target}


def _theirs(
    file: str,
    found: MarkedSheets,
    fields: Fields,
    record: Record,
    reckoned: Mapping[str, Value],
    percentages: Percentages,
    problems: list[Problem],
) -> dict[str, Value | None]:
    """What the workbook says at each place that it has; of an untouched cell the very value it was made from."""
    theirs: dict[str, Value | None] = {}
    said: dict[str, MarkedAnswer] = {}
    untouched: dict[str, MarkedAnswer] = {}
    apart: set[str] = set()
    for answer in found.answers:
        place = fields.find(answer.path)
        if place is None or place.kind in NOT_TYPED or answer.path in apart:
            continue
        if answer.path in found.twice:
            apart.add(answer.path)
            problems.append(_two(file, fields, *found.twice[answer.path]))
            continue
        place = as_printed(fields.framework, record, place)
        printed = reckoned.get(answer.path, record.get(answer.path))
        if _untouched(place, answer.cell, printed):
            untouched.setdefault(answer.path, answer)
            continue
        if answer.cell == UNSAVED or answer.cell in ERRORS:
            what = f"holds {quoted(shown(answer.cell))}, and no answer"
            problems.append(_problem(file, fields, answer, what, "no_result"))
            continue
        meant = percentages.meant(place, answer.cell, answer.place)
        if meant is None:
            continue
        try:
            new = answer_in(place, meant)
        except BadValue as fault:
            problems.append(_problem(file, fields, answer, f"{quoted(shown(answer.cell))}: {fault}", "bad_value"))
            continue
        if answer.path in said and theirs[answer.path] != new:
            apart.add(answer.path)
            problems.append(_two(file, fields, said[answer.path], answer))
            continue
        theirs[answer.path], said[answer.path] = new, answer
    for path, answer in untouched.items():
        if path in theirs and theirs[path] is None:  # emptied in one place alone
            apart.add(path)
            problems.append(_two(file, fields, answer, said[path]))
        theirs.setdefault(path, record.get(path))
    return {path: value for path, value in theirs.items() if path not in apart}


def _two(file: str, fields: Fields, one: MarkedAnswer, other: MarkedAnswer) -> Problem:
    """An answer that stands in two places, and not the same in both: which is meant nobody can tell."""
    what = f"stands here otherwise than in {one.place}; neither was taken"
    return _problem(file, fields, other, what, "two_answers")


def _untouched(place: Field, cell: Cell, value: Value | None) -> bool:
    """Whether a cell holds what was written into it."""
    if isinstance(value, int | float) and isinstance(cell, int | float) and not isinstance(cell, bool):
        return math.isclose(value, cell, rel_tol=CLOSE, abs_tol=CLOSE)
    if _plain(shown(cell)) == _plain(place.preset if value is None else typed(value)):
        return True
    try:
        return answer_in(place, cell) == value
    except BadValue:
        return False


def _plain(text: str) -> str:
    """A text without what programs change of themselves: ends of lines, spaces that do not break, tabs in an .ods."""
    text = text.replace("\r\n", "\n").replace("\u00a0", " ").replace("\t", "")
    return "\n".join(line.rstrip() for line in text.split("\n")).strip()


def _problem(file: str, fields: Fields, answer: MarkedAnswer, what: str, code: str) -> Problem:
    said = f"{full_name(fields.framework, fields, answer.path)}: {what}"
    where, facts = f"{file}: {answer.place}", {"path": answer.path}
    return Problem(where, said, "type it by hand", facts=dict(facts), code=code, place=answer.place)


def _said(file: str, found: MarkedSheets, fields: Fields) -> list[Problem]:
    """What became of the workbook besides: rows and columns that are not what they were, words that are no answer."""
    problems = []
    by_reason: dict[str, list[str]] = {}
    for path, why in found.lost.items():
        by_reason.setdefault(why, []).append(path)
    for why, paths in by_reason.items():
        named = ", ".join(full_name(fields.framework, fields, path) for path in paths[:3])
        more = f" and {len(paths) - 3} more" if len(paths) > 3 else ""
        do = f"look there yourself; nothing was taken for {named}{more}"
        problems.append(Problem(file, why, do, facts={"paths": paths}, code="answers_gone"))
    for what in found.gone:
        problems.append(Problem(file, what, "nothing there was changed", facts={}, code="rows_gone"))
    for place, words in found.strange:
        what, do = f"has words that are no answer: {quoted(words)}", "put them where they belong, if they do"
        facts = {"text": words[:200]}
        problems.append(Problem(f"{file}: {place}", what, do, facts=dict(facts), code="words_outside", place=place))
    return problems
