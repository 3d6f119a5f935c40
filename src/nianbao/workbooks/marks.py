"""What the XML of a sheet says beyond its values: formulas, errors, number formats, what is hidden, comments.

The values themselves come from calamine, which tells none of this; and a sheet
whose cells lie too far apart must be known before it is laid out in memory.
"""

from __future__ import annotations

import functools
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from lxml import etree

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_PARSER = {"resolve_entities": False, "no_network": True, "huge_tree": False, "remove_comments": True}
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_BUILT_IN = {1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 37: "#,##0",
             38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 48: "##0.0E+0"}  # fmt: skip

# A cell as spreadsheet programs write it where there is nothing to say of it but its style and kind.
_PLAIN_CELL = re.compile(
    rb'<c r="([A-Z]{1,3})([0-9]{1,7})"(?: s="([0-9]{1,6})")?(?: t="(n|s|str|b|inlineStr)")?(?: ?(/>|></c>)|>)'
)
_PLAIN_ROW = re.compile(rb'<row r="([0-9]{1,7})"')
_NOT_PLAIN = (b"<f>", b"<f ", b"<f/")
_PLAIN_EXTENT = 50_000  # cells; a wider sheet is gone through cell by cell

_TAGS = frozenset(("c", "v", "f", "is", "row", "col"))
_TRUE = ("1", "true")
_DIGITS = "0123456789"

Spot = tuple[int, int]


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """What a number format shows: percent or not, and how many decimals (None: as they come)."""

    is_percent: bool = False
    places: int | None = None


@dataclass
class SheetMarks:
    """Of one sheet; rows and columns counted from 0."""

    formulas: dict[Spot, str] = field(default_factory=dict)
    valueless: set[Spot] = field(default_factory=set)  # formulas whose result was not kept
    errors: dict[Spot, str] = field(default_factory=dict)
    formats: dict[Spot, NumberFormat] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    comments: dict[Spot, tuple[str, str]] = field(default_factory=dict)  # author, text
    rows: int = 0
    columns: int = 0


@dataclass(frozen=True)
class BookMarks:
    """Of one workbook: its sheets' parts by sheet name, number formats by style, linked files."""

    parts: Mapping[str, str]
    formats: tuple[NumberFormat | None, ...]
    links: tuple[str, ...]
    all_parts: Mapping[str, bytes]

    def sheet(self, name: str) -> SheetMarks:
        part = self.parts.get(name)
        content = self.all_parts.get(part, b"") if part else b""
        if not part or not content:
            return SheetMarks()
        marks = _plain_marks(content, self.formats) or _SheetScan(self.formats).read(content)
        for kind, target in _relations(self.all_parts, part):
            if kind == "comments":
                marks.comments.update(_read_comments(self.all_parts.get(target, b"")))
        return marks

    def without_own(self, author: str) -> BookMarks:
        """The same marks without the comments that the template itself put there."""
        alone = f"<authors><author>{author}</author></authors>".encode()
        kept = {
            name: content
            for name, content in self.all_parts.items()
            if not (name.startswith("xl/comments") and alone in content[:1_000])
        }
        return BookMarks(self.parts, self.formats, self.links, kept)


def parse_xml(content: bytes) -> Any:
    """The root element; entities stay unresolved and nothing is fetched. Raises etree.XMLSyntaxError."""
    return etree.fromstring(content, etree.XMLParser(**_PARSER))  # type: ignore[arg-type]


def read_book_marks(parts: Mapping[str, bytes]) -> BookMarks:
    """The marks of a workbook from its unpacked parts."""
    book = parse_xml(parts["xl/workbook.xml"])
    targets = dict(_relation_targets(parts, "xl/workbook.xml"))
    by_name: dict[str, str] = {}
    for sheet in _all(book, "sheet"):
        for key, value in sheet.attrib.items():
            if key.endswith("}id") and value in targets:
                by_name[sheet.get("name", "")] = targets[value]
    formats = _read_formats(parse_xml(parts["xl/styles.xml"])) if "xl/styles.xml" in parts else ()
    links = tuple(
        target
        for part in sorted(parts)
        if part.startswith("xl/externalLinks/_rels/")
        for target in re.findall(r'Target="([^"]*)"', parts[part].decode("utf-8", "replace"))
    )
    return BookMarks(by_name, formats, links, parts)


