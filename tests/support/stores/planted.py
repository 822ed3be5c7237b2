"""A store and files full of what a terminal would obey: nothing of it does harm, but it must never be sent raw."""

import zipfile
from pathlib import Path

import msgspec

from siptui.records.change import Change, Edit
from siptui.store.backup.read_archive import MANIFEST
from siptui.store.files import whole_files
from siptui.store.folder import school_file
from siptui.store.format import edit_lines, school_document
from siptui.store.store import Store

OBEYED = "\x1b]0;title\x07\x1b[31m\x9b31m\x85\x7f\b\r\u202e\u2066\u2069\u2028"
"""Titles, colours and turns of direction, as C0 and as C1."""


def raw_controls(text: str) -> set[str]:
    """What of `text` a terminal would obey, but for line ends and tabs."""
    obeyed = {c for c in text if ord(c) < 0x20 or 0x7F <= ord(c) < 0xA0 or "\ud800" <= c <= "\udfff"} - {"\n", "\t"}
    return obeyed | (set(text) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029"))


def planted_store(folder: Path) -> Store:
    """A store of one school, Ashwell, with such things in its texts, its paths and its history."""
    store = Store.create(folder, "tester")
    school_id = store.add_school("Ashwell Primary", "primary", "AB")
    store.change(school_id, [Change("school/headteacher", "Ms A. Hornbeam")])
    path = folder / "schools" / f"{school_id}.json"
    found, _ = school_file.read(path)
    values = found.values | {
        "school/name": f"Ashwell {OBEYED} Primary",
        "school/sip": f"A{OBEYED}",
        "visits/autumn/activities": f"one\ntwo {OBEYED}\tthree",
        "front/context": OBEYED,
        f"gone/{OBEYED}": f"once {OBEYED}",
    }
    last = msgspec.structs.replace(found.last, who=f"me{OBEYED}", why=f"imported from {OBEYED}.xlsx")
    path.write_bytes(school_document.as_file(msgspec.structs.replace(found, values=values, last=last)))
    first = Edit(revision=1, who=OBEYED, when=OBEYED, why=OBEYED, changes=[Change(f"gone/{OBEYED}", OBEYED, None)])
    (folder / "history" / f"{school_id}.jsonl").write_bytes(b"".join(edit_lines.as_lines([first])))
    office = msgspec.json.decode((folder / "office.json").read_bytes())
    del office["checksum"]
    (folder / "office.json").write_bytes(whole_files.seal(office | {"people": {f"A{OBEYED}": OBEYED}}))
    return store


def planted_backup(store: Store, out: Path) -> Path:
    """A backup of a store that says such things of itself."""
    store.care.back_up(out)
    with zipfile.ZipFile(out) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    manifest = msgspec.json.decode(members[MANIFEST])
    del manifest["checksum"]
    members[MANIFEST] = whole_files.seal(manifest | {"made": OBEYED})
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out


def planted_file(folder: Path) -> Path:
    """A tracking file of three pupils with such things in its name, its headings and its cells."""
    path = folder / f"tracking {OBEYED.replace('/', '')}.csv"
    some = "\x9b31m\x7f\u202e\u2066"  # more, and it would be no text
    lines = [
        f"Name,Year,Gender,Reading Dec 10,Reading {some} Mar 11,{some}",
        f"Pip Tansy,3,F,2b,{some},x",
        "Bo Sorrel,3,M,2a,3c,x",
        f"Cy Wren,3,M,2c,2a{some},{some}",
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def planted_workbook(folder: Path) -> Path:
    """The same as a workbook, also in the sheet's name and in the ways that XML has of hiding them."""
    from openpyxl import Workbook

    path = folder / f"book {OBEYED.replace('/', '')}.xlsx"
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Year \u202e3\u2066 \x9b31m"
    sheet.append(["Name", "Year", "Gender", "Reading Dec 10", "Reading _x001B_[31m\u202e Mar 11", "_x009B_31m\u2066"])
    for name, level in (("Pip Tansy", "2b"), ("Bo Sorrel", "2a\u202e"), ("Cy Wren", "_x001B_]0;x_x0007_")):
        sheet.append([name, 3, "F", "2c", level, "x" * 300 + "\u202e\x9b"])
    book.save(path)
    return path
