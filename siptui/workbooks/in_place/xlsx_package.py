"""The parts of an .xlsx or .xlsm (ECMA-376 part 2), some changed or added and all others copied as they are packed."""

import copy
import io
import posixpath
import zipfile
import zlib
from typing import Any, Literal

from siptui.workbooks.in_place.xml_splices import Element, Splices, Unmarkable, text, tree

LARGEST_SHEET = 160 << 20  # unpacked; only its bytes are in memory
LARGEST_PART = 16 << 20  # of the others, which are taken apart
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_NO_RELATIONSHIPS = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="{_RELATIONSHIPS}"/>'
)
_TYPES = "[Content_Types].xml"
_ENCRYPTED = 0x1
_SIZES_FOLLOW = 0x8


class Package:
    """The parts of a workbook. Raises Unmarkable for what is none of ours."""

    def __init__(self, data: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as fault:
            raise Unmarkable("it is no .xlsx workbook") from fault
        self.data = data
        self._parts: dict[str, zipfile.ZipInfo] = {}
        for info in self._archive.infolist():
            key = _key(info.filename)
            if key in self._parts or info.flag_bits & _ENCRYPTED:
                raise Unmarkable("it is packed in an unusual way")
            self._parts[key] = info
        self._new: dict[str, tuple[str, bytes]] = {}

    def __contains__(self, part: str) -> bool:
        return _key(part) in self._parts or _key(part) in self._new

    def names(self) -> list[str]:
        """Every part, also those that were added."""
        return [i.filename for i in self._parts.values()] + [
            n for k, (n, _) in self._new.items() if k not in self._parts
        ]

    def read(self, part: str, most: int = LARGEST_PART) -> bytes:
        """A part's content. Raises Unmarkable if it is not there or too large."""
        key = _key(part)
        if key in self._new:
            return self._new[key][1]
        if key not in self._parts:
            raise Unmarkable(f"its part {part} is missing")
        info = self._parts[key]
        try:
            with self._archive.open(info) as file:
                content = file.read(most + 1)
        except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, RuntimeError, EOFError) as f:
            raise Unmarkable(f"its part {part} is damaged") from f
        if len(content) > most:
            raise Unmarkable(f"its part {part} is larger than {most >> 20} MB")
        return content

    def write(self, part: str, content: bytes) -> None:
        """Change a part, or add one."""
        key = _key(part)
        self._new[key] = (self._parts[key].filename if key in self._parts else part.lstrip("/"), content)

    def fresh(self, pattern: str) -> str:
        """A name for a new part, such as "xl/comments{}.xml", that no part has."""
        number = 1
        while pattern.format(number) in self:
            number += 1
        return pattern.format(number)

    def related(self, part: str, kind: str) -> list[tuple[str, str]]:
        """The (id, part) of each relationship of a kind ("comments") that a part has; `""` is the package's own."""
        place = _relationships(part)
        if place not in self:
            return []
        folder = posixpath.dirname(part)
        found = []
        for each in tree(self.read(place)).children:
            target, mode = each.attributes.get("Target", ""), each.attributes.get("TargetMode", "")
            if each.attributes.get("Type", "").rpartition("/")[2] == kind and mode != "External":
                found.append(
                    (each.attributes.get("Id", ""), posixpath.normpath(posixpath.join("/", folder, target))[1:])
                )
        return found

    def relate(self, part: str, kind: str, target: str) -> str:
        """Relate a part to another; the new relationship's id."""
        place = _relationships(part)
        data = self.read(place) if place in self else _NO_RELATIONSHIPS.encode()
        root = tree(data)
        used = {each.attributes.get("Id", "") for each in root.children}
        number = len(used) + 1
        while f"rId{number}" in used:
            number += 1
        path = posixpath.relpath(f"/{target}", f"/{posixpath.dirname(part)}")
        splices = Splices(data)
        new = f'<Relationship xmlns="{_RELATIONSHIPS}" Id="rId{number}" Type="{OFFICE}/{kind}" Target="{path}"/>'
        splices.append(root, new)
        self.write(place, splices.result())
        return f"rId{number}"

    def kind_of(self, part: str) -> str:
        """A part's content type."""
        root = tree(self.read(_TYPES))
        for each in root.all("Override"):
            if _key(each.attributes.get("PartName", "")) == _key(part):
                return each.attributes.get("ContentType", "")
        return self._default(root, part.rpartition(".")[2])

    def declare(self, part: str, kind: str, by: Literal["name", "extension"]) -> None:
        """Say what content type a new part has; by its extension only if no other type is known by that."""
        data = self.read(_TYPES)
        root = tree(data)
        extension = part.rpartition(".")[2]
        default = self._default(root, extension)
        if by == "extension" and default == kind:
            return
        splices = Splices(data)
        space = root.name.partition(" ")[0]
        if by == "extension" and not default:
            new = f'<Default xmlns="{space}" Extension="{extension}" ContentType="{kind}"/>'
        else:
            new = f'<Override xmlns="{space}" PartName="/{text(part)}" ContentType="{kind}"/>'
        if new.startswith("<Default"):
            splices.put(root.after, new)
        else:
            splices.append(root, new)
        self.write(_TYPES, splices.result())

    @staticmethod
    def _default(root: Element, extension: str) -> str:
        for each in root.all("Default"):
            if each.attributes.get("Extension", "").lower() == extension.lower():
                return each.attributes.get("ContentType", "")
        return ""

    def packed(self) -> bytes:
        """The file with what was changed and added. Raises Unmarkable if a part cannot be copied."""
        if not self._new:
            return self.data
        made = io.BytesIO()
        new = dict(self._new)
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
            for key, info in self._parts.items():
                if key in new:
                    name, content = new.pop(key)
                    _put(out, name, info.date_time, content)
                else:
                    self._copy(info, out)
            for name, content in new.values():
                _put(out, name, (1980, 1, 1, 0, 0, 0), content)
        return made.getvalue()

    def _copy(self, info: zipfile.ZipInfo, out: Any) -> None:
        """Put a part into another zip without unpacking it."""
        at = info.header_offset
        lengths = self.data[at + 26 : at + 30]
        begins = at + 30 + int.from_bytes(lengths[:2], "little") + int.from_bytes(lengths[2:], "little")
        packed = self.data[begins : begins + info.compress_size]
        if self.data[at : at + 4] != b"PK\3\4" or len(packed) != info.compress_size:
            raise Unmarkable(f"its part {info.filename} is damaged")
        entry = copy.copy(info)
        entry.flag_bits &= ~_SIZES_FOLLOW
        entry.extra = b""
        entry.header_offset = out.fp.tell()
        out.fp.write(entry.FileHeader(zip64=False) + packed)
        out.filelist.append(entry)
        out.NameToInfo[entry.filename] = entry
        out.start_dir = out.fp.tell()  # where the next part, and at last the list of parts, is written


def _put(out: zipfile.ZipFile, name: str, when: tuple[int, int, int, int, int, int], content: bytes) -> None:
    entry = zipfile.ZipInfo(name, when)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    out.writestr(entry, content)


def _key(part: str) -> str:
    """Parts are the same whatever the case of their names."""
    return part.replace("\\", "/").lstrip("/").casefold()


def _relationships(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")
