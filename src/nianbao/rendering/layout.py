"""The view as a sequence of blocks in printed order: the one structure that Word, PDF, HTML and Markdown share.

A block says what a thing is and, for tables, how wide its columns are on paper;
fonts, colours and file formats are the renderers' own.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from nianbao.facts.cell import CellState
from nianbao.rendering.printed_picture import printed_picture
from nianbao.rendering.printed_text import visible
from nianbao.rendering.view import Figure, FindingView, PlainTable, ReportView, TableView, finding_class
from nianbao.writing.composition import WrittenBlock, WrittenReference
from nianbao.writing.data_table import ABOVE, GROUPED
from nianbao.writing.printing import Written, WrittenPicture, WrittenTable
from nianbao.writing.sentence import WrittenFigure

PORTRAIT_WIDTH = 156.0  # mm between the margins of GB/T 9704
LANDSCAPE_WIDTH = 225.0
FORM_KEPT_WHOLE, KEPT_WHOLE = 175.0, 60.0  # mm: a form, another table up to this height is moved rather than split
MM_PER_IDEOGRAPH = 3.9  # in the 10.5-point type of tables, side bearings included
SLENDER = 14.0  # mm: no column is thinner
NARROW = 30.0  # mm: a column that asks for no more keeps its width
BRIEF_HEADING = 5  # characters; such a heading is not broken
SHORT_TEXT = 10  # characters; columns whose texts stay below are centred and narrow
DEEPEST_HEADING = 3
CONTENTS_DEPTH = 2
COLUMNS_PER_PART = 9  # a wider table is printed in parts that repeat the first column


@dataclass(frozen=True, slots=True)
class Title:
    """The lines at the head of the first page."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    text: str
    anchor: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str
    role: str = "body"  # body | note | meta | item | case | told
    parts: tuple[str | WrittenFigure | WrittenReference, ...] = ()  # the same text, its linked figures apart
    anchor: str = ""  # of a block of the content


@dataclass(frozen=True, slots=True)
class Caption:
    """A table's name; ``word`` and ``ordinal`` are apart so that Word can number with a field."""

    word: str
    ordinal: int | None
    text: str

    def __str__(self) -> str:
        number = f"{self.word}{self.ordinal}" if self.ordinal is not None else self.word
        return f"{number}　{self.text}"


@dataclass(frozen=True, slots=True)
class GridColumn:
    """``group`` is a heading that this column shares with its neighbours of the same group."""

    label: str
    width: float  # mm
    align: str = "center"  # left | center
    group: str = ""

    @property
    def full_label(self) -> str:
        return f"{self.group}：{self.label}" if self.group else self.label


@dataclass(frozen=True, slots=True)
class GridCell:
    text: str
    row_span: int = 1
    column_span: int = 1
    indent: int = 0
    is_row_header: bool = False
    figure: Figure | None = None
    tone: str = ""  # error | warning | info | waived …: how a renderer may colour it


@dataclass(frozen=True, slots=True)
class HeadCell:
    text: str
    column: int
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table ready for paper: one cell or None (covered by a span) per row and column."""

    anchor: str
    caption: Caption
    columns: tuple[GridColumn, ...]
    rows: tuple[tuple[GridCell | None, ...], ...]
    notes: tuple[str, ...] = ()
    landscape: bool = False
    figures: tuple[Figure, ...] = field(default=())  # whose sources a page may show

    def head(self) -> tuple[tuple[HeadCell, ...], ...]:
        """The heading's lines: one, or two where columns are grouped."""
        if not any(column.group for column in self.columns):
            return (tuple(HeadCell(column.label, at) for at, column in enumerate(self.columns)),)
        upper: list[HeadCell] = []
        for at, column in enumerate(self.columns):
            if column.group and at and self.columns[at - 1].group == column.group:
                upper[-1] = replace(upper[-1], column_span=upper[-1].column_span + 1)
            else:
                upper.append(HeadCell(column.group or column.label, at, 1 if column.group else 2))
        lower = (HeadCell(column.label, at) for at, column in enumerate(self.columns) if column.group)
        return tuple(upper), tuple(lower)

    @property
    def fits_a_page(self) -> bool:
        """True where the table is short enough to be kept on one page as a whole."""
        height = sum(row_height([cell.text if cell else "" for cell in row], self.columns) for row in self.rows)
        return height < (FORM_KEPT_WHOLE if self.figures else KEPT_WHOLE)


