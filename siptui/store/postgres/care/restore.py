"""What puts subjects back from a backup into a database: a new store, or in the place of what one holds.

Nothing is destroyed: what is replaced stays in the tables `kept_subject` and `kept_edit`.
"""

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import IO

from msgspec import structs

from siptui.framework import load
from siptui.records.problem import Refused
from siptui.store.backup import read_archive
from siptui.store.postgres.care import new_store
from siptui.store.postgres.subjects import Subjects
from siptui.store.school import counted_in_words


def restore(address: str, backup: Path, only: Collection[str] = ()) -> Iterator[str]:
    """Put the subjects of a backup, or those in `only`, into a database. Says, line by line, what it did.

    Raises Refused, and then nothing was changed; StoreFault.
    """
    with read_archive.opened(backup) as file:
        manifest = read_archive.prove(backup, only or None, file)  # all of it is proven before anything is touched
        yield from _opened(address, backup, file, manifest, only)
        store = Subjects(address)
        try:
            yield from _put_back(store, backup, file, manifest, only)
        finally:
            store.close()


def _opened(
    address: str, backup: Path, file: IO[bytes], manifest: read_archive.Manifest, only: Collection[str]
) -> Iterator[str]:
    """See that there is a store: the one that stands there, or one with the settings of the backup."""
    try:
        Subjects(address).close()
    except Refused as refusal:
        if only or refusal.problems[0].code != "no_store":
            raise
        office = structs.replace(manifest.office, pupil_key=b"", sharing=None)
        new_store.make(address, office, frameworks=list(read_archive.frameworks(backup, file)))
        yield "pupils of earlier imports will not be known again: what tells them is in no backup, and was made anew"
        if manifest.office.sharing:
            yield "nobody else has rights to it yet: `siptui init --group` says what lets them in"


def _put_back(
    store: Subjects, backup: Path, file: IO[bytes], manifest: read_archive.Manifest, only: Collection[str]
) -> Iterator[str]:
    there, back, newer = set(store.ids()), list[str](), 0
    for copied in read_archive.read(backup, only or None, file):
        if copied.school.id in there:
            newer += store.load(copied.school.id).revision > copied.school.revision
        store.put(copied)
        back.append(copied.school.id)
    for school_id in sorted(there - set(manifest.schools)) if not only else ():
        if school_id in manifest.missing:
            yield f"{school_id}: could not be read when the backup was made, so it stays as it is"
            continue
        store.take_away([school_id])
        yield f"{school_id}: was not in the backup; it is kept aside"
    store.summary(load(*store.office.read_from(store.folder)))
    when = manifest.made[:16].replace("T", " at ")
    yield f"put back {counted_in_words(back)} as of {when} (UTC)"
    if newer:
        yield f"{newer} of them had been edited since; those edits are kept aside"
    if there:
        yield "what stood there before is in the tables siptui.kept_subject and siptui.kept_edit"
    if not only and list(read_archive.years(backup, file)):
        yield "years that are over are kept in folders only: they are still in the backup, and not in this store"
