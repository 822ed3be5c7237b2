"""What a column or a value could be said to mean instead: the answers to `means:SHEET!F` and `value:RAW`."""

from msgspec import Struct

from siptui.framework import Framework
from siptui.tracking.questions.asking import LEAVE_OUT
from siptui.tracking.vocabulary.kind_table import kind_table, wordings_of
from siptui.tracking.vocabulary.schema_tables import level_table


class Meant(Struct, frozen=True):
    """Something that may be answered, and how it is put to a person, under which heading."""

    answer: str
    words: str
    under: str


def meanings(framework: Framework) -> list[Meant]:
    """What a column could mean."""
    progress = framework.progress
    found = [Meant(LEAVE_OUT, "Leave this column out", "Not counted")]
    for subject in progress.subjects:
        for point in progress.times:
            found.append(Meant(f"{subject.key} {point.key}", f"{subject.name}, {point.name}", subject.name))
    known = wordings_of(progress.results)
    names = known.names
    for name in known.columns:
        words = names.get(name, name)
        found.append(Meant(name, words[:1].upper() + words[1:], "About the pupil"))
    return found


def values(framework: Framework) -> list[Meant]:
    """What a value could be."""
    found = [Meant(LEAVE_OUT, "Leave it out", "Not counted")]
    table = kind_table(framework.progress.results)
    if table.by_levels:
        levels = level_table().points.items()
        return found + [Meant(level, f"{level}  ({points:g} points)", "A level") for level, points in levels]
    for kind in (k for k in table.kinds if not k.like):
        found += [Meant(each.key, each.name or each.words[0], kind.name) for each in reversed(kind.values)]
    return found
