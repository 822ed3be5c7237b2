#!/usr/bin/env bash
# A level with a sign behind it is a number to LibreOffice where a .csv is opened with "detect special numbers".
#
# Schools write 2+ for a secure and 2- for a low level 2. LibreOffice 7.4.7, English (UK), with that box ticked, makes
# 5+ the number 5 and 4- the number MINUS 4, and 2-3 (between two levels) the second of March of the current year; saved
# as .xlsx nothing of it is left to see. Letters (3b) and, with the box empty, all of them stay as they are. Needs
# LibreOffice on the machine; the result is read with openpyxl 3.1.5.
set -euo pipefail
command -v soffice >/dev/null || { echo "LibreOffice is not on this machine: nothing was tried"; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check openpyxl==3.1.5
cd "$work"
printf 'a,b,c,d\n5+,4-,2-3,3b\n' > levels.csv
soffice --version
for detect in true false; do
    soffice --headless "-env:UserInstallation=file://$work/profile" \
        --infilter="CSV:44,34,76,1,,2057,false,$detect" --convert-to xlsx --outdir "$detect" levels.csv >/dev/null 2>&1
done
venv/bin/python - <<'PY'
import sys
from datetime import date

import openpyxl

found = {}
for detect in ("true", "false"):
    found[detect] = [cell.value for cell in openpyxl.load_workbook(f"{detect}/levels.xlsx").active[2]]
    print("detect special numbers", detect, found[detect])
plus, minus, between, letter = found["true"]
seen = (plus, minus, letter) == (5, -4, "3b") and (between.month, between.day) == (3, 2)
seen = seen and between.year == date.today().year and found["false"] == ["5+", "4-", "2-3", "3b"]
sys.exit(0 if seen else "this has changed")
PY
