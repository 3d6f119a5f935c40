"""One made-up report as text, Markdown, web page and Word file, for comparing what the readers make of it.

All names and figures are invented. A table is a list of rows; a cell is a text or a text with
its row span and column span, and covered positions are left out, as in HTML.
"""

from __future__ import annotations

import html
import io
from dataclasses import dataclass, field

import docx
from docx.enum.table import WD_ALIGN_VERTICAL
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

Cell = str | tuple[str, int, int]


@dataclass(frozen=True)
class Heading:
    level: int  # 0: the report's title
    number: str
    title: str

    @property
    def line(self) -> str:
        return f"{self.number}{'' if self.number.endswith(('、', '）')) or not self.number else ' '}{self.title}"


@dataclass(frozen=True)
class Paragraph:
    text: str


@dataclass(frozen=True)
class SampleTable:
    rows: list[list[Cell]]
    caption: str = ""
    caption_after: bool = False
    note: str = ""
    widths: tuple[float, ...] = ()


Piece = Heading | Paragraph | SampleTable


@dataclass(frozen=True)
class Grid:
    """A laid-out table: text and spans at the positions where cells begin."""

    cells: dict[tuple[int, int], tuple[str, int, int]] = field(default_factory=dict)
    height: int = 0
    width: int = 0


def laid_out(table: SampleTable) -> Grid:
    cells: dict[tuple[int, int], tuple[str, int, int]] = {}
    taken: set[tuple[int, int]] = set()
    for r, row in enumerate(table.rows):
        c = 0
        for cell in row:
            text, down, across = cell if isinstance(cell, tuple) else (cell, 1, 1)
            while (r, c) in taken:
                c += 1
            cells[r, c] = (text, down, across)
            taken.update((i, k) for i in range(r, r + down) for k in range(c, c + across))
            c += across
    return Grid(cells, len(table.rows), 1 + max(k for _, k in taken))


def decimal_report() -> list[Piece]:
    """Numbered 1, 1.1, 1.1.1, with tables of all the shapes that reports have."""
    students = [[("结构与规模", 2, 1), ("全日制学生", 1, 3), ("业余学生", 1, 3)],
                ["小计", "本市", "外地", "小计", "本市", "外地"],
                ["2022年招生（人）", "312", "280", "32", "96", "90", "6"],
                ["2022年在校（人）", "958", "870", "88", "301", "285", "16"]]  # fmt: skip
    teachers = [[("项目", 2, 1), ("内容", 2, 1), ("数量", 1, 2), ("比率", 1, 2)],
                ["2021年", "2022年", "2021年", "2022年"],
                [("学历结构", 2, 1), "研究生", "17", "21", "14.17%", "16.80%"],
                ["本科", "103", "104", "85.83%", "83.20%"],
                [("职称结构", 3, 1), "高级", "36", "40", "30.00%", "32.00%"],
                ["中级", "52", "53", "43.33%", "42.40%"],
                ["初级及以下", "32", "32", "26.67%", "25.60%"]]  # fmt: skip
    indicators = [["序号", "指标", "单位", "2022年"],
                  ["1", "毕业生人数", "人", "287"],
                  ["2", "毕业去向落实人数", "人", "280"],
                  ["", "其中：升学人数", "人", "214"],
                  ["", "本地就业人数", "人", "61"],
                  ["3", "毕业去向落实率", "%", "97.56"],
                  ["4", "专业群数量", "个", "无"],
                  ["5", "生均教学科研仪器设备值", "元/生", "46556.60"],
                  ["6", "年财政专项拨款", "万元", "1330.65"]]  # fmt: skip
    majors = [["专业名称", "毕业生人数", "就业人数", "升学人数", "就业率"],
              *[[f"{name}专业", str(40 + n), str(8 + n), str(30 - n), f"{90 + n}.{n}5%"]
                for n, name in enumerate(["学前教育", "电子商务", "会计事务", "旅游服务", "汽车运用", "数控技术"])],
              ["合计", "255", "63", "165", ""]]  # fmt: skip
    return [
        Heading(0, "", "北京市示例区职业教育质量年度报告（2022年度）"),
        Heading(1, "", "前言"),
        Paragraph("示例区现有职业学校3所，其中公办2所、民办1所，全日制在校生958人，教职工176人。学校坚持面向市场办学，"
                  "专业布局与区域产业相互衔接，培养的学生受到用人单位欢迎，毕业去向落实率多年稳定在95%以上。"),
        Heading(1, "1", "人才培养"),
        Heading(2, "1.1", "学生规模"),
        Paragraph("2022年全日制招生312人，比上年增加24人，增长8.33%；在校生958人，班均规模31.9人，具体情况如下。"),
        SampleTable(students, "表1-1 学生规模与结构", note="数据来源：示例区教育委员会"),
        Heading(2, "1.2", "教师队伍"),
        Paragraph("专任教师由120人增至125人，研究生学历占16.80%，高级职称教师40人，双师型教师占专业课教师的七成以上，"
                  "兼职教师18人，分别来自12家合作企业，生师比为7.66:1，比上年下降0.42。"),
        SampleTable(teachers, "表1-2 专任教师结构"),
        Heading(3, "1.2.1", "教师培训"),
        Paragraph("全年组织培训46场，参训1,208人次，人均9.66场次，投入经费21.5万元。"),
        Heading(1, "2", "服务贡献"),
        Paragraph("【案例2-1】校企共建实训基地"),
        Paragraph("学校与3家企业共建实训基地5个，全年接待实习学生214人次，企业投入设备价值280万元。"),
        SampleTable(majors, "表2-1 各专业毕业生就业情况（单位：人）", caption_after=True),
        Heading(1, "3", "面临挑战"),
        Paragraph("一是专业设置与产业需求衔接不够紧密；二是高水平教师数量不足。下一步将着力解决以上2个问题。"),
        Heading(1, "", "附件"),
        SampleTable(indicators, "表3-1 人才培养质量计分卡", widths=(1.6, 7.5, 2.2, 3.0)),
    ]  # fmt: skip


