"""A store carried to another place, from a folder into a database or back, and proven to be the same there."""

from collections.abc import Iterator

from msgspec import Struct, structs

from siptui.records.problem import Problem, Refused
from siptui.store import engines
from siptui.store.backend_protocol import Backend, Copied
from siptui.store.faults import StoreFault
from siptui.store.files import past_years, store_frameworks
from siptui.store.office_settings import Sharing
from siptui.store.school import counted_in_words
from siptui.store.store import Store

TRIES = 3
"""How often what has moved meanwhile is carried again."""


class Moved(Struct, frozen=True):
    """What was carried, and what stays where it was."""

    subjects: list[str]
    edits: int
    stays: list[str]

    def in_words(self) -> str:
        """What went, and that it is the same."""
        edits = f"{self.edits:,} edit{'' if self.edits == 1 else 's'}"
        return f"{counted_in_words(self.subjects)} with {edits}, every one the same on both sides"


def move(store: Store, to: engines.Place, sharing: Sharing | None = None) -> Moved:
    """Carry all of a store to a place that has none, and prove that it is the same there; shared as is said.

    What it was moved from stays as it was. Raises Refused, StoreFault; then there is no store at the other place.

    """
    if store.backend.owns is False:
        what, do = "is moved by its owner, who sees all of it", "ask whoever made it"
        raise Refused(Problem("move", what, do, code="moved_by_owner"))
    _refuse_unsound(store)
    office = structs.replace(store.office, sharing=sharing)
    there = engines.make_moved(to, office, store.pupil_key, [*store_frameworks.files(store.folder)])
    try:
        with engines.all_or_nothing(there):
            edits = _carry(store, there)
    except BaseException:
        engines.unmake_moved(to)
        raise
    return Moved(store.subjects(), edits, [*_stays(store, sharing)])


def _carry(store: Store, there: Backend) -> int:
    """Put all of a store in another, and again what moves meanwhile; how many edits were proven to be the same."""
    for _ in range(TRIES):
        left = [subject for subject in store.subjects() if not _same(store.backend, there, subject)]
        if not left:
            break
        for copied in _copied(store.backend, left):
            there.put(copied)
    return _prove(store, Store(there, store.who), sorted(set(there.ids()) - set(store.subjects())))


def _refuse_unsound(store: Store) -> None:
    """Raise StoreFault for a store that something is wrong with: it is mended where it lies."""
    for problem in store.care.faults():
        if problem.code not in KEPT_ALL_THE_SAME:
            raise StoreFault(problem.where, problem.what, f"nothing was moved; {problem.do}", code=problem.code)


KEPT_ALL_THE_SAME = (
    *("no_longer_asked", "bad_value", "unsafe_disk", "bad_copy", "wrong_rights", "too_open", "too_closed"),
    *("all_powerful", "not_in", "more_than_needed", "server_not_proven", "open_to_everybody"),
)
"""What `verify` says that is no matter of records and their histories."""


def _same(here: Backend, there: Backend, subject: str) -> bool:
    """Whether a subject has the same record, revision and latest edit on both sides."""
    try:
        return here.load(subject) == there.load(subject)
    except LookupError:
        return False


def _copied(backend: Backend, wanted: list[str]) -> Iterator[Copied]:
    among = set(wanted)
    for each in backend.copy():
        if isinstance(each, Problem):
            raise StoreFault(each.where, each.what, f"nothing was moved; {each.do}", code=each.code)
        if each.school.id in among:
            yield each


def _prove(here: Store, there: Store, gone: list[str]) -> int:
    """Go through every record and every edit on both sides; how many edits. Raises StoreFault where one differs."""
    count = 0
    for subject in here.subjects():
        if not _same(here.backend, there.backend, subject):
            raise _differs(subject)
        ours, theirs = here.backend.history(subject), there.backend.history(subject)
        for one, other in zip(ours, theirs, strict=True):
            if one != other:
                raise _differs(subject)
            count += 1
    if gone:
        raise _differs(gone[0])
    there.overview()
    for problem in there.care.faults():
        if problem.code not in KEPT_ALL_THE_SAME:
            raise StoreFault(problem.where, problem.what, "the store it was moved from stands as it was", code="moved")
    return count


def _differs(subject: str) -> StoreFault:
    what = "is not the same at the other place: it was edited while it was moved"
    return StoreFault(subject, what, "close siptui everywhere and move again, to a new place", code="moved_differs")


def _stays(store: Store, sharing: Sharing | None) -> Iterator[str]:
    """What of the old place is not in the new one, a sentence each."""
    yield "drafts, the inbox and vaults stay where they are"
    if past := past_years.names(store.folder):
        yield f"years that are over stay in {store.folder}: {', '.join(past)}"
    if store.office.sharing and sharing is None:
        yield "nobody else has rights at the new place yet"


def refuse_same(store_place: engines.Place, to: engines.Place) -> None:
    """Raise Refused where a store would be moved to where it is."""
    if engines.called(store_place) == engines.called(to):
        raise Refused(Problem("--to", "is where the store is already", "name another place", code="same_place"))
