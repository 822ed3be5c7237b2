"""What is printed holds nothing that a terminal would obey, and a change that was made is not undone by a full disk."""

import ast
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryFile

import pytest

from siptui.records.controls_made_visible import escaped_json, marked, marked_line, quoted
from siptui.store.store import Store
from support import split_processes
from support.places import ROOT, SAMPLES
from support.shell import Shell
from support.split_processes import Ended
from support.stores.planted import OBEYED, planted_backup, planted_file, planted_store, planted_workbook, raw_controls

PRINTING = {"siptui/cli/printing.py", "siptui/cli/streams.py"}
NUMBER = "school/number"
SIPTUI = [sys.executable, "-m", "siptui"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain café 🙂\ntwo\tthree", "plain café 🙂\ntwo\tthree"),
        ("\x1b[31m", "␛[31m"),
        ("\x9b31m\x85", "<U+009B>31m<U+0085>"),
        ("a\r\x00\x7f", "a␍␀␡"),
        ("\u202eabc\u2066", "<U+202E>abc<U+2066>"),
        ("bytes \udc9b", "bytes <U+DC9B>"),
        ("one\u2028two", "one<U+2028>two"),
    ],
)
def test_marks(text: str, shown: str) -> None:
    assert marked(text) == shown
    assert marked_line(text) == shown.replace("\n", "⏎")
    assert not raw_controls(marked(text))


def test_json_says_the_same_and_is_safe() -> None:
    text = json.dumps({"a": OBEYED + "é\udc9b"}, ensure_ascii=False)
    assert raw_controls(text)
    assert not raw_controls(escaped_json(text))
    assert json.loads(escaped_json(text)) == json.loads(text)


def test_a_quotation_is_short() -> None:
    assert quoted("2b") == "'2b'"
    assert len(quoted("x" * 500)) <= 82
    assert not raw_controls(quoted(OBEYED))


def test_one_place_prints() -> None:
    """`print`, the standard streams, click's and rich's own printing stand nowhere else."""
    found = []
    for path in sorted([*ROOT.glob("siptui/**/*.py"), *ROOT.glob("screens/**/*.py")]):
        name = path.relative_to(ROOT).as_posix()
        if name not in PRINTING:
            found += [f"{name}:{n.lineno}" for n in ast.walk(ast.parse(path.read_text())) if _prints(n)]
    assert not found


def _prints(node: ast.AST) -> bool:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return node.func.id in {"print", "Console", "input"}
    if not (isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)):
        return False
    of, name = node.value.id, node.attr
    return (
        (of == "sys" and name in {"stdout", "stderr"})
        or (of == "click" and name in {"echo", "secho", "prompt", "confirm", "style"})
        or (of == "traceback" and name.startswith("print"))
    )


# -- every command, on things planted


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return planted_store(tmp_path_factory.mktemp("planted") / f"store {OBEYED.replace('/', '')}")


@pytest.fixture(scope="module")
def commands(planted: Store, tmp_path_factory: pytest.TempPathFactory) -> list[list[str]]:
    folder = tmp_path_factory.mktemp("files")
    school, file, book = "ashwell_primary", str(planted_file(folder)), str(planted_workbook(folder))
    out = str(folder / f"out {OBEYED.replace('/', '')}.xlsx")
    reading = [
        ["schools"],
        ["review"],
        ["review", "--out", out],
        ["get", school],
        ["get", school, "visits/autumn/activities"],
        ["get", school, "front"],
        ["history", school],
        ["history", school, "gone"],
        ["source", school, "school/name"],
        ["dump"],
        ["verify"],
        ["export", "summary", school, "--out", out, "--force"],
        ["export", "summary", "--all", "--out", str(folder / OBEYED.replace("/", ""))],
        ["export", "note", school, "--out", out.replace(".xlsx", ".docx"), "--force"],
        ["note", school],
        ["note", school, "--diff", "1"],
        ["find", "a"],
        ["import", file, "--school", school, "--dry-run"],
        ["import", file, "--school", school, "--dry-run", "--details", "--answer", f"{OBEYED}=x"],
        ["import", file, "--school", school, "--yes", "--annotate", out],
        ["import", book, "--school", school, "--dry-run", "--details"],
        ["import", book, "--school", school, "--yes", "--annotate", out],
        ["source", school, "progress/reading/3/2010-12"],
        ["backup", str(folder / f"b {OBEYED.replace('/', '')}.zip")],
        ["backup"],
        ["rebuild"],
        ["set", school, NUMBER, "7"],
        ["undo", school],
        ["redo", school],
    ]
    echoed = [
        [OBEYED],
        ["get", OBEYED],
        ["get", school, OBEYED],
        ["find", OBEYED],
        ["note", school, "--visit", OBEYED],
        ["export", OBEYED, school, "--out", out.replace(".xlsx", ".docx"), "--force"],
        ["set", school, OBEYED, OBEYED],
        ["set", school, "school/phase", OBEYED],
        ["set", school, NUMBER, "1", "--expect", OBEYED],
        ["add-school", f"B{OBEYED}", "--phase", OBEYED],
        ["import", OBEYED, "--school", OBEYED],
        ["import", file, "--school", school, "--answer", OBEYED],
        ["import", file, "--school", school, "--kind", OBEYED],
        ["restore", OBEYED],
        ["init", "--framework", OBEYED],
        ["--as", OBEYED, "set", school, NUMBER, "1"],
        [f"--{OBEYED}"],
    ]
    takes_json = {
        "schools",
        "review",
        "get",
        "history",
        "source",
        "verify",
        "import",
        "export",
        "undo",
        "redo",
        "note",
        "find",
    }
    as_json = [[*words, "--json"] for words in reading if words[0] in takes_json and "--out" not in words]
    return [*reading, *as_json, *echoed]


