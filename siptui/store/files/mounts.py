"""Whether a store lies where one writer can keep another off: locks hold on a disk, and not on every network mount."""

import fcntl
import os
import re
from pathlib import Path

from siptui.store.files import whole_files
from siptui.store.files.lock import at_once

NETWORKED = set(
    "nfs nfs4 cifs smb3 smbfs afs ncpfs ceph lustre vboxsf glusterfs fuse.glusterfs fuse.sshfs fuse.rclone".split()
)
MOUNTS = Path("/proc/self/mountinfo")
_ESCAPED = re.compile(rb"\\([0-7]{3})")
"""How the kernel writes a space, a tab, a line's end and a backslash in a place's name; all else is as it is."""


def kind(folder: Path) -> str:
    """The kind of file system that a folder is on, such as ext4; "" where that is not known."""
    found, longest = "", -1
    try:
        lines = MOUNTS.read_bytes().split(b"\n")
    except OSError:
        return ""
    for line in lines:
        before, dash, after = line.partition(b" - ")
        if not dash:
            continue
        place = os.fsdecode(_ESCAPED.sub(lambda m: bytes([int(m[1], 8) & 255]), before.split(b" ")[4]))
        # Of several mounts at one place the last one listed covers the others.
        if folder.is_relative_to(place) and len(place) >= longest:
            found, longest = os.fsdecode(after.split(b" ")[0]), len(place)
    return found


def unsafe(folder: Path, locks: Path) -> str:
    """Why locks may not hold in a store's folder with its `locks`, or "" where they do."""
    found = kind(folder.resolve())
    if found in NETWORKED:
        return f"is on a network mount ({found}), where two people may write the same school at once"
    if not _holds(locks / ".verify.lock"):
        return "is where locks do not hold: two people may write the same school at once"
    return ""


def _holds(path: Path) -> bool:
    """Whether a second opening of a locked file is kept off, which it is not where locks are only imitated."""
    with at_once(path) as ours:
        if not ours:
            return True  # somebody else proves it at this moment, or we may not write here and so cannot do harm
        fd = whole_files.open_in(path, os.O_RDWR)
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return False
        except OSError:
            return True
        finally:
            os.close(fd)
