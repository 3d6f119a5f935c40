"""A cell holds what its column and its unit promise.

Cue: a unit beside the value (人, %), a head that names counts, names or units, and what the other
cells of the column hold. Why it should hold in any report: a column has one meaning. Guards: 无,
—, / and blanks are answers; a column is a column of numbers only where a unit says so or most of
its cells are numbers; growth may exceed 100 % and be negative; per-head figures may be fractions.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from nianbao.extraction.claims import Remark
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.tables.table_facts import ORDINAL_HEADS, PERIOD, UNIT_HEADS, Figure, Sheet, bare_label, compact
from nianbao.extraction.wording import CHANGE_HEAD, GROWTH_HEAD, QUOTIENT
from nianbao.facts.cell import CellState, read_cell
from nianbao.facts.pattern import as_pattern
from nianbao.facts.unit import LEXICON, find_unit

FAULT = "cell-type"
EXAMPLES = (
    Example(
        "fail",
        "序号\t指标\t单位\t2023年\t调查方式\n1\t学生满意度\t%\t网上调查\t问卷\n2\t家长满意度\t%\t98.5\t问卷\n3\t教师满意度\t%\t97\t问卷\n",
    ),
    Example("fail", "项目\t设备数（台）\n实训室甲\t12\n实训室乙\t8.5\n实训室丙\t20\n"),
    Example("fail", "项目\t合格率\n技能\t98%\n体质\t930%\n文化课\t97%\n"),
    Example("fail", "类别\t单位\n技术服务\t10次\n支教\t8人\n"),
    Example(
        "fail",
        "专业\t就业单位\t就业人数\n会计\t甲公司、乙公司\t12\n汽修\t丙公司。用人单位满意度：97.5%\t9\n",
        "a rate among the names",
    ),
    Example("fail", "年龄\t人数\t占比\n35岁以下\t80\t40%\n36至45岁\t70\t35%\n46至55岁\t40%\t20%\n56岁以上\t10\t5%\n"),
    Example(
        "fail",
        "类别\t项目\t人数\t比例\n年龄\t30岁及以下\t80\t40%\n\t31—40岁\t70\t35%\n\t41—50岁\t20%\t20%\n\t51岁以上\t10\t5%\n",
    ),
    Example("silent", "项目\t人数\n电工\t120\n焊工\t无\n"),
    Example(
        "silent",
        "职称类别\t人数（人）\n正高级\t6\n副高级\t41\n中级\t73\n学历类别\t人数（人）\n研究生\t52\n本科\t68\n",
        "a second head in one column of numbers",
    ),
    Example("silent", "项目\t人数\n电工\t120\n焊工\t见附表\n钳工\t30\n车工\t28\n"),
    Example("silent", "项目\t增长率\n招生\t130%\n就业\t-5%\n"),
)
_COUNT_HEADS = as_pattern(r"人数|数量|人次|个数|台数|套数|项数|门数|场次|次数|学时|^数$|值$|^数值$|金额|经费")
_LABELLED = as_pattern(r"([\u4e00-\u9fff]{2,10}(?:率|满意度|比例|占比))\s*[:：为是]?\s*(\d+(?:\.\d+)?\s*[%％])")


def find(manuscript: Manuscript) -> Iterator[Remark]:
    """Cells out of place, table by table."""
    for sheet in manuscript.sheets:
        yield from _words_for_numbers(sheet)
        yield from _impossible_numbers(sheet)
        yield from _units_for_numbers(sheet)
        yield from _figures_among_names(sheet)
        yield from _units_of_hours(sheet)
        yield from _shifted_rows(sheet)
        yield from _other_measures(sheet)


def _value_columns(sheet: Sheet) -> list[int]:
    """Columns that a unit column, their head or most of their cells make columns of numbers."""
    columns = []
    for column in range(sheet.column_count):
        if column in (sheet.ordinal_column, sheet.unit_column):
            continue
        if column in sheet.label_columns and column not in sheet.numeric_columns:
            continue
        texts = sheet.filled(column)
        numbers = sum((row, column) in sheet.figures for row in sheet.data_rows)
        by_unit = sheet.unit_column is not None and column == sheet.unit_column + 1
        by_head = bool(_COUNT_HEADS.search(bare_label(sheet.head(column)))) and numbers * 3 >= len(texts)
        if texts and (by_unit or by_head or (numbers >= 3 and numbers * 4 >= len(texts) * 3)):
            columns.append(column)
    return columns


# 见附表3, 70人次/2批, 护理等14个: more is told than a figure with its unit or a remark in brackets.
_TELLS = as_pattern(
    r"[见详参][\u4e00-\u9fff]{1,4}\d{1,2}(?:[-.]\d{1,2})?|\d+(?:\.\d+)?[\u4e00-\u9fff]{1,3}[/／、，;；]\d+(?:\.\d+)?[\u4e00-\u9fff]{1,3}|[\u4e00-\u9fff]{2,8}等\d+[\u4e00-\u9fff]{1,2}"
)


def _words_for_numbers(sheet: Sheet) -> Iterator[Remark]:
    # 全国 | 省内 | 全国 | 省内: where no column of numbers has any in a row, the row is a second head or a section.
    columns = _value_columns(sheet)
    headings = {
        row
        for row in sheet.data_rows
        if (
            (len(columns) > 1 or _is_title(sheet, row - 1))
            and not any((row, column) in sheet.figures for column in columns)
        )
        or _is_second_head(sheet, row, columns)
    }
    for column in columns:
        wrong: dict[str, list[int]] = {}
        for row in sheet.data_rows:
            cell = read_cell(sheet.text(row, column))
            if cell.state is not CellState.VALUE or (row, column) in sheet.figures:
                continue
            text = compact(sheet.text(row, column))
            if (
                (re.search(r"\d", text) and not _TELLS.fullmatch(text))
                or text in LEXICON
                or text.startswith(_ELSEWHERE)
                or (text in _NO_CHANGE and CHANGE_HEAD.search(compact(sheet.head(column))))
                or _is_merged(sheet, row, column)
                or text in ORDINAL_HEADS | UNIT_HEADS
                or len(text) > 20
            ):
                continue
            if text == compact(sheet.head(column)) or not sheet.row_path(row) or row in headings:
                continue
            if sheet.unit_column is not None and compact(sheet.text(row, sheet.unit_column)) not in LEXICON:
                continue
            wrong.setdefault(text, []).append(row)
        numbers = sum((row, column) in sheet.figures for row in sheet.data_rows)
        for text, rows in wrong.items():
            if sheet.unit_column is None and numbers < 3:
                continue
            unit = compact(sheet.text(rows[0], sheet.unit_column)) if sheet.unit_column is not None else ""
            named = "、".join(f"「{sheet.row_label(row)}」" for row in rows[:3]) + ("等" if len(rows) > 3 else "")
            other = _home_of(sheet, text, column)
            hint = f"；这是「{other}」一栏的内容，疑似错列" if other else ""
            yield Remark(
                f"table-cells:{sheet.id}:c{column}:{text}", "table-cells", FAULT,
                tuple(sheet.place(row, column) for row in rows),
                f"{named}的「{bare_label(sheet.head(column)) or '数值'}」应填数字{f'（单位 {unit}）' if unit else ''}，实际写的是「{text}」{hint}",
                f"a number{f' in {unit}' if unit else ''} belongs here; the cell says “{text}”",
                severity="error", reported=text, expected="数字", formula=f"「{text}」不是数字",
                keys=tuple(f"{sheet.id}:r{row}c{column}" for row in rows),
            )  # fmt: skip


_NAMES_A_COLUMN = as_pattern(
    r"[\u4e00-\u9fff]{0,16}(?:数|数量|人数|金额|比例|占比|比重|价值|合计)(?:[（(][^（()）]{1,5}[)）])?"
)
_NAMES_THE_ROWS = as_pattern(r"(?:[\u4e00-\u9fff]{0,4})(?:项目|指标|类别|名称|科目)")


def _is_second_head(sheet: Sheet, row: int, columns: Sequence[int]) -> bool:
    """学历类别 | 人数（人） below the rows of 职称: a row whose words name columns, or one title across all of it."""
    names = [text for column in sheet.label_columns if (text := compact(sheet.text(row, column)))]
    words = [text for column in columns if (text := compact(sheet.text(row, column)))]
    if not names or not words or any(not as_pattern(r"[\u4e00-\u9fff]").search(word) for word in words):
        return False
    heads = {compact(sheet.head(column)) for column in sheet.label_columns} - {""}
    return (
        set(words) == set(names)
        or names[-1] in heads
        or _NAMES_THE_ROWS.fullmatch(names[-1]) is not None
        or all(_NAMES_A_COLUMN.fullmatch(word) for word in words)
    )


_NO_CHANGE = frozenset(("持平", "不变", "未变", "无变化", "没有变化", "相同", "与上年持平", "与上年相同"))
# 见学校统一表格: where the value is told. … in a statistical table is less than half a unit.
_ELSEWHERE = ("见", "详见", "参见", "同上", "…")


def _is_merged(sheet: Sheet, row: int, column: int) -> bool:
    """A text printed across several columns is no value of one of them, but the title of what follows or a remark."""
    cell = sheet.cell(row, column)
    return cell is not None and cell.column_span > 1


def _is_title(sheet: Sheet, row: int) -> bool:
    """A row that is one cell from end to end parts a table; the heads of the next part stand below it."""
    cell = sheet.cell(row, 0) if row >= 0 else None
    return cell is not None and sheet.column_count > 1 and cell.column_span == sheet.column_count


def _home_of(sheet: Sheet, text: str, column: int) -> str:
    """The head of the column of words to which the text seems to belong: 调查方式 for 网上调查."""
    for other in range(sheet.column_count):
        if other == column or other in sheet.label_columns or other in sheet.numeric_columns:
            continue
        head = bare_label(sheet.head(other))
        if len(head) >= 3 and any(head[i : i + 2] in text for i in range(len(head) - 1)):
            return head
    return ""


def _impossible_numbers(sheet: Sheet) -> Iterator[Remark]:
    for (row, column), figure in sorted(sheet.figures.items()):
        heads = compact(" ".join((*sheet.column_path(column), *sheet.row_path(row))))
        changes = CHANGE_HEAD.search(heads) or figure.direction
        # Rounded shares may add up to a little more than all.
        rounded_total = sheet.is_total_row(row) and figure.value < Decimal("1.005")
        if figure.is_percent and not changes and figure.value > 1 and not rounded_total:
            if _is_another_column(sheet, column):
                continue
            if re.search(
                r"完成率|进度|比率|增|达标率|到位率|比上|同比|倍|入园|毛入学|参保|超|利用率|开出率|比例", heads
            ):
                continue
            column_mates = _mates(sheet, column)
            if len(column_mates) > 1 and 2 * sum(mate.value > 1 for mate in column_mates) > len(column_mates):
                # Most of the column exceed it: a head of shares was read over a column of counts.
                continue
            yield _impossible(figure, "百分比超过 100%", "a share above 100 %", "≤ 100%")
        elif figure.value < 0 and not changes and not re.search(r"差|净|盈|亏|余额|利润|温度", heads):
            if figure.number.unit is not None and figure.number.unit.counts:
                yield _impossible(figure, "计数不会是负数", "a count is never negative", "≥ 0")
        elif _fraction_of_things(figure, heads) and not changes and not re.search(r"折[算合半]|加权", heads):
            yield _impossible(figure, "按个计数的数不会有小数", "things counted one by one make whole numbers", "整数")


def _is_another_column(sheet: Sheet, column: int) -> bool:
    """Most figures of the column are no shares: its head was torn off another one."""
    figures = _mates(sheet, column)
    return len(figures) > 1 and 2 * sum(figure.value > 1 for figure in figures) >= len(figures)


def _mates(sheet: Sheet, column: int) -> list[Figure]:
    """The figures that bear one head; where each row names its unit, those that are counted in per cent alone."""
    figures = list(sheet.column_figures(column, sheet.data_rows))
    return figures if sheet.unit_column is None else [figure for figure in figures if figure.is_percent]


def _fraction_of_things(figure: Figure, heads: str) -> bool:
    unit = figure.number.unit
    if unit is None or not unit.counts or unit.factor != 1 or figure.number.scale != 1:
        return False
    fractional = figure.number.places > 0 and figure.value % 1 != 0
    if not fractional:
        return False
    # Among whole numbers a fraction is a slip; a column of fractions is a mean whose head was cut short.
    beside = [f for f in figure.sheet.column_figures(figure.column, figure.sheet.data_rows) if f is not figure]
    beside = beside if figure.sheet.unit_column is None else []
    if beside and sum(f.value % 1 == 0 for f in beside) * 2 <= len(beside):
        return False
    return (
        fractional
        and not QUOTIENT.search(heads)
        and not re.search(r"均|每|百名|百人|千人|折合|当量|指数|得分|工位|次\b", heads)
    )


def _impossible(figure: Figure, zh: str, en: str, expected: str) -> Remark:
    return Remark(
        f"table-cells:{figure.key}", "table-cells", FAULT, (figure.place,),
        f"「{figure.label}」写作 {figure.number.raw}：{zh}", f"“{figure.label}” reads {figure.number.raw}: {en}",
        severity="error", reported=figure.number.raw, expected=expected, formula=f"{figure.number.raw}：{zh}", keys=(figure.key,),
    )  # fmt: skip


_PEOPLE_OR_THINGS = as_pattern(
    r"(?:人数|人次|个数|台数|套数|项数|门数|场次|次数|班级数|[人生师员]数)(?:[（(][^（）()%％]*[）)])?$"
)
_SHARE = as_pattern(r"\d+(?:\.\d+)?\s*[%％]")
_STEP = as_pattern(r"(?:[比较]上[年学一]\S{0,2})?(?:增[加长]?|减少?|下?降|上?升|提高|降低)了?\s*\d")
_LEAST_MATES = 3


def _other_measures(sheet: Sheet) -> Iterator[Remark]:
    """58% among the counts of a column, or 增 170 元 among the amounts of years: the one cell that measures something else."""
    for column in sheet.numeric_columns:
        head = compact("".join(sheet.column_path(column)))
        if QUOTIENT.search(head) or CHANGE_HEAD.search(head):
            continue
        counts = _PEOPLE_OR_THINGS.search(bare_label(sheet.head(column))) is not None and sheet.unit_column is None
        amounts = sheet.unit_column is not None and PERIOD.search(head) is not None
        filled = [row for row in sheet.data_rows if as_pattern(r"\d").search(sheet.text(row, column))]
        for odd, wrong, zh, en in (
            ([row for row in filled if counts and _SHARE.fullmatch(sheet.text(row, column))], "带%", "数", "a count"),
            ([row for row in filled if amounts and _STEP.match(sheet.text(row, column))], "是增减", "该年的数", "the year's own figure"),
        ):  # fmt: skip
            if len(odd) != 1 or len(filled) <= _LEAST_MATES:
                continue
            row, text = odd[0], sheet.text(odd[0], column)
            label = compact("".join(sheet.row_path(row)))
            # 年龄 | 41—50岁: a group of people by age, and no mean age.
            grouped = as_pattern(r"年龄(?=\D{0,2}\d)").sub("", label)
            if (counts and QUOTIENT.search(grouped)) or GROWTH_HEAD.search(label) or CHANGE_HEAD.search(label):
                continue
            yield Remark(
                f"table-cells:{sheet.id}:r{row}c{column}:measure", "table-cells", FAULT, (sheet.place(row, column),),
                f"「{label}」写作「{text}」，而同栏其余各格都不{wrong}；此格应填{zh}", f"“{text}” stands where {en} belongs",
                severity="error", reported=text, expected=zh, formula=f"「{text}」与同栏不同类", keys=(f"{sheet.id}:r{row}c{column}",),
            )  # fmt: skip


def _units_for_numbers(sheet: Sheet) -> Iterator[Remark]:
    """A column named 单位 that holds amounts with their measure words instead of units."""
    for column in range(sheet.column_count):
        if compact(sheet.head(column)) not in UNIT_HEADS or column == sheet.unit_column:
            continue
        rows = [row for row in sheet.data_rows if sheet.text(row, column)]
        amounts = [row for row in rows if re.fullmatch(r"\d+(?:\.\d+)?\s*[^\d\s]{0,4}", sheet.text(row, column))]
        if not any(re.search(r"[^\d.\s]", sheet.text(row, column)) for row in amounts):
            # Bare figures under 单位 have slipped there from the next column, where labels took up the units.
            continue
        if (len(rows) >= 2 and len(amounts) == len(rows)) or len(amounts) >= 3:
            head = next(
                (sheet.place(row, column) for row in range(sheet.first_data_row) if sheet.text(row, column)), None
            )
            places = tuple(sheet.place(row, column) for row in amounts)
            yield Remark(
                f"table-cells:{sheet.id}:unit:c{column}", "table-cells", "label",
                ((head, *places) if head else places),
                f"「{sheet.head(column)}」一栏写的是数量（{'、'.join(sheet.text(row, column) for row in amounts[:3])}），栏名与内容不符；应改栏名为「数量」或把量词与数字分开",
                "the column is headed “单位” (unit) but holds amounts; rename it or separate the number from its measure word",
                severity="warning", reported=sheet.head(column), expected="数量", formula="栏名 ≠ 内容",
                keys=tuple(f"{sheet.id}:r{row}c{column}" for row in amounts),
            )  # fmt: skip


def _figures_among_names(sheet: Sheet) -> Iterator[Remark]:
    """A column of names in which some cells carry a rate of their own."""
    for column in range(sheet.column_count):
        if column in sheet.numeric_columns or column in (sheet.ordinal_column, sheet.unit_column):
            continue
        head = compact("".join(sheet.column_path(column)))
        if (
            as_pattern(r"率|满意度|情况|说明|备注|内容|成效|描述|简介|评价|措施").search(bare_label(sheet.head(column)))
            or not head
        ):
            continue
        rows = [row for row in sheet.data_rows if sheet.text(row, column)]
        # A note in brackets explains its own cell: 85%(订单班占比40%).
        found = [
            (row, m)
            for row in rows
            if (m := _LABELLED.search(sheet.text(row, column)))
            and not re.search(r"[（(][^（()）]*$", sheet.text(row, column)[: m.start()])
        ]
        if not found or len(rows) < 2 or any(m[1] in head for _, m in found):
            continue
        places = []
        for row, match in found:
            cell = sheet.cell(row, column)
            if cell is not None:
                start = cell.text.text.find(match[0])
                places.append(cell.text.place(start, start + len(match[0])))
        yield Remark(
            f"table-cells:{sheet.id}:names:c{column}", "table-cells", FAULT, tuple(places),
            f"「{bare_label(sheet.head(column))}」一栏混入了「{found[0][1][1]}」等数据（{len(found)} 处），应另设一栏",
            f"the column “{sheet.head(column)}” also holds rates ({len(found)} cell{'s' if len(found) > 1 else ''}); give them a column of their own",
            severity="warning", reported=found[0][1][0], expected="另设一栏", formula="栏名 ≠ 内容",
        )  # fmt: skip


def _units_of_hours(sheet: Sheet) -> Iterator[Remark]:
    """学时 counted in 个: the unit printed does not go with the indicator."""
    column = sheet.unit_column
    if column is None:
        return
    wanted = ((re.compile(r"学时$"), ("学时", "课时", "小时", "节")), (re.compile(r"(?:率|满意度)$"), ("%", "‰", "分")),
              (re.compile(r"人数$"), ("人", "名", "位", "人次", "万人")))  # fmt: skip
    for row in sheet.data_rows:
        label, unit = (
            bare_label(sheet.row_path(row)[-1]) if sheet.row_path(row) else "",
            compact(sheet.text(row, column)),
        )
        if find_unit(unit) is None:
            continue
        for pattern, units in wanted:
            if pattern.search(label) and unit not in units:
                yield Remark(
                    f"table-cells:{sheet.id}:r{row}:unit", "table-cells", "label",
                    (sheet.place(row, column), sheet.place(row, sheet.label_columns[-1])),
                    f"「{label}」的单位写作「{unit}」，应为「{units[0]}」", f"“{label}” is given in {unit}; its unit is {units[0]}",
                    severity="info", reported=unit, expected=units[0], suggestion=units[0], formula=f"{unit} ≠ {units[0]}",
                )  # fmt: skip


def _shifted_rows(sheet: Sheet) -> Iterator[Remark]:
    """A row whose words stand one column to the left: a name where the row number belongs."""
    column = sheet.ordinal_column
    if column is None or sheet.unit_column is None:
        return
    filled = Counter(
        bool(re.fullmatch(r"\d{1,3}[.、]?", sheet.text(row, column)))
        for row in sheet.data_rows
        if sheet.text(row, column)
    )
    if filled[True] < 3:
        return
    for row in sheet.data_rows:
        text = sheet.text(row, column)
        if text and not re.search(r"\d", text) and not sheet.is_total_row(row) and not re.match(r"[说注备.…]", text):
            yield Remark(
                f"table-cells:{sheet.id}:r{row}:shift", "table-cells", FAULT, (sheet.place(row, column),),
                f"序号栏里写的是「{text}」，此行疑似整体左移，请把各格移回原栏", f"“{text}” stands in the column of row numbers; the row seems shifted",
                severity="info", reported=text, expected="", formula="错列",
            )  # fmt: skip
