"""The walk through the body of a .docx, in the order in which a reader meets things.

Paragraphs are counted from 1 over all ``w:p`` of a part in document order, runs from 1 over the
``w:r`` of a paragraph without those of text boxes inside it; deleted runs are counted and not read.
A place's column counts the characters of its run, a tab and a break being one each.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from nianbao.documents import limits
from nianbao.documents.document import BlockKind, Note, Text
from nianbao.documents.passage import Grid, Passage, Piece
from nianbao.documents.running_text import EMPTY, cut, joined, text_at, trimmed
from nianbao.documents.word.names import MC, M, is_on, number, value, w
from nianbao.documents.word.numbering import Numbering
from nianbao.documents.word.styles import Styles
from nianbao.facts.place import Place

_P, _R, _T, _TBL, _SDT, _PPR = (w(name) for name in ("p", "r", "t", "tbl", "sdt", "pPr"))
_THROUGH = frozenset(
    w(name) for name in ("hyperlink", "smartTag", "ins", "moveTo", "customXml", "fldSimple", "dir", "bdo", "sdtContent",
                         "ruby", "rubyBase")
)  # fmt: skip
_GONE = frozenset(w(name) for name in ("pPr", "rPr", "sdtPr", "sdtEndPr", "delText", "instrText"))
_BREAKS = {w("tab"): "\t", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "-", w("ptab"): "\t"}
_PICTURES = (w("drawing"), w("pict"), w("object"))
_ALTERNATE = f"{MC}AlternateContent"
_TOO_DEEP = Note("嵌套超过 64 层的内容未读入。", "Content nested more than 64 levels deep was not read.")


@dataclass
class Walker:
    """Reads one part of a .docx; what it learns on the way (open fields, counts) lives here."""

    file: str
    styles: Styles
    numbering: Numbering
    notes: list[Note]
    part: str | None = None
    footnotes: dict[str, list[Piece]] = field(default_factory=dict)
    endnotes: dict[str, list[Piece]] = field(default_factory=dict)
    paragraphs: dict[etree._Element, int] = field(default_factory=dict)
    fields: list[list[str]] = field(default_factory=list)  # per open field: its instruction, "result" once shown
    pending: list[Text] = field(default_factory=list)  # text whose paragraph mark was deleted
    cells: int = 0

    def walk(self, root: etree._Element) -> list[Piece]:
        """The pieces of a part."""
        self.paragraphs = {element: index for index, element in enumerate(root.iter(_P), 1)}
        return list(self.blocks(root, 0))

    def blocks(self, container: etree._Element, depth: int) -> Iterator[Piece]:
        """Paragraphs and tables of a container, wrappers opened."""
        if depth > limits.NESTING:
            self.note(_TOO_DEEP)
            return
        after_table = False
        for child in container:
            tag = child.tag
            if tag == _P:
                pieces = self.paragraph(child, depth)
                yield from pieces
                after_table = after_table and not pieces
            elif tag == _TBL:
                for piece in self.table(child, depth):
                    if isinstance(piece, Grid) and after_table:
                        piece.broken = True
                    yield piece
                after_table = True
            elif tag == _ALTERNATE:
                branch = chosen_branch(child)
                if branch is not None:
                    yield from self.blocks(branch, depth + 1)
            elif tag == _SDT or tag in _THROUGH:
                yield from self.blocks(child, depth + 1)
            elif tag == w("altChunk"):
                self.note(
                    Note(
                        "文档中嵌有另一份文件（altChunk），未读入。",
                        "Another file is embedded in the document (altChunk); it was not read.",
                    )
                )

    def paragraph(self, element: etree._Element, depth: int) -> list[Piece]:
        """A paragraph with what hangs on it: text boxes, pictures and footnotes come behind its text."""
        properties = element.find(_PPR)
        style = self.styles[value(properties.find(w("pStyle"))) if properties is not None else None]
        in_contents = style.contents or any("TOC" in entry[0] for entry in self.fields)
        index = self.paragraphs.get(element, 0)
        reading = _Reading(self, index, depth)
        if not style.hidden:
            reading.run_through(element, skip=False)
        in_contents = in_contents or any("TOC" in entry[0] for entry in self.fields)
        text = joined(reading.texts, "")
        mark = properties.find(w("rPr")) if properties is not None else None
        if mark is not None and (mark.find(w("del")) is not None or mark.find(w("moveFrom")) is not None):
            if text.text:
                self.pending.append(text)
            return reading.aside
        if self.pending:
            text = joined([*self.pending, text], "")
            self.pending = []
        level = style.level
        if properties is not None and (outline := properties.find(w("outlineLvl"))) is not None:
            own = number(value(outline), 9)
            level = own + 1 if 0 <= own <= 8 else 0
        has_text = bool(text.text.strip())
        printed = self.list_number(properties, style.list_id, style.list_level) if has_text else ""
        pieces: list[Piece] = []
        if has_text:
            text = _bare(text)
            if printed:
                place = Place(file=self.file, paragraph=index or None, section=self.part)
                text = joined([text_at(printed, place), text], "")
            pieces.append(Passage(text, level=level, contents=in_contents))
        pieces.extend(reading.aside)
        return pieces

    def list_number(self, properties: etree._Element | None, list_id: str | None, level: int | None) -> str:
        """The automatic number before a paragraph, or nothing."""
        own = properties.find(w("numPr")) if properties is not None else None
        if own is not None:
            list_id = value(own.find(w("numId"))) or list_id
            if own.find(w("ilvl")) is not None:
                level = number(value(own.find(w("ilvl"))))
        style = value(properties.find(w("pStyle"))) if properties is not None else None
        if list_id is not None and level is None and style:
            linked = self.numbering.list_of_style(style)
            level = linked[1] if linked else 0
        if list_id is None or list_id == "0":
            return ""
        return self.numbering.next_number(list_id, level or 0)

    def table(self, element: etree._Element, depth: int) -> list[Piece]:
        """A table as a grid; a frame of one column is no table, and what stands in it comes out."""
        from nianbao.documents.word.tables import read_table

        return read_table(self, element, depth)

    def note(self, text: Note) -> None:
        if text not in self.notes:
            self.notes.append(text)


@dataclass
class _Reading:
    """The text of one paragraph while its runs are read."""

    walker: Walker
    paragraph: int
    depth: int
    run: int = 0
    texts: list[Text] = field(default_factory=list)
    aside: list[Piece] = field(default_factory=list)

    def run_through(self, element: etree._Element, *, skip: bool, level: int = 0) -> None:
        if level > limits.NESTING:
            self.walker.note(_TOO_DEEP)
            return
        for child in element:
            tag = child.tag
            if tag == _R:
                self.run += 1
                if not skip:
                    self.read_run(child)
            elif tag in (w("del"), w("moveFrom"), w("rt")):
                self.run_through(child, skip=True, level=level + 1)
            elif tag in _GONE:
                continue
            elif tag == _SDT or tag in _THROUGH:
                self.run_through(child, skip=skip, level=level + 1)
            elif tag == _ALTERNATE:
                branch = chosen_branch(child)
                for other in child:
                    self.run_through(other, skip=skip or other is not branch, level=level + 1)
            elif isinstance(tag, str) and tag.startswith(M) and not skip and not self.hidden_by_field():
                formula = "".join(part.text or "" for part in child.iter(f"{M}t"))
                self.add(formula, self.place())

    def read_run(self, run: etree._Element) -> None:
        properties = run.find(w("rPr"))
        hidden = properties is not None and is_on(properties.find(w("vanish")))
        written: list[str] = []
        self.read_children(run, written, hidden)
        if text := "".join(written):
            self.add(text, self.place(self.run))

    def read_children(self, run: etree._Element, written: list[str], hidden: bool) -> None:
        for child in run:
            tag = child.tag
            if tag == w("fldChar"):
                self.field_mark(child)
            elif tag == w("instrText"):
                if self.walker.fields:
                    self.walker.fields[-1][0] += child.text or ""
            elif hidden or self.hidden_by_field():
                continue
            elif tag == _T:
                written.append(child.text or "")
            elif tag in _BREAKS:
                written.append(_BREAKS[tag])
            elif tag == w("sym"):
                written.append(_symbol(child))
            elif tag in _PICTURES:
                self.picture(child)
            elif tag == _ALTERNATE:
                branch = chosen_branch(child)
                if branch is not None:
                    self.read_children(branch, written, hidden)
            elif tag == w("footnoteReference"):
                self.aside.extend(self.walker.footnotes.pop(value(child, "id") or "", []))
            elif tag == w("endnoteReference"):
                self.aside.extend(self.walker.endnotes.pop(value(child, "id") or "", []))
            elif tag == w("ruby"):
                base = child.find(w("rubyBase"))
                if base is not None:
                    written.extend(part.text or "" for part in base.iter(_T))

    def field_mark(self, mark: etree._Element) -> None:
        kind = value(mark, "fldCharType")
        fields = self.walker.fields
        if kind == "begin":
            if len(fields) < limits.NESTING:
                fields.append(["", ""])
        elif kind == "separate" and fields:
            fields[-1][1] = "result"
        elif kind == "end" and fields:
            fields.pop()

    def hidden_by_field(self) -> bool:
        """True between the begin of a field and its result, where its instruction stands."""
        return any(not entry[1] for entry in self.walker.fields)

    def picture(self, element: etree._Element) -> None:
        boxes = [box for box in element.iter(w("txbxContent")) if _is_outermost_and_chosen(box, element)]
        for box in boxes:
            self.aside.extend(self.walker.blocks(box, self.depth + 1))
        if not boxes:
            self.aside.append(Passage(EMPTY, kind=BlockKind.FIGURE))

    def place(self, run: int | None = None) -> Place:
        column = 1 if run is not None else None
        return Place(
            self.walker.file, column=column, paragraph=self.paragraph or None, run=run, section=self.walker.part
        )

    def add(self, text: str, place: Place) -> None:
        self.texts.append(text_at(text, place))


def runs_of(paragraph: etree._Element, level: int = 0) -> Iterator[etree._Element]:
    """The runs of a paragraph in the order in which places count them, deleted ones included."""
    if level > limits.NESTING:
        return
    for child in paragraph:
        if child.tag == _R:
            yield child
        elif child.tag in _GONE:
            continue
        elif child.tag in (_SDT, w("del"), w("moveFrom"), w("rt")) or child.tag in _THROUGH:
            yield from runs_of(child, level + 1)
        elif child.tag == _ALTERNATE:
            for branch in child:
                yield from runs_of(branch, level + 1)


def chosen_branch(alternate: etree._Element) -> etree._Element | None:
    """The one branch of an ``mc:AlternateContent`` that is read: the first choice, else the fallback."""
    choice = alternate.find(f"{MC}Choice")
    return choice if choice is not None else alternate.find(f"{MC}Fallback")


def _is_outermost_and_chosen(box: etree._Element, top: etree._Element) -> bool:
    parent = box.getparent()
    while parent is not None and parent is not top:
        if parent.tag == w("txbxContent"):
            return False
        if parent.tag in (f"{MC}Fallback", f"{MC}Choice"):
            alternate = parent.getparent()
            if alternate is not None and chosen_branch(alternate) is not parent:
                return False
        parent = parent.getparent()
    return True


_SPACES = " \n\u3000\u00a0"


def _bare(text: Text) -> Text:
    """The text without white space around it; in a row of cells parted by tabs the outer tabs are blank cells."""
    plain = text.text
    if "\t" not in plain.strip() and plain.lstrip().count("\t") < 2:  # 合计 and two blank cells are a row as well
        return trimmed(text)
    return cut(text, len(plain) - len(plain.lstrip(_SPACES)), len(plain.rstrip(_SPACES)))


def _symbol(element: etree._Element) -> str:
    try:
        code = int(value(element, "char") or "", 16)
    except ValueError:
        return ""
    # Symbol fonts live in the private use area; nobody can read them without their font.
    return chr(code) if 0x20 <= code < 0xD800 else ""
