"""The tree of an HTML page as passages and grids: what is shown, in order, nothing hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from lxml import etree

from nianbao.documents import limits
from nianbao.documents.document import BlockKind, GridCell, Note, Span, Text
from nianbao.documents.encoding import lines_of
from nianbao.documents.lines.line import lines_from
from nianbao.documents.lines.written_text import pieces_of
from nianbao.documents.passage import Grid, Passage, Piece
from nianbao.documents.running_text import EMPTY, INVISIBLE, clean, cut, joined, text_at, trimmed
from nianbao.facts.pattern import as_pattern
from nianbao.facts.place import Place

_HIDDEN_TAGS = frozenset(
    [
        "head",
        "script",
        "style",
        "template",
        "noscript",
        "svg",
        "math",
        "object",
        "iframe",
        "select",
        "button",
        "textarea",
        "nav",
        "audio",
        "video",
        "canvas",
        "title",
        "meta",
        "link",
        "datalist",
        "dialog",
    ]
)
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "ruby",
        "rb",
        "rt",
        "rp",
    ]
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_HIDDEN_STYLE = as_pattern(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_INVISIBLE_STYLE = as_pattern(r"visibility\s*:\s*hidden", re.IGNORECASE)
_HAN_BREAK = as_pattern(r"(?<=[^\x00-\x7f])[ \t]*\r?\n\s*(?=[^\x00-\x7f])")  # a source line ended between two Han
_WHITE = as_pattern(r"[ \t\r\n\f\v]+")
_ARTICLES = frozenset(["article", "body", "div", "main", "section"])
_MOST_SHOWN = 3
_LEAST_LAID_OUT = 300  # characters
_MANY_PARAGRAPHS = 8
_SKIPPED_TEXT = frozenset(["del", "s", "strike", "rt", "rp"])

_TOO_DEEP = Note("嵌套超过 64 层的表格未读入。", "A table nested more than 64 levels deep was not read.")


@dataclass
class TreeReader:
    """Walks a page without recursion over depth: a page may nest ten thousand deep."""

    file: str
    notes: list[Note]
    pieces: list[Piece] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    level: int = 0
    paragraph: int = 0
    cells: int = 0
    lengths: dict[str, int] = field(default_factory=dict)  # of the page, and how many hidden articles are shown

    def read(self, root: etree._Element) -> list[Piece]:
        """The pieces under an element."""
        stack: list[Iterator[tuple[str, etree._Element]]] = [iter([("open", root)])]
        while stack:
            step = next(stack[-1], None)
            if step is None:
                stack.pop()
                continue
            action, element = step
            if action == "tail":
                self.add(element.tail, element)
            elif action == "close":
                self.flush()
                self.level = 0
            else:
                stack.append(self.enter(element))
        self.flush()
        return self.pieces

    def enter(self, element: etree._Element) -> Iterator[tuple[str, etree._Element]]:
        """What to do about an element, step by step."""
        tag = _tag(element)
        if not tag or self.is_hidden(element):
            return
        if tag == "br":
            self.texts.append(Text("\n", ()))
            return
        if tag == "hr":
            self.flush()
            return
        if tag == "img":
            if self.texts:
                self.flush()
            self.pieces.append(Passage(EMPTY, kind=BlockKind.FIGURE))
            return
        if tag == "table":
            self.flush()
            self.pieces.extend(self.table(element))
            return
        if tag in _SKIPPED_TEXT:
            return
        if tag == "pre":
            self.flush()
            self.pieces.extend(self.lines_as_written(element))
            return
        block = tag not in _INLINE
        if block:
            self.flush()
            self.level = _HEADINGS.get(tag, _aria_level(element))
        self.add(element.text, element)
        for child in element:
            yield "open", child
            if child.tail:
                yield "tail", child
        if block:
            yield "close", element

    def lines_as_written(self, element: etree._Element) -> list[Piece]:
        """What stands in a ``<pre>``, where line ends, tabs and blanks are shown as they are: read as a text is."""
        first = _line(element) or 1
        lines = lines_from(lines_of("".join(self.shown_in(element))), self.file)
        for line in lines:
            line.number += first - 1
        return pieces_of(lines, self.notes)

    def shown_in(self, element: etree._Element) -> Iterator[str]:
        """The characters under an element that a browser shows."""
        hidden: etree._Element | None = None
        for event, node in etree.iterwalk(element, events=("start", "end")):
            if event == "end":
                if node is hidden:
                    hidden = None
                if hidden is None and node is not element:
                    yield node.tail or ""
            elif hidden is None:
                if not _tag(node) or _tag(node) in _SKIPPED_TEXT or self.is_hidden(node):
                    hidden = node
                elif _tag(node) == "br":
                    yield "\n"
                else:
                    yield node.text or ""

    def add(self, content: str | None, element: etree._Element) -> None:
        """Text with white space as the browser shows it."""
        if not content:
            return
        shown = _WHITE.sub(" ", _HAN_BREAK.sub("", clean(content)))
        if not shown.strip(" ") and (not self.texts or self.texts[-1].text.endswith((" ", "\n"))):
            return
        place = Place(file=self.file, line=_line(element), paragraph=None)
        self.texts.append(text_at(shown, place))

    def flush(self) -> None:
        """End the paragraph."""
        if not self.texts:
            return
        text = trimmed(_squeezed(joined(self.texts, "")))
        self.texts = []
        if not text.text:
            return
        for part in _lines(text):
            self.paragraph += 1
            if len(part.text) > limits.LINE_CHARACTERS:
                self.notes.append(Note("过长的段落已截断。", "A paragraph that is too long was cut."))
                part = cut(part, 0, limits.LINE_CHARACTERS)
            self.pieces.append(Passage(_numbered(part, self.paragraph), level=self.level))

    def is_hidden(self, element: etree._Element) -> bool:
        """True for what a browser does not show."""
        # What is hidden from those who listen only repeats what is said elsewhere.
        if _tag(element) in _HIDDEN_TAGS or element.get("hidden") is not None or element.get("aria-hidden") == "true":
            return True
        if element.get("role") == "doc-glossary":
            # Definitions are looked up, not claimed.
            return True
        style = element.get("style")
        if style is None:
            return False
        if _INVISIBLE_STYLE.search(style):
            # Public accounts hide the whole article until a script shows it; a saved page has no script to run.
            return not self.is_article(element)
        return _HIDDEN_STYLE.search(style) is not None

    def is_article(self, element: etree._Element) -> bool:
        """True for a block that holds more than half of the page's text; of such there are few, one in the other."""
        if _tag(element) not in _ARTICLES or self.lengths.get("shown", 0) >= _MOST_SHOWN:
            return False
        if "page" not in self.lengths:
            self.lengths["page"] = _length(element.getroottree().getroot())
        shown = _length(element) * 2 > self.lengths["page"]
        self.lengths["shown"] = self.lengths.get("shown", 0) + shown
        return shown

    def table(self, table: etree._Element) -> list[Piece]:
        """A table as a grid, with its caption; rowspan and colspan laid out as a browser does."""
        rows = [row for row in _own(table, "tr") if not self.is_hidden(row)]
        taken: dict[int, int] = {}  # column → rows still covered by a cell from above
        cells: list[GridCell] = []
        nested: list[Piece] = []
        widest = 0
        laid: list[list[tuple[int, etree._Element, int, int]]] = []
        for r, row in enumerate(rows):
            column = 0
            line: list[tuple[int, etree._Element, int, int]] = []
            starts: dict[int, int] = {}
            for element in row:
                if _tag(element) not in ("td", "th"):
                    continue
                if self.is_hidden(element):
                    continue
                while taken.get(column, 0) > 0:
                    column += 1
                width = _span(element, "colspan")
                height = _span(element, "rowspan")
                height = min(height or len(rows) - r, len(rows) - r)
                width = max(width, 1)
                self.claim(width * height, column + width)
                line.append((column, element, height, width))
                for covered in range(column, column + width):
                    starts[covered] = height
                column += width
            taken = {c: n - 1 for c, n in taken.items() if n > 1}
            for covered, height in starts.items():
                taken[covered] = max(taken.get(covered, 0), height - 1)
            taken = {c: n for c, n in taken.items() if n > 0}
            widest = max(widest, column)
            laid.append(line)
        inside: list[list[Piece]] = []
        for element in (element for line in laid for _, element, _, _ in line):
            inner = TreeReader(self.file, self.notes, cells=self.cells, paragraph=self.paragraph, lengths=self.lengths)
            inside.append(inner.read_inside(element))
            self.cells, self.paragraph = inner.cells, inner.paragraph
        single = all(len(line) <= 1 for line in laid) or _lays_out(inside)
        contents = iter(inside)
        for r, line in enumerate(laid):
            for column, _, height, width in line:
                pieces = next(contents)
                texts = [p.text for p in pieces if isinstance(p, Passage) and p.kind is None]
                rest = [p for p in pieces if not (isinstance(p, Passage) and p.kind is None)]
                if single:
                    nested.extend(pieces)
                    continue
                cells.append(GridCell(r, column, joined(texts, "\n"), height, width))
                nested.extend(rest)
        caption = next((child for child in table if _tag(child) == "caption"), None)
        title = EMPTY
        if caption is not None and not self.is_hidden(caption):
            inner = TreeReader(self.file, self.notes, paragraph=self.paragraph, lengths=self.lengths)
            found = [p.text for p in inner.read_inside(caption) if isinstance(p, Passage)]
            title, self.paragraph = joined(found, " "), inner.paragraph
        if not cells:
            return ([Passage(title, kind=BlockKind.CAPTION)] if title.text else []) + nested
        return [Grid(cells, caption=title), *nested]

    def read_inside(self, element: etree._Element) -> list[Piece]:
        """The pieces of a cell or caption."""
        depth = sum(_tag(parent) == "table" for parent in element.iterancestors())
        if depth > limits.NESTING:
            if _TOO_DEEP not in self.notes:
                self.notes.append(_TOO_DEEP)
            return []
        self.add(element.text, element)
        for child in element:
            self.read_into(child)
            self.add(child.tail, child)
        self.flush()
        return self.pieces

    def read_into(self, element: etree._Element) -> None:
        """Read one element into the open paragraph."""
        stack: list[Iterator[tuple[str, etree._Element]]] = [self.enter(element)]
        while stack:
            step = next(stack[-1], None)
            if step is None:
                stack.pop()
                continue
            action, found = step
            if action == "tail":
                self.add(found.tail, found)
            elif action == "close":
                self.flush()
                self.level = 0
            else:
                stack.append(self.enter(found))

    def claim(self, cells: int, width: int) -> None:
        """Count what a table claims, before anything is laid out."""
        self.cells += cells
        if self.cells > limits.TABLE_CELLS or width > limits.TABLE_COLUMNS:
            raise limits.too_large(
                "html-table-too-large",
                f"表格超过 {limits.TABLE_CELLS:,} 个单元格或 {limits.TABLE_COLUMNS:,} 列",
                f"the tables have more than {limits.TABLE_CELLS:,} cells or {limits.TABLE_COLUMNS:,} columns",
            )


