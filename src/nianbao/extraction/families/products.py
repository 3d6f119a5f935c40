"""So many at so much each make what was spent or reached altogether.

Cue: 每人 a 元, 每生每年 a 元, 每场 a 人, 每周 a 课时, 单价 a 元 beside the number of those it is reckoned for and a total with 共,
合计, 总价 or the like. Why it should hold in any report: a payment by rule is the rule times the heads. Guards: one
sentence with one rate, one count of what 每 names and one total of the rate's own measure; a rate for a term or a
month may be paid twice, or ten or twelve times; where the total is far from any of these it is a total of something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from nianbao.extraction.claims import Doubtful, relation, same
from nianbao.extraction.example import Example
from nianbao.extraction.manuscript import Manuscript
from nianbao.extraction.mention import Mention, Passage
from nianbao.facts.cell import Cell
from nianbao.facts.printed_number import Hedge, PrintedNumber
from nianbao.facts.relation import Operand, Reading, Relation
from nianbao.facts.unit import are_comparable

FAULT = "sum"
EXAMPLES = (
    Example("fail", "每生每年补助2000元，资助420人，共发放资金94万元。"),
    Example("fail", "采购设备42台，单价1.5万元，总价73万元。"),
    Example("fail", "每周18课时，授课16周，共298课时。"),
    Example("fail", "按每人每学期1000元的标准，为420名学生发放助学金，一学期共计52万元。"),
    Example("pass", "每生每年补助2000元，资助420人，共发放资金84万元。"),
    Example("pass", "按每人每月300元发放生活补助，共资助420人，全年发放126万元。"),
    Example("silent", "一等奖10人，每人2000元，二等奖20人，每人1200元，共发放4万元。"),
)
_RATE = re.compile(
    r"每(?:一|个)?(?P<per>名[^，。；\d]{0,6}|人次|人|生|位|班|期|场|周|天|次|台|套|家|户|校|所|组|批|门|个?学期|亩)"
    r"(?P<times>(?:每?(?:学?年|学期|月|天|次|期))*)[^，。；\d每]{0,8}$"
)
_PRICE = re.compile(r"(?:单价|均价)[为约]?\s*$")
_MEAN = re.compile(r"平均|人均|生均|班均")
_TOTAL = re.compile(
    r"(?:合计|共计|总计|累计|总价|总额|总金额|总课时|总学时|总人数|全年|一学期|(?<!公)共(?!同|建|享)|资金|金额|参加人数|惠及|受众|参与)[^，。；\d]{0,14}$"
)
_PEOPLE = ("人", "生", "位", "名", "人次")
_THINGS = re.compile(r"台|套|件|辆|册|本|部|张|组|间|个")
_TERMS = {"学期": (1, 2), "月": (1, 10, 12, 9, 11), "天": (), "": (1,)}
_FAR = 2


def find(manuscript: Manuscript) -> Iterator[Relation | Doubtful]:
    """Products, sentence by sentence."""
    for passage in manuscript.prose():
        if "每" not in passage.plain and "单价" not in passage.plain:
            continue
        for start, end in passage.full_sentences:
            mentions = [m for m in passage.mentions_in(start, end) if not m.is_loose and not m.is_percent]
            rates = [m for m in mentions if _rate_of(passage, m) is not None]
            if len(rates) == 1 and rates[0].number.hedge is Hedge.NONE:
                yield from _product(passage, rates[0], [m for m in mentions if m is not rates[0]])


def _rate_of(passage: Passage, mention: Mention) -> re.Match[str] | None:
    lead = passage.plain[max(mention.clause[0], mention.start - 24) : mention.start]
    if _MEAN.search(lead):
        return None
    return _RATE.search(lead) or (_PRICE.search(lead) if mention.is_money else None)


def _product(passage: Passage, rate: Mention, others: Sequence[Mention]) -> Iterator[Relation | Doubtful]:
    match = _rate_of(passage, rate)
    assert match is not None
    per = match.groupdict().get("per") or ""
    times = match.groupdict().get("times") or ""
    totals = [
        m for m in others
        if _same(m, rate) and m.number.value > rate.number.value and m.number.hedge is Hedge.NONE
        and _TOTAL.search(passage.plain[m.clause[0] : m.start]) and not _counts(m, per)
    ]  # fmt: skip
    counts = [
        m for m in others if m not in totals and _counts(m, per) and m.number.hedge is Hedge.NONE and m.number.value > 1
    ]
    if len(totals) != 1 or len(counts) != 1:
        return
    total, count = totals[0], counts[0]
    if any(m is not count and m is not total and _same(m, rate) for m in others):
        # Another amount of the kind stands in the sentence: what the total is made of is open.
        return
    terms = next((often for name, often in _TERMS.items() if name and name in f"{times}{per}" and name != per), (1,))
    if "天" in times or not terms:
        return
    readings = [_reading(rate, total, count, often) for often in terms]
    place = passage.place(min(rate.start, total.start, count.start), max(rate.end, total.end, count.end))
    made = relation("products", readings, cue=match[0].strip(), severity="warning", place=place)
    quotients = [
        total.number.value / (count.number.value * rate.number.value * often) for often in terms if rate.number.value
    ]
    near = any(1 / Decimal(_FAR) < quotient < _FAR for quotient in quotients)
    yield made if near else Doubtful(made, frozenset((total.id, rate.id)))


def _reading(rate: Mention, total: Mention, count: Mention, often: int) -> Reading:
    number = total.number
    made = rate.number.value * count.number.value * often / number.scale
    words = f"{count.raw.strip()} × {rate.raw.strip()}" + (f" × {often}" if often > 1 else "")
    # What the rate makes is exact; only the printed total may be rounded.
    exact = PrintedNumber(f"{made.normalize():f}", made.quantize(Decimal("0.000001")), number.scale, number.unit)
    product = Operand(f"{rate.id}:x{often}:{count.id}", words, Cell.of_number(exact), None, 2.0)
    return same(product, total.operand(trust=0.7))


def _same(mention: Mention, rate: Mention) -> bool:
    if mention.unit is None or rate.unit is None:
        return bool(rate.measure) and mention.measure == rate.measure
    if mention.unit.dimension == "items" or rate.unit.dimension == "items":
        return mention.measure == rate.measure
    people = {"people", "person_times"}
    return are_comparable(mention.unit, rate.unit) or {mention.unit.dimension, rate.unit.dimension} <= people


def _counts(mention: Mention, per: str) -> bool:
    """True where the figure counts what the rate is given for."""
    dimension = mention.unit.dimension if mention.unit is not None else ""
    if not per:
        return not mention.is_money and _THINGS.search(mention.measure) is not None
    if per.startswith(_PEOPLE) and per != "人次":
        return dimension == "people" and mention.measure != "人次"
    per = per.removeprefix("个")
    return mention.measure == per or mention.measure.endswith(per) or mention.noun.startswith(per)
