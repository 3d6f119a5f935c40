"""Rows and columns named 合计, 总计 or 小计 are the sums of what they total.

Cue: the label 合计, 总计, 共计 or 小计 of a row or column. Why it should hold in any report: that
is what the word says. Guards: quotients (率, 比, 均) are not added; rows headed 其中 repeat part
of the row above and are left out; a total may add all rows, only the 小计 of each group or only
the outer rows of a nested table, and only a figure that fits none of them is wrong; where none of
several columns adds up, the rows are no parts and nothing is said; a title without figures
(二、支出：) may open what a 小计 adds; an empty cell may hide the missing rest, so with one among
the parts only too large a sum is a fault.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace

from nianbao.extraction.claims import Doubtful, Remark, relation, sum_of
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.sum_slips import one_slip
from nianbao.extraction.tables import nested_rows
from nianbao.extraction.tables.table_facts import SUBTOTAL_WORDS, TOTAL_WORDS, Figure, Sheet, bare_label, compact
from nianbao.extraction.wording import CHANGE_HEAD, QUOTIENT
from nianbao.facts.cell import Cell, CellState
from nianbao.facts.kept import kept
from nianbao.facts.pattern import as_pattern
from nianbao.facts.relation import Operand, Reading, Relation

FAULT = "sum"
EXAMPLES = (
    Example("fail", "专业\t毕业生人数\t就业人数\n会计事务\t20\t12\n电子商务\t30\t18\n合计\t51\t30\n"),
    Example("fail", "类别\t全日制\t\t\n\t小计\t男\t女\n招生（人）\t120\t70\t60\n在校（人）\t300\t160\t140\n"),
    Example("fail", "学校\t人数\n合计\t90\n甲校\t40\n乙校\t60\n", "the total may stand first"),
    Example("fail", "培训项目\t人次\t金额（万元）\n电工\t120\t3.5\n焊工\t80\t2.5\n合计\t\t\n", "an empty total"),
    Example("pass", "专业\t毕业生人数\t就业人数\n会计事务\t20\t12\n电子商务\t30\t18\n合计\t50\t30\n"),
    Example("pass", "学校\t专业\t人数\n甲校\t会计\t10\n\t电商\t20\n\t小计\t30\n乙校\t汽修\t40\n\t小计\t40\n合计\t\t70\n"),
    Example(
        "fail",
        "\t总计\t职称\t职称\t职称\t学位\t学位\n\t总计\t正高级\t副高级\t中级\t博士\t硕士\n人数\t60\t10\t20\t30\t15\t54\n",
        "each head divides the total anew",
    ),
    Example("pass", "镇\t上年\t本年\t变化\n甲镇\t320\t280\t减少40\n乙镇\t150\t175\t增加25\n丙镇\t90\t72\t减少18\n合计\t560\t527\t减少33\n"),
    Example("fail", "镇\t上年\t本年\t变化\n甲镇\t320\t280\t减少40\n乙镇\t150\t175\t增加25\n丙镇\t90\t72\t减少18\n合计\t560\t527\t减少38\n"),
    Example(
        "pass",
        "项目\t本年（万元）\t上年（万元）\n一、教学：\t\t\n教材\t30\t28\n耗材\t50\t45\n教学小计\t80\t73\n教学结余\t12\t9\n二、建设：\t\t\n"
        "楼宇\t100\t60\n设备\t40\t30\n建设小计\t140\t90\n",
    ),
    Example("pass", "项目\t金额（万元）\n学费\t100.5\n捐赠\t20.2\n减：上缴\t14.1\n合计\t106.6\n"),
    Example("fail", "项目\t金额（万元）\n学费\t100.5\n捐赠\t20.2\n减：上缴\t14.1\n合计\t160.6\n"),
    Example("pass", "教龄\t人数\n1年以内\t\n第一学期\t12\n第二学期\t9\n1年以内小计\t21\n1至3年\t30\n3年以上\t55\n合计\t106\n"),
    Example("silent", "专业\t就业率\n会计事务\t95%\n电子商务\t98%\n合计\t97%\n", "rates are not added"),
)  # fmt: skip


def find(manuscript: Manuscript) -> Iterator[Relation | Doubtful | Remark]:
    """Total rows, then total columns, table by table."""
    before: Sheet | None = None
    for sheet in manuscript.sheets:
        goes_on = not sheet.first_data_row and before is not None and before.column_count == sheet.column_count
        before = sheet
        for claim in _total_rows(sheet):
            # Without a head it goes on from the page before, and so may what its total adds.
            yield Doubtful(claim) if goes_on and isinstance(claim, Relation) else claim
        yield from _named_totals(sheet)
        yield from _coded_rows(sheet)
        yield from _total_columns(sheet)
        yield from _single_totals(sheet)


def adds_up(sheet: Sheet, column: int) -> bool:
    """True where figures of the column may be added."""
    return column not in _quotient_columns(sheet)


@kept
def _quotient_columns(sheet: Sheet) -> frozenset[int]:
    paths = (sheet.column_path(column) for column in range(sheet.column_count))
    return frozenset(c for c, path in enumerate(paths) if any(QUOTIENT.search(compact(label)) for label in path))


def _parts(sheet: Sheet, rows: Sequence[int]) -> list[int]:
    """Rows that are members of a total: neither totals themselves nor 其中."""
    found, within = [], False
    for row in rows:
        label = compact(sheet.row_path(row)[-1]) if sheet.row_path(row) else ""
        if label.startswith(("其中", "#")):
            within = True
        elif within and sheet.ordinal_column is not None and not sheet.text(row, sheet.ordinal_column):
            continue
        else:
            within = False
        if not within:
            found.append(row)
    return found


def _total_rows(sheet: Sheet) -> Iterator[Relation | Doubtful | Remark]:
    totals = [row for row in sheet.data_rows if sheet.is_total_row(row)]
    subtotals = [row for row in sheet.data_rows if sheet.is_subtotal_row(row)]
    previous = sheet.first_data_row
    for total in totals:
        above = [row for row in sheet.data_rows if previous <= row < total and row not in totals]
        below = [row for row in sheet.data_rows if row > total and row not in totals]
        members = above or below
        previous = total + 1
        if not members:
            continue
        leaves = _parts(sheet, [row for row in members if row not in subtotals])
        groups = [row for row in members if row in subtotals]
        filled = [column for column in sheet.numeric_columns if (total, column) in sheet.figures]
        if not filled:
            yield from _empty_total(sheet, total, leaves)
        filled = [c for c in filled if adds_up(sheet, c) and not sheet.figures[total, c].is_percent]
        yield from _total_row(sheet, total, leaves, groups, filled)
    for row in subtotals:
        start = max((other + 1 for other in (*subtotals, *totals) if other < row), default=sheet.first_data_row)
        leaves = _parts(sheet, [r for r in sheet.data_rows if start <= r < row])
        if not leaves:
            # 小计 above its members, which reach to the next one.
            stop = min((other for other in (*subtotals, *totals) if other > row), default=sheet.row_count)
            leaves = _parts(sheet, [r for r in sheet.data_rows if row < r < stop])
            if any(_NET.search(sheet.row_label(r)) for r in leaves):
                continue  # 收入小计, 支出小计, 结余: what is left of the two is part of neither
        for column in sheet.numeric_columns:
            part_total = sheet.figure(row, column)
            if part_total is None or not adds_up(sheet, column) or part_total.is_percent:
                continue
            if not nested_rows.is_all_of(sheet, part_total, section := nested_rows.of_the_section(sheet, leaves)):
                yield from _sum(sheet, part_total, [leaves, *([section] if len(section) < len(leaves) else [])])


def _total_row(
    sheet: Sheet, total: int, leaves: list[int], groups: list[int], columns: list[int]
) -> Iterator[Relation | Doubtful]:
    """The claims of one total row, column by column, with every level of rows that it may add."""
    kinds = nested_rows.groups(sheet, leaves)
    divided = [
        nested_rows.is_sum(sheet.figures[total, c], sheet.column_figures(c, kind)) for c in columns for kind in kinds
    ]
    if not groups and kinds and sum(divided) * 2 >= len(divided):
        # 职称 and 学位 each divide the total.
        for column in columns:
            for kind in kinds:
                yield from _sum(sheet, sheet.figures[total, column], [kind])
        return
    inner = nested_rows.inner_rows(sheet, leaves, columns)
    numbered = nested_rows.numbered_heads(sheet, leaves)
    coded = nested_rows.coded_heads(sheet, leaves)
    for column in columns:
        heads = inner | (numbered if nested_rows.is_column_of_sums(sheet, numbered, column) else {})
        for head, rows in heads.items():
            if head not in coded and (figure := sheet.figure(head, column)) is not None:
                yield from _sum(sheet, figure, [rows])
    behind = [*groups, *(row for row in leaves if groups and row > groups[-1])]
    chosen = [each for each in (groups, behind if len(behind) > len(groups) else []) if each]
    alternatives = [leaves, *chosen, *nested_rows.levels(sheet, leaves, columns)]
    closed = nested_rows.closed_rows(sheet, leaves)
    least = 2
    if any(nested_rows.is_column_of_sums(sheet, heads, column) for heads in (coded, closed) for column in columns):
        # 本年收入合计 is made of the rows above it, so a total that adds all rows would count them twice.
        alternatives = alternatives[1:] or [[row for row in leaves if row >= max(closed, default=leaves[0])]]
        inner, least = inner or coded or closed, min(2, len(alternatives[0]))
    made = [claim for column in columns for claim in _sum(sheet, sheet.figures[total, column], alternatives, least)]
    known = [
        any(
            nested_rows.is_sum(sheet.figures[total, column], sheet.column_figures(column, rows))
            for rows in alternatives
        )
        for column in columns
    ]
    # Where several columns are totalled and none adds up, the rows are no parts of this total.
    nested = len(alternatives) > 1 + len(chosen)
    doubtful = (
        bool(known)
        and not any(known)
        and (len(known) > 2 or (nested and not inner) or _overlap(sheet, total, alternatives[0], columns))
    )
    yield from (Doubtful(claim) for claim in made) if doubtful else made


def _coded_rows(sheet: Sheet) -> Iterator[Relation]:
    """208 is the sum of 20805 and 20808: in columns where at least half of the codes with codes below them are."""
    heads = nested_rows.coded_heads(sheet, [row for row in sheet.data_rows if not sheet.is_total_row(row)])
    for column in sheet.numeric_columns if heads else ():
        if not adds_up(sheet, column) or not nested_rows.is_column_of_sums(sheet, heads, column):
            continue
        for head, rows in heads.items():
            figure = sheet.figure(head, column)
            if figure is not None and not figure.is_percent:
                yield from _sum(sheet, figure, [rows], least=1)


def _overlap(sheet: Sheet, total: int, leaves: Sequence[int], columns: Sequence[int]) -> bool:
    """Rows that together are half as much again as their total count something twice."""
    for column in columns:
        figure = sheet.figures[total, column]
        figures = sheet.column_figures(column, leaves)
        if any(f.value > figure.value for f in figures):
            # No row of any level is more than the total: that is a slip, however far the sum is off.
            return False
        added = sum((f.value for f in figures), start=figure.value * 0)
        if added * 2 < figure.value * 3 or one_slip(figure.number.digits, added / figure.number.scale):
            return False
    return True


def _sum(sheet: Sheet, total: Figure, alternatives: Sequence[Sequence[int]], least: int = 2) -> Iterator[Relation]:
    readings: list[Reading] = []
    for rows in alternatives:
        figures = sheet.column_figures(total.column, rows)
        units = {f.number.unit.dimension for f in figures if f.number.unit is not None}
        # Where all parts but one are empty, that one is all there is.
        alone = len(figures) == 1 and len(rows) > 1 and figures[0].value == total.value
        if (len(figures) < least and not alone) or len(units) > 1 or any(f.is_percent for f in figures):
            continue
        gaps = any(_may_hide_a_figure(sheet, row, total.column) for row in rows)
        taken_off = any(_IN_BRACKETS.match(sheet.text(row, total.column)) for row in rows)
        if taken_off or (gaps and sum(f.value for f in figures) < total.value):
            # What is missing may stand in the empty cell, or among words (70人次/2批); (20) may be less than nothing.
            return
        if taken := {f.row for f in figures if f.value > 0 and _TAKEN_OFF.match(sheet.row_label(f.row))}:
            # 减：上缴 14 below 收入 100 is taken off, not added; so may be what stands behind it.
            for off in (taken, {f.row for f in figures if f.row >= min(taken)}):
                parts = [_taken_off(f) if f.row in off else f.operand(trust=0.9) for f in figures]
                readings.append(sum_of(total.operand(trust=0.9), parts))
            continue
        if {"up", "down"} <= {f.direction for f in figures}:
            # 减少 40, 增加 25, 合计减少 15: what went both ways is added with its signs.
            if total.direction:
                readings.append(sum_of(_signed(total), [_signed(f) for f in figures]))
            continue
        readings.append(sum_of(total.operand(trust=0.9), [f.operand(trust=0.9) for f in figures]))
    if readings:
        yield relation(
            "table-totals", readings, cue=sheet.row_label(total.row) or "合计", place=sheet.label_place(total.row)
        )


_TAKEN_OFF = as_pattern(r"[（(]?减[)）]?[:：]")
_NET = as_pattern(r"净额|净增加?额|差额|结余$")
_IN_BRACKETS = as_pattern(r"\s*[（(]\s*\d[\d,.]*\s*[）)]")


def _taken_off(figure: Figure) -> Operand:
    number = figure.number
    return replace(figure.operand(trust=0.9), cell=Cell.of_number(replace(number, digits=-number.digits)))


def _signed(figure: Figure) -> Operand:
    """减少 40 as −40; a figure that bears its own sign already is left as it is."""
    operand, number = figure.operand(trust=0.9), figure.number
    if figure.direction != "down" or number.digits <= 0:
        return operand
    return replace(operand, cell=Cell.of_number(replace(number, digits=-number.digits)))


def _may_hide_a_figure(sheet: Sheet, row: int, column: int) -> bool:
    if (row, column) in sheet.figures:
        return False
    # 已建成 in a column of figures stands where one belongs; 无 says that there is none.
    return sheet.state(row, column) not in (CellState.NONE, CellState.NOT_APPLICABLE)


# 收入合计, 三校合计, 全校, 总投入: totals under names of their own.
_NAMED_TOTAL = as_pattern(
    r"(?:.{1,8}(?:合计|总计|共计|总和)|全(?:校|区|市|县|省|系统|体)(?:总数|总计|合计)?|[两二三四五六七八九]校"
    r"|总(?:收入|支出|投入|经费|人数|量|额)|(?:收入|支出|投入|经费|人数)总(?:计|额|量|数))(?:\(.*\))?"
)


def _named_totals(sheet: Sheet) -> Iterator[Relation | Doubtful]:
    """Rows whose name says that they total something: believed where at least half of their columns add up.

    Where none does, only columns that all miss by one slip of the hand are told.
    """
    named = [
        row
        for row in sheet.data_rows
        if not sheet.is_total_row(row)
        and not sheet.is_subtotal_row(row)
        and any(_NAMED_TOTAL.fullmatch(compact(sheet.text(row, column))) for column in sheet.label_columns)
    ]
    totals = sorted({*named, *(r for r in sheet.data_rows if sheet.is_total_row(r) or sheet.is_subtotal_row(r))})
    for total in named:
        start = max((other + 1 for other in totals if other < total), default=sheet.first_data_row)
        stop = min((other for other in totals if other > total), default=sheet.row_count)
        above = _parts(sheet, [row for row in sheet.data_rows if start <= row < total])
        members = above or _parts(sheet, [row for row in sheet.data_rows if total < row < stop])
        everything = _parts(sheet, [row for row in sheet.data_rows if row < total and row not in totals])
        columns = [
            c
            for c in sheet.numeric_columns
            if (total, c) in sheet.figures and adds_up(sheet, c) and not sheet.figures[total, c].is_percent
        ]
        if len(members) < 2 or not columns or _is_quotient_row(sheet, total):
            continue
        choices = [members, *([everything] if len(everything) > len(members) else [])]
        alternatives = [*choices, *nested_rows.levels(sheet, members, columns)]
        holding = [
            any(nested_rows.is_sum(sheet.figures[total, c], sheet.column_figures(c, rows)) for rows in alternatives)
            for c in columns
        ]
        slips = [
            any(_misses_by_a_slip(sheet.figures[total, c], sheet.column_figures(c, rows)) for rows in choices)
            for c in columns
        ]
        believed = any(holding) and sum(holding) * 2 >= len(holding)
        believed = believed or (all(held or slip for held, slip in zip(holding, slips, strict=True)))
        for column in columns:
            if nested_rows.is_all_of(sheet, sheet.figures[total, column], members):
                continue
            for claim in _sum(sheet, sheet.figures[total, column], alternatives):
                yield claim if believed else Doubtful(claim)


def _is_quotient_row(sheet: Sheet, row: int) -> bool:
    return QUOTIENT.search(compact(sheet.row_label(row))) is not None


def _misses_by_a_slip(total: Figure, figures: Sequence[Figure]) -> bool:
    """The sum is right once one digit of the total, or of a part of three digits, is typed right."""
    if len(figures) < 2 or total.value < 100 * total.number.scale:
        return False
    added = sum((figure.value for figure in figures), start=total.value * 0)
    return one_slip(total.number.digits, added / total.number.scale)


_FULL_WORDS = ("计", "总和", "计数", "计人数")


def _empty_total(sheet: Sheet, total: int, leaves: Sequence[int]) -> Iterator[Remark]:
    """合计 with nothing beside it, although the column above could be added."""
    labels = [
        as_pattern(r"\(.*?\)").sub("", compact(sheet.text(total, column))).rstrip(":")
        for column in range(sheet.column_count)
    ]
    if not any(label.endswith(_FULL_WORDS) for label in labels):
        # 教职工⏎总数: the second line of a wrapped label is no total of what stands above it.
        return
    sums = []
    for column in range(sheet.column_count):
        figures = sheet.column_figures(column, leaves)
        if len(figures) < 2 or not adds_up(sheet, column) or any(f.is_percent for f in figures):
            continue
        if len({f.number.unit.dimension if f.number.unit else "" for f in figures} - {""}) > 1 or len(
            figures
        ) * 3 < len(leaves):
            continue
        value = sum((f.value for f in figures), start=figures[0].value * 0)
        sums.append((f"{sheet.head(column) or '该列'} {value:f}", figures))
    if not sums:
        return
    label_column = next(
        (c for c in range(sheet.column_count) if compact(sheet.text(total, c)).rstrip(":") in TOTAL_WORDS), 0
    )  # fmt: skip
    expected = "；".join(text for text, _ in sums)
    evidence = [figure.place for _, figures in sums for figure in figures]
    yield Remark(
        f"table-totals:{sheet.id}:{total}", "table-totals", "missing", (sheet.place(total, label_column), *evidence),
        f"「{sheet.text(total, label_column)}」一行没有任何数值；按上面各行相加应为：{expected}",
        f"The total row is empty; adding the rows gives {expected}",
        severity="warning", reported="", expected=expected, formula=f"合计 = {expected}",
        keys=tuple(figure.key for _, figures in sums for figure in figures),
    )  # fmt: skip


def _total_columns(sheet: Sheet) -> Iterator[Relation | Doubtful | Remark]:
    columns = sheet.numeric_columns
    for column in columns:
        path = [compact(label) for label in sheet.column_path(column)]
        if not path or not adds_up(sheet, column):
            continue
        leaf = bare_label(path[-1])
        if leaf not in TOTAL_WORDS | SUBTOTAL_WORDS:
            if _NAMED_COLUMN.fullmatch(leaf):
                yield from _named_column(sheet, column, path[:-1])
            continue
        group = path[:-1]
        siblings = _siblings(sheet, column, group)
        leaves = [c for c in siblings if bare_label(sheet.head(c)) not in TOTAL_WORDS | SUBTOTAL_WORDS]
        groups = [c for c in siblings if c not in leaves]
        if kinds := _column_kinds(sheet, leaves, len(group)):
            yield from _divided_by_kinds(sheet, column, leaves, kinds)
            continue
        made, holding, blanks = _column_claims(sheet, column, (leaves, groups))
        # A head whose merged cell was lost totals other columns than those beside it.
        believed = holding * 2 >= len(made) if len(made) > 3 else holding or len(made) < 2
        yield from made if believed else (Doubtful(claim) for claim in made)
        if believed and holding and len(blanks) <= max(1, holding // 2):
            for row in blanks:
                yield from _blank_total(sheet, row, column, leaves)


_NAMED_COLUMN = as_pattern(r".{1,8}(?:合计|总计|共计)(?:\(.*\))?")
_SURE_LINES = 4


def _named_column(sheet: Sheet, column: int, group: Sequence[str]) -> Iterator[Relation]:
    """本年收入合计 | 财政拨款 | 事业收入: what stands between it and the next total makes it up, where nearly all lines say so."""
    siblings = _siblings(sheet, column, group)
    stops = [c for c in siblings if as_pattern("[合总小共]计").search(bare_label(sheet.head(c)))]
    after = [c for c in siblings if column < c < min((s for s in stops if s > column), default=sheet.column_count)]
    before = [c for c in siblings if max((s for s in stops if s < column), default=-1) < c < column]
    for leaves in (after, before):
        made, holding, _ = _column_claims(sheet, column, (leaves,))
        if holding >= _SURE_LINES and holding * 4 >= len(made) * 3:
            yield from made
            return


def _siblings(sheet: Sheet, column: int, group: Sequence[str]) -> list[int]:
    """The other columns under the same heads that may be added and are no 其中."""
    return [
        c
        for c in sheet.numeric_columns
        if c != column
        and [compact(label) for label in sheet.column_path(c)][: len(group)] == list(group)
        and adds_up(sheet, c)
        and not bare_label(sheet.head(c)).startswith("其中")
    ]


def _column_claims(
    sheet: Sheet, column: int, choices: Sequence[Sequence[int]]
) -> tuple[list[Relation], int, list[int]]:
    """The claims of one total column line by line, how many of them hold, and the lines without a total."""
    made: list[Relation] = []
    open_lines: list[Relation] = []  # an empty cell may hide what is missing
    holding = filled_by_nothing = 0
    blanks: list[int] = []
    for row in sheet.data_rows:
        total = sheet.figure(row, column)
        if total is None:
            if sheet.state(row, column) is CellState.BLANK:
                blanks.append(row)
            continue
        if total.is_percent and CHANGE_HEAD.search(compact(sheet.row_label(row))):
            # 增长率 4.1%, 12.9%, 5.8%: growth is not added.
            continue
        readings: list[Reading] = []
        unsure: list[Reading] = []
        added_up = has_gaps = False
        for chosen in choices:
            figures = [f for c in chosen if (f := sheet.figure(row, c)) is not None]
            if (
                not figures
                or len({f.number.unit.dimension if f.number.unit else "" for f in (*figures, total)} - {""}) > 1
            ):
                continue
            if len(chosen) < 2:
                continue
            fits = figures[0].value == total.value if len(figures) == 1 else nested_rows.is_sum(total, figures)
            gaps = len(figures) < len(chosen)
            reading = sum_of(total.operand(trust=0.9), [f.operand(trust=0.9) for f in figures])
            is_open = not fits and gaps and (len(figures) == 1 or sum(f.value for f in figures) < total.value)
            (unsure if is_open else readings).append(reading)
            has_gaps = has_gaps or (fits and gaps)
            added_up = added_up or fits
        if not (readings or unsure):
            continue
        claim = relation("table-totals", readings or unsure, cue=sheet.head(column), place=sheet.label_place(row))
        if not readings:
            open_lines.append(claim)
            continue
        made.append(claim)
        holding += added_up
        filled_by_nothing += has_gaps
    if filled_by_nothing >= _SURE_LINES and len(open_lines) * _SURE_LINES <= filled_by_nothing:
        # So many lines add up with cells left empty that an empty cell is nothing.
        made += open_lines
    return made, holding, blanks


def _blank_total(sheet: Sheet, row: int, column: int, leaves: Sequence[int]) -> Iterator[Remark]:
    """A cell of a total column without a figure, in a line whose parts are all there."""
    parts = [figure for c in leaves if (figure := sheet.figure(row, c)) is not None]
    if len(parts) < 2 or len(parts) < len(leaves) or any(part.is_percent for part in parts):
        return
    value = sum((part.value / part.number.scale for part in parts), start=parts[0].value * 0)
    label, head = sheet.row_label(row), sheet.head(column)
    yield Remark(
        f"table-totals:{sheet.id}:{row}:{column}", "table-totals", "missing",
        (parts[-1].place, *(part.place for part in parts[:-1])),
        f"「{label}」一行的「{head}」是空的；按同行各项相加应为：{value:f}",
        f"The {head} of this row is empty; adding its parts gives {value:f}",
        severity="warning", reported="", expected=f"{value:f}", formula=f"{head} = {value:f}",
        keys=tuple(part.key for part in parts),
    )  # fmt: skip


def _column_kinds(sheet: Sheet, leaves: Sequence[int], level: int) -> list[list[int]]:
    """The columns under each head (职称, 学位, 年龄) beside a total; none where fewer than two heads hold two each."""
    kinds: dict[str, list[int]] = {}
    for leaf in leaves:
        path = [compact(label) for label in sheet.column_path(leaf)]
        if len(path) < level + 2:
            return []
        kinds.setdefault(path[level], []).append(leaf)
    found = [columns for columns in kinds.values() if len(columns) > 1]
    return found if len(found) > 1 else []


def _divided_by_kinds(
    sheet: Sheet, column: int, leaves: Sequence[int], kinds: Sequence[Sequence[int]]
) -> Iterator[Relation | Doubtful]:
    """总计 | 职称: 正高, 副高 | 学位: 博士, 硕士: each head divides the total anew, unless all of them together make it up."""
    for row in sheet.data_rows:
        total = sheet.figure(row, column)
        if total is None:
            continue
        everything = [f for c in leaves if (f := sheet.figure(row, c)) is not None]
        claims = []
        for columns in kinds:
            figures = [f for c in columns if (f := sheet.figure(row, c)) is not None]
            if len(figures) < max(2, len(columns)) or any(f.is_percent for f in figures) or total.is_percent:
                continue
            claims.append((figures, nested_rows.is_sum(total, figures)))
        if nested_rows.is_sum(total, everything):
            claims = [(everything, True)]
        for figures, _ in claims:
            made = relation(
                "table-totals", [sum_of(total.operand(trust=0.9), [f.operand(trust=0.9) for f in figures])],
                cue=sheet.head(column), place=sheet.label_place(row),
            )  # fmt: skip
            yield made if any(holds for _, holds in claims) else Doubtful(made)


def _single_totals(sheet: Sheet) -> Iterator[Relation]:
    """A row with one figure over the whole width totals the row of kinds above it: 分类在校生 458, 722, 559; 在校生 1739."""
    rows = list(sheet.data_rows)
    by_row: dict[int, list[Figure]] = {}
    for (r, _), figure in sheet.figures.items():
        by_row.setdefault(r, []).append(figure)
    for above, row in itertools.pairwise(rows):
        figures = by_row.get(row, [])
        if len(figures) != 1:
            continue
        parts = [f for f in by_row.get(above, []) if adds_up(sheet, f.column)]
        # 小计, 男 and 女 under each kind: the kinds are added by their subtotals.
        heads = {f.column: bare_label(sheet.head(f.column)) for f in parts}
        totals = [f for f in parts if heads[f.column] in SUBTOTAL_WORDS or heads[f.column] in TOTAL_WORDS]
        parts = totals if len(totals) > 1 else parts
        if len(parts) < 2 or len(sheet.numeric_columns) < 3 or sheet.is_total_row(row):
            continue
        upper, lower = sheet.row_label(above), sheet.row_label(row)
        shared = any(
            upper[i : i + 2] in lower for i in range(len(upper) - 1) if upper[i : i + 2] not in ("人数", "数量")
        )
        if not shared:
            continue
        total = figures[0]
        fits = sum(f.value for f in parts) == total.value
        named = any(word in upper for word in ("分类", "分项", "各类", "各", "分别", "其中"))
        if fits or named:
            yield relation(
                "table-totals", [sum_of(total.operand(trust=0.9), [f.operand(trust=0.9) for f in parts])], cue=lower,
                severity="error" if named else "warning",
            )  # fmt: skip
