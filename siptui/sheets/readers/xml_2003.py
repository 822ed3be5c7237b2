"""SpreadsheetML, the XML spreadsheet of Excel 2003, which some school systems write and call .xls."""

from datetime import date, datetime
from xml.parsers.expat import ExpatError, ParserCreate

from siptui.sheets.cells import UNSAVED, Cell, Sheet
from siptui.sheets.limits import MOST_COLUMNS, MOST_ROWS, MOST_SHEETS
from siptui.sheets.problems import Unreadable
from siptui.sheets.readers.rows_from_spans import Laying

SHEET = "urn:schemas-microsoft-com:office:spreadsheet "
EXCEL = "urn:schemas-microsoft-com:office:excel "
DEEPEST = 50
NO_DATE = 1900  # a time of day is kept as one of the last day of 1899


def xml_sheets(data: bytes) -> list[Sheet]:
    """Every worksheet. Raises Unreadable; a document type, and so any entity of its own, is not read."""
    try:
        return _Reader().read(data)
    except (ExpatError, LookupError, ValueError) as fault:
        raise Unreadable("damaged_xml") from fault


class _Reader:
    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self.path: list[str] = []
        self.laying = Laying()
        self.hidden_rows: set[int] = set()
        self.style, self.styles = "", set[str]()  # which are struck through
        self.struck: set[tuple[int, int]] = set()
        self.y = self.x = -1
        self.next_row = self.column = 0
        self.cell: dict[str, str] = {}
        self.kind = ""
        self.text = ""
        self.gathered: list[str] | None = None  # what is being said, inside an element that says something

    def read(self, data: bytes) -> list[Sheet]:
        parser = ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartDoctypeDeclHandler = self._no_document_type
        parser.Parse(data.lstrip(b"\r\n\t "), True)
        return self.sheets

    def _no_document_type(self, *_: object) -> None:
        raise Unreadable("document_type")

    def _start(self, name: str, given: dict[str, str]) -> None:
        self.path.append(name)
        if len(self.path) > DEEPEST:
            raise Unreadable("nested_too_deep")
        said = {k.removeprefix(SHEET): v for k, v in given.items()}
        above = self.path[-2].removeprefix(SHEET) if len(self.path) > 1 else ""
        match above, name.removeprefix(SHEET):
            case "Styles", "Style":
                self.style = said.get("ID", "")
            case "Style", "Font" if said.get("StrikeThrough") == "1":
                self.styles.add(self.style)
            case "Workbook", "Worksheet":
                self._start_sheet(said)
            case "Table", "Column" if self.sheets:
                self._start_column(said)
            case "Table", "Row" if self.sheets:
                self.y = _place(said, self.next_row, MOST_ROWS)
                self.x, self.next_row = 0, self.y + 1 + _count(said, "Span")
                if said.get("Hidden") == "1":
                    self.hidden_rows.add(self.y)
            case "Row", "Cell" if self.sheets:
                self.cell, self.kind, self.text = said, "", ""
                self.x = self.laying.free(self.y, _place(said, self.x, MOST_COLUMNS))
            case "Cell", "Data":  # and not that of a comment
                self.kind, self.gathered = said.get("Type", "String"), []
            case _ if name == EXCEL + "Visible":
                self.gathered = []

    def _start_sheet(self, said: dict[str, str]) -> None:
        if len(self.sheets) >= MOST_SHEETS:
            raise Unreadable("table_too_large")
        self.laying, self.hidden_rows, self.struck = Laying(), set(), set()
        self.next_row = self.column = 0
        self.sheets.append(Sheet(name=said.get("Name", f"Sheet {len(self.sheets) + 1}"), rows=self.laying.rows))

    def _start_column(self, said: dict[str, str]) -> None:
        first = _place(said, self.column, MOST_COLUMNS)
        self.column = first + 1 + min(_count(said, "Span"), MOST_COLUMNS)
        if said.get("Hidden") == "1":
            self.sheets[-1].hidden_columns |= frozenset(range(first, self.column))

    def _characters(self, text: str) -> None:
        if self.gathered is not None:
            self.gathered.append(text)

    def _end(self, name: str) -> None:
        self.path.pop()
        above = self.path[-1].removeprefix(SHEET) if self.path else ""
        match above, name.removeprefix(SHEET):
            case "Cell", "Data":
                self.text, self.gathered = "".join(self.gathered or []), None
            case "Row", "Cell" if self.sheets:
                across, down = _count(self.cell, "MergeAcross") + 1, _count(self.cell, "MergeDown") + 1
                self.laying.put(self.y, self.x, self._value(), across, min(down, MOST_ROWS))
                self.struck |= {(self.y, self.x)} if self.cell.get("StyleID") in self.styles else set()
                self.x += across
            case "Workbook", "Worksheet" if self.sheets:
                self.sheets[-1].merges = self.laying.merges
                self.sheets[-1].hidden_rows = frozenset(self.hidden_rows)
                self.sheets[-1].struck = frozenset(self.struck)
            case _ if name == EXCEL + "Visible" and self.sheets:
                self.sheets[-1].hidden = "".join(self.gathered or []).strip() in {"SheetHidden", "SheetVeryHidden"}
                self.gathered = None

    def _value(self) -> Cell:
        if not self.text and "Formula" in self.cell:
            return UNSAVED
        match self.kind:
            case "Number":
                return _number(self.text)
            case "Boolean":
                return self.text.strip() == "1"
            case "DateTime":
                return _date(self.text.strip())
        return self.text


def _number(text: str) -> Cell:
    try:
        value = float(text)
    except ValueError:
        return text
    return value if abs(value) < 1e300 else text  # nor "nan" or "inf"


def _date(text: str) -> Cell:
    try:
        day = datetime.fromisoformat(text)
    except ValueError:
        return text
    return date(day.year, day.month, day.day) if day.year >= NO_DATE else day.strftime("%H:%M:%S")


def _place(said: dict[str, str], following: int, most: int) -> int:
    """Where an element stands, from 0: where it says, else after the one before it."""
    place = int(said["Index"]) - 1 if "Index" in said else following
    if not 0 <= place < most:
        raise Unreadable("table_too_large")
    return place


def _count(said: dict[str, str], name: str) -> int:
    return max(0, int(said.get(name, "0")))
