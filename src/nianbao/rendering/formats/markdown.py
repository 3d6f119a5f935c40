"""Markdown: the plain text for mail, diffs and version control."""

from __future__ import annotations

import re

from nianbao.rendering.layout import (
    Block,
    Contents,
    Cover,
    Grid,
    GridCell,
    Heading,
    Paragraph,
    Picture,
    Statement,
    Title,
    blocks,
)
from nianbao.rendering.renderer import Renderer
from nianbao.rendering.view import ReportView

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$@&])")
_LIST_START = re.compile(r"^(\s*)(\d*)([-+.)])(?=\s)", re.MULTILINE)


def render(view: ReportView) -> bytes:
    """The report as UTF-8 text."""
    return ("\n\n".join(_block(block) for block in blocks(view)) + "\n").encode()


def literal(text: str) -> str:
    r"""Text that Markdown prints as it stands.

    >>> literal("a*b <c> | #1")
    'a\\*b \\<c\\> \\| \\#1'
    """
    return _LIST_START.sub(r"\1\2\\\3", _SPECIAL.sub(r"\\\1", text))


def _block(block: Block) -> str:
    match block:
        case Title(lines):
            return "# " + " ".join(map(literal, lines))
        case Heading(text, _, level):
            return f"{'#' * (level + 1)} {literal(text)}"
        case Paragraph(text, "case"):
            return f"**{literal(text)}**"
        case Paragraph(text):
            return literal(text)
        case Picture():
            told = [f"**{literal(str(block.caption))}**", literal(block.alternative), literal(block.source)]
            return "\n\n".join(line for line in told if line)
        case Cover(lines, foot):
            return "# " + " ".join(map(literal, lines)) + "\n\n" + "\n\n".join(map(literal, foot))
        case Statement(title, text, lines):
            return "\n\n".join([f"## {literal(title)}", literal(text), *map(literal, lines)])
        case Contents(entries):
            return "## 目录\n\n" + "\n".join(f"{'  ' * (one.level - 1)}- {literal(one.text)}" for one in entries)
        case Grid():
            return "\n\n".join([f"**{literal(str(block.caption))}**", _table(block), *map(literal, block.notes)])


def _table(grid: Grid) -> str:
    lines = [
        [column.full_label for column in grid.columns],
        ["---" if column.align == "left" else ":-:" for column in grid.columns],
    ]
    table = [[literal(label) for label in lines[0]], lines[1]]
    table.extend([_cell(cell) for cell in row] for row in grid.rows)
    return "\n".join("| " + " | ".join(row) + " |" for row in table)


def _cell(cell: GridCell | None) -> str:
    if cell is None:
        return ""
    return "　" * cell.indent + literal(cell.text).replace("\n", "<br>")


renderer = Renderer("md", "Markdown 文本", "text/markdown; charset=utf-8", "md", render)
