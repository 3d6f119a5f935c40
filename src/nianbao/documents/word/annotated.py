"""A Word file with what hangs on its words: content controls, bookmarks, fields, tracked changes, comments, pictures.

The plain reader gives the text that a reader of the printed page sees. This one also tells which program's
marks stand where, so that a file that was printed from something can be laid beside that something again.
Tracked insertions are read as text, tracked deletions are not; both are told.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import takewhile

from lxml import etree

from nianbao.documents import limits
from nianbao.documents.archive import Archive, broken
from nianbao.documents.word.body import chosen_branch
from nianbao.documents.word.names import MC, R_ID, W, is_on, value, w
from nianbao.documents.word.numbering import Numbering
from nianbao.documents.word.styles import Styles

LABEL = "docx"
MAIN = "word/document.xml"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_A_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_R_EMBED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
_V_IMAGE = "{urn:schemas-microsoft-com:vml}imagedata"
_DOC_PROPERTIES = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_ALTERNATE = f"{MC}AlternateContent"
_THROUGH = frozenset(
    w(name) for name in ("hyperlink", "smartTag", "customXml", "fldSimple", "dir", "bdo", "sdtContent")
)
_BREAKS = {w("tab"): "\t", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "-", w("ptab"): "\t"}
_DRAWN = frozenset(w(name) for name in ("drawing", "pict", "object"))
_INSERTED = {w("ins"): "inserted", w("moveTo"): "moved-here"}
_REMOVED = {w("del"): "deleted", w("moveFrom"): "moved-away"}


Change = tuple[str, str, str] | None  # kind, author and date of the tracked change that is being read


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a paragraph that has a name: a content control's, or what a field refers to."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TrackedChange:
    kind: str  # inserted | deleted | moved-here | moved-away
    author: str
    date: str
    text: str


@dataclass(frozen=True, slots=True)
class Comment:
    author: str
    date: str
    text: str
    quote: str  # the words that it is about


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph, a table, a picture or a note of a Word file, in reading order.

    ``names`` are the bookmarks and the content controls around or inside it.
    """

    kind: str  # paragraph | table | picture | footnote | object
    text: str = ""
    names: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    level: int = 0
    style: str = ""
    contents: bool = False  # a line of the table of contents
    numbered: bool = False  # holds a sequence field, as captions do
    listed: str = ""  # the automatic number or bullet before it
    rows: tuple[tuple[str, ...], ...] = ()
    image: bytes | None = None
    image_name: str = ""
    alternative: str = ""
    tracked: tuple[TrackedChange, ...] = ()
    comments: tuple[Comment, ...] = ()


@dataclass(frozen=True)
class AnnotatedDocument:
    units: tuple[Unit, ...]
    margins: tuple[str, ...] = ()  # texts of headers and footers
    loose_comments: tuple[Comment, ...] = ()  # comments that hang on nothing that was read


def read_annotated(data: bytes, name: str) -> AnnotatedDocument:
    """The file's units; raises Problem where it is no Word file."""
    archive = Archive.open(data, LABEL, name)
    main = MAIN if MAIN in archive.names() else ""
    root = archive.xml(main) if main else None
    body = root.find(w("body")) if root is not None else None
    if body is None:
        raise broken(LABEL, name)
    folder = posixpath.dirname(main)
    reader = _Reader(
        archive,
        Styles.of(archive.xml(f"{folder}/styles.xml")),
        Numbering.of(archive.xml(f"{folder}/numbering.xml")),
        _images(archive, main),
        _comments(archive.xml(f"{folder}/comments.xml")),
        {part: _footnotes(archive.xml(f"{folder}/{part}s.xml")) for part in ("footnote", "endnote")},
    )
    units = list(reader.blocks(body, (), 0))
    units = [reader.with_comments(unit, position) for position, unit in enumerate(units)]
    loose = [comment for key, comment in sorted(reader.comments.items()) if key not in reader.placed]
    return AnnotatedDocument(tuple(units), _margins(archive, folder), tuple(loose))


