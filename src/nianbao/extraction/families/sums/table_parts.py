"""Rows headed 其中 are parts of the row above them, and kinds that leave nothing out make it up.

Cue: a row label that begins with 其中, and the rows below it down to the next numbered or
outdented one; a column headed 其中 right beside the column it opens up. Why it should hold in any report: 其中 means of these. Guards: only figures of one
unit are compared, so 其中：在校生数 under a number of schools is left alone; quotients are not
parts; the sum is claimed only for kinds known to be a partition (一、二、三产业; 国家级, 省级, 校级), 无
counts as nothing, but a dash beside a whole says as often that its kinds are not added (dollars and euros); in a table
that goes below zero a whole is what is left of its kinds, and one of them may be more; the nearest row that can hold the
part is meant, not the top of the table.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nianbao.extraction.claims import at_most, relation, sum_of
from nianbao.extraction.example import Example
from nianbao.extraction.families.sums.table_totals import adds_up
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.tables.table_facts import Sheet, bare_label, compact
from nianbao.extraction.wording import CHANGE_HEAD, PARTITIONS, QUOTIENT, are_opposites
from nianbao.facts.cell import CellState
from nianbao.facts.pattern import as_pattern
from nianbao.facts.relation import Operand, Relation
from nianbao.facts.unit import find_unit

FAULT = "logic"
EXAMPLES = (
    Example("fail", "序号\t指标\t单位\t2023年\n1\t毕业生人数\t人\t20\n\t其中：升学人数\t人\t25\n2\t教师数\t人\t30\n"),
    Example(
        "fail",
        "序号\t指标\t单位\t2023年\n5\t三次产业就业人数\t人\t30\n\t其中：第一产业\t人\t2\n\t第二产业\t人\t9\n\t第三产业\t人\t20\n",
    ),
    Example(
        "pass", "序号\t指标\t单位\t2023年\n1\t教材数\t本\t5\n\t其中：国家规划教材\t本\t无\n\t校企合作教材\t本\t4\n"
    ),
    Example("fail", "学校\t在校生\t其中：女生\n甲校\t586\t1286\n乙校\t790\t360\n"),
    Example(
        "silent",
        "项目\t本年（万元）\t上年（万元）\n捐赠收入\t30.5\t28.1\n财务费用\t-12.4\t3.2\n其中：利息支出\t8.6\t9.3\n",
        "what is left",
    ),
    Example("silent", "证书\t费用\t人数\n国际证书\t—\t96\n其中：美元\t1200\t40\n欧元\t900\t56\n", "never added"),
    Example(
        "silent", "序号\t指标\t单位\t2023年\n3\t在国外开办学校数\t所\t1\n\t其中：专业数量\t个\t3\n\t在校生数\t人\t60\n"
    ),
)
_WHICH = as_pattern(r"^(?:其中|#|其(?![他它余次]))")
# Rows of these words stand beside the row above and are no part of it, although no number sets them off.
_BESIDE = as_pattern(r"学时|金额|经费|到款|经济效益|课均|人均|生均")
_MUCH_OF_A_NAME = 8  # characters
_INNER = as_pattern(r"^(?:接入|达到|纳入|入选)")


@dataclass(frozen=True, slots=True)
class _Child:
    row: int
    certain: bool  # the label itself says 其中


def find(manuscript: Manuscript) -> Iterator[Relation]:
    """Parts against their whole, in every column of counts."""
    for sheet in manuscript.sheets:
        for parent, all_children in _families(sheet):
            if _is_net(sheet):
                break
            children = [child for child in all_children if not _is_of_other_things(sheet, parent, child.row)]
            if _are_of_a_row_above(sheet, parent, children):
                continue
            for column in sheet.numeric_columns:
                changes = any(CHANGE_HEAD.search(compact(label)) for label in sheet.column_path(column))
                # 双师型 may gain eleven where all teachers gain nine.
                if adds_up(sheet, column) and not changes:
                    yield from _compare(sheet, parent, children, column)
        yield from _columns(sheet)


_TAKEN_OFF = as_pattern(r"[（(]?减[)）]?[:：]")


def _is_net(sheet: Sheet) -> bool:
    """True where an amount of the table is below zero, or taken off (减：): its wholes are what is left of what came and went."""
    if any(_TAKEN_OFF.match(sheet.row_label(row)) for row in sheet.data_rows):
        return True
    return any(
        figure.value < 0 and not any(CHANGE_HEAD.search(compact(label)) for label in sheet.column_path(column))
        for (_, column), figure in sheet.figures.items()
    )


_FAR_OVER = 5  # times
_SEVERAL = 2


def _are_of_a_row_above(sheet: Sheet, parent: int, children: Sequence[_Child]) -> bool:
    """在校生 / 其中：一年级 / 二年级 / 其中：女生 / 男生: several rows that the row above cannot hold, and an earlier one can."""
    for column in sheet.numeric_columns:
        whole = sheet.figure(parent, column)
        over = [f.value for c in children if whole and (f := sheet.figure(c.row, column)) and f.value > whole.value]
        above = [f.value for row in sheet.data_rows if row < parent and (f := sheet.figure(row, column)) is not None]
        if len(over) >= _SEVERAL and above and max(above) >= max(over) and adds_up(sheet, column):
            return True
    return False


def _is_of_other_things(sheet: Sheet, parent: int, row: int) -> bool:
    """A row many times its whole in every one of several columns is counted in something else: 课时 below 门, 人 below 个."""
    pairs = [
        (whole.value, part.value)
        for column in sheet.numeric_columns
        if (whole := sheet.figure(parent, column)) is not None and (part := sheet.figure(row, column)) is not None
        if not whole.is_percent and not part.is_percent and part.value
    ]
    return len(pairs) > 1 and all(part > whole * _FAR_OVER for whole, part in pairs)


def _columns(sheet: Sheet) -> Iterator[Relation]:
    """在校生 | 其中：女生: a column of parts right beside the column of their wholes, where most lines agree."""
    for whole, column in itertools.pairwise(sheet.numeric_columns):
        head, label = compact(sheet.head(whole)), compact(sheet.head(column))
        if not label.startswith(("其中", "#")) or head.startswith(("其中", "#")) or whole + 1 != column:
            continue
        if not adds_up(sheet, whole) or not adds_up(sheet, column) or CHANGE_HEAD.search(label + head):
            continue
        pairs = [
            (left, right)
            for row in sheet.data_rows
            if (left := sheet.figure(row, whole)) is not None and (right := sheet.figure(row, column)) is not None
        ]
        alike = all(
            left.is_percent == right.is_percent and left.number.scale == right.number.scale for left, right in pairs
        )
        agreeing = sum(right.value <= left.value for left, right in pairs)
        if alike and len(pairs) > 1 and agreeing * 2 >= len(pairs):
            for left, right in pairs:
                yield relation(
                    "table-parts", [at_most([right.operand()], [left.operand(0.8)])], cue=label, severity="warning"
                )


def _families(sheet: Sheet) -> Iterator[tuple[int, list[_Child]]]:
    """Each row that has parts, with the rows of its parts."""
    parent: int | None = None
    heads: list[int] = []  # the numbered row and the rows below it that may be the whole
    children: list[_Child] = []
    within = False
    for row in sheet.data_rows:
        path = sheet.row_path(row)
        if not path:
            continue
        label = compact(path[-1])
        number = sheet.text(row, sheet.ordinal_column) if sheet.ordinal_column is not None else ""
        is_head = bool(as_pattern(r"\d{1,3}[.、]?").fullmatch(number))
        if _WHICH.match(label) and parent is not None:
            if not within:
                parent = _whole_of(sheet, row, heads) or parent
            within = True
            children.append(_Child(row, True))
            continue
        beside = parent is not None and _is_named_like(compact(sheet.row_path(parent)[-1]), label)
        if within and not beside and not is_head and sheet.ordinal_column is not None and not sheet.is_total_row(row):
            children.append(_Child(row, False))
            continue
        if within and parent is not None and _is_below(sheet, parent, row):
            continue
        if (
            within
            and len(children) == 1
            and sheet.ordinal_column is None
            and are_opposites(bare_label(sheet.row_path(children[0].row)[-1]).removeprefix("其中").lstrip("：:"), label)
        ):
            # 其中：男生, and right below it 女生: the other of two kinds.
            children.append(_Child(row, False))
            continue
        if parent is not None and children:
            yield parent, children
        heads = [*heads, row] if not is_head and sheet.ordinal_column is not None and not children else [row]
        parent, children, within = row, [], False
    if parent is not None and children:
        yield parent, children


_NUMBERED = as_pattern(r"[（(]?[一二三四五六七八九十]{1,3}[)）、.]")


def _is_below(sheet: Sheet, parent: int, row: int) -> bool:
    """一、东片 / 其中：甲校 / 乙校 / 其中：丙校: where the wholes have numbers in their names, a row without one is no whole."""
    labels = [compact(sheet.row_path(each)[-1]) for each in (parent, row)]
    return bool(_NUMBERED.match(labels[0])) and not _NUMBERED.match(labels[1]) and not sheet.is_total_row(row)


def _is_named_like(whole: str, label: str) -> bool:
    """被国外采用的标准数量 and 被国外采用的资源数量 stand beside each other: a part does not repeat so much of its whole's name.

    >>> _is_named_like("开发并被国外采用的职业教育标准数量", "开发并被国外采用的职业教育资源数量")
    True
    >>> _is_named_like("专任教师总数", "专任教师中高级职称人数")
    False
    """
    many = _MUCH_OF_A_NAME
    return len(whole) > many and whole[:many] == label[:many] and whole[-2:] == label[-2:]


def _whole_of(sheet: Sheet, row: int, heads: list[int]) -> int | None:
    """The nearest row above that is counted in the part's unit: 课均学生数 is not what 国家级课程 are part of."""
    if sheet.unit_column is None:
        return None
    unit = sheet.unit(row, sheet.unit_column + 1)
    for head in reversed(heads):
        label = bare_label(sheet.row_path(head)[-1])
        if sheet.unit(head, sheet.unit_column + 1) is unit and (not QUOTIENT.search(label) or "满意度" in label):
            return head
    return None


