#!/usr/bin/env bash
# A heading that breaks its line within a paragraph of an .ods cell loses the break, and its words are joined.
#
# OpenDocument 1.2, part 1, 6.1.5 and 6.1.4: <text:line-break/> is a line break and <text:tab/> a tab. LibreOffice writes
# the first for Ctrl+Enter in a cell. python-calamine 0.9.1 gives "ReadingDec 10" for both; it keeps <text:s/> (spaces)
# and a break between paragraphs. odfpy 1.4.1 gives the break and the tab. For a spreadsheet of pupils' results the
# heading is what says which term a column is of, and "ReadingDec 10" says it no more.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check python-calamine==0.9.1 odfpy==1.4.1
cd "$work"
venv/bin/python - <<'PY'
import sys
import zipfile
from importlib.metadata import version

from odf import teletype, text
from odf.opendocument import load
from python_calamine import CalamineWorkbook

SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)
CELLS = ["Reading<text:line-break/>Dec 10", "Reading<text:tab/>Dec 10", 'Reading<text:s text:c="2"/>Dec 10',
         "Reading</text:p><text:p>Dec 10"]
row = "".join(f'<table:table-cell office:value-type="string"><text:p>{c}</text:p></table:table-cell>' for c in CELLS)
KIND = "application/vnd.oasis.opendocument.spreadsheet"
with zipfile.ZipFile("a.ods", "w") as file:
    file.writestr("mimetype", KIND)
    file.writestr(
        "content.xml",
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {SPACES} office:version="1.2"><office:body>'
        f'<office:spreadsheet><table:table table:name="S"><table:table-row>{row}</table:table-row></table:table>'
        "</office:spreadsheet></office:body></office:document-content>",
    )
    name = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    file.writestr(
        "META-INF/manifest.xml",
        f'<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="{name}" manifest:version="1.2">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{KIND}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>',
    )
calamine = CalamineWorkbook.from_path("a.ods").get_sheet_by_index(0).to_python()[0]
odfpy = [teletype.extractText(p) for p in load("a.ods").getElementsByType(text.P)]
print("python-calamine", version("python-calamine"), calamine)
print("odfpy", version("odfpy"), odfpy)
seen = calamine == ["ReadingDec 10", "ReadingDec 10", "Reading  Dec 10", "Reading\nDec 10"]
seen = seen and odfpy[:3] == ["Reading\nDec 10", "Reading\tDec 10", "Reading  Dec 10"]
sys.exit(0 if seen else "this has changed")
PY
