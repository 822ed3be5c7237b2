"""Real logins of this machine, made for a test and taken away again, and what is done under one of them."""

import importlib
import os
import pkgutil
import pwd
import shutil
import subprocess
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

import pytest

import siptui


@contextmanager
def logins(groups_of: Mapping[str, tuple[str, ...]]) -> Iterator[None]:
    """Users of this machine, each in the groups named, which are made too. Skips where none can be made."""
    groups = sorted({group for named in groups_of.values() for group in named})
    if os.geteuid() != 0 or not (shutil.which("useradd") and shutil.which("groupadd")):
        pytest.skip("needs root, useradd and groupadd, to make users of this machine")
    for module in pkgutil.walk_packages(siptui.__path__, "siptui."):
        if not module.name.startswith(("siptui.app", "siptui.__main__")):
            importlib.import_module(module.name)  # the users may not be able to read where Python is
    importlib.import_module("_strptime")
    for used in ("cp437", "unicode_escape"):  # by zip files, and by what tells of mounts
        "".encode(used)
    try:
        for group in groups:
            subprocess.run(["groupadd", "-f", group], check=True, capture_output=True)
        for name, named in groups_of.items():
            argv = ["useradd", "-M", "-N", *(["-G", ",".join(named)] if named else []), name]
            subprocess.run(argv, check=True, capture_output=True)
        yield
    except subprocess.CalledProcessError as fault:
        pytest.skip(f"this machine makes no users: {fault.stderr.decode()[:80]}")
    finally:
        for name in groups_of:
            subprocess.run(["userdel", name], capture_output=True, check=False)
        for group in groups:
            subprocess.run(["groupdel", group], capture_output=True, check=False)


def done_as(name: str, act: Callable[[], object], umask: int = 0o022) -> str:
    """What `act` gives, as text, when that user does it in a process of its own; what it raises, by name and words."""
    receive, send = os.pipe()
    child = os.fork()
    if child == 0:
        said = "died"
        try:
            found = pwd.getpwnam(name)
            os.initgroups(name, found.pw_gid)
            os.setgid(found.pw_gid)
            os.setuid(found.pw_uid)
            os.umask(umask)
            os.environ["XDG_CACHE_HOME"] = "/nowhere"
            os.chdir("/")
            said = str(act())
        except Exception as fault:  # noqa: BLE001
            said = f"{type(fault).__name__}: {fault}"
        except BaseException:  # noqa: BLE001
            said = traceback.format_exc()
        os.write(send, said.encode())
        os._exit(0)
    os.close(send)
    with os.fdopen(receive, "rb") as pipe:
        told = pipe.read().decode()
    os.waitpid(child, 0)
    return told
