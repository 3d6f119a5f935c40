"""What stands in a cell is of the kind that its column holds: two cells of a row that changed places, a letter among digits.

Cue: columns all of whose other cells are of one kind (codes of six digits, years, names, shares, units, numbers), and a row
in which two such cells hold each the kind of the other; 29O and 2九0 in a column of numbers; a word for a unit where the
unit's number belongs; words or a small number among
the years of a column. Why it should hold in any report: a column holds one kind of thing, and two cells out of kind in one row
that fit each other's columns were exchanged. Guards: at least two other rows, and all of them of the column's kind; both
cells must be out of kind.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations

from nianbao.extraction.claims import Remark
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.tables.table_facts import ORDINAL_HEADS, UNIT_HEADS, Sheet, bare_label, compact
from nianbao.facts.numeral import half_width
from nianbao.facts.pattern import as_pattern
from nianbao.facts.place import Place
from nianbao.facts.unit import LEXICON

FAULT = "cell-type"
EXAMPLES = (
    Example("fail", "专业\t代码\t人数\n护理\t720201\t310\n会计\t290\t730301\n机电\t660301\t120\n"),
    Example("fail", "学校\t负责人\t学生数\n一职\t王强\t310\n二职\t290\t李明\n三职\t张丽\t120\n"),
    Example("fail", "指标\t单位\t数值\n在校生数\t320\t人\n教职工数\t人\t40\n占地面积\t平方米\t8000\n"),
    Example("fail", "学校\t招生数\t毕业数\n一职\t310\t300\n二职\t29O\t280\n三职\t120\t110\n"),
    Example(
        "fail", "企业\t起始年份\t接收实习\n甲公司\t2014\t62\n乙公司\t2018\t48\n丙公司\t三年级\t36\n丁公司\t2020\t12\n"
    ),
    Example(
        "silent", "企业\t起始年份\t接收实习\n甲公司\t2014\t62\n乙公司\t2018\t48\n丙公司\t今年\t36\n丁公司\t2020\t12\n"
    ),
    Example("silent", "专业\t代码\t人数\n护理\t720201\t310\n会计\t730301\t290\n机电\t660301\t120\n"),
    Example("silent", "企业\t起始年\t人数\n甲公司\t2015\t2016\n乙公司\t2018\t26\n丙公司\t2019\t19\n"),
)
_LEAST_OTHERS = 2
_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("年份", as_pattern(r"(?:19|20)\d\d年?")),
    ("百分数", as_pattern(r"\d+(?:\.\d+)?%")),
    ("六位代码", as_pattern(r"[1-9]\d{5}")),
    ("数字", as_pattern(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")),
    ("比", as_pattern(r"\d+(?:\.\d+)?:1")),
    ("文字", as_pattern(r"[\u4e00-\u9fff、（）()A-Za-z“”《》·]{2,}")),
)
# Letters and numerals that are typed or read for digits.
_MIXED = as_pattern(r"(?=.*\d)(?=.*[OoIl〇一二三四五六七八九])[\dOoIl〇一二三四五六七八九]{2,8}(?:\.\d+)?%?")
_DIGITS = str.maketrans("OoIl〇一二三四五六七八九", "00110123456789")


def find(manuscript: Manuscript) -> Iterator[Remark]:
    """Exchanged cells, mixed digits and units out of place, table by table."""
    for sheet in manuscript.sheets:
        yield from _exchanged(sheet)
        yield from _mixed(sheet)
        yield from _units(sheet)
        yield from _among_years(sheet)


@lru_cache(8_192)
def kind_of(text: str) -> str:
    """What a cell holds: a year, a share, a code, a number, words, a unit.

    >>> kind_of("2019"), kind_of("98.5%"), kind_of("720201"), kind_of("29"), kind_of("王强"), kind_of("平方米")
    ('年份', '百分数', '六位代码', '数字', '文字', '单位')
    """
    words = compact(half_width(text))
    if words in LEXICON and not words.isdigit():
        return "单位"
    return next((kind for kind, pattern in _KINDS if pattern.fullmatch(words)), "")


def _kinds(sheet: Sheet) -> dict[int, dict[int, str]]:
    """The kinds of the filled cells, by column and row."""
    rows = {row for row in sheet.data_rows if not sheet.is_total_row(row) and not sheet.is_subtotal_row(row)}
    found: dict[int, dict[int, str]] = {}
    for column in range(1, sheet.column_count):
        if column == sheet.ordinal_column or compact(sheet.head(column)) in ORDINAL_HEADS:
            continue
        cells = {row: kind_of(text) for row, text in sheet.filled(column).items() if row in rows}
        if len(cells) > _LEAST_OTHERS:
            found[column] = cells
    return found


def _rules_of(cells: dict[int, str]) -> dict[int, str]:
    """For each cell of a column the kind of all the others; empty where they differ.

    >>> _rules_of({1: "数字", 2: "数字", 3: "文字", 4: "数字"})
    {1: '', 2: '', 3: '数字', 4: ''}
    """
    times = Counter(cells.values())
    rules = {}
    for row, kind in cells.items():
        others = [other for other in times if other != kind or times[other] > 1] if len(times) < 3 else []
        rules[row] = others[0] if len(others) == 1 and len(cells) > _LEAST_OTHERS else ""
    return rules


def _exchanged(sheet: Sheet) -> Iterator[Remark]:
    kinds = _kinds(sheet)
    if len({kind for cells in kinds.values() for kind in cells.values()}) < _LEAST_OTHERS:
        return
    rules = {column: _rules_of(cells) for column, cells in kinds.items()}
    for left, right in combinations(sorted(kinds), 2):
        for row in sorted(kinds[left].keys() & kinds[right].keys()):
            one, other = rules[left][row], rules[right][row]
            if not one or not other or one == other or (kinds[left][row], kinds[right][row]) != (other, one):
                continue
            heads = [bare_label(sheet.head(c)) or f"第{c + 1}栏" for c in (left, right)]
            texts = [sheet.text(row, c) for c in (left, right)]
            yield _remark(
                sheet, row, left, (sheet.place(row, left), sheet.place(row, right), *_named(sheet, row)),
                f"「{sheet.row_label(row)}」一行的「{heads[0]}」写的是「{texts[0]}」、「{heads[1]}」写的是「{texts[1]}」，疑似两格互换",
                f"“{texts[0]}” and “{texts[1]}” seem to have changed places", texts[0], texts[1],
            )  # fmt: skip


def _named(sheet: Sheet, row: int) -> tuple[Place, ...]:
    place = sheet.label_place(row)
    return (place,) if place is not None else ()


def _mixed(sheet: Sheet) -> Iterator[Remark]:
    """29O for 290: a letter or a Han numeral among digits, in a column of numbers."""
    for column in sheet.numeric_columns:
        numbers = [row for row in sheet.data_rows if (row, column) in sheet.figures]
        for row in sheet.data_rows:
            text = compact(sheet.text(row, column))
            if len(numbers) >= _LEAST_OTHERS and _MIXED.fullmatch(text):
                right = text.translate(_DIGITS)
                yield _remark(
                    sheet, row, column, (sheet.place(row, column), *_named(sheet, row)),
                    f"「{sheet.row_label(row)}」的「{bare_label(sheet.head(column))}」写作「{text}」，数字中混入了字母或汉字，疑为「{right}」",
                    f"“{text}” mixes letters or Han numerals with digits; {right} may be meant", text, right,
                )  # fmt: skip


_YEAR_HEAD = as_pattern(r"年份|年度|年$|时间|起始|起$|始于|开设|设立|成立")
_SAYS_WHEN = as_pattern(r"[今去前本当]年|上年|年|月|世纪|筹|在建|新|不详|无|至今|以来|前|起|—|-|/")
_LEAST_YEARS = 3


def _among_years(sheet: Sheet) -> Iterator[Remark]:
    """2014, 2018, 三年级, 2020 under 起始年份: the one cell that tells no time."""
    rows = [row for row in sheet.data_rows if not sheet.is_total_row(row) and not sheet.is_subtotal_row(row)]
    for column in range(1, sheet.column_count):
        head = bare_label(sheet.head(column))
        if column == sheet.ordinal_column or not _YEAR_HEAD.search(compact(head)):
            continue
        kinds = {row: kind_of(sheet.text(row, column)) for row in rows if sheet.text(row, column)}
        odd = [row for row, kind in kinds.items() if kind != "年份"]
        if len(odd) != 1 or len(kinds) <= _LEAST_YEARS:
            continue
        row, text = odd[0], compact(sheet.text(odd[0], column))
        is_word = kinds[row] == "文字" and (text.endswith("年级") or not _SAYS_WHEN.search(text))
        if is_word or (kinds[row] in ("数字", "百分数") and "." not in text):
            yield _remark(
                sheet, row, column, (sheet.place(row, column), *_named(sheet, row)),
                f"「{sheet.row_label(row)}」的「{head}」写的是「{text}」，本栏其余各行都是年份，请核对是否错列或填错",
                f"“{text}” stands among the years of “{head}”", text, "年份",
            )  # fmt: skip


def _units(sheet: Sheet) -> Iterator[Remark]:
    """平方米 where the others have their number; 网上问卷 where the others have their unit."""
    column = sheet.unit_column
    if column is None:
        return
    rows = [row for row in sheet.data_rows if sheet.text(row, column)]
    units = [row for row in rows if compact(sheet.text(row, column)) in LEXICON]
    elsewhere = {
        compact(sheet.text(row, c)): c
        for c in range(column + 1, sheet.column_count)
        for row in sheet.data_rows
        if kind_of(sheet.text(row, c)) == "文字"
    }
    for row in rows:
        text = compact(sheet.text(row, column))
        if row not in units and len(units) > _LEAST_OTHERS and text in elsewhere and text not in UNIT_HEADS:
            yield _remark(
                sheet, row, column, (sheet.place(row, column), *_named(sheet, row)),
                f"「{sheet.row_label(row)}」的单位栏写的是「{text}」，这是「{bare_label(sheet.head(elsewhere[text])) or '别的一栏'}」的内容，此行疑似错列",
                f"“{text}” stands in the column of units; the row seems shifted", text, "单位",
            )  # fmt: skip
    for other in sheet.numeric_columns:
        for row in units:
            text = compact(sheet.text(row, other))
            own = compact(sheet.text(row, column))
            if text in LEXICON and not re.search(r"\d", text) and text != own and len(text) > 1 and other > column:
                yield _remark(
                    sheet, row, other, (sheet.place(row, other), *_named(sheet, row)),
                    f"「{sheet.row_label(row)}」的「{bare_label(sheet.head(other)) or '数值'}」应填数字（单位 {own}），实际写的是「{text}」",
                    f"A number in {own} belongs here; the cell says “{text}”", text, "数字",
                )  # fmt: skip


def _remark(
    sheet: Sheet, row: int, column: int, places: tuple[Place, ...], zh: str, en: str, reported: str, expected: str
) -> Remark:
    return Remark(
        f"swapped-cells:{sheet.id}:r{row}c{column}", "swapped-cells", FAULT, places, zh, en,
        severity="warning", reported=reported, expected=expected, formula=f"「{reported}」不合本栏",
        keys=(f"{sheet.id}:r{row}c{column}",),
    )  # fmt: skip