@dataclass(frozen=True)
class Picture:
    """A drawing or a photograph with its caption below."""

    anchor: str
    caption: Caption
    alternative: str
    image: bytes | None = None
    specification: Mapping[str, Any] | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Cover:
    lines: tuple[str, ...]
    foot: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    title: str
    text: str
    lines: tuple[str, ...]  # where it is signed


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    text: str
    anchor: str
    level: int


@dataclass(frozen=True, slots=True)
class Contents:
    """The list of chapters; renderers know the pages."""

    entries: tuple[ContentsEntry, ...]


Block = Title | Heading | Paragraph | Grid | Picture | Cover | Statement | Contents
STATEMENT_TITLE = "内容真实性责任声明"


def blocks(view: ReportView) -> Iterator[Block]:
    """Everything that is printed, in order."""
    if view.front is None:
        yield from _inside(view)
        return
    inside = [block for block in _inside(view) if not isinstance(block, Title)]
    meta, rest = inside[0], inside[1:]
    dated = view.front.compiled
    yield Cover(_title_lines(view), tuple(line for line in (f"编制单位：{view.organisation}", dated) if line))
    if view.front.statement:
        signed = (
            *view.front.signed,
            f"{view.front.signatory}（签名）：",
            f"{view.organisation}（盖章）",
            "年　　月　　日",
        )
        yield Statement(STATEMENT_TITLE, view.front.statement, signed)
    yield Contents(
        tuple(
            ContentsEntry(block.text, block.anchor, block.level)
            for block in rest
            if isinstance(block, Heading) and block.level <= CONTENTS_DEPTH
        )
    )
    # What the figures are about stands where the tables begin.
    at = next(
        (n for n, block in enumerate(rest, start=1) if isinstance(block, Heading) and block.anchor == "tables"), 0
    )
    at = at or len(rest)
    yield from (*rest[:at], meta, *rest[at:])


def told_by(title: str) -> tuple[str, str]:
    """A case's title line and whose case it is, which is printed smaller.

    >>> told_by("【案例1-1】田头的课　（甲校（乙地））"), told_by("【案例1-2】夜校")
    (('【案例1-1】田头的课', '　（甲校（乙地））'), ('【案例1-2】夜校', ''))
    """
    name, mark, rest = title.partition("　（")
    return (name, mark + rest) if rest.endswith("）") else (title, "")


def _title_lines(view: ReportView) -> tuple[str, ...]:
    title = (view.organisation, view.title, f"（{view.cover_label}）" if view.cover_label else "")
    return tuple(line for line in title if line)


def _inside(view: ReportView) -> Iterator[Block]:
    yield Title(_title_lines(view))
    lines = [f"年度版本：{view.edition_label}", *("　".join(pair) for pair in batched(view.period_lines, 2))]
    yield Paragraph("\n".join(lines), "meta")
    for position, written in enumerate(view.narrative, start=1):
        yield from _written(written, position)
    if view.tables:
        yield Heading("数据表", "tables")
    for note in view.notes:
        yield Paragraph(note, "note")
    for table in view.tables:
        for item in table.lists:
            if item.above:
                yield from list_grids(table, item)
        yield form_grid(table)
        for item in table.lists:
            if not item.above:
                yield from list_grids(table, item)
    appendix = 0
    if view.details or view.schools:
        yield Heading("数据来源与覆盖", "coverage")
        for note in view.coverage_notes:
            yield Paragraph(note, "note")
        if view.schools:
            appendix += 1
            yield from plain_grids(coverage_table(view), Caption("附表", appendix, "学校填报情况"))
        for detail in view.details:
            appendix += 1
            yield from plain_grids(detail, Caption("附表", appendix, detail.label))
    if view.findings is not None:
        yield Heading("核验结果", "findings")
        yield Paragraph(findings_sentence(view))
        if listed := listed_findings(view):
            yield findings_grid(listed, appendix + 1)


