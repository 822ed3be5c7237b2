"""What a school does to a document in Word, done to its XML: typed over, tracked, commented, moved about."""

import copy
import zipfile
from io import BytesIO

from lxml import etree

from siptui.documents.answer_mark import mark_of
from support.documents.opened_docx import OpenedDocx, W

XML = "{http://www.w3.org/XML/1998/namespace}"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
BY = {f"{W}id": "900", f"{W}author": "Mrs J Invented", f"{W}date": "2010-12-01T10:20:30Z"}
COMMENTS = "word/comments.xml"


class EditedDocx(OpenedDocx):
    """A .docx file that can be changed and saved again."""

    def saved(self) -> bytes:
        """The file with what was done to it."""
        self.parts["word/document.xml"] = etree.tostring(self.body, xml_declaration=True, encoding="UTF-8")
        made = BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
            for name, content in self.parts.items():
                out.writestr(name, content)
        return made.getvalue()

    def cell(self, path: str) -> etree._Element:
        """The cell of an answer."""
        return self.bookmarked[mark_of(path)]

    def type_over(self, path: str, text: str, lost: bool = False) -> None:
        """The answer replaced; what is typed stands behind the bookmark's end, or the bookmark is `lost` as in Word."""
        paragraph = self._emptied(path)
        if lost:
            self.forget_marks(self.cell(path))
        for number, line in enumerate(text.split("\n")):
            if number:
                paragraph.append(_run_of(etree.Element(f"{W}br")))
            paragraph.append(_run(line))

    def track(self, path: str, text: str) -> None:
        """The same with changes tracked: the old words deleted, the new ones inserted."""
        cell = self.cell(path)
        for run in list(cell.iter(f"{W}r")):
            for words in run.iter(f"{W}t"):
                words.tag = f"{W}delText"
            parent = run.getparent()
            assert parent is not None
            gone = etree.Element(f"{W}del", BY)
            parent.replace(run, gone)
            gone.append(run)
        paragraphs = list(cell.iter(f"{W}p"))
        for paragraph in paragraphs[:-1]:  # their ends are deleted too
            properties = paragraph.find(f"{W}pPr")
            assert properties is not None
            etree.SubElement(etree.SubElement(properties, f"{W}rPr"), f"{W}del", BY)
        new = etree.SubElement(paragraphs[-1], f"{W}ins", BY)
        for number, line in enumerate(text.split("\n")):
            if number:
                new.append(_run_of(etree.Element(f"{W}br")))
            new.append(_run(line))

    def comment(self, path: str, author: str, text: str) -> None:
        """A comment on an answer."""
        if COMMENTS not in self.parts:
            self.parts[COMMENTS] = f'<w:comments xmlns:w="{W[1:-1]}"/>'.encode()
            self._relate("comments", "comments.xml")
            self._declare()
        comments = self.xml(COMMENTS)
        number = str(len(comments))
        by = {**BY, f"{W}id": number, f"{W}author": author}
        made = etree.SubElement(comments, f"{W}comment", by)
        for line in text.split("\n"):
            etree.SubElement(made, f"{W}p").append(_run(line))
        self.parts[COMMENTS] = etree.tostring(comments)
        first, *_, last = [*self.cell(path).iter(f"{W}p")] * 2
        properties = first.find(f"{W}pPr")
        first.insert(0 if properties is None else 1, etree.Element(f"{W}commentRangeStart", {f"{W}id": number}))
        last.append(etree.Element(f"{W}commentRangeEnd", {f"{W}id": number}))
        last.append(_run_of(etree.Element(f"{W}commentReference", {f"{W}id": number})))

    def tick(self, path: str, words: str = "") -> None:
        """A click on the box before these words; on the only box there is."""
        boxes = list(self.cell(path).iter(f"{W}sdt"))
        if words:
            boxes = [box for box in boxes if (next_ := box.getnext()) is not None and text_in(next_).strip() == words]
        [sign] = boxes[0].iter(f"{W}t")
        sign.text = "☒"

    def delete_row(self, path: str, tracked: bool = False) -> None:
        """The row that an answer stands in, gone, or marked as deleted."""
        row = self.row(path)
        if tracked:
            properties = row.find(f"{W}trPr")
            assert properties is not None
            etree.SubElement(properties, f"{W}del", BY)
        else:
            parent = row.getparent()
            assert parent is not None
            parent.remove(row)

    def paste(self, text: str) -> None:
        """A paragraph pasted at the very end."""
        body = self.body.find(f"{W}body")
        assert body is not None
        paragraph = etree.Element(f"{W}p")
        paragraph.append(_run(text))
        body.insert(len(body) - 1, paragraph)

    def forget_marks(self, inside: etree._Element | None = None) -> None:
        """Every bookmark gone; the cells are still known here."""
        assert self.bookmarked
        for mark in list((self.body if inside is None else inside).iter(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
            parent = mark.getparent()
            assert parent is not None
            parent.remove(mark)

    def row(self, path: str) -> etree._Element:
        """The row that an answer stands in."""
        return next(self.cell(path).iterancestors(f"{W}tr"))

    def merge_cells(self, path: str, into: str) -> None:
        """An answer's paragraphs put into another's cell, as joining two cells does."""
        target = self.cell(into)
        for paragraph in list(self.cell(path).iter(f"{W}p")):
            target.append(paragraph)

    def set_property(self, name: str, value: str) -> None:
        """One of the custom properties made another."""
        root = self.xml("docProps/custom.xml")
        for each in root:
            if each.get("name") == name:
                each[0].text = value
        self.parts["docProps/custom.xml"] = etree.tostring(root)

    def relate_outside(self, kind: str, target: str) -> None:
        """Something that a program would fetch from elsewhere."""
        self._relate(kind, target, outside=True)

    def _emptied(self, path: str) -> etree._Element:
        cell = self.cell(path)
        first, *others = cell.iter(f"{W}p")
        ends = [copy.deepcopy(end) for end in cell.iter(f"{W}bookmarkEnd")]
        for paragraph in others:
            cell.remove(paragraph)
        for child in list(first):
            if child.tag not in (f"{W}pPr", f"{W}bookmarkStart"):
                first.remove(child)
        first.extend(ends)
        return first

    def _relate(self, kind: str, target: str, outside: bool = False) -> None:
        name = "word/_rels/document.xml.rels"
        root = self.xml(name)
        mode = {"TargetMode": "External"} if outside else {}
        about = {"Id": f"rId9{len(root)}", "Type": f"{RELATIONS}/{kind}", "Target": target, **mode}
        etree.SubElement(root, "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship", about)
        self.parts[name] = etree.tostring(root)

    def _declare(self) -> None:
        name, kind = (
            "[Content_Types].xml",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml",
        )
        root = self.xml(name)
        part = {"PartName": f"/{COMMENTS}", "ContentType": kind}
        etree.SubElement(root, "{http://schemas.openxmlformats.org/package/2006/content-types}Override", part)
        self.parts[name] = etree.tostring(root)


def text_in(element: etree._Element) -> str:
    """The words of an element."""
    return "".join(each.text or "" for each in element.iter(f"{W}t"))


def _run(text: str) -> etree._Element:
    words = etree.Element(f"{W}t", {f"{XML}space": "preserve"})
    words.text = text
    return _run_of(words)


def _run_of(element: etree._Element) -> etree._Element:
    run = etree.Element(f"{W}r")
    run.append(element)
    return run
