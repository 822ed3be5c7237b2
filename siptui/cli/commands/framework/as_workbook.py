"""framework export and import: a framework as a workbook, and back."""

from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec import structs

from siptui.cli.commands.framework.places_searched import home_named, places_of
from siptui.cli.printing import agreed, complain, counted, say, whole
from siptui.cli.session import Session
from siptui.cli.shared_options import command, session
from siptui.cli.streams import made
from siptui.framework.checking import checked
from siptui.framework.folders import Home, Places, in_settings
from siptui.records.problem import Problem, Refused

if TYPE_CHECKING:
    from siptui.sheets.cells import Sheet

OURS = "give one that `siptui framework export` wrote"
NO_WORKBOOK = {"no_plain_file", "no_spreadsheet", "other_kind", "no_spreadsheet_or_damaged"}
"""Why a file is not opened: it is none that a framework could be in."""


@command("export")
@click.argument("name")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="The workbook to write (.xlsx).")
@click.option("--force", is_flag=True, help="Replace a file that is there, also one that somebody has worked in.")
@session
def export(session: Session, name: str, out: Path, force: bool) -> None:
    """Write a framework's own files as a workbook, to change in Excel and bring back with `framework import`."""
    from siptui.workbooks import save
    from siptui.workbooks.frameworks.files import files_of
    from siptui.workbooks.frameworks.to_workbook import to_workbook

    save.check(out, replace=force)
    places = places_of(session)
    home = _home(places, name)
    found = checked(home.folder, places)
    if found.framework is None:
        raise Refused(*(Problem(str(f.path), f"{f.key}: {f.reason}", code="framework_fault") for f in found.faults))
    for fault in found.faults:
        complain(str(fault))
    save.save(to_workbook(home.folder.name, files_of(home), found.framework), out, replace=force)
    made()
    say(f"wrote {whole(out)}")


@command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR", help="The framework's folder, old or new.")
@click.option("--yes", is_flag=True, help="Write what changes without asking.")
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@session
def import_(session: Session, file: Path, out: Path | None, yes: bool, dry_run: bool) -> None:
    """Read a framework's workbook back: says what would change, and does it on yes.

    Without --out it changes the framework that the workbook was made from, if that is your own.
    """
    from siptui.workbooks.frameworks.files import digests_in, name_in
    from siptui.workbooks.frameworks.from_sheets import from_sheets
    from siptui.workbooks.frameworks.proposed_files import left, newer, proposed, put, wrong_with

    sheets = _sheets(file)
    places = places_of(session)
    base = places.find(name_in(sheets))
    found, faults = from_sheets(sheets)
    if not found and not (faults and name_in(sheets)):
        raise Refused(Problem(file.name, "holds no sheet of a framework", OURS, code="no_framework_sheets"))
    if faults:
        raise Refused(
            *(
                Problem(f"{file.name}: {fault.place}", fault.reason, code="framework_cell", place=fault.place)
                for fault in faults
            )
        )
    folder = (out or _own_folder(base, name_in(sheets))).absolute()
    files = proposed(found, folder, base)
    if wrong := wrong_with(files, found, folder, places, file.name):
        raise Refused(*wrong)
    for each in files:
        for line in each.changes:
            say(f"{each.stem}.toml: {line}")
    for stem in newer(files, folder, digests_in(sheets)):
        complain(f"{stem}.toml: has been changed since this workbook was made; what was changed there is taken back")
    for stem in left(found, files, folder):
        complain(f"{stem}.toml: no sheet is of it, and it stays as it is")
    if not files:
        say(f"nothing to change in {folder}")
    elif dry_run or not (yes or agreed(f"Change {counted(len(files), 'file')} in {folder}?")):
        complain("nothing was changed" + ("" if dry_run else "; give --yes to change it"))
        if not dry_run:
            raise click.exceptions.Exit(1)
    else:
        put(folder, {}, files)
        made()
        say(f"changed {counted(len(files), 'file')} in {folder}")


def _sheets(file: Path) -> "list[Sheet]":
    """The sheets of a file that is to hold a framework, and not a school's tracking. Raises Refused."""
    from siptui.intake.read_in_child import read_sheets

    try:
        return read_sheets(file)
    except Refused as fault:
        problems = [structs.replace(p, do=OURS) if p.code in NO_WORKBOOK else p for p in fault.problems]
        raise Refused(*problems) from fault


def _home(places: Places, name: str) -> Home:
    folder = Path(name)
    return Home(folder.absolute(), "folder") if "/" in name and folder.is_dir() else home_named(places, name)


def _own_folder(base: Home | None, name: str) -> Path:
    """Where a workbook's framework is changed. Raises Refused for one that is nobody's own."""
    if base is None or base.lies == "package":
        do = f"say where to write it: --out {in_settings() / 'NAME'}"
        raise Refused(Problem(name or "the workbook", "is none of your own frameworks", do, code="not_own_framework"))
    return base.folder