def _on(store: Store, words: Sequence[str]) -> list[str]:
    login = [] if "--as" in words else ["--as", "tester"]
    return ["--store", str(store.folder), *login, *words]


def test_no_terminal_gets_marks(planted: Store, commands: list[list[str]]) -> None:
    for words in commands:
        _judge(words, split_processes.run(_on(planted, words)))


def test_a_pipe_of_a_new_python_gets_marks(planted: Store, commands: list[list[str]]) -> None:
    """Each command once, the first of its kind: what it imports by itself is enough, and prints nothing."""
    first = {words[0]: words for words in reversed(commands) if words[0].isidentifier()}
    for words in first.values():
        _judge(words, _anew([*SIPTUI, *_on(planted, words)]))


def _judge(words: list[str], done: Ended) -> None:
    assert not raw_controls(done.out + done.err), words
    assert "Traceback" not in done.err, words
    assert done.status in range(5), words
    if "--json" in words and done.out:
        json.loads(done.out)


def _anew(argv: list[str]) -> Ended:
    """Run a program in a new Python, with pipes."""
    done = subprocess.run(argv, capture_output=True, stdin=subprocess.DEVNULL, check=False)
    return Ended(done.returncode, *(text.decode("utf-8", "surrogateescape") for text in (done.stdout, done.stderr)))


def test_what_a_backup_says_of_itself_gets_marks(tmp_path: Path) -> None:
    store = Store.create(tmp_path / "s", "tester")
    store.add_school("Ashwell Primary", "primary")
    backup = planted_backup(store, tmp_path / f"b {OBEYED.replace('/', '')}.zip")
    status, out, err = split_processes.run(_on(store, ["restore", str(backup)]))
    assert status == 0, err
    assert "put back 1 school" in out
    assert "␛" in out
    assert not raw_controls(out + err)


@pytest.mark.parametrize(
    "says",
    ["import warnings; warnings.warn('\\x1b[31m planted')", "raise ValueError('\\x1b[31m planted')"],
)
def test_neither_warnings_nor_tracebacks_are_printed(tmp_path: Path, says: str) -> None:
    Store.create(tmp_path / "s", "tester")
    script = (
        "from siptui.cli import program\n"
        "from siptui.cli.commands import every_school\n"
        f"def broken(*_):\n    {says}\n"
        "every_school.tell_schools = broken\nprogram()\n"
    )
    status, out, err = _anew([sys.executable, "-c", script, "--store", str(tmp_path / "s"), "schools"])
    assert not raw_controls(out + err)
    assert "Traceback" not in err
    assert err.count("\n") == (status == 3)
    assert status == (3 if "raise" in says else 0)


def test_a_message_quotes_no_more_than_80_characters_of_a_cell(tmp_path: Path) -> None:
    shell = Shell(tmp_path / "s")
    shell("init")
    shell("add-school", "Ashwell Primary", "--phase", "primary")
    lines = ["Name,Year,Reading Dec 10,Reading Mar 11", *(f"P{n},3,2b,2a" for n in range(8)), f"Q,3,2b,{'z' * 500}"]
    (tmp_path / "a.csv").write_text("\n".join(lines))
    said = shell("import", str(tmp_path / "a.csv"), "--school", "ashwell", "--dry-run", status=1)
    assert "z" * 79 + "…" in said
    assert "z" * 80 not in said


def test_names_are_cleaned_where_they_are_kept(tmp_path: Path) -> None:
    shell = Shell(tmp_path / "s")
    shell("init")
    shell("add-school", "Ashwell Primary", "--phase", "primary")
    for file in (planted_file(tmp_path), planted_workbook(tmp_path)):
        shell("import", str(file), "--school", "ashwell_primary", "--yes")
    kept = b"".join(p.read_bytes() for name in ("schools", "history") for p in (shell.folder / name).iterdir())
    assert b"imported from book" in kept
    assert b"imported from tracking" in kept
    edits = json.loads(shell("history", "ashwell_primary", "--json"))
    assert not any(raw_controls(edit["why"]) for edit in edits)
    found = json.loads(shell("source", "ashwell_primary", "progress/reading/3/2010-12", "--json"))
    assert not any(raw_controls(text) for text in (found["file"], *found["columns"], *found["reasons"]))


