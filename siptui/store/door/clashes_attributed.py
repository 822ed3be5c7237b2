"""Clashes told with who wrote the value that stands."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress

from msgspec import structs

from siptui.records.change import Clash, Edit
from siptui.records.problem import Refused
from siptui.store.faults import StoreFault


def attributed(clashes: Sequence[Clash], backwards: Callable[[], Iterable[Edit]]) -> list[Clash]:
    """Clashes with who wrote the value that stands, and when, as far as a history told from its end can be read."""
    wanted = {clash.path for clash in clashes}
    writers: dict[str, Edit] = {}
    with suppress(Refused, StoreFault):  # the conflict is what matters
        for edit in backwards():
            for change in edit.changes:
                if change.path in wanted:
                    writers.setdefault(change.path, edit)
            if len(writers) == len(wanted):
                break
    return [
        structs.replace(clash, who=found.who, when=found.when) if (found := writers.get(clash.path)) else clash
        for clash in clashes
    ]
