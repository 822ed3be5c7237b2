"""export of several files at once: of all schools, of several kinds, into a folder."""

import gc
from collections.abc import Sequence
from pathlib import Path

import click

from siptui.cli.commands.documents.written_file import Exported, Wanted, written
from siptui.cli.printing import complain, counted, say, say_json, say_problems, whole
from siptui.cli.streams import made, passing
from siptui.records.problem import Problem, Refused
from siptui.store.faults import StoreFault
from siptui.store.store import Store
from siptui.workbooks.export import ENDING

TIDIED = 6
"""Files after which memory is given back: documents are circles of objects, and a command looks for none itself."""


def export_caseload(
    store: Store, kinds: Sequence[Wanted], schools: Sequence[str] | None, folder: Path, json_: bool
) -> None:
    """Write files of some kinds, of some schools or of every one, into a folder, which is made if need be.

    One that cannot be written is said, and the others are written; a school that has nothing of a kind, as of Part D a
    school without its year groups, is passed over. Raises Refused, StoreFault.
    """
    problems: list[Problem] = []
    if schools is None:
        rows, problems = store.overview()
        schools = [row.id for row in rows]
    _make(folder)
    done: list[Exported] = []
    refused: list[Problem] = []
    files = [(school, wanted) for school in schools for wanted in kinds]
    for number, (school, wanted) in enumerate(files, start=1):
        passing(f"{number} of {len(files)}: {school}")
        if number % TIDIED == 0:
            gc.collect()
        try:
            done.append(written(store, wanted, school, folder / f"{school} {wanted.ending}"))
        except StoreFault as fault:
            problems.append(fault.problem)
        except Refused as fault:
            if len(files) == 1 or any(each.code not in NOTHING for each in fault.problems):
                refused += fault.problems
    passing("")
    if done:
        made()
    if json_:
        say_json(done)
    else:
        _tell(done, folder)
    for problem in refused:
        complain(problem.line())
    say_problems(problems)
    if refused:
        raise click.exceptions.Exit(1)


NOTHING = frozenset({"nothing_to_write", "no_targets_for_phase"})
"""Codes of what a school's forms do not ask it for."""


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        what = f"cannot be made a folder: {fault.strerror}"
        facts = {"reason": fault.strerror or ""}
        raise Refused(
            Problem(str(folder), what, "name another place", facts=dict(facts), code="no_folder_made")
        ) from None


def _tell(done: Sequence[Exported], folder: Path) -> None:
    """One line, and another where there is something to know of some of them."""
    books = sum(each.file.endswith(ENDING) for each in done)
    counts = [counted(books, "workbook")] if books or not done else []
    counts += [counted(len(done) - books, "document")] if len(done) > books else []
    say(f"{' and '.join(counts)} in {whole(folder)}")
    if told := sum(bool(each.notes) for each in done):
        complain(f"{counted(told, 'file')} said what is still missing or a draft: --json has it all")
