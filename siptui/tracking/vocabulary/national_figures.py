"""The figures of England that stand beside a school's, dated and with their source (`national.toml`)."""

from functools import lru_cache
from pathlib import Path

from msgspec import field

from siptui.framework import data_file, kept_for_next_start
from siptui.framework.model import Data
from siptui.tracking.vocabulary.schema_tables import FOLDER


class OfYear(Data, frozen=True):
    """The figures of a year group, as it was then, at a point in time: by measure, by subject."""

    point: str
    year: int
    measures: dict[str, dict[str, float]]


class National(Data, frozen=True):
    """national.toml."""

    source: str = ""
    figures: list[OfYear] = field(default_factory=list)

    def latest(self, subject: str, year: int, point: str, measure: str) -> tuple[float, str] | None:
        """A figure of that time, or the last known before it, and of when it is; None where none is known."""
        known = {
            each.point: each.measures[measure][subject]
            for each in self.figures
            if each.year == year and each.point <= point and subject in each.measures.get(measure, {})
        }
        return (known[max(known)], max(known)) if known else None


@lru_cache(maxsize=4)
def national_figures(results: str, folder: Path = FOLDER) -> National:
    """The figures that go with some kinds of result; none with those that have no such file. Raises FrameworkFault."""
    path = folder / results / "national.toml"
    if not results or not path.is_file():
        return National()

    def read() -> tuple[National, list[Path]]:
        return data_file.read(path, National), [path.parent]

    return kept_for_next_start.ready(f"national-{results}", folder, National, read)
