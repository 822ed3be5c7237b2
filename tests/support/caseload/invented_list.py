"""A list in the shape of the handbook's Annex D, with invented schools and people: blocks side by side, and a key."""

import csv
import io
from pathlib import Path

from docx import Document
from openpyxl import Workbook

KEY = {"PT": "Pippa Thistle", "OM": "Oswin Moss", "ZQ": "Zara Quill"}
PRIMARY = [
    ("Ash Hollow", "PT"),
    ("Bramble Infant", "OM"),
    ("Custard Green", "PT"),
    ("Dock Lane Junior", "OM"),
    ("Elder Nursery", "OM"),
    ("Fern Middle", "PT"),
    ("Gorse & Heather", "OM"),
    ("Hazel's Wood", "PT"),
]
SECONDARY = [("Ivy Park", "ZQ"), ("Juniper", "ZQ")]
SPECIAL = [("The Knoll", "PT"), ("Larch PRU", "ZQ")]


def rows() -> list[list[str]]:
    """Three blocks side by side; below the third the special schools, and below them the key."""
    half = len(PRIMARY) // 2
    left, middle = ([("Primary", ""), *PRIMARY[:half]], [("Primary", ""), *PRIMARY[half:]])
    people = [(name, initials) for initials, name in KEY.items()]
    right = [("Secondary", ""), *SECONDARY, ("", ""), ("Special/PRU", ""), *SPECIAL, ("", "")]
    right += [("Key to initials", ""), *people]
    length = max(map(len, (left, middle, right)))
    blocks = [block + [("", "")] * (length - len(block)) for block in (left, middle, right)]
    return [[cell for pair in line for cell in pair] for line in zip(*blocks, strict=True)]


def write(path: Path, lines: list[list[str]]) -> Path:
    """The list as the kind of file that the name says."""
    if path.suffix == ".csv":
        text = io.StringIO()
        csv.writer(text).writerows(lines)
        path.write_text(text.getvalue(), "utf-8")
    elif path.suffix == ".docx":
        document = Document()
        document.add_heading("Who has which school", 1)
        table = document.add_table(rows=0, cols=len(lines[0]))
        for line in lines:
            for cell, text_ in zip(table.add_row().cells, line, strict=True):
                cell.text = text_
        document.save(str(path))
    else:
        book = Workbook()
        sheet = book.active
        assert sheet is not None
        for line in lines:
            sheet.append(line)
        book.save(path)
    return path
