"""A share is of the whole that it names: of this year's and not of last year's, of the two classes named, in the measure named.

Cue: a count and 占 with a named whole (374人，占在校生的16.1%), with classes or kinds joined (占二、三年级在校生的13.9%), or behind the name of a
measure (学时占全部非学历培训的33.0%). Why it should hold in any report: what is told without a time is told of the report's own year, and
a whole made of two parts is what these two make. Guards: the whole must be known under that name for both years, and the share must be exactly
that of the earlier one, before that is told; joined parts come from one table or one sentence; a time, a goal or another base in the
words leaves it open.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import product

from nianbao.extraction.claims import relation, share_of
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention
from nianbao.extraction.shares.share_clauses import ShareClause, share_clauses
from nianbao.extraction.shares.share_grounds import Grounds, Named, bounds, grounds_of
from nianbao.extraction.tables.table_facts import Figure, compact
from nianbao.facts.pattern import as_pattern
from nianbao.facts.relation import Operand, Reading, Relation
from nianbao.facts.unit import are_comparable

FAULT = "share"
_YEARS = "\n\n指标\t单位\t2022年\t2023年\n全日制在校生人数\t人\t2391\t2326\n毕业生人数\t人\t760\t748\n"
_GRADES = "\n\n学校\t一年级\t二年级\t三年级\t小计\n东校\t622\t618\t602\t1842\n西校\t469\t455\t457\t1381\n合计\t1091\t1073\t1059\t3223\n"
EXAMPLES = (
    Example("fail", f"2023年订单培养学生374人，占在校生的15.64%。{_YEARS}"),
    Example("fail", f"订单班学生297人，占二、三年级在校生总数的9.22%。{_GRADES}"),
    Example(
        "fail", "全年非学历培训55项、2096学时、8968人次。公益培训4355人次、692学时，学时占全部非学历培训的48.56%。"
    ),
    Example("pass", f"订单班学生297人，占二、三年级在校生总数的13.93%。{_GRADES}"),
    Example(
        "pass", "全年非学历培训55项、2096学时、8968人次。公益培训4355人次、692学时，学时占全部非学历培训的33.02%。"
    ),
    Example("silent", f"2023年流失学生37人，占上年在校生的1.55%。{_YEARS}"),
    Example("silent", f"2023年订单培养学生374人，占在校生的16.08%。{_YEARS}"),
)
_MEASURES = frozenset(("人次", "学时", "课时", "期", "期数", "项目", "项目数", "人数", "经费", "收入", "到款", "面积"))
_JOINT = as_pattern(r"[、和与及]")
_ENDING = as_pattern(r"(?:在校|在籍|全日制)*(?:学生|生|教师|人员|专业)?$")
_VERBS = as_pattern(r"(?:在校生|学生|人数|共|有|为|是|达到?|：|:)+$")
_MOST_PAIRS = 12
_FAR = Decimal(2)  # times: a whole of last year's lies within this of this year's


def find(manuscript: Manuscript) -> Iterator[Relation]:
    """Shares of joined wholes, of a measure, and of last year's whole, clause by clause."""
    clauses = [clause for clause in share_clauses(manuscript) if clause.is_of_now and clause.base]
    if not clauses:
        return
    grounds = grounds_of(manuscript)
    for clause in clauses:
        readings = (
            list(_of_joined(clause, grounds)) or list(_of_measure(clause, grounds)) or list(_of_now(clause, grounds))
        )
        if readings:
            place = clause.passage.place(clause.share.clause[0], clause.share.end)
            yield relation(
                "wholes-of-now", readings, cue=f"占{clause.base}", severity="warning", place=place, is_searched=True
            )


def _claim(clause: ShareClause) -> Operand:
    return clause.share.operand(f"占{clause.base} {clause.share.raw.strip()}", trust=0.5)


def _of_joined(clause: ShareClause, grounds: Grounds) -> Iterator[Reading]:
    """占二、三年级在校生: the two columns, rows or counts of these names, from one place."""
    pieces = [piece for piece in _JOINT.split(clause.base) if piece]
    if clause.beside is None or len(pieces) < 2:
        return
    last = _ENDING.sub("", pieces[-1])
    names = [piece if len(piece) >= len(last) else piece + last[len(piece) :] for piece in pieces[:-1]] + [last]
    if any(len(name) < 2 for name in names):
        return
    found = [[each for each in grounds.called(name) if not each.is_old and _is_called(each, name)] for name in names]
    if not all(found):
        return
    for members in list(product(*(each[:_MOST_PAIRS] for each in found)))[: _MOST_PAIRS**2]:
        if _are_of_one_place(members):
            yield share_of(_claim(clause), [clause.beside.named_operand()], [each.operand() for each in members])


