"""vault export, import and hand-over: what is confidential leaves and enters only when it is asked to."""

from pathlib import Path
from typing import Any

import click

from siptui.cli.commands.documents.import_document import import_returned, take_over
from siptui.cli.commands.vault.unlocked import Unlocked, first_line
from siptui.cli.printing import complain, counted, say, say_json, secret, whole
from siptui.cli.shared_options import as_json, command, session
from siptui.cli.streams import made
from siptui.documents.returned.handed_over import keep, taken_over
from siptui.records.problem import Problem, Refused
from siptui.records.versions.merge import Blank
from siptui.store.files.export_file import check, save_bytes
from siptui.vault.files_out import hand_over as handed
from siptui.vault.files_out.locked_file import locked, unlocked
from siptui.vault.files_out.memory_only import IN_THE_CLEAR, temporary_files_in_memory
from siptui.vault.keys.passphrase_key import refuse_weak
from siptui.vault.vault_store import Vault

WORD, EXCEL = ".docx", ".xlsx"
file_passphrase = click.option(
    "--file-passphrase-file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A file whose first line is the passphrase of FILE; else it is asked for.",
)


@command()
@click.argument("path", metavar="PATH")
@click.argument("school")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="The file to write: .docx or .xlsx.")
@click.option("--lock", is_flag=True, help="Put a passphrase on it, which Word, Excel and LibreOffice ask for.")
@click.option("--part", default="", metavar="PART", help="Only that part of the form, for whoever fills it in.")
@click.option("--blank", is_flag=True, help="Without what is answered in it.")
@click.option("--force", is_flag=True, help="Replace a file that is there, also one that somebody has worked in.")
@file_passphrase
@as_json
@session
def export(at: Unlocked, /, path: str, school: str, out: Path, file_passphrase_file: Path | None, **how: Any) -> None:
    """Write a confidential form: `vault export htpm3 SCHOOL --out FILE`. The file is readable by you alone."""
    school_id = at.store.find_school(school)
    check(out, _ending(out), how["force"])
    passphrase = _passphrase_of_file(file_passphrase_file) if how["lock"] else ""
    notes = _write(at.vault, path.strip("/"), school_id, out, passphrase, how)
    made()
    if not passphrase:
        notes.append(IN_THE_CLEAR)
    if how["json_"]:
        say_json({"school": school_id, "file": whole(out), "notes": notes})
        return
    for note in notes:
        complain(f"{school_id}: {note}")
    say(f"wrote {whole(out)}")


@command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--school", help="The school it is of.")
@click.option("--lock", is_flag=True, help="FILE is locked with a passphrase.")
@click.option("--dry-run", is_flag=True, help="Say what it would change, and change nothing.")
@click.option("--yes", is_flag=True, help="Make the changes without asking.")
@click.option("--answer", "answers", multiple=True, metavar="PATH=ours|theirs", help="Choose where both were changed.")
@click.option("--blank", type=click.Choice(["keeps", "erases"]), default="keeps", help="What a blank does to ours.")
@file_passphrase
@as_json
@session
def import_(
    at: Unlocked,
    /,
    file: Path,
    school: str | None,
    lock: bool,
    blank: Blank,
    file_passphrase_file: Path | None,
    **how: Any,
) -> None:
    """Take in a confidential form that came back (.docx, .xlsx), or what another SIP handed over (.handover)."""
    wanted = at.store.find_school(school) if school else None
    opened = at.vault
    if handed.is_hand_over(file):
        content = handed.read(file, _passphrase_of_file(file_passphrase_file))
        back = taken_over(opened, file, content, wanted)
        take_over(opened, file, back, **how)
        if not how["dry_run"] and (year := keep(opened, back.school.id, content)) and not how["json_"]:
            say(f"{back.school.id}: kept in {year}; read it with: siptui --year {year} vault get {back.school.id}")
    elif lock:
        with temporary_files_in_memory() as folder:
            plain = folder / file.name
            plain.write_bytes(unlocked(file, _passphrase_of_file(file_passphrase_file)))
            import_returned(opened, wanted, plain, blank, **how)
    else:
        import_returned(opened, wanted, file, blank, **how)


@command("hand-over")
@click.argument("school")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="The file to write: FILE.handover.")
@click.option("--force", is_flag=True, help="Replace a file that is there.")
@file_passphrase
@session
def hand_over(at: Unlocked, school: str, out: Path, force: bool, file_passphrase_file: Path | None) -> None:
    """Write a school's confidential forms for its next SIP, under a passphrase of their own.

    Send the file, and tell the passphrase another way. The next SIP takes it in with `siptui vault import FILE`.
    """
    school_id = at.store.find_school(school)
    check(out, handed.SUFFIX, force)
    opened = at.vault
    count = handed.write(opened, school_id, out, _passphrase_of_file(file_passphrase_file), force)
    made()
    say(f"wrote {whole(out)}: {counted(count, 'answer')} of {school_id}; tell its passphrase another way")


def _ending(out: Path) -> str:
    """The ending of a file's name, if it is one that can be written here. Raises Refused for others."""
    if out.suffix.lower() in (WORD, EXCEL):
        return out.suffix.lower()
    what, do = "is not the name of a file that can be written here", f"give a name that ends in {WORD} or {EXCEL}"
    raise Refused(Problem(str(out), what, do, code="wrong_file_ending"))


def _write(vault: Vault, path: str, school_id: str, out: Path, passphrase: str, how: dict[str, Any]) -> list[str]:
    from siptui.documents.export import write_document
    from siptui.workbooks.export import write_workbook

    vault.form_at(path)
    school = vault.load(school_id)
    with temporary_files_in_memory() as folder:
        to = folder / out.name if passphrase else out
        of = (vault.fields, school.values, school_id, school.revision, to)
        if out.suffix.lower() == WORD:
            notes = write_document(*of, form=path, part=how["part"], blank=how["blank"], replace=how["force"])
        else:
            if how["part"] or how["blank"]:
                what, do = "cannot be a workbook of one part, or blank", "give a name that ends in .docx"
                raise Refused(Problem(str(out), what, do, code="no_such_workbook"))
            sip = vault.office.full_name(school.values.get(vault.framework.roles.sip))
            notes = write_workbook(*of, form=path, replace=how["force"], sip=sip)
        if passphrase:
            save_bytes(locked(to.read_bytes(), passphrase), out, _ending(out), how["force"])
    return notes


def _passphrase_of_file(given: Path | None) -> str:
    """The passphrase of a file that leaves or comes, out of the file named or asked for. Raises Refused."""
    found = first_line(given) if given else secret("Passphrase of the file")
    refuse_weak(found)
    return found