def _length(element: etree._Element) -> int:
    """How much text an element holds, scripts and styles left out."""
    return sum(
        len("".join((node.text or "").split()))
        for node in element.iter()
        if isinstance(node.tag, str) and _tag(node) not in _HIDDEN_TAGS
    ) + sum(len("".join((node.tail or "").split())) for node in element.iterdescendants())


def _lays_out(cells: Sequence[Sequence[Piece]]) -> bool:
    """True for a table that only lays out a page: most of its text stands in one cell, in many paragraphs or tables."""
    lengths = [sum(_size(piece) for piece in pieces) for pieces in cells]
    whole = sum(lengths)
    if whole < _LEAST_LAID_OUT:
        return False
    largest = max(range(len(cells)), key=lengths.__getitem__)
    many = len(cells[largest]) >= _MANY_PARAGRAPHS or any(isinstance(piece, Grid) for piece in cells[largest])
    return many and lengths[largest] * 5 >= whole * 3


def _size(piece: Piece) -> int:
    return len(piece.text.text) if isinstance(piece, Passage) else sum(len(cell.text.text) for cell in piece.cells)


def _own(table: etree._Element, name: str) -> Iterator[etree._Element]:
    """The rows of a table without those of tables inside it."""
    for child in table:
        tag = _tag(child)
        if tag == name:
            yield child
        elif tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in child if _tag(row) == name)


