"""Programs run as other users of this machine, who may read nothing of root's but what siptui itself is made of."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[3]
NEEDED = (REPOSITORY, Path(sys.prefix), Path(sys.base_prefix))
"""What Python and siptui are read from; it may lie below a folder that is closed to others, such as root's home."""

ASIDE = "/mnt"
"""Where things are held, in a name space of its own, while what lies above them is covered."""


def run_as(user: int, argv: Sequence[str | Path], home: Path, mask: str = "") -> "subprocess.CompletedProcess[str]":
    """Run a program as the user of a number and no group but their own, with what they need made readable to them.

    That is done in a mount name space of its own: the machine's folders keep their rights. `mask` is their umask.
    Skips the test where it cannot be done.
    """
    if os.geteuid() != 0:
        pytest.skip("only root may run a program as another user")
    if not (shutil.which("unshare") and shutil.which("setpriv")):
        pytest.skip("unshare and setpriv are not installed: nothing can be run as another user")
    script = [f"mount -t tmpfs tmpfs {ASIDE}"]
    for number, (closed, inside) in enumerate(_closed(home.parent)):
        script += [f"mkdir {ASIDE}/{number}", f"mount --bind '{inside}' {ASIDE}/{number}"]
        script += [f"mount -t tmpfs -o mode=755 tmpfs '{closed}'", f"mkdir -p '{inside}'"]
        script += [f"mount --bind {ASIDE}/{number} '{inside}'"]
    script += [f"umask {mask}"] if mask else []
    script.append(f'exec setpriv --reuid={user} --regid={user} --clear-groups -- "$@"')
    done = subprocess.run(
        ["unshare", "-m", "sh", "-ec", "\n".join(script), "sh", *map(str, argv)],
        capture_output=True,
        text=True,
        check=False,
        env={"HOME": str(home), "PATH": os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1"},
        cwd=home,
    )
    if "unshare:" in done.stderr or "mount:" in done.stderr:
        pytest.skip(f"nothing can be mounted here: {done.stderr.strip()}")
    return done


def make_home(place: Path, user: int) -> Path:
    """A home for a user in a place that all may pass through; whoever may pass above it does not matter to `run_as`."""
    place.chmod(0o711)
    home = place / str(user)
    home.mkdir(0o700)
    os.chown(home, user, user)
    return home


def _closed(place: Path) -> Iterator[tuple[Path, Path]]:
    """What is needed below a folder that is closed to others, after the outermost such folder."""
    done: set[Path] = set()
    for inside in (*NEEDED, place):
        for folder in reversed(inside.parents):
            # pytest closes the folder of all temporary ones again at the beginning of any other session.
            if not folder.stat().st_mode & 0o001 or folder == place.parents[-3]:
                if folder not in done:
                    yield folder, inside
                done.add(folder)
                break
