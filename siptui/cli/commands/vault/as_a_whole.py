"""vault init, change, verify and backup: the vault as a thing to look after."""

from pathlib import Path

import click

from siptui.cli.commands.vault.unlocked import Unlocked, first_line
from siptui.cli.printing import complain, say, say_json, say_problems, say_text, secret, whole
from siptui.cli.shared_options import as_json, command, session
from siptui.cli.streams import is_terminal, made
from siptui.records.problem import Problem, Refused
from siptui.vault.keys.passphrase_key import LEAST, refuse_weak
from siptui.vault.keys.recovery_code import FORGOTTEN, as_typed, new_code
from siptui.vault.vault_store import change_passphrase, make

WRITE_DOWN = "Write it down on paper and keep it away from this machine; it is not shown again."
TRIES = 3
new_passphrase_file = click.option(
    "--new-passphrase-file",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A file whose first line is the new passphrase; else it is asked for.",
)


@command()
@session
def init(at: Unlocked) -> None:
    """Make your vault for this store: tell what cannot be undone, take a passphrase, give a recovery code."""
    say_text(FORGOTTEN)
    passphrase = _new_passphrase(at.passphrase() if not at.asks else None)
    code = new_code()
    _give(code)
    if at.asks and is_terminal("stdin"):
        _tested(code)
    made_one = make(at.store, at.folder, passphrase, code)
    made()
    say(f"made a vault in {made_one.folder}")


@command()
@new_passphrase_file
@session
def change(at: Unlocked, new_passphrase_file: Path | None) -> None:
    """Give the vault another passphrase and a new recovery code; the old ones open it no more.

    If the passphrase is forgotten: `siptui vault --recovery-code change`.
    """
    opened = at.vault
    passphrase = _new_passphrase(first_line(new_passphrase_file) if new_passphrase_file else None)
    code = change_passphrase(opened, passphrase)
    made()
    _give(code)
    say("The passphrase is changed. A backup that was made before opens with the old one.")


@command()
@click.option("--take-older", is_flag=True, help="What stands there is meant, though it is older than what was here.")
@as_json
@session
def verify(at: Unlocked, take_older: bool, json_: bool) -> None:
    """Check every file of the vault: whole, with its history, and not older than it was on this machine."""
    if take_older:
        at.vault.engine.take_for_newest()
        made()
    problems = list(at.vault.care.faults())
    if json_:
        say_json([{"where": p.where, "what": p.what, "do": p.do, "code": p.code, "facts": p.facts} for p in problems])
    say_problems(problems)
    if not json_:
        say(f"{at.vault.folder}: sound")


@command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Replace a file that is there.")
@session
def backup(at: Unlocked, file: Path, force: bool) -> None:
    """Copy the vault as it lies, sealed, into one FILE.zip; no passphrase is asked for.

    To put it back, unpack it in an empty folder of yours, and name that with --vault or SIPTUI_VAULT.
    """
    from siptui.vault.files_out.backup_copy import write

    count = write(at.folder, file, force)
    made()
    say(f"wrote {whole(file)}: the vault with the forms of {count} school{'' if count == 1 else 's'}, sealed")


def _new_passphrase(given: str | None) -> str:
    """A passphrase that is long enough, typed twice where a person types it. Raises Refused."""
    if given is not None or not is_terminal("stdin"):
        passphrase = secret("New passphrase") if given is None else given
        refuse_weak(passphrase)
        return passphrase
    say(f"Take at least {LEAST} characters, such as four words that do not belong together.")
    for _ in range(TRIES):
        passphrase = secret("New passphrase")
        try:
            refuse_weak(passphrase)
        except Refused as fault:
            complain(str(fault))
            continue
        if passphrase == secret("The same once more"):
            return passphrase
        complain("The two are not the same; type it again.")
    raise Refused(
        Problem("passphrase", "was not typed twice alike", "nothing was made", code="passphrase_not_repeated")
    )


def _give(code: str) -> None:
    say(f"Recovery code: {code}")
    say(WRITE_DOWN)


def _tested(code: str) -> None:
    """Have the code typed off the paper, once. Raises Refused."""
    for _ in range(TRIES):
        if as_typed(secret("Type the recovery code from your paper")) == code:
            return
        complain("That is another code; look at your paper again.")
    raise Refused(Problem("recovery code", "was not typed as it is", "nothing was made", code="code_not_repeated"))