@dataclass
class _Reader:
    archive: Archive
    styles: Styles
    numbering: Numbering
    images: dict[str, tuple[str, bytes]]
    comments: dict[str, Comment]
    footnotes: dict[str, dict[str, str]]
    count: int = 0  # units given so far
    fields: list[list[str]] = field(default_factory=list)  # per open field: instruction, "result" once shown
    bookmarks: dict[str, str] = field(default_factory=dict)  # open ones, id → name
    open_comments: dict[str, list[str]] = field(default_factory=dict)  # the words gathered so far
    placed: dict[str, int] = field(default_factory=dict)  # comment → position of its unit
    pending: _Paragraph | None = None  # a paragraph whose mark was deleted: its words belong to the next

    def blocks(self, container: etree._Element, names: tuple[str, ...], depth: int) -> Iterator[Unit]:
        if depth > limits.NESTING:
            return
        for child in container:
            tag = child.tag
            if tag == w("p"):
                yield from self.paragraph(child, names, depth)
            elif tag == w("tbl"):
                yield from self.table(child, names, depth)
            elif tag == w("sdt"):
                inside = child.find(w("sdtContent"))
                if inside is not None:
                    yield from self.blocks(inside, (*names, *_control_names(child)), depth + 1)
            elif tag == w("bookmarkStart"):
                self.bookmarks[value(child, "id") or ""] = value(child, "name") or ""
            elif tag == w("bookmarkEnd"):
                self.bookmarks.pop(value(child, "id") or "", None)
            elif tag == w("commentRangeStart"):
                self.open_comments[value(child, "id") or ""] = []
            elif tag == w("commentRangeEnd"):
                self.close_comment(value(child, "id") or "")
            elif tag == _ALTERNATE:
                branch = chosen_branch(child)
                if branch is not None:
                    yield from self.blocks(branch, names, depth + 1)
            elif tag in _THROUGH or tag in _INSERTED or tag in _REMOVED:
                yield from self.blocks(child, names, depth + 1)
            elif tag == w("altChunk"):
                yield self.given(Unit("object", "altChunk"))

    def given(self, unit: Unit) -> Unit:
        self.count += 1
        return unit

    def paragraph(self, element: etree._Element, names: tuple[str, ...], depth: int) -> Iterator[Unit]:
        properties = element.find(w("pPr"))
        style = self.styles[value(properties.find(w("pStyle"))) if properties is not None else None]
        reading = self.pending or _Paragraph(self, depth)
        self.pending = None
        reading.names.extend(names)
        reading.names.extend(self.bookmarks.values())
        in_contents = style.contents or any("TOC" in entry[0] for entry in self.fields)
        reading.run_through(element, None)
        in_contents = in_contents or any("TOC" in entry[0] for entry in self.fields)
        mark = properties.find(w("rPr")) if properties is not None else None
        if mark is not None and (mark.find(w("del")) is not None or mark.find(w("moveFrom")) is not None):
            self.pending = reading
            return
        text = "".join(reading.texts)
        level = style.level
        if properties is not None and (outline := properties.find(w("outlineLvl"))) is not None:
            own = value(outline) or "9"
            level = int(own) + 1 if own.isdigit() and int(own) <= 8 else 0
        if text.strip() or reading.tracked or not reading.aside:
            yield self.given(
                Unit(
                    "paragraph",
                    text,
                    tuple(dict.fromkeys(name for name in reading.names if name)),
                    tuple(reading.marks),
                    level,
                    style.name,
                    in_contents,
                    reading.numbered,
                    self.list_number(properties, style.list_id, style.list_level) if text.strip() else "",
                    tracked=tuple(reading.tracked),
                )
            )
        for unit in reading.aside:
            yield self.given(unit)

    def list_number(self, properties: etree._Element | None, list_id: str | None, level: int | None) -> str:
        own = properties.find(w("numPr")) if properties is not None else None
        if own is not None:
            list_id = value(own.find(w("numId"))) or list_id
            depth = value(own.find(w("ilvl"))) or ""
            level = int(depth) if depth.isdigit() else level
        return self.numbering.next_number(list_id, level or 0) if list_id not in (None, "0") else ""

    def table(self, element: etree._Element, names: tuple[str, ...], depth: int) -> Iterator[Unit]:
        """A table as rows of cell texts; a merged cell's text stands at each place that it covers from above."""
        rows: list[tuple[str, ...]] = []
        aside: list[Unit] = []
        tracked: list[TrackedChange] = []
        found = [*names, *self.bookmarks.values()]
        outer, self.count = self.count, self.count
        for row in _below(element, "tr"):
            properties = row.find(w("trPr"))
            gone = properties.find(w("del")) if properties is not None else None
            cells: list[str] = []
            for cell in _below(row, "tc"):
                inside = list(self.blocks(cell, (), depth + 1))
                self.count = outer  # what stands in cells is told of the table
                texts = [unit.text for unit in inside if unit.kind == "paragraph"]
                aside.extend(unit for unit in inside if unit.kind not in ("paragraph", "footnote"))
                for unit in inside:
                    tracked.extend(unit.tracked)
                    found.extend(unit.names)
                cell_properties = cell.find(w("tcPr"))
                merged = cell_properties.find(w("vMerge")) if cell_properties is not None else None
                if merged is not None and value(merged) != "restart" and rows and len(cells) < len(rows[-1]):
                    texts = [rows[-1][len(cells)]]
                span = cell_properties.find(w("gridSpan")) if cell_properties is not None else None
                cells.append("\n".join(text for text in texts if text.strip()))
                width = value(span) or "1"
                cells.extend("" for _ in range(1, min(int(width) if width.isdigit() else 1, limits.TABLE_COLUMNS)))
            if gone is not None:
                tracked.append(
                    TrackedChange("deleted", value(gone, "author") or "", value(gone, "date") or "", "｜".join(cells))
                )
            elif cells:
                rows.append(tuple(cells))
        yield self.given(Unit("table", names=tuple(dict.fromkeys(found)), rows=tuple(rows), tracked=tuple(tracked)))
        for unit in aside:
            yield self.given(unit)

    def close_comment(self, key: str) -> None:
        words = self.open_comments.pop(key, None)
        if words is not None and key in self.comments and key not in self.placed:
            self.comments[key] = replace(self.comments[key], quote="".join(words))
            self.placed[key] = self.count

    def with_comments(self, unit: Unit, position: int) -> Unit:
        found = [comment for key, comment in sorted(self.comments.items()) if self.placed.get(key) == position]
        return replace(unit, comments=tuple(found)) if found else unit

    def in_instruction(self) -> bool:
        return any(not entry[1] for entry in self.fields)


