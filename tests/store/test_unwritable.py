"""Whether one may write to a store is known before anything is typed."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from siptui.store.folder.folder_backend import DISK_READ_ONLY, NOT_ALLOWED
from siptui.store.store import Store


@contextmanager
def nobody() -> Iterator[None]:
    """As somebody whom rights hold for, where the tests are run by root."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


def test_ones_own_store_can_be_written_to(store: Store) -> None:
    assert store.unwritable() is None


@pytest.mark.parametrize("folder", ["schools", "history", "locks"])
def test_a_folder_that_one_may_only_read_is_said(store: Store, ashwell: str, folder: str) -> None:
    for above in (store.folder, *store.folder.parents):
        if len(above.parts) > 2:  # as far as the folder that all may go through
            above.chmod(above.stat().st_mode | 0o055)
    for name in ("schools", "history", "locks"):
        (store.folder / name).chmod(0o555 if name == folder else 0o777)
    with nobody():
        why = store.unwritable()
    assert why is not None
    assert (why.what, why.do) == NOT_ALLOWED


def test_a_disk_that_can_only_be_read_is_said_to_its_owner_too(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.statvfs(store.folder)

    class ReadOnly:
        f_flag = real.f_flag | os.ST_RDONLY

    monkeypatch.setattr(os, "statvfs", lambda _: ReadOnly)
    why = store.unwritable()
    assert why is not None
    assert (why.what, why.do) == DISK_READ_ONLY
