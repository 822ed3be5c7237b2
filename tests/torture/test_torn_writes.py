"""Writes of which only a part reaches the disk before the process dies."""

import itertools
import shutil
import signal
import subprocess
from pathlib import Path

import pytest

from support.faults.watched_store import Done, Witness, rounds

pytestmark = [pytest.mark.torture, pytest.mark.timeout(900)]
PARTS = (0, 0.001, 0.1, 0.5, 0.9, 0.999)
# Preloaded before libc: the TORN_NTH write to a file below TORN_FOLDER writes TORN_PART of its bytes, and kills.
SHIM = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

typedef ssize_t (*pwrite_fn)(int, const void *, size_t, off_t);
static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_writev)(int, const struct iovec *, int);
static pwrite_fn real_pwrite;
static const char *folder;
static int nth, writes;
static double part;

__attribute__((constructor)) static void begin(void) {
    real_write = dlsym(RTLD_NEXT, "write");
    real_writev = dlsym(RTLD_NEXT, "writev");
    real_pwrite = (pwrite_fn)dlsym(RTLD_NEXT, "pwrite");
    folder = getenv("TORN_FOLDER");
    nth = getenv("TORN_NTH") ? atoi(getenv("TORN_NTH")) : 0;
    part = getenv("TORN_PART") ? atof(getenv("TORN_PART")) : 0;
}

static int due(int fd) {
    char link[64], path[4096];
    if (!folder) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return strncmp(path, folder, strlen(folder)) == 0 && ++writes == nth;
}

static size_t some(size_t count) { return (size_t)(count * part); }
static void die(void) { kill(getpid(), SIGKILL); pause(); }

ssize_t write(int fd, const void *data, size_t count) {
    if (due(fd)) { real_write(fd, data, some(count)); die(); }
    return real_write(fd, data, count);
}

ssize_t pwrite(int fd, const void *data, size_t count, off_t at) {
    if (due(fd)) { real_pwrite(fd, data, some(count), at); die(); }
    return real_pwrite(fd, data, count, at);
}

ssize_t pwrite64(int fd, const void *data, size_t count, off_t at) { return pwrite(fd, data, count, at); }

ssize_t writev(int fd, const struct iovec *pieces, int count) {
    if (due(fd)) {
        for (int n = 0; n < count; n++) {
            size_t length = some(pieces[n].iov_len);
            real_write(fd, pieces[n].iov_base, length);
            if (length < pieces[n].iov_len) break;
        }
        die();
    }
    return real_writev(fd, pieces, count);
}
"""


def shim(place: Path) -> Path:
    if not shutil.which("cc"):
        pytest.skip("there is no C compiler (cc): writes cannot be torn")
    source, library = place / "shim.c", place / "shim.so"
    source.write_text(SHIM)
    argv = ["cc", "-shared", "-fPIC", "-O1", "-o", str(library), str(source), "-ldl"]
    built = subprocess.run(argv, capture_output=True, text=True, check=False)
    if built.returncode:
        pytest.skip(f"cc cannot build a shared library here: {built.stderr[-200:]}")
    return library


def tear(witness: Witness, library: Path, nth: int, part: float) -> Done:
    """An edit that dies in its `nth` write, if it has so many."""
    trial = witness.trial()
    place = {"LD_PRELOAD": str(library), "TORN_FOLDER": str(witness.folder)}
    done = witness.run(*trial.argv, env={**place, "TORN_NTH": str(nth), "TORN_PART": str(part)})
    witness.judge(trial, done, f"killed after {part:.2%} of write {nth}")
    return done


def test_torn_in_every_write(tmp_path: Path) -> None:
    library = shim(tmp_path)
    witness = Witness(tmp_path / "torn")
    writes = 0
    while tear(witness, library, writes + 1, 0.5).returncode != 0:
        writes += 1
    assert writes > 1
    for nth, part in rounds(list(itertools.product(range(1, writes + 1), PARTS)), witness.chance):
        assert tear(witness, library, nth, part).returncode == -signal.SIGKILL
    witness.tally["writes in an edit"] = writes
    witness.end("torn writes")
