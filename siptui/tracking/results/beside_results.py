"""Columns that complete others: an outcome or a reason beside a mark. Where they contradict each other, it is asked."""

from siptui.records.problem import Place
from siptui.sheets.cells import letters
from siptui.tracking.pupils.pupil_rows import Rows
from siptui.tracking.questions.asking import LEAVE_OUT, Asking
from siptui.tracking.results.cells_of_kinds import MET, NOT_MET, NOT_MET_CODE, Kinds, is_result
from siptui.tracking.results.which_column import Reading, Result
from siptui.tracking.tables.table import Table
from siptui.tracking.vocabulary.kind_table import Kind
from siptui.tracking.vocabulary.levels import BLANK, Worth
from siptui.tracking.words.columns import means
from siptui.tracking.words.reasons import why

MARK, OUTCOME = "the mark", "the outcome"
MOST_NAMED = 6
CONTRARY = Worth(None, why("contrary"))


def complete(found: Reading, table: Table, rows: Rows, kinds: Kinds, asking: Asking) -> None:
    """Put what stands beside results into them; a column that stands alone becomes one of the kind it completes."""
    for kind in kinds.table.kinds:
        for beside in [r for r in found.results if r.kind == kind.key and kind.beside]:
            of = kinds.table.of(kind.beside)
            if of is None:
                continue
            main = next((r for r in found.results if r.kind == of.key and r.pair == beside.pair), None)
            if main is None:
                beside.worths = [_as_met(w, kind) for w in beside.worths]
                beside.kind = of.key
                continue
            _put_together(main, beside, of, kind, found, table, rows, asking)
            found.results = [r for r in found.results if r is not beside]
            found.means[beside.column.index] = means("beside", of=main.column.letters)


def _as_met(worth: Worth, kind: Kind) -> Worth:
    """An outcome as a result without its mark."""
    if worth.points is None or worth.points < 0:
        return worth
    meets = max((m.least for m in kind.measures), default=None)
    if meets is None:
        return Worth(None, BLANK)
    return Worth(MET) if worth.points >= meets else NOT_MET_CODE


def _put_together(
    main: Result,
    beside: Result,
    of: Kind,
    kind: Kind,
    found: Reading,
    table: Table,
    rows: Rows,
    asking: Asking,
) -> None:
    threshold = of.threshold(main.pair[1])
    contrary = []
    for at, (mark, said) in enumerate(zip(main.worths, beside.worths, strict=True)):
        outcome = _as_met(said, kind)
        if is_result(mark.points):
            met = mark.points is not None and threshold is not None and mark.points >= threshold
            if threshold is not None and outcome.points in {MET, NOT_MET} and met != (outcome.points == MET):
                contrary.append(at)
        elif mark.nothing and not outcome.nothing:
            main.worths[at], main.places[at] = outcome, beside.places[at]
    if contrary:
        _settle(contrary, main, beside, kind, found, table, rows, asking)


def _settle(
    contrary: list[int],
    main: Result,
    beside: Result,
    kind: Kind,
    found: Reading,
    table: Table,
    rows: Rows,
    asking: Asking,
) -> None:
    sheet = table.sheet
    lines = [sheet.line(rows.pupils[at].row) for at in contrary]
    texts = [tuple(sheet.text(rows.pupils[at].row, r.places[at]) for r in (main, beside)) for at in contrary]
    both = list(zip(lines, texts, strict=True))[:MOST_NAMED]
    said = ", ".join(f"{line} ({mark} and {outcome})" for line, (mark, outcome) in both)
    more = f" and {len(contrary) - MOST_NAMED} more" if len(contrary) > MOST_NAMED else ""
    key = f"agree:{sheet.key}:{main.pair[0]}:{main.pair[1]}"
    place = Place(sheet.name, letters(main.column.index), lines[0])
    about = {"sheet": sheet.key, "rows": said + more, "subject": main.pair[0], "point": main.pair[1]}
    answer = asking.ask(key, "agree", [MARK, OUTCOME, LEAVE_OUT], place, **about)
    if answer is None:
        found.open.add(main.pair)
    for at in contrary:
        if answer == OUTCOME:
            main.worths[at] = _as_met(beside.worths[at], kind)
        elif answer == LEAVE_OUT:
            main.worths[at] = CONTRARY
