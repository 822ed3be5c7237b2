"""File systems of a test's own: small ones that can be filled, and one whose power can be cut. They need root."""

import fcntl
import os
import shutil
import struct
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

MEGABYTE = 1024 * 1024
SHUTDOWN = 0x8004587D  # EXT4_IOC_SHUTDOWN
NO_LOG_FLUSH = 2
"""What has not reached the journal by now never will."""


def needs_root() -> None:
    if os.geteuid() != 0:
        pytest.skip("only root may mount a file system")


def _mount(at: Path, *argv: str) -> None:
    at.mkdir(exist_ok=True)
    done = subprocess.run(["mount", *argv, str(at)], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"nothing can be mounted here: {done.stderr.strip()}")


def _unmount(at: Path) -> None:
    for _ in range(50):
        if subprocess.run(["umount", str(at)], capture_output=True, check=False).returncode == 0:
            return
        time.sleep(0.1)
    subprocess.run(["umount", "-l", str(at)], check=True)
    raise AssertionError(f"{at} is still in use")


@contextmanager
def tmpfs(place: Path, size: int) -> Iterator[Path]:
    """A file system in memory."""
    needs_root()
    at = place / "mounted"
    _mount(at, "-t", "tmpfs", "-o", f"size={size}", "tmpfs")
    try:
        yield at
    finally:
        _unmount(at)


def ext4_image(place: Path, size: int) -> Path:
    """A new ext4 file system in a file, all of it to be used."""
    needs_root()
    if not shutil.which("mkfs.ext4"):
        pytest.skip("mkfs.ext4 is not installed: no disk can be made to fill or to cut off")
    image = place / "image"
    with image.open("wb") as file:
        file.truncate(size)
    subprocess.run(["mkfs.ext4", "-q", "-F", "-m0", str(image)], check=True)
    return image


@contextmanager
def mounted(image: Path) -> Iterator[Path]:
    """The file system in `image`, through a loop device."""
    at = image.with_name("mounted")
    _mount(at, "-o", "loop", str(image))
    try:
        yield at
    finally:
        _unmount(at)


def cut_power(at: Path) -> None:
    """Nothing more reaches the disk."""
    fd = os.open(at, os.O_RDONLY)
    try:
        fcntl.ioctl(fd, SHUTDOWN, struct.pack("I", NO_LOG_FLUSH))
    except OSError as fault:
        pytest.skip(f"the power of this file system cannot be cut: {fault.strerror}")
    finally:
        os.close(fd)


def fill(at: Path, room: int) -> Path:
    """Fill the file system at `at` but for about `room` bytes; gives the file to take away again."""
    filler = at / "filler"
    with filler.open("wb", buffering=0) as file:
        for piece in (256 * 1024, 4096, 1):
            try:
                while file.write(bytes(piece)) == piece:
                    pass
                os.fsync(file.fileno())
            except OSError:
                continue
        file.truncate(max(0, filler.stat().st_size - room))
        os.fsync(file.fileno())
    return filler
