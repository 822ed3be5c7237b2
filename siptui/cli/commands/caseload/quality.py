"""quality: how alike those who visit schools judge."""

from collections.abc import Iterator

from msgspec import structs

from siptui.cli.printing import say_json, say_problems, say_table
from siptui.cli.session import Session
from siptui.cli.shared_options import as_json, command, of_year, session
from siptui.records.change import Record
from siptui.records.problem import Problem
from siptui.reports.consistency import IN_WORDS, OfSip, consistency
from siptui.reports.review import day_of_review, select
from siptui.store.faults import StoreFault
from siptui.store.store import Store

NUMBERS = ("Schools", "Visits", "Ratings", "Red", "Amber", "Words", "Moved", "Silent", "Days", "Unsent")


@command()
@as_json
@of_year
@session
def quality(session: Session, json_: bool) -> None:
    """Say how alike those who visit schools judge: ratings, how much they write, what moves without a word.

    Words are of an evaluation at the median, with how many there are; Moved are ratings that differ from the visit
    before, Silent those of them without an evaluation; Days are at the median from visit to sending the note.
    """
    store = session.store
    problems: list[Problem] = []
    found = consistency(store.framework, _records(store, problems))
    if json_:
        say_json([structs.asdict(each) for each in found])
    else:
        names = store.office.full_name
        headings = (store.framework.title_of("sip"), "Name", *NUMBERS, "")
        say_table(headings, [_line(each, names(each.sip)) for each in found], NUMBERS)
    say_problems(problems)


def _records(store: Store, problems: list[Problem]) -> Iterator[Record]:
    rows, wrong = store.overview()
    problems += wrong
    for row in select(rows, None, day_of_review(store.framework, store.office.rehearsed)):
        try:
            yield store.load(row.id).values
        except StoreFault as fault:
            problems.append(fault.problem)


def _line(told: OfSip, name: str) -> tuple[str, ...]:
    words = "" if told.words is None else f"{told.words:g} ({told.evaluations})"
    days = "" if told.days_to_send is None else f"{told.days_to_send:g} ({told.sent})"
    return (
        told.sip or "all",
        name,
        *map(str, (told.schools, told.visits, told.ratings)),
        _share(told.reds, told.ratings),
        _share(told.ambers, told.ratings),
        words,
        *map(str, (told.moved, told.unexplained)),
        days,
        str(told.unsent or ""),
        ", ".join(IN_WORDS[each] for each in told.remarks),
    )


def _share(part: int, whole: int) -> str:
    return f"{part} ({round(100 * part / whole)}%)" if whole else ""
