"""A cell holds nothing that was meant for the column beside it.

Cue: a bare unit (台) where the column holds numbers; a number whose own unit is not the one that the row prints (95.3% in a row of 人);
a date where people or money are counted; a number under 调查方式 and other heads of words. Why it should hold in any report: cells
slide when a row is pasted, and the unit, the date and the way of asking betray where they came from. Guards: the other cells
of the column must be what the column promises; a table in which several cells of a kind stand so was read wrongly and is
left alone; units of one kind (人 and 人次, 元 and 元/生, 个 and 所) are no odds; columns of dates and of changes are not asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nianbao.extraction.claims import Remark
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.tables.table_facts import ORDINAL_HEADS, UNIT_HEADS, Sheet, bare_label, compact
from nianbao.extraction.wording import CHANGE_HEAD
from nianbao.facts.cell import CellState, read_cell
from nianbao.facts.numeral import half_width
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import read_number
from nianbao.facts.unit import LEXICON, Unit, find_unit

FAULT = "cell-type"
EXAMPLES = (
    Example("fail", "序号\t指标\t单位\t2022年\t2023年\n1\t教学用计算机\t台\t612\t台\n2\t纸质图书\t册\t51230\t52980\n3\t实训工位\t个\t90\t92\n"),
    Example("fail", "序号\t指标\t单位\t2023年\n1\t就业人数\t人\t95.3%\n2\t毕业生人数\t人\t320\n3\t升学人数\t人\t193\n"),
    Example("fail", "序号\t指标\t单位\t2023年\n1\t毕业生人数\t人\t320\n2\t升学人数\t人\t2023年7月\n3\t就业人数\t人\t100\n"),
    Example(
        "fail",
        "指标\t满意度\t人次\t调查方式\n在校生\t97.3%\t1200\t网上调查\n毕业生\t96.2%\t300\t85\n教职工\t95.2%\t120\t网上调查\n家长\t94.2%\t900\t电话\n",
    ),
    Example("silent", "序号\t指标\t单位\t2023年\n1\t培训人数\t人\t320人次\n2\t生师比\t:1\t12.5:1\n3\t建校时间\t年\t1985年\n"),
    Example("silent", "项目\t数量\t单位\n计算机\t320\t台\n图书\t5200\t册\n工位\t90\t个\n"),
)  # fmt: skip
_MOST = 2  # more cells of a kind in one table are how it was read, or how it is meant
_LEAST_OTHERS = 3
_DATE = as_pattern(r"(?:19|20)\d\d\s*(?:年(?:\s*\d{1,2}\s*月)?(?:\s*\d{1,2}\s*日)?|[./-]\d{1,2}(?:[./-]\d{1,2})?)")
_TIMES = as_pattern(r"时间|日期|年份|年月|届|时段|起止|期限|截止|成立|创办|建校|学年|年度$|批次|编号|文号|版本")
_WORD_HEADS = as_pattern(r"方式|渠道|职称|性别|姓名|负责人|联系人|职务|学历|学位|办学性质|单位性质")
_BARE_NUMBER = as_pattern(r"\d[\d,]*(?:\.\d+)?\s*[%％]?")
# Kinds of units that stand for one another in print: 8人次 in a row of 人, 900元/生 in a row of 元, 3所 in a row of 个.
_KIN = (
    frozenset(("people", "attendance", "person_days")),
    frozenset(("money", "money_per_student")),
    frozenset(("share", "share_difference", "score", "multiple", "ratio")),
    frozenset(("lesson_hours", "hours", "days", "weeks", "months")),
)
_TELLING = frozenset(("share", "money", "ratio", "people", "area", "duration_years", "bandwidth"))


def find(manuscript: Manuscript) -> Iterator[Remark]:
    """Cells that slid, table by table."""
    for sheet in manuscript.sheets:
        yield from _few(_bare_units(sheet))
        yield from _few(_odd_units(sheet))
        yield from _few(_dates(sheet))
        yield from _few(_numbers_among_words(sheet))


def _few(remarks: Iterator[Remark]) -> Iterator[Remark]:
    found = list(remarks)
    yield from found if len(found) <= _MOST else ()


def _columns_of_numbers(sheet: Sheet) -> Iterator[int]:
    for column in sheet.numeric_columns:
        if column in sheet.label_columns or compact(sheet.head(column)) in UNIT_HEADS | ORDINAL_HEADS:
            continue
        filled = len(sheet.filled(column))
        numbers = sum((row, column) in sheet.figures for row in sheet.data_rows)
        if numbers >= 2 and numbers * 3 >= filled * 2:
            yield column


def _bare_units(sheet: Sheet) -> Iterator[Remark]:
    for column in _columns_of_numbers(sheet):
        for row in sheet.data_rows:
            text = compact(sheet.text(row, column))
            if not re.search(r"[\u4e00-\u9fff%A-Za-z]", text) or text not in LEXICON or not sheet.row_path(row):
                continue
            others = any((row, other) in sheet.figures for other in range(sheet.column_count) if other != column)
            if others or _unit_of_row(sheet, row) is not None or sheet.row_label(row):
                yield _told(
                    sheet, row, column, f"只写了单位「{text}」，没有数字，疑似错列或漏填", f"holds the unit {text} and no number", "数字"
                )  # fmt: skip


def _unit_of_row(sheet: Sheet, row: int) -> Unit | None:
    return None if sheet.unit_column is None else find_unit(compact(sheet.text(row, sheet.unit_column)))


def _odd_units(sheet: Sheet) -> Iterator[Remark]:
    """A number that brings a unit of its own, and not the one of its row."""
    column = None if sheet.unit_column is None else sheet.unit_column + 1
    if column is None or column not in sheet.numeric_columns:
        return
    columns = [c for c in sheet.numeric_columns if c == column or re.fullmatch(r"20\d\d年?度?", compact(sheet.head(c)))]
    for column in columns:
        if CHANGE_HEAD.search(compact(sheet.head(column))):
            continue
        for row in sheet.data_rows:
            promised = _unit_of_row(sheet, row)
            text = half_width(sheet.text(row, column)).strip()
            own = read_number(text) if promised is not None and (row, column) in sheet.figures else None
            if promised is None or own is None or own.unit is None or _are_kin(own.unit, promised):
                continue
            yield _told(
                sheet, row, column, f"写作「{text}」，与本行的单位「{promised.label}」不合，疑似错列或错行",
                f"reads {text}, but the row is counted in {promised.label}", f"以「{promised.label}」计的数",
            )  # fmt: skip


def _are_kin(left: Unit, right: Unit) -> bool:
    """
    >>> _are_kin(LEXICON["人次"], LEXICON["人"]), _are_kin(LEXICON["%"], LEXICON["人"]), _are_kin(LEXICON["所"], LEXICON["个"])
    (True, False, True)
    """
    if left.dimension == right.dimension or any({left.dimension, right.dimension} <= kin for kin in _KIN):
        return True
    return (left.dimension not in _TELLING and right.dimension not in _TELLING) or (left.counts and right.counts)


def _dates(sheet: Sheet) -> Iterator[Remark]:
    for column in _columns_of_numbers(sheet):
        if _TIMES.search(compact("".join(sheet.column_path(column)))):
            continue
        numbers = sum((row, column) in sheet.figures for row in sheet.data_rows)
        for row in sheet.data_rows:
            text = half_width(sheet.text(row, column)).strip()
            if not _DATE.fullmatch(text) or _TIMES.search(compact("".join(sheet.row_path(row)))):
                continue
            if "年" not in text and re.fullmatch(r"\d{4}\.\d{1,2}", text):
                continue  # 2023.5 is an amount as well
            unit = _unit_of_row(sheet, row)
            if (unit is not None and unit.dimension != "duration_years") or (unit is None and numbers >= _LEAST_OTHERS):
                yield _told(sheet, row, column, f"写的是日期「{text}」，此处应填数量", f"holds the date {text}", "数字")


def _numbers_among_words(sheet: Sheet) -> Iterator[Remark]:
    for column in range(sheet.column_count):
        if column in (*sheet.label_columns, sheet.ordinal_column, sheet.unit_column):
            continue
        texts = sheet.filled(column)
        words = [
            text
            for text in texts.values()
            if not re.search(r"\d", text)
            and re.search(r"[\u4e00-\u9fff]", text)
            and read_cell(text).state is CellState.VALUE
        ]
        odd = [row for row, text in texts.items() if _BARE_NUMBER.fullmatch(half_width(text))]
        if len(odd) != 1 or len(words) < _LEAST_OTHERS or len(words) + 1 != len(texts):
            continue
        if not _WORD_HEADS.search(bare_label(sheet.head(column))) and len(set(words)) > 1:
            continue
        if any(sheet.text(odd[0], other) in words for other in sheet.numeric_columns):
            continue  # the word stands in another column of the row: the two were exchanged, which swapped_cells tells
        head, text = bare_label(sheet.head(column)), texts[odd[0]]
        yield _told(
            sheet, odd[0], column, f"写的是数字「{text}」，「{head}」一栏其余各格都是文字，疑似错列",
            f"holds the number {text} in a column of words", "文字",
        )  # fmt: skip


def _told(sheet: Sheet, row: int, column: int, zh: str, en: str, expected: str) -> Remark:
    name = " ".join(filter(None, (sheet.row_label(row), bare_label(sheet.head(column)))))
    text = sheet.text(row, column)
    return Remark(
        f"slid-cells:{sheet.id}:r{row}c{column}", "slid-cells", FAULT, (sheet.place(row, column),),
        f"「{name}」{zh}", f"“{name}” {en}", severity="warning", reported=text, expected=expected, formula=f"「{text}」≠ {expected}",
        keys=(f"{sheet.id}:r{row}c{column}",),
    )  # fmt: skip
