"""Where the answers of a sheet are: kept on the sheet itself, hidden, so that they go along when rows or columns move.

A hidden row names the columns and what heads each (`c4 #1f2e3d4c`). A hidden column says of each row which columns hold
answers, and of what: `c1 #5fa3b1c2 | c4 visits/autumn/judgements/S1.1/current | c5 ...`. First come the columns whose
words name the row, with a digest of these: a row that was sorted or pasted over without its mark is known by it, and
nothing is taken for another row's; so it is with columns and their headings. Of a row without answers it has a digest
of each of its words, so that somebody else's are seen. Neither Excel's defined names nor cell addresses live through
every program and every hand.
"""

import re
from collections.abc import Iterable, Mapping
from hashlib import blake2b

from msgspec import Struct

PRINTED = "-"
"""The mark of a row that has no answers, before the digest of its words: a row without any mark is none of ours."""
COLUMN = re.compile(r"c[1-9][0-9]{0,4}")
COLUMN_MARK = re.compile(rf"({COLUMN.pattern})(?: #([0-9a-f]*))?")
PRINTED_MARK = re.compile(rf"{PRINTED}(?: #[0-9a-f]*)*")
BETWEEN = " | "


class RowMark(Struct, frozen=True):
    """What the mark of a row says: the columns that name it, their digest, and the path of the answer in each."""

    named_by: list[str]
    digest: str
    paths: dict[str, str]

    def text(self) -> str:
        """The mark as it is written."""
        return BETWEEN.join(
            [" ".join([*self.named_by, f"#{self.digest}"]), *(f"{c} {p}" for c, p in self.paths.items())]
        )


def row_mark(text: str) -> RowMark | None:
    """A mark that was read; None for what is none."""
    head, *rest = text.split(BETWEEN)
    *named_by, digest = head.split(" ")
    pairs = [each.strip().partition(" ") for each in rest]
    if (
        not digest.startswith("#")
        or not pairs
        or not all(COLUMN.fullmatch(c) for c in (*named_by, *(p[0] for p in pairs)))
    ):
        return None
    return RowMark(named_by, digest[1:], {column: path for column, _, path in pairs})


def digest_of(words: Iterable[str]) -> str:
    """A digest of what names a row, the same whatever case and space programs make of it: an .ods has no tabs."""
    said = "\n".join("".join(each.split()).casefold() for each in words)
    return blake2b(said.encode(), digest_size=4).hexdigest()


def printed_mark(words: Iterable[str]) -> str:
    """The mark of a row that has no answers, but perhaps words, each in its cell."""
    return " ".join([PRINTED, *(f"#{digest_of([each])}" for each in words)])


def is_printed(mark: str, words: str) -> bool:
    """Whether words of a row are those that were printed there."""
    return f"#{digest_of([words])}" in mark.split(" ")


def marks_of(answers: Mapping[tuple[int, int], str], names: Mapping[int, Mapping[int, str]]) -> dict[int, str]:
    """The mark of each row, by its number: `answers` are paths by row and column, `names` the words that name a row."""
    rows: dict[int, dict[str, str]] = {}
    for (row, column), path in answers.items():
        rows.setdefault(row, {})[f"c{column}"] = path
    found = {}
    for row, paths in rows.items():
        words = names.get(row, {})
        found[row] = RowMark([f"c{column}" for column in words], digest_of(words.values()), paths).text()
    return found
