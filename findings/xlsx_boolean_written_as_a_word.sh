#!/usr/bin/env bash
# A yes/no cell of an .xlsx whose value is written "true" and not "1" is three things to three readers.
#
# In ECMA-376 a cell of type b holds a boolean; xsd:boolean is written 1, 0, true or false, and attributes of the same
# file are written either way by many programs. openpyxl 3.1.5 refuses the whole workbook with a ValueError (of int);
# python-calamine 0.9.1 gives True; LibreOffice 7.4.7 opens it and shows FALSE. The last is the worst: a "Pupil Premium:
# true" becomes the opposite for whoever opens and saves it.
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

book = openpyxl.Workbook()
book.active["A1"] = True
book.save("one.xlsx")
with zipfile.ZipFile("one.xlsx") as old, zipfile.ZipFile("word.xlsx", "w") as new:
    for name in old.namelist():
        new.writestr(name, old.read(name).replace(b't="b"><v>1</v>', b't="b"><v>true</v>'))
calamine = CalamineWorkbook.from_path("word.xlsx").get_sheet_by_index(0).to_python()
try:
    said = repr(openpyxl.load_workbook("word.xlsx").active["A1"].value)
except ValueError as fault:
    said = f"ValueError: {str(fault).splitlines()[0]}"
print("python-calamine", version("python-calamine"), calamine)
print("openpyxl", version("openpyxl"), said)
sys.exit(0 if calamine == [[True]] and said.startswith("ValueError") else "this has changed")
PY
if command -v soffice >/dev/null; then
    soffice --version
    soffice --headless "-env:UserInstallation=file://$work/profile" --convert-to csv --outdir "$work" "$work/word.xlsx" >/dev/null 2>&1
    echo "LibreOffice shows: $(cat "$work/word.csv")"
    [ "$(cat "$work/word.csv")" = FALSE ] || { echo "this has changed"; exit 1; }
else
    echo "LibreOffice is not on this machine: not asked"
fi
