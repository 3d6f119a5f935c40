"""Whether a finished file still says what its data say: each printed figure is looked for again in the file.

Word and HTML carry the ids of blocks and figures, so that a figure is compared at its own place.
PDF and Markdown do not; there the auditor's reader gives the text, and a figure is looked for by the
words around it. Tables are read by the same reader in all formats and compared row by row.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import PurePosixPath
from types import MappingProxyType

from lxml import etree, html

from nianbao.documents.archive import Archive, broken
from nianbao.documents.document import BlockKind, Document
from nianbao.documents.reading import read_document
from nianbao.facts.problem import Problem
from nianbao.rendering.layout import Grid, Paragraph, blocks
from nianbao.rendering.printed_text import visible
from nianbao.rendering.view import ReportView
from nianbao.writing.link import figure_tag
from nianbao.writing.sentence import WrittenFigure

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
AROUND = 12  # characters before a figure by which it is found where a format has no ids
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
_FIGURES_END = re.compile(r"[，。；、！？（）]")
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A figure that a file does not print as the data have it; ``found`` is empty where it is not there at all."""

    rendering: str
    place: str  # the block's id, or the table's caption
    figure: str
    expected: str
    found: str
    message: str
    message_en: str


def compared_formats() -> tuple[str, ...]:
    """The suffixes of files that can be compared with their data."""
    return (".docx", ".html", ".md", ".pdf", ".xlsx")


def disagreements(
    name: str, data: bytes, view: ReportView, labels: Mapping[str, str] = MappingProxyType({})
) -> tuple[Disagreement, ...]:
    """Every figure of the view that the file called ``name`` prints otherwise or not at all.

    ``labels`` has the official terms of indicators. A file that cannot be read says so as one disagreement.
    """
    content = list(blocks(view))
    suffix = PurePosixPath(name).suffix.lower()
    told = _Told(name, labels)
    try:
        found: list[Disagreement] = []
        printed: dict[str, list[Key]] = {}
        if suffix == ".docx":
            printed = _word_figures(data, name)
        elif suffix == ".html":
            page = html.document_fromstring(data)
            printed = _page_figures(page)
            found += _form_figures(page, content, told)
        document = read_document(data, name=name)
        if suffix != ".xlsx":  # a workbook has no text
            linked = [block for block, _ in _linked(content)]
            found += _by_ids(printed, [block for block in linked if block.anchor in printed], told)
            # Ids may be gone where another program saved the file again.
            found += _by_words(document, [block for block in linked if block.anchor not in printed], told)
        # On a page a form's box also shows how many schools stand behind it; its figures are compared by id above.
        if suffix != ".html":
            found += _by_rows(document, [grid for grid in _grids(content, view) if grid.figures], told)
        found += _by_rows(document, [grid for grid in _grids(content, view) if not grid.figures], told)
        return tuple(found)
    except (Problem, etree.LxmlError) as trouble:
        why = trouble.message if isinstance(trouble, Problem) else "文件结构损坏"
        why_en = trouble.message_en if isinstance(trouble, Problem) else "its structure is damaged"
        return (Disagreement(name, "", "", "", "", f"{name} 读不出来：{why}", f"{name} cannot be read: {why_en}"),)


@dataclass(frozen=True, slots=True)
class _Told:
    rendering: str
    labels: Mapping[str, str]

    def __call__(self, place: str, figure: str, expected: str, found: str) -> Disagreement:
        name = self.label(figure)
        where = f"{self.rendering}（{place}）" if place else self.rendering
        where_en = f"{self.rendering} ({place})" if place else self.rendering
        shown, shown_en = (f"印的是“{found}”", f"prints “{found}”") if found else ("没有找到", "does not show it")
        return Disagreement(
            self.rendering,
            place,
            figure,
            expected,
            found,
            f"{where}：“{name}”按数据应为“{expected}”，{shown}。请用 nianbao build 重新生成。",
            f"{where_en}: “{name}” is “{expected}” in the data; the file {shown_en}. Make it again with nianbao build.",
        )

    def label(self, figure: str) -> str:
        indicator, _, rest = figure.partition("|")
        return f"{self.labels.get(indicator, indicator)}{f'（{rest}）' if rest else ''}"


def _linked(content: Iterable[object]) -> Iterator[tuple[Paragraph, list[WrittenFigure]]]:
    for block in content:
        if isinstance(block, Paragraph):
            figures = [part for part in block.parts if isinstance(part, WrittenFigure)]
            if figures:
                yield block, figures


def _by_ids(
    printed: Mapping[str, Sequence[Key]], content: Iterable[object], told: Callable[..., Disagreement]
) -> Iterator[Disagreement]:
    for block, figures in _linked(content):
        left = list(printed.get(block.anchor, ()))
        for figure in figures:
            tag, expected = figure_tag(figure.link), _bare(visible(figure.text))
            same = next((one for one in left if one == (tag, expected)), None)
            match = same or next((one for one in left if one[0] == tag), None)
            if match is not None:
                left.remove(match)
            if same is None:
                yield told(block.anchor, tag, figure.text, match[1] if match else "")


def _word_figures(data: bytes, name: str) -> dict[str, list[Key]]:
    """The figures in a Word file's content controls, by their block."""
    root = Archive.open(data, "docx", name).xml("word/document.xml")
    if root is None:
        raise broken("docx", name)
    found: dict[str, list[Key]] = {}
    for control in root.iter(f"{WORD}sdt"):
        name = _control_name(control)
        if not name.startswith("figure:"):
            continue
        above = (_control_name(one) for one in control.iterancestors(f"{WORD}sdt"))
        block = next((one.removeprefix("block:") for one in above if one.startswith("block:")), "")
        text = "".join(piece.text or "" for piece in control.iter(f"{WORD}t"))
        found.setdefault(block, []).append((name.removeprefix("figure:"), _bare(text)))
    return found


