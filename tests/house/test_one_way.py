"""The house's one way: who may import whom, and what a small command may not load."""

import subprocess
import sys
from pathlib import Path

from siptui.store.store import Store
from support.places import ROOT

HEAVY = ("textual", "openpyxl", "python_calamine", "rich", "screens", "tinydb")


def test_imports_run_one_way() -> None:
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([program, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 broken" in done.stdout


def loaded_by(*argv: str) -> set[str]:
    """The top-level modules that a command has imported by its end."""
    script = (
        "import sys\n"
        "from siptui.cli import main\n"
        f"sys.argv = ['siptui', *{list(argv)!r}]\n"
        "try:\n    main()\n"
        "except SystemExit as left:\n    assert not left.code, left.code\n"
        "print('\\n' + ' '.join({name.split('.')[0] for name in sys.modules}))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.splitlines()[-1].split())


def test_get_loads_nothing_heavy(store: Store, ashwell: str) -> None:
    assert not loaded_by("--store", str(store.folder), "get", "ashwell", "school/name") & set(HEAVY)


def test_set_and_review_load_neither_screens_nor_spreadsheets(store: Store, ashwell: str) -> None:
    heavy = {"textual", "openpyxl", "python_calamine", "screens"}
    assert not loaded_by("--store", str(store.folder), "set", "ashwell", "school/number", "1") & heavy
    assert not loaded_by("--store", str(store.folder), "review") & heavy


def test_the_application_loads_no_spreadsheets() -> None:
    script = "import sys; import siptui.app; print(' '.join({n.split('.')[0] for n in sys.modules}))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert not {"openpyxl", "python_calamine", "tinydb"} & set(done.stdout.split())


def test_no_kip_code_stands_in_python() -> None:
    from siptui.framework import load

    codes = [kip.code for kip in load("milton_keynes_2010_11").register.kips if not kip.code.isdigit()]
    for path in [*ROOT.glob("siptui/**/*.py"), *ROOT.glob("screens/**/*.py")]:
        code = "\n".join(
            line.split("#")[0] for line in path.read_text().splitlines() if not line.strip().startswith('"""')
        )
        for kip in codes:
            assert f'"{kip}"' not in code, f"{kip} in {path}"
            assert f"'{kip}'" not in code, f"{kip} in {path}"