@dataclass
class _Paragraph:
    reader: _Reader
    depth: int
    texts: list[str] = field(default_factory=list)
    length: int = 0
    names: list[str] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    tracked: list[TrackedChange] = field(default_factory=list)
    aside: list[Unit] = field(default_factory=list)
    numbered: bool = False
    references: list[tuple[int, str]] = field(default_factory=list)  # open REF fields: depth, bookmark

    def run_through(self, element: etree._Element, change: Change, level: int = 0) -> None:
        if level > limits.NESTING:
            return
        children = list(element)
        at = 0
        while at < len(children):
            child = children[at]
            tag = child.tag
            at += 1
            if tag == w("r"):
                self.read_run(child, change)
            elif tag == w("sdt"):
                at += self.control(child, children[at:], change, level)
            elif tag in _INSERTED or tag in _REMOVED:
                kind = _INSERTED.get(tag) or _REMOVED[tag]
                mine = (kind, value(child, "author") or "", value(child, "date") or "")
                before = self.length
                self.run_through(child, mine, level + 1)
                if tag in _INSERTED and self.length > before:
                    self.change(TrackedChange(*mine, "".join(self.texts)[before:]))
            elif tag in _THROUGH:
                if tag == w("fldSimple") and (bookmark := _referred(value(child, "instr") or "")):
                    start = self.length
                    self.run_through(child, change, level + 1)
                    self.marks.append(Mark(f"bookmark:{bookmark}", start, self.length))
                    continue
                self.numbered |= tag == w("fldSimple") and "SEQ" in (value(child, "instr") or "")
                self.run_through(child, change, level + 1)
            elif tag == _ALTERNATE:
                branch = chosen_branch(child)
                if branch is not None:
                    self.run_through(branch, change, level + 1)
            elif tag == w("bookmarkStart"):
                name = value(child, "name") or ""
                self.reader.bookmarks[value(child, "id") or ""] = name
                self.names.append(name)
            elif tag == w("bookmarkEnd"):
                self.reader.bookmarks.pop(value(child, "id") or "", None)
            elif tag == w("commentRangeStart"):
                self.reader.open_comments[value(child, "id") or ""] = []
            elif tag == w("commentRangeEnd"):
                self.reader.close_comment(value(child, "id") or "")
            elif isinstance(tag, str) and tag.endswith(("}oMath", "}oMathPara")):
                self.add("".join(part.text or "" for part in child.iter() if str(part.tag).endswith("}t")))

    def control(
        self,
        element: etree._Element,
        following: list[etree._Element],
        change: Change,
        level: int,
    ) -> int:
        """Reads a content control; the number of siblings behind it that say nothing but the same again."""
        names = _control_names(element)
        inside = element.find(w("sdtContent"))
        start = self.length
        if inside is not None:
            self.run_through(inside, change, level + 1)
        self.names.extend(names)
        self.marks.extend(Mark(name, start, self.length) for name in names)
        blocks = [name for name in names if name.startswith("block:")]
        said = "".join(self.texts)[start:]
        # LibreOffice 7 writes a control that stood around a paragraph thrice: its words, twice its words, its words.
        again = list(takewhile(lambda one: one.tag == w("sdt") and blocks and _control_names(one) == names, following))
        texts = ["".join(piece.text or "" for piece in one.iter(w("t"))) for one in again[:2]]
        return 2 if said and texts == [said * 2, said] else 0

    def read_run(self, run: etree._Element, change: Change) -> None:
        properties = run.find(w("rPr"))
        hidden = properties is not None and is_on(properties.find(w("vanish")))
        removed = change is not None and change[0] in _REMOVED.values()
        gone: list[str] = []
        for child in run:
            tag = child.tag
            if tag == w("fldChar"):
                self.field_mark(child)
            elif tag == w("instrText"):
                if self.reader.fields:
                    self.reader.fields[-1][0] += child.text or ""
            elif tag == w("delText") or (tag == w("t") and removed):
                gone.append(child.text or "")
            elif tag == w("commentReference"):
                key = value(child, "id") or ""
                if key in self.reader.comments and key not in self.reader.open_comments:
                    self.reader.placed.setdefault(key, self.reader.count)
            elif removed or hidden or self.reader.in_instruction():
                continue
            elif tag == w("t"):
                self.add(child.text or "")
            elif tag in _BREAKS:
                if value(child, "type") not in ("page", "column"):
                    self.add(_BREAKS[tag])
            elif tag == w("sym"):
                code = int(value(child, "char") or "0", 16)
                self.add(chr(code) if 0x20 <= code < 0xD800 else "")
            elif tag in _DRAWN:
                self.drawn(child)
            elif tag == _ALTERNATE:
                branch = chosen_branch(child)
                for inner in branch if branch is not None else ():
                    if inner.tag in _DRAWN:
                        self.drawn(inner)
            elif tag in (w("footnoteReference"), w("endnoteReference")):
                kind = "footnote" if tag == w("footnoteReference") else "endnote"
                if text := self.reader.footnotes[kind].get(value(child, "id") or ""):
                    self.aside.append(Unit("footnote", text))
        if gone and change is not None:
            self.change(TrackedChange(*change, "".join(gone)))

    def drawn(self, element: etree._Element) -> None:
        boxes = [box for box in element.iter(w("txbxContent")) if box.find(f".//{w('txbxContent')}") is None]
        for box in boxes[:1]:
            count = self.reader.count
            self.aside.extend(self.reader.blocks(box, (), self.depth + 1))
            self.reader.count = count
        described = next(element.iter(_DOC_PROPERTIES), None)
        alternative = described.get("descr", "") if described is not None else ""
        relations = [blip.get(_R_EMBED) or "" for blip in element.iter(_A_BLIP)]
        relations += [image.get(R_ID) or "" for image in element.iter(_V_IMAGE)]
        for relation in relations:
            name, image = self.reader.images.get(relation, ("", b""))
            self.aside.append(Unit("picture", image=image or None, image_name=name, alternative=alternative))
        if not relations and not boxes:
            self.aside.append(Unit("object", alternative or str(etree.QName(element).localname)))

    def field_mark(self, mark: etree._Element) -> None:
        kind, fields = value(mark, "fldCharType"), self.reader.fields
        if kind == "begin" and len(fields) < limits.NESTING:
            fields.append(["", ""])
        elif kind == "separate" and fields:
            fields[-1][1] = "result"
            self.numbered |= "SEQ" in fields[-1][0]
            if bookmark := _referred(fields[-1][0]):
                self.references.append((self.length, bookmark))
        elif kind == "end" and fields:
            self.end_reference(fields.pop()[0])

    def end_reference(self, instruction: str) -> None:
        if _referred(instruction) and self.references:
            start, bookmark = self.references.pop()
            self.marks.append(Mark(f"bookmark:{bookmark}", start, self.length))

    def change(self, change: TrackedChange) -> None:
        """Takes a tracked change down; a program may cut one into many pieces."""
        last = self.tracked[-1] if self.tracked else None
        if last is not None and (last.kind, last.author, last.date) == (change.kind, change.author, change.date):
            self.tracked[-1] = replace(last, text=last.text + change.text)
        else:
            self.tracked.append(change)

    def add(self, text: str) -> None:
        self.texts.append(text)
        self.length += len(text)
        for words in self.reader.open_comments.values():
            words.append(text)


