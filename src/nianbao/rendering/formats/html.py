"""HTML: one self-contained page without scripts, for a desk, a phone, a screen reader and paper.

Each figure is a link to what stands behind it: definition, unit, source, coverage and
what each school gave. Closed parts open by themselves when a link leads into them.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType

from nianbao.facts.cell import LABELS, CellState
from nianbao.rendering.chart_image import svg_of
from nianbao.rendering.layout import (
    Block,
    Contents,
    Cover,
    Grid,
    GridCell,
    GridColumn,
    HeadCell,
    Heading,
    Paragraph,
    Picture,
    Statement,
    Title,
    blocks,
    text_width,
    told_by,
)
from nianbao.rendering.markup import Markup, broken_lines, tag
from nianbao.rendering.printed_text import visible
from nianbao.rendering.renderer import Renderer
from nianbao.rendering.view import Figure, ReportView
from nianbao.writing.composition import WrittenReference
from nianbao.writing.link import figure_tag
from nianbao.writing.sentence import WrittenFigure

# From so many columns on, a table's rows become cards on a phone; a form's cells are short.
STACKED_FROM, FORM_STACKED_FROM = 4, 5
LONG_LABEL = 8  # characters: beyond it a card's label takes half a line instead of a quarter
UNFILLED = "未填"
CONTENTS_DEPTH = 2
_PICTURE = re.compile(r'src="data:image/(?P<kind>[a-z+]+);base64,(?P<data>[A-Za-z0-9+/=]+)"')
_WIDTH = re.compile(r'style="width:([0-9.]+)%"')


def render(view: ReportView) -> bytes:
    """The report as one UTF-8 page."""
    content = list(blocks(view))
    sourced = frozenset(figure.indicator for figure in view.figures())
    page = tag(
        "html",
        tag(
            "head",
            tag("meta", charset="utf-8"),
            tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
            tag("meta", name="date", content=view.dated.isoformat()),
            tag("title", f"{view.organisation}{view.title} {view.cover_label}".strip()),
            tag("style", Markup(_stylesheet())),
        ),
        tag(
            "body",
            tag("a", "跳到正文", class_="skip", href="#content"),
            tag("div", _contents(content), _main(content, sourced), class_="frame"),
        ),
        lang="zh-CN",
    )
    return f"<!DOCTYPE html>\n{page}\n".encode()


@dataclass(frozen=True, slots=True)
class Fragment:
    """The report as parts of a page of somebody else's: no style in it, its pictures apart by name."""

    contents: str
    sections: str
    pictures: Mapping[str, tuple[str, bytes]]  # name → media type and bytes


def fragment(view: ReportView, address: str = "") -> Fragment:
    """The contents and the text for a page that allows no style and no script inside.

    Pictures stand under ``address`` followed by their name; columns carry a class that says their width in percent.
    """
    content = list(blocks(view))
    sourced = frozenset(figure.indicator for figure in view.figures())
    pictures: dict[str, tuple[str, bytes]] = {}

    def apart(found: re.Match[str]) -> str:
        kind, data = found["kind"], base64.b64decode(found["data"])
        name = f"picture-{len(pictures) + 1}.{kind.partition('+')[0]}"
        pictures[name] = (f"image/{kind}", data)
        return f'src="{address}{name}" loading="lazy"'

    sections = _PICTURE.sub(apart, str(Markup("").join(_sections(content, sourced))))
    sections = sections.replace(' role="doc-glossary"', "")  # a role that lists may have and <details> may not
    sections = _WIDTH.sub(lambda found: f'class="w{max(1, round(float(found[1])))}"', sections)
    return Fragment(str(_contents(content)), sections, MappingProxyType(pictures))


def _contents(content: list[Block]) -> Markup:
    items = []
    for block in content:
        if isinstance(block, Heading) and block.level <= CONTENTS_DEPTH:
            items.append(
                tag("li", tag("a", block.text, href=f"#{block.anchor}"), class_="chapter" if block.level == 1 else None)
            )
        elif isinstance(block, Grid):
            items.append(tag("li", tag("a", str(block.caption), href=f"#{block.anchor}")))
    return tag("nav", tag("h2", "目录"), tag("ol", items), class_="contents", aria_label="目录")


def _main(content: list[Block], sourced: frozenset[str]) -> Markup:
    return tag("main", _sections(content, sourced), id="content", tabindex="-1")


def _sections(content: list[Block], sourced: frozenset[str]) -> list[Markup]:
    seen: set[str] = set()
    parts: list[Markup] = []
    sections: list[Markup] = []
    for block in content:
        if isinstance(block, Heading) and block.level == 1 and parts:
            sections.append(tag("section", parts))
            parts = []
        parts.append(_block(block, seen, sourced))
    sections.append(tag("section", parts))
    return sections


