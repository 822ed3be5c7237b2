"""The process that reads a file imports what reading needs, and nothing that a few files want or none."""

import subprocess
import sys

HEAVY = ("openpyxl", "click", "textual", "rich", "difflib", "lxml", "siptui.store", "siptui.cli")
HEAVY += (
    "siptui.workbooks.forms",
    "siptui.documents.layout",
    "siptui.workbooks.template.asked",
    "siptui.workbooks.in_place",
)
CODE = """
import sys
from siptui.intake import child_process
child_process._get_ready()
print(*sys.modules)
"""


def test_what_every_file_needs_is_all_that_is_imported() -> None:
    said = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True).stdout.split()
    assert "siptui.tracking.reading" in said
    assert not [name for name in said if name.startswith(HEAVY)]