def _control_names(control: etree._Element) -> tuple[str, ...]:
    """What a control is called: its tag, else its alias."""
    properties = control.find(w("sdtPr"))
    for name in ("tag", "alias") if properties is not None else ():
        found = value(properties.find(w(name))) if properties is not None else None
        if found:
            return (found,)
    return ()


def _referred(instruction: str) -> str:
    words = instruction.split()
    return words[1] if len(words) > 1 and words[0] == "REF" else ""


def _below(parent: etree._Element, name: str, depth: int = 0) -> Iterator[etree._Element]:
    """Rows or cells, also those inside content controls."""
    for child in parent:
        if child.tag == w(name):
            yield child
        elif child.tag in (w("sdt"), w("sdtContent"), w("ins"), w("customXml")) and depth < limits.NESTING:
            yield from _below(child, name, depth + 1)


def _images(archive: Archive, main: str) -> dict[str, tuple[str, bytes]]:
    folder, name = posixpath.split(main)
    root = archive.xml(f"{folder}/_rels/{name}.rels")
    found: dict[str, tuple[str, bytes]] = {}
    names = set(archive.names())
    for relation in root.iter(_RELATION) if root is not None else ():
        target = posixpath.normpath(posixpath.join(folder, relation.get("Target", "")))
        target = relation.get("Target", "").lstrip("/") if relation.get("Target", "").startswith("/") else target
        if relation.get("Type", "").endswith("/image") and relation.get("TargetMode") != "External" and target in names:
            found[relation.get("Id", "")] = (posixpath.basename(target), archive.part(target) or b"")
    return found


def _comments(root: etree._Element | None) -> dict[str, Comment]:
    found: dict[str, Comment] = {}
    for element in root.iterfind(w("comment")) if root is not None else ():
        text = "\n".join("".join(t.text or "" for t in p.iter(w("t"))) for p in element.iter(w("p")))
        author, date = value(element, "author") or "", value(element, "date") or ""
        found[value(element, "id") or ""] = Comment(author, date, text.strip(), "")
    return found


def _footnotes(root: etree._Element | None) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in root if root is not None else ():
        text = "".join(t.text or "" for t in element.iter(w("t"))).strip()
        if text and value(element, "type") not in ("separator", "continuationSeparator", "continuationNotice"):
            found[value(element, "id") or ""] = text
    return found


def _margins(archive: Archive, folder: str) -> tuple[str, ...]:
    found: list[str] = []
    for part in sorted(archive.names()):
        if part.startswith((f"{folder}/header", f"{folder}/footer")) and part.endswith(".xml"):
            root = archive.xml(part)
            text = "".join(t.text or "" for t in root.iter(f"{W}t")).strip() if root is not None else ""
            if text and text not in found:
                found.append(text)
    return tuple(found)
