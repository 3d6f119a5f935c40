"""A sentence about all rows of a table holds for each of them.

Cue: an indicator with 均, 都, 全部, 各专业 or 其他专业 and a bound (均达到 95% 以上, 均为 100%, 最高, 最低), and a
table with a column of that indicator. Why it should hold in any report: all means all. Guards:
the indicator's words must be those of the column's head in their order; the rows named in the
sentence are taken out where it speaks of the others (其他, 其余); a bound of exactly 100 % is met by
100 % alone; total rows are left out; without 均, 都, 各 or 其他 no claim is made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from nianbao.extraction.claims import at_most, relation, same
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.table_facts import Figure, Sheet, bare_label, compact
from nianbao.extraction.wording import letters_in_order
from nianbao.facts.cell import Cell
from nianbao.facts.printed_number import Hedge, PrintedNumber
from nianbao.facts.relation import Operand, Relation
from nianbao.facts.unit import are_comparable

FAULT = "mismatch"
_TABLE = "专业\t就业率\t对口就业率\n学前教育\t100%\t100%\n会计事务\t100%\t93.1%\n汽车运用\t100%\t96.2%\n"
EXAMPLES = (
    Example("fail", f"各专业对口率均达到95%以上。\n\n各专业就业情况\n\n{_TABLE}"),
    Example("fail", f"学前教育专业对口率为100%，其他专业对口率达到95%以上。\n\n各专业就业情况\n\n{_TABLE}"),
    Example("pass", f"各专业就业率均为100%。\n\n各专业就业情况\n\n{_TABLE}"),
    Example("silent", f"全区平均对口率达到95%以上。\n\n各专业就业情况\n\n{_TABLE}"),
)
ALL = re.compile(r"(?<!平)均|都|全部|各(?:个)?(?:专业|学校|校|项)|每个|所有|其[他它余]")
OTHERS = re.compile(r"其[他它余]")
INDICATOR = re.compile(
    r"([\u4e00-\u9fff]{2,10}?(?:率|满意度|比例|起薪|薪酬|月收入|工资|人数))[均都为达到在是约超过高于不低全部皆可保持稳定:：]*\s*$"
)
EXTREME = re.compile(r"最(?P<which>高|低|多|少)(?:的)?(?:是|为|达到?|有|专业)?[^，。；\d]{0,14}$")


def find(manuscript: Manuscript) -> Iterator[Relation]:
    """Bounds over all rows, sentence by sentence."""
    for passage in manuscript.prose():
        for mention in passage.mentions:
            before = passage.plain[mention.clause[0] : mention.start]
            match = INDICATOR.search(compact(before))
            if match is None or not ALL.search(before):
                continue
            indicator = re.sub(r"^.*(?:专业|学校|毕业生|学生|我区|全区|的|各|均|都)", "", match[1]) or match[1]
            if len(indicator) < 3:
                continue
            for sheet in manuscript.sheets:
                for column in _columns(sheet, indicator, mention):
                    yield from _claim(passage, mention, before, sheet, column, indicator)


def _columns(sheet: Sheet, indicator: str, mention: Mention) -> list[int]:
    found = []
    for column in sheet.numeric_columns:
        head = bare_label(sheet.head(column))
        if not head or head[-1] != indicator[-1] or not (letters_in_order(indicator, head) or head == indicator):
            continue
        if indicator in ("就业率",) and head != indicator:
            continue
        figures = sheet.column_figures(column, sheet.data_rows)
        if len(figures) >= 3 and all(are_comparable(f.number.unit, mention.unit) for f in figures):
            found.append(column)
    return found


def _claim(
    passage: Passage, mention: Mention, before: str, sheet: Sheet, column: int, indicator: str
) -> Iterator[Relation]:
    rows = [row for row in sheet.data_rows if not sheet.is_total_row(row) and (row, column) in sheet.figures]
    if OTHERS.search(before):
        start, _ = mention.sentence
        said = compact(passage.plain[start : mention.start])
        rows = [row for row in rows if not _is_named(sheet.row_label(row), said)]
    if len(rows) < 2:
        return
    figures = [sheet.figures[row, column] for row in rows]
    hedge = mention.number.hedge
    bound = bound_operand(mention, indicator)
    place = passage.place(mention.clause[0], mention.end)
    if hedge in (Hedge.AT_MOST, Hedge.UNDER):
        worst = max(figures, key=lambda f: f.value)
        reading = at_most([worst.operand()], [bound])
    elif hedge in (Hedge.AT_LEAST, Hedge.OVER) or re.search(r"达|高于|不低于|超过", before):
        worst = min(figures, key=lambda f: f.value)
        reading = at_most([bound], [worst.operand()])
    elif re.search(r"(?<!平)均|都|全部", before):
        worst = max(figures, key=lambda f: abs(f.value - mention.number.value))
        reading = same(worst.operand(), bound)
    else:
        return
    yield relation("quantifiers", [reading], cue=passage.text[mention.clause[0] : mention.end], place=place)
    below = [f for f in figures if f is not worst and _breaks(f, mention, hedge, before)]
    for figure in below:
        again = (
            at_most([bound], [figure.operand()])
            if reading.kind == "at_most" and hedge not in (Hedge.AT_MOST, Hedge.UNDER)
            else same(figure.operand(), bound)
        )
        yield relation("quantifiers", [again], cue=passage.text[mention.clause[0] : mention.end], place=place)


def bound_operand(mention: Mention, indicator: str) -> Operand:
    """The bound itself: its hedge has already been read as a direction."""
    number = mention.number
    # A bound is meant exactly: 98% 以上 does not take in 97.6%.
    exact = number.digits.quantize(Decimal("0.000001"))
    plain = PrintedNumber(number.raw, exact, number.scale, number.unit)
    return Operand(mention.id, f"{indicator} {mention.raw.strip()}", Cell.of_number(plain), mention.place, 0.6)


def _is_named(label: str, said: str) -> bool:
    short = label.removesuffix("专业")
    return len(short) >= 2 and short in said


def _breaks(figure: Figure, mention: Mention, hedge: Hedge, before: str) -> bool:
    if hedge in (Hedge.AT_MOST, Hedge.UNDER):
        return False
    if hedge in (Hedge.AT_LEAST, Hedge.OVER) or re.search(r"达|高于|不低于|超过", before):
        return figure.value < mention.number.value
    return figure.value != mention.number.value
