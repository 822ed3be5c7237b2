"""Sheets of the early years profile: 13 scales of 9 points for pupils in the Foundation Stage (facts.md §2).

"R", "W" and "C" are scales here and subjects or levels elsewhere, so that a sheet is one only if it plainly has every
scale of the areas that Part D asks for. It is taken before the tracking tables are looked for.
"""

from collections.abc import Callable, Collection, Mapping

from msgspec import Struct, structs

from siptui.sheets.cells import Cell, Sheet
from siptui.tracking.tables.header import DEEPEST, HEADER_WITHIN, headed_columns
from siptui.tracking.tables.table import LONGEST_HEADING, NOTHING_SAID, Column, Table
from siptui.tracking.vocabulary.headings import Headings, Meaning, tokens
from siptui.tracking.vocabulary.profile_table import profile_table

LONGEST = 14  # words of a heading that are looked at
UNDATED = "the one without a date"
AGAIN = " (again)"


class ProfileSheet(Struct):
    """A profile on a sheet: for each time that it was taken, the column of each scale.

    `spare` has by time and scale further columns of that heading: what is a scale's may be any of these.
    """

    table: Table
    sets: dict[str, dict[str, int]]
    spare: dict[str, dict[str, int]] = {}

    @property
    def scales(self) -> dict[int, str]:
        """Every column that holds points in a scale, and which."""
        return {x: scale for columns in self.sets.values() for scale, x in columns.items()}


class ProfileSheets:
    """The profile sheets of one file (`found`); `others` are its other sheets, and what else stands on these.

    Of the sheets of those names somebody said what they are: they are no profiles. `meant` gives the columns of a sheet
    of which somebody said what they mean.
    """

    def __init__(
        self,
        sheets: list[Sheet],
        headings: Headings,
        said: Collection[str] = (),
        meant: Callable[[str], Mapping[int, Meaning]] = lambda _: NOTHING_SAID,
    ) -> None:
        self.headings, self.meant = headings, meant
        self.table = profile_table()
        self.names = {s.key: s.name for s in self.table.scales}
        self.plain = {s.key for s in self.table.scales if s.area in self.table.plain_areas}
        self._words = {tokens(w): s.key for s in self.table.scales for w in s.words}
        self._beside = sorted(map(tokens, self.table.beside), key=len, reverse=True)
        self._when = {w for t in headings.words.terms.values() for w in t.words}
        self._when |= {w for month in headings.words.months for w in month} | {"end", "of", "term", "year"}
        self._known: dict[str, tuple[str, str]] = {}
        self.found: list[ProfileSheet] = []
        self.others: list[Sheet] = []
        for sheet in sheets:
            found = None if sheet.hidden or sheet.name in said else self._find(sheet)
            if found:
                self.found.append(found)
                self.others += self._without(found)
            else:
                self.others.append(sheet)

    def _find(self, sheet: Sheet) -> ProfileSheet | None:
        """The profile's table: under the header near the top that names the most scales in the fewest rows."""
        best: tuple[int, ProfileSheet] | None = None
        meant = self.meant(sheet.name)
        named = [y for y, row in enumerate(sheet.rows[: HEADER_WITHIN + DEEPEST]) if self._names_scales(row)]
        for top in range(max(0, named[0] - DEEPEST + 1), named[-1] + 1) if named else ():
            for depth in range(1, min(DEEPEST, len(sheet.rows) - top) + 1):
                if not any(top <= y < top + depth for y in named):
                    continue
                columns = headed_columns(sheet, top, depth, self.headings)
                for column in columns:
                    column.meaning = meant.get(column.index, column.meaning)
                every = self._sets([c for c in columns if c.index not in meant])
                sets = {wording: found for wording, found in every.items() if self.plain <= found.keys()}
                score = sum(map(len, sets.values())) * 4 - depth
                if sets and (best is None or score > best[0]):
                    spare = {w.removesuffix(AGAIN): found for w, found in every.items() if w not in sets}
                    best = (score, ProfileSheet(Table(sheet, columns, top, top + depth), sets, spare))
        if best is None:
            return None
        scales = best[1].scales
        for column in best[1].table.columns:
            if column.index in scales:
                column.meaning = Meaning("result", subject=scales[column.index])
        return best[1]

    def _names_scales(self, row: list[Cell]) -> bool:
        """Whether a row names every scale of the plain areas; most rows do not, and are not looked at further."""
        return self.plain <= {self._scale(c)[0] for c in row if isinstance(c, str) and 0 < len(c) <= LONGEST_HEADING}

    def _sets(self, columns: list[Column]) -> dict[str, dict[str, int]]:
        """The columns of each time; what has not every scale of the plain areas may be results of another kind."""
        sets: dict[str, dict[str, int]] = {}
        for column in columns:
            scale, wording = self._scale(column.heading)
            if scale:
                wording = wording or UNDATED
                while scale in sets.get(wording, {}):
                    wording += AGAIN
                sets.setdefault(wording, {})[scale] = column.index
        return sets

    def _scale(self, heading: str) -> tuple[str, str]:
        """The scale that a heading names, and the words that say when; ("", "") if it names none."""
        if heading not in self._known:
            self._known[heading] = self._read(tokens(heading)[:LONGEST])
        return self._known[heading]

    def _read(self, words: tuple[str, ...]) -> tuple[str, str]:
        places = [(at, size) for size in range(len(words), 0, -1) for at in range(len(words) - size + 1)]
        for at, size in places:
            scale = self._words.get(words[at : at + size])
            rest = self._without_beside((*words[:at], "", *words[at + size :])) if scale else ()
            if scale and all(w.isdigit() or w in self._when for w in rest):
                return scale, " ".join(rest)
        return "", ""

    def _without_beside(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """What is left without the words that may stand beside a scale's; "" stands for the scale."""
        for phrase in self._beside:
            for at in range(len(words) - len(phrase) + 1):
                if words[at : at + len(phrase)] == phrase:
                    words = words[:at] + words[at + len(phrase) :]
                    break
        return tuple(w for w in words if w)

    def _without(self, found: ProfileSheet) -> list[Sheet]:
        """The sheet without its profile, if anything is left that may be results."""
        scales, sheet = found.scales, found.table.sheet
        if not any(c.meaning.kind == "result" and c.index not in scales for c in found.table.columns):
            return []
        rows = [["" if x in scales else cell for x, cell in enumerate(row)] for row in sheet.rows]
        return [structs.replace(sheet, rows=rows)]
