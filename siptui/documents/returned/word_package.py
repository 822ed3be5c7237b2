"""The parts of a .docx file, opened with care: nothing is unpacked beyond a limit, and nothing fetched."""

import zipfile
import zlib
from io import BytesIO
from pathlib import PurePosixPath

from lxml import etree

from siptui.documents.returned.read_problems import UnreadableDocument

LARGEST_UNPACKED = 60 << 20
LARGEST_PART = 30 << 20
MOST_PARTS = 5000
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
FETCHED = ("/image", "/attachedTemplate", "/oleObject", "/frame", "/subDocument", "/externalLink", "/audio", "/video")
MAIN = "word/document.xml"
STRICT = (
    b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
)
"""What a document calls its elements that was saved as "Strict Open XML", and what every other does."""


class WordPackage:
    """A .docx file's content. Raises UnreadableDocument where it is none that can be read."""

    def __init__(self, data: bytes) -> None:
        if data.startswith(OLE2):
            encrypted = "EncryptedPackage".encode("utf-16-le") in data
            raise UnreadableDocument("document_locked" if encrypted else "old_document")
        if data.startswith(b"%PDF"):
            raise UnreadableDocument("document_is_pdf")
        if not data.startswith(b"PK"):
            raise UnreadableDocument("other_document")
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as fault:
            raise UnreadableDocument("document_damaged") from fault
        self._parts = {info.filename: info for info in self._zip.infolist()}
        sizes = [info.file_size for info in self._parts.values()]
        if sum(sizes) > LARGEST_UNPACKED or len(sizes) > MOST_PARTS:
            raise UnreadableDocument("document_too_large")
        self.main = self._target("_rels/.rels", "/officeDocument", "") or MAIN
        if self.main not in self._parts:
            raise UnreadableDocument("other_document")

    def xml(self, name: str) -> etree._Element | None:
        """A part, parsed; None where there is none. Entities are not resolved, and a document type is refused."""
        info = self._parts.get(name)
        if info is None:
            return None
        try:
            with self._zip.open(info) as part:
                content = part.read(LARGEST_PART + 1)
        except (
            zipfile.BadZipFile,
            OSError,
            ValueError,
            RuntimeError,
            NotImplementedError,
            EOFError,
            zlib.error,
        ) as fault:
            raise UnreadableDocument("document_damaged") from fault
        if len(content) > LARGEST_PART:
            raise UnreadableDocument("document_too_large")
        content = content.replace(*STRICT)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = etree.fromstring(content, parser)
        except (etree.XMLSyntaxError, ValueError) as fault:
            raise UnreadableDocument("document_damaged") from fault
        if b"<!DOCTYPE" in content[:4096].upper() or root.getroottree().docinfo.internalDTD is not None:
            raise UnreadableDocument("document_type_in_it")
        return root

    def beside_main(self, kind: str) -> etree._Element | None:
        """The part that the document's main part is related to as `kind`, such as "/comments"."""
        folder, name = str(PurePosixPath(self.main).parent), PurePosixPath(self.main).name
        target = self._target(f"{folder}/_rels/{name}.rels", kind, folder)
        return self.xml(target) if target else None

    @property
    def properties(self) -> dict[str, str]:
        """The custom properties that are texts."""
        root = self.xml(self._target("_rels/.rels", "/custom-properties", "") or "docProps/custom.xml")
        found = {}
        for each in root if root is not None else ():
            name = each.get("name") if isinstance(each.tag, str) else None
            if name and len(each):
                found[name] = each[0].text or ""
        return found

    @property
    def also(self) -> list[str]:
        """Codes of what is in it that a note has not: macros, and what would be fetched from elsewhere."""
        found = ["macros"] if any(name.lower().endswith("vbaproject.bin") for name in self._parts) else []
        for name in [name for name in self._parts if name.endswith(".rels")][:MOST_PARTS]:
            root = self.xml(name)
            for each in root.iter(RELATION) if root is not None else ():
                if each.get("TargetMode") == "External" and str(each.get("Type")).endswith(FETCHED):
                    return [*found, "outside"]
        return found

    def _target(self, rels: str, kind: str, folder: str) -> str:
        root = self.xml(rels)
        for each in root.iter(RELATION) if root is not None else ():
            if str(each.get("Type")).endswith(kind) and each.get("TargetMode") != "External":
                target = str(each.get("Target") or "")
                return target[1:] if target.startswith("/") else f"{folder}/{target}".lstrip("/")
        return ""
