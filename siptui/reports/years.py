"""A caseload, or one school, over the years: how many schools have each category, what stands, what was gained."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from msgspec import Struct

from siptui.framework import Framework
from siptui.records.problem import Problem
from siptui.reports.review import select
from siptui.reports.review_columns import BETTER, WORSE, category, gain_in_words, movement
from siptui.rules.caseload.progress_made import Gain
from siptui.rules.caseload.standing import Signs
from siptui.rules.caseload_row import CaseloadRow, has_reds
from siptui.store.store import Store


class Year(Struct, frozen=True):
    """A year: what it is called, its forms, and the lines of its schools that were open."""

    name: str
    framework: Framework
    rows: list[CaseloadRow]


def read_years(stores: Iterable[Store], school_id: str, problems: list[Problem], today: date) -> Iterator[Year]:
    """The years of these stores, with all schools that were open or with one; what cannot be read is told.

    Touches files. Raises StoreFault.
    """
    for store in stores:
        rows, wrong = store.overview()
        problems += wrong
        at = date.fromisoformat(store.office.closed) if store.office.closed else today
        rows = [row for row in rows if row.id == school_id] if school_id else select(rows, None, at)
        yield Year(store.framework.identity.year, store.framework, rows)


class YearColumn(Struct, frozen=True):
    """What is said of a year: its key, its heading, and the words."""

    key: str
    heading: str
    words: Callable[[Year], str]
    width: int = 4


def columns_of_all(framework: Framework) -> list[YearColumn]:
    """What is said of all schools of a year; `framework` is that of the year under way."""
    found = [YearColumn("schools", "Schools", lambda year: str(len(year.rows)))]
    scale = framework.scales.get(framework.roles.category_scale)
    for value in scale.values if scale else ():
        heading = f"Cat {value.mark or value.value}"
        found.append(YearColumn(f"category_{value.value}", heading, _having(value.value)))
    if scale:
        found.append(YearColumn("better", BETTER, _moved(1)))
        found.append(YearColumn("worse", WORSE, _moved(-1)))
    found += _ratings(framework)
    found.append(YearColumn("actions", "Actions", lambda year: str(sum(len(row.actions) for row in year.rows))))
    return [*found, *_gains(framework)]


def columns_of_school(framework: Framework) -> list[YearColumn]:
    """What is said of one school's year; a year that it has no line in says nothing."""
    found = [YearColumn("sip", framework.title_of("sip"), lambda year: year.rows[0].sip if year.rows else "")]
    if framework.roles.category_scale:
        found.append(YearColumn("category", "Category", _category))
    found += _ratings(framework)
    found.append(YearColumn("actions", "Actions", lambda year: str(len(year.rows[0].actions)) if year.rows else ""))
    return [*found, *_gains(framework)]


def _having(value: str) -> Callable[[Year], str]:
    def words(year: Year) -> str:
        return str(sum(1 for row in year.rows if row.category == value))

    return words


def _moved(way: int) -> Callable[[Year], str]:
    def words(year: Year) -> str:
        return str(Counter(movement(year.framework, row) for row in year.rows)[way])

    return words


def _category(year: Year) -> str:
    return category(year.framework, year.rows[0]).words if year.rows else ""


def _ratings(framework: Framework) -> list[YearColumn]:
    if not has_reds(framework):
        return []
    return [
        YearColumn(f"{colour}s", heading, _rated(colour)) for colour, heading in (("red", "Reds"), ("amber", "Amb"))
    ]


def _rated(colour: str) -> Callable[[Year], str]:
    def words(year: Year) -> str:
        signs = Signs(year.framework)
        return str(sum(signs.count(row.standing, colour) for row in year.rows)) if year.rows else ""

    return words


def _gains(framework: Framework) -> list[YearColumn]:
    grid = framework.progress
    if not grid.increase or not grid.increase.expected:
        return []
    return [YearColumn(f"gain_{each.key}", each.name[:4], _gained(each.key), 7) for each in grid.subjects]


def _gained(subject: str) -> Callable[[Year], str]:
    def words(year: Year) -> str:
        found = gain(year, subject)
        return gain_in_words(found) if found.counted else ""

    return words


def gain(year: Year, subject: str) -> Gain:
    """Points made in a subject in a year, on average over the schools of which any are known, each counting once."""
    keys = [each.key for each in year.framework.progress.subjects]
    place = keys.index(subject) if subject in keys else -1
    known = [row.gains[place] for row in year.rows if 0 <= place < len(row.gains) and row.gains[place].counted]
    if not known:
        return Gain(0, 0, 0, len(year.rows))
    if len(year.rows) == 1:
        return known[0]
    count = len(known)
    made, expected = (sum(values) / count for values in zip(*((g.made, g.expected) for g in known), strict=True))
    return Gain(round(made, 6), round(expected, 6), count, len(year.rows))


def as_data(columns: Sequence[YearColumn], years: Sequence[Year]) -> list[dict[str, str]]:
    """The years, each with what is said of it by the columns' keys."""
    return [{"year": year.name} | {column.key: column.words(year) for column in columns} for year in years]