def _written(written: Written, position: int) -> Iterator[Block]:
    match written:
        case WrittenBlock():
            name = written.identifier or f"part-{position}"
            if written.level:
                yield Heading(visible(written.text), name, min(written.level, DEEPEST_HEADING))
            else:
                yield Paragraph(visible(written.text), written.role, written.parts, written.identifier)
        case WrittenTable(identifier, number, caption, table, source):
            content = PlainTable(
                identifier,
                visible(caption),
                tuple(map(visible, table.header)),
                tuple(tuple(map(visible, row)) for row in table.rows),
                f"数据来源：{visible(source)}" if source else "",
            )
            yield from plain_grids(content, Caption(number.stem, number.ordinal, visible(caption)))
        case WrittenPicture():
            yield Picture(
                written.identifier,
                Caption(written.number.stem, written.number.ordinal, visible(written.caption)),
                visible(written.alternative),
                printed_picture(written.image) if written.image is not None else None,
                written.specification,
                f"数据来源：{visible(written.source)}" if written.source else "",
            )


def form_grid(table: TableView) -> Grid:
    """An official table: 序号, 指标, 单位 and the columns of answers."""
    answers = [
        column.label + (f"（{column.unit}）" if _says_more(column.unit, column.label) else "")
        for column in table.columns
    ]
    widths = [40.0] if len(answers) == 1 else _answer_widths(table, answers)
    left = PORTRAIT_WIDTH - 14.0 - 18.0 - sum(widths)
    columns = (
        GridColumn("序号", 14.0),
        GridColumn("指标", left, "left"),
        GridColumn("单位", 18.0),
        *(
            GridColumn(answer, width, group=column.group)
            for answer, width, column in zip(answers, widths, table.columns, strict=True)
        ),
    )
    spans = _continued(table)
    rows = []
    for position, row in enumerate(table.rows):
        number: GridCell | None = None
        label: GridCell | None = None
        if span := spans[position]:
            number = GridCell(row.number, row_span=span)
            label = GridCell(row.printed_label, row_span=span, indent=row.indent, is_row_header=True)
        figures = [GridCell(figure.text, figure=figure) if figure else GridCell("") for figure in row.figures]
        rows.append((number, label, GridCell(row.unit), *figures))
    word, ordinal = split_number(table.number)
    return Grid(
        anchor=table.id,
        caption=Caption(word, ordinal, table.label),
        columns=columns,
        rows=tuple(rows),
        notes=table.notes,
        figures=tuple(table.figures()),
    )


def list_grids(table: TableView, item: PlainTable) -> Iterator[Grid]:
    """A form's list under the form's number."""
    return plain_grids(item, Caption(f"{table.number}附", None, item.label))


def plain_grids(table: PlainTable, caption: Caption) -> Iterator[Grid]:
    """A table of texts, in as many parts as its columns need; the first column is repeated in each."""
    parts = _column_parts(len(table.header))
    if any(GROUPED in label for label in table.header):
        asked = (
            _natural_width([label.rpartition(GROUPED)[2], *column])
            for label, *column in zip(table.header, *table.rows, strict=True)
        )
        if sum(asked) <= LANDSCAPE_WIDTH:  # grouped columns are kept together as long as a page holds them
            parts = [list(range(len(table.header)))]
    named = _named_column(table.header)
    for position, part in enumerate(parts, start=1):
        header = [table.header[column] for column in part]
        rows = [[row[column] for column in part] for row in table.rows]
        landscape = (
            len(header) > 6
            and sum(
                _natural_width([label.rpartition(GROUPED)[2], *column])
                for label, *column in zip(header, *rows, strict=True)
            )
            > PORTRAIT_WIDTH
        )
        labels = [label.rpartition(GROUPED)[2] for label in header]
        shown = [["" if text == ABOVE else text for text in row] for row in rows]
        columns = tuple(
            replace(column, group=label.rpartition(GROUPED)[0])
            for column, label in zip(
                _columns(labels, shown, LANDSCAPE_WIDTH if landscape else PORTRAIT_WIDTH), header, strict=True
            )
        )
        body = _merged(rows, named)
        if not body:
            covered: list[GridCell | None] = [None] * (len(header) - 1)
            body.append((GridCell("（未填报）", column_span=len(header)), *covered))
        name = caption.text if len(parts) == 1 else f"{caption.text}（{position}/{len(parts)}）"
        yield Grid(
            anchor=table.id if position == 1 else f"{table.id}-{position}",
            caption=Caption(caption.word, caption.ordinal, name),
            columns=columns,
            rows=tuple(body),
            notes=(table.note,) if table.note and position == len(parts) else (),
            landscape=landscape,
        )


