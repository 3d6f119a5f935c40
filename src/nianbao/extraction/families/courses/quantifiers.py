"""A sentence about all rows of a table, or about all years of a row, holds for each of them.

Cue: an indicator with 均, 都, 全部, 各专业, 其他专业, 始终 or 近三年 and a bound (均达到 95% 以上, 均为 100%, 始终低于 14:1), and a
table with a column or a row of that indicator. Why it should hold in any report: all means all. Guards:
the indicator's words must be those of the head in their order; the rows named in the
sentence are taken out where it speaks of the others (其他, 除…外); a number of rows (三所学校) must be that of the table; a
bound of exactly 100 % is met by 100 % alone; total rows are left out; one table or period that keeps the bound is
enough; where most of the rows break it something else is meant,
unless all have one value and 均为 gives another; without 均, 都, 各 or 其他 no claim is made.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from nianbao.extraction.claims import at_most, relation, same
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.tables.row_groups import groups_said
from nianbao.extraction.tables.table_facts import Figure
from nianbao.facts.cell import Cell
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import Hedge, PrintedNumber
from nianbao.facts.relation import Operand, Relation

FAULT = "mismatch"
_TABLE = "专业\t就业率\t对口就业率\n学前教育\t100%\t100%\n会计事务\t100%\t93.1%\n汽车运用\t100%\t96.2%\n"
EXAMPLES = (
    Example("fail", f"各专业对口率均达到95%以上。\n\n各专业就业情况\n\n{_TABLE}"),
    Example("fail", f"学前教育专业对口率为100%，其他专业对口率达到95%以上。\n\n各专业就业情况\n\n{_TABLE}"),
    Example("pass", f"各专业就业率均为100%。\n\n各专业就业情况\n\n{_TABLE}"),
    Example(
        "fail",
        "近三年生师比均低于14:1。\n\n表1 生师比\n\n指标\t2021年\t2022年\t2023年\n生师比\t13.5:1\t14.2:1\t13.8:1\n",
    ),
    Example("fail", f"会计事务专业对口就业率为93.1%，其余专业均在97%以上。\n\n各专业就业情况\n\n{_TABLE}"),
    Example("fail", f"毕业生就业率均在90%。\n\n各专业就业情况\n\n{_TABLE}"),
    Example("silent", f"全区平均对口率达到95%以上。\n\n各专业就业情况\n\n{_TABLE}"),
)
ALL = as_pattern(
    r"(?<![平人年])均(?!衡|等|价|值|分|经|占)|都(?!市)|全部|皆|各(?:个|类|项)?(?:群体|对象|专业|学校|校|项|年级|县|区|系|类|分项|指标)|每个|所有|其[他它余]|始终|一直|保持在|稳定在"
)
LOWER = as_pattern(r"达|高于|不低于|超过|突破|不少于|大于")
UPPER = as_pattern(r"(?<!不)低于|(?<!不)少于|小于|不足|不超过|不高于|控制在|以内")
_THINGS = ("个", "所", "家", "类", "项")
_BETWEEN = 16  # characters between the word for all and the bound
_NEAR = Decimal("0.03")
_FEW = 2  # rows that may be equal by chance
_SLACK = Decimal("0.0005")  # of a share: 97.96 % is printed as 98.0 % elsewhere


def find(manuscript: Manuscript) -> Iterator[Relation]:
    """Bounds over all rows or years, number by number."""
    if not manuscript.sheets:
        return
    for passage in manuscript.prose():
        if not ALL.search(passage.plain):
            continue
        for mention in passage.mentions:
            if not mention.is_loose:
                yield from _claim(manuscript, passage, mention)


def _claim(manuscript: Manuscript, passage: Passage, mention: Mention) -> Iterator[Relation]:
    start = mention.clause[0]
    before = passage.plain[start : mention.start]
    said = list(ALL.finditer(before))
    if (
        not said
        or len(before) - said[-1].end() > _BETWEEN
        or passage.mentions_in(start + said[-1].end(), mention.start)
    ):
        return
    mode = mode_of(mention, before[said[0].start() :], passage.plain[mention.end : mention.end + 3])
    if not mode:
        return
    sentence, _ = passage.sentence_at(mention.start)
    groups = [g for g in groups_said(manuscript, passage, start, mention) if len(g.members) > 1]
    of_others = as_pattern(r"其[他它余]").search(before[max(0, said[0].start() - 1) :]) is not None
    told = [m.measure for m in passage.mentions_in(sentence, start)]
    if (
        not groups
        and sentence < start
        and (not told or (of_others and {mention.measure} <= set(told) <= {mention.measure, *_THINGS}))
    ):
        # 护理专业对口率较高，除会计外都在 85% 以上: the indicator stands in the clause before;
        # 旅游专业就业率为 96.5%，其余专业均在 98% 以上: and so it does beside the figure of the one that is taken out.
        groups = groups_said(manuscript, passage, sentence, mention)
    broken = [(group, [f for f in group.figures if breaks(f, mention, mode)]) for group in groups]
    # Another column, table or period may be meant: one that keeps the bound is enough.
    kept = next((group for group, wrong in broken if not wrong), None)
    if kept is None:
        uniform = [(group, wrong[:1]) for group, wrong in broken if mode == "equal" and _is_one_value(group.figures)]
        broken = [(group, wrong) for group, wrong in broken if _is_about(wrong, len(group.members), mention)] or uniform
        if not broken:
            return
    bound = bound_operand(mention, before[-10:])
    place = passage.place(start, mention.end)
    cue = passage.text[start : mention.end]
    group, wrong = (kept, []) if kept is not None else max(broken, key=lambda pair: pair[0].period or 0)
    figures = wrong or [_worst(group.figures, mention, mode)]
    for figure in figures:
        operand = figure.operand() if figure.number.unit is not None else figure.operand(unit=mention.unit)
        reading = {
            "lower": at_most([bound], [operand]), "upper": at_most([operand], [bound]), "equal": same(operand, bound)
        }[mode]  # fmt: skip
        yield relation("quantifiers", [reading], cue=cue, severity="error", place=place)


def _is_about(wrong: list[Figure], members: int, mention: Mention) -> bool:
    """Few break the bound, or all who do come close to it: otherwise it was said of something else."""
    bound = mention.number.value
    values = [
        figure.value if figure.number.unit is not None else figure.number.digits * mention.number.scale
        for figure in wrong
    ]
    near = all(abs(value - bound) <= _NEAR * abs(bound) for value in values)
    return 2 * len(wrong) <= members or (near and len(wrong) < members)


def _is_one_value(figures: list[Figure]) -> bool:
    """均在 90% where every row has 100 %: the rows are as equal as the sentence says, at another value."""
    return len(figures) > _FEW and len({figure.value for figure in figures}) == 1


def mode_of(mention: Mention, words: str, behind: str = "") -> str:
    """Whether the number is a lower bound, an upper bound or the value of each; empty where it is none of them."""
    hedge = mention.number.hedge
    if hedge in (Hedge.AT_MOST, Hedge.UNDER) or (UPPER.search(words) and "以上" not in behind):
        return "upper"
    if hedge in (Hedge.AT_LEAST, Hedge.OVER) or LOWER.search(words) or behind.startswith("以上"):
        return "lower"
    if (
        hedge is Hedge.NONE
        and mention.is_percent
        and as_pattern(r"(?<![平年])(?:均|都|全部)[为是在]?\s*$").search(words)
    ):
        return "equal"
    return ""


def breaks(figure: Figure, mention: Mention, mode: str) -> bool:
    """True where the figure does not keep the bound."""
    unit = figure.number.unit
    value, bound = (
        (figure.value, mention.number.value) if unit is not None else (figure.number.digits, mention.number.digits)
    )
    slack = _SLACK if unit is not None and figure.is_percent else Decimal(0)
    if mode == "lower":
        return value < bound - slack
    if mode == "upper":
        return value > bound + slack
    return value != bound


def _worst(figures: list[Figure], mention: Mention, mode: str) -> Figure:
    if mode == "equal":
        return figures[0]
    return min(figures, key=lambda f: f.value) if mode == "lower" else max(figures, key=lambda f: f.value)


def bound_operand(mention: Mention, indicator: str) -> Operand:
    """The bound itself: its hedge has already been read as a direction."""
    number = mention.number
    # A bound is meant exactly: 98% 以上 does not take in 97.6%.
    exact = number.digits.quantize(Decimal("0.000001"))
    plain = PrintedNumber(number.raw, exact, number.scale, number.unit)
    return Operand(mention.id, f"{indicator} {mention.raw.strip()}", Cell.of_number(plain), mention.place, 0.6)