def _all(root: Any, tag: str) -> Iterator[Any]:
    return root.iter(f"{{{_MAIN}}}{tag}", f"{{{_STRICT}}}{tag}")  # type: ignore[no-any-return]


def _relation_targets(parts: Mapping[str, bytes], part: str) -> Iterator[tuple[str, str]]:
    for element in _relation_elements(parts, part):
        yield element.get("Id", ""), _resolve(part, element.get("Target", ""))


def _relations(parts: Mapping[str, bytes], part: str) -> Iterator[tuple[str, str]]:
    for element in _relation_elements(parts, part):
        yield element.get("Type", "").rpartition("/")[2], _resolve(part, element.get("Target", ""))


def _relation_elements(parts: Mapping[str, bytes], part: str) -> list[Any]:
    folder, name = posixpath.split(part)
    content = parts.get(f"{folder}/_rels/{name}.rels", b"")
    return list(parse_xml(content)) if content else []


def _resolve(part: str, target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), target))


def _read_formats(styles: Any) -> tuple[NumberFormat | None, ...]:
    own = {int(each.get("numFmtId", "0")): each.get("formatCode", "") for each in _all(styles, "numFmt")}
    for block in _all(styles, "cellXfs"):
        return tuple(
            read_format(own.get(number, _BUILT_IN.get(number, "")))
            for number in (int(xf.get("numFmtId", "0")) for xf in block)
        )
    return ()


def read_format(code: str) -> NumberFormat | None:
    """What a format code shows, or None where it adds nothing to the number.

    >>> read_format("0.00%")
    NumberFormat(is_percent=True, places=2)
    >>> read_format("#,##0.0_);(#,##0.0)")
    NumberFormat(is_percent=False, places=1)
    >>> read_format("General") is None
    True
    """
    if not code or code == "General":
        return None
    shown = _QUOTED.sub("", code.split(";")[0])
    is_percent = "%" in shown
    found = re.search(r"[0#?](?:\.([0?]*)(#*))?(?![0#?.,])", shown)
    if found is None or "E" in shown.upper():
        return NumberFormat(is_percent) if is_percent else None
    if found[2]:
        return NumberFormat(is_percent)
    return NumberFormat(is_percent, len(found[1] or ""))


def _plain_marks(content: bytes, formats: tuple[NumberFormat | None, ...]) -> SheetMarks | None:
    """The marks of a sheet whose cells have nothing but values and styles, in a quarter of the time of a full scan.

    None where anything else is in it. Raises expat.ExpatError where the XML is damaged.
    """
    start, end = content.find(b"<sheetData>"), content.rfind(b"</sheetData>")
    if not 0 <= start < end or b"<!" in content or b"hidden" in content:
        return None
    data = content[start:end]
    if any(sign in data for sign in _NOT_PLAIN):
        return None
    cells = _PLAIN_CELL.findall(data)
    rows = _PLAIN_ROW.findall(data)
    if len(cells) != data.count(b"<c ") + data.count(b"<c>") or len(rows) != data.count(b"<row"):
        return None
    filled = [cell for cell in cells if not cell[4]]
    marks = SheetMarks()
    if filled:
        lowest = max(max(map(int, rows), default=0), max(int(cell[1]) for cell in filled))
        marks.columns = max(_column_index(letters.decode()) for letters in {cell[0] for cell in filled}) + 1
        marks.rows = lowest
    if marks.rows * marks.columns > _PLAIN_EXTENT:
        return None
    # Nothing is read from it here: only whether it is whole.
    expat.ParserCreate().Parse(content, True)
    shown = {str(style).encode(): found for style, found in enumerate(formats) if found is not None}
    if b"0" in shown:
        shown[b""] = shown[b"0"]
    for letters, row, style, kind, _ in filled:
        if style in shown and kind in (b"", b"n"):
            marks.formats[int(row) - 1, _column_index(letters.decode())] = shown[style]
    return marks


