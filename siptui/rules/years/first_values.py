"""What a school, a person or the office begins a new year with: what the year before it has left.

What stays and where it goes is the framework's (`new_year`, `roles`); all else is last year's, and is read there.
Source: handbook, Annex A, whose front sheet has last year's category; facts.md §1e (July to July) and §12 R9.
"""

from collections.abc import Iterator

from siptui.framework import Framework
from siptui.framework.model import ProgressBlock
from siptui.framework.places import EACH
from siptui.records.change import Record
from siptui.records.fields import Fields, fits
from siptui.records.values import BadValue, Value, parse
from siptui.rules.caseload.open_actions import open_actions
from siptui.rules.caseload.open_forms import open_forms
from siptui.rules.caseload_row import caseload_row
from siptui.rules.field_patterns import bound
from siptui.rules.summary import text

IS_KEPT = (
    *("name", "phase", "sip", "headteacher", "chair", "number", "closed", "allocations", "declined"),
    *("person", "nca", "appointed", "accredited", "not_schools"),
)
"""The roles whose places stay as they were, whatever else a framework keeps."""


def first_values(before: Framework, record: Record, fields: Fields) -> dict[str, Value]:
    """What the record of a subject begins with under `fields`, those of the new year's framework.

    `record` is its record of the year under `before`. Only what fits a field of the new year is in it.
    """
    found: dict[str, Value] = {}
    for path, value in _said(before, record, fields.framework):
        field = fields.find(path)
        if field is None or field.kind == "computed":
            continue
        if field.kind == "state":
            found[path] = value
            continue
        try:
            fits = parse(field, value)
        except BadValue:
            continue  # of another kind by now; it can be read in the old year
        if fits is not None:
            found[path] = fits
    return found


def _said(before: Framework, record: Record, after: Framework) -> Iterator[tuple[str, Value]]:
    """Every value that is taken over, and where it goes; of two for a place the later stands."""
    kept = tuple(f"{each}/" for each in [*after.new_year.keeps, *_places_of_roles(after)])
    kept += tuple(f"{each.place}/" for each in open_forms(before, record, after.new_year.open_forms))
    for path, value in record.items():
        if f"{path}/".startswith(kept):
            yield path, value
    yield from _moves(record, after)
    if text(record, before.roles.name):
        yield from _category(before, record, after)
        yield from _agreed(before, record, after)
        yield from _moved_up(before, record, after)


def _places_of_roles(framework: Framework) -> list[str]:
    return [place for role in IS_KEPT if (place := getattr(framework.roles, role))]


def _moves(record: Record, after: Framework) -> Iterator[tuple[str, Value]]:
    """What goes to another place, such as a target that was agreed, by now the one already set."""
    for pattern, place in after.new_year.moves.items():
        wanted = pattern.split("/")
        for path, value in record.items():
            if fits(wanted, path):
                stood = iter(bound(wanted, path))
                yield "/".join(next(stood, "") if part == EACH else part for part in place.split("/")), value


def _category(before: Framework, record: Record, after: Framework) -> Iterator[tuple[str, Value]]:
    """The category that was agreed last is last year's from now on."""
    if after.roles.category_before and before.roles.category:
        category = caseload_row(before, "", record).category
        if category:
            yield after.roles.category_before, category


def _agreed(before: Framework, record: Record, after: Framework) -> Iterator[tuple[str, Value]]:
    """Priorities, and actions that are open."""
    new = after.new_year
    taken = False
    if new.priorities:
        for number, words in enumerate(_priorities(before, record), start=1):
            yield f"{new.priorities}/{number}", words
            taken = True
    if new.actions:
        for number, action in enumerate(open_actions(before, record), start=1):
            start = f"{action.path}/"
            for path, value in record.items():
                if path.startswith(start):
                    yield f"{new.actions}/{number}/{path.removeprefix(start)}", value
            taken = True
    if new.year and taken:
        yield new.year, before.identity.year


def _priorities(before: Framework, record: Record) -> list[Value]:
    """Those of the latest visit that has any, else those brought from the year before that."""
    at = [f"{visit.at}/{before.roles.priorities}" for visit in reversed(before.visits)]
    for place in [*at, *filter(None, [before.new_year.priorities])]:
        slots = sorted((path for path in record if path.startswith(f"{place}/")), key=lambda p: (len(p), p))
        if slots:
            return [record[path] for path in slots]
        if place in record:
            return [record[place]]
    return []


def _moved_up(before: Framework, record: Record, after: Framework) -> Iterator[tuple[str, Value]]:
    """What was measured on a day that both years' grids have, now that of the year group above.

    Where the new grid has no other days than the old one, it is the old one, and nothing is known of what is to come.
    """
    (place, old), (new_place, new) = _grid(before), _grid(after)
    if old is None or new is None:
        return
    shared = {point.key for point in old.points} & {point.key for point in new.points}
    if len(shared) == len(new.points):
        return
    for path, value in record.items():
        parts = path.removeprefix(f"{place}/").split("/")
        if path.startswith(f"{place}/") and len(parts) > 2 and parts[2] in shared and parts[1].isdecimal():
            yield "/".join([new_place, parts[0], str(int(parts[1]) + 1), *parts[2:]]), value


def _grid(framework: Framework) -> tuple[str, ProgressBlock | None]:
    for form in framework.forms:
        for block in form.blocks:
            if isinstance(block, ProgressBlock):
                return form.where(block), block
    return "", None
