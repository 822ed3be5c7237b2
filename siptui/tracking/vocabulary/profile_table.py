"""The early years profile's scales and measures, and the words for them."""

from functools import lru_cache
from pathlib import Path

from siptui.framework import data_file, kept_for_next_start
from siptui.framework.model import Data
from siptui.tracking.vocabulary.schema_tables import FOLDER


class Scale(Data, frozen=True):
    """One of the profile's scales."""

    key: str
    area: str
    name: str
    words: list[str]


class MeasureRule(Data, frozen=True):
    """A percentage of Part D: at least `each` points in every scale of `areas`, and `total` in all scales."""

    field: str
    areas: list[str]
    each: int
    total: int = 0


class ProfileTable(Data, frozen=True):
    """eyfs.toml."""

    most_points: int
    plain_areas: list[str]
    beside: list[str]
    sheet_words: list[str]
    lowest_percent: float
    measures: list[MeasureRule]
    scales: list[Scale]


@lru_cache(maxsize=4)
def profile_table(folder: Path = FOLDER) -> ProfileTable:
    """The table of the profile."""
    path = folder / "eyfs.toml"
    return kept_for_next_start.ready(
        "eyfs", folder, ProfileTable, lambda: (data_file.read(path, ProfileTable), [folder])
    )