def test_a_terminal_gets_marks(planted: Store, commands: list[list[str]]) -> None:
    """One that says no to all it is asked."""
    for words in commands:
        _, said = split_processes.run_on_terminal(_on(planted, words), b"n\n")
        how_far = "\r\x1b[K"  # our own, before a line that says how far it is
        assert not raw_controls(said.replace("\r\n", "\n").replace(how_far, "\n")), words


# -- where nothing can be printed


@pytest.fixture
def ashwell(tmp_path: Path) -> Shell:
    shell = Shell(tmp_path / "s")
    shell("init")
    shell("add-school", "Ashwell Primary", "--phase", "primary")
    for value in "123":
        shell("set", "ashwell_primary", NUMBER, value)
    return shell


def _unheard(shell: Shell, way: str, *words: str) -> tuple[int, str]:
    """Run a command whose output goes to a full disk, to nobody, or is closed; its status and what it complained of."""
    argv = ["--store", str(shell.folder), "--as", "tester", *words]
    reader, pipe = os.pipe()
    os.close(reader)  # so that nobody reads what is sent there
    with Path("/dev/full").open("wb") as full, Path(os.devnull).open("rb") as nothing, TemporaryFile() as said:
        out = {"full": full.fileno(), "nobody": pipe, "closed": split_processes.CLOSED}[way]
        status = split_processes.run_on(argv, nothing.fileno(), out, said.fileno())
        os.close(pipe)
        said.seek(0)
        return status, said.read().decode()


@pytest.mark.parametrize("way", ["full", "nobody", "closed"])
def test_a_new_python_whose_output_goes_nowhere(ashwell: Shell, way: str) -> None:
    line = {"full": '"$@" >/dev/full', "nobody": '"$@" | true; exit ${PIPESTATUS[0]}', "closed": '"$@" >&-'}[way]
    for words, expected in ((["undo", "ashwell"], {0}), (["schools"], {4, 0} if way == "nobody" else {4})):
        argv = [*SIPTUI, "--store", str(ashwell.folder), "--as", "tester", *words]
        done = subprocess.run(["bash", "-c", line, "bash", *argv], capture_output=True, text=True, check=False)
        assert done.returncode in expected, done  # whoever reads may not have gone yet
        assert "Traceback" not in done.stderr


@pytest.mark.parametrize("way", ["full", "nobody", "closed"])
def test_a_change_that_was_made_is_no_failure(ashwell: Shell, way: str, tmp_path: Path) -> None:
    for words in (("undo", "ashwell"), ("redo", "ashwell"), ("undo", "ashwell", "--json")):
        status, said = _unheard(ashwell, way, *words)
        assert status == 0, (words, said)
        assert "Traceback" not in said
    assert ashwell("get", "ashwell_primary", NUMBER) == "2\n"
    assert _unheard(ashwell, way, "add-school", "Birch Infant", "--phase", "infant")[0] == 0
    assert "birch_infant" in ashwell("schools")
    sample = str(SAMPLES / "tracking_whole_school.xlsx")
    assert _unheard(ashwell, way, "import", sample, "--school", "ashwell_primary", "--yes")[0] == 0
    assert "imported from" in ashwell("history", "ashwell_primary")
    out = tmp_path / "f.xlsx"
    assert _unheard(ashwell, way, "export", "summary", "ashwell_primary", "--out", str(out))[0] == 0
    assert out.exists()


@pytest.mark.parametrize("way", ["full", "nobody", "closed"])
def test_what_only_prints_has_a_status_of_its_own(ashwell: Shell, way: str) -> None:
    for words in (("get", "ashwell_primary", NUMBER), ("history", "ashwell_primary"), ("dump",), ("--help",)):
        status, said = _unheard(ashwell, way, *words)
        assert status == 4, (words, said)
        assert "Traceback" not in said
        assert "Exception" not in said


@pytest.mark.parametrize("way", ["full", "nobody", "closed"])
def test_a_refusal_keeps_its_status(ashwell: Shell, way: str) -> None:
    assert _unheard(ashwell, way, "get", "nowhere")[0] == 1
    assert _unheard(ashwell, way, "nonsense")[0] == 2


def test_a_terminal_without_the_characters_still_gets_json(ashwell: Shell) -> None:
    ashwell("set", "ashwell_primary", "school/headteacher", "Zoë 🙂")
    argv = [sys.executable, "-m", "siptui", "--store", str(ashwell.folder), "get", "ashwell_primary", "--json"]
    environ = os.environ | {"PYTHONIOENCODING": "ascii"}
    done = subprocess.run(argv, capture_output=True, env=environ, check=True)
    assert json.loads(done.stdout.decode("ascii"))["school"]["headteacher"] == "Zoë 🙂"