def _block(block: Block, seen: set[str], sourced: frozenset[str]) -> Markup:
    match block:
        case Title(lines):
            return tag("header", tag("h1", [tag("span", line) for line in lines]), class_="title")
        case Heading(text, anchor, level):
            return tag(f"h{level + 1}", text, id=anchor)
        case Paragraph(text, role, parts, anchor):
            inside = [_part(part, sourced) for part in parts] or [broken_lines(text)]
            if role == "case":
                name, whose = told_by(text)
                inside = [broken_lines(name), tag("span", whose, class_="by")] if whose else [broken_lines(name)]
            elif role == "told" and parts and isinstance(parts[0], str):
                inside[0] = tag("strong", inside[0])
            return tag("p", inside, class_="body told" if role == "told" else role, id=anchor or None)
        case Picture():
            return _picture(block)
        case Cover(lines, foot):
            title = tag("h1", [tag("span", line) for line in lines])
            return tag("header", title, [tag("p", line) for line in foot], class_="title cover")
        case Statement(title, text, lines):
            body = [tag("p", line, class_="body") for line in text.split("\n")]
            signed = [tag("p", line, class_="sign") for line in lines]
            return tag("section", tag("h2", title), body, signed, class_="statement", id="statement")
        case Contents():
            return Markup("")  # floats beside the text
        case Grid():
            return _grid(block, seen)


def _picture(block: Picture) -> Markup:
    """A drawing as a picture of its own, so that its letters do not mix with the text for a reader of either."""
    if block.specification is not None:
        coded = base64.b64encode(svg_of(block.specification).encode()).decode()
        source = f"data:image/svg+xml;base64,{coded}"
    else:
        image = block.image or b""
        kind = "png" if image.startswith(b"\x89PNG") else "jpeg"
        source = f"data:image/{kind};base64,{base64.b64encode(image).decode()}"
    return tag(
        "figure",
        tag("img", src=source, alt=block.alternative),
        tag("figcaption", str(block.caption)),
        tag("p", block.source, class_="note") if block.source else None,
        id=block.anchor,
    )


def _part(part: str | WrittenFigure | WrittenReference, sourced: frozenset[str]) -> Markup:
    """A stretch of a paragraph; a linked figure leads to what stands behind it, where the page has that."""
    if isinstance(part, str):
        return broken_lines(visible(part))
    if isinstance(part, WrittenReference):
        return tag("a", part.text, href=f"#{part.block}")
    name = part.link.indicator
    same = {"class_": "linked", "title": part.formula or None, "data_figure": figure_tag(part.link)}
    if name not in sourced:
        return tag("span", part.text, **same)
    return tag("a", part.text, href=f"#about-{name}", **same, data_indicator=name)


def _grid(grid: Grid, seen: set[str]) -> Markup:
    stacked = len(grid.columns) >= (FORM_STACKED_FROM if grid.figures else STACKED_FROM)
    shares = sum(column.width for column in grid.columns)
    columns = [tag("col", style=f"width:{column.width / shares * 100:.2f}%") for column in grid.columns]
    head = [tag("tr", [_head_cell(cell) for cell in line]) for line in grid.head()]
    long_labels = max(text_width(column.full_label) for column in grid.columns) > LONG_LABEL
    classes = ("stacked" if stacked else "", "form" if grid.figures else "", "long-labels" if long_labels else "")
    # Roles are named because a phone's cards (display: block) would otherwise lose the table for screen readers.
    roles = {"role": "table"} if stacked else {}
    fresh = [figure for figure in grid.figures if figure.indicator not in seen]
    seen.update(figure.indicator for figure in fresh)
    return tag(
        "div",
        tag(
            "table",
            tag("caption", str(grid.caption)),
            tag("colgroup", columns),
            tag("thead", head),
            tag("tbody", [_row(row, grid.columns, stacked) for row in grid.rows]),
            id=grid.anchor,
            class_=" ".join(filter(None, classes)) or None,
            **roles,
        ),
        tag("ul", [tag("li", broken_lines(note)) for note in grid.notes], class_="notes") if grid.notes else None,
        _sources(grid, fresh) if fresh else None,
        class_="grid",
    )


def _head_cell(cell: HeadCell) -> Markup:
    return tag(
        "th",
        cell.text,
        scope="colgroup" if cell.column_span > 1 else "col",
        colspan=cell.column_span if cell.column_span > 1 else None,
        rowspan=cell.row_span if cell.row_span > 1 else None,
    )