def _merged(rows: Sequence[Sequence[str]], named: int) -> list[tuple[GridCell | None, ...]]:
    """The rows with every cell that says "as above" covered by the one above it."""
    body: list[list[GridCell | None]] = []
    heads: dict[int, int] = {}
    for position, row in enumerate(rows):
        line: list[GridCell | None] = []
        for index, text in enumerate(row):
            above = body[heads[index]][index] if index in heads else None
            if text == ABOVE and above is not None:
                body[heads[index]][index] = replace(above, row_span=position - heads[index] + 1)
                line.append(None)
            else:
                heads[index] = position
                line.append(GridCell("" if text == ABOVE else text, is_row_header=index == named))
        body.append(line)
    return [tuple(line) for line in body]


def coverage_table(view: ReportView) -> PlainTable:
    reported = sum(school.status == "已报" for school in view.schools)
    return PlainTable(
        id="schools",
        label="学校填报情况",
        header=("序号", "学校", "代码", "状态", "说明"),
        rows=tuple(
            (str(position), school.name, school.code, school.status, school.reason)
            for position, school in enumerate(view.schools, start=1)
        ),
        note=f"应报{len(view.schools)}所，已报{reported}所。",
    )


def findings_sentence(view: ReportView) -> str:
    """The summary in a line: how many of each kind, or that nothing was found."""
    counts = {word: count for word, count in view.finding_counts().items() if count}
    if not counts:
        return "全部核验规则均已通过，没有发现问题。"
    return "核验发现：" + "，".join(f"{word} {count} 项" for word, count in counts.items()) + "。"


def listed_findings(view: ReportView) -> tuple[FindingView, ...]:
    """Everything but what passed, the gravest first."""
    order = ("错误", "规则失效", "警告", "提示", "无法判定", "已说明")
    found = [finding for finding in view.findings or () if finding.verdict != "pass"]
    return tuple(
        sorted(found, key=lambda finding: order.index(finding_class(finding)) if finding_class(finding) in order else 9)
    )


def findings_grid(findings: Sequence[FindingView], ordinal: int) -> Grid:
    columns = (
        GridColumn("级别", 20.0),
        GridColumn("规则", 18.0),
        GridColumn("核验结果", 78.0, "left"),
        GridColumn("出处", 40.0, "left"),
    )
    rows = []
    for finding in findings:
        kind = finding_class(finding)
        formula = finding.formula if finding.formula not in finding.message else ""
        lines = [finding.message, formula, f"说明：{finding.waiver}" if finding.waiver else ""]
        where = [finding.organisation, finding.place]
        rows.append(
            (
                GridCell(kind, tone=TONES.get(kind, "")),
                GridCell(finding.code),
                GridCell("\n".join(line for line in lines if line), is_row_header=True),
                GridCell("\n".join(line for line in where if line)),
            )
        )
    return Grid("finding-list", Caption("附表", ordinal, "核验结果清单"), columns, tuple(rows))


TONES = {
    "错误": "error",
    "警告": "warning",
    "提示": "info",
    "已说明": "waived",
    "无法判定": "unknown",
    "规则失效": "broken",
}


def split_number(number: str) -> tuple[str, int | None]:
    """A printed table number as its word and its running number.

    >>> split_number("表6"), split_number("表 2"), split_number("表1-3")
    (('表', 6), ('表', 2), ('表1-3', None))
    """
    match = re.fullmatch(r"(\D+?)\s*(\d+)", number)
    return (match[1], int(match[2])) if match else (number, None)


def is_value(cell: GridCell) -> bool:
    return cell.figure is not None and cell.figure.state is CellState.VALUE


