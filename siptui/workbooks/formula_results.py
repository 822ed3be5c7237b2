"""The results of formulas, put beside them: openpyxl writes none, and a phone or a preview that does not reckon shows
nothing without.
"""

import re
import zipfile
from collections.abc import Mapping
from functools import partial
from io import BytesIO

Results = Mapping[str, float | str]
"""What the formula in each cell of a sheet comes to, by address."""

SHEET = re.compile(r"xl/worksheets/sheet(\d+)\.xml")
"""The part of a sheet, by its number from 1, as openpyxl calls it."""
FORMULA = re.compile(rb'<c r="([A-Z]+[0-9]+)"([^>]*)>(<f>[^<]*</f>)<v ?(?:/>|></v>)</c>')


def with_results(content: bytes, results: Mapping[int, Results]) -> bytes:
    """A workbook that openpyxl wrote, with the results of the formulas of its sheets, by their numbers from 1."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            said, sheet = old.read(part), SHEET.fullmatch(part.filename)
            its = results.get(int(sheet[1])) if sheet else None
            new.writestr(part, FORMULA.sub(partial(_told, its), said) if its else said)
    return made.getvalue()


def _told(results: Results, found: re.Match[bytes]) -> bytes:
    address, attributes, formula = found.groups()
    result = results.get(address.decode())
    if result is None:
        return found[0]
    if isinstance(result, str):
        kind, value = b' t="str"', result.encode("ascii", "xmlcharrefreplace")
    else:
        kind, value = b"", repr(result).encode()
    return b'<c r="%b"%b%b>%b<v>%b</v></c>' % (address, attributes, kind, formula, value)
