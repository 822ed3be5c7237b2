"""Whether a vault is whole: its keys and each school's file, of this year and of those that are over."""

from collections.abc import Iterator

from siptui.records.problem import Problem
from siptui.store.backend_protocol import NoSchool
from siptui.store.faults import StoreFault
from siptui.store.files import whole_files
from siptui.store.format.edit_lines import leads_to
from siptui.store.school import is_id
from siptui.vault import newest_seen
from siptui.vault.keys import key_file
from siptui.vault.place import ENDING, YEARS
from siptui.vault.sealed_file import NotSealed, damaged, unseal
from siptui.vault.sealed_schools import SealedSchools


def faults(vault: SealedSchools) -> Iterator[Problem]:
    """What is wrong with it, and what is older than it was on this machine."""
    found, problems = key_file.read(vault.folder)
    yield from problems
    seen = vault.marks.all()
    if found.version < seen.get(newest_seen.KEY_FILE, 0):
        yield newest_seen.older(vault.folder / key_file.NAME, found.version, seen[newest_seen.KEY_FILE]).problem
    marked = {mark.partition("/")[0] for mark in seen if "/" in mark}
    for year in ["", *sorted(marked | {*_years(vault)})]:
        yield from _of_year(vault.of_year(year))


def _of_year(vault: SealedSchools) -> Iterator[Problem]:
    names = {name.removesuffix(ENDING) for name in whole_files.names(vault.subjects_of(vault.year), ENDING)}
    marked = [mark.rpartition("/") for mark in vault.seen]
    for school_id in sorted(names | {last for year, _, last in marked if year == vault.year and is_id(last)}):
        try:
            read = vault.read(school_id)
            if not leads_to(read.before, read.school):
                why = NotSealed("does not have the record that its edits make")
                yield damaged(vault.place(school_id), why).problem
        except NoSchool:
            continue
        except StoreFault as fault:
            yield fault.problem


def versions(vault: SealedSchools) -> dict[str, int]:
    """How often each file was written that can be read, the key file's among them, by what it is remembered under."""
    found = {newest_seen.KEY_FILE: key_file.read(vault.folder)[0].version}
    for year in ["", *_years(vault)]:
        there = vault.of_year(year)
        for name in whole_files.names(there.subjects_of(year), ENDING):
            school_id = name.removesuffix(ENDING)
            data, _ = whole_files.read(there.subjects_of(year) / name)
            try:
                found[there.mark(school_id)] = unseal(vault.keys.records, vault.about(school_id), data)[0]
            except NotSealed:
                continue
    return found


def _years(vault: SealedSchools) -> list[str]:
    return sorted(whole_files.all_names(vault.folder / YEARS))