def _control_name(control: etree._Element) -> str:
    properties = control.find(f"{WORD}sdtPr")
    for name in ("tag", "alias") if properties is not None else ():
        value = properties.find(f"{WORD}{name}") if properties is not None else None
        if value is not None:
            return str(value.get(f"{WORD}val", ""))
    return ""


def _page_figures(page: html.HtmlElement) -> dict[str, list[Key]]:
    found: dict[str, list[Key]] = {}
    for element in page.xpath("//*[@data-figure]"):
        block = next((one.get("id", "") for one in element.iterancestors("p")), "")
        found.setdefault(block, []).append((element.get("data-figure", ""), _bare(element.text_content())))
    return found


def _form_figures(
    page: html.HtmlElement, content: Iterable[object], told: Callable[..., Disagreement]
) -> Iterator[Disagreement]:
    for grid in content:
        if not isinstance(grid, Grid) or not grid.figures:
            continue
        printed: dict[str, str] = {}
        for link in page.xpath("//table[@id=$id]//a[contains(@class, 'figure')]", id=grid.anchor):
            printed[link.get("data-indicator", "")] = _bare(link.text_content())
        for figure in grid.figures:
            text = printed.get(figure.indicator, "")
            if figure.text and not _same(_bare(figure.text), text):
                yield told(str(grid.caption), figure.indicator, figure.text, text)


def _by_words(
    document: Document, content: Iterable[object], told: Callable[..., Disagreement]
) -> Iterator[Disagreement]:
    text = _bare("".join(block.text.text for block in document.blocks if block.kind is not BlockKind.TABLE))
    for block, _ in _linked(content):
        whole = _bare(block.text)
        if whole in text:
            continue
        before = ""
        for part in block.parts:
            said = _bare(visible(part if isinstance(part, str) else part.text))
            if isinstance(part, WrittenFigure) and before[-AROUND:] + said not in text:
                yield told(block.anchor, figure_tag(part.link), part.text, _standing_after(before, text, len(said)))
            before += said


def _standing_after(before: str, text: str, length: int) -> str:
    """What stands where a figure should, found by ever fewer of the words before it."""
    for size in range(AROUND, 3, -1):
        start = text.find(before[-size:]) if len(before) >= size else -1
        if start >= 0:
            return _FIGURES_END.split(text[start + size :][: length + 4])[0]
    return ""


def _grids(content: Iterable[object], view: ReportView) -> Iterator[Grid]:
    """The forms, and the tables that stand in the text."""
    written = {getattr(one, "identifier", "") for one in view.narrative}
    for block in content:
        if isinstance(block, Grid) and (block.figures or block.anchor in written):
            yield block


def _by_rows(document: Document, grids: Iterable[Grid], told: Callable[..., Disagreement]) -> Iterator[Disagreement]:
    wanted: list[tuple[Grid, list[tuple[str, str]]]] = []
    for grid in grids:
        for row in grid.rows:
            cells = [(column.label, cell.text) for cell, column in zip(row, grid.columns, strict=True) if cell]
            filled = [(label, _bare(text)) for label, text in cells if text.strip()]
            if any(_NUMBER.search(text) for _, text in filled[1:]):
                wanted.append((grid, filled))
    printed: list[list[str]] = []
    for block in document.of_kind(BlockKind.TABLE):
        rows: dict[int, list[str]] = {}
        for cell in block.cells:
            if text := _bare(cell.text.text):
                rows.setdefault(cell.row, []).append(text)
        printed += [rows[row] for row in sorted(rows)]
    keys = [_row_key(text for _, text in filled) for _, filled in wanted]
    there = [_row_key(row) for row in printed]
    matcher = difflib.SequenceMatcher(None, keys, there, autojunk=False)
    for tag, first, last, start, end in matcher.get_opcodes():
        if tag not in ("replace", "delete"):
            continue
        near = list(printed[start:end])
        for grid, filled in wanted[first:last]:
            expected = [text for _, text in filled]
            nearest: list[str] = max(near, key=lambda one: _likeness(expected, one), default=[])
            if not _likeness(expected, nearest):
                nearest = []
            else:
                near.remove(nearest)
            label = next((text for text in expected if not _NUMBER.fullmatch(text)), expected[0])
            for position, (column, text) in enumerate(filled):
                found = nearest[position] if position < len(nearest) else ""
                if _NUMBER.search(text) and not _same(text, found):
                    yield told(str(grid.caption), f"{label}|{column}", text, found)


def _likeness(expected: Sequence[str], row: Sequence[str]) -> int:
    """How many words two rows share; figures do not make rows alike."""
    return len({text for text in expected if not _NUMBER.fullmatch(text)} & set(row))


def _row_key(cells: Iterable[str]) -> tuple[str, ...]:
    return tuple(str(Decimal(text).normalize()) if _NUMBER.fullmatch(text) else text for text in cells)


def _same(one: str, other: str) -> bool:
    """Whether two texts say the same; spreadsheets may drop a trailing zero."""
    return _row_key([one]) == _row_key([other])


def _bare(text: str) -> str:
    r"""Text without any space, which formats break where they like.

    >>> _bare("共 2901\n人")
    '共2901人'
    """
    return re.sub(r"[\s\u200b\u00ad]+", "", text)
