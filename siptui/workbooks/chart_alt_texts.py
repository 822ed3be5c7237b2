"""What a chart shows, in words for who cannot see it: openpyxl writes no such text, so it is put into the drawing."""

import re
import zipfile
from collections.abc import Sequence
from io import BytesIO
from xml.sax.saxutils import quoteattr

DRAWING = re.compile(r"xl/drawings/drawing1\.xml")
CHART = re.compile(rb'(<(?:\w+:)?cNvPr\b[^>]*?\bname="Chart (\d+)")([^>]*?)(/?>)')


def with_alt_texts(content: bytes, texts: Sequence[str]) -> bytes:
    """A workbook that openpyxl wrote, the charts of its one sheet of charts described in their order."""

    def told(found: re.Match[bytes]) -> bytes:
        said = texts[int(found[2]) - 1] if int(found[2]) <= len(texts) else ""
        return found[1] + b" descr=" + quoteattr(said).encode("ascii", "xmlcharrefreplace") + found[3] + found[4]

    made = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            said = old.read(part)
            new.writestr(part, CHART.sub(told, said) if DRAWING.fullmatch(part.filename) else said)
    return made.getvalue()
