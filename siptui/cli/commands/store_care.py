"""init, verify, backup, rebuild: the store as a thing to look after."""

from pathlib import Path

from siptui.cli.printing import complain, counted, say, say_json, say_problems, whole
from siptui.cli.streams import made
from siptui.store import engines
from siptui.store.office_settings import Sharing
from siptui.store.store import DEFAULT_FRAMEWORK, Store


def make_store(place: Path, who: str, framework: str | None, group: str | None, *, write: bool) -> None:
    """Make a store, private or shared. Raises Refused, StoreFault."""
    sharing = Sharing(group, write) if group else None
    Store.create(place, who, framework or DEFAULT_FRAMEWORK, sharing=sharing)
    made()
    say(f"made a store in {place}" + (f", shared with the group {group}" if group else ""))
    if why := engines.unsafe(place):
        complain(f"{place}: {why}; move it to a disk of this machine")


def verify_store(store: Store, json_: bool) -> None:
    """Print every fault, or that there is none."""
    problems = list(store.faults())
    if json_:
        say_json([{"where": p.where, "what": p.what, "do": p.do} for p in problems])
    say_problems(problems)
    if not json_:
        say(f"{store.folder}: sound")


def back_up(store: Store, file: Path) -> None:
    """Write the whole store into one file; a school that cannot be read is said, and the others are in it."""
    count, problems = store.back_up(file)
    made()
    say(f"wrote {whole(file)}: {counted(count, 'school')}, proven")
    say_problems(problems)


def daily_copy(store: Store) -> None:
    """Make today's copy in the store, unless it is there."""
    problems = store.copy_of_today()
    made()
    say_problems(problems)
    count, where = store.copies()
    say(f"{where}: {counted(count, 'copy', 'copies')} of the store, one a day")


def rebuild_store(place: Path, who: str) -> None:
    """Mend what can be mended, then say what is still wrong."""
    for done in engines.rebuild(place):
        made()
        say(done.line())
    store = Store(place, who)
    store.overview()
    say_problems(list(store.faults()))
    say(f"{store.folder}: sound")