_DASH = as_pattern(r"[-—–−－/／\s]+")


def _operand(sheet: Sheet, row: int, column: int, trust: float = 1.0) -> Operand | None:
    figure = sheet.figure(row, column)
    if figure is not None:
        return None if figure.is_percent else figure.operand(trust)
    if sheet.state(row, column) is CellState.NONE:
        return sheet.none_operand(row, column)
    return None


def _dimension(sheet: Sheet, row: int, column: int) -> str:
    unit = sheet.unit(row, column)
    return unit.dimension if unit is not None else ""


def _measured_in(sheet: Sheet, row: int) -> str:
    """What the unit column of the row says, in the words of its dimension; empty where there is none."""
    if sheet.unit_column is None:
        return ""
    printed = compact(sheet.text(row, sheet.unit_column))
    unit = find_unit(printed)
    return unit.dimension if unit is not None else ""


def _compare(sheet: Sheet, parent: int, children: list[_Child], column: int) -> Iterator[Relation]:
    whole = None if _DASH.fullmatch(sheet.text(parent, column)) else _operand(sheet, parent, column, trust=0.8)
    top = bare_label(sheet.row_path(parent)[-1])
    # A satisfaction table asks people: the column of heads belongs to rows of rates.
    asked = as_pattern(r"人次|人数|样本|份数").search(compact(sheet.head(column))) is not None
    if QUOTIENT.search(top) and not asked:
        return
    previous: tuple[int, Operand] | None = None
    for child in children:
        label = bare_label(sheet.row_path(child.row)[-1])
        part = _operand(sheet, child.row, column)
        if part is None or (QUOTIENT.search(label) and not asked) or _BESIDE.search(label):
            continue
        if _dimension(sheet, child.row, column) != _dimension(sheet, parent, column) and not asked:
            continue
        if not asked and _measured_in(sheet, child.row) != _measured_in(sheet, parent):
            # 指导教师 人 31 18 12, 课酬 万元 37 19 19: one unit stands for every column of its row.
            continue
        if _INNER.match(label) and previous is not None:
            # 接入平台数量 is part of the level right above it.
            yield relation("table-parts", [at_most([part], [previous[1]])], cue=label)
        elif whole is not None and _both_numbers(whole, part):
            severity = "error" if child.certain or asked else "warning"
            yield relation("table-parts", [at_most([part], [whole])], cue=label, severity=severity)
        if not _INNER.match(label):
            previous = (child.row, part)
    if whole is None or asked:
        return
    labels = {bare_label(sheet.row_path(child.row)[-1]): child.row for child in children}
    for partition in PARTITIONS:
        rows = [next((row for name, row in labels.items() if word in name), None) for word in partition]
        if any(row is None for row in rows) or len(set(rows)) < len(rows):
            continue
        parts = [_operand(sheet, row, column) for row in rows if row is not None]
        known = [part for part in parts if part is not None]
        levels = partition[0] == "国家级"
        if len(known) == len(parts):
            yield relation(
                "table-parts",
                [sum_of(whole, known)],
                cue="、".join(partition),
                severity="warning" if levels else "error",
            )
            break


def _both_numbers(whole: Operand, part: Operand) -> bool:
    return whole.cell.number is not None or part.cell.number is not None or whole.cell.state is part.cell.state
