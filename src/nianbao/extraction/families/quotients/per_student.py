"""What falls to each student is the amount beside it over the students whom the report counts elsewhere.

Cue: 实训工位 2860 个，生均 0.94 个; 占地 168 万平方米，…生均占地 40.8 平方米, in a report that gives its students somewhere. Why it should
hold in any report: 生均 is the amount over the students. Guards: amount and quotient have one measure, and stand side by
side or bear one name; every number of students of the report's own period is a legal divisor; students may have been
weighed (折合), so only a slip of the hand is told, or what is off by more than any weighing could make it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from nianbao.extraction.claims import Doubtful, ratio_of, relation, unitless
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.extraction.names.known_facts import known_facts
from nianbao.facts.pattern import as_pattern
from nianbao.facts.printed_number import Hedge
from nianbao.facts.relation import Operand, Relation
from nianbao.facts.unit import are_comparable

FAULT = "ratio"
_STUDENTS = "全日制在校生3043人。\n\n"
EXAMPLES = (
    Example("fail", f"{_STUDENTS}实训工位2860个，生均0.49个。"),
    Example("fail", f"{_STUDENTS}教学仪器设备值7218万元，生均2372元。"),
    Example("pass", f"{_STUDENTS}实训工位2860个，生均0.94个。"),
    Example("pass", f"{_STUDENTS}学校占地12.4万平方米，校园环境优美，生均占地40.7平方米。"),
    Example("silent", f"{_STUDENTS}实训工位2860个，生均0.85个。", "the students may be weighed"),
)
_EACH = as_pattern(r"(?:平均)?(?:生均|每生)(?P<thing>[\u4e00-\u9fff]{0,8}?)(?:约?[为达是]|达到|约|有|拥有)*\s*$")
_BESIDE = as_pattern(
    r"\s*(?:[，,、（(；;]|，按?(?:全日制)?在校生计算，)\s*(?:平均)?(?:生均|每生)(?:约?[为达是]|达到|约|有|拥有)*\s*"
)
_RULE = as_pattern(r"标准|定额|不[低少]于|要求|规定|拨款|公用经费|目标|力争|补助|资助")
_NO_AMOUNT = as_pattern(r"[增减](?![加少]?[到至])[^到至]{0,3}$|生均|上年|去年")
_WEIGHED = Decimal("1.8")  # no weighing of part-time or short-term students changes their number so much
_MOST_STUDENTS = 6


def find(manuscript: Manuscript) -> Iterator[Relation | Doubtful]:
    """Sentence by sentence."""
    if not (students := _students(manuscript)):
        return
    for passage in manuscript.prose():
        if "生均" not in passage.plain and "每生" not in passage.plain:
            continue
        for each in passage.mentions:
            lead = passage.plain[each.clause[0] : each.start]
            match = _EACH.search(lead)
            if match is None or each.is_percent or each.number.hedge is not Hedge.NONE or not each.number.value:
                continue
            if _RULE.search(lead):
                continue
            yield from _claim(passage, each, match["thing"], students)


def _students(manuscript: Manuscript) -> list[Operand]:
    """The students of the report's own period, each number once."""
    found: dict[Decimal, Operand] = {}
    for fact in known_facts(manuscript).get("full_time_students", ()):
        number = fact.operand.cell.number
        if number is None or not number.value or fact.scope or number.hedge is not Hedge.NONE:
            continue
        if (fact.period or manuscript.data_period) == manuscript.data_period:
            found.setdefault(number.value, unitless(fact.operand))
    return list(found.values())[:_MOST_STUDENTS]


def _claim(passage: Passage, each: Mention, thing: str, students: Sequence[Operand]) -> Iterator[Relation | Doubtful]:
    start, _ = passage.full_sentence_at(each.start)
    before = [
        m for m in passage.mentions_in(start, each.digits_start)
        if not m.is_percent and not m.is_loose and m.number.hedge is Hedge.NONE and _alike(m, each)
        and m.number.value > each.number.value and not _NO_AMOUNT.search(_own_words(passage, m)[-12:])
    ]  # fmt: skip
    if not before:
        return
    is_beside = not thing and _BESIDE.fullmatch(passage.plain[before[-1].end : each.start]) is not None
    if is_beside:
        amounts = before[-1:]
    else:
        amounts = [m for m in before if len(thing) > 1 and thing[:2] in f"{m.words_before}{m.noun}"][-2:]
    claim = unitless(each.operand(f"生均{thing} {each.raw.strip()}", trust=0.5))
    readings = [ratio_of(claim, [unitless(amount.named_operand())], [head]) for amount in amounts for head in students]
    between = passage.mentions_in(amounts[-1].end, each.digits_start) if amounts else []
    counted = [
        m for m in passage.mentions_in(0, each.digits_start) if m.unit is not None and m.unit.dimension == "people"
    ]
    if not readings or counted or (len(thing) < 2 and any(_alike(m, each) for m in between)):
        # 实习学生 874 人，保险经费 13.11 万元，生均 150 元: those beside it share it, not all of the school.
        return
    place = passage.place(amounts[-1].start, each.end)
    made = relation("per-student", readings[:12], cue="生均", severity="warning", place=place)
    far = is_beside and all(
        not (1 / _WEIGHED < amount.number.value / _value(head) / each.number.value < _WEIGHED)
        for amount in amounts
        for head in students
    )
    yield made if far else Doubtful(made, frozenset((each.id, *(amount.id for amount in amounts))))


def _own_words(passage: Passage, mention: Mention) -> str:
    """由上年的 5312.8 万元增加到 5826.4 万元: what stands before the figure before is that one's."""
    earlier = passage.mentions_in(mention.clause[0], mention.digits_start)
    return passage.plain[earlier[-1].end if earlier else mention.clause[0] : mention.start]


def _alike(amount: Mention, each: Mention) -> bool:
    if amount.unit is None or each.unit is None:
        return False
    if each.unit.dimension == "items":
        return amount.measure == each.measure
    return are_comparable(amount.unit, each.unit)


def _value(operand: Operand) -> Decimal:
    return operand.cell.number.value if operand.cell.number is not None else Decimal(1)
