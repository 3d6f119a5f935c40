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

from lxml import etree

from nianbao.workbooks.layout import address

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_PARSER = {"resolve_entities": False, "no_network": True, "huge_tree": False, "remove_comments": True}
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_BUILT_IN = {1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 37: "#,##0",
             38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 48: "##0.0E+0"}  # fmt: skip

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


class _Finders:
    """The compiled searches of a sheet's XML, in one of its two namespaces."""

    def __init__(self, namespace: str) -> None:
        def search(path: str) -> Any:
            return etree.XPath(path, namespaces={"m": namespace})

        cells = "/m:worksheet/m:sheetData/m:row/m:c"
        self.hidden_columns = search("/m:worksheet/m:cols/m:col[@hidden='1' or @hidden='true']")
        self.hidden_rows = search("/m:worksheet/m:sheetData/m:row[@hidden='1' or @hidden='true']/@r")
        self.has_unnamed = search(f"boolean({cells}[not(@r)])")
        self.filled = search(f"{cells}[*]/@r")
        self.numbers = search(f"{cells}[m:v and (not(@t) or @t='n')]")
        self.special = search(f"{cells}[m:f or @t='e']")


_FINDERS = {namespace: _Finders(namespace) for namespace in (_MAIN, _STRICT)}


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
        marks = _read_sheet(parse_xml(content), self.formats)
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


def _read_sheet(root: Any, formats: tuple[NumberFormat | None, ...]) -> SheetMarks:
    find = _FINDERS.get(str(root.tag).partition("}")[0][1:])
    if find is None:
        return SheetMarks()
    marks = SheetMarks()
    for column in find.hidden_columns(root):
        first, last = int(column.get("min", "1")), int(column.get("max", "1"))
        marks.hidden_columns.update(range(first - 1, min(last, first + 1_000)))
    marks.hidden_rows.update(int(row) - 1 for row in find.hidden_rows(root))
    if find.has_unnamed(root):
        _name_cells(root)
    for reference in find.filled(root):
        spot = _spot(reference)
        marks.rows = max(marks.rows, spot[0] + 1)
        marks.columns = max(marks.columns, spot[1] + 1)
    for cell in find.numbers(root):
        style = int(cell.get("s", "0"))
        shown = formats[style] if style < len(formats) else None
        if shown is not None:
            marks.formats[_spot(cell.get("r", ""))] = shown
    for cell in find.special(root):
        _read_special(marks, _spot(cell.get("r", "")), cell)
    return marks


def _read_special(marks: SheetMarks, spot: Spot, cell: Any) -> None:
    """A formula or an error."""
    value = formula = None
    for child in cell:
        name = str(child.tag).rpartition("}")[2]
        if name == "v":
            value = child.text
        elif name == "f":
            formula = child.text or ""
    if formula is not None:
        marks.formulas[spot] = f"={formula}"
        if not value:
            marks.valueless.add(spot)
    if cell.get("t") == "e":
        marks.errors[spot] = value or "#VALUE!"


def _name_cells(root: Any) -> None:
    """Give every cell its reference; where references are left out, cells follow one another."""
    row_number = 0
    for row in next(_all(root, "sheetData"), ()):
        row_number = int(row.get("r", row_number + 1))
        row.set("r", str(row_number))
        column = -1
        for cell in row:
            reference = cell.get("r")
            column = _spot(reference)[1] if reference else column + 1
            cell.set("r", address(row_number - 1, column))


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