def _row(row: tuple[GridCell | None, ...], columns: tuple[GridColumn, ...], stacked: bool) -> Markup:
    cells = [_cell(cell, column, stacked) for cell, column in zip(row, columns, strict=True) if cell is not None]
    return tag("tr", cells, role="row" if stacked else None)


def _cell(cell: GridCell, column: GridColumn, stacked: bool) -> Markup:
    classes = [
        "left" if column.align == "left" and cell.column_span == 1 else "",
        f"indent-{min(cell.indent, 3)}" if cell.indent else "",
        f"tone-{cell.tone}" if cell.tone else "",
        f"value state-{cell.figure.state.value}" if cell.figure is not None else "",
    ]
    role = ("rowheader" if cell.is_row_header else "cell") if stacked else None
    return tag(
        "th" if cell.is_row_header else "td",
        _figure(cell.figure) if cell.figure is not None else broken_lines(cell.text),
        scope="row" if cell.is_row_header else None,
        rowspan=cell.row_span if cell.row_span > 1 else None,
        colspan=cell.column_span if cell.column_span > 1 else None,
        class_=" ".join(filter(None, classes)) or None,
        data_label=column.full_label if stacked else None,
        role=role,
    )


def _figure(figure: Figure) -> Markup:
    text = broken_lines(figure.text) if figure.text else tag("span", UNFILLED, class_="unseen")
    link = tag(
        "a",
        text,
        href=f"#about-{figure.indicator}",
        class_="figure",
        title=_summary(figure),
        data_unit=figure.unit or None,
        data_indicator=figure.indicator,
    )
    if figure.coverage is None or figure.coverage.is_complete:
        return link
    badge = tag(
        "span",
        str(figure.coverage),
        class_="partial",
        title="；".join(figure.coverage.reasons) or None,
        aria_hidden="true",
    )
    return Markup(f"{link} {badge}")


def _summary(figure: Figure) -> str:
    unit = f"（{figure.unit}）" if figure.unit else ""
    parts = [f"{figure.label}{unit}", figure.definition, f"覆盖 {figure.coverage}" if figure.coverage else ""]
    return "；".join(part for part in parts if part)


def _sources(grid: Grid, figures: list[Figure]) -> Markup:
    """Behind a table's figures, one entry each."""
    return tag(
        "details",
        tag("summary", f"{grid.caption.word}{grid.caption.ordinal or ''}各项的定义、来源与构成（{len(figures)}项）"),
        [_about(figure, grid.anchor) for figure in figures],
        class_="sources",
        role="doc-glossary",
    )


def _about(figure: Figure, table: str) -> Markup:
    unit = f"（{figure.unit}）" if figure.unit else ""
    lines = [tag("dt", name) + tag("dd", text) for name, text in _facts(figure) if text]
    return tag(
        "article",
        tag("h3", f"{figure.label}{unit}"),
        tag("dl", [Markup(line) for line in lines]),
        _contributions(figure),
        tag("p", tag("a", "回到表中", href=f"#{table}"), class_="back"),
        id=f"about-{figure.indicator}",
    )


def _facts(figure: Figure) -> Iterator[tuple[str, str]]:
    yield "状态", LABELS[figure.state] if figure.state is not CellState.VALUE else ""
    yield "定义", figure.definition + ("" if figure.confirmed else "（工作定义，未经官方确认）")
    yield "依据", figure.source
    yield "汇总办法", figure.method
    yield "算式", figure.formula
    if figure.coverage is not None:
        yield (
            "覆盖",
            f"{figure.coverage}" + (f"；{'；'.join(figure.coverage.reasons)}" if figure.coverage.reasons else ""),
        )
    yield "上一年度", figure.previous
    yield "出处", figure.place
    yield "说明", figure.note


def _contributions(figure: Figure) -> Markup | None:
    if not figure.contributions:
        return None
    rows = [
        tag("tr", tag("th", part.organisation, scope="row"), tag("td", part.text or UNFILLED), tag("td", part.note))
        for part in figure.contributions
    ]
    head = tag("tr", tag("th", "学校", scope="col"), tag("th", "数据", scope="col"), tag("th", "说明", scope="col"))
    return tag(
        "details",
        tag("summary", f"各校数据（{len(rows)}所）"),
        tag(
            "table",
            tag("caption", f"{figure.label}：各校数据", class_="unseen"),
            tag("thead", head),
            tag("tbody", rows),
        ),
        class_="contributions",
    )


@cache
def _stylesheet() -> str:
    return resources.files(__package__).joinpath("page.css").read_text(encoding="utf-8")


renderer = Renderer("html", "网页（单个文件）", "text/html; charset=utf-8", "html", render)