def _is_called(each: Named, name: str) -> bool:
    source = each.source
    if isinstance(source, Mention):
        return _VERBS.sub("", compact(source.words_before)).endswith(name) and source.unit is not None
    if source is None:
        return False
    if source.sheet.is_total_row(source.row):
        return compact(source.sheet.head(source.column)) == name
    return compact(source.sheet.row_label(source.row)) == name


def _are_of_one_place(members: Sequence[Named]) -> bool:
    """Of one row, of one column or of one sentence."""
    mentions = [m.source for m in members if isinstance(m.source, Mention)]
    figures = [m.source for m in members if isinstance(m.source, Figure)]
    if mentions:
        return len(mentions) == len(members) and len({(m.passage.id, m.sentence) for m in mentions}) == 1
    if len({figure.sheet.id for figure in figures}) != 1 or len(figures) != len(members):
        return False
    return len({figure.row for figure in figures}) == 1 or len({figure.column for figure in figures}) == 1


def _of_measure(clause: ShareClause, grounds: Grounds) -> Iterator[Reading]:
    """学时占全部非学历培训的: of the counts that the sentence gives only the one in 学时 over those in 学时."""
    who = clause.who.strip("，的 ")
    if clause.beside is not None or who not in _MEASURES:
        return
    measure = who.removesuffix("数")
    start, _ = clause.share.sentence
    parts = [m for m in clause.near if m.measure == measure and start <= m.start and m.end <= clause.share.start]
    if not parts:
        return
    wholes = [
        each for each in grounds.named
        if not each.is_old and each.source is not parts[-1] and each.value > float(parts[-1].number.value)
        and _is_in(each, measure, clause.base)
    ]  # fmt: skip
    for each in wholes[:_MOST_PAIRS]:
        yield share_of(_claim(clause), [parts[-1].named_operand()], [each.operand()])


def _is_in(each: Named, measure: str, base: str) -> bool:
    """A figure of the measure whose sentence, row or caption speaks of the whole named."""
    source = each.source
    if isinstance(source, Mention):
        start, _ = source.sentence
        return source.measure == measure and base in source.passage.plain[start : source.start]
    if source is None or base not in each.words:
        return False
    return measure in each.words and (source.sheet.is_total_row(source.row) or base in each.words.partition("|")[0])


def _of_now(clause: ShareClause, grounds: Grounds) -> Iterator[Reading]:
    """The share is that of last year's whole, and this year's is known: it was reckoned from the wrong column."""
    part = clause.beside
    lead = clause.passage.plain[clause.share.clause[0] : clause.share.start]
    if part is None or clause.share.number.places < 2 or "当年" in lead:
        return
    low, high = bounds(clause.share)
    value = float(part.number.value)
    wholes = [
        each for each in grounds.called(clause.base)
        if each.source is not None and each.value >= value and _bears(each, clause.base) and _is_alike(each, part)
    ]  # fmt: skip
    if any(low * each.value <= value <= high * each.value for each in grounds.called(clause.base) if not each.is_old):
        return
    old = [each for each in wholes if each.is_old and low * each.value <= value <= high * each.value]
    if not old:
        return
    for each in wholes:
        near = max(each.value, old[0].value) < float(_FAR) * min(each.value, old[0].value)
        if not each.is_old and near and _is_beside(each, old[0]):
            yield share_of(_claim(clause), [part.named_operand()], [each.operand()])


def _is_beside(now: Named, old: Named) -> bool:
    """Of the same row as the earlier figure, or both told in the text."""
    if isinstance(now.source, Figure) and isinstance(old.source, Figure):
        return now.source.sheet is old.source.sheet and (
            now.source.row == old.source.row or now.source.column == old.source.column
        )
    return isinstance(now.source, Mention)


def _bears(each: Named, base: str) -> bool:
    """Whether the name is that of the figure itself, and not of the table round it."""
    source = each.source
    if isinstance(source, Mention):
        return base in compact(source.words_before)[-len(base) - 8 :] or source.noun.startswith(base)
    return base in each.words.rpartition("|")[0]


def _is_alike(each: Named, part: Mention) -> bool:
    number = each.source.number if each.source is not None else None
    return number is not None and (number.unit is None or are_comparable(number.unit, part.unit))
