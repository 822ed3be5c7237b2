#!/usr/bin/env bash
# A number of an .xlsx cell that XML lets be written in two pieces is read as another number, or as blank.
#
# XML 1.0, 2.5 and 2.7: a comment is no part of the character data, and <![CDATA[15]]> is the same data as 15. openpyxl
# 3.1.5 reads 15 of both (so does LibreOffice 7.4.7). python-calamine 0.9.1 gives 1.0 for <v>1<!-- x -->5</v>, without
# an error, and an empty text for <v><![CDATA[15]]></v>: a wrong average, and a pupil who seems to have no result. Where
# the figures matter, what calamine calls blank is looked at again by a second reader.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check python-calamine==0.9.1 openpyxl==3.1.5
cd "$work"
venv/bin/python - <<'PY'
import sys
import zipfile
from importlib.metadata import version

import openpyxl
from python_calamine import CalamineWorkbook

WAYS = {"plain": b"15", "comment": b"1<!-- x -->5", "cdata": b"<![CDATA[15]]>"}
book = openpyxl.Workbook()
book.active.append(["x", 15])
book.save("plain.xlsx")
found = {}
for way, written in WAYS.items():
    with zipfile.ZipFile("plain.xlsx") as old, zipfile.ZipFile(f"{way}_.xlsx", "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"<v>15</v>", b"<v>" + written + b"</v>"))
    one = openpyxl.load_workbook(f"{way}_.xlsx").active["B1"].value
    other = CalamineWorkbook.from_path(f"{way}_.xlsx").get_sheet_by_index(0).to_python()[0]
    other = [*other, ""][1]  # a row ends where its last cell does
    found[way] = (one, other)
    print(f"{written.decode()}: openpyxl {version('openpyxl')} {one!r}, python-calamine "
          f"{version('python-calamine')} {other!r}")
wanted = {"plain": (15, 15.0), "comment": (15, 1.0), "cdata": (15, "")}
sys.exit(0 if found == wanted else "this has changed")
PY