def _span(element: etree._Element, name: str) -> int:
    digits = as_pattern(r"\s*(\d{1,6})").match(element.get(name) or "1")
    return min(int(digits[1]) if digits else 1, limits.SPAN)


def _aria_level(element: etree._Element) -> int:
    level = element.get("aria-level", "")
    return int(level) if element.get("role") == "heading" and level in tuple("123456") else 0


def _line(element: etree._Element) -> int | None:
    line: object = element.sourceline
    return line if isinstance(line, int) and line > 0 else None


def _tag(element: etree._Element) -> str:
    """The element's name in lower case; nothing for comments and the like."""
    tag: object = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def _squeezed(text: Text) -> Text:
    """One space where several pieces brought several; none around a line break."""
    parts, start = [], 0
    for match in as_pattern(r"(?<=[ \n]) +| +(?=\n)").finditer(text.text):
        parts.append(cut(text, start, match.start()))
        start = match.end()
    if not parts:
        return text
    parts.append(cut(text, start))
    return joined(parts, "")


def _lines(text: Text) -> Iterator[Text]:
    """A ``<br>`` within prose ends a line as a paragraph does."""
    start = 0
    for match in as_pattern(r"\n+").finditer(text.text):
        part = trimmed(cut(text, start, match.start()))
        if INVISIBLE.sub("", part.text):
            yield part
        start = match.end()
    part = trimmed(cut(text, start))
    if part.text:
        yield part


def _numbered(text: Text, paragraph: int) -> Text:
    return Text(text.text, tuple(Span(s.start, s.end, replace(s.place, paragraph=paragraph)) for s in text.spans))