def batched(items: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    """The items in groups of ``size``, the last one perhaps shorter."""
    return (items[start : start + size] for start in range(0, len(items), size))


def _answer_widths(table: TableView, labels: Sequence[str]) -> list[float]:
    """Each column of answers as wide as its texts, as long as the indicators keep half of the page."""
    room = PORTRAIT_WIDTH / 2 / len(labels)
    columns = ([row.figures[index] for row in table.rows] for index in range(len(labels)))
    asked = [
        _natural_width([label, *(figure.text for figure in column if figure is not None)])
        for label, column in zip(labels, columns, strict=True)
    ]
    spare = sum(max(room - ask, 0.0) for ask in asked)
    return [min(ask, room + spare) if ask > room else ask for ask in asked]


def _says_more(unit: str, label: str) -> bool:
    return bool(unit) and not label.endswith(unit)


def _continued(table: TableView) -> list[int]:
    """For each row how many lines its number and label cover; 0 for a line that continues the one above."""
    spans = [1] * len(table.rows)
    head = 0
    for position, row in enumerate(table.rows):
        if row.continues and position:
            spans[position] = 0
            spans[head] += 1
        else:
            head = position
    return spans


def _column_parts(count: int) -> list[list[int]]:
    if count <= COLUMNS_PER_PART:
        return [list(range(count))]
    step = COLUMNS_PER_PART - 1
    return [[0, *range(start, min(start + step, count))] for start in range(1, count, step)]


def _natural_width(texts: Sequence[str]) -> float:
    """Millimetres that a column asks for: its longest text in 10.5-point type, within reason."""
    return min(max(_unbroken_width(texts), SLENDER), 60.0)


def _unbroken_width(texts: Sequence[str]) -> float:
    return max((text_width(text) for text in texts), default=0) * MM_PER_IDEOGRAPH + 4.0


def row_height(texts: Sequence[str], columns: Sequence[GridColumn]) -> float:
    """About how high a line of a table is, in mm."""
    lines = (
        sum(max(1, math.ceil(text_width(part) * MM_PER_IDEOGRAPH / (column.width - 3.0))) for part in text.split("\n"))
        for text, column in zip(texts, columns, strict=True)
    )
    return max(lines, default=1) * 5.2 + 1.6


@lru_cache(maxsize=65536)
def text_width(text: str) -> float:
    r"""How many Chinese characters a text is wide, at its longest line.

    >>> text_width("职业学校"), text_width("ab\n年")
    (4.0, 1.24)
    """
    return max(
        (sum(0.62 if ord(letter) < 0x2E80 else 1.0 for letter in line) for line in text.split("\n")), default=0.0
    )


def _columns(header: Sequence[str], rows: Sequence[Sequence[str]], width: float) -> tuple[GridColumn, ...]:
    named = _named_column(header)
    texts = [[label, *(row[index] for row in rows)] for index, label in enumerate(header)]
    asked = [_asked_width(label, cells) for label, *cells in texts]
    spare = width - sum(asked)
    if spare >= 0:
        # What asks for more than the cap comes first; the rest is shared out, or one column would have it all.
        wanting = [max(_unbroken_width(cells) - ask, 0.0) for ask, (_, *cells) in zip(asked, texts, strict=True)]
        given = min(sum(wanting), spare)
        asked = [ask + want * given / sum(wanting) if given else ask for ask, want in zip(asked, wanting, strict=True)]
        widths = [ask * width / sum(asked) for ask in asked]
    else:
        # What stands in the cells keeps its line up to a point (codes, dates, short answers); headings may break.
        floors = [
            min(ask, NARROW, max(_natural_width(cells), _unbroken_width([label]) if _is_brief(label) else 0.0))
            for ask, (label, *cells) in zip(asked, texts, strict=True)
        ]
        if sum(floors) > width:
            floors = [0.0 for _ in asked]
        wishes = [ask - floor for ask, floor in zip(asked, floors, strict=True)]
        scale = (width - sum(floors)) / sum(wishes)
        widths = [floor + wish * scale for floor, wish in zip(floors, wishes, strict=True)]
    return tuple(
        GridColumn(label, share, "left" if index == named or _is_prose(column) else "center")
        for index, (label, share, column) in enumerate(zip(header, widths, texts, strict=True))
    )


def _asked_width(label: str, cells: Sequence[str]) -> float:
    """A brief heading (2025年, 增长率) stays on its line; a longer one may take two, what stands below asks for one."""
    head = _unbroken_width([label])
    return max(_natural_width(cells), head if _is_brief(label) else min(head, 60.0) / 2, SLENDER)


def _is_brief(label: str) -> bool:
    return text_width(label) <= BRIEF_HEADING


def _is_prose(column: Sequence[str]) -> bool:
    return max((text_width(text) for text in column[1:]), default=0) > SHORT_TEXT


def _named_column(header: Sequence[str]) -> int:
    """The column that says what a row is about: the first after 序号."""
    return 1 if header[0] == "序号" and len(header) > 1 else 0
