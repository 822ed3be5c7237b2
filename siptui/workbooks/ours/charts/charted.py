"""Where the figures of a chart stand on a form."""

from collections.abc import Mapping

from msgspec import Struct
from openpyxl.worksheet.worksheet import Worksheet

from siptui.framework.model import Subject


class Charted(Struct, frozen=True):
    """A subject as it stands on a sheet of the form: the row of its headings, and of each year group."""

    subject: Subject
    sheet: Worksheet
    headings: int
    rows: Mapping[int, int]
