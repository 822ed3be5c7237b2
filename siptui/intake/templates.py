"""A template filled for a record: asked of the process that may come to harm by it, and remembered for next time."""

import os
from collections.abc import Sequence
from pathlib import Path

from siptui.intake.read_in_child import Reading
from siptui.intake.request_and_answer import FilledTemplate, Request, ToFill
from siptui.records.problem import Refused
from siptui.sheets.open_file import read_file
from siptui.sheets.problems import Locked, problem
from siptui.store.files import own_cache
from siptui.workbooks.template.answers import AskedSheet
from siptui.workbooks.template.plan import digest_of, question_of

FOLDER = "templates"
MOST = 40  # templates are remembered; an authority has a few


def filled_template(path: Path, asked: Sequence[AskedSheet], leave_out: bool = False) -> FilledTemplate:
    """The template at `path`, filled with what there is to say; what has no place in it perhaps left out.

    Raises Refused for an answer without a place, and for what is no such workbook; Locked.
    """
    name = path.name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    if name != path.name:
        raise Refused(problem(name, "name_not_text"))
    place = own_cache.place(FOLDER, f"{digest_of(read_file(path))}-{question_of(asked)}")
    wanted = ToFill(list(asked), own_cache.read(place) or b"", leave_out)
    with Reading(path.name) as reading:
        answer = reading.ask(Request(os.fsencode(path), None, {}, {}, fill=wanted), None, None)
    if answer.filled is None:
        raise (Locked if answer.locked else Refused)(*answer.problems)
    if answer.filled.plan:
        own_cache.write(place, answer.filled.plan)
        _forget_the_oldest(place.parent)
    return answer.filled


def _forget_the_oldest(folder: Path) -> None:
    try:
        files = sorted(folder.iterdir(), key=lambda each: each.stat().st_mtime_ns, reverse=True)
    except OSError:
        return
    for each in [each for each in files if each.suffix != ".lock"][MOST:]:
        own_cache.forget(each)
