"""The results of formulas, put beside them: openpyxl writes none, and a phone or a preview that does not reckon shows
nothing without.
"""

import re
import zipfile
from collections.abc import Mapping
from io import BytesIO

Results = Mapping[str, float | str]
"""What the formula in each cell of a workbook's first sheet comes to, by address."""

FIRST_SHEET = "xl/worksheets/sheet1.xml"
FORMULA = re.compile(rb'<c r="([A-Z]+[0-9]+)"([^>]*)>(<f>[^<]*</f>)<v ?(?:/>|></v>)</c>')


def with_results(content: bytes, results: Results) -> bytes:
    """A workbook that openpyxl wrote, with the results of the formulas of its first sheet."""

    def told(found: re.Match[bytes]) -> bytes:
        address, attributes, formula = found.groups()
        result = results.get(address.decode())
        if result is None:
            return found[0]
        if isinstance(result, str):
            kind, value = b' t="str"', result.encode("ascii", "xmlcharrefreplace")
        else:
            kind, value = b"", repr(result).encode()
        return b'<c r="%b"%b%b>%b<v>%b</v></c>' % (address, attributes, kind, formula, value)

    made = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            said = old.read(part)
            new.writestr(part, FORMULA.sub(told, said) if part.filename == FIRST_SHEET else said)
    return made.getvalue()