class _SheetScan:
    """Goes once through a sheet's XML; blank cells cost next to nothing."""

    def __init__(self, formats: tuple[NumberFormat | None, ...]) -> None:
        self.formats = formats
        self.marks = SheetMarks()
        self.row = self.column = -1
        self.cell: dict[str, str] = {}
        self.formula: list[str] | None = None
        self.value: list[str] | None = None
        self.text: list[str] | None = None

    def read(self, content: bytes) -> SheetMarks:
        """The marks of a sheet; raises expat.ExpatError, or ValueError where something is out of order."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.EntityDeclHandler = _refuse_entities
        parser.Parse(content, True)
        return self.marks

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name if name in _TAGS else name.rpartition(":")[2]
        if tag == "c":
            self.cell = attributes
            self.formula = self.value = None
            # References may be left out; then cells follow one another.
            if "r" not in attributes:
                self.column += 1
            else:
                self.column = _column_index(attributes["r"].rstrip(_DIGITS))
        elif tag == "v":
            self.value = self.text = []
        elif tag == "f":
            self.formula = self.text = []
        elif tag == "is":
            self.value = []
        elif tag == "row":
            self.row = int(attributes["r"]) - 1 if "r" in attributes else self.row + 1
            self.column = -1
            if attributes.get("hidden") in _TRUE:
                self.marks.hidden_rows.add(self.row)
        elif tag == "col" and attributes.get("hidden") in _TRUE:
            first, last = int(attributes.get("min", "1")), int(attributes.get("max", "1"))
            self.marks.hidden_columns.update(range(first - 1, min(last, first + 1_000)))

    def _characters(self, text: str) -> None:
        if self.text is not None:
            self.text.append(text)

    def _end(self, name: str) -> None:
        tag = name if name in _TAGS else name.rpartition(":")[2]
        if tag in ("v", "f"):
            self.text = None
        elif tag == "c" and (self.value is not None or self.formula is not None):
            self._finish()

    def _finish(self) -> None:
        """Note what there is to note about a filled cell."""
        marks, cell = self.marks, self.cell
        spot = _spot(cell["r"]) if "r" in cell else (self.row, self.column)
        marks.rows = max(marks.rows, spot[0] + 1, self.row + 1)
        marks.columns = max(marks.columns, spot[1] + 1)
        kind = cell.get("t", "n")
        value = "".join(self.value or ())
        if self.formula is not None:
            marks.formulas[spot] = "=" + "".join(self.formula)
            if not value:
                marks.valueless.add(spot)
        if kind == "e":
            marks.errors[spot] = value or "#VALUE!"
        elif kind == "n":
            style = int(cell.get("s", "0"))
            shown = self.formats[style] if style < len(self.formats) else None
            if shown is not None:
                marks.formats[spot] = shown


def _refuse_entities(*declaration: object) -> None:
    raise ValueError("the sheet declares entities")


@functools.lru_cache(maxsize=65_536)
def _spot(reference: str) -> Spot:
    """Row and column of a reference; a malformed one raises ValueError."""
    match = _REFERENCE.fullmatch(reference)
    if match is None:
        raise ValueError(f"no cell reference: {reference[:20]!r}")
    return int(match[2]) - 1, _column_index(match[1])


@functools.cache
def _column_index(letters: str) -> int:
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1


def _read_comments(content: bytes) -> dict[Spot, tuple[str, str]]:
    if not content:
        return {}
    root = parse_xml(content)
    authors = ["".join(author.itertext()) for author in _all(root, "author")]
    found: dict[Spot, tuple[str, str]] = {}
    for comment in _all(root, "comment"):
        spot = _spot(comment.get("ref", ""))
        author = int(comment.get("authorId", "0"))
        text = "".join("".join(node.itertext()) for node in _all(comment, "t"))
        found[spot] = (authors[author] if author < len(authors) else "", text)
    return found
