"""What a file and its sheets are called in what is kept of an import, where their own names hold a pupil's."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from msgspec import structs

from siptui.records.change import Record
from siptui.records.source import Source
from siptui.sheets.cells import Sheet, cell_at, shown
from siptui.tracking.pupils.pupil_rows import AGAIN, BELOW, DOUBTFUL, HEADING, NOBODY, TOTAL, Rows
from siptui.tracking.tables.table import NAMES, Table
from siptui.tracking.vocabulary.headings import Headings, tokens

SHORTEST = 2  # letters of a word that may be a name: one letter is an initial, or a class
NAMED_AFTER = "named after a pupil"
_NOBODY = {AGAIN, BELOW, DOUBTFUL, HEADING, NOBODY, TOTAL}  # why a row is no pupil, whatever it says
_SAID = 6  # numbers of sheets in a note


class NamesAsKept:
    """Finds pupils' names in the names of a file and its sheets, and gives others for what is kept.

    A name holds a pupil's where two words of that pupil's stand in it, in whatever order; or one, but for words that
    headings are made of, words of the school's own name and those of its classes.
    """

    def __init__(
        self, file: str, sheets: Sequence[Sheet], read: Iterable[tuple[Table, Rows]], headings: Headings, record: Record
    ) -> None:
        self._headings = headings
        self._holders: dict[str, set[tuple[int, int]]] = {}  # whose each word is: a pupil's table and row
        self._wanted = _words(" ".join([file, *(sheet.name for sheet in sheets)]))
        self._harmless = _words(str(record.get("school/name") or ""))
        for at, (table, rows) in enumerate(read):
            self._read(at, table, rows)
        after = [n for n, sheet in enumerate(sheets, 1) if self._names_a_pupil(sheet.name)]
        self.sheets = {sheets[n - 1].name: f"sheet {n} ({NAMED_AFTER})" for n in after}
        self.file = f"a file {NAMED_AFTER}{Path(file).suffix}" if self._names_a_pupil(file) else file
        longest_first = sorted(self.sheets, key=len, reverse=True)
        self._named = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in longest_first))
        self.notes = list(_said(self.file != file, self.file, after))

    def _read(self, at: int, table: Table, rows: Rows) -> None:
        """Learn the words of the names on a table, of those too that are left out because they have left."""
        self._harmless |= _all_words(table, table.of("class"))
        columns = [x for name in NAMES for x in table.of(name)]
        if self._wanted.isdisjoint(_all_words(table, columns)):
            return
        nobody = {each.row for each in rows.left_out if each.why.code in _NOBODY}
        for y in range(table.first, len(table.sheet.rows)):
            words = _words(" ".join(shown(cell_at(table.sheet.rows[y], x)) for x in columns)) & self._wanted
            if words and table.sheet.line(y) not in nobody:
                for word in words:
                    self._holders.setdefault(word, set()).add((at, y))

    def _names_a_pupil(self, name: str) -> bool:
        """Whether a name holds a pupil's."""
        words = [word for word in _words(name) if word in self._holders]
        telling = [word for word in words if not self._headings.is_made_of(word)]
        if any(word not in self._harmless for word in telling):
            return True
        return any(self._holders[one] & self._holders[other] for one in telling for other in words if one != other)

    def cleaned(self, text: str) -> str:
        """A text in which sheets are called as they are kept."""
        return self._named.sub(lambda found: self.sheets[found[0]], text) if self.sheets else text

    def without(self, answers: Mapping[str, str]) -> dict[str, str]:
        """Those of some answers that name no such sheet."""
        return {k: v for k, v in answers.items() if self.cleaned(k) == k and self.cleaned(v) == v}

    def in_source(self, source: Source) -> Source:
        """Where figures came from, with the names that are kept."""
        figures = {
            path: structs.replace(figure, columns=[self.cleaned(column) for column in figure.columns])
            for path, figure in source.figures.items()
        }
        answers = {self.cleaned(key): self.cleaned(value) for key, value in source.answers.items()}
        return structs.replace(source, file=self.file, figures=figures, answers=answers)


def _words(text: str) -> set[str]:
    """The words of a text without accents and case: "AmyBloggs" is two, and is one too."""
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return {word for word in (*tokens(text), *tokens(text.lower())) if len(word) >= SHORTEST and word.isalpha()}


def _all_words(table: Table, columns: list[int]) -> set[str]:
    return _words("\n".join(shown(cell) for x in columns for cell in table.sheet.held(x)))


def _said(file: bool, called: str, sheets: list[int]) -> Iterable[str]:
    """What is said of such names, without them."""
    if file:
        yield f'The file is {NAMED_AFTER}; it is kept as "{called}"'
    if len(sheets) == 1:
        kept = f'it is kept as "sheet {sheets[0]} ({NAMED_AFTER})"'
        yield f"Sheet {sheets[0]} is {NAMED_AFTER}; {kept}; answers about it are not remembered"
    elif sheets:
        told = [*map(str, sheets[:_SAID]), *([f"{len(sheets) - _SAID} more"] if len(sheets) > _SAID else [])]
        kept = f'they are kept as "sheet {sheets[0]} ({NAMED_AFTER})" and so on'
        some = f"{', '.join(told[:-1])} and {told[-1]}"
        yield f"Sheets {some} are named after pupils; {kept}; answers about them are not remembered"
