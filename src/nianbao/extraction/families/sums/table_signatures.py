"""Columns that add up in nearly every line add up in the others too.

Cue: in at least four lines and in seven of ten, one column is the sum of two or three others
(毕业生 = 就业 + 升学, 上年 + 增量 = 本年). Why it should hold in any report: agreement in so many lines
is no accident, so a line that breaks it is the fault. With fewer lines the heads must say it:
男 and 女, 京籍 and 非京籍, 公办 and 民办 beside a column of all. Guards: quotients are left out, at least
three lines must have two parts other than zero, a line of rates, one without a name and one that was
shifted by a column say nothing, and an empty cell counts as nothing only where the rest already adds up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from nianbao.extraction.claims import relation, sum_of
from nianbao.extraction.example import Example
from nianbao.extraction.families.sums.table_totals import adds_up
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.tables.table_facts import (
    PERIOD,
    SUBTOTAL_WORDS,
    TOTAL_WORDS,
    Figure,
    Sheet,
    bare_label,
    compact,
)
from nianbao.extraction.wording import PARTITIONS, QUOTIENT
from nianbao.facts.pattern import as_pattern
from nianbao.facts.relation import Relation

FAULT = "sum"
LINES = 4
COVERAGE = Decimal("0.7")
MOST_COLUMNS = 14
_GROUP_OF_AGES = as_pattern(r"年龄(?:结构|构成|分布|段|组|层次)?")
_WHOLE = as_pattern(r"在校|在籍|总|全[校部体]|合计|共")
EXAMPLES = (
    Example(
        "fail",
        "专业\t毕业生\t就业\t升学\n会计\t68\t11\t57\n电商\t13\t12\t1\n汽修\t27\t12\t25\n旅游\t11\t4\t7\n建筑\t13\t3\t10\n护理\t21\t9\t12\n",
    ),
    Example("fail", "学校\t招生\t男\t女\n甲校\t120\t70\t50\n乙校\t98\t40\t68\n"),
    Example(
        "pass",
        "专业\t毕业生\t就业\t升学\n会计\t68\t11\t57\n电商\t13\t12\t1\n汽修\t37\t12\t25\n旅游\t11\t4\t7\n建筑\t13\t3\t10\n",
    ),
    Example(
        "silent", "学校\t班级数\t一年级\t二年级\t三年级\t合计\n甲校\t9\t98\t104\t91\t293\n乙校\t6\t70\t65\t61\t196\n"
    ),
    Example(
        "silent", "专业\t招生\t在校\t毕业\n会计\t30\t90\t28\n电商\t32\t88\t27\n汽修\t20\t66\t25\n旅游\t22\t61\t19\n"
    ),
)


def find(manuscript: Manuscript) -> Iterator[Relation]:
    """Sums along the lines of each table."""
    for sheet in manuscript.sheets:
        yield from _signatures(sheet)


def _signatures(sheet: Sheet) -> Iterator[Relation]:
    columns = [
        c
        for c in sheet.numeric_columns
        if adds_up(sheet, c)
        # 减少 2: what says its way in words is a change, and no part.
        and not any(
            f.is_percent or (f.direction == "down" and f.value > 0) for f in sheet.column_figures(c, sheet.data_rows)
        )
        and bare_label(sheet.head(c)) not in TOTAL_WORDS | SUBTOTAL_WORDS
    ]
    if len(columns) < 3 or len(columns) > MOST_COLUMNS:
        return
    values = {c: _column(sheet, c) for c in columns}
    taken: set[int] = set()
    for total in columns:
        others = [c for c in columns if c != total and c not in taken]
        best: tuple[Decimal, tuple[int, ...]] = (Decimal(0), ())
        for size in (2, 3):
            for parts in combinations(others, size):
                support = _support(values[total], [values[c] for c in parts])
                if support > best[0]:
                    best = (support, parts)
        if not best[1]:
            best = (Decimal(1), _named_parts(sheet, total, others))
        if best[1]:
            taken.add(total)
            yield from _relations(sheet, total, best[1])


def _values(sheet: Sheet, row: int, parts: tuple[int, ...]) -> list[Figure]:
    return [figure for column in parts if (figure := sheet.figure(row, column)) is not None]


def _column(sheet: Sheet, column: int) -> list[Decimal | None]:
    """The values of a column, line by line: every column is held against many others, and asked for once."""
    figures = (sheet.figure(row, column) for row in sheet.data_rows)
    return [figure.value if figure is not None else None for figure in figures]


def _support(total: Sequence[Decimal | None], parts: Sequence[Sequence[Decimal | None]]) -> Decimal:
    """The share of the lines whose parts make up the total; nothing as soon as too many of them do not."""
    told = sum(whole is not None for whole in total)
    lines = good = telling = 0
    for whole, *figures in zip(total, *parts, strict=True):
        known = [value for value in figures if value is not None]
        if whole is None or not known:
            continue
        lines += 1
        if sum(known) == whole:
            good += 1
            telling += sum(value != 0 for value in known) >= 2
        elif lines - good > told * (1 - COVERAGE):
            return Decimal(0)
    if lines < LINES or telling < 3 or good < lines * COVERAGE:
        return Decimal(0)
    return Decimal(good) / lines


def _named_parts(sheet: Sheet, total: int, others: list[int]) -> tuple[int, ...]:
    heads = {bare_label(sheet.head(c)): c for c in others}
    for partition in PARTITIONS:
        found: list[int] = []
        for word in partition:
            columns = [
                c for head, c in heads.items() if head == word or head in (f"{word}生", f"{word}人数", f"其中{word}")
            ]
            if len(columns) == 1:
                found.append(columns[0])
        if len(found) == len(partition):
            # The whole is the column right before its parts; right behind them, or where a head of their own spans the
            # parts and not the whole (省级 before 市级: 一等奖, 二等奖, 三等奖), most lines must say so.
            before, behind = total == min(found) - 1, total == max(found) + 1
            if before and bare_label(sheet.head(max(found) + 1)) in TOTAL_WORDS | SUBTOTAL_WORDS:
                return ()  # 班级数, 一年级, 二年级, 三年级, 合计: their total is named
            agreeing = behind and _WHOLE.search(bare_label(sheet.head(total))) is not None
            if before and not _has_head_of_its_own(sheet, found, total):
                return tuple(found)
            return tuple(found) if (before or agreeing) and _add_up_mostly(sheet, total, found) else ()
    return ()


def _has_head_of_its_own(sheet: Sheet, parts: Sequence[int], total: int) -> bool:
    groups = {sheet.column_path(column)[:-1] for column in parts}
    return groups != {()} and groups != {sheet.column_path(total)[:-1]}


def _add_up_mostly(sheet: Sheet, total: int, parts: Sequence[int]) -> bool:
    """True where the parts make up the whole in half of the lines and more."""
    lines = [(sheet.figure(row, total), _values(sheet, row, tuple(parts))) for row in sheet.data_rows]
    full = [(whole, figures) for whole, figures in lines if whole is not None and len(figures) == len(parts)]
    good = sum(sum(f.value for f in figures) == whole.value for whole, figures in full)
    return good > 0 and good * 2 >= len(full)


def _is_nameless(sheet: Sheet, row: int) -> bool:
    """A row that lost its name because its cells slid."""
    labels = compact("".join(sheet.row_path(row)))
    return as_pattern(r"[\u4e00-\u9fffA-Za-z]").search(labels) is None and PERIOD.search(labels) is None


def _relations(sheet: Sheet, total: int, parts: tuple[int, ...]) -> Iterator[Relation]:
    cue = f"{bare_label(sheet.head(total))} = {' + '.join(bare_label(sheet.head(c)) for c in parts)}"
    remainder = _has_remainder(sheet, total, parts)
    for row in sheet.data_rows:
        whole = sheet.figure(row, total)
        figures = _values(sheet, row, parts)
        if whole is None or not figures:
            continue
        if remainder and sum(f.value for f in figures) < whole.value:
            continue
        if len(figures) < len(parts) and (
            sum(f.value for f in figures) < whole.value or _holds_more(sheet, row, parts)
        ):
            continue
        if sum(f.value for f in figures) != whole.value and (
            _is_nameless(sheet, row) or _is_row_of_quotients(sheet, row) or _is_shifted(sheet, row, total, parts)
        ):
            continue
        yield relation(
            "table-signatures",
            [sum_of(whole.operand(trust=0.9), [f.operand(trust=0.9) for f in figures])],
            cue=cue,
            place=sheet.label_place(row),
            is_inferred=True,
        )


def _holds_more(sheet: Sheet, row: int, parts: tuple[int, ...]) -> bool:
    """True where a part is written so that it was not read: (20), 12人/3批."""
    return any((row, c) not in sheet.figures and any(map(str.isdigit, sheet.text(row, c))) for c in parts)


def _has_remainder(sheet: Sheet, total: int, parts: tuple[int, ...]) -> bool:
    """True where every column adds up to its total row, which breaks the law as its lines do: a part has no column.

    A cell that is wrong would break the sum of its own column.
    """
    ends = [row for row in sheet.data_rows if sheet.is_total_row(row)]
    rows = [row for row in sheet.data_rows if not sheet.is_total_row(row) and not sheet.is_subtotal_row(row)]
    if len(ends) != 1 or len(rows) < LINES - 1:
        return False
    for column in (total, *parts):
        end = sheet.figure(ends[0], column)
        figures = sheet.column_figures(column, rows)
        if end is None or not figures or sum(f.value for f in figures) != end.value:
            return False
    whole, figures = sheet.figure(ends[0], total), _values(sheet, ends[0], parts)
    return whole is not None and sum(f.value for f in figures) < whole.value


def _is_row_of_quotients(sheet: Sheet, row: int) -> bool:
    """A row of rates among rows of counts: its own label or the unit beside it says so."""
    beside = [sheet.text(row, column) for column in range(sheet.column_count) if column not in sheet.label_columns]
    *groups, own = sheet.row_path(row) or ("",)
    # A group of ages holds counts; a row named 年龄 alone holds an age. Whether the group's cell reaches down is no matter.
    named = [group for group in groups if not _GROUP_OF_AGES.fullmatch(compact(group))]
    texts = map(compact, [*named, own, *beside])
    words = [text for text in texts if text and not as_pattern(r"[-+\d.,%]+").fullmatch(text)]
    return any(text in ("%", ":1", "百分比") or QUOTIENT.search(text) for text in words)


def _is_shifted(sheet: Sheet, row: int, total: int, parts: tuple[int, ...]) -> bool:
    """A row copied without one of its blanks: one column further on, its figures do add up."""
    count = sum(place[0] == row for place in sheet.figures)
    if count >= max(sum(place[0] == other for place in sheet.figures) for other in sheet.data_rows):
        return False
    for shift in (-1, 1):
        whole = sheet.figure(row, total + shift)
        figures = [sheet.figure(row, column + shift) for column in parts]
        known = [figure.value for figure in figures if figure is not None]
        if whole is not None and len(known) == len(parts) and sum(known) == whole.value != 0:
            return True
    return False
