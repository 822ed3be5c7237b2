"""A person's own files: believed only where nobody else could have written them."""

import os
from pathlib import Path

import pytest

from siptui.framework.owner_checked_file import NotOwn, read_own


def test_ones_own_is_read(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("mine")
    (tmp_path / "y").symlink_to("x")
    assert read_own(tmp_path / "x", 100) == b"mine"
    assert read_own(tmp_path / "y", 100, links=True) == b"mine"
    with pytest.raises(OSError, match="symbolic links"):
        read_own(tmp_path / "y", 100)
    with pytest.raises(NotOwn, match="too large"):
        read_own(tmp_path / "x", 3)


def test_what_others_could_have_written_is_not(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_text("planted")
    path.chmod(0o666)
    with pytest.raises(NotOwn, match="everybody"):
        read_own(path, 100)
    path.unlink()
    os.mkfifo(path)
    with pytest.raises(NotOwn, match="no file"):
        read_own(path, 100)


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root, to give a file to somebody else")
def test_somebody_elses_is_not(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_text("planted")
    os.chown(path, 12345, 12345)
    with pytest.raises(NotOwn, match="somebody else"):
        read_own(path, 100)
