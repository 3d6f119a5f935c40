"""A Word file edited as a person does it, found by the words that stand in it."""

from __future__ import annotations

import copy
import io
import zipfile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class EditedWord:
    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self.root = etree.fromstring(self.parts["word/document.xml"])

    def saved(self) -> bytes:
        self.parts["word/document.xml"] = etree.tostring(self.root, xml_declaration=True, encoding="UTF-8")
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in self.parts.items():
                archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
        return made.getvalue()

    def paragraph(self, words: str) -> etree._Element:
        """The last paragraph with these words: the contents have headings before the text does."""
        return [one for one in self.root.iter(f"{W}p") if words in self.text(one)][-1]

    @staticmethod
    def text(element: etree._Element) -> str:
        return "".join(piece.text or "" for piece in element.iter(f"{W}t"))

    def retype(self, old: str, new: str) -> EditedWord:
        piece = [one for one in self.root.iter(f"{W}t") if old in (one.text or "")][-1]
        piece.text = (piece.text or "").replace(old, new, 1)
        piece.set(SPACE, "preserve")
        return self

    def number(self, words: str, new: str) -> str:
        """Types over the first linked number of a paragraph; what it said before."""
        paragraph = self.paragraph(words)
        for control in paragraph.iter(f"{W}sdt"):
            tag = control.find(f"{W}sdtPr/{W}tag")
            if tag is not None and str(tag.get(f"{W}val")).startswith("figure:"):
                before = self.text(control)
                pieces = list(control.iter(f"{W}t"))
                pieces[0].text = new
                for piece in pieces[1:]:
                    piece.text = ""
                return before
        raise AssertionError(f"no linked number stands in {words}")

    def delete(self, words: str) -> EditedWord:
        paragraph = self.paragraph(words)
        paragraph.getparent().remove(paragraph)
        return self

    def insert(self, behind: str, words: str, style: str = "NianbaoBody") -> EditedWord:
        made = etree.fromstring(
            f'<w:p xmlns:w="{W[1:-1]}"><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>'
        )
        self.paragraph(behind).addnext(made)
        return self

    def picture(self, behind: str, image: bytes, ending: str = "png") -> EditedWord:
        """A picture in a paragraph of its own; its drawing is like that of any other in the file."""
        self.parts[f"word/media/inserted.{ending}"] = image
        relations = etree.fromstring(self.parts["word/_rels/document.xml.rels"])
        relation = etree.SubElement(relations, relations[0].tag)
        relation.set("Id", "rIdInserted")
        relation.set("Type", "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image")
        relation.set("Target", f"media/inserted.{ending}")
        self.parts["word/_rels/document.xml.rels"] = etree.tostring(relations)
        self.insert(behind, "")
        drawing = etree.fromstring(
            '<w:drawing xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
            ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
            ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
            ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
            ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
            '<wp:inline><wp:extent cx="900000" cy="900000"/><wp:docPr id="77" name="图" descr="操场"/><a:graphic>'
            '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:blipFill>'
            '<a:blip r:embed="rIdInserted"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline>'
            "</w:drawing>"
        )
        self.paragraph(behind).getnext().find(f"{W}r").append(drawing)
        return self

    def comment(self, words: str, author: str, text: str) -> EditedWord:
        """Comments on a whole paragraph."""
        paragraph = self.paragraph(words)
        paragraph.insert(1, etree.Element(f"{W}commentRangeStart", {f"{W}id": "1"}))
        paragraph.append(etree.Element(f"{W}commentRangeEnd", {f"{W}id": "1"}))
        etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}commentReference", {f"{W}id": "1"})
        comments = etree.Element(f"{W}comments", nsmap={"w": W[1:-1]})
        made = etree.SubElement(
            comments, f"{W}comment", {f"{W}id": "1", f"{W}author": author, f"{W}date": "2025-12-01T09:00:00Z"}
        )
        etree.SubElement(etree.SubElement(etree.SubElement(made, f"{W}p"), f"{W}r"), f"{W}t").text = text
        types = etree.fromstring(self.parts["[Content_Types].xml"])
        override = etree.SubElement(types, types[0].tag.replace("Default", "Override"))
        override.set("PartName", "/word/comments.xml")
        override.set("ContentType", "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml")
        self.parts["[Content_Types].xml"] = etree.tostring(types)
        relations = etree.fromstring(self.parts["word/_rels/document.xml.rels"])
        relation = etree.SubElement(relations, relations[0].tag)
        relation.set("Id", "rIdComments")
        relation.set("Type", "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments")
        relation.set("Target", "comments.xml")
        self.parts["word/_rels/document.xml.rels"] = etree.tostring(relations)
        self.parts["word/comments.xml"] = etree.tostring(comments)
        return self

    def track(self, words: str, inserted: str, author: str) -> EditedWord:
        """Types at a paragraph's end with changes being tracked."""
        change = etree.SubElement(
            self.paragraph(words), f"{W}ins", {f"{W}id": "9", f"{W}author": author, f"{W}date": "2025-12-02T10:00:00Z"}
        )
        etree.SubElement(etree.SubElement(change, f"{W}r"), f"{W}t").text = inserted
        return self

    def again(self, words: str) -> EditedWord:
        """The same paragraph once more behind itself."""
        paragraph = self.paragraph(words)
        paragraph.addnext(copy.deepcopy(paragraph))
        return self