def chinese_report() -> list[Piece]:
    """Numbered 一、 and （一）."""
    money = [["项目", "2021年", "2022年", "增长量"],
             ["财政拨款（万元）", "2041.50", "2210.75", "169.25"],
             ["事业收入（万元）", "310.20", "298.00", "-12.20"],
             ["合计", "2351.70", "2508.75", "157.05"]]  # fmt: skip
    return [
        Heading(0, "", "示例区中等职业教育质量年度报告（2022）"),
        Heading(1, "一、", "人才培养"),
        Heading(2, "（一）", "立德树人"),
        Paragraph("全区开展主题教育活动38次，参与学生2,746人次，覆盖率达到100%。"),
        Heading(2, "（二）", "经费投入"),
        Paragraph("2022年共投入经费2508.75万元，比上年增加157.05万元，增幅6.68%，其中财政拨款占88.12%。"),
        SampleTable(money, "表1 经费收入情况"),
        Heading(1, "二、", "面临挑战"),
        Paragraph("办学条件仍需改善，2所学校的实训设备更新较慢，生均设备值低于全市平均水平12.5%。"),
    ]


def as_text(report: list[Piece], *, wrap: int = 0, airy: bool = True) -> str:
    """Lines with tab tables, merged cells lost; ``wrap`` breaks paragraphs after so many characters."""
    lines: list[str] = []
    for piece in report:
        for block in _text_lines(piece, wrap):
            lines.append(block)
        if airy and not (isinstance(piece, Paragraph) and wrap):
            lines.append("")
    return "\n".join(lines) + "\n"


def _text_lines(piece: Piece, wrap: int) -> list[str]:
    if isinstance(piece, Heading):
        return [piece.line]
    if isinstance(piece, Paragraph):
        return _wrapped("　　" + piece.text, wrap) if wrap else [piece.text]
    grid = laid_out(piece)
    rows = [[grid.cells.get((r, c), ("", 1, 1))[0] for c in range(grid.width)] for r in range(grid.height)]
    lines = ["\t".join(row) for row in rows]
    before = [piece.caption, ""] if piece.caption and not piece.caption_after else []
    after = ["", piece.caption] if piece.caption and piece.caption_after else []
    return [*before, *lines, *after, *(["", piece.note] if piece.note else [])]


def _wrapped(text: str, width: int) -> list[str]:
    """Lines of so many half-width columns; no line begins with a closing mark."""
    lines, line, used = [], "", 0
    for character in text:
        wide = 1 if character.isascii() else 2
        if used + wide > width and character not in "，。；、）%":
            lines.append(line)
            line, used = "", 0
        line += character
        used += wide
    return [*lines, line]


def as_markdown(report: list[Piece]) -> str:
    """Markdown; merged cells are lost as in text."""
    parts: list[str] = []
    for piece in report:
        if isinstance(piece, Heading):
            parts.append(f"{'#' * (piece.level + 1)} {piece.line}")
        elif isinstance(piece, Paragraph):
            parts.append(piece.text)
        else:
            grid = laid_out(piece)
            rows = [[grid.cells.get((r, c), ("", 1, 1))[0] for c in range(grid.width)] for r in range(grid.height)]
            lines = ["| " + " | ".join(row) + " |" for row in rows]
            lines.insert(1, "|" + "---|" * grid.width)
            body = "\n".join(lines)
            order = [body, piece.caption] if piece.caption_after else [piece.caption, body]
            parts.extend(part for part in [*order, piece.note] if part)
    return "\n\n".join(parts) + "\n"


