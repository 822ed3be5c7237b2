"""Where imported figures came from: kept in the Edit that brought them, so that it stands or falls with them."""

from msgspec import Struct, field, structs

from siptui.records.controls_made_visible import cleaned


class GroupFigure(Struct, frozen=True, array_like=True):
    """A vulnerable group's average point score, unrounded, and how many of its pupils it counts."""

    aps: float
    pupils: int


class Figure(Struct, frozen=True, omit_defaults=True):
    """How one imported figure was reckoned: from which columns, of how many pupils."""

    columns: list[str]  # as "Year 3!F Reading Dec 10"
    pupils: int  # counted in it
    left_out: int = 0  # pupils of that year group with no result that counts
    reasons: dict[str, int] = field(default_factory=dict)  # why they were left out, and how many for each reason
    groups: dict[str, GroupFigure] = field(default_factory=dict)  # by the group's name, as "Free school meals"
    value: float | None = None  # the figure itself, as it is kept
    results_left_out: int = 0  # of those left out, how many have something there that may be a result


class Source(Struct, frozen=True, omit_defaults=True):
    """The file that an Edit was imported from. It holds no pupil's name and no UPN."""

    file: str  # its name, without folders
    sha256: str
    figures: dict[str, Figure]  # by record path; also those that stood already as the file has them
    answers: dict[str, str] = field(default_factory=dict)  # what was answered to its questions
    pupils: dict[str, list[str]] = field(default_factory=dict)  # keyed hashes of UPNs by year group


def as_kept(source: Source) -> Source:
    """A Source without what a terminal would obey in the names of its file, sheets, headings and groups."""
    figures = {
        path: structs.replace(
            figure,
            columns=[cleaned(column) for column in figure.columns],
            reasons={cleaned(why): count for why, count in figure.reasons.items()},
            groups={cleaned(name): group for name, group in figure.groups.items()},
        )
        for path, figure in source.figures.items()
    }
    answers = {cleaned(key): cleaned(value) for key, value in source.answers.items()}
    return structs.replace(source, file=cleaned(source.file), figures=figures, answers=answers)
