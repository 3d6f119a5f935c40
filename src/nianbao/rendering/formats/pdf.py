"""PDF/A-2b through Typst: searchable, with bookmarks, in the faces that ``nianbao.rendering.fonts`` found."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Collection, Sequence
from functools import cache
from importlib import resources
from typing import Any

from nianbao.rendering.chart_image import picture_size, png_of, svg_around
from nianbao.rendering.fonts import INSTALL, INSTALL_EN, LATIN, FontPlan, machine_fonts, plan_fonts
from nianbao.rendering.layout import (
    Block,
    Contents,
    Cover,
    Grid,
    Heading,
    Paragraph,
    Picture,
    Statement,
    Title,
    blocks,
    told_by,
)
from nianbao.rendering.printed_text import visible
from nianbao.rendering.renderer import Renderer, RenderingError
from nianbao.rendering.view import ReportView
from nianbao.writing.composition import WrittenReference
from nianbao.writing.sentence import WrittenFigure

WIDEST_PICTURE, HIGHEST_PICTURE, PICTURE_MM = 150.0, 170.0, 0.09  # as in Word
BOLD = 600  # weights from here on are bold
MM_PER_LETTER = 2.1  # of a Latin letter in 10.5-point type
_LONG_WORD = re.compile(r"[!-~]{7,}")


def render(view: ReportView) -> bytes:
    """The report as a PDF file in the fonts of this machine."""
    try:
        fonts = machine_fonts()
    except ImportError as error:
        raise RenderingError(
            "rendering-needs-print-extra",
            "生成 PDF 需要 typst，本机没有安装。请运行：pip install 'nianbao[print]'，然后重试。",
            "Making a PDF needs typst, which is not installed. Run: pip install 'nianbao[print]', then try again.",
        ) from error
    return render_with(view, fonts)


def render_with(view: ReportView, fonts: Any) -> bytes:
    """The report in the given fonts (a ``typst.Fonts``)."""
    import typst

    plan = plan_fonts(fonts.families())
    bold = {font.family for font in fonts.fonts() if font.weight >= BOLD}
    compiler = typst.Compiler(
        _template(), font_paths=fonts, sys_inputs={"report": json.dumps(_report(view, plan, bold), ensure_ascii=False)}
    )
    stamp = datetime.datetime.combine(view.dated, datetime.time(), datetime.UTC)
    try:
        result = compiler.compile(format="pdf", pdf_standards=["a-2b"], timestamp=stamp)
    except typst.TypstError as error:
        raise _problem(error) from error
    if not isinstance(result, bytes):
        raise TypeError(f"Typst gave {type(result).__name__} for a PDF")
    return result


def _problem(error: Any) -> RenderingError:
    detail = re.sub(r"\s+", " ", f"{error.message} {' '.join(error.hints)}").strip()
    if "could not be displayed" in detail or "glyph" in detail or ".notdef" in detail:
        return RenderingError(
            "rendering-character-without-glyph",
            f"报告中有一个字符，本机的任何字体都没有（{detail}）。请改写该字符，或安装更完整的字体后重试：{INSTALL}。",
            f"A character of the report is in none of this machine's fonts ({detail}). Replace it, or install a fuller "
            f"font and try again: {INSTALL_EN}.",
        )
    return RenderingError(
        "rendering-typst-failed",
        f"排版程序 Typst 没有完成 PDF：{detail}。其他格式不受影响；请把这条信息连同报送包一起反馈。",
        f"Typst did not finish the PDF: {detail}. The other formats are not affected; please report this message.",
    )


def _report(view: ReportView, plan: FontPlan, bold: Collection[str]) -> dict[str, Any]:
    parts: list[dict[str, Any]] = []
    content = list(blocks(view))
    referred = {
        part.block
        for block in content
        if isinstance(block, Paragraph)
        for part in block.parts
        if isinstance(part, WrittenReference)
    }
    # What could not be printed stands as a paragraph, to which nothing leads.
    marked = (b for b in content if isinstance(b, Grid | Picture) or (isinstance(b, Paragraph) and b.role == "case"))
    targets = referred & {block.anchor for block in marked}
    numbered: set[str | None] = set()
    for block in content:
        landscape = isinstance(block, Grid) and block.landscape
        # Cover and statement bear no number, the contents roman ones; the text begins with 1.
        numbering = None if isinstance(block, Cover | Statement) else "I" if isinstance(block, Contents) else "1"
        if not parts or (parts[-1]["landscape"], parts[-1]["numbering"]) != (landscape, numbering):
            fresh = numbering not in numbered
            parts.append({"landscape": landscape, "numbering": numbering, "from_one": fresh, "blocks": []})
            numbered.add(numbering)
        made = _block(block, targets)
        if getattr(block, "anchor", "") in targets:
            made["label"] = getattr(block, "anchor", "")
        into = parts[-1]["blocks"]
        role = block.role if isinstance(block, Paragraph) else ""
        if role == "case" or (role == "told" and not (into and into[-1]["kind"] == "told")):
            into.append({"kind": "told", "blocks": [made]})
        elif role == "told":
            into[-1]["blocks"].append(made)
        else:
            into.append(made)
    return {
        "name": f"{view.organisation}{view.title}",
        "author": view.organisation,
        "date": {"year": view.dated.year, "month": view.dated.month, "day": view.dated.day},
        "fonts": {face: list(chain) for face, chain in plan.chains.items()},
        "latin": [family for family in LATIN if any(family in chain for chain in plan.chains.values())],
        # Latin letters in bold beside Chinese ones that have no bold would look like a mistake.
        "weights": {face: "bold" if _meant(chain) in bold else "regular" for face, chain in plan.chains.items()},
        "parts": parts,
    }


def _meant(chain: Sequence[str]) -> str:
    """The first Chinese family of a chain."""
    return next(family for family in chain if family not in LATIN)


def _block(block: Block, targets: Collection[str] = ()) -> dict[str, Any]:
    match block:
        case Title(lines):
            return {"kind": "title", "lines": list(lines)}
        case Heading(text, _, level):
            return {"kind": "heading", "text": text, "level": level}
        case Paragraph(text, role, written):
            made: dict[str, Any] = {"kind": "paragraph", "text": text, "role": role}
            if role == "case":
                made["text"], made["by"] = told_by(text)
            elif role == "told" or any(
                isinstance(part, WrittenReference) and part.block in targets for part in written
            ):
                made["pieces"] = [_piece(part, targets) for part in written]
                if role == "told" and isinstance(written[0], str):
                    made["pieces"][0]["lead"] = ""
            return made
        case Picture():
            # Bars and grid lines of a drawing in the file would be taken for tables by programs that read it.
            image = block.image if block.specification is None else png_of(block.specification)
            width, height = picture_size(image or b"")
            wide = min(WIDEST_PICTURE, width * PICTURE_MM, HIGHEST_PICTURE * width / height)
            return {
                "kind": "picture",
                "svg": svg_around(image or b""),
                "width": wide,
                "caption": str(block.caption),
                "alternative": block.alternative,
                "source": block.source,
            }
        case Cover(lines, foot):
            return {"kind": "cover", "lines": list(lines), "foot": list(foot)}
        case Statement(title, text, lines):
            return {"kind": "statement", "title": title, "text": text.split("\n"), "lines": list(lines)}
        case Contents():
            return {"kind": "contents"}
        case Grid():
            return _grid(block)


def _piece(part: str | WrittenFigure | WrittenReference, targets: Collection[str]) -> dict[str, str]:
    """A stretch of a paragraph; a reference leads to what it names."""
    if isinstance(part, str):
        return {"t": visible(part)}
    if isinstance(part, WrittenReference) and part.block in targets:
        return {"t": part.text, "to": part.block}
    return {"t": visible(part.text)}


def _grid(grid: Grid) -> dict[str, Any]:
    cells: list[str | dict[str, Any]] = []
    for row in grid.rows:
        for column, cell in zip(grid.columns, row, strict=True):
            if cell is None:
                continue
            text = breakable(cell.text, column.width)
            item: dict[str, Any] = {}
            if cell.column_span > 1:
                item["c"] = cell.column_span
            if cell.row_span > 1:
                item["r"] = cell.row_span
            if cell.indent:
                item["indent"] = cell.indent
            if cell.tone:
                item["tone"] = cell.tone
            # A long annex has ten thousand cells, nearly all of them ordinary.
            cells.append({"t": text, **item} if item or "\n" in text else text)
    return {
        "kind": "grid",
        "caption": str(grid.caption),
        "left": [column.align == "left" for column in grid.columns],
        "widths": [column.width for column in grid.columns],
        "head": [
            {"t": breakable(cell.text, grid.columns[cell.column].width), "c": cell.column_span, "r": cell.row_span}
            for line in grid.head()
            for cell in line
        ],
        "cells": cells,
        "notes": list(grid.notes),
        "whole": grid.fits_a_page,
    }


def breakable(text: str, width: float) -> str:
    """Text in which a word too long for its column may break anywhere.

    >>> breakable("Mbps", 18.0), breakable("https://example.org/a", 18.0).count("\u200b") > 0
    ('Mbps', True)
    """
    longest = int((width - 2.5) / MM_PER_LETTER)
    return _LONG_WORD.sub(lambda match: match[0] if len(match[0]) <= longest else "\u200b".join(match[0]), text)


@cache
def _template() -> bytes:
    return resources.files(__package__).joinpath("report.typ").read_bytes()


renderer = Renderer("pdf", "PDF 文件（PDF/A-2b）", "application/pdf", "pdf", render)