def as_html(report: list[Piece]) -> str:
    """A page with headings, and tables with rowspan and colspan."""
    parts = ['<!doctype html><html><head><meta charset="utf-8"><title>年报</title></head><body>']
    for piece in report:
        if isinstance(piece, Heading):
            parts.append(f"<h{piece.level + 1}>{html.escape(piece.line)}</h{piece.level + 1}>")
        elif isinstance(piece, Paragraph):
            parts.append(f"<p>{html.escape(piece.text)}</p>")
        else:
            rows = []
            for row in piece.rows:
                cells = []
                for cell in row:
                    text, down, across = cell if isinstance(cell, tuple) else (cell, 1, 1)
                    spans = (f' rowspan="{down}"' if down > 1 else "") + (f' colspan="{across}"' if across > 1 else "")
                    cells.append(f"<td{spans}>{html.escape(text)}</td>")
                rows.append("<tr>" + "".join(cells) + "</tr>")
            caption = f"<p>{html.escape(piece.caption)}</p>" if piece.caption else ""
            body = "<table>" + "\n".join(rows) + "</table>"
            parts.append(body + caption if piece.caption_after else caption + body)
            if piece.note:
                parts.append(f"<p>{html.escape(piece.note)}</p>")
    return "\n".join([*parts, "</body></html>"])


def as_docx(report: list[Piece], *, borders: str = "all", styled: bool = True) -> bytes:
    """A Word file; ``borders`` is ``all``, ``three`` (三线表) or ``none``."""
    document = docx.Document()
    section = document.sections[0]
    section.left_margin = section.right_margin = docx.shared.Cm(2.8)
    normal = document.styles["Normal"]
    normal.font.name = "Noto Serif CJK SC"
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), "Noto Serif CJK SC")
    normal.font.size = docx.shared.Pt(12)
    section.header.paragraphs[0].text = "示例区职业教育质量年度报告"
    _add_page_number(section.footer.paragraphs[0])
    for piece in report:
        if isinstance(piece, Heading):
            if piece.level == 0:
                paragraph = document.add_paragraph(piece.line)
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            elif styled:
                document.add_heading(piece.line, piece.level)
            else:
                document.add_paragraph().add_run(piece.line).bold = True
        elif isinstance(piece, Paragraph):
            paragraph = document.add_paragraph(piece.text)
            if not piece.text.startswith("【"):
                paragraph.paragraph_format.first_line_indent = docx.shared.Pt(24)
        else:
            if piece.caption and not piece.caption_after:
                document.add_paragraph(piece.caption).alignment = WD_ALIGN_PARAGRAPH.CENTER
            _add_table(document, piece, borders)
            if piece.caption and piece.caption_after:
                document.add_paragraph(piece.caption).alignment = WD_ALIGN_PARAGRAPH.CENTER
            if piece.note:
                document.add_paragraph(piece.note)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _add_table(document: docx.document.Document, piece: SampleTable, borders: str) -> None:
    grid = laid_out(piece)
    table = document.add_table(grid.height, grid.width)
    if borders == "all":
        table.style = "Table Grid"
    for (r, c), (text, down, across) in grid.cells.items():
        cell = table.cell(r, c)
        if down > 1 or across > 1:
            cell = cell.merge(table.cell(r + down - 1, c + across - 1))
        cell.text = text
        cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
        cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        for run in cell.paragraphs[0].runs:
            run.font.size = docx.shared.Pt(10.5)
    for c, width in enumerate(piece.widths):
        for row in table.rows:
            row.cells[c].width = docx.shared.Cm(width)
    if borders == "three":
        head = 2 if any(down > 1 for row in piece.rows[:1] for _, down, _ in [_spans(cell) for cell in row]) else 1
        _rule(table, 0, "top")
        _rule(table, head - 1, "bottom")
        _rule(table, grid.height - 1, "bottom")


def _spans(cell: Cell) -> tuple[str, int, int]:
    return cell if isinstance(cell, tuple) else (cell, 1, 1)


def _rule(table: docx.table.Table, row: int, side: str) -> None:
    for element in table.rows[row]._tr.tc_lst:
        properties = element.get_or_add_tcPr()
        borders = properties.find(qn("w:tcBorders"))
        if borders is None:
            borders = OxmlElement("w:tcBorders")
            properties.append(borders)
        edge = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "8"), ("space", "0"), ("color", "000000")):
            edge.set(qn(f"w:{name}"), value)
        borders.append(edge)


def _add_page_number(paragraph: docx.text.paragraph.Paragraph) -> None:
    for kind, content in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = paragraph.add_run()
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
        else:
            instruction = OxmlElement("w:instrText")
            instruction.text = content
            run._r.append(instruction)
