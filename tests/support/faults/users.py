"""Programs run as other users of this machine, who may read nothing of root's but what siptui itself is made of."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import gettempdir

import pytest

REPOSITORY = Path(__file__).parents[3]
NEEDED = (REPOSITORY, Path(sys.prefix), Path(sys.base_prefix))
"""What Python and siptui are read from; it may lie below a folder that is closed to others, such as root's home."""


def run_as(user: int, argv: Sequence[str | Path], home: Path, mask: str = "") -> "subprocess.CompletedProcess[str]":
    """Run a program as the user of a number and no group but their own, with what they need made readable to them.

    That is done in a mount name space of its own: the machine's folders keep their rights. `mask` is their umask.
    Skips the test where it cannot be done.
    """
    if os.geteuid() != 0:
        pytest.skip("only root may run a program as another user")
    if not (shutil.which("unshare") and shutil.which("setpriv")):
        pytest.skip("unshare and setpriv are not installed: nothing can be run as another user")
    script = [f"umask {mask}"] if mask else []
    for number, (closed, inside) in enumerate(_closed()):
        aside = f"{home}/../aside-{user}-{number}"
        script += [f"mkdir -p '{aside}'", f"mount --bind '{inside}' '{aside}'"]
        script += [f"mount -t tmpfs -o mode=755 tmpfs '{closed}'", f"mkdir -p '{inside}'"]
        script += [f"mount --bind '{aside}' '{inside}'"]
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
    """A home for a user, closed to all others, in a place that all may pass through."""
    for folder in (place, *place.parents):
        if (
            folder.stat().st_uid == os.geteuid()
            and folder.is_relative_to(gettempdir())
            and folder != Path(gettempdir())
        ):
            folder.chmod(folder.stat().st_mode | 0o011)
    home = place / str(user)
    home.mkdir(0o700)
    os.chown(home, user, user)
    return home


def _closed() -> Iterator[tuple[Path, Path]]:
    """The outermost folder that is closed to others above each thing that is needed."""
    done: set[Path] = set()
    for inside in NEEDED:
        for folder in reversed(inside.parents):
            if not folder.stat().st_mode & 0o001:
                if folder not in done:
                    yield folder, inside
                done.add(folder)
                break
