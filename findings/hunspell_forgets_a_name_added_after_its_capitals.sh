#!/usr/bin/env bash
# Two words that differ in their capitals alone, added to Hunspell while it runs: which is known depends on the order.
#
# Hunspell (as chunspell 2.0.5 brings it) keeps beside an added "OfSTED" a hidden "Ofsted", so that OFSTED is right
# too. Added after that, "Ofsted" is taken for known and stays hidden: it is said to be wrong. The other way round both
# are right. So words of ours are looked up in a set of our own first, and added only to be offered.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check chunspell==2.0.5
cd "$work"
printf 'SET UTF-8\n' > small.aff
printf '1\nschool\n' > small.dic
venv/bin/python - <<'PY'
import sys
from importlib.metadata import version

from hunspell import Hunspell


def known(*words: str) -> list[bool]:
    checker = Hunspell("small", hunspell_data_dir=".")
    for word in words:
        checker.add(word)
    return [checker.spell("Ofsted"), checker.spell("OfSTED")]


first, second = known("Ofsted", "OfSTED"), known("OfSTED", "Ofsted")
print("chunspell", version("chunspell"), "Ofsted first:", first, "OfSTED first:", second)
sys.exit(0 if (first, second) == ([True, True], [False, True]) else "this has changed")
PY
